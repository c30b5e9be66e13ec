//! Pages of boto3 as they are published, from the page to what it states.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::dialect;
use doc_bindgen::facts::{Kind, Member, Node, OperationFacts, PageFacts, Statement};

fn fixture(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    std::fs::read_to_string(root.join(name)).unwrap()
}

fn read(name: &str, text: &str) -> Result<PageFacts, String> {
    let path: Arc<Path> = Arc::from(PathBuf::from(name));
    dialect::read(&path, text).map_err(|diagnostic| diagnostic.to_string())
}

fn page(name: &str) -> PageFacts {
    read(name, &fixture(name)).unwrap()
}

fn operation(page: &PageFacts) -> &OperationFacts {
    match &page.statements[..] {
        [Statement::Operation(operation)] => operation,
        other => panic!("{other:?}"),
    }
}

/// A position as a line or, with its members below it, as an outline.
fn outline(node: &Node) -> String {
    fn ty(node: &Node, depth: usize, out: &mut String) {
        match &node.kind {
            Kind::Scalar(scalar) => out.push_str(scalar.as_str()),
            Kind::Enum(values) => out.push_str(&values.join("|")),
            Kind::List(element) => {
                out.push_str("list<");
                ty(element, depth, out);
                out.push('>');
            }
            Kind::Map(key, value) => {
                out.push_str("map<");
                ty(key, depth, out);
                out.push_str(", ");
                ty(value, depth, out);
                out.push('>');
            }
            Kind::Structure(members) => members_of("structure", members, depth, out),
            Kind::Union(members) => members_of("union", members, depth, out),
            Kind::EventStream(members) => members_of("eventstream", members, depth, out),
            Kind::Recursive(mark) => {
                out.push_str(&format!("recursive {:?}", mark.container));
                if let Some(union) = &mark.union {
                    out.push_str(&format!(" union {}", union.join(" ")));
                }
            }
            other => out.push_str(&format!("{other:?}")),
        }
    }
    fn members_of(kind: &str, members: &[Member], depth: usize, out: &mut String) {
        out.push_str(kind);
        for member in members {
            let required = match member.required {
                Some(true) => "!",
                Some(false) => "?",
                None => "",
            };
            let token = if member.idempotency_token { " token" } else { "" };
            let documented = if member.node.documentation.is_some() { "" } else { " undocumented" };
            let indent = "  ".repeat(depth + 1);
            out.push_str(&format!("\n{indent}{}{required}{token}{documented}: ", member.name));
            ty(&member.node, depth + 1, out);
        }
    }
    let mut out = String::new();
    ty(node, 0, &mut out);
    out
}

fn errors(operation: &OperationFacts) -> Vec<&str> {
    operation.errors.iter().map(|error| &*error.name).collect()
}

#[test]
fn seed_000_is_read_exactly() {
    let page = page("seeds/000_dcda5440727a558e.txt");
    assert_eq!(page.service.id.as_deref(), Some("workspaces-web"));
    assert_eq!(page.service.client.as_deref(), Some("WorkSpacesWeb"));
    assert_eq!(page.service.uid.as_deref(), Some("workspaces-web-2020-07-08"));
    assert_eq!(page.diagnostics, []);
    let operation = operation(&page);
    assert_eq!(operation.name.as_deref(), Some("ListSessions"));
    assert_eq!(operation.method.as_deref(), Some("list_sessions"));
    assert_eq!(
        operation.documentation.as_deref(),
        Some("Lists information for multiple secure browser sessions from a specific portal.")
    );
    assert!(!operation.deprecated);
    assert_eq!(
        outline(operation.input.as_ref().unwrap()),
        "structure
  portalId!: string
  username?: string
  sessionId?: string
  sortBy?: StartTimeAscending|StartTimeDescending
  status?: Active|Terminated
  maxResults?: integer
  nextToken?: string"
    );
    assert_eq!(
        outline(operation.output.as_ref().unwrap()),
        "structure
  sessions: list<structure
    portalArn: string
    sessionId: string
    username: string
    status: Active|Terminated
    startTime: timestamp
    endTime: timestamp>
  nextToken: string"
    );
    assert_eq!(
        errors(operation),
        [
            "InternalServerException",
            "ResourceNotFoundException",
            "AccessDeniedException",
            "ThrottlingException",
            "ValidationException",
        ]
    );
    let lines: Vec<u32> = operation.errors.iter().map(|error| error.line).collect();
    assert_eq!(lines, [185, 188, 191, 194, 197]);
    let Some(Kind::Structure(members)) = operation.input.as_ref().map(|input| &input.kind) else {
        panic!()
    };
    assert_eq!(members[0].node.line, 34);
    assert_eq!(
        members[0].node.documentation.as_deref(),
        Some("The ID of the web portal for the sessions.")
    );
}

