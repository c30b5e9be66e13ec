// A service of one operation, written as emitted code is, over a protocol of three lines. The
// tests call it, and so do the examples in the documentation of the package.

use std::time::Duration;

use doc_bindgen_runtime as rt;
use rt::facts::{ErrorFacts, HttpFacts, OperationFacts, ServiceFacts, WaiterFacts};
use rt::http::{Request, Response};
use rt::protocol::{Errors, Protocol, RequestContext};
use rt::{
    ByteStream, Call, Endpoint, ErrorKind, Failure, Listing, Operation, Pages, Paginated,
    ServiceError, Shape, Sleep, Slot, Transport, Value, View, Wait,
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

pub const SERVICE: ServiceFacts = ServiceFacts {
    provider: "aws",
    id: "workspaces-web",
    protocol: Some(WORDS),
    ..ServiceFacts::NONE
};

const SESSION_ENDED: WaiterFacts = WaiterFacts {
    name: "SessionEnded",
    delay: Duration::from_secs(30),
    max_attempts: 3,
    acceptors: &[],
};

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

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccessDenied {
    pub reason: Option<String>,
}

/// Where the members of a structure are.
macro_rules! value {
    ($name:ident { $($index:pat => $member:ident,)+ }) => {
        impl Value for $name {
            fn blank() -> Self {
                Self::default()
            }

            fn shape(&self) -> &'static Shape {
                const MEMBERS: &[&str] = &[$(stringify!($member)),+];
                &Shape { name: stringify!($name), members: MEMBERS, ..Shape::EMPTY }
            }

            fn member(&self, index: usize) -> &dyn Value {
                match index {
                    $($index => &self.$member,)+
                }
            }

            fn member_mut(&mut self, index: usize) -> &mut dyn Value {
                match index {
                    $($index => &mut self.$member,)+
                }
            }
        }
    };
}

value!(ListSessionsRequest { 0 => next_token, _ => max_results, });
value!(ListSessionsResponse { 0 => sessions, _ => next_token, });
value!(AccessDenied { _ => reason, });

#[derive(Debug, PartialEq)]
pub enum SessionError {
    AccessDenied(AccessDenied),
}

impl ServiceError for SessionError {
    const ERRORS: &'static [ErrorFacts] =
        &[ErrorFacts { name: "AccessDeniedException", status: 403, ..ErrorFacts::NONE }];

    fn blank(index: usize) -> Option<Self> {
        (index == 0).then(|| SessionError::AccessDenied(AccessDenied::default()))
    }

    fn value(&self) -> &dyn Value {
        let SessionError::AccessDenied(error) = self;
        error
    }

    fn value_mut(&mut self) -> &mut dyn Value {
        let SessionError::AccessDenied(error) = self;
        error
    }
}

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
}

/// The same operation of a service that speaks JSON.
#[derive(Debug)]
pub struct Spoken;

impl Operation for Spoken {
    type Input = ListSessionsRequest;
    type Output = ListSessionsResponse;
    type Error = SessionError;

    const FACTS: &'static OperationFacts = &OperationFacts {
        name: "ListSessions",
        service: &ServiceFacts {
            id: "spoken",
            protocol: Some(rt::protocol::JSON_1_0),
            target_prefix: Some("Spoken"),
            ..ServiceFacts::NONE
        },
        ..OperationFacts::NONE
    };
}

/// The request is a path and a query; a response is a word for each member; an error is
/// `code: message`.
const WORDS: &Protocol = &Protocol::new("words", request, response);

fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    _: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    let pair = |(place, name, _)| match input.member(place).view() {
        View::String(text) => format!("{name}={text}"),
        View::Integer(number) => format!("{name}={number}"),
        _ => format!("{name}="),
    };
    let pairs: Vec<String> = input.shape().members().map(pair).collect();
    let path = facts.http.map(|http| http.path).unwrap_or_default();
    let invalid = |error| Failure::new(ErrorKind::Request).with_source(error);
    let request = Request::get(format!("{path}?{}", pairs.join("&")));
    request.body(ByteStream::default()).map_err(invalid)
}

fn response(
    _: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    let body = response.body().as_bytes().map(|it| &**it).unwrap_or_default();
    let text = String::from_utf8_lossy(body);
    if response.status().is_success() {
        for (place, word) in text.split(' ').enumerate() {
            put(output.member_mut(place), word);
        }
        return Ok(());
    }
    let (code, message) = text.split_once(": ").unwrap_or((&text, ""));
    if let Some(error) = errors.blank_of(code) {
        put(error.member_mut(0), message);
    }
    let failure = Failure::new(ErrorKind::Service).with_status(response.status());
    Err(failure.with_code(code.to_owned()).with_message(message.to_owned()))
}

fn put(value: &mut dyn Value, word: &str) {
    match value.slot() {
        Slot::String(text) => word.clone_into(text),
        Slot::List(list) => put(list.push(), word),
        _ => {}
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
