//! Values from XML, element by element as they stand in the body.
//!
//! Elements that are not known are passed over, and prefixes of names are of no account.

use std::fmt;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::text;
use crate::value::{Entries, Path, Shape, Slot, Union, Value};
use crate::wire::{Case, Wire};
use crate::{Document as Json, UnknownMember};

/// Elements nest no deeper.
const DEEPEST: u32 = 128;

/// Why a body could not be read.
#[derive(Debug)]
pub(in super::super) struct XmlError {
    what: String,
    /// Bytes from the beginning.
    at: u64,
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.what, self.at)
    }
}

impl std::error::Error for XmlError {}

/// A body of XML, at the start of its outermost element.
pub(in super::super) struct Document<'a> {
    xml: Reader<&'a [u8]>,
    case: Case,
    root: BytesStart<'a>,
    depth: u32,
    text: String,
}

/// What an error in XML tells.
#[derive(Debug, Default, PartialEq)]
pub(in super::super) struct ToldByXml {
    pub(in super::super) code: Option<String>,
    pub(in super::super) message: Option<String>,
    pub(in super::super) request_id: Option<String>,
}

impl<'a> Document<'a> {
    pub(in super::super) fn new(body: &'a [u8], case: Case) -> Result<Self, XmlError> {
        let text = std::str::from_utf8(body).map_err(|error| XmlError {
            what: "the body is no UTF-8".to_owned(),
            at: error.valid_up_to() as u64,
        })?;
        let mut xml = Reader::from_str(text.trim_start());
        xml.config_mut().expand_empty_elements = true;
        let mut document =
            Document { xml, case, root: BytesStart::new(""), depth: 0, text: String::new() };
        loop {
            match document.next()? {
                Event::Start(root) => {
                    document.root = root;
                    return Ok(document);
                }
                Event::Eof => return Err(document.error("there is no element")),
                _ => {}
            }
        }
    }

    /// What the outermost element is called.
    pub(in super::super) fn root(&self) -> String {
        self.root.local_name().as_ref().to_owned()
    }

    /// Reads the outermost element into a value.
    pub(in super::super) fn read(
        mut self,
        value: &mut dyn Value,
        wire: &Wire,
    ) -> Result<(), XmlError> {
        let root = self.root.to_owned();
        // One that is flattened would be its own element.
        let wire = Wire { flattened: false, ..*wire };
        self.value(value, &wire, &root, &Path::Root)
    }

    /// Reads the outermost element into a structure whose members stand in it. If it is called like
    /// one of them, it is that member.
    pub(in super::super) fn read_body(mut self, record: &mut dyn Value) -> Result<(), XmlError> {
        let root = self.root.to_owned();
        let shape = record.shape();
        let name = self.root();
        let found = find(shape, self.case, &name, 0);
        match found.filter(|(_, wire)| wire.location.is_in_response_body()) {
            Some((place, wire)) => {
                let path = Path::Root.member(shape.members[place]);
                self.value(record.member_mut(place), &wire, &root, &path)
            }
            None => self.members(record, &root, true, &Path::Root),
        }
    }

    /// Reads an element that stands in the outermost one into a structure. `false` if there is none.
    pub(in super::super) fn read_within(
        mut self,
        name: &str,
        record: &mut dyn Value,
    ) -> Result<bool, XmlError> {
        while let Some(start) = self.child()? {
            if start.local_name().as_ref() == name {
                self.members(record, &start, false, &Path::Root)?;
                return Ok(true);
            }
            self.skip()?;
        }
        Ok(false)
    }

