//! One page of several is missing: nothing that stands is told otherwise.

use super::made::*;

/// Resolves all pages, and then all but one, each of them in turn, over what all made.
fn no_page_is_missed(mut all: Vec<PageFacts>, overlays: &str) -> Spec {
    // Only boto3's pages name the client, and only what they made is told again.
    all.iter_mut().for_each(|page| page.service.client = Some("Things".into()));
    let head = "format: 1\nprovider: aws\nservice: things\nreason: A test.\n";
    let overlays = match overlays {
        "" => Overlays::default(),
        text => Overlays::of(vec![("things.yaml".into(), format!("{head}{text}"))]).unwrap(),
    };
    let whole = resolved_with(all.clone(), None, &overlays);
    assert!(whole.diagnostics.is_empty(), "{:?}", whole.diagnostics);
    let whole = whole.spec.unwrap();
    for lost in 1..all.len() {
        let mut pages = all.clone();
        pages.remove(lost);
        let again = resolved_with(pages, Some(&whole), &overlays);
        assert_eq!(again.spec.as_ref(), Some(&whole), "without {:?}", all[lost].path);
    }
    whole
}

/// Pages of which each leads to one structure, and overlays that say otherwise of it.
#[test]
fn what_overlays_state_is_no_other_shape_where_a_page_is_missing() {
    let value = || {
        structure(vec![
            optional("S", said("As text.", string())),
            optional("doc", said("As JSON.", map(string()))),
        ])
    };
    let entry = || {
        structure(vec![
            required("Name", string()),
            optional("Value", map(said("A value.", value()))),
        ])
    };
    let get = operation("get_entry", vec![required("Entry", entry())], None);
    let list_ = operation(
        "list_entries",
        vec![optional("Filter", map(said("A value.", value())))],
        vec![of(
            "Entries",
            list(structure(vec![
                of("Name", string()),
                of("Value", map(said("A value.", value()))),
            ])),
        )],
    );
    let put = operation("put_entry", vec![required("Entry", entry())], None);
    let index = index(&["get_entry", "list_entries", "put_entry"]);
    let overlays = "\
places:
  GetEntry.input.Entry.Value[]: {type: union, members: {doc: {type: string}, extra: {add: true, type: long}}}
  ListEntries.input.Filter[]: {type: union, members: {doc: {type: string}}}
  PutEntry.input.Entry: {members: {Name: {required: false}}}
  GetEntry.input.Entry: {members: {Name: {required: false}}}
";
    let whole = no_page_is_missed(vec![index, get, list_, put], overlays);
    assert!(nested(&whole).iter().any(|shape| matches!(shape.kind, ShapeKind::Union(_))));
}

/// What an overlay adds may hold what only one page tells of.
#[test]
fn what_overlays_add_holds_what_stands() {
    let error = |name: &str| ErrorFacts {
        line: 1,
        name: name.into(),
        status: None,
        documentation: None,
        members: vec![],
    };
    let fails = |mut page: PageFacts| {
        if let Statement::Operation(facts) = &mut page.statements[0] {
            facts.errors = vec![error("Bad")];
        }
        page
    };
    let code =
        structure(vec![of("line", string()), of("inside", structure(vec![of("at", string())]))]);
    let run = fails(operation("run_code", None, vec![of("errors", list(code))]));
    let get = fails(operation("get_code", vec![optional("id", string())], None));
    let pages = vec![index(&["run_code", "get_code"]), run, get];
    let overlays = "\
shapes:
  Detail: {add: true, type: structure, members: {codes: {type: list<RunCodeError>}}}
  Bad: {members: {detail: {add: true, type: Detail}}}
";
    let whole = no_page_is_missed(pages, overlays);
    let detail = &whole[whole.shape("Detail").unwrap()];
    assert_eq!(detail.kind.members()[0].ty.display(&whole).to_string(), "list<RunCodeError>");
}

/// Of two texts of which each is said as often the one that sorts first is the shape's.
#[test]
fn what_is_said_of_a_shape_by_two_pages_stays() {
    let page = |method: &str, text: &str| {
        let inside = || list(said(text, mark(Container::Dict)));
        let criteria = vec![
            optional("name", said("The name.", string())),
            optional("or", said("One of these.", inside())),
            optional("and", said("All of these.", inside())),
        ];
        operation(method, vec![optional("criteria", said(text, structure(criteria)))], None)
    };
    let pages = vec![
        index(&["search_prompts", "search_connects"]),
        page("search_prompts", "What prompts are to be found."),
        page("search_connects", "What quick connects are to be found."),
    ];
    no_page_is_missed(pages, "");
}

/// The paginator's page is there, and that of what it pages is not.
#[test]
fn what_says_that_there_are_more_pages_stays() {
    let facts = PaginatorFacts {
        line: 1,
        name: "ListAll".into(),
        method: None,
        input: Some(structure(vec![])),
        output: Some(structure(vec![of("all", list(string())), of("rest", string())])),
        has_limit: false,
    };
    let output = vec![of("all", list(string())), of("rest", string()), of("next", string())];
    let mut index = index(&["get_all", "list_all"]);
    if let Statement::Service(facts) = &mut index.statements[0] {
        facts.paginators = vec![("ListAll".into(), 9)];
    }
    let pages = vec![
        index,
        operation("get_all", None, None),
        operation("list_all", vec![optional("next", string())], output),
        page("paginator/ListAll.rst", Statement::Paginator(facts)),
    ];
    let overlays = "operations:\n  ListAll: {pagination: {more_results: rest}}\n";
    let whole = no_page_is_missed(pages, overlays);
    let pagination = whole.operation("ListAll").unwrap().pagination.as_ref();
    assert_eq!(pagination.unwrap().more_results.as_deref(), Some("rest"));
}
