//! A transport without a network, and values made up, for tests and examples.

mod closures;
mod wire;

use std::any::{Any, TypeId};
use std::collections::VecDeque;
use std::fmt;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{Request, Response, StatusCode};

pub use self::closures::documented;
use self::closures::{Answered, Closures, Written};
pub use self::wire::{answer, in_response, in_response_by, through, through_by};
use crate::facts::OperationFacts;
pub use crate::value::{arbitrary, fill_ordinarily, ordinary};
use crate::{BoxError, ByteStream, Operation, OperationResult, Transport};

/// A transport that gives the answers it was made with, one after the other, and keeps the
/// requests. A clone is the same transport, so a test can keep one and look.
///
/// ```
/// # mod service { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/mod.rs")); }
/// # use service::{Client, ListSessionsRequest};
/// use doc_bindgen_runtime::blocking::wait;
/// use doc_bindgen_runtime::testing::Mock;
///
/// let mock = Mock::new().answer(200, "session-1 session-2").answer(403, "AccessDenied: no");
/// let client = Client::new(mock.clone());
///
/// let output = wait(client.list_sessions(ListSessionsRequest::default())).unwrap();
/// assert_eq!(output.sessions, ["session-1"]);
///
/// let error = wait(client.list_sessions(ListSessionsRequest::default())).unwrap_err();
/// assert_eq!(error.to_string(), "AccessDenied: no");
///
/// assert_eq!(mock.requests()[0].uri().path(), "/sessions");
/// ```
///
/// An operation may be answered by a closure instead, from its input to its output or error. Then
/// nothing is written or read, so it works whatever protocol the service speaks, and where its pages
/// do not tell how a request stands in HTTP. Pages and waiters call it as they call any.
///
/// ```
/// # mod service { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/mod.rs")); }
/// # use service::{AccessDenied, Client, ListSessions, ListSessionsRequest, ListSessionsResponse, SessionError};
/// use doc_bindgen_runtime::blocking::wait;
/// use doc_bindgen_runtime::testing::{Mock, documented};
///
/// let mock = Mock::new().on::<ListSessions>(|input| match input.max_results {
///     Some(0) => Err(documented(SessionError::AccessDenied(AccessDenied { reason: Some("no".into()) }))),
///     _ => Ok(ListSessionsResponse { sessions: vec!["a".into()], next_token: None }),
/// });
/// let client = Client::new(mock.clone());
/// assert_eq!(wait(client.list_sessions(ListSessionsRequest::default())).unwrap().sessions, ["a"]);
///
/// let none = ListSessionsRequest { max_results: Some(0), ..Default::default() };
/// let error = wait(client.list_sessions(none.clone())).unwrap_err();
/// assert_eq!(error.code(), Some("AccessDeniedException"));
///
/// assert_eq!(mock.inputs::<ListSessions>(), [ListSessionsRequest::default(), none]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// What closures answered whose requests are yet to come, by operation.
    written: VecDeque<Written>,
    answers: VecDeque<Result<Response<ByteStream>, BoxError>>,
    requests: Vec<Request<ByteStream>>,
    closures: Closures,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("answers", &self.answers)
            .field("requests", &self.requests)
            .finish_non_exhaustive()
    }
}

impl Mock {
    /// A transport without an answer.
    pub fn new() -> Self {
        Mock::default()
    }

    /// Adds an answer of that status and body. A status that HTTP does not have is 500.
    pub fn answer(self, status: u16, body: impl Into<ByteStream>) -> Self {
        let mut response = Response::new(body.into());
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.response(response)
    }

    /// Adds an answer.
    pub fn response(self, response: Response<ByteStream>) -> Self {
        self.state().answers.push_back(Ok(response));
        self
    }

    /// Adds a failure.
    pub fn failure(self, error: impl Into<BoxError>) -> Self {
        self.state().answers.push_back(Err(error.into()));
        self
    }

    /// Answers every call of an operation by a closure. Of two for one operation the later counts.
    pub fn on<O>(self, answer: impl FnMut(&O::Input) -> OperationResult<O> + Send + 'static) -> Self
    where
        O: Operation<Input: Send>,
    {
        self.state().closures.insert::<O>(false, answer);
        self
    }

    /// The same over the wire: the request is made and kept, and what the closure gives is written as the
    /// service would write it, by the protocol that it speaks, and read. Such an answer goes before those
    /// that the transport was made with.
    pub fn serve<O>(
        self,
        answer: impl FnMut(&O::Input) -> OperationResult<O> + Send + 'static,
    ) -> Self
    where
        O: Operation<Input: Send>,
    {
        self.state().closures.insert::<O>(true, answer);
        self
    }

    /// The inputs so far of an operation that a closure answers, and forgets them.
    pub fn inputs<O: Operation>(&self) -> Vec<O::Input> {
        self.state().closures.inputs::<O>()
    }

    /// The requests so far, and forgets them.
    pub fn requests(&self) -> Vec<Request<ByteStream>> {
        std::mem::take(&mut self.state().requests)
    }

    /// The number of answers that are left.
    pub fn answers_left(&self) -> usize {
        self.state().answers.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Mock {
    type Future = Ready<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        let mut state = self.state();
        let facts = request.extensions().get::<&'static OperationFacts>().copied();
        state.requests.push(request);
        let is_written = |written: &Written| Some(written.0) == facts;
        if let Some(place) = state.written.iter().position(is_written)
            && let Some((_, written)) = state.written.remove(place)
        {
            return ready(written);
        }
        let operation = facts.map(|facts| facts.name);
        ready(state.answers.pop_front().unwrap_or_else(|| match operation {
            Some(name) => Err(format!("no answer is left for {name}").into()),
            None => Err("no answer is left".into()),
        }))
    }

    fn reply(&self, operation: TypeId, input: &dyn Any) -> Option<Box<dyn Any>> {
        // A closure may itself call, so nothing is locked while it runs.
        let mut answering = self.state().closures.take(operation, input)?;
        let reply = answering.answer(input);
        let mut state = self.state();
        state.closures.put_back(operation, answering);
        match reply? {
            Answered::Typed(result) => Some(result),
            Answered::Written(written) => {
                state.written.push_back(written);
                None
            }
        }
    }
}
