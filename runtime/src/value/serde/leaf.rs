//! Reading values without parts.

use std::fmt;

use serde_core::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::super::Path;
use crate::Named;

/// A reader of a value without parts whose errors say where the value is.
///
/// An error is given its place where it arises, before a format gives it line and column: one that is
/// the format's own (the text is cut) is not touched, so whoever asks for its kind is told.
pub(super) struct Located<'a, V> {
    visitor: V,
    path: &'a Path<'a>,
}

/// That reader, for the value at that path.
pub(super) fn located<'a, V>(visitor: V, path: &'a Path<'a>) -> Located<'a, V> {
    Located { visitor, path }
}

macro_rules! forward {
    ($($method:ident($($value:ident: $ty:ty)?);)+) => {$(
        fn $method<E: Error>(self $(, $value: $ty)?) -> Result<V::Value, E> {
            let Located { visitor, path } = self;
            visitor.$method($($value)?).map_err(|error: E| match path {
                Path::Root => error,
                path => E::custom(format_args!("{error}{}", path.place())),
            })
        }
    )+};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Located<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)?;
        write!(f, "{}", self.path.place())
    }

    forward! {
        visit_bool(value: bool);
        visit_i64(value: i64);
        visit_u64(value: u64);
        visit_f64(value: f64);
        visit_str(value: &str);
        visit_string(value: String);
        visit_bytes(value: &[u8]);
        visit_byte_buf(value: Vec<u8>);
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(map)
    }
}

pub(super) struct Boolean;

impl Visitor<'_> for Boolean {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a boolean")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        Ok(value)
    }
}

pub(super) struct Text;

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<String, E> {
        let text = std::str::from_utf8(value);
        text.map(str::to_owned).map_err(|_| E::invalid_value(Unexpected::Bytes(value), &self))
    }
}

/// A value of an enum.
pub(super) struct Name<'a>(pub(super) &'a mut dyn Named);

impl Visitor<'_> for Name<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.0.set(value);
        Ok(())
    }
}
