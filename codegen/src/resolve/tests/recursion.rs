//! Which ancestor a recursion mark means.

use super::made::*;

#[test]
fn a_recursive_union_is_one_whatever_page_it_is_reached_from() {
    // As DynamoDB's: a map of it, a list of it, and itself.
    let value = |inner: Node| {
        let members = vec![
            optional("S", string()),
            optional("M", map(inner.clone())),
            optional("L", list(inner)),
        ];
        Node::new(0, Kind::Union(members))
    };
    let spec = spec_of(vec![
        operation("put", vec![optional("Item", map(value(mark(Container::Dict))))], None),
        operation("list", vec![optional("Keys", list(value(mark(Container::Dict))))], None),
        operation("get", vec![optional("Key", value(mark(Container::Dict)))], None),
    ]);
    let shapes = nested(&spec);
    let [shape] = &shapes[..] else { panic!("{shapes:?}") };
    assert!(matches!(shape.kind, ShapeKind::Union(_)));
    assert_eq!(ty(&spec, shape, "M"), "map<string, 0>");
    assert_eq!(ty(&spec, shape, "L"), "list<0>");
    assert_eq!(ty(&spec, input(&spec, "Put"), "Item"), "map<string, 0>");
}

#[test]
fn where_a_mark_is_written_out_elsewhere_decides() {
    // Step ⊃ Branch ⊃ Step, and both are where the other is first.
    let step = |branch: Node| structure(vec![of("name", string()), of("branch", branch)]);
    let branch = |next: Node| structure(vec![of("condition", string()), of("next", next)]);
    let spec = spec_of(vec![
        operation("a", None, vec![of("step", step(branch(mark(Container::Dict))))]),
        operation("b", None, vec![of("branch", branch(step(mark(Container::Dict))))]),
    ]);
    let shapes = nested(&spec);
    assert_eq!(shapes.len(), 2);
    let step = shapes.iter().find(|shape| shape.kind.members()[0].name == "name").unwrap();
    let branch = shapes.iter().find(|shape| shape.kind.members()[0].name != "name").unwrap();
    let at = |shape: &Shape| shapes.iter().position(|s| s.name == shape.name).unwrap().to_string();
    assert_eq!(ty(&spec, step, "branch"), at(branch));
    assert_eq!(ty(&spec, branch, "next"), at(step));
}

#[test]
fn a_list_within_itself() {
    let item = |children: Node| structure(vec![of("name", string()), of("children", children)]);
    let spec = spec_of(vec![operation(
        "tree",
        None,
        vec![of("roots", list(item(mark(Container::List))))],
    )]);
    let shapes = nested(&spec);
    assert_eq!(shapes.len(), 1);
    assert_eq!(ty(&spec, shapes[0], "children"), "list<0>");
}

#[test]
fn a_structure_that_could_hold_nothing_is_not_meant() {
    let not = structure(vec![of("Statement", mark(Container::Dict))]);
    let statement = structure(vec![of("Match", string()), of("Not", not)]);
    let spec = spec_of(vec![operation("get", None, vec![of("Statement", statement)])]);
    let shapes = nested(&spec);
    let not = shapes.iter().find(|shape| shape.kind.members().len() == 1).unwrap();
    let statement = shapes.iter().position(|shape| shape.kind.members().len() == 2).unwrap();
    assert_eq!(ty(&spec, not, "Statement"), statement.to_string());
}

#[test]
fn the_note_of_a_union_lists_the_members_of_what_is_meant() {
    let marked = Kind::Recursive(Mark {
        container: Container::Dict,
        union: Some(vec!["leaf".into(), "inner".into()]),
    });
    let inner = said("Inner.", structure(vec![of("x", string()), of("up", Node::new(0, marked))]));
    let members = vec![of("leaf", string()), of("inner", inner)];
    let tree = said("Tree.", Node::new(0, Kind::Union(members)));
    let spec = spec_of(vec![operation("get", None, vec![of("tree", tree)])]);
    let shapes = nested(&spec);
    let inner = shapes.iter().find(|shape| matches!(shape.kind, ShapeKind::Structure(_))).unwrap();
    let union = shapes.iter().position(|shape| matches!(shape.kind, ShapeKind::Union(_))).unwrap();
    assert_eq!(ty(&spec, inner, "up"), union.to_string());
}

#[test]
fn what_no_page_decides_is_guessed_and_said() {
    let rate = structure(vec![of("limit", string()), of("narrowed_rule", mark(Container::Dict))]);
    let rule = structure(vec![of("name", string()), of("rate", rate)]);
    let resolved = resolved(vec![operation("get", None, vec![of("rule", rule)])]);
    let [only] = &resolved.diagnostics[..] else { panic!("{:?}", resolved.diagnostics) };
    assert_eq!(only.rule.id, "undecided-recursion");
    assert_eq!(
        only.message,
        "rule.rate.narrowed_rule: taken for what stands at `rule`; it may be what stands at `rate`"
    );
    assert_eq!(only.place.path.to_str(), Some("client/get.rst"));
}

#[test]
fn what_is_said_of_a_marked_element_names_what_it_is() {
    let references = list(said("Summary of the data.", mark(Container::Dict)));
    let made = structure(vec![of("text", string()), of("references", references)]);
    let data = structure(vec![of("id", string()), of("made", made)]);
    let resolved = resolved(vec![operation("get", None, vec![of("data", data)])]);
    let [only] = &resolved.diagnostics[..] else { panic!("{:?}", resolved.diagnostics) };
    let taken = "data.made.references[]: taken for what stands at `data`; it may be";
    assert!(only.message.starts_with(taken), "{}", only.message);
}

#[test]
fn a_mark_with_nothing_open_is_a_document_and_said() {
    let resolved = resolved(vec![operation("get", None, vec![of("x", mark(Container::List))])]);
    let rules: Vec<_> = resolved.diagnostics.iter().map(|d| d.rule.id).collect();
    assert_eq!(rules, ["recursion-without-ancestor"]);
    let spec = resolved.spec.unwrap();
    let output = &spec[spec.operations[0].output.unwrap()];
    assert_eq!(output.kind.members()[0].ty, Type::Scalar(Scalar::Document));
}

#[test]
fn hostile_nesting_is_cut_off_and_said() {
    let mut node = string();
    for _ in 0..300 {
        node = list(node);
    }
    let resolved = resolved(vec![operation("get", None, vec![of("deep", node)])]);
    assert!(resolved.diagnostics.iter().any(|d| d.rule.id == "too-deep"));
    let spec = resolved.spec.unwrap();
    let text = crate::spec::write(&spec);
    assert_eq!(crate::spec::read(&text, Path::new("deep.yaml")).unwrap(), spec);
}
