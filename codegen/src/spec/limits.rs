//! What limits a value.

use super::keys::{Count, Decimal, Defined, Nested, Signs, Text, keys};

keys! {
    /// What the documentation says that a value may be. It is held neither against the type nor
    /// against itself.
    pub struct Limits = "a member's limits" {
        length: Option<Length> as Nested = "length",
            "The length of a string or blob, or the number of entries of a list or map.";
        range: Option<Range> as Nested = "range",
            "The range of a number.";
        pattern: Option<Box<str>> as Signs = "pattern",
            "The pattern of a string.";
        default: Option<Box<str>> as Text = "default",
            "The value that stands where none is given.";
    }
}

keys! {
    /// A number of characters, bytes or entries.
    #[derive(Copy, Eq)]
    pub struct Length = "a length" {
        min: Option<u64> as Count = "min", "At least.";
        max: Option<u64> as Count = "max", "At most.";
    }
}

keys! {
    /// A range of numbers, as decimal text, so that nothing is lost.
    #[derive(Eq)]
    pub struct Range = "a range" {
        min: Option<Box<str>> as Decimal = "min", "At least.";
        max: Option<Box<str>> as Decimal = "max", "At most.";
    }
}

impl Defined for Length {
    const DEFINITION: &'static str = "length";
}

impl Defined for Range {
    const DEFINITION: &'static str = "range";
}
