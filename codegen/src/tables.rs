//! TOML, read so that whatever is wrong has its line and its key.

use std::fmt::Display;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::spec::nearest_names;

/// The text of one file, and what is wrong with it.
pub struct TomlText<'t> {
    path: &'t Path,
    text: &'t str,
    rule: &'static Rule,
    /// What is wrong, in the order in which it was found.
    pub wrong: Vec<Diagnostic>,
}

/// A value and where it stands.
pub type Value<'v, 't> = &'v Spanned<DeValue<'t>>;

impl<'t> TomlText<'t> {
    /// A file whose faults are of `rule`.
    pub fn new(path: &'t Path, text: &'t str, rule: &'static Rule) -> Self {
        TomlText { path, text, rule, wrong: Vec::new() }
    }

    /// Its tables, or nothing where it is no TOML.
    pub fn parse(&mut self) -> Option<DeTable<'t>> {
        match DeTable::parse(self.text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.fault(at, error.message().lines().collect::<Vec<_>>().join("; "));
                None
            }
        }
    }

    /// The line of a byte of the text, counted from 1.
    pub fn line(&self, at: usize) -> u32 {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        1 + before.iter().filter(|byte| **byte == b'\n').count() as u32
    }

    /// Notes that something is wrong at a byte of the text.
    pub fn fault(&mut self, at: usize, message: impl Display) {
        let place = Place::new(self.path, self.line(at));
        self.wrong.push(Diagnostic::new(self.rule, place, message.to_string()));
    }

    /// Holds the keys of a table against those that there are.
    pub fn known(&mut self, table: &DeTable<'t>, known: &[&str], whose: &str) {
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let near = nearest_names(name, known.iter().copied(), 1);
                let hint = match near.first() {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", listed(known)),
                };
                self.fault(key.span().start, format!("{whose} has no key `{name}`; {hint}"));
            }
        }
    }

    /// The text under a key.
    pub fn string(&mut self, table: &DeTable<'t>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some(text.to_owned()),
            None => {
                self.expected(value, key, "a text");
                None
            }
        }
    }

    /// The truth under a key.
    pub fn boolean(&mut self, table: &DeTable<'t>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        match value.get_ref().as_bool() {
            Some(truth) => Some(truth),
            None => {
                self.expected(value, key, "`true` or `false`");
                None
            }
        }
    }

    /// The number under a key; neither negative nor infinite.
    pub fn number(&mut self, table: &DeTable<'t>, key: &str) -> Option<f64> {
        let value = table.get(key)?;
        let written = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        let number = written.filter(|number: &f64| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            self.expected(value, key, "a number from 0");
        }
        number
    }

    /// The texts under a key, each with where it stands.
    pub fn strings(&mut self, table: &DeTable<'t>, key: &str) -> Option<Vec<(String, usize)>> {
        let value = table.get(key)?;
        let Some(list) = value.get_ref().as_array() else {
            self.expected(value, key, "a list of texts");
            return None;
        };
        let mut texts = Vec::new();
        for entry in list.iter() {
            match entry.get_ref().as_str() {
                Some(text) => texts.push((text.to_owned(), entry.span().start)),
                None => self.expected(entry, key, "a list of texts"),
            }
        }
        Some(texts)
    }

    /// The table under a key.
    pub fn table<'v>(&mut self, table: &'v DeTable<'t>, key: &str) -> Option<&'v DeTable<'t>> {
        let value = table.get(key)?;
        let inner = value.get_ref().as_table();
        if inner.is_none() {
            self.expected(value, key, "a table");
        }
        inner
    }

    /// Notes that a value is of another kind.
    pub fn expected(&mut self, value: Value<'_, 't>, key: &str, expected: &str) {
        let found = value.get_ref().type_str();
        self.fault(value.span().start, format!("`{key}` is {expected}, and here is a {found}"));
    }
}

/// `` `a`, `b` and `c` ``.
pub fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => "none".to_owned(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
