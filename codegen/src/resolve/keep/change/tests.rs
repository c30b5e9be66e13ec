//! Changes over specs.

use std::path::Path;

use super::*;

fn spec(shapes: &str, operations: &str) -> Spec {
    let text = format!(
        "format: 1\nprovider: aws\nservice: shop\noperations:\n{operations}shapes:\n{shapes}"
    );
    crate::spec::read(&text, Path::new("spec.yaml")).expect("a valid spec")
}

fn members(members: &[(&str, Delta)]) -> Delta {
    Delta::Members(members.iter().map(|(name, delta)| ((*name).into(), delta.clone())).collect())
}

fn values(values: &[&str]) -> Delta {
    Delta::Values(values.iter().map(|it| (*it).into()).collect())
}

const LIST: &str = "  List:\n    method: list\n    input: ListRequest\n    output: ListResponse\n    \
                    errors: [Gone]\n    http: {method: GET, path: /}\n";

const STANDING: &str = "  Colour: {type: enum, values: [RED]}\n  Gone: {type: error}\n  Item:\n    \
    type: structure\n    members:\n      size: {type: long, range: {min: 1}}\n      colour: {type: Colour}\n  \
    ListRequest: {type: structure, members: {}}\n  ListResponse:\n    type: structure\n    \
    members:\n      items: {type: list<Item>, documentation: Old words.}\n      byName: {type: 'map<string, Item>'}\n";

const CHANGED: &str = "  Colour: {type: enum, values: [RED, GREEN, BLUE]}\n  Item:\n    type: structure\n    \
    members:\n      colour: {type: Colour}\n      size: {type: integer}\n      tags: {type: list<Tag>}\n      \
    unsaid: {type: string}\n  ListRequest:\n    type: structure\n    members:\n      limit: {type: integer, required: true}\n  \
    ListResponse:\n    type: structure\n    members:\n      byName: {type: 'map<string, Item>'}\n      \
    items: {type: list<Item>, documentation: New words.}\n  Tag:\n    type: structure\n    members:\n      of: {type: Tag}\n";

fn apply(changes: &[(&str, Change)]) -> Spec {
    let changes = changes.iter().map(|(name, change)| ((*name).into(), change.clone())).collect();
    let operations = format!("{}{LIST}", "  Find:\n    method: find\n    output: ListResponse2\n");
    let shapes = CHANGED.replace(
        "  Tag:\n",
        "  ListResponse2:\n    type: structure\n    members:\n      tag: {type: Tag}\n  Tag:\n",
    );
    let operations = operations.replace("    errors: [Gone]\n", "");
    let applied = super::apply(&spec(STANDING, LIST), &spec(&shapes, &operations), &changes);
    assert_eq!(crate::spec::validate(&applied), []);
    applied
}

#[test]
fn an_update_adds_what_it_says_and_leaves_the_rest() {
    let applied = apply(&[(
        "List",
        Change::Updated(
            Some(members(&[("limit", values(&["integer"]))])),
            Some(members(&[(
                "items",
                members(&[
                    ("colour", values(&["BLUE"])),
                    ("tags", members(&[("of", members(&[]))])),
                    ("nothing", values(&["string"])),
                ]),
            )])),
        ),
    )]);
    let expected = "  Colour: {type: enum, values: [RED, BLUE]}\n  Gone: {type: error}\n  Item:\n    \
        type: structure\n    members:\n      size: {type: long, range: {min: 1}}\n      colour: {type: Colour}\n      \
        tags: {type: list<Tag>}\n  ListRequest:\n    type: structure\n    members:\n      \
        limit: {type: integer, required: true}\n  ListResponse:\n    type: structure\n    \
        members:\n      items: {type: list<Item>, documentation: Old words.}\n      byName: {type: 'map<string, Item>'}\n  \
        ListResponse2:\n    type: structure\n    members:\n      tag: {type: Tag}\n  \
        Tag:\n    type: structure\n    members:\n      of: {type: Tag}\n";
    let operations = format!("  Find:\n    method: find\n    output: ListResponse2\n{LIST}");
    assert_eq!(applied, spec(expected, &operations), "{}", crate::spec::write(&applied));
    // A map shows with or without its keys.
    for delta in [
        members(&[("byName", members(&[("colour", values(&["GREEN"]))]))]),
        members(&[("byName", members(&[("string", members(&[("colour", values(&["GREEN"]))]))]))]),
    ] {
        let applied = apply(&[("List", Change::Updated(None, Some(delta)))]);
        let colour = &applied[applied.shape("Colour").unwrap()].kind;
        assert_eq!(*colour, ShapeKind::Enum(vec!["RED".into(), "GREEN".into()]));
    }
}

#[test]
fn what_is_new_already_stands_or_is_added_whole() {
    let applied = apply(&[("List", Change::Added), ("Find", Change::Updated(None, None))]);
    assert_eq!(applied.operations.len(), 2);
    assert!(applied.operation("List").unwrap().http.is_some());
    assert!(applied.shape("Tag").is_some());
    let item = &applied[applied.shape("Item").unwrap()];
    assert_eq!(item.kind.members().len(), 2);
}

#[test]
fn what_was_added_is_met_again() {
    let tags = |of| members(&[("tags", members(&[("of", of)]))]);
    let twice = members(&[
        ("items", tags(members(&[]))),
        ("byName", tags(members(&[("of", members(&[]))]))),
    ]);
    let applied = apply(&[("List", Change::Updated(None, Some(twice)))]);
    for (shape, expected) in [("Tag", 1), ("ListResponse", 2), ("Item", 3)] {
        let kind = &applied[applied.shape(shape).unwrap()].kind;
        assert_eq!(kind.members().len(), expected, "{shape}: {}", crate::spec::write(&applied));
    }
}
