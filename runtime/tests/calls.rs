//! Calls, pages and waiters, over a transport without a network.

mod service;

use std::cell::RefCell;
use std::error::Error as _;
use std::future::{Future, IntoFuture, ready};
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use doc_bindgen_runtime::blocking::{self, Blocking, iter, wait};
use doc_bindgen_runtime::facts::{
    Acceptor, AcceptorState, Matcher, OperationFacts, ServiceFacts, WaiterFacts,
};
use doc_bindgen_runtime::http::{Request, Response};
use doc_bindgen_runtime::testing::{Mock, documented};
use doc_bindgen_runtime::{
    AnyTransport, BoxError, ByteStream, Bytes, ErrorKind, Failure, Operation, OperationResult,
    Stream, Transport,
};
use service::{
    AccessDenied, Client, ListSessions, ListSessionsRequest, ListSessionsResponse, SessionError,
    Spoken,
};

fn request() -> ListSessionsRequest {
    ListSessionsRequest::default()
}

/// What was asked for, without the part that is always the same.
fn asked(mock: &Mock) -> Vec<String> {
    let query = |it: Request<ByteStream>| it.uri().query().unwrap_or_default().to_owned();
    mock.requests().into_iter().map(query).collect()
}

#[test]
fn an_error_shows_code_message_and_request_id() {
    let mock = Mock::new().answer(403, "AccessDenied: You may not");
    let error = wait(Client::new(mock).list_sessions(request())).unwrap_err();
    assert_eq!(error.to_string(), "AccessDenied: You may not");
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("AccessDenied"));
    assert_eq!(error.message(), Some("You may not"));
    assert_eq!(error.status().map(|it| it.as_u16()), Some(403));
    let documented =
        SessionError::AccessDenied(AccessDenied { reason: Some("You may not".into()) });
    assert_eq!(error.service(), Some(&documented));
    assert_eq!(error.into_service().unwrap(), documented);

    let mock = Mock::new().answer(500, "Overheated: Hot");
    let error = wait(Client::new(mock).list_sessions(request())).unwrap_err();
    assert_eq!(error.service(), None);
    assert_eq!(error.into_service().unwrap_err().code(), Some("Overheated"));
}

#[test]
fn an_error_of_the_transport_is_the_source() {
    let mock = Mock::new().failure("no route to host");
    let error = wait(Client::new(mock).list_sessions(request())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.to_string(), "the transport failed");
    assert_eq!(error.source().unwrap().to_string(), "no route to host");
}

#[test]
fn an_input_that_makes_no_request_is_told_by_the_call() {
    let input = ListSessionsRequest { next_token: Some("a b".into()), ..request() };
    let mock = Mock::new();
    let error = wait(Client::new(mock.clone()).list_sessions(input)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(error.source().is_some());
    assert!(mock.requests().is_empty());
}

#[test]
fn a_call_that_is_over_says_so() {
    let mut call = Client::new(Mock::new().answer(200, "a")).list_sessions(request());
    assert!(wait(&mut call).is_ok());
    assert_eq!(wait(&mut call).unwrap_err().to_string(), "the call is over");
}

/// A body that comes one byte at a time.
struct Dripping(Vec<u8>);

impl Stream for Dripping {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        let byte = self.0.remove(0);
        Poll::Ready(Some(if byte == b'!' { Err("cut".into()) } else { Ok(vec![byte].into()) }))
    }
}

#[test]
fn a_body_is_read_to_its_end() {
    let body = |text: &str| Response::new(ByteStream::new(Dripping(text.into())));
    let mock = Mock::new().response(body("ab c")).response(body("ab!c"));
    let client = Client::new(mock);
    let output = wait(client.list_sessions(request())).unwrap();
    assert_eq!((&*output.sessions, output.next_token.as_deref()), (&["ab".into()][..], Some("c")));
    let error = wait(client.list_sessions(request())).unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "cut");
}

#[test]
fn pages_end_without_a_token() {
    let mock = Mock::new().answer(200, "a 1").answer(200, "b 2").answer(200, "c").answer(200, "d");
    let client = Client::new(mock.clone());
    let pages: Vec<_> = iter(client.list_sessions_pages(request()).limit(7)).collect();
    assert_eq!(pages.len(), 3);
    assert_eq!(mock.answers_left(), 1);
    assert_eq!(
        asked(&mock),
        ["next_token=&max_results=7", "next_token=1&max_results=7", "next_token=2&max_results=7"]
    );
}

