//! JSON, by the names and formats of the wire.

mod document;
mod escape;
mod leaf;
mod read;
mod write;

pub(super) use document::document;
pub(super) use read::read;
pub(super) use write::Writer;
