// A service of one operation, written as emitted code is, over a protocol of three lines. The
// tests call it, and so do the examples in the documentation of the package.

use std::time::Duration;

use doc_bindgen_runtime as rt;
use rt::facts::{ErrorFacts, HttpFacts, OperationFacts, ServiceFacts, WaiterFacts};
use rt::http::{Request, Response};
use rt::{
    ByteStream, Call, Endpoint, Error, ErrorKind, Failure, Listing, Operation, OperationResult,
    Pages, Paginated, ServiceError, Sleep, Transport, Wait,
};

#[derive(Clone, Debug)]
pub struct Client<T> {
    base: rt::Client<T>,
}

impl<T: Transport> Client<T> {
    pub fn new(transport: T) -> Self {
        Client { base: rt::Client::new(transport, Endpoint::default()) }
    }

    pub fn list_sessions(&self, input: ListSessionsRequest) -> Call<T, ListSessions> {
        self.base.call(&input)
    }

    pub fn list_sessions_pages(&self, input: ListSessionsRequest) -> Pages<T, ListSessions> {
        self.base.pages(input)
    }

    pub fn session_ended<S: Sleep>(
        &self,
        input: ListSessionsRequest,
        sleep: S,
    ) -> Wait<T, ListSessions, S> {
        self.base.wait(&SESSION_ENDED, input, sleep)
    }
}

pub const SERVICE: ServiceFacts =
    ServiceFacts { provider: "aws", id: "workspaces-web", ..ServiceFacts::NONE };

const SESSION_ENDED: WaiterFacts =
    WaiterFacts { name: "SessionEnded", delay: Duration::from_secs(30), max_attempts: 3 };

#[derive(Debug)]
pub struct ListSessions;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListSessionsRequest {
    pub next_token: Option<String>,
    pub max_results: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListSessionsResponse {
    pub sessions: Vec<String>,
    pub next_token: Option<String>,
}

#[derive(Debug, PartialEq)]
pub enum SessionError {
    AccessDenied { reason: String },
}

impl ServiceError for SessionError {
    const ERRORS: &'static [ErrorFacts] = &[ErrorFacts { code: "AccessDenied", status: 403 }];
}

/// The request is a path and a query; a response is sessions and the next page's token; an error
/// is `code: message`.
impl Operation for ListSessions {
    type Input = ListSessionsRequest;
    type Output = ListSessionsResponse;
    type Error = SessionError;

    const FACTS: &'static OperationFacts = &OperationFacts {
        name: "ListSessions",
        service: &SERVICE,
        http: Some(HttpFacts { method: "GET", path: "/sessions", status: 200 }),
        ..OperationFacts::NONE
    };

    fn request(
        input: &ListSessionsRequest,
        _: &Endpoint,
    ) -> Result<Request<ByteStream>, Error<SessionError>> {
        let token = input.next_token.as_deref().unwrap_or_default();
        let limit = input.max_results.unwrap_or_default();
        let uri = format!("/sessions?next_token={token}&max_results={limit}");
        let invalid = |error| Failure::new(ErrorKind::Request).with_source(error);
        Ok(Request::get(uri).body(ByteStream::default()).map_err(invalid)?)
    }

    fn response(response: Response<ByteStream>) -> OperationResult<Self> {
        let body = response.body().as_bytes().map(|it| &**it).unwrap_or_default();
        let text = String::from_utf8_lossy(body);
        if response.status().is_success() {
            let mut words = text.split(' ').map(String::from);
            let sessions = words.next().into_iter().collect();
            return Ok(ListSessionsResponse { sessions, next_token: words.next() });
        }
        let (code, message) = text.split_once(": ").unwrap_or((&text, ""));
        let failure = Failure::new(ErrorKind::Service)
            .with_code(code.to_owned())
            .with_message(message.to_owned())
            .with_status(response.status());
        Err(match code {
            "AccessDenied" => {
                Error::documented(failure, SessionError::AccessDenied { reason: message.into() })
            }
            _ => failure.into(),
        })
    }
}

impl Paginated for ListSessions {
    type Token = Option<String>;

    fn token(output: &ListSessionsResponse) -> Option<String> {
        output.next_token.clone()
    }

    fn set_token(input: &mut ListSessionsRequest, token: Option<String>) {
        input.next_token = token;
    }

    fn set_limit(input: &mut ListSessionsRequest, limit: u32) {
        input.max_results = Some(limit.into());
    }
}

impl Listing for ListSessions {
    type Items = Vec<String>;

    fn items(output: ListSessionsResponse) -> Vec<String> {
        output.sessions
    }
}
