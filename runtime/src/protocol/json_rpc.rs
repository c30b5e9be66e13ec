//! `json-1.0` and `json-1.1`: JSON in the body, the operation in a header.

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, Request, Response};

use super::address::Target;
use super::answer::Answer;
use super::input::Input;
use super::json::{self, Writer};
use super::{Errors, RequestContext, events, rest_json};
use crate::facts::{OperationFacts, Streamed};
use crate::value::Value;
use crate::wire::Wire;
use crate::{ByteStream, Failure};

pub(super) fn request_1_0(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    request(facts, input, context, HeaderValue::from_static("application/x-amz-json-1.0"))
}

pub(super) fn request_1_1(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    request(facts, input, context, HeaderValue::from_static("application/x-amz-json-1.1"))
}

fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
    content_type: HeaderValue,
) -> Result<Request<ByteStream>, Failure> {
    const TARGET: HeaderName = HeaderName::from_static("x-amz-target");
    const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

    let service = facts.service;
    let prefix = service.target_prefix.ok_or_else(|| {
        Failure::unstated(facts, "the prefix of `X-Amz-Target` (`target_prefix`)")
    })?;
    let target = HeaderValue::try_from(format!("{prefix}.{}", facts.name)).map_err(|e| {
        Failure::unwritable(format!("{prefix:?} is no prefix of `X-Amz-Target`")).with_source(e)
    })?;
    let input = Input::new(input, service.wire_case, context);
    let (parts, body) = written(facts, &input, "initial-request", content_type)?.into_parts();
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Target::new("/").uri(facts, &input, context)?;
    let headers = request.headers_mut();
    headers.insert(TARGET, target);
    headers.extend(parts.headers);
    if service.query_compatible {
        headers.insert(QUERY_MODE, HeaderValue::from_static("true"));
    }
    Ok(request)
}

/// The members as a body, and its type. Events come after a first frame of that name, which holds the
/// other members.
pub(super) fn written(
    facts: &'static OperationFacts,
    input: &Input<'_>,
    first: &str,
    content_type: HeaderValue,
) -> Result<Response<ByteStream>, Failure> {
    let mut writer = Writer::new(facts.service.wire_case);
    writer.fields(input.fields_beside_events())?;
    let members = (first, writer.finish());
    let (body, content_type) = events::body(facts, input, members, &events::JSON, content_type)?;
    let mut written = Response::new(body);
    written.headers_mut().insert(CONTENT_TYPE, content_type);
    Ok(written)
}

/// The body that tells of an error: its members, its code, and the message that is none of them.
pub(super) fn refused(
    error: &Input<'_>,
    code: &str,
    message: Option<&str>,
    names: [&str; 2],
) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer::new(error.case());
    writer.fields(error.body())?;
    let mut body = writer.finish();
    for (name, text) in names.into_iter().zip([Some(code), message]) {
        let Some(text) = text else { continue };
        body.pop();
        if body.len() > 1 {
            body.push(b',');
        }
        let text = crate::Document::from(text);
        body.extend_from_slice(format!("\"{name}\":{text}}}").as_bytes());
    }
    Ok(body)
}

pub(super) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    let case = facts.service.wire_case;
    if response.status().is_success() {
        if facts.output_stream == Some(Streamed::Events) {
            return events::attach(facts, output, response, &events::JSON);
        }
        let answer = Answer::new(response);
        return json::read(&answer.body, output, &Wire::NONE, case)
            .map_err(|e| answer.strange(format_args!("{}: {e}", facts.name)));
    }
    let answer = Answer::new(response);
    let told = rest_json::told(&answer).query_compatible(facts, &answer);
    Err(answer.failure(facts, told, errors, &mut |error| {
        // What cannot be read stays blank: the error is known by its code.
        let _ = json::read(&answer.body, error, &Wire::NONE, case);
    }))
}
