//! Numbers that formats for people have no word for.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// A number of single or double precision.
pub(super) struct Number<F>(pub(super) F);

/// What both precisions have in common.
pub(super) trait Real: Copy {
    fn from_f64(value: f64) -> Self;
    fn to_f64(self) -> f64;
    fn write<S: Serializer>(self, serializer: S) -> Result<S::Ok, S::Error>;
    fn read<'de, D: Deserializer<'de>, V: Visitor<'de>>(d: D, v: V) -> Result<V::Value, D::Error>;
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

    fn read<'de, D: Deserializer<'de>, V: Visitor<'de>>(d: D, v: V) -> Result<V::Value, D::Error> {
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

    fn read<'de, D: Deserializer<'de>, V: Visitor<'de>>(d: D, v: V) -> Result<V::Value, D::Error> {
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

impl<'de, F: Real> Deserialize<'de> for Number<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let reader = Reader(PhantomData);
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(reader)
        } else {
            F::read(deserializer, reader)
        }
    }
}

struct Reader<F>(PhantomData<F>);

impl<F: Real> Visitor<'_> for Reader<F> {
    type Value = Number<F>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, `NaN`, `Infinity` or `-Infinity`")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Number(F::from_f64(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Number(F::from_f64(value as f64)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Number(F::from_f64(value as f64)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        let value = match value {
            "NaN" => f64::NAN,
            "Infinity" => f64::INFINITY,
            "-Infinity" => f64::NEG_INFINITY,
            _ => return Err(E::invalid_value(Unexpected::Str(value), &self)),
        };
        Ok(Number(F::from_f64(value)))
    }
}
