use std::path::Path;

use super::Overlay;
use crate::spec::{Spec, read, validate, write};

const SPEC: &str = "\
format: 1
provider: aws
service: x
operations:
  Get:
    method: get
    documentation: Gets teh thing.
    input: GetRequest
    errors: [Gone]
  Put:
    method: put
waiters:
  Ready: {operation: Get, delay: 5, max_attempts: 3}
shapes:
  GetRequest:
    type: structure
    members:
      kind:
        type: Kind
      odd:
        type: string
  Gone: {type: error, members: {}}
  Kind: {type: enum, values: [a, b]}
";

fn spec() -> Spec {
    read(SPEC, Path::new("x.yaml")).unwrap()
}

fn overlay(text: &str) -> Overlay {
    let head = "format: 1\nprovider: aws\nservice: x\nreason: a test\n";
    match Overlay::read(&format!("{head}{text}"), Path::new("o.yaml")) {
        Ok(overlay) => overlay,
        Err(errors) => panic!("{errors:#?}"),
    }
}

/// The lines that the overlay takes away and puts in.
fn merged(text: &str) -> Vec<String> {
    let mut spec = spec();
    let before = write(&spec);
    let overlay = overlay(text);
    if let Err(errors) = overlay.verify(&spec) {
        assert!(!errors.is_empty());
    } else {
        panic!("what is not merged passes for merged");
    }
    overlay.merge(&mut spec).unwrap();
    assert_eq!(validate(&spec), []);
    let after = write(&spec);
    assert_eq!(read(&after, Path::new("x.yaml")).unwrap(), spec);
    assert_eq!(overlay.verify(&spec), Ok(()));
    let gone = before.lines().filter(|line| !after.lines().any(|other| other == *line));
    let come = after.lines().filter(|line| !before.lines().any(|other| other == *line));
    let marked = |sign: char| move |line: &str| format!("{sign}{line}");
    gone.map(marked('-')).chain(come.map(marked('+'))).collect()
}

/// What is said of an overlay that does not fit the pages.
fn refused(text: &str) -> Vec<String> {
    let errors = overlay(text).merge(&mut spec()).unwrap_err();
    errors.iter().map(|error| format!("{}: {}", error.place.line, error.kind)).collect()
}

#[test]
fn facts_of_the_wire_are_put_in() {
    assert_eq!(
        merged("protocol: {name: json-1.0, target_prefix: X_1}\ntitle: The X\n"),
        ["+title: The X", "+protocol:", "+  name: json-1.0", "+  target_prefix: X_1"]
    );
}

#[test]
fn a_label_of_a_path_is_the_member_of_its_name() {
    let lines = merged("operations:\n  Get: {http: {method: GET, path: \"/x/{odd+}\"}}\n");
    let at = |text: &str| lines.iter().any(|line| line.trim_start_matches(['+', ' ']) == text);
    assert!(
        at("location: path") && lines.iter().any(|line| line.contains("/x/{odd+}")),
        "{lines:?}"
    );
}

#[test]
fn what_is_stated_takes_the_place_of_what_the_pages_say() {
    let text = "\
operations:
  Get:
    http: {method: GET, path: /x, status: 200}
    errors: [Gone]
    replace: {teh: the}
  Put: {deprecated: true}
waiters:
  Ready: {delay: 7}
shapes:
  GetRequest:
    documentation: Asks.
    members:
      odd: {type: list<Kind>, required: true}
  Gone: {status: 410}
  Kind: {values: [a, b, c]}
";
    assert_eq!(
        merged(text),
        [
            "-    documentation: Gets teh thing.",
            "-  Ready: {operation: Get, delay: 5, max_attempts: 3}",
            "-        type: string",
            "-  Gone: {type: error, members: {}}",
            "-  Kind: {type: enum, values: [a, b]}",
            "+    documentation: Gets the thing.",
            "+    http: {method: GET, path: \"/x\", status: 200}",
            "+    deprecated: true",
            "+  Ready: {operation: Get, delay: 7, max_attempts: 3}",
            "+    documentation: Asks.",
            "+        type: list<Kind>",
            "+        required: true",
            "+  Gone: {type: error, status: 410, members: {}}",
            "+  Kind: {type: enum, values: [a, b, c]}",
        ]
    );
}

#[test]
fn entries_are_added_removed_and_renamed() {
    let text = "\
operations:
  List: {add: true, method: list, input: Added, errors: [Gone]}
  Put: {remove: true}
waiters:
  Ready: {remove: true}
  Late: {add: true, operation: List, delay: 1, max_attempts: 2}
shapes:
  Added:
    add: true
    type: structure
    members:
      more: {type: 'list<GetKind>'}
      self: {type: Added}
  Kind: {rename: GetKind}
  GetRequest:
    members:
      odd: {remove: true}
      even: {add: true, type: long}
";
    assert_eq!(
        merged(text),
        [
            "-  Put:",
            "-    method: put",
            "-  Ready: {operation: Get, delay: 5, max_attempts: 3}",
            "-        type: Kind",
            "-      odd:",
            "-        type: string",
            "-  Kind: {type: enum, values: [a, b]}",
            "+  List:",
            "+    method: list",
            "+    input: Added",
            "+  Late: {operation: List, delay: 1, max_attempts: 2}",
            "+  Added:",
            "+      more:",
            "+        type: list<GetKind>",
            "+      self:",
            "+        type: Added",
            "+  GetKind: {type: enum, values: [a, b]}",
            "+        type: GetKind",
            "+      even:",
            "+        type: long",
        ]
    );
}

