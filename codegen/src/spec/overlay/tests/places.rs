//! Shapes by their places.

use std::path::Path;

use super::{overlay, refused};
use crate::spec::{Spec, read, validate, write};

const PLACES: &str = "\
format: 1
provider: aws
service: x
operations:
  Get: {method: get, output: GetResponse}
shapes:
  GetResponse:
    type: structure
    members:
      by.name: {type: 'map<string, list<Thing>>'}
      by: {type: Policy}
  Policy: {type: structure, members: {}}
  Thing: {type: structure, members: {id: {type: string}}}
";

/// What an overlay states by place is merged whatever the shapes are called.
#[test]
fn a_shape_is_spoken_of_by_its_place() {
    let text = "places:
  Get.output: {members: {by: {type: string}}}
  Get.output.by: {remove: true}
  Get.output.by.name[][]: {rename: Session, members: {id: {required: true}}}
";
    for (thing, policy) in [("Thing", "Policy"), ("Other", "Another"), ("Session", "Policy")] {
        let pages = PLACES.replace("Thing", thing).replace("Policy", policy);
        let mut spec = read(&pages, Path::new("x.yaml")).unwrap();
        let overlay = overlay(text);
        assert!(overlay.verify(&spec).is_err());
        overlay.merge(&mut spec).unwrap();
        let written = write(&spec);
        assert!(written.contains("by:\n        type: string\n"), "{written}");
        assert!(written.contains("by.name:\n        type: map<string, list<Session>>\n"));
        assert!(written.contains("  Session:\n") && !written.contains(policy), "{written}");
        assert_eq!(overlay.verify(&spec), Ok(()));
        let (place, _) = overlay.states(&spec, &["shapes", "Session", "members", "id"]).unwrap();
        assert_eq!(place.line, 8);
    }
}

#[test]
fn a_place_that_is_none_is_said() {
    let mut spec = read(PLACES, Path::new("x.yaml")).unwrap();
    let text = "places:
  Get.input: {members: {a: {type: string}}}
  Get.output.by.name: {rename: X}
  Got.output: {remove: true}
  Get.output.by: {rename: Thing}
  Get.output: {add: true}
";
    let errors = overlay(text).merge(&mut spec).unwrap_err();
    let said: Vec<_> =
        errors.iter().map(|it| format!("{}:{} {}", it.place.line, it.at, it.kind)).collect();
    assert_eq!(said.len(), 5, "{said:#?}");
    for (line, said) in (6..).zip(&said) {
        assert!(said.starts_with(&format!("{line}:places.")), "{said}");
    }
}

const ALIKE: &str = "\
format: 1
provider: aws
service: x
operations:
  Get: {method: get, input: Request, output: Response}
  Put: {method: put, input: Request}
shapes:
  Inner: {type: structure, documentation: What it is., members: {id: {type: string}}}
  Outer: {type: structure, members: {inner: {type: 'list<Inner>'}, by: {type: 'map<string, Inner>'}}}
  Request: {type: structure, members: {outer: {type: Outer}}}
  Response: {type: structure, members: {outer: {type: Outer}, again: {type: Outer}}}
";

