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
            "  Ping:\n    method: ping\n  Watch:\n    method: watch\n    input: WatchRequest\n    output: WatchResponse\n    host_prefix: live.\n",
            "  Watch:\n    method: watch\n    input: WatchRequest\n    output: WatchResponse\n    host_prefix: live.\n  Ping:\n    method: ping\n",
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

/// A service whose operation is in HTTP, with a request and a response to be filled in.
fn in_http(path: &str, request: &str, response: &str) -> String {
    format!(
        "format: 1\nprovider: aws\nservice: things\noperations:\n  PutThing:\n    method: put_thing\n    \
         input: PutThingRequest\n    output: PutThingResponse\n    http: {{method: PUT, path: \
         \"{path}\"}}\nshapes:\n  PutThingRequest: {{type: structure, members: {{{request}}}}}\n  \
         PutThingResponse: {{type: structure, members: {{{response}}}}}\n"
    )
}

/// What two pairs of versions have in common: what is told either way.
fn both_ways(old: &str, new: &str) -> [Vec<String>; 2] {
    let ids = |old: &str, new: &str| {
        diff(&spec(old), &spec(new)).iter().map(|it| it.rule.id.to_owned()).collect()
    };
    [ids(old, new), ids(new, old)]
}

#[test]
fn what_means_the_same_is_no_change() {
    let headers = |tag: &str, meta: &str, etag: &str| {
        in_http(
            "/things",
            &format!(
                "Tag: {{type: string, location: header, wire: {tag}}}, Meta: {{type: 'map<string, \
                 string>', location: headers, wire: {meta}}}"
            ),
            &format!("ETag: {{type: string, location: header, wire: {etag}}}"),
        )
    };
    let label = |label: &str, member: &str| {
        in_http(
            &format!("/things/{{{label}}}/parts?list&full"),
            &format!("thingId: {{type: string, required: true, location: path{member}}}"),
            "",
        )
    };
    let facts = |facts: [&str; 6]| {
        let [a, b, c, d, e, f] = facts;
        in_http(
            "/things",
            &format!(
                "a: {{type: double{a}}}, b: {{type: string{b}}}, c: {{type: integer{c}}}, d: {{type: \
                 boolean{d}}}, e: {{type: float{e}}}, f: {{type: list<string>{f}}}"
            ),
            "",
        )
    };
    for (one, other) in [
        (headers("X-Tag", "X-Meta-", "ETag"), headers("x-tag", "x-mETA-", "etag")),
        (label("thingId", ""), label("ThingId", ", wire: ThingId")),
        (label("thingId", ""), label("thingId", "").replace("?list&full", "?full=&list")),
        (
            facts([
                ", range: {min: \"1\", max: \"100\"}",
                ", length: {min: 0, max: 9}",
                ", default: \"25\"",
                ", default: \"true\"",
                ", default: \"0\"",
                ", length: {min: 0}",
            ]),
            facts([
                ", range: {min: \"1.0\", max: \"1e2\"}",
                ", length: {max: 9}",
                ", default: \"025\"",
                ", default: \"True\"",
                ", default: \"-0.0\"",
                "",
            ]),
        ),
    ] {
        assert_eq!(both_ways(&one, &other), [Vec::<String>::new(), Vec::new()], "{one}\n{other}");
    }
    // What does not mean the same is still told.
    let moved = headers("X-Tag", "X-Meta-", "ETag").replace("wire: ETag", "wire: E-Tag");
    assert_eq!(
        both_ways(&headers("X-Tag", "X-Meta-", "ETag"), &moved),
        [["wire-name-changed"], ["wire-name-changed"]]
    );
    let swapped = |one: &str, other: &str| {
        in_http(
            &format!("/{{{one}}}/{{{other}}}"),
            "a: {type: string, required: true, location: path}, b: {type: string, required: true, \
             location: path}",
            "",
        )
    };
    let either_way = [["http-path-changed"], ["http-path-changed"]];
    assert_eq!(both_ways(&swapped("a", "b"), &swapped("b", "a")), either_way);
}

#[test]
fn a_label_is_told_by_what_it_does() {
    let path = |label: &str, name: &str| {
        in_http(
            &format!("/{{{label}}}"),
            &format!("{name}: {{type: string, required: true, location: path}}"),
            "",
        )
    };
    assert_eq!(
        both_ways(&path("key", "key"), &path("key+", "key")),
        [["http-label-greedy"], ["http-label-no-longer-greedy"]]
    );
    // The name of a label is not on the wire.
    let renamed = diff(&spec(&path("key", "key")), &spec(&path("keys", "keys")));
    assert_eq!(
        renamed.iter().map(|it| (it.rule.id, it.wire.as_str())).collect::<Vec<_>>(),
        [("member-renamed-in-rust", "safe")]
    );
}

