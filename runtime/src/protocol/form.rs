//! Values as forms: what `query` and `ec2` send.

use std::borrow::Cow;

use super::input;
use super::input::Field;
use super::text;
use crate::value::{Member, Value, View};
use crate::wire::{Case, TimestampFormat, Wire};
use crate::{Failure, percent};

/// Which of the two ways there are to write a form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `Filters.member.1.Name`, and an empty list has a name and no value.
    Query,
    /// `Filter.1.Name`; names have a capital.
    Ec2,
}

/// Writes a form into memory.
pub(super) struct Writer {
    out: String,
    /// The name of what is being written: `Filters.member.1`.
    name: String,
    style: Style,
    case: Case,
}

impl Writer {
    pub(super) fn new(style: Style, case: Case) -> Self {
        Writer { out: String::new(), name: String::new(), style, case }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// Adds a name and its value.
    pub(super) fn pair(&mut self, name: &str, value: &str) {
        self.name.push_str(name);
        self.text(value);
        self.name.clear();
    }

    pub(super) fn field(&mut self, field: &Field<'_>) -> Result<(), Failure> {
        self.member(field.member, &field.wire, field.value)
    }

    fn member(
        &mut self,
        member: &'static str,
        wire: &Wire,
        value: &dyn Value,
    ) -> Result<(), Failure> {
        let name = self.member_name(member, wire);
        let end = self.step(&name);
        self.value(value, wire)?;
        self.name.truncate(end);
        Ok(())
    }

    fn member_name(&self, member: &'static str, wire: &Wire) -> Cow<'static, str> {
        if self.style == Style::Query {
            return input::name(member, wire.name, self.case);
        }
        match wire.query_name {
            Some(name) => Cow::Borrowed(name),
            None => capital(wire.name.unwrap_or(member)),
        }
    }

    /// Goes one step inwards, and says how long the name was before.
    fn step(&mut self, name: &str) -> usize {
        let end = self.name.len();
        if end > 0 {
            self.name.push('.');
        }
        self.name.push_str(name);
        end
    }

    fn text(&mut self, value: &str) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        percent::encode(&self.name, false, &mut self.out);
        self.out.push('=');
        percent::encode(value, false, &mut self.out);
    }

    fn value(&mut self, value: &dyn Value, wire: &Wire) -> Result<(), Failure> {
        match value.view() {
            View::Unset => {}
            View::Record => self.record(value)?,
            View::Inner(record) => self.record(record)?,
            View::List(list) => {
                if list.count() == 0 && self.style == Style::Query {
                    self.text("");
                }
                let inner = wire.within();
                let end = self.name.len();
                match (self.style, wire.flattened, inner.name) {
                    (Style::Ec2, ..) | (_, true, None) => {}
                    // What an element is called stands in the list's place, if that has no name.
                    (_, true, Some(_)) if wire.name.is_some() => {}
                    (_, true, Some(name)) => {
                        let parent = self.name.rfind('.').map_or(0, |dot| dot + 1);
                        let own = self.name.split_off(parent);
                        self.name.push_str(name);
                        self.entries(list, &inner)?;
                        self.name.truncate(parent);
                        self.name.push_str(&own);
                        return Ok(());
                    }
                    (_, false, name) => {
                        self.step(name.unwrap_or("member"));
                    }
                }
                self.entries(list, &inner)?;
                self.name.truncate(end);
            }
            View::Map(map) => {
                let (inner, keys) = (wire.within(), wire.keys());
                let end = self.name.len();
                if !wire.flattened && self.style == Style::Query {
                    self.step("entry");
                }
                let (mut index, mut result) = (0, Ok(()));
                map.each(&mut |key, value| {
                    index += 1;
                    let entry = self.step(&index.to_string());
                    let inside = self.step(keys.name.unwrap_or("key"));
                    self.text(key);
                    self.name.truncate(inside);
                    self.step(inner.name.unwrap_or("value"));
                    result = self.value(value, &inner);
                    self.name.truncate(entry);
                    result.is_ok()
                });
                result?;
                self.name.truncate(end);
            }
            View::Union(union) => match union.get() {
                Member::Known(place, value) => {
                    let shape = union.shape();
                    let member = shape.members.get(place).copied().unwrap_or_default();
                    self.member(member, &shape.wire_of(place), value)?;
                }
                Member::Unknown(member) if member.name().is_empty() => {}
                Member::Unknown(member) => {
                    return Err(Failure::unwritable(format!(
                        "`{}` is a member of `{}` that is not known, and cannot stand in a form",
                        member.name(),
                        union.shape().name,
                    )));
                }
            },
            view => {
                let mut written = String::new();
                let format = wire.timestamp.unwrap_or(TimestampFormat::DateTime);
                if !text::push(view, format, &mut written) {
                    let name = &self.name;
                    return Err(Failure::unwritable(format!("`{name}` cannot stand in a form")));
                }
                self.text(&written);
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &dyn Value) -> Result<(), Failure> {
        for (place, member, wire) in record.shape().members() {
            self.member(member, &wire, record.member(place))?;
        }
        Ok(())
    }

    fn entries(&mut self, list: &dyn crate::Sequence, wire: &Wire) -> Result<(), Failure> {
        for index in 0..list.count() {
            let end = self.step(&(index + 1).to_string());
            if let Some(item) = list.at(index) {
                self.value(item, wire)?;
            }
            self.name.truncate(end);
        }
        Ok(())
    }
}

/// With a capital.
fn capital(name: &'static str) -> Cow<'static, str> {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => {
            Cow::Owned(first.to_uppercase().chain(chars).collect())
        }
        _ => Cow::Borrowed(name),
    }
}
