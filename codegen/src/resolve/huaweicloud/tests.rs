use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bring_together;
use crate::dialect;
use crate::facts::{Kind, Node, OperationFacts, PageFacts, Statement};

/// A page of an operation: rows of the request's tables and an example of it.
fn page(name: &str, tables: &[(&str, &[[&str; 4]])], example: &str) -> PageFacts {
    let mut text = format!(
        ":original_name: {name}.html\n\n.. _{name}:\n\n{name}\n{line}\n\nURI\n---\n\nPOST /v1/{name}\n\n\
         Request\n-------\n\n",
        line = "=".repeat(name.len())
    );
    for (caption, rows) in tables {
        text.push_str(&format!(".. table:: {caption}\n\n"));
        let rule = ["=".repeat(20), "=".repeat(10), "=".repeat(30), "=".repeat(60)].join(" ");
        let line = |[a, b, c, d]: [&str; 4]| format!("   {a:20} {b:10} {c:30} {d}\n");
        text.push_str(&format!("   {rule}\n"));
        text.push_str(&line(["Parameter", "Mandatory", "Type", "Description"]));
        text.push_str(&format!("   {rule}\n"));
        rows.iter().for_each(|row| text.push_str(&line(*row)));
        text.push_str(&format!("   {rule}\n\n"));
    }
    if !example.is_empty() {
        text.push_str("Example Request\n---------------\n\n.. code-block::\n\n");
        example.lines().for_each(|line| text.push_str(&format!("   {line}\n")));
    }
    read(name, &text)
}

fn read(name: &str, text: &str) -> PageFacts {
    let path: Arc<Path> = Arc::from(PathBuf::from(format!("{name}.rst")));
    dialect::read(&path, text).map_err(|it| it.to_string()).unwrap()
}

/// What the operation of a page takes, once all is brought together, and what is said.
fn told(pages: Vec<PageFacts>, of: usize) -> (String, Vec<String>) {
    let mut pages = pages;
    let said = bring_together(&mut pages);
    let operations = pages[of].statements.iter().filter_map(|statement| match statement {
        Statement::Operation(OperationFacts { input, .. }) => input.as_ref(),
        _ => None,
    });
    let shown: Vec<String> = operations.map(shown).collect();
    (shown.join(" / "), said.iter().map(|it| it.rule.id.to_owned()).collect())
}

fn shown(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) => scalar.as_str().into(),
        Kind::Enum(values) => values.join("|"),
        Kind::List(element) => format!("[{}]", shown(element)),
        Kind::Map(_, value) => format!("map {}", shown(value)),
        Kind::Structure(members) => {
            let member = |it: &crate::facts::Member| format!("{}: {}", it.name, shown(&it.node));
            let members: Vec<String> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(", "))
        }
        other => format!("{other:?}"),
    }
}

const BODY: &str = "**Table 1** Request body parameters";

#[test]
fn an_example_overrules_what_no_program_could_believe() {
    let rows: &[[&str; 4]] = &[
        ["name", "Yes", "String", "Name."],
        ["size", "Yes", "String", "Size."],
        ["free", "No", "String", "Whether."],
        ["nets", "No", "Object", "Nets."],
        ["count", "No", "Integer", "Count."],
    ];
    let example = r#"{"name": "a", "size": 1, "free": true, "nets": [{"id": "b"}], "count": "1"}"#;
    let (shown, said) = told(vec![page("Boat", &[(BODY, rows)], example)], 0);
    // An integer in quotes is the example's mistake more often than the table's.
    assert_eq!(
        shown,
        "{name: string, size: integer, free: boolean, nets: [{id: string}], count: integer}"
    );
    assert_eq!(said.iter().filter(|it| *it == "example-and-table-disagree").count(), 4);
}