#[test]
fn a_name_that_stays_is_renamed_already() {
    let mut spec = spec();
    let overlay = overlay("shapes:\n  Kind: {rename: GetKind}\n");
    overlay.merge(&mut spec).unwrap();
    // The pages are parsed again over the spec, which has the name.
    assert_eq!(overlay.merge(&mut spec), Ok(()));
}

#[test]
fn what_matches_nothing_is_an_error() {
    let text = "\
operations:
  Gett: {deprecated: true}
  Get:
    add: true
    method: get
  Put:
    input: Knd
    replace: {lost: found}
  Post: {remove: true}
waiters:
  Redy: {delay: 7}
shapes:
  GetRequest:
    members:
      add: {type: string}
      kind: {add: true, type: string}
      odd: {type: Kindd}
  Gone: {values: [a]}
  Kind: {members: {a: {type: string}}}
  Lost: {rename: Found}
  Added: {add: true}
";
    assert_eq!(
        refused(text),
        [
            "6: the overlay matches nothing: no operation `Gett`; nearest: `Get`",
            "7: the documentation has `Get` itself",
            "10: there is no shape `Knd`; nearest: `Kind`",
            "12: the overlay matches nothing: no passage of the documentation `lost`",
            "13: the overlay matches nothing: no operation `Post`",
            "15: the overlay matches nothing: no waiter `Redy`; nearest: `Ready`",
            "19: the overlay matches nothing: no member `add`; nearest: `odd`",
            "20: the documentation has `kind` itself",
            "21: there is no shape `Kindd`; nearest: `Kind`",
            "22: `values` belongs to a shape of another kind",
            "23: `members` belongs to no enum",
            "24: the overlay matches nothing: no shape `Lost`",
            "25: a shape must have `type`",
        ]
    );
    assert_eq!(
        refused("shapes:\n  Kind: {remove: true}\n"),
        ["6: `Kind` is removed, and something refers to it"]
    );
}

#[test]
fn the_file_itself_may_be_wrong() {
    let said = |text: &str| {
        let errors = Overlay::read(text, Path::new("o.yaml")).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        said(
            "format: 1\nprovider: aws\nservice: x\nprotocol: {name: query}\noperations:\n  A: {}\n"
        ),
        [
            "o.yaml:4:1: protocol: it does not say why",
            "o.yaml:6:3: operations.A: it does not say why"
        ]
    );
    assert_eq!(
        said("format: 2\nprovider: aws\nreason: x\nservices:\n  X: {}\n  y: {shaps: {}}\n"),
        [
            "o.yaml:1:1: format: format 2 is not known; this tool reads format 1",
            "o.yaml:5:3: services.X: `X` is no service id: lower-case letters, digits and single \
             hyphens between them",
            "o.yaml:6:7: services.y.shaps: an overlay's service has no `shaps`; did you mean \
             `shapes`?",
        ]
    );
    assert_eq!(said("provider: aws\n"), ["o.yaml: an overlay must have `format`"]);
    assert_eq!(said("format: 1\nprovider: aws\n"), ["o.yaml: an overlay must have `service`"]);
}

#[test]
fn an_overlay_needs_a_spec() {
    let spec = spec();
    let all = || [(spec.provider, &spec.service)];
    assert_eq!(overlay("").verify_used(all()), Ok(()));
    assert!(overlay("").verify_used([]).is_err());
    let table = "format: 1\nprovider: aws\nreason: x\nservices:\n  x: {}\n  y: {}\n";
    assert_eq!(Overlay::read(table, Path::new("o.yaml")).unwrap().verify_used(all()), Ok(()));
}

#[test]
fn a_member_is_spoken_of_by_its_name() {
    let text = "members: {kind: {wire: Kind, sensitive: true}}\nplaces:\n  Get.input: {members: {kind: {sensitive: false, location: query}}}\n";
    let lines = merged(text);
    let said: Vec<_> = lines.iter().map(|line| line.trim_start_matches(['+', ' '])).collect();
    assert_eq!(said, ["location: query", "wire: Kind"]);
    assert_eq!(
        refused("members: {knd: {wire: Kind}}\n"),
        ["5: the overlay matches nothing: no member `knd`; nearest: `kind`"]
    );
}

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
fn what_does_not_fit_the_type_of_a_member_is_not_taken_of_what_the_tool_knows() {
    let mut spec = self::spec();
    let overlay = overlay("members:\n  odd: {timestamp_format: date-time, flattened: true}\n");
    overlay.merge_what_fits(&mut spec);
    super::fit::drop_what_does_not(&mut spec);
    assert_eq!(validate(&spec), []);
    assert_eq!(spec, self::spec());
}
