//! In human-readable formats RFC 3339; in others seconds and nanoseconds, a pair.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_core::ser::{Serialize, SerializeTuple, Serializer};

use super::Timestamp;

/// In human-readable formats RFC 3339; in others seconds and nanoseconds, a pair.
impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.seconds)?;
        pair.serialize_element(&self.nanos)?;
        pair.end()
    }
}

/// In human-readable formats a number of seconds, or a text in any of the three formats, as services
/// answer with either; in others seconds and nanoseconds, a pair.
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer, Reader)
    }
}

/// Reads with [`Reader`], or with what stands around it.
pub(crate) fn read<'de, D, V>(deserializer: D, reader: V) -> Result<V::Value, D::Error>
where
    D: Deserializer<'de>,
    V: Visitor<'de>,
{
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(reader)
    } else {
        deserializer.deserialize_tuple(2, reader)
    }
}

/// What takes a timestamp as a format gives it.
pub(crate) struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a timestamp: RFC 3339, seconds since 1970 or a date of HTTP")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        Timestamp::parse_any(text).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, seconds: i64) -> Result<Timestamp, E> {
        Ok(Timestamp::from_secs(seconds))
    }

    fn visit_u64<E: Error>(self, seconds: u64) -> Result<Timestamp, E> {
        let unexpected = |_| E::invalid_value(Unexpected::Unsigned(seconds), &self);
        i64::try_from(seconds).map(Timestamp::from_secs).map_err(unexpected)
    }

    fn visit_f64<E: Error>(self, seconds: f64) -> Result<Timestamp, E> {
        Timestamp::from_epoch_seconds(seconds).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Timestamp, A::Error> {
        match crate::value::digits(map)? {
            Some(text) => Timestamp::parse_epoch_seconds(&text).map_err(Error::custom),
            None => Err(Error::invalid_type(Unexpected::Map, &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<Timestamp, A::Error> {
        let seconds = pair.next_element()?.ok_or_else(|| Error::invalid_length(0, &self))?;
        let nanos: u32 = pair.next_element()?.ok_or_else(|| Error::invalid_length(1, &self))?;
        Timestamp::from_secs_and_nanos(seconds, nanos)
            .ok_or_else(|| Error::invalid_value(Unexpected::Unsigned(nanos.into()), &self))
    }
}
