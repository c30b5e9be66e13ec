//! Pages of two references on one made-up service.

use std::path::Path;
use std::sync::Arc;

use crate::facts::{
    Container, Dialect, Http, Kind, Length, Location, Member, Node, OperationFacts, PageFacts,
    Scalar, ServiceRef, ShapeFacts, Statement,
};
use crate::resolve::{Ground, Known, Resolved, group, resolve};
use crate::spec::{self, Spec};

fn page(path: &str, dialect: Dialect, statement: Statement) -> PageFacts {
    let id = (dialect == Dialect::Boto3).then(|| "things".into());
    PageFacts {
        path: Arc::from(Path::new(path)),
        dialect,
        service: ServiceRef {
            id,
            uid: Some("things-2020-02-20".into()),
            ..ServiceRef::of(crate::spec::Provider::Aws)
        },
        statements: vec![statement],
        day: None,
        left_out: None,
        open_end: false,
        diagnostics: Vec::new(),
    }
}

fn node(kind: Kind) -> Node {
    Node::new(1, kind)
}

fn string() -> Node {
    node(Kind::Scalar(Scalar::String))
}

fn structure(members: Vec<Member>) -> Node {
    node(Kind::Structure(members))
}

fn named(name: &str) -> Node {
    node(Kind::Named(name.into()))
}

/// What boto3 says: two members that hold the same.
fn boto3() -> PageFacts {
    let size = || structure(vec![Member::new("size", node(Kind::Scalar(Scalar::Integer)))]);
    let mut id = Member::new("id", string());
    id.required = Some(true);
    let facts = OperationFacts {
        line: 1,
        method: Some("get_thing".into()),
        name: Some("GetThing".into()),
        input: Some(structure(vec![id])),
        output: Some(structure(vec![Member::new("old", size()), Member::new("new", size())])),
        ..OperationFacts::default()
    };
    page("client/get_thing.rst", Dialect::Boto3, Statement::Operation(facts))
}

/// What the API Reference says: they have different names.
fn reference(label: &str) -> Vec<PageFacts> {
    let mut id = Member::new("id", string());
    id.required = Some(true);
    id.wire.location = Some(Location::Path);
    id.wire.name = Some(label.into());
    id.node.limits.length = Some(Length { min: Some(1), max: None });
    let facts = OperationFacts {
        line: 1,
        name: Some("GetThing".into()),
        input: Some(structure(vec![id])),
        output: Some(structure(vec![
            Member::new("new", named("NewThing")),
            Member::new("old", named("OldThing")),
        ])),
        http: Some(Http { method: "GET".into(), path: "/things/{thing}".into(), status: None }),
        ..OperationFacts::default()
    };
    let shape = |name: &str| {
        let mut size = Member::new("size", node(Kind::Scalar(Scalar::Long)));
        size.required = Some(true);
        let facts = ShapeFacts { line: 1, name: name.into(), node: structure(vec![size]) };
        page(&format!("API_{name}.md"), Dialect::ApiReference, Statement::Shape(facts))
    };
    vec![
        page("API_GetThing.md", Dialect::ApiReference, Statement::Operation(facts)),
        shape("NewThing"),
        shape("OldThing"),
    ]
}

fn resolved(pages: Vec<PageFacts>, previous: Option<&Spec>) -> Resolved {
    let (mut groups, diagnostics) = group(pages, &Known::default());
    assert_eq!(groups.len(), 1);
    assert!(diagnostics.iter().all(|it| it.rule.id == "guessed-service"), "{diagnostics:?}");
    resolve(groups.remove(0), &Ground::new(previous, &spec::Overlays::default()))
}

fn text(resolved: Resolved) -> String {
    spec::write(&resolved.spec.expect("a spec"))
}

#[test]
fn boto3_and_the_reference_make_one_spec_in_any_order() {
    let mut pages = reference("thing");
    pages.push(boto3());
    let forth = text(resolved(pages.clone(), None));
    pages.reverse();
    assert_eq!(text(resolved(pages, None)), forth);
    for wanted in [
        "service: things\n",
        "http: {method: GET, path: \"/things/{thing}\"}",
        "location: path\n        wire: thing\n        length: {min: 1}\n",
        "      old:\n        type: OldThing\n      new:\n        type: NewThing\n",
        "  NewThing:\n    type: structure\n    members:\n      size:\n        type: long\n",
        "  OldThing:\n    type: structure\n    members:\n      size:\n        type: long\n",
    ] {
        assert!(forth.contains(wanted), "{wanted}\n{forth}");
    }
}

#[test]
fn boto3_alone_leaves_what_it_cannot_tell() {
    let mut pages = reference("thing");
    pages.push(boto3());
    let before = resolved(pages, None).spec.expect("a spec");
    let after = resolved(vec![boto3()], Some(&before)).spec.expect("a spec");
    assert_eq!(spec::write(&after), spec::write(&before));
}

