//! XML, by the names and formats of the wire.

mod read;
mod write;

pub(super) use read::{Document, XmlError};
pub(super) use write::Writer;

/// What elements of lists and entries of maps are called where nothing else is stated.
const MEMBER: &str = "member";
const ENTRY: &str = "entry";
const KEY: &str = "key";
const VALUE: &str = "value";
