//! That the proof can fail: what is left out of a report is missed, what is put into it shows.

use super::*;
use crate::model;

/// Two versions of a small model: what is shared, recursive, renamed, in requests and responses.
const OLD: &str = r#"{
  "service": "library", "client": "Library", "uid": null, "title": "Library", "text": 0,
  "operations": [
    {"name": "GetBook", "method": "get_book", "documented": true, "text": 1, "deprecated": false,
     "input": "GetBookRequest", "output": "GetBookResponse", "errors": ["Lost", "Worn"],
     "input_stream": null, "output_stream": null},
    {"name": "ListBooks", "method": "list_books", "documented": true, "text": -1,
     "deprecated": false, "input": "ListBooksRequest", "output": "ListBooksResponse", "errors": [],
     "input_stream": null, "output_stream": null},
    {"name": "Ping", "method": "ping", "documented": true, "text": -1, "deprecated": false,
     "input": null, "output": null, "errors": [], "input_stream": null, "output_stream": null}
  ],
  "paginators": {"ListBooks": {"input": ["token"], "output": ["token"], "limit": null,
                               "items": ["books"]}},
  "waiters": [{"name": "BookThere", "operation": "GetBook", "delay": 5, "max_attempts": 9}],
  "too_large": {},
  "shapes": {
    "String": {"type": "string"}, "Integer": {"type": "integer"},
    "Language": {"type": "string", "enum": ["de", "en"]},
    "Books": {"type": "list", "element": ["Book", -1, 0]},
    "GetBookRequest": {"type": "structure", "members": [
      ["id", "String", -1, 1], ["year", "Integer", -1, 0], ["language", "Language", -1, 0],
      ["like", "Book", -1, 0], ["notes", "Notes", -1, 0]]},
    "Notes": {"type": "structure", "members": [["note", "Note", -1, 0]]},
    "Note": {"type": "structure", "members": []},
    "GetBookResponse": {"type": "structure", "members": [["book", "Book", -1, 0]]},
    "ListBooksRequest": {"type": "structure", "members": [["token", "String", -1, 0]]},
    "ListBooksResponse": {"type": "structure", "members": [
      ["books", "Books", -1, 0], ["token", "String", -1, 0]]},
    "Book": {"type": "structure", "members": [
      ["author", "String", 2, 0], ["language", "Language", -1, 0], ["pages", "Integer", -1, 0],
      ["sequels", "Books", -1, 0], ["shelf", "String", -1, 0]]}
  },
  "texts": ["Lends books.", "Gets a book.", "Who wrote it, in full."]
}"#;

/// What becomes of it: one thing a line.
const EDITS: [(&str, &str); 13] = [
    (r#"["notes", "Notes", -1, 0]"#, r#"["notes", "Notes", -1, 8]"#),
    (r#""Lends books.""#, r#""Lends you books.""#),
    (r#""Who wrote it, in full.""#, r#""Who wrote it.""#),
    (r#"["Lost", "Worn"]"#, r#"["Lost", "Torn"]"#),
    (
        r#""deprecated": false,
     "input": null"#,
        r#""deprecated": true,
     "input": null"#,
    ),
    (r#"["de", "en"]"#, r#"["de", "fr"]"#),
    (r#"["id", "String", -1, 1]"#, r#"["id", "String", -1, 0]"#),
    (r#"["pages", "Integer", -1, 0]"#, r#"["pages", "String", -1, 0]"#),
    (r#"["shelf", "String", -1, 0]"#, r#"["room", "Integer", -1, 0]"#),
    (
        r#""name": "ListBooks", "method": "list_books""#,
        r#""name": "ListAll", "method": "list_all""#,
    ),
    (r#""delay": 5"#, r#""delay": 6"#),
    (r#"["year", "Integer", -1, 0], "#, ""),
    (r#"[["book", "Book", -1, 0]]"#, r#"[["book", "Book", -1, 0], ["books", "Books", -1, 0]]"#),
];

fn edited() -> String {
    EDITS.iter().fold(OLD.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

struct Case {
    facts: BTreeSet<fact::Fact>,
    specs: (Spec, Spec),
}

fn case() -> Case {
    let (old, new) = (Service::parse(OLD).unwrap(), Service::parse(&edited()).unwrap());
    let specs = (model::spec(&old).unwrap(), model::spec(&new).unwrap());
    Case { facts: changes::changes(&old, &new, Stated::Model), specs }
}

#[test]
fn what_is_told_is_what_changed() {
    let Case { facts, specs } = case();
    let told = tell(&specs.0, &specs.1);
    let laid = told::lay_out(&told, &specs.0, &specs.1, Stated::Model);
    assert_eq!(laid.facts, facts);
    assert_eq!(laid.nowhere, [""; 0]);
    assert!(facts.len() > 30, "{facts:#?}");
}

#[test]
fn what_is_not_told_is_missed() {
    let Case { facts, specs } = case();
    let all = tell(&specs.0, &specs.1).len();
    for left_out in 0..all {
        let mut told = tell(&specs.0, &specs.1);
        let it = told.remove(left_out);
        let laid = told::lay_out(&told, &specs.0, &specs.1, Stated::Model);
        let of_rust = laid.of_rust
            < told::lay_out(&tell(&specs.0, &specs.1), &specs.0, &specs.1, Stated::Model).of_rust;
        assert!(of_rust || laid.facts != facts, "nobody misses {it:?}");
    }
}

#[test]
fn what_is_told_and_did_not_happen_shows() {
    let Case { facts, specs } = case();
    // The report the other way round is of the same places, and wrong about all of them.
    let told = tell(&specs.1, &specs.0);
    let laid = told::lay_out(&told, &specs.0, &specs.1, Stated::Model);
    assert!(laid.facts.difference(&facts).count() + laid.nowhere.len() > told.len() / 2);
    // Operations that a change does not reach are not among its facts.
    let mut told = tell(&specs.0, &specs.1);
    told.iter_mut().for_each(Told::reach_nothing);
    let laid = told::lay_out(&told, &specs.0, &specs.1, Stated::Model);
    assert!(laid.facts.len() < facts.len() / 2);
}

/// Facts that the models at hand are not asked for.
const NO_PLACE: [&str; 7] = [
    "error-code",
    "error-retryable",
    "error-status",
    "integer-width",
    "pagination-more-results",
    "shape-documentation",
    "waiter-acceptors",
];

#[test]
fn every_rule_has_a_place() {
    use doc_bindgen::diff::{Kind, RULES};
    let path = Path::new("library.yaml");
    let mut lost = BTreeSet::new();
    for rule in RULES {
        let Some((old, new)) = rule.versions() else { continue };
        if matches!(rule.kind, Kind::Protocol | Kind::Http | Kind::Wire | Kind::Constraint) {
            continue;
        }
        let spec = |text: &str| doc_bindgen::spec::read(text, path).unwrap();
        let (old, new) = (spec(&old), spec(&new));
        let laid = told::lay_out(&tell(&old, &new), &old, &new, Stated::Model);
        if laid.nowhere.iter().any(|it| it.split(':').next() == Some(rule.id)) {
            lost.insert(told::fact_of(rule.id));
        }
    }
    assert_eq!(lost, BTreeSet::from(NO_PLACE));
}
