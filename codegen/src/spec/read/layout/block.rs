//! Values in block style: each key on a line.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::flow::Flow;
use super::{KeyText, Layout, Otherwise, boolean, visit};

/// The value after the colon of a key in block style.
struct Value<'a, 'de> {
    layout: &'a mut Layout<'de>,
    /// How far what is in it is indented.
    indent: usize,
}

/// What is in it is known from the format, so nothing asks for a value of any type.
impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Otherwise;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Otherwise> {
        Err(Otherwise)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        let Value { layout, indent } = self;
        if layout.take("\n") {
            let begins = layout.rest.as_bytes().iter().take(indent).all(|byte| *byte == b' ');
            let value = visitor.visit_map(Block { layout, indent })?;
            return if begins { Ok(value) } else { Err(Otherwise) };
        }
        layout.expect(" {")?;
        let value = visitor.visit_map(Flow { layout, first: true })?;
        layout.expect("\n")?;
        Ok(value)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        let Value { layout, indent } = self;
        if layout.take("\n") {
            let begins = layout.rest.as_bytes().iter().take(indent).all(|byte| *byte == b' ');
            let value = visitor.visit_seq(Block { layout, indent })?;
            return if begins { Ok(value) } else { Err(Otherwise) };
        }
        layout.expect(" [")?;
        let value = visitor.visit_seq(Flow { layout, first: true })?;
        layout.expect("\n")?;
        Ok(value)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        let Value { layout, indent } = self;
        layout.expect(" ")?;
        if layout.take("|") {
            return visitor.visit_string(layout.literal(indent)?);
        }
        let text = match layout.rest.as_bytes().first() {
            Some(b'"' | b'\'') => layout.quoted()?,
            _ => Cow::Borrowed(layout.plain()?),
        };
        layout.expect("\n")?;
        visit(visitor, text)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        self.layout.expect(" ")?;
        let value = boolean(self.layout)?;
        self.layout.expect("\n")?;
        visitor.visit_bool(value)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char string bytes byte_buf option unit unit_struct
        newtype_struct tuple tuple_struct struct enum identifier ignored_any
    }
}

/// The lines of a mapping or a sequence in block style.
pub(super) struct Block<'a, 'de> {
    pub layout: &'a mut Layout<'de>,
    pub indent: usize,
}

impl<'de> MapAccess<'de> for Block<'_, 'de> {
    type Error = Otherwise;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Otherwise> {
        if !self.layout.line(self.indent)? {
            return Ok(None);
        }
        seed.deserialize(KeyText(self.layout.key()?)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Otherwise> {
        seed.deserialize(Value { layout: self.layout, indent: self.indent + 2 })
    }
}

impl<'de> SeqAccess<'de> for Block<'_, 'de> {
    type Error = Otherwise;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Otherwise> {
        if !self.layout.line(self.indent)? {
            return Ok(None);
        }
        self.layout.expect("-")?;
        seed.deserialize(Value { layout: self.layout, indent: self.indent + 2 }).map(Some)
    }
}
