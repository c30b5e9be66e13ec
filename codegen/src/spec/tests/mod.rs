//! What the whole format is held against.

pub(super) mod arbitrary;
pub(super) mod round_trip;
mod says;
