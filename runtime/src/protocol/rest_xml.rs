//! `rest-xml`: XML in the body; path, query and headers hold the rest.

use http::{Request, Response};

use super::answer::Answer;
use super::input::{Field, Input};
use super::rest::{self, Format};
use super::xml::{Document, Writer};
use super::{Errors, RequestContext, events, query};
use crate::facts::{OperationFacts, Retry};
use crate::value::{Value, View};
use crate::wire::Wire;
use crate::{BoxError, ByteStream, Failure};

const FORMAT: Format = Format {
    content_type: "application/xml",
    fields,
    payload,
    empty: b"",
    read,
    events: &events::XML,
};

/// How a response is written. Its outermost element is called like no member, as it would be taken for
/// that.
pub(super) const REPLY: Format = Format {
    fields: |facts, output| Writer::element(&format!("{}Response", facts.name), output),
    ..FORMAT
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
    let success = response.status().is_success();
    // S3 tells of some errors when it has already said that all is well.
    let failed_late = success && response.body().as_bytes().is_some_and(|body| is_error(body));
    if success && !failed_late {
        return rest::output(facts, response, output, &FORMAT);
    }
    let answer = Answer::new(response);
    let told = query::told(&answer);
    let failure = answer.failure(facts, told, errors, &mut |error| {
        rest::error(facts, &answer, error, &ERROR_FORMAT);
    });
    Err(if failed_late { failure.with_retry(Retry::Transient) } else { failure })
}

/// Whether the outermost element is an error. Only the beginning of a body is looked at, as most are
/// none.
fn is_error(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    if !start.starts_with(b"<?xml") && !start.starts_with(b"<Error") {
        return false;
    }
    let root = Document::new(body, Default::default()).map(|document| document.root());
    root.is_ok_and(|root| root == "Error")
}

fn fields(facts: &OperationFacts, input: &Input<'_>) -> Result<Vec<u8>, Failure> {
    let shape = input.shape();
    let root = shape.root.unwrap_or(&Wire::NONE);
    let name = root.name.unwrap_or(shape.name);
    let namespace = root.namespace.or(facts.service.xml_namespace);
    let mut writer = Writer::new(facts.service.wire_case);
    writer.fields(name, namespace, &input.body().collect::<Vec<_>>())?;
    Ok(writer.finish())
}

fn payload(facts: &OperationFacts, field: &Field<'_>) -> Result<Vec<u8>, Failure> {
    let shape = match field.value.view() {
        View::Inner(record) => record.shape(),
        View::Union(union) => union.shape(),
        _ => field.value.shape(),
    };
    let root = shape.root.unwrap_or(&Wire::NONE);
    let own = if shape.name.is_empty() { field.member } else { shape.name };
    let name = field.wire.name.or(root.name).unwrap_or(own);
    let namespace = field.wire.namespace.or(root.namespace).or(facts.service.xml_namespace);
    let mut writer = Writer::new(facts.service.wire_case);
    writer.value(name, field.value, &Wire { namespace, ..field.wire })?;
    Ok(writer.finish())
}

fn read(
    facts: &OperationFacts,
    body: &[u8],
    value: &mut dyn Value,
    wire: &Wire,
) -> Result<(), BoxError> {
    if body.trim_ascii().is_empty() {
        return Ok(());
    }
    let document = Document::new(body, facts.service.wire_case)?;
    match *wire == Wire::NONE {
        true => document.read_body(value)?,
        false => document.read(value, wire)?,
    }
    Ok(())
}

/// How the members of an error are read.
const ERROR_FORMAT: Format = Format {
    read: |facts, body, error, _| {
        Ok(Document::new(body, facts.service.wire_case)?.read_error(error)?)
    },
    ..FORMAT
};
