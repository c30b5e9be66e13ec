//! CBOR, by the names and formats of the wire.

mod half;
mod read;
mod write;

pub(super) use read::{document, read};
pub(super) use write::Writer;

/// Marks seconds since 1970.
const EPOCH: u64 = 1;
