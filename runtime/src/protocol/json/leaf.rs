//! Values without parts, and documents.

use std::fmt;

use serde_core::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::super::text;
use super::document::document;
use crate::Timestamp;
use crate::value::{Path, Slot};
use crate::wire::Wire;

/// A value without parts, or a document.
pub(super) struct Leaf<'a> {
    pub(super) slot: Slot<'a>,
    pub(super) wire: &'a Wire,
    pub(super) path: &'a Path<'a>,
}

impl Leaf<'_> {
    fn unexpected<T, E: Error>(self, found: Unexpected<'_>) -> Result<T, E> {
        Err(E::invalid_type(found, &self))
    }

    /// A number into text, where that is what the documentation says.
    fn digits<E: Error>(self, digits: fmt::Arguments<'_>, found: Unexpected<'_>) -> Result<(), E> {
        match self.slot {
            Slot::String(value) => *value = digits.to_string(),
            Slot::Enumeration(value) => value.set(&digits.to_string()),
            _ => return self.unexpected(found),
        }
        Ok(())
    }
}

fn invalid<E: Error>(expected: &str, path: &Path<'_>, found: Unexpected<'_>) -> E {
    E::custom(format_args!("invalid value: {found}, expected {expected}{}", path.place()))
}

impl<'de> Visitor<'de> for Leaf<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.slot {
            Slot::Boolean(_) => "true or false",
            Slot::Integer(_) => "a whole number",
            Slot::Float(_) | Slot::Double(_) => "a number",
            Slot::String(_) | Slot::Enumeration(_) => "text",
            Slot::Timestamp(_) => "a timestamp",
            Slot::Blob(_) | Slot::Stream(_) => "base64",
            _ => "a value",
        })?;
        write!(f, "{}", self.path.place())
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<(), E> {
        match self.slot {
            Slot::Boolean(value) => *value = found,
            Slot::Document(value) => *value = found.into(),
            _ => return self.digits(format_args!("{found}"), Unexpected::Bool(found)),
        }
        Ok(())
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<(), E> {
        match self.slot {
            Slot::Integer(value) => *value = found,
            Slot::Float(value) => *value = found as f32,
            Slot::Double(value) => *value = found as f64,
            Slot::Timestamp(value) => *value = Timestamp::from_secs(found),
            Slot::Document(value) => *value = found.into(),
            _ => return self.digits(format_args!("{found}"), Unexpected::Signed(found)),
        }
        Ok(())
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<(), E> {
        if let Ok(found) = i64::try_from(found) {
            return self.visit_i64(found);
        }
        match self.slot {
            Slot::Float(value) => *value = found as f32,
            Slot::Double(value) => *value = found as f64,
            Slot::Document(value) => *value = found.into(),
            _ => return self.digits(format_args!("{found}"), Unexpected::Unsigned(found)),
        }
        Ok(())
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<(), E> {
        match self.slot {
            Slot::Integer(value) => match text::whole(found) {
                Some(whole) => *value = whole,
                None => return Err(invalid("a whole number", self.path, Unexpected::Float(found))),
            },
            Slot::Float(value) => *value = found as f32,
            Slot::Double(value) => *value = found,
            Slot::Timestamp(value) => match Timestamp::from_epoch_seconds(found) {
                Ok(at) => *value = at,
                Err(_) => return Err(invalid("a timestamp", self.path, Unexpected::Float(found))),
            },
            Slot::Document(value) => *value = found.into(),
            _ => return self.digits(format_args!("{found}"), Unexpected::Float(found)),
        }
        Ok(())
    }

    fn visit_str<E: Error>(mut self, found: &str) -> Result<(), E> {
        let read = match &mut self.slot {
            Slot::String(value) => {
                found.clone_into(value);
                Ok(())
            }
            Slot::Document(value) if self.wire.json => {
                // What is no JSON is the text that it is.
                **value = document(found.as_bytes()).unwrap_or_else(|| found.into());
                Ok(())
            }
            slot => text::into(found, slot),
        };
        match read {
            Ok(()) => Ok(()),
            Err(_) => Err(E::invalid_value(Unexpected::Str(found), &self)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        use serde_core::de::value::SeqAccessDeserializer;

        match self.slot {
            Slot::Document(value) => {
                *value = serde_core::Deserialize::deserialize(SeqAccessDeserializer::new(items))?;
                Ok(())
            }
            _ => self.unexpected(Unexpected::Seq),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        use serde_core::de::value::MapAccessDeserializer;

        match self.slot {
            Slot::Document(value) => {
                *value = serde_core::Deserialize::deserialize(MapAccessDeserializer::new(entries))?;
                Ok(())
            }
            _ => self.unexpected(Unexpected::Map),
        }
    }
}
