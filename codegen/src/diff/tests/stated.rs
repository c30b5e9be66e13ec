//! What documentation may state or leave out, and what means the same.

use super::spec;
use crate::diff::*;

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