#[test]
fn what_is_stated_now_or_not_any_more_breaks_no_caller() {
    let stated = in_http(
        "/things/{id}",
        "id: {type: string, required: true, location: path, wire: id, length: {min: 1}, pattern: \
         a}, when: {type: timestamp, location: header, wire: x-when, timestamp_format: http-date}, \
         count: {type: integer, required: true, range: {max: 9}, default: 3}",
        "state: {type: string, wire: State}",
    );
    let bare = in_http(
        "/things/{id}",
        "id: {type: string, required: true}, when: {type: timestamp}, count: {type: integer}",
        "state: {type: string}",
    );
    let bare = bare.replace("    http: {method: PUT, path: \"/things/{id}\"}\n", "");
    let now = |text: &str| text.replace("-no-longer-stated", "-stated");
    let [forth, back] = both_ways(&bare, &stated);
    let expected = [
        "http-stated",
        "constraint-stated",
        "location-stated",
        "pattern-stated",
        "location-stated",
        "wire-name-stated",
        "timestamp-format-stated",
        "requiredness-stated",
        "constraint-stated",
        "default-stated",
        "wire-name-stated",
    ];
    let sorted = |ids: Vec<String>| {
        let mut ids: Vec<String> = ids.iter().map(|id| now(id)).collect();
        ids.sort();
        ids
    };
    let mut ids: Vec<String> = expected.map(String::from).into();
    ids.sort();
    assert_eq!(sorted(forth.clone()), ids);
    assert_eq!(sorted(back.clone()), ids);
    assert!(back.iter().all(|id| id.ends_with("-no-longer-stated")), "{back:?}");
    for (old, new) in [(&bare, &stated), (&stated, &bare)] {
        for change in diff(&spec(old), &spec(new)) {
            assert_eq!(change.wire, Verdict::Safe, "{}", change.sentence());
            assert!(!change.sentence().contains("nothing"), "{}", change.sentence());
        }
    }
}

/// A first documentation, with what the tool knows of it, states where operations are in HTTP, and
/// of errors their names alone; a second one states what requests require.
#[test]
fn what_a_second_documentation_requires_breaks_no_caller() {
    let version = |http: bool, errors: &[(&str, &str)], asked: bool, listed: &str| {
        let members = if asked { "id: {type: string, required: true}" } else { "id: string" };
        let members = members.replace("id: string", "id: {type: string}");
        let text = in_http("/things", &members, "state: {type: string}");
        let text = text.replace("    http:", &format!("    errors: [{listed}]\n    http:"));
        let text = text.replace("    errors: []\n", "");
        let text = match http {
            true => text,
            false => text.replace("    http: {method: PUT, path: \"/things\"}\n", ""),
        };
        let more = errors
            .iter()
            .map(|(name, told)| format!("  {name}: {{type: error{told}, members: {{}}}}\n"));
        format!("{text}{}", more.collect::<String>())
    };
    let requiredness = |old: &str, new: &str| {
        let [forth, back] = both_ways(old, new);
        let of = |ids: Vec<String>| ids.into_iter().find(|id| id.contains("requ")).unwrap();
        (of(forth), of(back))
    };
    let stated = ("requiredness-stated", "requiredness-no-longer-stated");
    let changed = ("request-member-became-required", "request-member-became-optional");
    let (bare, told) = ([("Gone", ""), ("Busy", "")], [("Gone", ", status: 404"), ("Busy", "")]);
    let said = [("Gone", ", documentation: It went."), ("Busy", "")];
    for (old, new, listed, expected) in [
        // Of the errors that the operation lists, or of any where it lists none.
        ((true, &bare), (true, &told), "Gone", stated),
        ((true, &bare), (true, &said), "Gone", stated),
        ((true, &bare), (true, &told), "", stated),
        ((false, &bare), (true, &told), "Gone", stated),
        ((false, &bare), (true, &bare), "Gone", stated),
        // Nothing new is known of its own ones.
        ((true, &bare), (true, &told), "Busy", changed),
        ((true, &told), (true, &told), "Gone", changed),
        ((true, &bare), (true, &bare), "Gone", changed),
        // One came, the other went: nothing says which documentation was read.
        ((false, &told), (true, &bare), "Gone", changed),
    ] {
        let old = version(old.0, old.1, false, listed);
        let new = version(new.0, new.1, true, listed);
        let (forth, back) = requiredness(&old, &new);
        assert_eq!((forth.as_str(), back.as_str()), expected, "{old}\n{new}");
    }
    // So it is of a member that the first documentation does not show at all.
    let shown = version(true, &told, true, "Gone").replace("id: {", "name: {type: string}, id: {");
    let old = version(true, &bare, false, "Gone").replace("id: {", "name: {");
    let ids: Vec<&str> = diff(&spec(&old), &spec(&shown)).iter().map(|it| it.rule.id).collect();
    assert!(ids.contains(&"request-member-added") && ids.contains(&stated.0), "{ids:?}");
    // An error that came with its documentation says nothing of what was read before.
    let old = version(true, &[("Busy", "")], false, "Busy");
    let new = version(true, &told, true, "Busy, Gone");
    assert_eq!(requiredness(&old, &new).0, changed.0);
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
