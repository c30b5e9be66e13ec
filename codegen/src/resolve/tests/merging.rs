//! What pages state together, and what each leaves out.

use super::made::*;

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
fn an_id_is_what_the_pages_say() {
    let spec = spec_of(mixed());
    assert_eq!(spec.service, ServiceId::new("things").unwrap());
}
