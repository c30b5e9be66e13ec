//! What comes before the events, where the operation stands in the body alone.

use bytes::Bytes;

use super::super::Protocol;
use super::super::frame::Frame;
use super::machinery::of_output;
use crate::Value;
use crate::facts::{OperationFacts, Streamed};

/// What came first of a body that goes on, read before the call gives its output.
#[derive(Clone)]
pub(crate) struct Head(pub(crate) Bytes);

/// Whether what was read is a whole frame, or will never be one.
pub(crate) type WholeHead = fn(&[u8]) -> bool;

/// What tells that a first frame is whole, if one is to be read before the call gives its output: where the
/// operation stands nowhere in HTTP but in the body, the other members come in it.
pub(crate) fn whole_head(facts: &OperationFacts, output: &mut dyn Value) -> Option<WholeHead> {
    let is_rpc =
        |protocol: &Protocol| protocol.name.starts_with("json-") || protocol.name == "rpc-v2-cbor";
    let wants_head =
        facts.output_stream == Some(Streamed::Events) && facts.service.protocol.is_some_and(is_rpc);
    wants_head.then(|| of_output(output)).flatten().map(|machinery| machinery.is_head)
}

pub(super) fn is_head(read: &[u8]) -> bool {
    !matches!(Frame::decode(read), Ok(None))
}
