//! Pages that were saved or pasted as text, from the page to what it states.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::dialect;
use doc_bindgen::facts::{
    Kind, Location, Member, Node, OperationFacts, PageFacts, Range, Scalar, Statement,
};

fn page(name: &str) -> PageFacts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let text = std::fs::read_to_string(root.join(name)).unwrap();
    let path: Arc<Path> = Arc::from(PathBuf::from(name));
    let page = dialect::read(&path, &text).map_err(|diagnostic| diagnostic.to_string()).unwrap();
    assert_eq!(page.diagnostics, []);
    page
}

fn members(node: &Node) -> &[Member] {
    match &node.kind {
        Kind::Structure(members) => members,
        Kind::List(element) => members(element),
        other => panic!("{other:?}"),
    }
}

/// A type in short.
fn ty(node: &Node) -> String {
    match &node.kind {
        Kind::Scalar(scalar) => scalar.as_str().into(),
        Kind::Enum(values) => values.join("|"),
        Kind::List(element) => format!("list<{}>", ty(element)),
        Kind::Structure(members) => format!("{{{}}}", members.len()),
        other => format!("{other:?}"),
    }
}

fn shown(members: &[Member]) -> Vec<String> {
    let shown = |member: &Member| {
        let must = if member.required == Some(true) { "!" } else { "" };
        format!("{}{must}: {}", member.name, ty(&member.node))
    };
    members.iter().map(shown).collect()
}

fn operation(page: &PageFacts) -> &OperationFacts {
    match &page.statements[..] {
        [Statement::Operation(operation)] => operation,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_paginator_that_lost_its_indentation() {
    let page = page("seeds/003_34124dd0fc005b81.txt");
    assert_eq!(page.service.client.as_deref(), Some("MultipartyApproval"));
    let [Statement::Paginator(facts)] = &page.statements[..] else { panic!("{page:?}") };
    assert_eq!((&*facts.name, facts.method.as_deref()), ("ListSessions", Some("list_sessions")));
    assert!(facts.has_limit);
    let input = members(facts.input.as_ref().unwrap());
    assert_eq!(shown(input), ["ApprovalTeamArn!: string", "Filters: list<{3}>"]);
    assert_eq!(input[0].node.line, 12);
    assert_eq!(
        shown(members(&input[1].node)),
        [
            "FieldName: ActionName|ApprovalTeamName|VotingTime|Vote|SessionStatus|InitiationTime",
            "Operator: EQ|NE|GT|LT|GTE|LTE|CONTAINS|NOT_CONTAINS|BETWEEN",
            "Value: string",
        ]
    );
    assert_eq!(
        input[1].node.documentation.as_deref(),
        Some("An array of `Filter` objects. Contains the filter to apply when listing sessions.")
    );
    let output = members(facts.output.as_ref().unwrap());
    assert_eq!(shown(output), ["Sessions: list<{17}>"]);
    let session = members(&output[0].node);
    assert_eq!(
        shown(&session[..4]),
        [
            "SessionArn: string",
            "ApprovalTeamName: string",
            "ApprovalTeamArn: string",
            "InitiationTime: timestamp",
        ]
    );
    assert!(session.iter().all(|member| member.node.documentation.is_some()));
    let status = &session[13];
    assert_eq!(
        (&*status.name, status.node.documentation.as_deref()),
        (
            "Status",
            Some("Status for the protected operation. For example, if the operation is `PENDING`.")
        )
    );
}

#[test]
fn a_page_whose_tables_are_glued_together() {
    let page = page("seeds/004_9508a13be45ad496.txt");
    assert_eq!(page.service.id.as_deref(), Some("workspace"));
    let operation = operation(&page);
    assert_eq!(operation.name.as_deref(), Some("ListSessions"));
    let http = operation.http.as_ref().unwrap();
    assert_eq!(
        (&*http.method, &*http.path, http.status),
        ("GET", "/v1/{project_id}/session/list-sessions", Some(200))
    );
    let input = members(operation.input.as_ref().unwrap());
    let at = |location: Location| -> Vec<Member> {
        input.iter().filter(|member| member.wire.location == Some(location)).cloned().collect()
    };
    assert_eq!(shown(&at(Location::Path)), ["project_id!: string"]);
    assert_eq!(
        shown(&at(Location::Query)),
        [
            "limit: integer",
            "offset: integer",
            "user_name: string",
            "query_begin_time!: string",
            "query_end_time!: string",
            "app_server_group_id: string",
            "vm_ip: string",
            "public_ip: string",
            "machine_name: string",
            "session_state: string",
            "is_success: string",
        ]
    );
    assert_eq!(shown(&at(Location::Header)), ["X-Auth-Token: string"]);
    assert_eq!(input.len(), 13);
    let limits = at(Location::Query)[0].node.limits.clone();
    assert_eq!(limits.range, Some(Range { min: Some("1".into()), max: Some("100".into()) }));
    assert_eq!(limits.default.as_deref(), Some("10"));
    let output = members(operation.output.as_ref().unwrap());
    assert_eq!(shown(output), ["count: integer", "items: list<{30}>"]);
    let Kind::List(session) = &output[1].node.kind else { panic!("{output:?}") };
    assert_eq!(session.name.as_deref(), Some("SessionInfo"));
    assert!(members(session).iter().all(|it| it.node.kind == Kind::Scalar(Scalar::String)));
    let statuses: Vec<_> = operation.errors.iter().filter_map(|error| error.status).collect();
    assert_eq!(statuses, [400, 401, 403, 404, 405, 415, 500, 503]);
    for error in &operation.errors {
        assert_eq!(shown(&error.members), ["error_code: string", "error_msg: string"]);
        assert!(error.documentation.is_some(), "{error:?}");
    }
    assert_eq!(operation.documentation.as_deref(), Some("Queries user sessions."));
}
