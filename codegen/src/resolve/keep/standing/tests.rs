use std::path::Path;

use super::*;
use crate::spec::{self, Scalar, Type};

fn spec(text: &str) -> Spec {
    crate::spec::read(text, Path::new("spec.yaml")).expect("a valid spec")
}

const OLD: &str = "\
format: 1
provider: aws
service: x
title: The X
operations:
  Get:
    method: get
    input: GetRequest
    http: {method: GET, path: '/{id}'}
  List:
    method: list
    output: ListResponse
    errors: [Gone]
waiters:
  Done: {operation: Get, delay: 1, max_attempts: 2}
shapes:
  Colour:
    type: enum
    values: [red]
  GetRequest:
    type: structure
    members:
      id: {type: string, required: true, location: path}
  Gone:
    type: error
  Item:
    type: structure
    members:
      colour: {type: Colour}
      size: {type: long, range: {min: 1}}
  ListResponse:
    type: structure
    members:
      items: {type: list<Item>}
";

const NEW: &str = "\
format: 1
provider: aws
service: x
operations:
  Find:
    method: find
    output: FindResponse
  Get:
    method: get
    input: GetRequest
shapes:
  FindResponse:
    type: structure
    members:
      item: {type: Item}
  GetRequest:
    type: structure
    members:
      id: {type: string, required: true}
  Item:
    type: structure
    members:
      size: {type: integer}
      weight: {type: float}
";

#[test]
fn a_part_leaves_what_it_does_not_speak_of() {
    let merged = keep(spec(NEW), &spec(OLD), None).spec;
    let names: Vec<_> = merged.operations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["Find", "Get", "List"]);
    assert_eq!(merged.title.as_deref(), Some("The X"));
    assert!(merged.operation("Get").unwrap().http.is_some());
    assert_eq!(merged.waiters.len(), 1);
    let text = crate::spec::write(&merged);
    assert_eq!(spec(&text), merged, "{text}");
    let item = &merged[merged.shape("Item").unwrap()];
    let members: Vec<_> = item.kind.members().iter().map(|m| m.name.as_str()).collect();
    assert_eq!(members, ["size", "weight"]);
    assert_eq!(item.kind.members()[0].ty, Type::Scalar(Scalar::Long));
    assert!(item.kind.members()[0].limits.range.is_some());
    // Nothing needs it any more.
    assert_eq!(merged.shape("Colour"), None);
    assert!(merged.shape("Gone").is_some());
}

#[test]
fn an_index_says_what_there_is() {
    let merged = keep(spec(NEW), &spec(OLD), Some(&Stays::default())).spec;
    let names: Vec<_> = merged.operations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["Find", "Get"]);
    assert!(merged.waiters.is_empty());
    assert_eq!(merged.shape("ListResponse"), None);
    assert!(merged.operation("Get").unwrap().http.is_some());
}

#[test]
fn what_the_index_lists_and_no_page_describes_stays() {
    let stays = Stays {
        operations: ["List".to_owned()].into(),
        unlisted: ["Get".to_owned()].into(),
        waiters: ["Done".to_owned()].into(),
        ..Stays::default()
    };
    let merged = keep(spec(NEW), &spec(OLD), Some(&stays)).spec;
    let names: Vec<_> = merged.operations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["Get", "List", "Find"]);
    assert_eq!(merged.operations[1].errors.len(), 1);
    assert!(merged.shape("ListResponse").is_some() && merged.shape("Gone").is_some());
    assert_eq!(merged.waiters.len(), 1);
}

#[test]
fn a_path_fits_members_that_are_written_otherwise_on_the_wire() {
    let head = "provider: aws\nservice: x\nprotocol: {wire_case: lower-first}\n";
    let told = |text: &str| {
        let text = text.replace("provider: aws\nservice: x\n", head);
        text.replace("      id: {type", "      Id: {type")
    };
    let old = spec(&told(OLD).replace("title: The X\n", ""));
    let kept = keep(old.clone(), &old, Some(&Stays::default()));
    assert_eq!((kept.lost_paths.len(), kept.spec), (0, old.clone()));
    let kept = keep(spec(&told(NEW)), &old, None);
    assert_eq!(kept.lost_paths, [""; 0]);
    assert!(kept.spec.operation("Get").unwrap().http.is_some());
}

#[test]
fn what_one_operation_alone_needs_goes_with_it() {
    let left = without(spec(OLD), &["List".to_owned()].into());
    assert_eq!(left.operations.len(), 1);
    let names: Vec<_> = left.shapes.iter().map(|shape| shape.name.as_str()).collect();
    assert_eq!(names, ["GetRequest"]);
    assert_eq!(left.operations[0].input, Some(ShapeId(0)));
    assert!(spec::validate(&left).is_empty());
}

