//! Which positions are one shape.

use super::made::*;

#[test]
fn the_documentation_of_an_element_is_that_of_its_shape() {
    let inner = structure(vec![
        of("label", string()),
        of("others", list(said("A node.", mark(Container::Dict)))),
    ]);
    let node = structure(vec![of("id", string()), of("inner", inner)]);
    let spec = spec_of(vec![operation("get", None, vec![of("all", list(said("A node.", node)))])]);
    let shapes = nested(&spec);
    let node = shapes.iter().position(|s| s.kind.members()[0].name == "id").unwrap();
    let inner = shapes.iter().find(|s| s.kind.members()[0].name == "label").unwrap();
    assert_eq!(ty(&spec, inner, "others"), format!("list<{node}>"));
    assert_eq!(shapes[node].documentation.as_deref(), Some("A node."));
}

#[test]
fn a_response_has_the_shape_of_a_request_that_requires_least() {
    let item = |a: fn(&str, Node) -> Member, b: fn(&str, Node) -> Member| {
        structure(vec![a("a", string()), b("b", string())])
    };
    let spec = spec_of(vec![
        operation("put", vec![optional("item", item(required, required))], None),
        operation("patch", vec![optional("item", item(required, optional))], None),
        operation("get", None, vec![of("item", item(of, of))]),
    ]);
    assert_eq!(nested(&spec).len(), 2);
    let get = &spec[spec.operation("Get").unwrap().output.unwrap()];
    assert_eq!(get.kind.members()[0].ty, input(&spec, "Patch").kind.members()[0].ty);
    assert_ne!(get.kind.members()[0].ty, input(&spec, "Put").kind.members()[0].ty);
}

#[test]
fn an_input_shares_its_shape_with_nothing() {
    let spec = spec_of(vec![
        operation("get", vec![required("id", string())], None),
        operation("list", None, vec![of("all", list(structure(vec![of("id", string())])))]),
    ]);
    let shapes = nested(&spec);
    assert_eq!(shapes.len(), 1);
    assert!(!shapes[0].kind.members()[0].required);
}

#[test]
fn documentation_of_members_tells_structures_apart_and_values_tell_enums() {
    let item = |text: &str| structure(vec![of("a", said(text, string()))]);
    let values = |values: &[&str]| {
        Node::new(0, Kind::Enum(values.iter().map(|value| (*value).into()).collect()))
    };
    let spec = spec_of(vec![operation(
        "get",
        None,
        vec![
            of("one", item("One.")),
            of("again", said("Elsewhere.", item("One."))),
            of("two", item("Two.")),
            of("state", said("State.", values(&["ON", "OFF"]))),
            of("old_state", values(&["ON", "OFF"])),
            of("other", values(&["OFF", "ON"])),
        ],
    )]);
    assert_eq!(nested(&spec).len(), 4);
}

#[test]
fn a_union_is_one_where_nothing_is_said_of_it_too() {
    let members = || vec![of("a", string()), of("b", string())];
    let spec = spec_of(vec![operation(
        "get",
        None,
        vec![
            of("bare", structure(members())),
            of("told", said("Either.", Node::new(0, Kind::Union(members())))),
        ],
    )]);
    let shapes = nested(&spec);
    assert_eq!(shapes.len(), 1);
    assert!(matches!(shapes[0].kind, ShapeKind::Union(_)));
}

#[test]
fn a_mark_is_required_where_the_member_is_that_is_written_out() {
    let expression = |inner: Node| structure(vec![optional("a", string()), required("not", inner)]);
    let wrapped = |inner: Node| structure(vec![optional("e", inner), optional("x", string())]);
    let open = |name: &str, node: Node| Member::new(name, node);
    let marked = structure(vec![optional("a", string()), open("not", mark(Container::Dict))]);
    let inner = wrapped(marked);
    let spec = spec_of(vec![
        operation("a", vec![optional("wrapped", inner)], None),
        operation("b", vec![optional("e", expression(wrapped(mark(Container::Dict))))], None),
    ]);
    let shapes = nested(&spec);
    assert_eq!(shapes.len(), 2, "{shapes:?}");
    let expression = shapes.iter().find(|s| s.kind.members()[0].name == "a").unwrap();
    assert!(expression.kind.members()[1].required);
}

#[test]
fn errors_are_shapes_with_their_name() {
    let mut first = operation("get", vec![], None);
    let Statement::Operation(facts) = &mut first.statements[0] else { unreachable!() };
    let error = |name: &str| ErrorFacts {
        line: 5,
        name: name.into(),
        status: None,
        documentation: None,
        members: Vec::new(),
    };
    facts.errors = vec![error("Gone"), error("Gone")];
    let resolved = resolved(vec![first]);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    let spec = resolved.spec.unwrap();
    let errors: Vec<_> = spec.operations[0].errors.iter().map(|id| &spec[*id].name).collect();
    assert_eq!(errors, ["Gone"]);
}