#[test]
fn pages_end_with_an_empty_token() {
    let mock = ["a 1", "b ", "c"].iter().fold(Mock::new(), |mock, it| mock.answer(200, *it));
    let items = Client::new(mock.clone()).list_sessions_pages(request()).items();
    let items: Vec<_> = iter(items).map(Result::unwrap).collect();
    assert_eq!(items, ["a", "b"]);
    assert_eq!(mock.answers_left(), 1);
}

#[test]
fn pages_that_go_round_end_with_an_error() {
    for circle in [&["b 1"][..], &["b 2", "c 1"], &["b 2", "c 3", "d 4", "e 2"]] {
        let mock = Mock::new().answer(200, "a 1");
        let mock = circle.iter().fold(mock, |mock, it| mock.answer(200, *it)).answer(200, "f 5");
        let mut items = Client::new(mock.clone()).list_sessions_pages(request()).items();
        // What the pages hold comes first.
        for _ in 0..=circle.len() {
            assert!(wait(items.next()).unwrap().is_ok());
        }
        let error = wait(items.next()).unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Pagination);
        assert_eq!(
            error.to_string(),
            "ListSessions: the pages go round: a token came that had been there before"
        );
        assert!(wait(items.next()).is_none());
        assert_eq!(mock.answers_left(), 1);
    }
}

#[test]
fn pages_end_with_an_error() {
    let mock = Mock::new().answer(200, "a 1").answer(403, "AccessDenied: no").answer(200, "c");
    let mut items = Client::new(mock.clone()).list_sessions_pages(request()).items();
    assert_eq!(wait(items.next()).unwrap().unwrap(), "a");
    assert_eq!(wait(items.next()).unwrap().unwrap_err().code(), Some("AccessDenied"));
    assert!(wait(items.next()).is_none());
    assert!(wait(items.next()).is_none());
    assert_eq!(mock.answers_left(), 1);
}

/// The sessions of a page, which follow from the token that it is asked with.
fn by_closure(mock: Mock) -> Mock {
    mock.on::<ListSessions>(|input| match input.next_token.as_deref() {
        None => Ok(page("a", Some("1"))),
        Some("1") => Ok(page("b", None)),
        Some(_) => {
            let reason = AccessDenied { reason: Some("no".into()) };
            Err(documented(SessionError::AccessDenied(reason)))
        }
    })
}

fn page(session: &str, next_token: Option<&str>) -> ListSessionsResponse {
    let next_token = next_token.map(str::to_owned);
    ListSessionsResponse { sessions: vec![session.to_owned()], next_token }
}

#[test]
fn a_closure_answers_an_operation() {
    let mock = by_closure(Mock::new());
    let client = Client::new(mock.clone());
    let items = iter(client.list_sessions_pages(request()).limit(7).items());
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), ["a", "b"]);
    let asked = |token: Option<&str>| ListSessionsRequest {
        next_token: token.map(str::to_owned),
        max_results: Some(7),
    };
    assert_eq!(mock.inputs::<ListSessions>(), [asked(None), asked(Some("1"))]);
    assert!(mock.inputs::<ListSessions>().is_empty() && mock.requests().is_empty());

    let error = wait(client.list_sessions(asked(Some("2")))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status().map(|it| it.as_u16()), Some(403));
    let documented = SessionError::AccessDenied(AccessDenied { reason: Some("no".into()) });
    assert_eq!(error.service(), Some(&documented));

    let waiter = client.session_ended(request(), |_| ready(()));
    assert_eq!(wait(waiter.until(until_the_last)).unwrap_err().kind(), ErrorKind::Timeout);
}

#[test]
fn a_closure_may_count_and_call_and_be_behind_other_transports() {
    let mock = Mock::new().answer(200, "raw");
    let inner = Client::new(mock.clone());
    let mut count = 0;
    let mock = mock.on::<ListSessions>(move |_| {
        count += 1;
        // While it runs the operation has no closure, so this goes the way of requests.
        let raw = (count == 1).then(|| wait(inner.list_sessions(request())).unwrap());
        let first = raw.map_or_else(|| count.to_string(), |raw| raw.sessions[0].clone());
        Ok(page(&first, None))
    });
    let client = Client::new(AnyTransport::new(mock.clone()));
    let ask = || wait(client.list_sessions(request())).unwrap().sessions;
    assert_eq!([ask(), ask(), ask()], [["raw"], ["2"], ["3"]]);
    assert_eq!((mock.inputs::<ListSessions>().len(), mock.requests().len()), (3, 1));
}

