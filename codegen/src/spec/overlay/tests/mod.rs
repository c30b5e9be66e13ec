mod places;

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

#[test]
fn names_are_given_to_shapes_alone() {
    assert_eq!(
        refused(
            "members: {kind: {rename: Kind}}\noperations:\n  Get: {rename: Fetch}\nshapes:\n  \
             GetRequest: {members: {kind: {split: Kind}}}\n"
        ),
        [
            "5: `rename` belongs to a shape",
            "7: `rename` belongs to a shape",
            "9: `split` belongs to a shape",
        ]
    );
}

#[test]
fn what_does_not_fit_the_type_of_a_member_is_not_taken_of_what_the_tool_knows() {
    let mut spec = self::spec();
    let overlay = overlay("members:\n  odd: {timestamp_format: date-time, flattened: true}\n");
    overlay.merge_what_fits(&mut spec, None);
    super::fit::drop_what_does_not(&mut spec);
    assert_eq!(validate(&spec), []);
    assert_eq!(spec, self::spec());
}

/// What the tool brings with it adds what pages cannot tell, and nothing where they tell it, where what
/// it needs is not there, or where nobody has a use for it.
#[test]
fn what_is_added_without_being_asked_for_is_of_use() {
    let text = "\
shapes:
  Gone:
    members:
      why: {add: true, type: \"list<Why>\"}
      whom: {add: true, type: Nobody}
  Idle: {add: true, type: structure, members: {inner: {type: Within}}}
  Kind: {add: true, type: structure, members: {a: {type: string}}}
  Why: {add: true, type: structure, members: {kind: {type: Kind}, by: {type: Nobody}, again: {type: Why}}}
  Within: {add: true, type: structure, members: {}}
";
    let mut spec = spec();
    overlay(text).merge_what_fits(&mut spec, None);
    assert_eq!(validate(&spec), []);
    let names: Vec<&str> = spec.shapes.iter().map(|shape| &*shape.name).collect();
    assert_eq!(names, ["GetRequest", "Gone", "Kind", "Why"]);
    let members = |name: &str| -> Vec<String> {
        let shape = &spec[spec.shape(name).unwrap()];
        let told = shape.kind.members().iter();
        told.map(|it| format!("{}: {}", it.name, it.ty.display(&spec))).collect()
    };
    assert_eq!(members("Gone"), ["why: list<Why>"]);
    assert_eq!(members("Why"), ["kind: Kind", "again: Why"]);
    assert!(matches!(spec[spec.shape("Kind").unwrap()].kind, crate::spec::ShapeKind::Enum(_)));
    // Once more, as over a spec that has it.
    let before = spec.clone();
    overlay(text).merge_what_fits(&mut spec, None);
    assert_eq!(spec, before);
}
