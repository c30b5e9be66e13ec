//! `query` and `ec2`: a form in the request, XML in the response.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response};

use super::address::Target;
use super::answer::{Answer, Told};
use super::form::{Style, Writer};
use super::input::Input;
use super::xml::{self, Document, XmlError};
use super::{Errors, RequestContext, record};
use crate::facts::OperationFacts;
use crate::value::Value;
use crate::{ByteStream, Failure};

pub(super) fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    send(facts, input, context, Style::Query)
}

pub(super) fn request_ec2(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    send(facts, input, context, Style::Ec2)
}

fn send(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
    style: Style,
) -> Result<Request<ByteStream>, Failure> {
    const FORM: HeaderValue =
        HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");

    let service = facts.service;
    let version = service
        .version
        .ok_or_else(|| Failure::unstated(facts, "the version of the API (`version`)"))?;
    let input = Input::new(input, service.wire_case, context);
    let mut writer = Writer::new(style, service.wire_case);
    writer.pair("Action", facts.name);
    writer.pair("Version", version);
    for field in input.fields() {
        writer.field(&field)?;
    }
    let mut request = Request::new(writer.finish().into());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = Target::new("/").uri(facts, &input, context)?;
    request.headers_mut().insert(CONTENT_TYPE, FORM);
    Ok(request)
}

pub(super) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    // What is returned stands in an element of its own.
    let wrapper = format!("{}Result", facts.name);
    receive(facts, response, output, errors, &mut |document, output| {
        document.read_within(&wrapper, output).map(|_| ())
    })
}

pub(super) fn response_ec2(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    receive(facts, response, output, errors, &mut |document, output| document.read_body(output))
}

/// The body of a response that holds an output, in an element of its own.
pub(super) fn written(facts: &OperationFacts, output: &Input<'_>) -> Result<Vec<u8>, Failure> {
    let members = xml::Writer::element(&format!("{}Result", facts.name), output)?;
    Ok(wrapped(&format!("{}Response", facts.name), &members))
}

/// The same, as EC2 has it.
pub(super) fn written_ec2(facts: &OperationFacts, output: &Input<'_>) -> Result<Vec<u8>, Failure> {
    xml::Writer::element(&format!("{}Response", facts.name), output)
}

/// The body that tells of an error: its members, its code, and the message that is none of them.
pub(super) fn refused(
    error: &Input<'_>,
    code: &str,
    message: Option<&str>,
    ec2: bool,
) -> Result<Vec<u8>, Failure> {
    let members = xml::Writer::element("Error", error)?;
    let code = format!("<Code>{}</Code>", quick_xml::escape::escape(code));
    let message = message.map(quick_xml::escape::escape);
    let message = message.map(|text| format!("<Message>{text}</Message>")).unwrap_or_default();
    let end = members.len() - "</Error>".len();
    let mut body = members[..end].to_vec();
    body.extend_from_slice(format!("{code}{message}</Error>").as_bytes());
    Ok(match ec2 {
        true => wrapped("Response", &wrapped("Errors", &body)),
        false => wrapped("ErrorResponse", &body),
    })
}

fn wrapped(name: &str, inside: &[u8]) -> Vec<u8> {
    [format!("<{name}>").as_bytes(), inside, format!("</{name}>").as_bytes()].concat()
}

fn receive(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
    read: &mut dyn FnMut(Document<'_>, &mut dyn Value) -> Result<(), XmlError>,
) -> Result<(), Failure> {
    let case = facts.service.wire_case;
    let answer = Answer::new(response);
    if answer.parts.status.is_success() {
        let output = record(output);
        if output.shape().members.is_empty() {
            return Ok(());
        }
        return Document::new(&answer.body, case)
            .and_then(|document| read(document, output))
            .map_err(|e| answer.strange(format_args!("{}: {e}", facts.name)));
    }
    let told = told(&answer);
    Err(answer.failure(facts, told, errors, &mut |error| {
        // What cannot be read stays blank: the error is known by its code.
        let document = Document::new(&answer.body, case);
        let _ = document.and_then(|document| document.read_error(record(error)));
    }))
}

/// What an error in XML tells.
pub(super) fn told(answer: &Answer) -> Told {
    let told = Document::new(&answer.body, Default::default())
        .map(Document::error_told)
        .unwrap_or_default();
    Told {
        name: None,
        code: told.code.filter(|code| !code.is_empty()),
        message: told.message,
        request_id: told.request_id,
    }
}
