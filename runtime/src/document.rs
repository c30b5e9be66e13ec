//! Any JSON value.

use std::collections::BTreeMap;

/// Any JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Document {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Document>),
    /// A map. Its keys are sorted, so that writing it gives the same bytes every time.
    Object(BTreeMap<String, Document>),
}

/// A number, held in the type that loses nothing of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number without a sign.
    Unsigned(u64),
    /// A whole number below zero.
    Negative(i64),
    /// Any other.
    Float(f64),
}
