//! What the documentation does not know yet.

use crate::Document;

/// A member of a union that the documentation did not know: it is kept, and written back unchanged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnknownMember {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Document,
}
