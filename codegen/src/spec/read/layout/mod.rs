//! The layout that [`write`](crate::spec::write()) gives, read straight from its lines.
//!
//! It is a small part of YAML, and reading only that is some twenty times as fast as reading YAML;
//! a build script, itself compiled without optimisation, has to wait for it. Whatever is laid out
//! in any other way, valid or not, is [`Otherwise`], and the YAML reader decides what it means.

mod block;
mod flow;

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use self::block::Block;
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
