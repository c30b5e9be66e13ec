//! Reading: a blank value is made, and filled.

use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, Visitor};

use super::super::{Path, Slot, Value};
use super::leaf::{Boolean, Name, Text, located};
use super::number::{Integer, Real};
use super::several::{Items, Pairs};
use super::{members, union};
use crate::{blob, timestamp};

/// Reads a structure or a union.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    fill(&mut value, &Path::Root, deserializer)?;
    Ok(value)
}

/// Reads into a value.
pub(super) fn fill<'de, D>(
    value: &mut dyn Value,
    path: &Path<'_>,
    deserializer: D,
) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
{
    match value.slot() {
        Slot::Record | Slot::Nothing => {}
        Slot::Inner(record) => return members::read(record, path, deserializer),
        Slot::Boolean(value) => {
            *value = deserializer.deserialize_bool(located(Boolean, path))?;
            return Ok(());
        }
        Slot::Integer(value) => {
            *value = Integer::read(deserializer, path)?;
            return Ok(());
        }
        Slot::Float(value) => {
            *value = f32::read(deserializer, path)?;
            return Ok(());
        }
        Slot::Double(value) => {
            *value = f64::read(deserializer, path)?;
            return Ok(());
        }
        Slot::String(value) => {
            *value = deserializer.deserialize_string(located(Text, path))?;
            return Ok(());
        }
        Slot::Timestamp(value) => {
            *value = timestamp::serde::read(deserializer, located(timestamp::serde::Reader, path))?;
            return Ok(());
        }
        Slot::Blob(value) => {
            *value = blob::serde::read(deserializer, located(blob::serde::Reader, path))?;
            return Ok(());
        }
        Slot::Document(value) => {
            *value = Deserialize::deserialize(deserializer)?;
            return Ok(());
        }
        Slot::Stream(value) => {
            *value = blob::serde::read(deserializer, located(blob::serde::Reader, path))?.into();
            return Ok(());
        }
        Slot::Enumeration(value) => {
            return deserializer.deserialize_str(located(Name(value), path));
        }
        Slot::List(list) => return Items::read(list, path, deserializer),
        Slot::Map(map) => return Pairs::read(map, path, deserializer),
        Slot::Union(union) => return union::read(union, path, deserializer),
        Slot::Events(events) => {
            let mut waiting = Some(deserializer);
            let mut result = Ok(());
            events.read(&mut |list| {
                if let Some(deserializer) = waiting.take() {
                    result = Items::read(list, path, deserializer);
                }
            });
            return result;
        }
    }
    members::read(value, path, deserializer)
}

/// Reads into a value if it is there, and says whether it is.
pub(super) struct Optional<'a>(pub(super) &'a mut dyn Value, pub(super) &'a Path<'a>);

impl<'de> DeserializeSeed<'de> for Optional<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for Optional<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value or nothing{}", self.1.place())
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        fill(self.0, self.1, deserializer)?;
        Ok(true)
    }
}
