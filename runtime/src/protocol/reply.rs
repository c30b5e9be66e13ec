//! Responses as a service would write them: each protocol backwards, for fakes and tests.

// Without any protocol there is nothing to write.
#![cfg_attr(
    not(any(feature = "json", feature = "xml", feature = "cbor")),
    allow(unreachable_code, unused_mut, unused_variables)
)]

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Response, StatusCode};

use super::input::Input;
use super::{RequestContext, rest, spoken};
use crate::facts::{ErrorFacts, OperationFacts};
use crate::value::{Value, View};
use crate::wire::Location;
use crate::{ByteStream, Endpoint, Failure};

/// The response that an output is read from.
pub(crate) fn output(
    facts: &'static OperationFacts,
    output: &dyn Value,
) -> Result<Response<ByteStream>, Failure> {
    let output = match output.view() {
        View::Inner(inner) => inner,
        _ => output,
    };
    let endpoint = Endpoint::default();
    let input = Input::new(output, facts.service.wire_case, &RequestContext::new(&endpoint));
    let mut written: Response<ByteStream> = match spoken(facts)?.name {
        #[cfg(feature = "json")]
        "json-1.0" | "json-1.1" => {
            let content_type = HeaderValue::from_static("application/x-amz-json-1.1");
            super::json_rpc::written(facts, &input, "initial-response", content_type)?
        }
        #[cfg(feature = "json")]
        "rest-json" | "huaweicloud" => rest::reply(facts, &input, &super::rest_json::FORMAT)?,
        #[cfg(feature = "xml")]
        "rest-xml" => rest::reply(facts, &input, &super::rest_xml::REPLY)?,
        #[cfg(feature = "xml")]
        "query" => xml(super::query::written(facts, &input)?),
        #[cfg(feature = "xml")]
        "ec2" => xml(super::query::written_ec2(facts, &input)?),
        #[cfg(feature = "cbor")]
        "rpc-v2-cbor" => super::rpc_v2_cbor::written(facts, &input, "initial-response")?,
        _ => return Err(Failure::no_protocol(facts)),
    };
    let stated = input.fields().find_map(|field| match field.value.view() {
        View::Integer(status) if field.wire.location == Location::Status => {
            u16::try_from(status).ok()
        }
        _ => None,
    });
    let status = stated.or(facts.http.map(|http| http.status));
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    *written.status_mut() = status.filter(StatusCode::is_success).unwrap_or(StatusCode::OK);
    Ok(written)
}

/// What a response tells of an error.
pub(crate) struct Refusal<'a> {
    pub(crate) code: &'a str,
    pub(crate) message: Option<&'a str>,
    pub(crate) status: Option<StatusCode>,
    /// The error itself, if the service documents it.
    pub(crate) error: Option<(&'a ErrorFacts, &'a dyn Value)>,
}

/// The response that tells of an error.
pub(crate) fn refusal(
    facts: &'static OperationFacts,
    refusal: &Refusal<'_>,
) -> Result<Response<ByteStream>, Failure> {
    let protocol = spoken(facts)?;
    let error = match refusal.error {
        Some((_, error)) => match error.view() {
            View::Inner(inner) => inner,
            _ => error,
        },
        None => &(),
    };
    let endpoint = Endpoint::default();
    let input = Input::new(error, facts.service.wire_case, &RequestContext::new(&endpoint));
    let mut headers = HeaderMap::new();
    rest::headers(facts, &input, &mut headers)?;
    // What stands in the body of an error is written as JSON or XML by hand, so that its code and its
    // message stand among its members.
    let is_message = |name: &str| name.eq_ignore_ascii_case("message");
    let told = !input.fields().any(|field| is_message(field.member));
    let message = refusal.message.filter(|_| told);
    let (body, content_type): (Vec<u8>, &str) = match protocol.name {
        #[cfg(feature = "xml")]
        "rest-xml" | "query" => {
            (super::query::refused(&input, refusal.code, message, false)?, "text/xml")
        }
        #[cfg(feature = "xml")]
        "ec2" => (super::query::refused(&input, refusal.code, message, true)?, "text/xml"),
        #[cfg(feature = "cbor")]
        "rpc-v2-cbor" => {
            (super::rpc_v2_cbor::refused(&input, refusal.code, message)?, "application/cbor")
        }
        #[cfg(feature = "json")]
        "huaweicloud" => {
            let names = ["error_code", "error_msg"];
            (super::json_rpc::refused(&input, refusal.code, message, names)?, "application/json")
        }
        #[cfg(feature = "json")]
        _ => {
            let names = ["__type", "message"];
            (super::json_rpc::refused(&input, refusal.code, message, names)?, "application/json")
        }
        #[cfg(not(feature = "json"))]
        _ => return Err(Failure::no_protocol(facts)),
    };
    let mut response = Response::new(ByteStream::from(body));
    let stated = refusal.error.and_then(|(error, _)| StatusCode::from_u16(error.status).ok());
    *response.status_mut() = refusal.status.or(stated).unwrap_or(StatusCode::BAD_REQUEST);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    if facts.service.query_compatible
        && let Ok(value) = HeaderValue::try_from(format!("{};Sender", refusal.code))
    {
        headers.insert(HeaderName::from_static("x-amzn-query-error"), value);
    }
    *response.headers_mut() = headers;
    Ok(response)
}

#[cfg(feature = "xml")]
fn xml(body: Vec<u8>) -> Response<ByteStream> {
    let mut response = Response::new(ByteStream::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    response
}
