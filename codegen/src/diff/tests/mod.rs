mod stated;

use std::collections::BTreeSet;
use std::path::Path;

use super::*;
use crate::spec::{Spec, read};

pub(super) fn spec(text: &str) -> Spec {
    match read(text, Path::new("library.yaml")) {
        Ok(spec) => spec,
        Err(errors) => panic!("{errors:#?}\n{text}"),
    }
}

fn told(old: &str, new: &str) -> Vec<String> {
    diff(&spec(old), &spec(new))
        .iter()
        .map(|change| {
            let reached: Vec<String> = change
                .operations
                .iter()
                .map(|it| format!("{} {}", it.operation, it.direction.as_str()))
                .collect();
            format!(
                "{} ({}, wire {}, rust {}) [{}]: {}",
                change.rule.id,
                change.direction.as_str(),
                change.wire,
                change.rust,
                reached.join(", "),
                change.sentence()
            )
        })
        .collect()
}

/// The example changed in these lines.
fn changed(edits: &[(&str, &str)]) -> Vec<String> {
    let new = edits.iter().fold(EXAMPLE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    told(EXAMPLE, &new)
}

#[test]
fn nothing_changed_is_no_change() {
    assert_eq!(told(EXAMPLE, EXAMPLE), [""; 0]);
}

#[test]
fn every_rule_has_an_example_that_is_told_under_it() {
    for rule in RULES {
        let Some((old, new)) = rule.versions() else {
            assert!(rule.id.starts_with("service-"), "{} has no example", rule.id);
            continue;
        };
        let changes = diff(&spec(&old), &spec(&new));
        let ids: Vec<&str> = changes.iter().map(|change| change.rule.id).collect();
        assert!(ids.contains(&rule.id), "{}: {ids:?}", rule.id);
        // Some changes cannot come alone.
        let alone = ![
            "argument-added",
            "argument-removed",
            "rust-type-changed",
            "rust-name-changed",
            "rust-item-gone",
            "requiredness-stated",
            "requiredness-no-longer-stated",
        ]
        .contains(&rule.id);
        assert!(!alone || ids.len() == 1, "{}: {ids:?}", rule.id);
        for change in &changes {
            assert!(change.wire <= change.rule.wire && change.rust <= change.rule.rust);
            if change.rule == *rule {
                assert_eq!((change.wire, change.rust), (rule.wire, rule.rust), "{}", rule.id);
            }
            let sentence = change.sentence();
            assert!(!sentence.contains(['{', '}']) || sentence.contains("{id}"), "{sentence}");
            assert!(
                !sentence.contains("`nothing`")
                    || rule.id.contains("stated")
                    || rule.id.contains("constraint")
                    || rule.id.contains("limit"),
                "{sentence}"
            );
        }
    }
}

#[test]
fn ids_are_words_and_stand_once() {
    let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
}

#[test]
fn a_change_to_a_shared_shape_is_told_once_with_the_operations_it_reaches() {
    assert_eq!(
        changed(&[("      author: {type: string}\n", "")]),
        ["response-member-removed (response, wire breaks, rust breaks) [GetBook response, \
          ListBooks response, Watch response]: the response does not have `Book.author` any more, \
          of type `string`"]
    );
}

#[test]
fn a_shape_that_goes_both_ways_gets_the_worse_verdict() {
    let both = EXAMPLE.replace("search: {type: Search}", "search: {type: Medium}");
    assert_eq!(
        told(&both, &both.replace("      screen: {type: string}\n", "")),
        ["request-union-member-removed (both, wire breaks, rust breaks) [GetBook both, ListBooks \
          response, Watch response]: `Medium.screen` is no choice any more, of type `string`"]
    );
}

/// A service that lends what `Lent` says, and what is added to it.
fn lending(request: &str, lent: &str) -> String {
    format!(
        "format: 1\nprovider: aws\nservice: lending\noperations:\n\
         \x20 Look: {{method: look, output: Looked}}\n{request}\
         shapes:\n\
         \x20 Lent: {{type: structure, members: {{by: {{type: string{lent}}}}}}}\n\
         \x20 Looked: {{type: structure, members: {{lent: {{type: list<Lent>}}}}}}\n\
         \x20 Take: {{type: structure, members: {{lent: {{type: Lent, required: true}}}}}}\n"
    )
}

#[test]
fn a_request_that_is_new_makes_no_response_stricter() {
    let request = "  Take: {method: take, input: Take}\n";
    let (alone, both) = (lending("", ""), lending(request, ", required: true"));
    // The field is an `Option` before and after; but whoever makes one has to give more.
    assert_eq!(
        told(&alone, &both),
        [
            "operation-added (none, wire safe, rust safe) [Take none]: the operation `Take` is new",
            "argument-added (response, wire safe, rust breaks) [Look response]: who makes a value \
             with `Lent.by` has to give it now: requests have it, too",
        ]
    );
    let back = told(&both, &alone);
    assert!(back[1].starts_with("argument-removed (response, wire safe, rust breaks)"), "{back:?}");
}

#[test]
fn a_response_that_is_new_lets_a_request_have_it_unset() {
    let look = "  Look: {method: look, output: Looked}\n";
    let request = "  Take: {method: take, input: Take}\n";
    let both = lending(request, ", required: true");
    let alone = both.replace(look, "");
    assert_eq!(
        told(&alone, &both),
        [
            "operation-added (none, wire safe, rust safe) [Look none]: the operation `Look` is new",
            "rust-type-changed (request, wire safe, rust breaks) [Take request]: the Rust type of \
             `Lent.by` was `String` and is `Option<String>`",
        ]
    );
}

#[test]
fn a_method_that_yields_to_another_breaks_code() {
    let old = EXAMPLE.to_owned();
    let new = old.replace(
        "  Ping:\n",
        "  ListBooksPages: {method: list_books_pages}\n  WaitReturned: {method: wait_returned}\n  Ping:\n",
    );
    let named: Vec<String> =
        told(&old, &new).into_iter().filter(|it| it.starts_with("rust-name-changed")).collect();
    assert_eq!(
        named,
        [
            "rust-name-changed (none, wire safe, rust breaks) [ListBooks none]: the Rust name of \
             `ListBooks` was `list_books_pages` and is `list_books_pages_`",
            "rust-name-changed (none, wire safe, rust breaks) [GetBook none]: the Rust name of \
             `Returned` was `wait_returned` and is `wait_returned_`",
        ]
    );
}

#[test]
fn an_enum_that_is_no_key_any_more_loses_its_order() {
    let old =
        EXAMPLE.replace("names: {type: list<string>, ", "names: {type: 'map<Language, string>', ");
    let new = old.replace("map<Language, string>", "map<string, Language>");
    let told = told(&old, &new);
    assert!(
        told.iter().any(|it| it.contains("Rust has no `Ord` for `Language` any more")),
        "{told:#?}"
    );
}

#[test]
fn what_moved_is_no_change() {
    let edits = [
        (
            "      since: {type: string}\n      token: {type: string}",
            "      token: {type: string}\n      since: {type: string}",
        ),
        ("values: [de, en]", "values: [en, de]"),
        (
            "  Ping:\n    method: ping\n  Watch:\n    method: watch\n    input: WatchRequest\n    output: WatchResponse\n    auth: [sigv4]\n",
            "  Watch:\n    method: watch\n    input: WatchRequest\n    output: WatchResponse\n    auth: [sigv4]\n  Ping:\n    method: ping\n",
        ),
    ];
    assert_eq!(changed(&edits), [""; 0]);
}

#[test]
fn a_split_shape_is_compared_with_what_it_was() {
    // What is said of a member differs in one place, so that place has a shape of its own.
    let split = [
        ("      later: {type: list<Book>}", "      later: {type: list<LaterBook>}"),
        (
            "  ListBooksRequest:\n",
            "  LaterBook:
    type: structure
    documentation: A book.
    members:
      author: {type: string}
      language: {type: Language}
      medium: {type: Medium}
      title: {type: string, documentation: Its title later.}
      weight: {type: float}
  ListBooksRequest:\n",
        ),
    ];
    assert_eq!(
        changed(&split),
        [
            "member-documentation-changed (response, wire safe, rust safe) [ListBooks response]: \
             `LaterBook.title` is documented otherwise",
            "type-name-changed (response, wire safe, rust breaks) [ListBooks response]: the type of \
             `ListBooksResponse.later` is called `list<LaterBook>`, and was `list<Book>`",
        ]
    );
    // What changes in both halves is told once.
    let text = split.iter().fold(EXAMPLE.to_owned(), |text, (from, to)| text.replace(from, to));
    let new = text.replace("      author: {type: string}\n", "");
    let changes = told(EXAMPLE, &new);
    assert_eq!(
        changes.iter().filter(|change| change.contains("author")).count(),
        1,
        "{changes:#?}"
    );
}

#[test]
fn a_renamed_shape_is_compared_with_its_old_self() {
    let new = EXAMPLE
        .replace("Medium", "Carrier")
        .replace("      screen: {type: string}\n", "      screen: {type: integer}\n");
    assert_eq!(
        told(EXAMPLE, &new),
        [
            "shape-renamed (response, wire safe, rust breaks) [GetBook response, ListBooks \
             response, Watch response]: the type `Medium` is called `Carrier` now",
            "type-changed (response, wire breaks, rust breaks) [GetBook response, ListBooks \
             response, Watch response]: the type of `Carrier.screen` was `string` and is `integer`",
        ]
    );
}

#[test]
fn a_rename_is_not_guessed() {
    // Two candidates as good as each other.
    let edits = [(
        "      since: {type: string}\n",
        "      sincf: {type: string}\n      sincg: {type: string}\n",
    )];
    let ids: Vec<String> =
        changed(&edits).iter().map(|it| it.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(ids, ["request-member-added", "request-member-removed", "request-member-added"]);
    // Another type.
    let edits = [("      author: {type: string}", "      authors: {type: list<string>}")];
    assert_eq!(changed(&edits).len(), 2);
}

#[test]
fn what_nothing_leads_to_breaks_no_caller_but_code() {
    let old = EXAMPLE.replace("    input: WatchRequest\n", "");
    let new = old.replace("{all: {type: boolean}}", "{all: {type: string}}");
    assert_eq!(
        told(&old, &new),
        ["type-changed (none, wire safe, rust breaks) []: the type of `WatchRequest.all` was \
          `boolean` and is `string`"]
    );
    let new = old.replace("{all: {type: boolean}}", "{all: {type: boolean, default: false}}");
    assert_eq!(told(&old, &new), [""; 0]);
}

#[test]
fn fingerprints_are_of_the_change_and_of_nothing_around_it() {
    let once = diff(&spec(EXAMPLE), &spec(&EXAMPLE.replace("values: [de, en]", "values: [de]")));
    let text = EXAMPLE.replace("values: [de, en]", "values: [de]").replace("Lends", "Gives");
    let again = diff(&spec(EXAMPLE), &spec(&text));
    assert!(again.iter().any(|change| change.fingerprint == once[0].fingerprint));
    assert_eq!(once[0].fingerprint.to_string(), "c391d7d2ef6667a5");
    let all: Vec<Change> = RULES
        .iter()
        .filter_map(|rule| rule.versions())
        .flat_map(|(old, new)| diff(&spec(&old), &spec(&new)))
        .collect();
    let prints: BTreeSet<Fingerprint> = all.iter().map(|change| change.fingerprint).collect();
    let different: BTreeSet<String> = all.iter().map(|it| format!("{it:?}")).collect();
    assert_eq!(prints.len(), different.len());
    assert_eq!(Fingerprint::parse(&once[0].fingerprint.to_string()), Some(once[0].fingerprint));
    assert_eq!(Fingerprint::parse("+123456789abcdef"), None);
}
