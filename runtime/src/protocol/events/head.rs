//! What comes before the events, where the operation stands in the body alone.

use bytes::Bytes;

use super::super::Protocol;
use super::super::frame::Frame;
use crate::facts::{OperationFacts, Streamed};

/// What came first of a body that goes on, read before the call gives its output.
#[derive(Clone)]
pub(crate) struct Head(pub(crate) Bytes);

/// Whether a first frame is to be read before the call gives its output: where the operation stands
/// nowhere in HTTP but in the body, the other members come in it.
pub(crate) fn wants_head(facts: &OperationFacts) -> bool {
    let is_rpc =
        |protocol: &Protocol| protocol.name.starts_with("json-") || protocol.name == "rpc-v2-cbor";
    facts.output_stream == Some(Streamed::Events) && facts.service.protocol.is_some_and(is_rpc)
}

/// Whether that is a whole frame, or will never be one.
pub(crate) fn is_head(read: &[u8]) -> bool {
    !matches!(Frame::decode(read), Ok(None))
}
