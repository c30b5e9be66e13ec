//! The body, written.

use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::super::events;
use super::super::input::Input;
use super::format::Format;
use crate::facts::OperationFacts;
use crate::value::View;
use crate::{ByteStream, Bytes, Failure};

/// What is in the body; its type goes to the headers.
pub(super) fn body(
    facts: &'static OperationFacts,
    input: &Input<'_>,
    format: &Format,
    headers: &mut HeaderMap,
) -> Result<ByteStream, Failure> {
    let (body, content_type) = match input.payload() {
        None if !input.has_body() => return Ok(ByteStream::default()),
        None if input.body().next().is_none() => {
            (Bytes::from_static(format.empty), Some(format.content_type))
        }
        None => (Bytes::from((format.fields)(facts, input)?), Some(format.content_type)),
        Some(field) => match field.value.view() {
            View::Stream(stream) => return Ok(stream.clone()),
            View::Blob(blob) => (Bytes::copy_from_slice(blob), Some("application/octet-stream")),
            View::String(text) => (Bytes::copy_from_slice(text.as_bytes()), Some("text/plain")),
            View::Events(stream) => {
                headers.entry(CONTENT_TYPE).or_insert(events::CONTENT_TYPE);
                return (stream.machinery().write)(facts, stream, None, format.events);
            }
            View::Unset if field.wire.raw || facts.input_stream.is_some() => {
                return Ok(ByteStream::default());
            }
            View::Unset => (Bytes::from_static(format.empty), Some(format.content_type)),
            _ => (Bytes::from((format.payload)(facts, &field)?), Some(format.content_type)),
        },
    };
    if let Some(content_type) = content_type.filter(|_| !body.is_empty()) {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    }
    Ok(body.into())
}
