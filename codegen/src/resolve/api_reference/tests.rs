//! Pages of two references on one made-up service.

use std::path::Path;
use std::sync::Arc;

use crate::facts::{
    Account, Container, Dialect, Http, Kind, Length, Location, Mark, Member, Node, OperationFacts,
    PageFacts, Scalar, ServiceRef, ShapeFacts, Shown, Statement,
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
    let Resolved { spec, diagnostics } = resolved;
    spec::write(&spec.unwrap_or_else(|| panic!("no spec: {diagnostics:?}")))
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

/// What the reference alone made is not what boto3's pages are an account of: members that are called
/// otherwise there are not gone, and nothing is refused as a removal.
#[test]
fn boto3_over_what_the_reference_made_is_what_both_at_once_are() {
    let mut theirs = reference("thing");
    if let Statement::Operation(facts) = &mut theirs[0].statements[0]
        && let Some(Kind::Structure(members)) = facts.output.as_mut().map(|it| &mut it.kind)
    {
        // It is known by its name on the wire alone.
        members[0].name = "newSet".into();
        members[0].wire.name = Some("newSet".into());
    }
    let own = || {
        let mut own = boto3();
        own.service.client = Some("Things".into());
        own
    };
    let both = text(resolved(theirs.iter().cloned().chain([own()]).collect(), None));
    let alone = resolved(theirs, None).spec.expect("a spec");
    let over = resolved(vec![own()], Some(&alone));
    assert_eq!(over.diagnostics, []);
    let over = over.spec.expect("a spec");
    assert_eq!(spec::write(&over), both);
    assert_eq!(text(resolved(vec![own()], Some(&over))), both);
}

/// What an overlay added to what the reference made it adds again.
#[test]
fn what_an_overlay_adds_is_not_told_again() {
    let text = "format: 1\nprovider: aws\nservice: things\nreason: A test.\n\
                shapes: {NewThing: {members: {extra: {add: true, type: Extra}}}, \
                Extra: {add: true, type: structure, members: {a: {type: string}}}}\n";
    let overlays = spec::Overlays::of(vec![("things.yaml".into(), text.into())]).unwrap();
    let made = |pages: Vec<PageFacts>, previous: Option<&Spec>| {
        let (mut groups, _) = group(pages, &Known::default());
        let resolved = resolve(groups.remove(0), &Ground::new(previous, &overlays));
        assert_eq!(resolved.diagnostics, []);
        resolved.spec.expect("a spec")
    };
    let mut own = boto3();
    own.service.client = Some("Things".into());
    let alone = made(reference("thing"), None);
    let over = made(vec![own.clone()], Some(&alone));
    let both = made(reference("thing").into_iter().chain([own]).collect(), None);
    assert_eq!(spec::write(&over), spec::write(&both));
    assert!(spec::write(&over).contains("extra:"));
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

/// Whichever is read first: what boto3 leaves out is filled, what it says nothing of may be a union,
/// and nothing that stands is called otherwise.
#[test]
fn the_reference_over_what_boto3_made_adds_what_both_at_once_have() {
    let mut own = boto3();
    if let Statement::Operation(facts) = &mut own.statements[0] {
        let mut output = structure(vec![]);
        output.left_out = Some(Account::List);
        facts.output = Some(output);
    }
    let mut theirs = reference("thing");
    if let Statement::Operation(facts) = &mut theirs[0].statements[0] {
        facts.documentation = Some("Gets one.".into());
    }
    if let Statement::Shape(shape) = &mut theirs[2].statements[0] {
        let Kind::Structure(members) = shape.node.kind.clone() else { panic!() };
        shape.node.kind = Kind::Union(members);
        shape.node.documentation = Some("An old one.".into());
    }
    let mut both = theirs.clone();
    both.push(own.clone());
    let both = text(resolved(both, None));
    assert!(both.contains("  OldThing:\n    type: union\n"), "{both}");
    let mut first = resolved(vec![own.clone()], None).spec.expect("a spec");
    // Which boto3 alone names.
    first.client = Some("Things".to_owned());
    let both = both.replacen("service: things\n", "service: things\nclient: Things\n", 1);
    assert_eq!(text(resolved(theirs.clone(), Some(&first))), both);
}

/// Two that boto3 cannot tell apart are one shape in what it made, and stay so.
#[test]
fn one_shape_that_stands_stays_one() {
    let mut first = resolved(vec![boto3()], None).spec.expect("a spec");
    first.client = Some("Things".to_owned());
    let after = resolved(reference("thing"), Some(&first));
    assert_eq!(after.diagnostics, []);
    let after = after.spec.expect("a spec");
    let names = |spec: &Spec| spec.shapes.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&after), names(&first));
    assert!(spec::write(&after).contains("type: long"));
    assert_eq!(after.operations[0].http.as_ref().map(|http| &*http.path), Some("/things/{thing}"));
}