#[test]
fn a_place_gets_a_shape_of_its_own() {
    let mut spec = read(ALIKE, Path::new("x.yaml")).unwrap();
    let overlay = overlay(
        "places:
  Get.output.again: {split: Told}
  Get.output.outer: {split: Told}
  Get.output.outer.inner[]: {split: Named, members: {id: {wire: Id}}}
  Put.input: {split: PutRequest}
",
    );
    assert!(overlay.verify(&spec).is_err());
    overlay.merge(&mut spec).unwrap();
    assert_eq!(validate(&spec), []);
    let members = |shape: &str| {
        let members = spec[spec.shape(shape).unwrap()].kind.members().iter();
        members.map(|it| it.ty.display(&spec).to_string()).collect::<Vec<_>>()
    };
    assert_eq!(members("Response"), ["Told", "Told"]);
    assert_eq!(members("Told"), ["list<Named>", "map<string, Inner>"]);
    assert_eq!(members("Outer"), ["list<Inner>", "map<string, Inner>"]);
    let shape = |name: &str| &spec[spec.shape(name).unwrap()];
    assert_eq!(shape("Named").documentation, shape("Inner").documentation);
    let wire = |name: &str| shape(name).kind.members()[0].wire.name.as_deref();
    assert_eq!((wire("Named"), wire("Inner")), (Some("Id"), None));
    let put = spec.operation("Put").unwrap().input.unwrap();
    assert_eq!(spec[put].name, "PutRequest");
    assert_eq!(overlay.verify(&spec), Ok(()));
    // Over a spec that has it, nothing changes.
    let before = spec.clone();
    overlay.merge(&mut spec).unwrap();
    assert_eq!(spec, before);
}

#[test]
fn a_shape_of_which_no_place_is_left_goes() {
    let mut spec = read(ALIKE, Path::new("x.yaml")).unwrap();
    let text = "places:\n  Put.input: {split: PutRequest}\n  Get.input: {split: GetRequest}\n";
    overlay(text).merge(&mut spec).unwrap();
    assert_eq!(validate(&spec), []);
    assert!(spec.shape("Request").is_none() && spec.shape("Outer").is_some());
}

#[test]
fn a_split_that_cannot_be_is_said() {
    let mut spec = read(ALIKE, Path::new("x.yaml")).unwrap();
    let text = "places:
  Get.output.outer: {split: Inner}
  Get.output.other: {split: Other}
shapes:
  Outer: {split: Other}
";
    let errors = overlay(text).merge(&mut spec).unwrap_err();
    let said: Vec<_> = errors.iter().map(|it| format!("{} {}", it.at, it.kind)).collect();
    assert!(said.iter().any(|it| it.starts_with("places.Get.output.outer")), "{said:#?}");
    assert!(said.iter().any(|it| it.starts_with("places.Get.output.other")), "{said:#?}");
    assert!(said.iter().any(|it| it.starts_with("shapes.Outer.split")), "{said:#?}");
}

#[test]
fn a_structure_becomes_a_union() {
    let mut spec = read(PLACES, Path::new("x.yaml")).unwrap();
    let overlay = overlay("places:\n  Get.output.by.name[][]: {type: union}\n");
    assert!(overlay.verify(&spec).is_err());
    overlay.merge(&mut spec).unwrap();
    assert_eq!(validate(&spec), []);
    let thing = spec.shape("Thing").unwrap();
    assert!(matches!(spec[thing].kind, crate::spec::ShapeKind::Union(_)));
    assert_eq!(overlay.verify(&spec), Ok(()));
    assert_eq!(
        refused("shapes:\n  Kind: {type: union}\n"),
        ["6: `type` belongs to a shape of another kind"]
    );
}

#[test]
fn what_is_stated_below_an_operation_that_is_not_here_is_stated_of_the_shape_that_stands_there() {
    let standing = read(PLACES, Path::new("x.yaml")).unwrap();
    let overlay = overlay(
        "members:\n  id: {sensitive: true}\nplaces:\n  \
         Get.output.by.name[][]: {members: {id: {sensitive: false}}}\n",
    );
    let is_sensitive = |spec: &Spec| {
        let thing = &spec[spec.shape("Thing").unwrap()];
        thing.kind.members().iter().any(|member| member.wire.sensitive)
    };
    let mut whole = standing.clone();
    overlay.merge(&mut whole).unwrap();
    // The same structure, of which another operation tells.
    let mut part = standing.clone();
    part.operations[0].name = "Find".into();
    let mut beside = part.clone();
    overlay.merge_what_fits(&mut part, None);
    overlay.merge_what_fits(&mut beside, Some(&standing));
    assert_eq!([&whole, &part, &beside].map(is_sensitive), [false, true, false]);
}
