//! `json-1.0` and `json-1.1`: JSON in the body, the operation in a header.

use http::header::{HeaderName, HeaderValue};
use http::{Request, Response};

use super::input::Input;
use super::json::Writer;
use super::{Errors, RequestContext, events, rest_json, rpc};
use crate::facts::OperationFacts;
use crate::value::Value;
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

    let service = facts.service;
    let prefix = service.target_prefix.ok_or_else(|| {
        Failure::unstated(facts, "the prefix of `X-Amz-Target` (`target_prefix`)")
    })?;
    let target = HeaderValue::try_from(format!("{prefix}.{}", facts.name)).map_err(|e| {
        Failure::unwritable(format!("{prefix:?} is no prefix of `X-Amz-Target`")).with_source(e)
    })?;
    let input = Input::new(input, service.wire_case, context);
    let mut written = written(facts, &input, "initial-request", content_type)?;
    written.headers_mut().insert(TARGET, target);
    rpc::request(facts, &input, context, "/", written)
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
    writer.fields(input.fields_beside_events());
    rpc::written(facts, input, (first, writer.finish()?), &events::JSON, content_type)
}

/// The body that tells of an error: its members, its code, and the message that is none of them.
pub(super) fn refused(
    error: &Input<'_>,
    code: &str,
    message: Option<&str>,
    names: [&str; 2],
) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer::new(error.case());
    writer.fields(error.body());
    let mut body = writer.finish()?;
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
    rpc::response(facts, response, output, errors, &events::JSON, rest_json::told)
}