/// The same over the wire, of a service that speaks JSON.
#[test]
fn what_a_closure_answers_may_go_over_the_wire() {
    let mock = Mock::new().serve::<Spoken>(|input| match input.next_token.as_deref() {
        None => Ok(page("a", Some("1"))),
        Some("x") => Err(Failure::new(ErrorKind::Service).with_code("Other").into()),
        Some(_) => {
            let reason = AccessDenied { reason: Some("no".into()) };
            Err(documented(SessionError::AccessDenied(reason)))
        }
    });
    let client = doc_bindgen_runtime::Client::new(mock.clone(), Default::default());
    let ask = |token: Option<&str>| {
        let next_token = token.map(str::to_owned);
        wait(client.call::<Spoken>(&ListSessionsRequest { next_token, ..request() }))
    };
    assert_eq!(ask(None).unwrap(), page("a", Some("1")));
    let error = ask(Some("1")).unwrap_err();
    assert_eq!(
        (error.code(), error.status().map(|it| it.as_u16())),
        (Some("AccessDeniedException"), Some(403))
    );
    let reason = AccessDenied { reason: Some("no".into()) };
    assert_eq!(error.service(), Some(&SessionError::AccessDenied(reason)));
    let error = ask(Some("x")).unwrap_err();
    assert_eq!((error.code(), error.service()), (Some("Other"), None));

    let requests = mock.requests();
    let bodies: Vec<_> =
        requests.iter().map(|it| it.body().as_bytes().map(|it| it.to_vec()).unwrap()).collect();
    assert_eq!(bodies, [&b"{}"[..], br#"{"next_token":"1"}"#, br#"{"next_token":"x"}"#]);
    assert_eq!(mock.inputs::<Spoken>().len(), 3);
}

fn until_the_last(result: &OperationResult<ListSessions>) -> ControlFlow<()> {
    match result {
        Ok(output) if output.next_token.is_some() => ControlFlow::Continue(()),
        Err(error) if error.code() == Some("NotThere") => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    }
}

#[test]
fn a_waiter_gives_the_result_that_ended_it() {
    let slept = RefCell::new(Vec::new());
    let sleep = |duration| {
        slept.borrow_mut().push(duration);
        ready(())
    };
    let mock = Mock::new().answer(404, "NotThere: no").answer(200, "a 1").answer(200, "b");
    let waiter = Client::new(mock).session_ended(request(), sleep);
    let output = wait(waiter.until(until_the_last)).unwrap();
    assert_eq!(output.sessions, ["b"]);
    assert_eq!(*slept.borrow(), [Duration::from_secs(30); 2]);

    let mock = Mock::new().answer(403, "AccessDenied: no");
    let waiter = Client::new(mock).session_ended(request(), sleep);
    assert_eq!(wait(waiter.until(until_the_last)).unwrap_err().code(), Some("AccessDenied"));
}

#[test]
fn a_waiter_gives_up() {
    let not_there = |mock: Mock, _| mock.answer(404, "NotThere: no");
    let client = Client::new((0..9).fold(Mock::new(), not_there));
    let waiter = client.session_ended(request(), blocking::sleep).delay(Duration::ZERO);
    let error = wait(waiter.until(until_the_last)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.to_string(), "SessionEnded has not come to hold in 3 attempts");
    assert_eq!(error.source().unwrap().to_string(), "NotThere: no");

    let waiter = client.session_ended(request(), blocking::sleep).delay(Duration::ZERO);
    let waiter = waiter.max_attempts(5).until(until_the_last);
    assert_eq!(
        wait(waiter).unwrap_err().to_string(),
        "SessionEnded has not come to hold in 5 attempts"
    );
}

/// A waiter whose condition is stated.
const GONE: WaiterFacts = WaiterFacts {
    name: "SessionGone",
    delay: Duration::ZERO,
    max_attempts: 4,
    acceptors: &[
        acceptor(AcceptorState::Success, Matcher::PathAll, "sessions", "gone"),
        acceptor(AcceptorState::Success, Matcher::Error, "", "AccessDenied"),
        acceptor(AcceptorState::Failure, Matcher::PathAny, "sessions[]", "stuck"),
        acceptor(AcceptorState::Failure, Matcher::Path, "next_token == 'x'", "true"),
        acceptor(AcceptorState::Retry, Matcher::Status, "", "404"),
    ],
};

const fn acceptor(
    state: AcceptorState,
    matcher: Matcher,
    argument: &'static str,
    expected: &'static str,
) -> Acceptor {
    Acceptor { state, matcher, argument, expected }
}

#[test]
fn a_waiter_waits_by_itself_where_its_condition_is_stated() {
    let of = |answers: &[(u16, &'static str)]| {
        let answer = |mock: Mock, (status, body): &(u16, &'static str)| mock.answer(*status, *body);
        let mock = answers.iter().fold(Mock::new(), answer);
        let client = doc_bindgen_runtime::Client::new(mock.clone(), Default::default());
        let waiter = client.wait::<ListSessions, _>(&GONE, request(), blocking::sleep);
        let result = wait(waiter.into_future());
        assert_eq!(mock.answers_left(), 0, "{answers:?}");
        result
    };
    let output = of(&[(200, "a"), (404, "NotThere: no"), (200, "gone")]).unwrap();
    assert_eq!(output.map(|output| output.sessions), Some(vec!["gone".to_owned()]));
    assert_eq!(of(&[(200, "a"), (403, "AccessDenied: no")]).unwrap(), None);

    for (answer, why) in
        [("stuck", "one of `sessions[]` is stuck"), ("a x", "`next_token == 'x'` is true")]
    {
        let error = of(&[(200, "a"), (200, answer)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Hopeless);
        assert_eq!(error.to_string(), format!("SessionGone will not come to hold: {why}"));
    }
    // Of another error no acceptor speaks, so it is what comes of it.
    let error = of(&[(200, "a"), (500, "Overheated: hot")]).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("Overheated")));
    assert_eq!(of(&[(200, "a"); 4]).unwrap_err().kind(), ErrorKind::Timeout);
}

#[test]
fn a_waiter_of_which_nobody_says_what_it_waits_for_says_so() {
    let mock = Mock::new();
    let waiter = Client::new(mock.clone()).session_ended(request(), blocking::sleep);
    let error = wait(waiter.into_future()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(error.to_string().contains("say it with `until`"), "{error}");
    assert!(mock.requests().is_empty());
}

#[test]
fn any_transport_does() {
    let client: Client<AnyTransport> =
        Client::new(AnyTransport::new(Mock::new().answer(200, "a").answer(200, "b")));
    assert_eq!(wait(client.list_sessions(request())).unwrap().sessions, ["a"]);
    let blocking = Blocking(|_| Ok(Response::new("c".into())));
    assert_eq!(wait(Client::new(blocking).list_sessions(request())).unwrap().sessions, ["c"]);
}

/// What is spawned on a runtime with threads must be `Send`, and own what it needs.
#[test]
fn calls_pages_and_waiters_can_be_spawned() {
    fn spawnable<F: Future + Send + 'static>(_: F) {}
    fn sleep(_: Duration) -> std::future::Ready<()> {
        ready(())
    }
    fn all<T: Transport<Future: Send + 'static> + Send + Sync + 'static>(client: &Client<T>) {
        spawnable(client.list_sessions(request()));
        let mut items = client.list_sessions_pages(request()).items();
        spawnable(async move { while let Some(Ok(_)) = items.next().await {} });
        spawnable(client.session_ended(request(), sleep).until(until_the_last));
        spawnable(client.session_ended(request(), sleep).into_future());
    }
    all(&Client::new(Mock::new()));
    all(&Client::new(AnyTransport::new(Mock::new())));
}

#[test]
fn a_request_knows_its_operation_and_no_two_calls_have_one_token() {
    let client = doc_bindgen_runtime::Client::new(Mock::new(), Default::default());
    let context = client.request_context();
    let sent = ListSessions::request(&request(), &context).unwrap();
    let facts: Option<&&'static OperationFacts> = sent.extensions().get();
    assert_eq!(facts.map(|facts| facts.name), Some("ListSessions"));
    let token = || context.token.map(|token| token());
    assert!(token().is_some_and(|token| token.len() == 36) && token() != token());
}

#[test]
fn an_operation_without_a_protocol_says_so() {
    const SERVICE: ServiceFacts = ServiceFacts { id: "lonely", ..ServiceFacts::NONE };
    struct Lonely;
    impl Operation for Lonely {
        type Input = ();
        type Output = ();
        type Error = SessionError;
        const FACTS: &'static OperationFacts =
            &OperationFacts { name: "Lonely", service: &SERVICE, ..OperationFacts::NONE };
    }
    let client = doc_bindgen_runtime::Client::new(Mock::new(), Default::default());
    let error = wait(client.call::<Lonely>(&())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Lonely: the spec of lonely does not state the protocol that it speaks (`protocol.name`); add it \
         there or in an overlay, and make the bindings anew"
    );
}