#[test]
fn seed_001_is_read_exactly() {
    let page = page("seeds/001_c704c4dbe90bb561.txt");
    assert_eq!(page.service.client.as_deref(), Some("MultipartyApproval"));
    assert_eq!(page.diagnostics, []);
    let operation = operation(&page);
    assert_eq!(operation.name.as_deref(), Some("ListSessions"));
    assert_eq!(
        outline(operation.input.as_ref().unwrap()),
        "structure
  ApprovalTeamArn!: string
  MaxResults?: integer
  NextToken?: string
  Filters?: list<structure
    FieldName?: ActionName|ApprovalTeamName|VotingTime|Vote|SessionStatus|InitiationTime
    Operator?: EQ|NE|GT|LT|GTE|LTE|CONTAINS|NOT_CONTAINS|BETWEEN
    Value?: string>"
    );
    assert_eq!(
        outline(operation.output.as_ref().unwrap()),
        "structure
  NextToken: string
  Sessions: list<structure
    SessionArn: string
    ApprovalTeamName: string
    ApprovalTeamArn: string
    InitiationTime: timestamp
    ExpirationTime: timestamp
    CompletionTime: timestamp
    Description: string
    ActionName: string
    ProtectedResourceArn: string
    RequesterServicePrincipal: string
    RequesterPrincipalArn: string
    RequesterRegion: string
    RequesterAccountId: string
    Status: PENDING|CANCELLED|APPROVED|FAILED|CREATING
    StatusCode: REJECTED|EXPIRED|CONFIGURATION_CHANGED
    StatusMessage: string
    ActionCompletionStrategy: AUTO_COMPLETION_UPON_APPROVAL
    AdditionalSecurityRequirements: list<APPROVER_VERIFICATION_REQUIRED>>"
    );
    assert_eq!(
        errors(operation),
        [
            "AccessDeniedException",
            "ValidationException",
            "ResourceNotFoundException",
            "ThrottlingException",
            "InternalServerException",
        ]
    );
}

#[test]
fn recursion_is_marked_with_what_kind_of_ancestor_is_meant() {
    let page = page("boto3/dynamodb/client/execute_transaction.rst");
    let operation = operation(&page);
    let input = outline(operation.input.as_ref().unwrap());
    assert_eq!(
        input,
        "structure
  TransactStatements!: list<structure
    Statement!: string
    Parameters?: list<structure
      S?: string
      N?: string
      B?: blob
      SS?: list<string>
      NS?: list<string>
      BS?: list<blob>
      M?: map<string, recursive Dict>
      L?: list<recursive Dict>
      NULL?: boolean
      BOOL?: boolean>
    ReturnValuesOnConditionCheckFailure?: ALL_OLD|NONE>
  ClientRequestToken? token: string
  ReturnConsumedCapacity?: INDEXES|TOTAL|NONE"
    );
    let output = outline(operation.output.as_ref().unwrap());
    assert!(output.contains("\n    Item: map<string, structure\n      S: string"), "{output}");
    assert!(output.contains("\n    CapacityUnits: double\n"), "{output}");
    assert_eq!(page.diagnostics, []);
    // The renderer's own sentence on the token is no documentation of the service's.
    let Kind::Structure(members) = &operation.input.as_ref().unwrap().kind else { panic!() };
    assert_eq!(
        members[1].node.documentation.as_deref(),
        Some(
            "Set this value to get remaining results, if `NextToken` was returned in the \
             statement response."
        )
    );
}

