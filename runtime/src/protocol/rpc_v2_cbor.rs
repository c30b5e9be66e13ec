//! `rpc-v2-cbor`: CBOR in the body, the operation in the path.

use http::header::{ACCEPT, HeaderName, HeaderValue};
use http::{Request, Response};

use super::answer::{self, Answer, Told};
use super::cbor::{self, Writer};
use super::input::Input;
use super::{Errors, RequestContext, events, rpc};
use crate::facts::{OperationFacts, Streamed};
use crate::value::Value;
use crate::{ByteStream, Document, Failure};

const PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");
const CBOR: HeaderValue = HeaderValue::from_static("application/cbor");

pub(super) fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
) -> Result<Request<ByteStream>, Failure> {
    let service = facts.service;
    let prefix = service
        .target_prefix
        .ok_or_else(|| Failure::unstated(facts, "the service's name in paths (`target_prefix`)"))?;
    // An operation that takes nothing has no body.
    let takes_nothing = input.shape().name.is_empty();
    let input = Input::new(input, service.wire_case, context);
    let mut written = match takes_nothing {
        true => Response::default(),
        false => written(facts, &input, "initial-request")?,
    };
    let headers = written.headers_mut();
    headers.insert(PROTOCOL, HeaderValue::from_static("rpc-v2-cbor"));
    headers.insert(
        ACCEPT,
        match facts.output_stream {
            Some(Streamed::Events) => events::CONTENT_TYPE,
            _ => CBOR,
        },
    );
    let path = format!("/service/{prefix}/operation/{}", facts.name);
    rpc::request(facts, &input, context, &path, written)
}

/// The members as a body, and its type. Events come after a first frame of that name, which holds the
/// other members.
pub(super) fn written(
    facts: &'static OperationFacts,
    input: &Input<'_>,
    first: &str,
) -> Result<Response<ByteStream>, Failure> {
    let mut writer = Writer::new(facts.service.wire_case);
    writer.fields(input.fields_beside_events())?;
    let members = (first, writer.finish());
    let mut written = rpc::written(facts, input, members, &events::CBOR, CBOR)?;
    written.headers_mut().insert(PROTOCOL, HeaderValue::from_static("rpc-v2-cbor"));
    Ok(written)
}

/// The body that tells of an error: its members, its code, and the message that is none of them.
pub(super) fn refused(
    error: &Input<'_>,
    code: &str,
    message: Option<&str>,
) -> Result<Vec<u8>, Failure> {
    let mut writer = Writer::new(error.case());
    let told = [("__type", Some(code)), ("message", message)];
    writer.fields_and(error.body(), told.into_iter().filter_map(|(k, v)| Some((k, v?))))?;
    Ok(writer.finish())
}

pub(super) fn response(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    errors: &mut dyn Errors,
) -> Result<(), Failure> {
    rpc::response(facts, response, output, errors, &events::CBOR, told)
}

/// What the body tells of an error.
fn told(answer: &Answer) -> Told {
    let body = cbor::document(&answer.body).unwrap_or_default();
    let text = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| body.get(name));
        values.find_map(Document::as_str)
    };
    Told {
        name: None,
        code: text(&["__type"]).map(answer::code).filter(|code| !code.is_empty()),
        message: text(&["message", "Message"]).map(str::to_owned),
        request_id: None,
    }
}