#[test]
fn merging_again_changes_nothing() {
    let listed = Stays { operations: ["List".to_owned()].into(), ..Stays::default() };
    for stays in [None, Some(&Stays::default()), Some(&listed)] {
        let once = keep(spec(NEW), &spec(OLD), stays).spec;
        assert_eq!(keep(spec(NEW), &once, stays).spec, once);
    }
}

#[test]
fn what_a_structure_is_as_such_stays_where_no_page_tells_it() {
    let told = |text: &str, said: &str| {
        text.replace(
            "  Item:\n    type: structure\n",
            &format!("  Item:\n    type: structure\n{said}"),
        )
    };
    let old = told(OLD, "    documentation: What is kept.\n");
    let text = |new: &str| {
        let kept = keep(spec(new), &spec(&old), None).spec;
        kept[kept.shape("Item").unwrap()].documentation.clone()
    };
    assert_eq!(text(NEW).as_deref(), Some("What is kept."));
    let new = told(NEW, "    documentation: What is kept now.\n");
    assert_eq!(text(&new).as_deref(), Some("What is kept now."));
    // Nor does any tell an order of its own.
    let members = |new: &str| {
        let kept = keep(spec(new), &spec(&old), None).spec;
        let members = kept[kept.shape("Item").unwrap()].kind.members().iter();
        members.map(|it| it.name.clone()).collect::<Vec<_>>().join(" ")
    };
    let turned = NEW.replace("      weight: {type: float}\n", "      colour: {type: string}\n");
    assert_eq!(members(&turned), "colour size");
    assert_eq!(members(&told(&turned, "    documentation: What is kept now.\n")), "size colour");
    assert_eq!(members(NEW), "size weight");
}

#[test]
fn a_member_that_is_called_as_what_stands_is_on_the_wire_is_the_one_that_stands() {
    let old =
        spec(&OLD.replace("      size: {type: long,", "      sizes: {type: long, wire: size,"));
    let new = spec(NEW);
    let members = |spec: &Spec| -> Vec<(String, Option<String>)> {
        let item = &spec[spec.shape("Item").unwrap()];
        item.kind
            .members()
            .iter()
            .map(|it| (it.name.clone(), it.wire.name.as_deref().map(str::to_owned)))
            .collect()
    };
    let kept = keep(new.clone(), &old, None).spec;
    let sizes = ("sizes".to_owned(), Some("size".to_owned()));
    assert_eq!(members(&kept), [sizes, ("weight".to_owned(), None)]);
    // Both may be there.
    let both =
        NEW.replace("      weight:", "      sizes: {type: float, wire: many}\n      weight:");
    let kept = keep(spec(&both), &old, None).spec;
    let names: Vec<String> = members(&kept).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["size", "sizes", "weight"]);
}

/// The tool knows the members of errors, and pages of the reference tell them in words: the words stay where
/// this run's pages name the errors alone.
#[test]
fn what_was_told_of_an_errors_members_stays() {
    let errors = |of_gone: &str| {
        spec(&format!(
            "format: 1\nprovider: aws\nservice: x\noperations:\n  Get: {{method: get, errors: [Gone]}}\n\
             shapes:\n  Gone:\n    type: error\n    members: {{{of_gone}}}\n  Why: {{type: enum, values: [a]}}\n"
        ))
    };
    let merged = |old: &str, new: &str| {
        let spec = keep(errors(new), &errors(old), None).spec;
        let gone = &spec[spec.shape("Gone").unwrap()];
        let told = gone
            .kind
            .members()
            .iter()
            .map(|it| format!("{}: {} {:?}", it.name, it.ty.display(&spec), it.documentation));
        told.collect::<Vec<_>>()
    };
    let told = "why: {type: Why, documentation: Said.}, whom: {type: string}";
    let of_told = ["why: Why Some(\"Said.\")", "whom: string None"];
    assert_eq!(merged(told, ""), of_told);
    assert_eq!(merged(told, "why: {type: string}"), of_told);
    // What pages name and do not tell the type of is what the tool knows it to be.
    let untyped = "why: {type: document, documentation: Said.}, whom: {type: string}";
    assert_eq!(merged(untyped, "why: {type: Why}"), of_told);
    // One that came since: the tool's account, with the words that there are.
    let more = ["why: string Some(\"Said.\")", "when: timestamp None"];
    assert_eq!(merged(told, "why: {type: string}, when: {type: timestamp}"), more);
    // What the tool knew before is what it knows now.
    assert_eq!(merged("why: {type: Why}", "why: {type: string}"), ["why: string None"]);
    // What this run's pages say counts.
    let said = "why: {type: string, documentation: Now.}";
    assert_eq!(merged(told, said), ["why: string Some(\"Now.\")"]);
}
