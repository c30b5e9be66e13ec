//! JSON, by the names and formats of the wire.

mod leaf;
mod read;
mod write;

pub(super) use read::{document, read};
pub(super) use write::Writer;
