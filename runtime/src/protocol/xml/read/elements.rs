//! Elements and texts, one after the other.

use std::fmt;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::{Document, XmlError};

impl<'a> Document<'a> {
    pub(super) fn next(&mut self) -> Result<Event<'a>, XmlError> {
        match self.xml.read_event() {
            Ok(event) => Ok(event),
            Err(error) => Err(self.error(error)),
        }
    }

    pub(super) fn error(&self, what: impl fmt::Display) -> XmlError {
        XmlError { what: what.to_string(), at: self.xml.buffer_position() }
    }

    /// The next element within this one; `None` at its end.
    pub(super) fn child(&mut self) -> Result<Option<BytesStart<'a>>, XmlError> {
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
    pub(super) fn skip(&mut self) -> Result<(), XmlError> {
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
    pub(super) fn content(&mut self) -> Result<&str, XmlError> {
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
}
