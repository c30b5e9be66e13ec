//! `rest-json`: JSON in the body; path, query and headers hold the rest.

use http::{Request, Response};

use super::answer::{self, Answer, Told};
use super::input::{Field, Input};
use super::json::{self, Writer};
use super::rest::{self, Format};
use super::{Errors, RequestContext, events};
use crate::facts::OperationFacts;
use crate::value::Value;
use crate::wire::Wire;
use crate::{BoxError, ByteStream, Document, Failure};

pub(super) const FORMAT: Format = Format {
    content_type: "application/json",
    fields,
    payload,
    empty: b"{}",
    read,
    events: &events::JSON,
};

pub(super) fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    rest::request(facts, input, context, &FORMAT)
}

pub(super) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    let told =
        |facts: &OperationFacts, answer: &Answer| told(answer).query_compatible(facts, answer);
    rest::response(facts, response, output, errors, &FORMAT, told)
}

fn fields(facts: &OperationFacts, input: &Input<'_>) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer::new(facts.service.wire_case);
    writer.fields(input.body());
    writer.finish()
}

fn payload(facts: &OperationFacts, field: &Field<'_>) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer::new(facts.service.wire_case);
    writer.value(field.value, &field.wire);
    writer.finish()
}

fn read(
    facts: &OperationFacts,
    body: &[u8],
    value: &mut dyn Value,
    wire: &Wire,
) -> Result<(), BoxError> {
    Ok(json::read(body, value, wire, facts.service.wire_case)?)
}

/// What an error in JSON tells: its code stands in a header or in the body.
pub(super) fn told(answer: &Answer) -> Told {
    let body = json::document(&answer.body).unwrap_or_default();
    let text = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| body.get(name));
        values.find_map(Document::as_str).map(str::to_owned)
    };
    let header = answer.header("x-amzn-errortype").map(str::to_owned);
    let found = header.or_else(|| text(&["__type", "code", "Code", "errorCode", "error_code"]));
    Told {
        name: None,
        code: found.map(|found| answer::code(&found)).filter(|code| !code.is_empty()),
        message: text(&["message", "Message", "errorMessage", "error_msg"]),
        request_id: None,
    }
}