#[test]
fn event_streams_and_streaming_bodies() {
    let event = page("boto3/lambda/client/invoke_with_response_stream.rst");
    let invoke = operation(&event);
    let input = outline(invoke.input.as_ref().unwrap());
    assert!(input.contains("\n  Payload?: stream\n"), "{input}");
    assert_eq!(
        outline(invoke.output.as_ref().unwrap()),
        "structure
  StatusCode: integer
  ExecutedVersion: string
  EventStream: eventstream
    PayloadChunk: structure
      Payload: blob
    InvokeComplete: structure
      ErrorCode: string
      ErrorDetails: string
      LogResult: string
  ResponseStreamContentType: string"
    );
    assert_eq!(invoke.errors.len(), 42);

    let object = page("boto3/s3/client/get_object.rst");
    let get = operation(&object);
    let output = outline(get.output.as_ref().unwrap());
    assert!(output.starts_with("structure\n  Body: stream\n  DeleteMarker: boolean\n"), "{output}");
    assert!(output.contains("\n  Expires: timestamp\n  ExpiresString: string\n"), "{output}");
    assert!(output.contains("\n  RequestCharged: requester\n"), "{output}");
    assert!(output.contains("\n  Metadata: map<string, string>\n"), "{output}");
    assert_eq!(errors(get), ["NoSuchKey", "InvalidObjectState"]);
}

#[test]
fn parameters_that_boto3_fills_in_stand_where_the_list_has_them() {
    let page = page("boto3/glacier/client/upload_archive.rst");
    assert_eq!(
        outline(operation(&page).input.as_ref().unwrap()),
        "structure
  vaultName!: string
  accountId?: string
  archiveDescription?: string
  checksum?: string
  body?: stream"
    );
    let said: Vec<_> =
        page.diagnostics.iter().map(|said| (said.rule.id, said.place.line)).collect();
    assert_eq!(said, [("only-in-list", 62), ("only-in-list", 79)]);
}

#[test]
fn documentation_may_break_out_of_its_indentation() {
    let page = page("boto3/apigatewayv2/client/get_integration.rst");
    assert_eq!(page.diagnostics, []);
    let operation = operation(&page);
    let output = outline(operation.output.as_ref().unwrap());
    assert!(
        output.contains("\n  ResponseParameters: map<string, map<string, string>>\n"),
        "{output}"
    );
    assert!(
        output.ends_with("\n  TlsConfig: structure\n    ServerNameToVerify: string"),
        "{output}"
    );
    assert_eq!(errors(operation), ["NotFoundException", "TooManyRequestsException"]);
}

#[test]
fn unions_are_known_by_their_note() {
    let page = page("boto3/mpa/client/list_identity_sources.rst");
    let output = operation(&page).output.as_ref().unwrap();
    let text = outline(output);
    assert!(
        text.contains(
            "\n    IdentitySourceParameters: union\n      IamIdentityCenter: structure\n"
        ),
        "{text}"
    );
    assert!(!format!("{output:?}").contains("Tagged Union"));
    assert!(!format!("{output:?}").contains("SDK_UNKNOWN_MEMBER"));
}

#[test]
fn a_paginator_is_the_operation_without_tokens_and_limit() {
    let page = page("boto3/sqs/paginator/ListQueues.rst");
    assert_eq!(page.service.uid.as_deref(), Some("sqs-2012-11-05"));
    let [Statement::Paginator(paginator)] = &page.statements[..] else { panic!() };
    assert_eq!(&*paginator.name, "ListQueues");
    assert_eq!(paginator.method.as_deref(), Some("list_queues"));
    assert!(paginator.has_limit);
    let input = outline(paginator.input.as_ref().unwrap());
    assert_eq!(input, "structure\n  QueueNamePrefix?: string");
    let output = outline(paginator.output.as_ref().unwrap());
    assert_eq!(output, "structure\n  QueueUrls: list<string>");
}

