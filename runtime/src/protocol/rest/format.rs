//! How bodies are written and read.

use super::super::events;
use super::super::input::{Field, Input};
use crate::Failure;
use crate::facts::OperationFacts;
use crate::value::Value;
use crate::wire::Wire;

/// How bodies are written and read.
pub(in super::super) struct Format {
    /// The type of a body.
    pub(in super::super) content_type: &'static str,
    /// The body of members that stand in it, among others.
    pub(in super::super) fields: fn(&OperationFacts, &Input<'_>) -> Result<Vec<u8>, Failure>,
    /// The body that one member is.
    pub(in super::super) payload: fn(&OperationFacts, &Field<'_>) -> Result<Vec<u8>, Failure>,
    /// The body of an operation none of whose members are set.
    pub(in super::super) empty: &'static [u8],
    /// Reads a body into a value. What is wrong is the error.
    pub(in super::super) read: ReadBody,
    /// The format of the payloads of events.
    pub(in super::super) events: &'static events::Format,
}

/// Reads a body into a value, of which `Wire` is stated.
pub(in super::super) type ReadBody =
    fn(&OperationFacts, &[u8], &mut dyn Value, &Wire) -> Result<(), crate::BoxError>;
