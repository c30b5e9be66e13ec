//! A change that is told, and whether it is expected.

use super::change::Change;

/// A change in its place.
#[derive(Clone, Debug)]
pub struct Told {
    /// The change.
    pub change: Change,
    /// Why it is expected, if it is.
    pub accepted: Option<String>,
    /// The line of the file: of what changed, or of what held what is gone; 0 where none is known.
    pub line: u32,
}
