//! A document is what it is in every format that tells what follows.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor,
};
use serde_core::ser::{Serialize, Serializer};

use super::{Document, Number};

/// How deep a document may nest to be read: hostile nesting must not exhaust the stack.
const DEPTH: u8 = 128;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.as_u64(), self.as_i64()) {
            (Some(it), _) => serializer.serialize_u64(it),
            (None, Some(it)) => serializer.serialize_i64(it),
            (None, None) => serializer.serialize_f64(self.as_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Document::deserialize(deserializer)? {
            Document::Number(it) => Ok(it),
            other => Err(D::Error::custom(format_args!("a number was expected, not {other}"))),
        }
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Document::Null => serializer.serialize_unit(),
            Document::Bool(it) => serializer.serialize_bool(*it),
            Document::Number(it) => it.serialize(serializer),
            Document::String(it) => serializer.serialize_str(it),
            Document::Array(it) => serializer.collect_seq(it),
            Document::Object(it) => serializer.collect_map(it),
        }
    }
}

/// Of a key that comes twice, the last value is kept. A nesting of more than 128 is an error.
impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Reader { depth: DEPTH }.deserialize(deserializer)
    }
}

#[derive(Clone, Copy)]
struct Reader {
    /// How much deeper it may go.
    depth: u8,
}

impl Reader {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let deeper = |depth| Reader { depth };
        self.depth.checked_sub(1).map(deeper).ok_or_else(|| E::custom("nested too deep"))
    }
}

impl<'de> DeserializeSeed<'de> for Reader {
    type Value = Document;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Document, E> {
        Ok(Document::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Document, E> {
        Ok(it.into())
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Document, E> {
        Ok(it.into())
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Document, E> {
        Ok(it.into())
    }

    fn visit_i128<E: Error>(self, it: i128) -> Result<Document, E> {
        Ok((it as f64).into())
    }

    fn visit_u128<E: Error>(self, it: u128) -> Result<Document, E> {
        Ok((it as f64).into())
    }

    fn visit_f64<E: Error>(self, it: f64) -> Result<Document, E> {
        Ok(it.into())
    }

    fn visit_str<E: Error>(self, it: &str) -> Result<Document, E> {
        Ok(it.into())
    }

    fn visit_string<E: Error>(self, it: String) -> Result<Document, E> {
        Ok(it.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Document, A::Error> {
        let reader = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(reader)? {
            items.push(item);
        }
        Ok(Document::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
        let reader = self.deeper()?;
        let mut entries = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.insert(key, map.next_value_seed(reader)?);
        }
        Ok(Document::Object(entries))
    }
}
