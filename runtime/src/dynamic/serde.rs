//! Writing, as serde writes emitted types.

use serde_core::ser::{Serialize, Serializer};

use super::Dynamic;
use crate::value::serialize;

impl Serialize for Dynamic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}
