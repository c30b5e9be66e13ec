//! How values become requests, and responses values: one file and one row a protocol.
//!
//! A [`Protocol`] is two functions over `&dyn Value`. Emitted code names the one that its service
//! speaks ([`ServiceFacts::protocol`]), so one that nobody names is not linked.
//!
//! Nothing here knows the types of a service. What a protocol goes by is told in [`crate::wire`].

// What several protocols share is not used by each of them.
#![cfg_attr(not(all(feature = "json", feature = "xml", feature = "cbor")), allow(dead_code))]

mod address;
mod answer;
#[cfg(feature = "cbor")]
mod cbor;
pub(crate) mod events;
#[cfg(feature = "xml")]
mod form;
pub(crate) mod frame;
#[cfg(feature = "json")]
mod huaweicloud;
mod input;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "json")]
mod json_rpc;
#[cfg(feature = "xml")]
mod query;
pub(crate) mod reply;
mod rest;
#[cfg(feature = "json")]
mod rest_json;
#[cfg(feature = "xml")]
mod rest_xml;
#[cfg(any(feature = "json", feature = "cbor"))]
mod rpc;
#[cfg(feature = "cbor")]
mod rpc_v2_cbor;
mod text;
#[cfg(feature = "xml")]
mod xml;

use std::fmt;

use http::{Request, Response};

use crate::facts::{ErrorFacts, OperationFacts, ServiceFacts, Streamed};
#[cfg(feature = "sign")]
use crate::sending::{self, Rules};
use crate::value::Slot;
use crate::{ByteStream, Endpoint, Failure, ServiceError, Value, missing};

/// A way in which operations stand in HTTP.
pub struct Protocol {
    /// The word for it in a spec: `rest-json`.
    pub name: &'static str,
    /// Makes the request that asks for an operation.
    pub request: MakeRequest,
    /// Reads a response.
    pub response: ReadResponse,
    /// What its requests are signed by.
    #[cfg(feature = "sign")]
    pub(crate) sending: &'static Rules,
}

impl Protocol {
    /// A protocol whose requests are signed as those of AWS are.
    pub const fn new(name: &'static str, request: MakeRequest, response: ReadResponse) -> Self {
        Protocol {
            name,
            request,
            response,
            #[cfg(feature = "sign")]
            sending: &sending::AWS,
        }
    }
}

/// Makes the request that asks for an operation. The input is the operation's, or `()`.
pub type MakeRequest = fn(
    &'static OperationFacts,
    &dyn Value,
    &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure>;

/// Reads a response into the operation's output, which is blank. Its body is whole, unless
/// [`OperationFacts::output_stream`] says otherwise.
///
/// A response that tells of an error gives the failure, and in the last argument the error itself
/// if the service documents it.
pub type ReadResponse = fn(
    &'static OperationFacts,
    Response<ByteStream>,
    &mut dyn Value,
    &mut dyn Errors,
) -> Result<(), Failure>;

/// What a request is made with, beside the operation and its input.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct RequestContext<'a> {
    /// Where the service is reached.
    pub endpoint: &'a Endpoint,
    /// Gives the idempotency token of the call, which no other call has. Without it a member that
    /// the caller has not set stays unset.
    pub token: Option<&'a dyn Fn() -> String>,
    /// What stands in the path for a `project_id` of Huawei Cloud that the caller has left empty.
    pub project_id: Option<&'a str>,
}

impl<'a> RequestContext<'a> {
    /// A request to that endpoint.
    pub fn new(endpoint: &'a Endpoint) -> Self {
        RequestContext { endpoint, token: None, project_id: None }
    }

    /// With what gives the idempotency token of the call.
    pub fn with_token(self, token: &'a dyn Fn() -> String) -> Self {
        RequestContext { token: Some(token), ..self }
    }

    /// With the project that is meant where the caller names none.
    pub fn with_project_id(self, id: &'a str) -> Self {
        RequestContext { project_id: Some(id), ..self }
    }
}

/// The error that a response tells of, to be read: none, until it is made blank.
pub trait Errors {
    /// The errors that the service documents.
    fn facts(&self) -> &'static [ErrorFacts];

    /// Becomes the error at that place of [`facts`](Errors::facts), of which nothing is set.
    fn blank(&mut self, index: usize) -> Option<&mut dyn Value>;

