//! A transport without a network, and values made up, for tests and examples.

use std::collections::VecDeque;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{Request, Response, StatusCode};

pub use crate::value::arbitrary;
use crate::{BoxError, ByteStream, Transport};

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
#[derive(Clone, Debug, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answers: VecDeque<Result<Response<ByteStream>, BoxError>>,
    requests: Vec<Request<ByteStream>>,
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
        state.requests.push(request);
        ready(state.answers.pop_front().unwrap_or_else(|| Err("no answer is left".into())))
    }
}
