//! Numbers, those included that formats for people have no word for.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

use super::super::Path;
use super::leaf::{Located, located};

/// A number of single or double precision, to be written.
pub(super) struct Number<F>(pub(super) F);

/// What both precisions have in common.
pub(super) trait Real: Copy {
    fn from_f64(value: f64) -> Self;
    fn to_f64(self) -> f64;
    fn write<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error>;
    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(d: D, v: V) -> Result<V::Value, D::Error>;

    /// Reads the number at that path.
    fn read<'de, D: Deserializer<'de>>(d: D, path: &Path<'_>) -> Result<Self, D::Error> {
        let reader: Located<'_, Reader<Self>> = located(Reader(PhantomData), path);
        if d.is_human_readable() { d.deserialize_any(reader) } else { Self::ask(d, reader) }
    }
}

impl Real for f32 {
    fn from_f64(value: f64) -> Self {
        value as f32
    }

    fn to_f64(self) -> f64 {
        self.into()
    }

    fn write<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f32(self)
    }

    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(d: D, v: V) -> Result<V::Value, D::Error> {
        d.deserialize_f32(v)
    }
}

impl Real for f64 {
    fn from_f64(value: f64) -> Self {
        value
    }

    fn to_f64(self) -> f64 {
        self
    }

    fn write<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self)
    }

    fn ask<'de, D: Deserializer<'de>, V: Visitor<'de>>(d: D, v: V) -> Result<V::Value, D::Error> {
        d.deserialize_f64(v)
    }
}

impl<F: Real> Serialize for Number<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0.to_f64();
        if value.is_finite() || !serializer.is_human_readable() {
            return self.0.write(serializer);
        }
        serializer.serialize_str(match value {
            f64::INFINITY => "Infinity",
            f64::NEG_INFINITY => "-Infinity",
            _ => "NaN",
        })
    }
}

struct Reader<F>(PhantomData<F>);

impl<'de, F: Real> Visitor<'de> for Reader<F> {
    type Value = F;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, `NaN`, `Infinity` or `-Infinity`")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<F, E> {
        Ok(F::from_f64(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<F, E> {
        Ok(F::from_f64(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<F, E> {
        Ok(F::from_f64(value as f64))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<F, E> {
        let value = match value {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            _ => return Err(E::invalid_value(Unexpected::Str(value), &self)),
        };
        Ok(F::from_f64(value))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<F, A::Error> {
        match digits(map)?.and_then(|text| text.parse().ok()) {
            Some(value) => Ok(F::from_f64(value)),
            None => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// A whole number.
pub(super) struct Integer;

impl Integer {
    /// Reads the number at that path.
    pub(super) fn read<'de, D: Deserializer<'de>>(d: D, path: &Path<'_>) -> Result<i64, D::Error> {
        let reader = located(Integer, path);
        // Whoever is asked for an integer may refuse `30.0` before it is seen here.
        if d.is_human_readable() { d.deserialize_any(reader) } else { d.deserialize_i64(reader) }
    }
}

impl<'de> Visitor<'de> for Integer {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
        Ok(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
        value.try_into().map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
        // Both ends are powers of two, which an `f64` holds exactly.
        let fits = value >= i64::MIN as f64 && value < -(i64::MIN as f64);
        if fits && value.fract() == 0.0 {
            return Ok(value as i64);
        }
        Err(E::invalid_value(Unexpected::Float(value), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<i64, A::Error> {
        let Some(text) = digits(map)? else {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        };
        match (text.parse(), text.parse()) {
            (Ok(whole), _) => Ok(whole),
            (Err(_), Ok(value)) => self.visit_f64(value),
            (Err(_), Err(_)) => Err(A::Error::invalid_value(Unexpected::Str(&text), &self)),
        }
    }
}

/// The digits of a number that serde_json gives as a map: it does so everywhere once any crate of a
/// program switches its feature `arbitrary_precision` on.
pub(crate) fn digits<'de, A: MapAccess<'de>>(mut map: A) -> Result<Option<String>, A::Error> {
    match map.next_key::<String>()? {
        Some(key) if key == "$serde_json::private::Number" => map.next_value().map(Some),
        _ => Ok(None),
    }
}
