//! JSON without knowing what it is.

use crate::Document;

/// Reads the JSON of a body without knowing what it is.
pub(in super::super) fn document(body: &[u8]) -> Option<Document> {
    serde_json::from_slice(body).ok()
}
