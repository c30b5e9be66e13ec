//! Reading: a blank value is made, and filled.

use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess};
use serde_core::de::{SeqAccess, Visitor};

use super::super::{Entries, Sequence, Slot, Value};
use super::number::Number;
use super::{members, union};
use crate::Named;

/// Reads a structure or a union.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    fill(&mut value, deserializer)?;
    Ok(value)
}

/// Reads into a value.
pub(super) fn fill<'de, D>(value: &mut dyn Value, deserializer: D) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
{
    match value.slot() {
        Slot::Record => {}
        Slot::Inner(record) => return members::read(record, deserializer),
        Slot::Nothing => {}
        Slot::Boolean(value) => return into(value, deserializer),
        Slot::Integer(value) => return into(value, deserializer),
        Slot::Float(value) => {
            *value = Number::deserialize(deserializer)?.0;
            return Ok(());
        }
        Slot::Double(value) => {
            *value = Number::deserialize(deserializer)?.0;
            return Ok(());
        }
        Slot::String(value) => return into(value, deserializer),
        Slot::Timestamp(value) => return into(value, deserializer),
        Slot::Blob(value) => return into(value, deserializer),
        Slot::Document(value) => return into(value, deserializer),
        Slot::Stream(value) => return into(value, deserializer),
        Slot::Enumeration(value) => return deserializer.deserialize_str(Name(value)),
        Slot::List(list) => return deserializer.deserialize_seq(Items(list)),
        Slot::Map(map) => return deserializer.deserialize_map(Pairs(map)),
        Slot::Union(union) => return union::read(union, deserializer),
        Slot::Events(events) => {
            let mut waiting = Some(deserializer);
            let mut result = Ok(());
            events.read(&mut |list| {
                if let Some(deserializer) = waiting.take() {
                    result = deserializer.deserialize_seq(Items(list));
                }
            });
            return result;
        }
    }
    members::read(value, deserializer)
}

fn into<'de, T, D>(value: &mut T, deserializer: D) -> Result<(), D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    *value = T::deserialize(deserializer)?;
    Ok(())
}

/// Reads into a value that is there.
struct Present<'a>(&'a mut dyn Value);

impl<'de> DeserializeSeed<'de> for Present<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        fill(self.0, deserializer)
    }
}

/// Reads into a value if it is there, and says whether it is.
pub(super) struct Optional<'a>(pub(super) &'a mut dyn Value);

impl<'de> DeserializeSeed<'de> for Optional<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Optional<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or nothing")
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        fill(self.0, deserializer)?;
        Ok(true)
    }
}

/// A value of an enum.
struct Name<'a>(&'a mut dyn Named);

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

struct Items<'a>(&'a mut dyn Sequence);

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        // What the input says of its own size is believed up to a point.
        self.0.restart(items.size_hint().unwrap_or(0).min(256));
        while items.next_element_seed(Item(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// The next item of a list.
struct Item<'a>(&'a mut dyn Sequence);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        fill(self.0.push(), deserializer)
    }
}

struct Pairs<'a>(&'a mut dyn Entries);

impl<'de> Visitor<'de> for Pairs<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<(), A::Error> {
        self.0.restart();
        while let Some(key) = pairs.next_key::<String>()? {
            match self.0.entry(&key) {
                Some(value) => pairs.next_value_seed(Present(value))?,
                None => return Err(A::Error::custom(format_args!("`{key}` cannot be a key"))),
            }
        }
        Ok(())
    }
}
