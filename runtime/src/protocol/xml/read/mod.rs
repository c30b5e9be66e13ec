//! Values from XML, element by element as they stand in the body.
//!
//! Elements that are not known are passed over, and prefixes of names are of no account.

mod elements;
mod values;

use std::fmt;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use self::values::find;
use crate::value::{Path, Value};
use crate::wire::{Case, Wire};

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
}