#[test]
fn text_that_looks_like_a_number_stays_text() {
    let rows: &[[&str; 4]] =
        &[["name", "Yes", "String", "Name."], ["span", "Yes", "String", "`80` or `80-90`."]];
    let pages = || {
        vec![
            page("Boat", &[(BODY, rows)], r#"{"name": "a", "span": 80}"#),
            page("Ship", &[(BODY, rows)], r#"{"name": "a", "span": "80-90"}"#),
        ]
    };
    assert_eq!(told(pages(), 0).0, "{name: string, span: string}");
    let alone = pages().into_iter().take(1).collect();
    assert_eq!(told(alone, 0).0, "{name: string, span: integer}");
}

#[test]
fn ids_ports_and_versions_are_text_where_the_table_says_so() {
    for (name, what, expected) in [
        ("enterprise_project_id", "The project.", "string"),
        ("port", "The port.", "string"),
        ("portId", "The port.", "string"),
        ("ip_version", "4 or 6.", "string"),
        ("port", "The port. The value ranges from 1 to 65,535.", "integer"),
        ("version", "The version, an integer.", "integer"),
        ("size", "The size.", "integer"),
    ] {
        let rows = [["name", "Yes", "String", "Name."], [name, "No", "String", what]];
        let example = format!("{{\"name\": \"a\", \"{name}\": 0}}");
        let (shown, _) = told(vec![page("Boat", &[(BODY, &rows)], &example)], 0);
        assert_eq!(shown, format!("{{name: string, {name}: {expected}}}"), "{what}");
    }
}

#[test]
fn what_is_empty_in_an_example_tells_nothing_of_text() {
    let rows = [["name", "Yes", "String", "Name."], ["note", "No", "String", "Note."]];
    for empty in ["{ }", "[]", "null"] {
        let example = format!("{{\"name\": \"a\", \"note\": {empty}}}");
        let (shown, _) = told(vec![page("Boat", &[(BODY, &rows)], &example)], 0);
        assert_eq!(shown, "{name: string, note: string}", "{empty}");
    }
}

#[test]
fn a_table_may_list_what_stands_under_every_key() {
    let rows: &[[&str; 4]] =
        &[["name", "Yes", "String", "Name."], ["ports", "No", "Ports object", "Ports."]];
    let port: &[[&str; 4]] =
        &[["addr", "Yes", "String", "Address."], ["kind", "No", "String", "Kind."]];
    let tables: &[(&str, &[[&str; 4]])] = &[(BODY, rows), ("**Table 2** Ports", port)];
    for (example, expected) in [
        (r#"{"a-net": [{"addr": "1", "kind": "b"}]}"#, "map [{addr: string, kind: string}]"),
        (r#"{"net 1": {"addr": "1", "kind": "b"}}"#, "map {addr: string, kind: string}"),
        (r#"{"addr": "1"}"#, "{addr: string, kind: string}"),
    ] {
        let example = format!("{{\"name\": \"a\", \"ports\": {example}}}");
        let (shown, said) = told(vec![page("Boat", tables, &example)], 0);
        assert_eq!(shown, format!("{{name: string, ports: {expected}}}"));
        assert_eq!(said.is_empty(), !expected.starts_with("map"), "{said:?}");
    }
    // The only row is a placeholder.
    let operator: &[[&str; 4]] = &[["operator", "Yes", "Array of strings", "What you like."]];
    let tables: &[(&str, &[[&str; 4]])] = &[(BODY, rows), ("**Table 2** Ports", operator)];
    let example = r#"{"name": "a", "ports": {"StringEquals": ["b"]}}"#;
    let (shown, _) = told(vec![page("Boat", tables, example)], 0);
    assert_eq!(shown, "{name: string, ports: map [string]}");
}

#[test]
fn what_a_user_likes_is_a_map() {
    for (name, what, example, expected) in [
        ("metadata", "It.", r#"{"a": "b"}"#, "map string"),
        ("options", "User-defined options.", r#"{"a": "b"}"#, "map string"),
        ("options", "Options.", r#"{"a": "b"}"#, "{a: string}"),
        ("metadata", "It.", r#"{"a": 1, "b": {"c": "d"}}"#, "{a: integer, b: {c: string}}"),
        ("ports", "It.", r#"{"68269e6e-4a27-441b-8029-35373ad50bd9": 1}"#, "map integer"),
        ("options", "It.", r#"{"hw:cpu_threads": "1"}"#, "{hw:cpu_threads: string}"),
    ] {
        let rows = [["name", "Yes", "String", "Name."], [name, "No", "Object", what]];
        let example = format!("{{\"name\": \"a\", \"{name}\": {example}}}");
        let (shown, _) = told(vec![page("Boat", &[(BODY, &rows)], &example)], 0);
        assert_eq!(shown, format!("{{name: string, {name}: {expected}}}"), "{what}");
    }
}

#[test]
fn an_array_in_a_query_takes_nothing_from_a_body() {
    let names: &[[&str; 4]] =
        &[["flavor", "Yes", "String", "Flavor."], ["zones", "No", "Array of Zone objects", "It."]];
    let zone: &[[&str; 4]] = &[["id", "Yes", "String", "Id."]];
    let query: &[[&str; 4]] =
        &[["flavor", "No", "String", "Flavor."], ["zones", "No", "Array", "Zones."]];
    let boat = page("Boat", &[(BODY, names), ("**Table 2** Zone", zone)], "");
    let ship = page("Ship", &[("**Table 1** Query parameters", query)], "");
    assert_eq!(told(vec![boat, ship], 1).0, "{flavor: string, zones: [string]}");
}

#[test]
fn examples_tell_what_no_table_lists() {
    let rows: &[[&str; 4]] =
        &[["name", "Yes", "String", "Name."], ["updated_at", "No", "String", "Time."]];
    let example = r#"{"name": "a", "tags": [{"key": "k"}], "labels": {"a.b/c": "d"},
        "update_at": "t", "what ever": 1}"#;
    let (shown, said) = told(vec![page("Boat", &[(BODY, rows)], example)], 0);
    assert_eq!(
        shown,
        "{name: string, updated_at: string, tags: [{key: string}], labels: map string}"
    );
    assert!(said.iter().any(|it| it == "only-in-example"), "{said:?}");
    // What has little to do with the tables adds nothing to them.
    let other = r#"{"name": "a", "b": 1, "c": 2, "d": 3, "e": 4}"#;
    let rows: Vec<[&str; 4]> = ["name", "v", "w", "x", "y", "z"]
        .into_iter()
        .map(|name| [name, "Yes", "String", "It."])
        .collect();
    let (shown, _) = told(vec![page("Boat", &[(BODY, &rows)], other)], 0);
    assert!(!shown.contains("b: "), "{shown}");
}

#[test]
fn what_one_page_leaves_out_another_tells() {
    let around = |ty: &'static str, what: &'static str| {
        [
            ["flavor", "Yes", "String", "Flavor."],
            ["zone", "Yes", "String", "Zone."],
            ["login", "No", ty, what],
        ]
    };
    let (full, bare) = (around("Login object", "Login."), around("Object", "Login."));
    let login: &[[&str; 4]] = &[["key", "Yes", "String", "Key."]];
    let tells = || page("Boat", &[(BODY, &full), ("**Table 2** Login", login)], "");
    let (shown, said) = told(vec![tells(), page("Ship", &[(BODY, &bare)], "")], 1);
    assert_eq!(shown, "{flavor: string, zone: string, login: {key: string}}");
    assert_eq!(said, ["told-elsewhere"]);
    // A map stays a map unless its description names what the other page lists.
    for (what, expected) in
        [("What you like.", "map document"), ("Options: **key**: the key.", "{key: string}")]
    {
        let map = around("Map<String,Object>", what);
        let (shown, _) = told(vec![tells(), page("Ship", &[(BODY, &map)], "")], 1);
        assert_eq!(shown, format!("{{flavor: string, zone: string, login: {expected}}}"));
    }
    // Among other members it is another login.
    let other = [["mode", "Yes", "String", "Mode."], ["login", "No", "Object", "Login."]];
    let (shown, _) = told(vec![tells(), page("Ship", &[(BODY, &other)], "")], 1);
    assert!(shown.contains("login: Unstated"), "{shown}");
    // Two pages that tell differently tell nothing.
    let pin: &[[&str; 4]] = &[["pin", "Yes", "String", "Pin."]];
    let differs = page("Raft", &[(BODY, &full), ("**Table 2** Login", pin)], "");
    let (shown, _) = told(vec![tells(), page("Ship", &[(BODY, &bare)], ""), differs], 1);
    assert!(shown.contains("login: Unstated"), "{shown}");
}

#[test]
fn pairs_are_of_text_unless_something_tells_better() {
    let rows = [
        ["name", "Yes", "String", "Name."],
        ["labels", "No", "Object", "Labels, in the format of key-value pairs."],
        ["values", "No", "Object", "Values. They vary depending on the boat."],
    ];
    let (shown, _) = told(vec![page("Boat", &[(BODY, &rows)], "")], 0);
    assert_eq!(shown, "{name: string, labels: map string, values: map document}");
    let example = r#"{"name": "a", "labels": {"a": 1, "b": "c"}}"#;
    let (shown, _) = told(vec![page("Boat", &[(BODY, &rows)], example)], 0);
    assert_eq!(shown, "{name: string, labels: map document, values: map document}");
}

#[test]
fn an_example_of_a_guide_is_one_of_the_operation_it_fits() {
    let rows: Vec<[&str; 4]> = ["a", "b", "c", "d"]
        .into_iter()
        .map(|name| [name, "Yes", "String", "It."])
        .chain([["login", "No", "Object", "Login."]])
        .collect();
    let guide = "\
:original_name: guide.html

.. _guide:

Guide
=====

This is how:

.. code-block::

   {\"a\": \"1\", \"b\": \"2\", \"c\": \"3\", \"d\": \"4\", \"login\": {\"user\": \"x\"}}
";
    let pages = vec![read("guide", guide), page("Boat", &[(BODY, &rows)], "")];
    let (shown, _) = told(pages, 1);
    assert!(shown.ends_with("login: {user: string}}"), "{shown}");
}

#[test]
fn a_table_of_pairs_is_a_map_where_examples_have_other_keys() {
    let rows: &[[&str; 4]] = &[["values", "Yes", "Object", "See Table 2."]];
    let pairs: &[[&str; 4]] =
        &[["key", "Yes", "String", "The name."], ["value", "Yes", "String", "The value."]];
    let tables = [(BODY, rows), ("**Table 2** values", pairs)];
    let with = |example: &str| told(vec![page("Boat", &tables, example)], 0).0;
    assert_eq!(with(r#"{"values": {"sails": "10", "motor": "OFF"}}"#), "{values: map string}");
    assert_eq!(
        with(r#"{"values": {"key": "sails", "value": "10"}}"#),
        "{values: {key: string, value: string}}"
    );
    assert_eq!(with(""), "{values: {key: string, value: string}}");
}

#[test]
fn a_number_is_whole_where_examples_show_it_so_and_a_double_never() {
    let rows: &[[&str; 4]] = &[
        ["count", "Yes", "Number", "How many."],
        ["share", "Yes", "Number", "How much."],
        ["depth", "Yes", "Number", "How deep."],
        ["least", "Yes", "Double", "The least."],
    ];
    let example = r#"{"count": 3, "share": 0.5, "least": 0}"#;
    let (shown, said) = told(vec![page("Boat", &[(BODY, rows)], example)], 0);
    assert_eq!(shown, "{count: integer, share: double, depth: double, least: double}");
    assert_eq!(said, ["example-and-table-disagree"]);
}

#[test]
fn pairs_are_a_map_to_what_examples_show() {
    let rows: &[[&str; 4]] = &[
        ["tags", "Yes", "JSON key-value pair", "Variables and values."],
        ["sizes", "No", "JSON key-value pair", "Sizes."],
        ["marks", "No", "JSON key-value pair", "Marks."],
    ];
    let example = r#"{"tags": {"urn": "a", "boat_id": "b"}, "sizes": {"mast": 3}}"#;
    let (shown, _) = told(vec![page("Boat", &[(BODY, rows)], example)], 0);
    assert_eq!(shown, "{tags: map string, sizes: map integer, marks: map string}");
}

/// A page that was pasted behind another stands where that one does, and is no second account.
#[test]
fn a_page_that_stands_behind_another_too_is_told_once() {
    let rows: &[[&str; 4]] = &[["name", "Yes", "String", "The name."]];
    let (one, other) =
        (page("one", &[("Parameters", rows)], ""), page("two", &[("Parameters", rows)], ""));
    let mut both = vec![one.clone(), other.clone()];
    both[0].statements.extend(other.statements.clone());
    super::drop_copies(&mut both);
    let count = |page: &PageFacts| page.statements.len();
    assert_eq!([count(&both[0]), count(&both[1])], [count(&one), count(&other)]);
    // With no file of its own it is read where it stands.
    both[0].statements.extend(other.statements.clone());
    super::drop_copies(&mut both[..1]);
    assert_eq!(count(&both[0]), count(&one) + count(&other));
}
