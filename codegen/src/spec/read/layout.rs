//! The layout that [`write`](crate::spec::write()) gives, read straight from its lines.
//!
//! It is a small part of YAML, and reading only that is some twenty times as fast as reading YAML;
//! a build script, itself compiled without optimisation, has to wait for it. Whatever is laid out
//! in any other way, valid or not, is [`Otherwise`], and the YAML reader decides what it means.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::spec::scalar::{self, SIMPLE_KEY};

/// The text is laid out in another way than `write` does it.
#[derive(Debug)]
pub(super) struct Otherwise;

impl de::Error for Otherwise {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Otherwise
    }
}

impl fmt::Display for Otherwise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("laid out otherwise")
    }
}

impl std::error::Error for Otherwise {}

/// The text from here on.
pub(super) struct Layout<'de> {
    rest: &'de str,
}

impl<'de> Layout<'de> {
    /// A reader of the whole text.
    pub fn new(text: &'de str) -> Result<Self, Otherwise> {
        let sound = text.ends_with('\n') && scalar::is_printable(text);
        if sound { Ok(Layout { rest: text }) } else { Err(Otherwise) }
    }

    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, token: &str) -> Result<(), Otherwise> {
        if self.take(token) { Ok(()) } else { Err(Otherwise) }
    }

    /// Takes the first `count` bytes.
    fn split(&mut self, count: usize) -> Result<&'de str, Otherwise> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Otherwise)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Moves past the indentation of a line of a collection; `false` where the collection ends.
    fn line(&mut self, indent: usize) -> Result<bool, Otherwise> {
        let blanks = self.rest.bytes().take_while(|byte| *byte == b' ').count();
        if blanks < indent || self.rest.is_empty() {
            return Ok(false);
        }
        if blanks > indent {
            return Err(Otherwise);
        }
        self.split(blanks)?;
        Ok(true)
    }

    fn key(&mut self) -> Result<Cow<'de, str>, Otherwise> {
        let before = self.rest.len();
        let key = match self.rest.as_bytes().first() {
            Some(b'"' | b'\'') => self.quoted()?,
            _ => Cow::Borrowed(self.word()?),
        };
        self.expect(":")?;
        if before - self.rest.len() > SIMPLE_KEY { Err(Otherwise) } else { Ok(key) }
    }

    /// A plain scalar of a key or of a flow collection.
    fn word(&mut self) -> Result<&'de str, Otherwise> {
        let count = self.rest.bytes().take_while(|byte| scalar::is_flow_safe(*byte)).count();
        let word = self.split(count)?;
        if begins_plain(word) && !word.ends_with(' ') { Ok(word) } else { Err(Otherwise) }
    }

    fn quoted(&mut self) -> Result<Cow<'de, str>, Otherwise> {
        if self.take("'") {
            return self.single();
        }
        self.expect("\"")?;
        let end = self.rest.find(['"', '\\', '\n', '\t']).ok_or(Otherwise)?;
        let mut text = Cow::Borrowed(self.split(end)?);
        loop {
            if self.take("\"") {
                return Ok(text);
            }
            self.expect("\\")?;
            let sign = self.split(1)?;
            let character = match sign {
                "\"" => '"',
                "\\" => '\\',
                "n" => '\n',
                "r" => '\r',
                "t" => '\t',
                "x" => self.code(2)?,
                "u" => self.code(4)?,
                _ => return Err(Otherwise),
            };
            let text = text.to_mut();
            text.push(character);
            let end = self.rest.find(['"', '\\', '\n', '\t']).ok_or(Otherwise)?;
            text.push_str(self.split(end)?);
        }
    }

    fn code(&mut self, digits: usize) -> Result<char, Otherwise> {
        let digits = self.split(digits)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(Otherwise);
        }
        let code = u32::from_str_radix(digits, 16).map_err(|_| Otherwise)?;
        char::from_u32(code).ok_or(Otherwise)
    }

    fn single(&mut self) -> Result<Cow<'de, str>, Otherwise> {
        let end = self.rest.find(['\'', '\n', '\t']).ok_or(Otherwise)?;
        let mut text = Cow::Borrowed(self.split(end)?);
        self.expect("'")?;
        while self.take("'") {
            let text = text.to_mut();
            text.push('\'');
            let end = self.rest.find(['\'', '\n', '\t']).ok_or(Otherwise)?;
            text.push_str(self.split(end)?);
            self.expect("'")?;
        }
        Ok(text)
    }

    /// A plain scalar that ends with its line.
    fn plain(&mut self) -> Result<&'de str, Otherwise> {
        let end = self.rest.find('\n').ok_or(Otherwise)?;
        let text = self.split(end)?;
        let sound = begins_plain(text) && scalar::is_plain_line(text);
        if sound { Ok(text) } else { Err(Otherwise) }
    }

    /// A literal block whose lines are indented by `indent`, its `|` taken already.
    fn literal(&mut self, indent: usize) -> Result<String, Otherwise> {
        let told = self.take("2");
        self.expect("-\n")?;
        let first = self.rest.as_bytes().get(indent);
        if !told && matches!(first, None | Some(b' ' | b'\t' | b'\n')) {
            return Err(Otherwise);
        }
        let mut text = String::new();
        let mut breaks = 0;
        while let Some((line, rest)) = self.rest.split_once('\n') {
            let content = match line.as_bytes().iter().take(indent).position(|byte| *byte != b' ') {
                None if line.len() >= indent => &line[indent..],
                // A line of blanks, fewer than the indentation.
                None if line.is_empty() => "",
                None => return Err(Otherwise),
                Some(_) => break,
            };
            self.rest = rest;
            if !content.is_empty() {
                text.extend(std::iter::repeat_n('\n', breaks));
                text.push_str(content);
                breaks = 0;
            }
            breaks += 1;
        }
        if text.is_empty() { Err(Otherwise) } else { Ok(text) }
    }
}

/// Whether a plain scalar may begin so.
fn begins_plain(text: &str) -> bool {
    let mut characters = text.chars();
    match characters.next() {
        Some('-') => characters.next().is_some_and(|second| second.is_ascii_digit()),
        Some(first) => first.is_alphanumeric() || first == '_',
        None => false,
    }
}

impl<'de> Deserializer<'de> for Layout<'de> {
    type Error = Otherwise;

    fn deserialize_any<V: Visitor<'de>>(mut self, visitor: V) -> Result<V::Value, Otherwise> {
        let value = visitor.visit_map(Block { layout: &mut self, indent: 0 })?;
        if self.rest.is_empty() { Ok(value) } else { Err(Otherwise) }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

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

fn visit<'de, V: Visitor<'de>>(visitor: V, text: Cow<'de, str>) -> Result<V::Value, Otherwise> {
    match text {
        Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
        Cow::Owned(text) => visitor.visit_string(text),
    }
}

fn boolean(layout: &mut Layout<'_>) -> Result<bool, Otherwise> {
    match layout.word()? {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Otherwise),
    }
}

/// The lines of a mapping or a sequence in block style.
struct Block<'a, 'de> {
    layout: &'a mut Layout<'de>,
    indent: usize,
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

/// A mapping or a sequence in flow style, after its first sign.
struct Flow<'a, 'de> {
    layout: &'a mut Layout<'de>,
    first: bool,
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

/// A key.
struct KeyText<'de>(Cow<'de, str>);

impl<'de> Deserializer<'de> for KeyText<'de> {
    type Error = Otherwise;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Otherwise> {
        visit(visitor, self.0)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
