//! What `rest-json`, `rest-xml` and Huawei Cloud have in common: members stand in the path, the query,
//! headers and the body.

mod body;
mod format;
mod headers;
mod read;
mod target;

use http::header::HeaderMap;
use http::{Method, Request, Response};

use super::answer::{Answer, Told};
use super::input::{Field, Input};
use super::{Errors, RequestContext};
use crate::facts::OperationFacts;
use crate::value::{Value, View};
use crate::{ByteStream, Failure};

use body::body;
pub(super) use format::Format;
pub(super) use headers::headers;
pub(super) use read::{error, output};
use target::target;

/// The request that asks for an operation.
pub(super) fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
    format: &Format,
) -> Result<Request<ByteStream>, Failure> {
    let http =
        facts.http.ok_or_else(|| Failure::unstated(facts, "its method and path (`http`)"))?;
    let input = Input::new(input, facts.service.wire_case, context);
    let mut headers = HeaderMap::new();
    let target = target(facts, &http, &input)?;
    self::headers(facts, &input, &mut headers)?;
    let body = body(facts, &input, format, &mut headers)?;
    let method = Method::from_bytes(http.method.as_bytes()).map_err(|e| {
        Failure::unwritable(format!("`{}` is no method", http.method)).with_source(e)
    })?;
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = target.uri(facts, &input, context)?;
    *request.headers_mut() = headers;
    Ok(request)
}

/// The response that holds an output.
pub(super) fn reply(
    facts: &'static OperationFacts,
    output: &Input<'_>,
    format: &Format,
) -> Result<Response<ByteStream>, Failure> {
    let mut headers = HeaderMap::new();
    self::headers(facts, output, &mut headers)?;
    // A member that is the whole body and unset is no body.
    let is_unset = |field: Field<'_>| matches!(field.value.view(), View::Unset);
    let body = match output.payload().is_some_and(is_unset) {
        true => ByteStream::default(),
        false => body(facts, output, format, &mut headers)?,
    };
    let mut response = Response::new(body);
    *response.headers_mut() = headers;
    Ok(response)
}

/// Reads a response: the output, or the failure that `told` tells of.
pub(super) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
    format: &Format,
    told: fn(&OperationFacts, &Answer) -> Told,
) -> Result<(), Failure> {
    if response.status().is_success() {
        return self::output(facts, response, output, format);
    }
    let answer = Answer::new(response);
    let told = told(facts, &answer);
    Err(answer.failure(facts, told, errors, &mut |error| {
        self::error(facts, &answer, error, format);
    }))
}
