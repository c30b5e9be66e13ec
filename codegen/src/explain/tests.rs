use std::path;
use std::sync::Arc;

use super::{Path, Side, explain};
use crate::dialect;
use crate::facts::{Kind, Member, Node, PageFacts, Provider, Scalar, ShapeFacts, Statement};

const TRANSACTION: &str =
    include_str!("../../../tests/fixtures/boto3/dynamodb/client/execute_transaction.rst");

fn page(name: &str, text: &str) -> PageFacts {
    dialect::read(&Arc::from(path::Path::new(name)), text).unwrap()
}

fn origins(pages: &[PageFacts], path: &str) -> Vec<String> {
    let path: Path = path.parse().unwrap();
    match explain(pages, &path) {
        Ok(origins) => {
            origins.iter().map(|it| format!("{}: {}: {}", it.place, it.at, it.said)).collect()
        }
        Err(unknown) => vec![format!(
            "no `{}` in `{}`; {}",
            unknown.name,
            unknown.found,
            unknown.nearest.join(" ")
        )],
    }
}

/// The line of the page on which a text first stands.
fn line_of(text: &str) -> usize {
    1 + TRANSACTION.lines().position(|line| line.contains(text)).unwrap()
}

#[test]
fn a_member_is_found_on_both_sides_and_through_lists() {
    let pages = [page("p.rst", TRANSACTION)];
    let found = origins(&pages, "ExecuteTransaction.TransactStatements.Statement");
    assert_eq!(found.len(), 1, "{found:?}");
    let start = format!("p.rst:{}: ", line_of("**Statement** *(string)"));
    assert!(found[0].starts_with(&start), "{found:?} {start}");
    let at = "ExecuteTransaction.input.TransactStatements[].Statement: string, required";
    assert!(found[0].contains(at), "{found:?}");
    assert_eq!(origins(&pages, "execute_transaction.TransactStatements[].Statement"), found);
    assert_eq!(origins(&pages, "ExecuteTransaction.input.TransactStatements.Statement"), found);
    assert_eq!(
        origins(&pages, "ExecuteTransaction.output.TransactStatements"),
        ["no `TransactStatements` in `ExecuteTransaction.output`; "]
    );
}

#[test]
fn an_operation_is_told_with_its_errors() {
    let pages = [page("p.rst", TRANSACTION)];
    let found = origins(&pages, "ExecuteTransaction");
    assert!(found[0].contains(": ExecuteTransaction: operation, method execute_transaction"));
    assert!(
        found.iter().any(|it| it.contains(".TransactionCanceledException: error")),
        "{found:?}"
    );
}

#[test]
fn what_is_mistyped_is_told_with_what_is_there() {
    let pages = [page("p.rst", TRANSACTION)];
    assert_eq!(
        origins(&pages, "ExecuteTransaction.TransactStatements.Statemant"),
        ["no `Statemant` in `ExecuteTransaction.input.TransactStatements[]`; Statement"]
    );
    assert_eq!(
        origins(&pages, "ExecuteTransactions.Responses"),
        ["no `ExecuteTransactions` in ``; ExecuteTransaction execute_transaction"]
    );
}

#[test]
fn names_of_shapes_are_followed_and_may_go_round() {
    let shape =
        |name: &str, node| Statement::Shape(ShapeFacts { line: 1, name: name.into(), node });
    let named = |name: &str| Node::new(2, Kind::Named(name.into()));
    let inner = Member::new("value", Node::new(5, Kind::Scalar(Scalar::Long)));
    let next = Member::new("next", Node::new(4, Kind::List(Box::new(named("Tree")))));
    let page = |path: &str, statements| PageFacts {
        path: Arc::from(path::Path::new(path)),
        dialect: crate::facts::Dialect::ApiReference,
        service: crate::facts::ServiceRef::of(Provider::Aws),
        statements,
        day: None,
        left_out: None,
        open_end: false,
        diagnostics: Vec::new(),
    };
    let tree = Node::new(3, Kind::Structure(vec![next, inner]));
    let round = vec![shape("One", named("Other")), shape("Other", named("One"))];
    let pages = [page("a.md", vec![shape("Tree", tree)]), page("b.md", round)];
    assert_eq!(origins(&pages, "Tree.next.next.value"), ["a.md:5: Tree.next[].next[].value: long"]);
    assert_eq!(origins(&pages, "One"), ["b.md:2: One: One", "b.md:2: One: Other"]);
}

#[test]
fn paths_are_read() {
    let path: Path = "Op.request.a[].b{}.c".parse().unwrap();
    assert_eq!((&*path.root, path.side), ("Op", Some(Side::Input)));
    assert_eq!(path.steps.join(" "), "a b c");
    let path: Path = "Op.map{key}".parse().unwrap();
    assert_eq!(path.steps.join(" "), "map {key}");
    assert!("Op.output".parse::<Path>().unwrap().steps.is_empty());
    for bad in ["", ".", "Op.", "Op..a", ".a"] {
        assert!(bad.parse::<Path>().is_err(), "{bad}");
    }
}

/// What only an example shows is told by the example, and what only another page tells by that page.
#[test]
fn what_examples_and_other_pages_tell_is_found() {
    let text = |name: &str, row: &str, example: &str| {
        format!(
            "# {name}\n\n## URI\n\nPOST /v1/{name}\n\n## Request\n\n\
             | Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n\
             | flavor | Yes | String | Flavor. |\n| zone | Yes | String | Zone. |\n{row}\n\
             {example}"
        )
    };
    let example = "## Example Requests\n\n```\n{\"flavor\": \"a\", \"sail\": 1}\n```\n";
    let mast = "| mast | No | Mast object | Mast. |\n\n**Table 2** Mast\n\n\
         | Parameter | Type | Description |\n|---|---|---|\n| height | Integer | Height. |\n";
    let pages = [
        page("boat.md", &text("Boat", "| mast | No | Object | Mast. |\n", example)),
        page("ship.md", &text("Ship", mast, "")),
    ];
    assert_eq!(
        origins(&pages, "Boat.sail"),
        ["boat.md:18: Boat.input.sail: an example shows a whole number"]
    );
    assert_eq!(
        origins(&pages, "Boat.mast.height"),
        [
            "boat.md:13: Boat.input.mast.height: integer, \"Height.\" (told by another page or an example)"
        ]
    );
    assert_eq!(origins(&pages, "Boat.keel"), ["no `keel` in `Boat.input`; "]);
    let nothing = page("sink.md", "# Sink\n\n## URI\n\nGET /v1/sink\n");
    assert_eq!(origins(&[nothing], "Sink.keel"), ["no `keel` in `Sink`; "]);
}