/// What only the syntax of XML shows: lists that are flat, what is in a list, and a namespace.
#[test]
fn xml_shows_what_lists_look_like() {
    let list = |of: Node| node(Kind::List(Box::new(of)));
    let elements = |name: &str, of: Shown| Shown::Elements(vec![(name.into(), of)]);
    let entry = || elements("size", Shown::Other);
    let mut facts = reference("thing");
    if let Statement::Operation(facts) = &mut facts[0].statements[0] {
        facts.output = Some(structure(vec![
            Member::new("flat", list(named("NewThing"))),
            Member::new("called", list(named("NewThing"))),
            Member::new("plain", list(named("OldThing"))),
            Member::new("words", list(string())),
        ]));
        facts.xml_namespace = Some("http://things.test/".into());
        facts.shown_output = Some(Box::new(Shown::Elements(vec![
            ("flat".into(), Shown::Repeated(Box::new(entry()))),
            ("called".into(), elements("thing", entry())),
            ("plain".into(), elements("OldThing", entry())),
            // Whether this is the name of a shape no page tells.
            ("words".into(), elements("Word", Shown::Text)),
        ])));
    }
    let spec = resolved(facts, None).spec.expect("a spec");
    let protocol = spec.protocol.as_ref().expect("a protocol");
    assert_eq!(protocol.xml_namespace.as_deref(), Some("http://things.test/"));
    let members = spec[spec.operations[0].output.unwrap()].kind.members();
    let wire = members.iter().map(|it| {
        let element = it.wire.element.as_ref().and_then(|it| it.name.as_deref());
        (&*it.name, it.wire.flattened, element)
    });
    assert_eq!(
        wire.collect::<Vec<_>>(),
        [
            ("flat", true, None),
            ("called", false, Some("thing")),
            ("plain", false, None),
            ("words", false, None),
        ]
    );
}

/// Where boto3 leaves the list out, its syntax does not tell what recursion is cut short in.
#[test]
fn recursion_is_what_the_reference_says_where_only_the_syntax_tells_of_it() {
    let mark = |container| node(Kind::Recursive(Mark { container, union: None }));
    let inner = structure(vec![
        Member::new("size", node(Kind::Scalar(Scalar::Integer))),
        Member::new("parts", mark(Container::Any)),
    ]);
    let mut own = boto3();
    if let Statement::Operation(facts) = &mut own.statements[0] {
        let mut output = structure(vec![Member::new("new", inner)]);
        output.left_out = Some(Account::List);
        facts.output = Some(output);
    }
    let mut pages = reference("thing");
    if let Statement::Operation(facts) = &mut pages[0].statements[0] {
        facts.output = Some(structure(vec![Member::new("new", named("NewThing"))]));
    }
    if let Statement::Shape(shape) = &mut pages[1].statements[0]
        && let Kind::Structure(members) = &mut shape.node.kind
    {
        let mut parts = node(Kind::List(Box::new(named("NewThing"))));
        parts.documentation = Some("What it is made of.".into());
        members.push(Member::new("parts", parts));
    }
    pages.push(own);
    let resolved = resolved(pages, None);
    assert_eq!(resolved.diagnostics, []);
    let spec = text(resolved);
    assert!(spec.contains("parts:\n        type: list<NewThing>\n"), "{spec}");
    assert!(spec.contains("documentation: What it is made of."), "{spec}");
}

/// A header has no keys; all that begin alike are one map.
#[test]
fn a_map_in_headers_is_all_that_begin_alike() {
    let map = node(Kind::Map(Box::new(string()), Box::new(string())));
    let mut own = boto3();
    if let Statement::Operation(facts) = &mut own.statements[0]
        && let Some(Kind::Structure(members)) = facts.input.as_mut().map(|node| &mut node.kind)
    {
        members.push(Member::new("marks", map));
    }
    let mut pages = reference("thing");
    if let Statement::Operation(facts) = &mut pages[0].statements[0]
        && let Some(Kind::Structure(members)) = facts.input.as_mut().map(|node| &mut node.kind)
    {
        let mut marks = Member::new("marks", string());
        marks.wire.location = Some(Location::Header);
        marks.wire.name = Some("x-mark-".into());
        members.push(marks);
    }
    pages.push(own);
    let spec = text(resolved(pages, None));
    assert!(spec.contains("location: headers\n        wire: x-mark-\n"), "{spec}");
}
