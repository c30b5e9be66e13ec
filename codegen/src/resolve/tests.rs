//! Made-up services, each odd in one way.

use std::path::Path;
use std::sync::Arc;

use super::{Ground, Group, Known, Resolved, group, resolve};
use crate::facts::{
    Account, Container, Dialect, ErrorFacts, Kind, Mark, Member, Node, OperationFacts, PageFacts,
    PaginatorFacts, Provider, Scalar, ServiceFacts, ServiceRef, Statement, WaiterFacts,
};
use crate::spec::{Overlays, ServiceId, Shape, ShapeKind, Spec, Type};

fn page(path: &str, statement: Statement) -> PageFacts {
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
fn operation(
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

fn index(methods: &[&str]) -> PageFacts {
    let methods = methods.iter().map(|method| ((*method).into(), 9)).collect();
    let facts = ServiceFacts {
        line: 1,
        title: Some("Things".into()),
        methods: Some(methods),
        ..ServiceFacts::default()
    };
    page("things.rst", Statement::Service(facts))
}

fn string() -> Node {
    Node::new(0, Kind::Scalar(Scalar::String))
}

fn said(text: &str, node: Node) -> Node {
    Node { documentation: Some(text.into()), ..node }
}

fn list(element: Node) -> Node {
    Node::new(0, Kind::List(Box::new(element)))
}

fn map(value: Node) -> Node {
    Node::new(0, Kind::Map(Box::new(string()), Box::new(value)))
}

fn structure(members: Vec<Member>) -> Node {
    Node::new(0, Kind::Structure(members))
}

fn mark(container: Container) -> Node {
    Node::new(0, Kind::Recursive(Mark { container, union: None }))
}

/// A member of a request.
fn optional(name: &str, node: Node) -> Member {
    Member { required: Some(false), ..Member::new(name, node) }
}

fn required(name: &str, node: Node) -> Member {
    Member { required: Some(true), ..Member::new(name, node) }
}

/// A member of a response.
fn of(name: &str, node: Node) -> Member {
    Member::new(name, node)
}

fn resolved(pages: Vec<PageFacts>) -> Resolved {
    resolved_over(pages, None)
}

fn resolved_over(pages: Vec<PageFacts>, previous: Option<&Spec>) -> Resolved {
    let (groups, diagnostics) = group(pages, &Known::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let [only] = <[Group; 1]>::try_from(groups).unwrap();
    resolve(only, &Ground::new(previous, &Overlays::default()))
}

fn spec_of(pages: Vec<PageFacts>) -> Spec {
    let resolved = resolved(pages);
    assert!(resolved.diagnostics.is_empty(), "{:?}", resolved.diagnostics);
    resolved.spec.unwrap()
}

/// The shapes below inputs, outputs and errors.
fn nested(spec: &Spec) -> Vec<&Shape> {
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
fn ty(spec: &Spec, shape: &Shape, member: &str) -> String {
    let found = shape.kind.members().iter().find(|found| found.name == member).unwrap();
    let mut text = found.ty.display(spec).to_string();
    for (index, shape) in nested(spec).iter().enumerate() {
        text = text.replace(&shape.name, &index.to_string());
    }
    text
}

fn input<'s>(spec: &'s Spec, operation: &str) -> &'s Shape {
    &spec[spec.operation(operation).unwrap().input.unwrap()]
}

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
fn a_page_without_its_syntax_block_is_filled_from_another() {
    let loose = |node: Node| Node { left_out: Some(Account::Syntax), ..node };
    let values = Kind::Enum(["ON".into()].into());
    let item = |state: Node, weight: Node| {
        structure(vec![of("state", said("S.", state)), of("weight", said("W.", weight))])
    };
    let whole = item(Node::new(0, values), Node::new(0, Kind::Scalar(Scalar::Double)));
    let partial = item(loose(string()), loose(Node::new(0, Kind::Scalar(Scalar::Float))));
    let spec = spec_of(vec![
        operation("get", None, vec![of("item", loose(partial))]),
        operation("list", None, vec![of("items", list(whole))]),
    ]);
    assert_eq!(nested(&spec).len(), 2);
}

#[test]
fn a_page_without_its_list_is_filled_from_another() {
    let bare = |node: Node| Node { left_out: Some(Account::List), ..node };
    let item = |text: fn(Node) -> Node| structure(vec![of("a", text(string()))]);
    let spec = spec_of(vec![
        operation("get", None, vec![of("items", bare(list(bare(item(bare)))))]),
        operation("list", None, vec![of("items", list(item(|node| said("A.", node))))]),
    ]);
    let shapes = nested(&spec);
    assert_eq!(shapes.len(), 1);
    assert_eq!(shapes[0].kind.members()[0].documentation.as_deref(), Some("A."));
}

#[test]
fn the_index_says_what_there_is_and_in_which_order() {
    let resolved = resolved(vec![
        operation("b_more", vec![], None),
        operation("a_thing", vec![], None),
        operation("gone", vec![], None),
        index(&["can_paginate", "b_more", "a_thing"]),
    ]);
    let spec = resolved.spec.unwrap();
    let names: Vec<_> = spec.operations.iter().map(|o| o.name.as_str()).collect();
    assert_eq!(names, ["BMore", "AThing"]);
    let [only] = &resolved.diagnostics[..] else { panic!("{:?}", resolved.diagnostics) };
    assert_eq!(only.rule.id, "not-in-index");
    assert_eq!(only.place.path.to_str(), Some("client/gone.rst"));
    assert_eq!(only.others[0].0.path.to_str(), Some("things.rst"));
}

#[test]
fn pages_that_contradict_each_other_are_both_named() {
    let mut other =
        operation("get", vec![required("id", Node::new(7, Kind::Scalar(Scalar::Integer)))], None);
    other.path = Arc::from(Path::new("old/get.rst"));
    let pages = vec![other, operation("get", vec![required("id", string())], None)];
    let resolved = resolved(pages);
    let [only] = &resolved.diagnostics[..] else { panic!("{:?}", resolved.diagnostics) };
    assert_eq!(only.rule.id, "pages-disagree");
    assert_eq!(only.message, "get: input: id: it is string, not integer");
    assert_eq!(only.place.path.to_str(), Some("client/get.rst"));
    assert_eq!(only.others[0].0.to_string(), "old/get.rst:7");
    let spec = resolved.spec.unwrap();
    assert_eq!(input(&spec, "Get").kind.members()[0].ty, Type::Scalar(Scalar::String));
}

/// The member that tells whether there are more pages, of an output with these booleans.
fn more_results(booleans: &[(&str, &str)]) -> Option<String> {
    let boolean = |(name, documentation): &(&str, &str)| {
        let mut node = Node::new(0, Kind::Scalar(Scalar::Boolean));
        node.documentation = Some(Arc::from(*documentation));
        of(name, node)
    };
    let paginator = PaginatorFacts {
        line: 1,
        name: "ListAll".into(),
        method: None,
        input: Some(structure(vec![])),
        output: Some(structure(vec![of("all", list(string()))])),
        has_limit: false,
    };
    let mut output = vec![of("all", list(string())), of("next", string())];
    output.extend(booleans.iter().map(boolean));
    let client = operation("list_all", vec![optional("next", string())], output);
    let paginator = PaginatorFacts {
        output: Some(structure({
            let mut shown = vec![of("all", list(string()))];
            shown.extend(booleans.iter().map(boolean));
            shown
        })),
        ..paginator
    };
    let paginator = page("paginator/ListAll.rst", Statement::Paginator(paginator));
    let spec = spec_of(vec![client, paginator]);
    spec.operations[0].pagination.as_ref().unwrap().more_results.clone()
}

#[test]
fn what_tells_whether_there_are_more_pages_is_told_in_words() {
    for (name, text) in [
        ("cut", "Indicates whether the returned list of parts is truncated."),
        ("IsTruncated", ""),
        ("IsTruncated", "A flag that indicates whether all results were returned."),
        ("Truncated", "Whether the list of jobs was truncated. If true, ask again."),
        ("pending", "If true, indicates there is more data to be downloaded."),
        ("rest", "A flag that indicates whether more invalidations remain to be listed."),
        ("HasMoreShards", "If set to `true`, more shards in the stream are available."),
        ("flag", "Set to false if all were given. Set to true if more keys are available."),
        ("flag", "If there are more items in the list than are in this response, it is true."),
        ("flag", "Indicates whether there are additional results to retrieve."),
    ] {
        assert_eq!(more_results(&[(name, text)]).as_deref(), Some(name), "{text}");
    }
    for (name, text) in [
        ("last", "True if there are no more results."),
        ("done", "Whether no more pages are available."),
        ("isTruncated", "It is false if there are more results."),
        ("multiple", "Whether more than one zone is available."),
        ("partial", "`true` when data could not be retrieved."),
        ("titleTruncated", "Whether the title was truncated."),
        ("enabled", "Whether it is enabled."),
    ] {
        assert_eq!(more_results(&[(name, text)]), None, "{name}: {text}");
    }
    let both = [("HasMoreStreams", ""), ("HasMoreShards", "")];
    assert_eq!(more_results(&both), None, "which of two is not told");
    let beside = [("enabled", "Whether it is enabled."), ("hasMore", "")];
    assert_eq!(more_results(&beside).as_deref(), Some("hasMore"));
}

#[test]
fn tokens_and_limit_are_what_the_paginator_hides() {
    let integer = || Node::new(0, Kind::Scalar(Scalar::Integer));
    let paginator = PaginatorFacts {
        line: 1,
        name: "ListAll".into(),
        method: None,
        input: Some(structure(vec![optional("filter", string())])),
        output: Some(structure(vec![of("all", list(string())), of("NextToken", string())])),
        has_limit: true,
    };
    let client = operation(
        "list_all",
        vec![
            optional("filter", string()),
            optional("max", integer()),
            optional("marker", string()),
        ],
        vec![of("all", list(string())), of("nextMarker", string())],
    );
    let waiter = WaiterFacts {
        line: 1,
        name: "AllThere".into(),
        operation: None,
        method: Some("list_all".into()),
        delay: 5,
        max_attempts: 3,
        input: None,
    };
    let spec = spec_of(vec![
        client,
        page("paginator/ListAll.rst", Statement::Paginator(paginator)),
        page("waiter/AllThere.rst", Statement::Waiter(waiter)),
    ]);
    let pagination = spec.operations[0].pagination.as_ref().unwrap();
    assert_eq!(pagination.input_token, ["marker"]);
    assert_eq!(pagination.output_token, ["nextMarker"]);
    assert_eq!(pagination.limit.as_deref(), Some("max"));
    assert_eq!(pagination.items, ["all"]);
    assert_eq!(spec.waiters[0].operation, "ListAll");
}

#[test]
fn a_next_token_that_lies_deeper_is_known_by_its_name_beside_the_one_that_was_sent() {
    let all = || {
        let echo = of("Marker", string());
        structure(vec![echo, of("NextMarker", string()), of("Items", list(string()))])
    };
    let paginator = PaginatorFacts {
        line: 1,
        name: "ListAll".into(),
        method: None,
        input: Some(structure(vec![])),
        output: Some(structure(vec![of("All", all())])),
        has_limit: false,
    };
    let client = operation("list_all", vec![optional("Marker", string())], vec![of("All", all())]);
    let page = page("paginator/ListAll.rst", Statement::Paginator(paginator));
    let spec = spec_of(vec![client, page]);
    let pagination = spec.operations[0].pagination.as_ref().unwrap();
    assert_eq!(pagination.input_token, ["Marker"]);
    assert_eq!(pagination.output_token, ["All.NextMarker"]);
    assert_eq!(pagination.items, ["All.Items"]);
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

/// A service with something of everything.
fn mixed() -> Vec<PageFacts> {
    let node = |inner: Node| structure(vec![of("name", string()), of("nodes", inner)]);
    let state = || Node::new(0, Kind::Enum(["ON".into(), "OFF".into()].into()));
    vec![
        operation("b", None, vec![of("tree", node(list(mark(Container::Dict))))]),
        operation("a", vec![required("state", state())], vec![of("state", state())]),
        operation("c", vec![optional("item", structure(vec![required("x", string())]))], None),
        operation("d", None, vec![of("items", list(structure(vec![of("x", string())])))]),
    ]
}

#[test]
fn the_order_of_reading_plays_no_part() {
    let expected = spec_of(mixed());
    for turn in 0..4 {
        let mut pages = mixed();
        pages.rotate_left(turn);
        assert_eq!(spec_of(pages), expected);
        let mut pages = mixed();
        pages.reverse();
        pages.rotate_left(turn);
        assert_eq!(spec_of(pages), expected);
    }
}

/// A service made of numbers: for each operation what its members are called and hold.
fn made_up(operations: &[Vec<(usize, usize, bool)>]) -> Vec<PageFacts> {
    const VERBS: [&str; 3] = ["list", "get", "update"];
    const NOUNS: [&str; 3] = ["sessions", "portal", "user_settings"];
    const MEMBERS: [&str; 6] = ["status", "filters", "items", "source", "config", "sessionState"];
    let mut pages = Vec::new();
    for (at, members) in operations.iter().enumerate() {
        let mut made: Vec<Member> = Vec::new();
        for (name, kind, listed) in members {
            let inner = MEMBERS[(name + kind) % MEMBERS.len()];
            let node = match kind {
                0 | 1 => Node::new(0, Kind::Enum([format!("V{kind}{}", name % 2).into()].into())),
                2 => structure(vec![of("id", string()), of(inner, string())]),
                _ => structure(vec![of(inner, structure(vec![of(MEMBERS[*kind], string())]))]),
            };
            let node = if *listed { list(said("A session.", node)) } else { node };
            if made.iter().all(|member| &*member.name != MEMBERS[*name]) {
                made.push(of(MEMBERS[*name], node));
            }
        }
        let method = format!("{}_{}", VERBS[at % 3], NOUNS[at / 3 % 3]);
        pages.push(operation(&method, None, made));
    }
    pages
}

proptest::proptest! {
    #[test]
    fn names_follow_from_what_pages_say_and_not_from_their_order(
        operations in proptest::collection::vec(
            proptest::collection::vec((0..6_usize, 0..6_usize, proptest::bool::ANY), 1..5),
            1..9,
        ),
        mut turn in 0..u64::MAX,
    ) {
        let expected = spec_of(made_up(&operations));
        let mut pages = made_up(&operations);
        for at in (1..pages.len()).rev() {
            turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            pages.swap(at, (turn >> 33) as usize % (at + 1));
        }
        proptest::prop_assert_eq!(spec_of(pages), expected);
    }
}

#[test]
fn the_same_pages_over_their_spec_change_nothing() {
    let first = spec_of(mixed());
    let again = resolved_over(mixed(), Some(&first));
    assert_eq!(again.spec, Some(first));
}

#[test]
fn a_name_once_given_stays_whatever_comes_beside_it() {
    let item = |more: &[&str]| {
        let names = ["name"].iter().chain(more);
        structure(names.map(|name| of(name, string())).collect())
    };
    let mut old = spec_of(vec![operation("get", None, vec![of("item", item(&[]))])]);
    let name = "NamedByHand";
    let at = old.shapes.iter().position(|s| s.kind.members()[0].name == "name").unwrap();
    old.shapes[at].name = name.to_owned();
    let text = crate::spec::write(&old);
    old = crate::spec::read(&text, Path::new("old.yaml")).unwrap();
    // The shape has a member more, and its first form is somewhere else now.
    let pages = vec![
        operation("all", None, vec![of("items", list(item(&["color", "size"])))]),
        operation("get", None, vec![of("item", item(&["color"]))]),
    ];
    let spec = resolved_over(pages, Some(&old)).spec.unwrap();
    let get = &spec[spec.operation("Get").unwrap().output.unwrap()];
    assert_eq!(get.kind.members()[0].ty.display(&spec).to_string(), name);
}

#[test]
fn pages_find_their_service() {
    let with = |id: Option<&str>, client: Option<&str>, uid: Option<&str>| {
        let mut page = index(&[]);
        let name = |name: Option<&str>| name.map(Box::from);
        page.service = ServiceRef {
            provider: Provider::Aws,
            id: name(id),
            client: name(client),
            uid: name(uid),
            ..ServiceRef::of(Provider::Aws)
        };
        page
    };
    let pages = vec![
        with(Some("voice"), Some("Voice"), Some("voice-2018-09-05")),
        with(Some("sms-voice"), Some("Voice"), Some("voice-2018-09-05")),
        with(Some("other"), Some("Other"), None),
        with(None, Some("Other"), None),
        with(None, Some("Voice"), None),
        with(None, None, Some("lone-2020-01-01")),
        with(None, None, None),
        with(Some("../etc/passwd"), None, None),
    ];
    let (groups, diagnostics) = group(pages, &Known::default());
    let found: Vec<(&str, usize)> =
        groups.iter().map(|group| (group.service.as_str(), group.pages.len())).collect();
    assert_eq!(found, [("lone", 1), ("other", 2), ("sms-voice", 1), ("voice", 1)]);
    let mut rules: Vec<_> = diagnostics.iter().map(|d| d.rule.id).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["ambiguous-service", "guessed-service", "service-id", "unknown-service"]);
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

#[test]
fn an_id_is_what_the_pages_say() {
    let spec = spec_of(mixed());
    assert_eq!(spec.service, ServiceId::new("things").unwrap());
}
