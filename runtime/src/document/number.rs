//! A number of JSON.

use std::fmt;

/// A number of JSON: a whole number that 64 bits hold, with or without a sign, or an `f64`.
///
/// A whole number and an `f64` are never equal: 1 is written `1`, and 1.0 is written `1.0`.
#[derive(Clone, Copy, PartialEq)]
pub struct Number(Repr);

#[derive(Clone, Copy, PartialEq)]
enum Repr {
    Unsigned(u64),
    /// Below zero.
    Negative(i64),
    Float(f64),
}

impl Number {
    /// The whole number, if an `i64` holds it.
    pub fn as_i64(self) -> Option<i64> {
        match self.0 {
            Repr::Unsigned(it) => it.try_into().ok(),
            Repr::Negative(it) => Some(it),
            Repr::Float(_) => None,
        }
    }

    /// The whole number, if a `u64` holds it.
    pub fn as_u64(self) -> Option<u64> {
        if let Repr::Unsigned(it) = self.0 { Some(it) } else { None }
    }

    /// As near as an `f64` comes to it.
    pub fn as_f64(self) -> f64 {
        match self.0 {
            Repr::Unsigned(it) => it as f64,
            Repr::Negative(it) => it as f64,
            Repr::Float(it) => it,
        }
    }

    /// It is no whole number, or was not written as one.
    pub fn is_float(self) -> bool {
        matches!(self.0, Repr::Float(_))
    }
}

impl From<u64> for Number {
    fn from(it: u64) -> Self {
        Number(Repr::Unsigned(it))
    }
}

impl From<i64> for Number {
    fn from(it: i64) -> Self {
        Number(u64::try_from(it).map_or(Repr::Negative(it), Repr::Unsigned))
    }
}

impl From<i32> for Number {
    fn from(it: i32) -> Self {
        i64::from(it).into()
    }
}

impl From<u32> for Number {
    fn from(it: u32) -> Self {
        u64::from(it).into()
    }
}

impl From<f64> for Number {
    fn from(it: f64) -> Self {
        Number(Repr::Float(it))
    }
}

/// As JSON writes it: the shortest digits that are this number. What JSON has no digits for (not a
/// number, the infinities) is `null`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Unsigned(it) => it.fmt(f),
            Repr::Negative(it) => it.fmt(f),
            Repr::Float(it) if it.is_finite() => write!(f, "{it:?}"),
            Repr::Float(_) => f.write_str("null"),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Unsigned(it) => it.fmt(f),
            Repr::Negative(it) => it.fmt(f),
            Repr::Float(it) => it.fmt(f),
        }
    }
}