#[test]
fn a_waiter_says_how_often_it_polls_what() {
    let page = page("boto3/dynamodb/waiter/TableExists.rst");
    let [Statement::Waiter(waiter)] = &page.statements[..] else { panic!() };
    assert_eq!(&*waiter.name, "TableExists");
    assert_eq!(waiter.operation.as_deref(), Some("DescribeTable"));
    assert_eq!(waiter.method.as_deref(), Some("describe_table"));
    assert_eq!((waiter.delay, waiter.max_attempts), (20, 25));
    assert_eq!(outline(waiter.input.as_ref().unwrap()), "structure\n  TableName!: string");
}

#[test]
fn an_index_page_lists_what_there_is() {
    let page = page("boto3/sts.rst");
    assert_eq!(page.service.id.as_deref(), Some("sts"));
    let [Statement::Service(service)] = &page.statements[..] else { panic!() };
    assert_eq!(service.title.as_deref(), Some("AWS Security Token Service (STS)"));
    let documentation = service.documentation.as_deref().unwrap();
    assert!(documentation.starts_with("Amazon Web Services provides Security Token Service"));
    assert!(documentation.ends_with("in the *IAM User Guide*."), "{documentation}");
    let methods = service.methods.as_deref().unwrap();
    assert_eq!(methods.len(), 15);
    assert_eq!(methods[0], ("assume_role".into(), 55));
    assert!(service.paginators.is_empty() && service.waiters.is_empty());
}

#[test]
fn what_is_no_operation_is_left_out() {
    let helper = page("boto3/s3/client/close.rst");
    assert!(helper.statements.is_empty());
    assert_eq!(helper.left_out, Some("a helper of boto3's own, no operation of the service"));
    let resource = page("boto3/s3/bucket/delete.rst");
    assert!(resource.statements.is_empty());
    assert_eq!(resource.left_out, Some("part of the resource interface, which clients cover"));
}

#[test]
fn what_is_no_documentation_says_so() {
    assert!(read("x", "").unwrap_err().contains("[not-documentation]"));
    assert!(read("x", "fn main() {}\n").unwrap_err().contains("[not-documentation]"));
    assert!(read("x", ".. py:function:: f()\n").unwrap_err().contains("[not-documentation]"));
    let path: Arc<Path> = Arc::from(Path::new("x"));
    let binary = dialect::read_bytes(&path, b"one\ntwo\n\xff\xfe\0").unwrap_err();
    assert_eq!((binary.rule.id, binary.place.line), ("not-text", 3));
}

/// A page that was cut off states nothing, unless all that is lost are exceptions at its end.
#[test]
fn truncated_pages_state_nothing() {
    for name in [
        "seeds/000_dcda5440727a558e.txt",
        "boto3/dynamodb/client/execute_transaction.rst",
        "boto3/dynamodb/waiter/TableExists.rst",
        "boto3/glacier/client/upload_archive.rst",
        "boto3/lambda/client/invoke_with_response_stream.rst",
        "boto3/sqs/paginator/ListQueues.rst",
    ] {
        let text = fixture(name);
        let whole = stated(read(name, &text).unwrap());
        // Every line of a short page, some of a long one.
        let step = 1 + text.len() / 4096;
        for (end, _) in text.match_indices('\n').step_by(step) {
            for cut in [end.saturating_sub(3), end.saturating_sub(1), end, end + 1] {
                let Some(Ok(page)) = text.get(..cut).map(|text| read(name, text)) else { continue };
                assert_eq!(page.left_out, None, "{name} cut at byte {cut}");
                assert_eq!(stated(page), whole, "{name} cut at byte {cut}");
            }
        }
    }
}

/// What a page states, exceptions aside.
fn stated(page: PageFacts) -> String {
    let mut statements = page.statements;
    for statement in &mut statements {
        if let Statement::Operation(operation) = statement {
            operation.errors.clear();
        }
    }
    format!("{statements:?}")
}
