//! What stands in the spec from before: its names, its facts and its operations stay.

pub(super) mod adding;
pub(super) mod change;
pub(super) mod previous;
pub(super) mod standing;
pub(super) mod twins;
