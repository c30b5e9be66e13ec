//! Values in flow style: on one line.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::{KeyText, Layout, Otherwise, boolean, visit};

/// A mapping or a sequence in flow style, after its first sign.
pub(super) struct Flow<'a, 'de> {
    pub layout: &'a mut Layout<'de>,
    pub first: bool,
}

impl Flow<'_, '_> {
    /// Moves to the next entry; `false` where the collection ends.
    fn next(&mut self, end: &str) -> Result<bool, Otherwise> {
        if self.layout.take(end) {
            return Ok(false);
        }
        if !std::mem::take(&mut self.first) {
            self.layout.expect(", ")?;
        }
        Ok(true)
    }
}

impl<'de> MapAccess<'de> for Flow<'_, 'de> {
    type Error = Otherwise;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Otherwise> {
        if !self.next("}")? {
            return Ok(None);
        }
        let key = self.layout.key()?;
        self.layout.expect(" ")?;
        seed.deserialize(KeyText(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Otherwise> {
        seed.deserialize(FlowValue { layout: self.layout })
    }
}

impl<'de> SeqAccess<'de> for Flow<'_, 'de> {
    type Error = Otherwise;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Otherwise> {
        if !self.next("]")? {
            return Ok(None);
        }
        seed.deserialize(FlowValue { layout: self.layout }).map(Some)
    }
}

/// A value in flow style.
struct FlowValue<'a, 'de> {
    layout: &'a mut Layout<'de>,
}

impl<'de> Deserializer<'de> for FlowValue<'_, 'de> {
    type Error = Otherwise;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Otherwise> {
        Err(Otherwise)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.layout.expect("{")?;
        visitor.visit_map(Flow { layout: self.layout, first: true })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.layout.expect("[")?;
        visitor.visit_seq(Flow { layout: self.layout, first: true })
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        let text = match self.layout.rest.as_bytes().first() {
            Some(b'"' | b'\'') => self.layout.quoted()?,
            _ => Cow::Borrowed(self.layout.word()?),
        };
        visit(visitor, text)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        visitor.visit_bool(boolean(self.layout)?)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char string bytes byte_buf option unit unit_struct
        newtype_struct tuple tuple_struct struct enum identifier ignored_any
    }
}