#[test]
fn the_reference_alone_is_complete() {
    let spec = text(resolved(reference("thing"), None));
    assert!(spec.contains("method: get_thing"), "{spec}");
    assert!(
        spec.contains("new:\n        type: NewThing\n      old:\n        type: OldThing\n"),
        "{spec}"
    );
    // Nothing is required of a response.
    assert!(!spec.contains("size:\n        type: long\n        required"), "{spec}");
}

#[test]
fn a_contradiction_names_both_places() {
    let mut pages = reference("other");
    pages.push(boto3());
    if let Statement::Shape(shape) = &mut pages[1].statements[0] {
        shape.node = structure(vec![Member::new("weight", string())]);
    }
    let resolved = resolved(pages, None);
    let said: Vec<String> = resolved.diagnostics.iter().map(|d| d.message.clone()).collect();
    assert_eq!(
        said,
        [
            "GetThing: NewThing: there is a member size",
            "GetThing: no member goes into {thing} of /things/{thing}",
        ]
    );
    assert!(resolved.diagnostics.iter().all(|d| d.others.len() == 1));
    let spec = resolved.spec.expect("a spec");
    assert!(spec.operations[0].http.is_none());
    let text = spec::write(&spec);
    assert_eq!(crate::spec::read(&text, Path::new("x.yaml")).as_ref(), Ok(&spec), "{text}");
}

/// What boto3 leaves out as too large is all that the reference says of it.
#[test]
fn what_boto3_leaves_out_is_the_references() {
    let mut pages = reference("thing");
    let mut own = boto3();
    if let Statement::Operation(facts) = &mut own.statements[0] {
        facts.output = Some(node(Kind::Unstated(Container::Dict)));
        if let Some(Kind::Structure(members)) = facts.input.as_mut().map(|node| &mut node.kind) {
            // boto3 fills it in by itself.
            members[0].required = Some(false);
        }
    }
    pages.push(own);
    let resolved = resolved(pages, None);
    assert_eq!(resolved.diagnostics, []);
    let spec = text(resolved);
    assert!(spec.contains("      new:\n        type: NewThing\n"), "{spec}");
    assert!(spec.contains("        required: true\n"), "{spec}");
}

/// A body that is one member, which boto3 has and the page spells out: with a member that is called as
/// the label of the path, with keys and a union that only the page tells.
#[test]
fn a_body_that_the_page_spells_out_is_the_member_that_boto3_has() {
    let map = |key: Node| node(Kind::Map(Box::new(key), Box::new(string())));
    let inside = |key: Node| vec![Member::new("id", string()), Member::new("tags", map(key))];
    let mut id = Member::new("id", string());
    id.required = Some(true);
    let facts = OperationFacts {
        line: 1,
        method: Some("put_thing".into()),
        name: Some("PutThing".into()),
        input: Some(structure(vec![id.clone(), Member::new("thing", structure(inside(string())))])),
        ..OperationFacts::default()
    };
    let own = page("client/put_thing.rst", Dialect::Boto3, Statement::Operation(facts));
    id.wire.location = Some(Location::Path);
    let key = node(Kind::Enum(["A".into(), "B".into()].into()));
    let mut members = inside(key);
    members.insert(0, id);
    let facts = OperationFacts {
        line: 1,
        name: Some("PutThing".into()),
        input: Some(structure(members)),
        http: Some(Http { method: "PUT".into(), path: "/{id}".into(), status: Some(200) }),
        ..OperationFacts::default()
    };
    let theirs = page("API_PutThing.md", Dialect::ApiReference, Statement::Operation(facts));
    let key = node(Kind::Enum(["A".into(), "B".into()].into()));
    let data = ShapeFacts { line: 1, name: "ThingData".into(), node: structure(inside(key)) };
    let data = page("API_ThingData.md", Dialect::ApiReference, Statement::Shape(data));
    let Resolved { spec, diagnostics } = resolved(vec![own, theirs, data], None);
    assert_eq!(diagnostics, []);
    let spec = spec.unwrap();
    let put = spec.operation("PutThing").unwrap();
    assert_eq!(put.http.as_ref().unwrap().path, "/{id}");
    let [id, thing] = spec[put.input.unwrap()].kind.members() else { panic!() };
    assert_eq!(id.wire.location, Some(Location::Path));
    assert_eq!(thing.wire.location, Some(Location::Payload));
    let spec::Type::Shape(data) = &thing.ty else { panic!("{:?}", thing.ty) };
    assert_eq!(spec[*data].name, "ThingData");
    let spec::Type::Map(key, _) = &spec[*data].kind.members()[1].ty else { panic!() };
    assert!(matches!(&**key, spec::Type::Shape(_)), "{key:?}");
}
