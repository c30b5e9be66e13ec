//! What is in an element, as a value.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::super::super::text;
use super::{Document, XmlError};
use crate::value::{Entries, Path, Shape, Slot, Union, Value};
use crate::wire::{Case, Wire};
use crate::{Document as Json, UnknownMember};

/// Elements nest no deeper.
const DEEPEST: u32 = 128;

impl Document<'_> {
    /// Reads an element into a value, to the element's end.
    pub(super) fn value(
        &mut self,
        value: &mut dyn Value,
        wire: &Wire,
        start: &BytesStart<'_>,
        path: &Path<'_>,
    ) -> Result<(), XmlError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("the elements nest too deep"));
        }
        self.element(value, wire, start, path)?;
        self.depth -= 1;
        Ok(())
    }

    fn element(
        &mut self,
        value: &mut dyn Value,
        wire: &Wire,
        start: &BytesStart<'_>,
        path: &Path<'_>,
    ) -> Result<(), XmlError> {
        match value.slot() {
            Slot::Record => {}
            Slot::Inner(record) => return self.members(record, start, false, path),
            Slot::Union(union) => return self.union(union, path),
            Slot::List(list) if wire.flattened => {
                let path = path.item(list.count());
                return self.value(list.push(), &wire.within(), start, &path);
            }
            Slot::List(list) => {
                let stated = wire.stated_within();
                let inner = stated.as_ref().unwrap_or(&Wire::NONE);
                list.restart(0);
                while let Some(start) = self.child()? {
                    let path = path.item(list.count());
                    self.value(list.push(), inner, &start, &path)?;
                }
                return Ok(());
            }
            Slot::Map(map) if wire.flattened => return self.entry(map, wire, path),
            Slot::Map(map) => {
                map.restart();
                while self.child()?.is_some() {
                    self.entry(map, wire, path)?;
                }
                return Ok(());
            }
            Slot::Nothing | Slot::Events(_) => return self.skip(),
            mut slot => {
                let text = self.content()?;
                let is_text = matches!(
                    slot,
                    Slot::String(_) | Slot::Enumeration(_) | Slot::Blob(_) | Slot::Stream(_)
                );
                if text.trim().is_empty() && !is_text {
                    value.clear();
                    return Ok(());
                }
                let read = text::into(text, &mut slot);
                return read.map_err(|expected| {
                    let found: String = self.text.chars().take(100).collect();
                    self.error(format_args!("{found:?} is not {expected}{}", path.place()))
                });
            }
        }
        self.members(value, start, false, path)
    }

    /// Reads what is in an element into a structure. `whole`: it is a whole body, so that members
    /// may stand elsewhere.
    pub(super) fn members(
        &mut self,
        record: &mut dyn Value,
        start: &BytesStart<'_>,
        whole: bool,
        path: &Path<'_>,
    ) -> Result<(), XmlError> {
        let shape = record.shape();
        // Hardly any element has attributes, and hardly any member is one.
        let has_attributes = !start.attributes_raw().trim_ascii().is_empty();
        for (place, member, wire) in shape.members().take_while(|_| has_attributes) {
            let name = wire.name.unwrap_or(member);
            if !wire.attribute {
                continue;
            }
            for attribute in start.attributes().flatten() {
                if attribute.key.as_ref() != name {
                    continue;
                }
                let Ok(text) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
                    continue;
                };
                let read = text::read(&text, record.member_mut(place));
                read.map_err(|expected| {
                    let path = path.member(member);
                    self.error(format_args!("{text:?} is not {expected}{}", path.place()))
                })?;
            }
        }
        let mut next = 0;
        while let Some(start) = self.child()? {
            let name = start.local_name();
            let Some((place, wire)) = find(shape, self.case, name.as_ref(), next) else {
                self.skip()?;
                continue;
            };
            if whole && !wire.location.is_in_response_body() {
                self.skip()?;
                continue;
            }
            // The next element may be one more entry of the same.
            next = place;
            let path = path.member(shape.members[place]);
            self.value(record.member_mut(place), &wire, &start, &path)?;
        }
        Ok(())
    }

    fn union(&mut self, union: &mut dyn Union, path: &Path<'_>) -> Result<(), XmlError> {
        let shape = union.shape();
        let mut set = None;
        while let Some(start) = self.child()? {
            let name = start.local_name().as_ref().to_owned();
            let Some((place, wire)) = find(shape, self.case, &name, 0) else {
                let text = self.content()?.to_owned();
                if set.is_none() {
                    union.set_unknown(UnknownMember::new(name, Json::from(text)));
                }
                continue;
            };
            let path = path.member(shape.members[place]);
            set = Some(place);
            self.value(union.set(place), &wire, &start, &path)?;
        }
        Ok(())
    }

    /// Reads an entry of a map.
    fn entry(
        &mut self,
        map: &mut dyn Entries,
        wire: &Wire,
        path: &Path<'_>,
    ) -> Result<(), XmlError> {
        let (inner, keys) = (wire.within(), wire.keys());
        let key_name = keys.name.unwrap_or(super::super::KEY);
        let value_name = inner.name.unwrap_or(super::super::VALUE);
        let mut key = None;
        while let Some(start) = self.child()? {
            let name = start.local_name();
            if name.as_ref() == key_name {
                key = Some(self.content()?.to_owned());
            } else if name.as_ref() == value_name {
                let Some(key) = &key else {
                    return Err(self.error(format_args!("a value before its key{}", path.place())));
                };
                let path = path.key(key);
                match map.entry(key) {
                    Some(value) => self.value(value, &inner, &start, &path)?,
                    None => {
                        return Err(self.error(format_args!("no key of its map{}", path.place())));
                    }
                }
            } else {
                self.skip()?;
            }
        }
        Ok(())
    }
}

/// The place of the member whose element has that name, and what is stated of it: its own, or that of its entries where they
/// are flattened. Looked for first from `next` on, as elements mostly come in order.
pub(super) fn find(shape: &Shape, case: Case, name: &str, next: usize) -> Option<(usize, Wire)> {
    let found = shape.find(next, |member, stated| {
        let wire = stated.beside;
        let entry = || wire.element.and_then(|element| element.name) == Some(name);
        match stated.name {
            Some(stated) if stated == name => true,
            None if case.matches(member, name) => true,
            _ => wire.flattened && wire.key.is_none() && entry(),
        }
    });
    found.map(|(place, stated)| (place, stated.wire()))
}