    /// Becomes the error with that code, of which nothing is set; `None` if the service documents
    /// none. The code may be without the `Exception` or `Fault` that the name ends in.
    fn blank_of(&mut self, code: &str) -> Option<&mut dyn Value> {
        let index = ErrorFacts::find(self.facts(), code)?;
        self.blank(index)
    }
}

impl<E: ServiceError> Errors for Option<E> {
    fn facts(&self) -> &'static [ErrorFacts] {
        E::ERRORS
    }

    fn blank(&mut self, index: usize) -> Option<&mut dyn Value> {
        *self = E::blank(index);
        self.as_mut().map(E::value_mut)
    }
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Two are the same if they have the same name.
impl PartialEq for Protocol {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Protocol {}

impl fmt::Debug for RequestContext<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let context = &mut f.debug_struct("RequestContext");
        context.field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// The protocols, each a constant, so that what is not named is not linked.
macro_rules! protocols {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $feature:literal, $module:ident::{
        $request:ident, $response:ident
    }, $rules:ident;)+) => {$(
        $(#[$doc])*
        #[cfg(feature = $feature)]
        pub const $constant: &Protocol = &Protocol {
            #[cfg(feature = "sign")]
            sending: &sending::$rules,
            ..Protocol::new($name, $module::$request, $module::$response)
        };

        $(#[$doc])*
        #[cfg(not(feature = $feature))]
        pub const $constant: &Protocol = &Protocol::new(
            $name,
            |facts, _, _| Err(left_out(facts, $feature)),
            |facts, _, _, _| Err(left_out(facts, $feature)),
        );
    )+};
}

protocols! {
    /// JSON in the body; path, query and headers hold the rest.
    REST_JSON = "rest-json", "json", rest_json::{request, response}, AWS;
    /// JSON in the body, the operation in a header.
    JSON_1_0 = "json-1.0", "json", json_rpc::{request_1_0, response}, AWS;
    /// JSON in the body, the operation in a header.
    JSON_1_1 = "json-1.1", "json", json_rpc::{request_1_1, response}, AWS;
    /// CBOR in the body, the operation in the path.
    RPC_V2_CBOR = "rpc-v2-cbor", "cbor", rpc_v2_cbor::{request, response}, AWS;
    /// A form in the request, XML in the response.
    QUERY = "query", "xml", query::{request, response}, AWS;
    /// A form in the request, XML in the response, as EC2 has them.
    EC2 = "ec2", "xml", query::{request_ec2, response_ec2}, AWS;
    /// XML in the body; path, query and headers hold the rest.
    REST_XML = "rest-xml", "xml", rest_xml::{request, response}, S3;
    /// Huawei Cloud's: JSON in the body; path, query and headers hold the rest.
    HUAWEICLOUD = "huaweicloud", "json", huaweicloud::{request, response}, HUAWEICLOUD;
}

/// The protocol was left out when the runtime was compiled.
#[cfg(not(all(feature = "json", feature = "xml", feature = "cbor")))]
fn left_out(facts: &OperationFacts, feature: &str) -> Failure {
    Failure::unwritable(format!(
        "{}: its protocol is behind the feature `{feature}` of doc-bindgen-runtime, which is off",
        facts.name,
    ))
}

/// The request that asks for an operation, with its facts in the extensions.
pub(crate) fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    if let Some(member) = missing(input) {
        return Err(Failure::lacks(facts, &member, "requests require it"));
    }
    let mut request = (spoken(facts)?.request)(facts, input, context)?;
    request.extensions_mut().insert(facts);
    // Who signs it has to know how.
    if facts.input_stream == Some(Streamed::Events)
        && let Some(machinery) = events::of_input(input)
    {
        request.extensions_mut().insert(machinery);
    }
    Ok(request)
}

/// Reads a response.
pub(crate) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    (spoken(facts)?.response)(facts, response, output, errors)
}

fn spoken(facts: &'static OperationFacts) -> Result<&'static Protocol, Failure> {
    let ServiceFacts { protocol, .. } = facts.service;
    protocol.ok_or_else(|| Failure::no_protocol(facts))
}

/// The structure that a value is or holds; what holds none is as good as one without members.
pub(crate) fn record(value: &mut dyn Value) -> &mut dyn Value {
    // Asked twice, as what is lent in one arm of a match is lent in all of them.
    if !matches!(value.slot(), Slot::Inner(_)) {
        return value;
    }
    match value.slot() {
        Slot::Inner(inner) => inner,
        _ => Box::leak(Box::new(())),
    }
}
