//! What made-up services are made of.

pub(super) use std::path::Path;
pub(super) use std::sync::Arc;

pub(super) use super::super::{Ground, Group, Known, Resolved, group, resolve};
pub(super) use crate::facts::{
    Account, Container, Dialect, ErrorFacts, Kind, Mark, Member, Node, OperationFacts, PageFacts,
    PaginatorFacts, Provider, Scalar, ServiceFacts, ServiceRef, Statement, WaiterFacts,
};
pub(super) use crate::spec::{Overlays, ServiceId, Shape, ShapeKind, Spec, Type};

pub(super) fn page(path: &str, statement: Statement) -> PageFacts {
    PageFacts {
        path: Arc::from(Path::new(path)),
        dialect: Dialect::Boto3,
        service: ServiceRef { id: Some("things".into()), ..ServiceRef::of(Provider::Aws) },
        statements: vec![statement],
        day: None,
        left_out: None,
        open_end: false,
        diagnostics: Vec::new(),
    }
}

/// A page of an operation; a member's line is its index.
pub(super) fn operation(
    method: &str,
    input: impl Into<Option<Vec<Member>>>,
    output: impl Into<Option<Vec<Member>>>,
) -> PageFacts {
    let side = |members: Option<Vec<Member>>| members.map(|m| Node::new(3, Kind::Structure(m)));
    let facts = OperationFacts {
        line: 1,
        method: Some(method.into()),
        input: side(input.into()),
        output: side(output.into()),
        ..OperationFacts::default()
    };
    page(&format!("client/{method}.rst"), Statement::Operation(facts))
}

pub(super) fn index(methods: &[&str]) -> PageFacts {
    let methods = methods.iter().map(|method| ((*method).into(), 9)).collect();
    let facts = ServiceFacts {
        line: 1,
        title: Some("Things".into()),
        methods: Some(methods),
        ..ServiceFacts::default()
    };
    page("things.rst", Statement::Service(facts))
}

pub(super) fn string() -> Node {
    Node::new(0, Kind::Scalar(Scalar::String))
}

pub(super) fn said(text: &str, node: Node) -> Node {
    Node { documentation: Some(text.into()), ..node }
}

pub(super) fn list(element: Node) -> Node {
    Node::new(0, Kind::List(Box::new(element)))
}

pub(super) fn map(value: Node) -> Node {
    Node::new(0, Kind::Map(Box::new(string()), Box::new(value)))
}

pub(super) fn structure(members: Vec<Member>) -> Node {
    Node::new(0, Kind::Structure(members))
}

pub(super) fn mark(container: Container) -> Node {
    Node::new(0, Kind::Recursive(Mark { container, union: None }))
}

/// A member of a request.
pub(super) fn optional(name: &str, node: Node) -> Member {
    Member { required: Some(false), ..Member::new(name, node) }
}

pub(super) fn required(name: &str, node: Node) -> Member {
    Member { required: Some(true), ..Member::new(name, node) }
}

/// A member of a response.
pub(super) fn of(name: &str, node: Node) -> Member {
    Member::new(name, node)
}

pub(super) fn resolved(pages: Vec<PageFacts>) -> Resolved {
    resolved_over(pages, None)
}

pub(super) fn resolved_over(pages: Vec<PageFacts>, previous: Option<&Spec>) -> Resolved {
    resolved_with(pages, previous, &Overlays::default())
}

/// The same with overlays.
pub(super) fn resolved_with(
    pages: Vec<PageFacts>,
    previous: Option<&Spec>,
    overlays: &Overlays,
) -> Resolved {
    let (groups, diagnostics) = group(pages, &Known::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let [only] = <[Group; 1]>::try_from(groups).unwrap();
    resolve(only, &Ground::new(previous, overlays))
}

pub(super) fn spec_of(pages: Vec<PageFacts>) -> Spec {
    let resolved = resolved(pages);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    resolved.spec.unwrap()
}

/// The shapes below inputs, outputs and errors.
pub(super) fn nested(spec: &Spec) -> Vec<&Shape> {
    let sides: Vec<&str> = spec
        .operations
        .iter()
        .flat_map(|operation| [operation.input, operation.output])
        .flatten()
        .map(|id| spec[id].name.as_str())
        .collect();
    let is_error = |shape: &Shape| matches!(shape.kind, ShapeKind::Error(_));
    spec.shapes.iter().filter(|s| !sides.contains(&s.name.as_str()) && !is_error(s)).collect()
}

/// The type of a member, with shapes written as their place among [`nested`].
pub(super) fn ty(spec: &Spec, shape: &Shape, member: &str) -> String {
    let found = shape.kind.members().iter().find(|found| found.name == member).unwrap();
    let mut text = found.ty.display(spec).to_string();
    for (index, shape) in nested(spec).iter().enumerate() {
        text = text.replace(&shape.name, &index.to_string());
    }
    text
}

pub(super) fn input<'s>(spec: &'s Spec, operation: &str) -> &'s Shape {
    &spec[spec.operation(operation).unwrap().input.unwrap()]
}

/// A service with something of everything.
pub(super) fn mixed() -> Vec<PageFacts> {
    let node = |inner: Node| structure(vec![of("name", string()), of("nodes", inner)]);
    let state = || Node::new(0, Kind::Enum(["ON".into(), "OFF".into()].into()));
    vec![
        operation("b", None, vec![of("tree", node(list(mark(Container::Dict))))]),
        operation("a", vec![required("state", state())], vec![of("state", state())]),
        operation("c", vec![optional("item", structure(vec![required("x", string())]))], None),
        operation("d", None, vec![of("items", list(structure(vec![of("x", string())])))]),
    ]
}
