//! What protocols have in common whose members all stand in the body.

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, Request, Response};

use super::address::Target;
use super::answer::{Answer, Told};
use super::input::Input;
use super::{Errors, RequestContext, events};
use crate::facts::{OperationFacts, Streamed};
use crate::value::Value;
use crate::wire::Wire;
use crate::{ByteStream, Failure};

/// The request to a path, with the body and the headers of what is written.
pub(super) fn request(
    facts: &'static OperationFacts,
    input: &Input<'_>,
    context: &RequestContext<'_>,
    path: &str,
    written: Response<ByteStream>,
) -> Result<Request<ByteStream>, Failure> {
    const QUERY_MODE: HeaderName = HeaderName::from_static("x-amzn-query-mode");

    let (parts, body) = written.into_parts();
    let mut request = Request::new(body);
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Target::new(path).uri(facts, input, context)?;
    *request.headers_mut() = parts.headers;
    if facts.service.query_compatible {
        request.headers_mut().insert(QUERY_MODE, HeaderValue::from_static("true"));
    }
    Ok(request)
}

/// The members as a body, and its type. Events come after a first frame of that name, which holds the
/// other members.
pub(super) fn written(
    facts: &'static OperationFacts,
    input: &Input<'_>,
    first: (&str, Vec<u8>),
    format: &'static events::Format,
    content_type: HeaderValue,
) -> Result<Response<ByteStream>, Failure> {
    let (body, content_type) = events::body(facts, input, first, format, content_type)?;
    let mut written = Response::new(body);
    written.headers_mut().insert(CONTENT_TYPE, content_type);
    Ok(written)
}

/// Reads a response: the output, or the failure that `told` tells of.
pub(super) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
    format: &'static events::Format,
    told: fn(&Answer) -> Told,
) -> Result<(), Failure> {
    let success = response.status().is_success();
    if success && facts.output_stream == Some(Streamed::Events) {
        return events::attach(facts, output, response, format);
    }
    let answer = Answer::new(response);
    let read = |value: &mut dyn Value| {
        (format.read)(&answer.body, value, &Wire::NONE, facts.service.wire_case)
    };
    if success {
        return read(output).map_err(|e| answer.strange(format_args!("{}: {e}", facts.name)));
    }
    let told = told(&answer).query_compatible(facts, &answer);
    Err(answer.failure(facts, told, errors, &mut |error| {
        // What cannot be read stays blank: the error is known by its code.
        let _ = read(error);
    }))
}