    /// Reads the members of an error: of the first element called `Error`, or else of the outermost.
    pub(in super::super) fn read_error(mut self, record: &mut dyn Value) -> Result<(), XmlError> {
        let root = self.root.to_owned();
        if root.local_name().as_ref() == "Error" {
            return self.members(record, &root, true, &Path::Root);
        }
        while let Some(start) = self.child()? {
            match start.local_name().as_ref() {
                "Error" => return self.members(record, &start, true, &Path::Root),
                "Errors" => {}
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    /// What the body tells of an error.
    pub(in super::super) fn error_told(mut self) -> ToldByXml {
        let mut told = ToldByXml::default();
        // What was told before the XML breaks off is told.
        let _ = self.error_told_into(&mut told);
        told
    }

    fn error_told_into(&mut self, told: &mut ToldByXml) -> Result<(), XmlError> {
        // Of each element that is open, whether what stands in it is told of the error itself: of the
        // outermost, and of one called `Error` in it, or in `Errors` in it. Members of the error may have
        // codes of their own.
        let is_error = self.root() == "Error";
        let mut open = vec![true];
        let mut deeper = None;
        let ended = loop {
            let start = match self.next() {
                Ok(Event::Start(start)) => start,
                Ok(Event::End(_)) => {
                    open.pop();
                    continue;
                }
                Ok(Event::Eof) => break Ok(()),
                Ok(_) => continue,
                Err(error) => break Err(error),
            };
            let name = start.local_name();
            let own = open.last().copied().unwrap_or(true);
            let place = match name.as_ref() {
                "Code" if own => &mut told.code,
                "Message" | "message" if own => &mut told.message,
                "Message" | "message" => &mut deeper,
                "RequestId" | "RequestID" | "requestId" => &mut told.request_id,
                name => {
                    let outer = open.len() == 1 || open.len() == 2 && !own;
                    open.push(name == "Error" && outer && !is_error);
                    continue;
                }
            };
            match self.content() {
                Ok(text) => {
                    place.get_or_insert_with(|| text.to_owned());
                }
                Err(error) => break Err(error),
            }
        };
        told.message = told.message.take().or(deeper);
        for word in [&mut told.code, &mut told.request_id].into_iter().flatten() {
            *word = word.trim().to_owned();
        }
        ended
    }

    fn next(&mut self) -> Result<Event<'a>, XmlError> {
        match self.xml.read_event() {
            Ok(event) => Ok(event),
            Err(error) => Err(self.error(error)),
        }
    }

    fn error(&self, what: impl fmt::Display) -> XmlError {
        XmlError { what: what.to_string(), at: self.xml.buffer_position() }
    }

    /// The next element within this one; `None` at its end.
    fn child(&mut self) -> Result<Option<BytesStart<'a>>, XmlError> {
        loop {
            match self.next()? {
                Event::Start(start) => return Ok(Some(start)),
                Event::End(_) => return Ok(None),
                Event::Eof => return Err(self.error("the XML is cut off")),
                _ => {}
            }
        }
    }

    /// Passes over the rest of an element.
    fn skip(&mut self) -> Result<(), XmlError> {
        let mut depth = 1_u32;
        while depth > 0 {
            match self.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.error("the XML is cut off")),
                _ => {}
            }
        }
        Ok(())
    }

    /// The text of an element, to its end. Elements within it are passed over.
    fn content(&mut self) -> Result<&str, XmlError> {
        self.text.clear();
        loop {
            match self.next()? {
                Event::Text(text) => self.text.push_str(&text.xml10_content()),
                Event::CData(text) => self.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    if let Ok(Some(c)) = reference.resolve_char_ref() {
                        self.text.push(c);
                        continue;
                    }
                    let name = reference.into_inner();
                    match resolve_predefined_entity(&name) {
                        Some(text) => self.text.push_str(text),
                        None => return Err(self.error(format_args!("`&{name};` is not known"))),
                    }
                }
                Event::Start(_) => self.skip()?,
                Event::End(_) => return Ok(&self.text),
                Event::Eof => return Err(self.error("the XML is cut off")),
                _ => {}
            }
        }
    }

    /// Reads an element into a value, to the element's end.
    fn value(
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
    fn members(
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
        let key_name = keys.name.unwrap_or(super::KEY);
        let value_name = inner.name.unwrap_or(super::VALUE);
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
fn find(shape: &Shape, case: Case, name: &str, next: usize) -> Option<(usize, Wire)> {
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
