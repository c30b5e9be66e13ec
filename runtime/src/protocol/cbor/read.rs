//! Values from CBOR.
//!
//! As from JSON: members that are not known are passed over, null is as good as nothing wherever it
//! stands, and numbers may be of any kind.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use minicbor::data::Type;
use minicbor::decode::{Decoder, Error};

use super::super::input;
use super::super::text;
use super::EPOCH;
use super::half::half;
use crate::value::{Path, Slot, Union, Value};
use crate::wire::{Case, Wire};
use crate::{Blob, Document, Timestamp, UnknownMember};

/// Values nest no deeper.
const DEEPEST: u32 = 128;

/// Why a body could not be read.
#[derive(Debug)]
pub(in super::super) struct CborError {
    what: String,
    /// Bytes from the beginning.
    at: usize,
}

impl fmt::Display for CborError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.what, self.at)
    }
}

impl std::error::Error for CborError {}

/// Reads the CBOR of a body into a value. No body at all is a map of nothing.
pub(in super::super) fn read(
    body: &[u8],
    value: &mut dyn Value,
    wire: &Wire,
    case: Case,
) -> Result<(), CborError> {
    if body.is_empty() {
        return Ok(());
    }
    let mut reader = Reader { cbor: Decoder::new(body), case, depth: 0 };
    let read = reader.value(value, wire, &Path::Root);
    read.map(|_| ()).map_err(|what| CborError { what, at: reader.cbor.position() })
}

/// Reads the CBOR of a body without knowing what it is.
pub(in super::super) fn document(body: &[u8]) -> Option<Document> {
    Reader { cbor: Decoder::new(body), case: Case::Same, depth: 0 }.document().ok()
}

struct Reader<'a> {
    cbor: Decoder<'a>,
    case: Case,
    depth: u32,
}

/// What is wrong is text, as only [`read`] knows how to say where.
type Read<T> = Result<T, String>;

fn text_of(error: Error) -> String {
    match error.is_end_of_input() {
        true => "the CBOR is cut off".to_owned(),
        false => error.to_string(),
    }
}

impl<'a> Reader<'a> {
    /// Passes over what stands for nothing, and says whether it did.
    fn nothing(&mut self) -> Read<bool> {
        let is = matches!(self.kind()?, Type::Null | Type::Undefined);
        if is {
            self.cbor.skip().map_err(text_of)?;
        }
        Ok(is)
    }

    /// What comes next. Marks other than that of a point in time are passed over.
    fn kind(&mut self) -> Read<Type> {
        self.cbor.datatype().map_err(text_of)
    }

    /// Whether there is one more of so many, or of a number that is not told.
    fn more(&mut self, left: &mut Option<u64>) -> Read<bool> {
        match left {
            Some(0) => Ok(false),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None if self.kind()? == Type::Break => {
                self.cbor.skip().map_err(text_of)?;
                Ok(false)
            }
            None => Ok(true),
        }
    }

    fn text(&mut self) -> Read<Cow<'a, str>> {
        if self.kind()? == Type::String {
            return Ok(Cow::Borrowed(self.cbor.str().map_err(text_of)?));
        }
        let mut whole = String::new();
        for part in self.cbor.str_iter().map_err(text_of)? {
            whole.push_str(part.map_err(text_of)?);
        }
        Ok(Cow::Owned(whole))
    }

    fn bytes(&mut self) -> Read<Cow<'a, [u8]>> {
        if self.kind()? == Type::Bytes {
            return Ok(Cow::Borrowed(self.cbor.bytes().map_err(text_of)?));
        }
        let mut whole = Vec::new();
        for part in self.cbor.bytes_iter().map_err(text_of)? {
            whole.extend_from_slice(part.map_err(text_of)?);
        }
        Ok(Cow::Owned(whole))
    }

    fn float(&mut self) -> Read<f64> {
        match self.kind()? {
            Type::F64 => self.cbor.f64().map_err(text_of),
            Type::F32 => self.cbor.f32().map(f64::from).map_err(text_of),
            _ => {
                let at = self.cbor.position();
                let bytes = self.cbor.input().get(at + 1..at + 3);
                let bytes = bytes.ok_or("the CBOR is cut off")?;
                self.cbor.set_position(at + 3);
                Ok(half(u16::from_be_bytes([bytes[0], bytes[1]])))
            }
        }
    }

    /// Reads into a value unless there is nothing, and says whether there is.
    fn value(&mut self, value: &mut dyn Value, wire: &Wire, path: &Path<'_>) -> Read<bool> {
        if self.nothing()? {
            return Ok(false);
        }
        self.fill(value, wire, path)?;
        Ok(true)
    }

    fn fill(&mut self, value: &mut dyn Value, wire: &Wire, path: &Path<'_>) -> Read<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the values nest too deep".to_owned());
        }
        self.filled(value, wire, path)?;
        self.depth -= 1;
        Ok(())
    }

    fn filled(&mut self, value: &mut dyn Value, wire: &Wire, path: &Path<'_>) -> Read<()> {
        let kind = self.kind()?;
        let wrong = |expected: &str| format!("{kind} is not {expected}{}", path.place());
        match value.slot() {
            Slot::Record => {}
            Slot::Inner(record) => return self.members(record, path),
            Slot::Nothing | Slot::Events(_) => return self.cbor.skip().map_err(text_of),
            Slot::Union(union) => return self.union(union, path),
            Slot::List(list) => {
                if !matches!(kind, Type::Array | Type::ArrayIndef) {
                    return Err(wrong("a list"));
                }
                let inner = wire.within();
                let mut left = self.cbor.array().map_err(text_of)?;
                list.restart(0);
                while self.more(&mut left)? {
                    if !self.nothing()? {
                        let path = path.item(list.count());
                        self.fill(list.push(), &inner, &path)?;
                    }
                }
                return Ok(());
            }
            Slot::Map(map) => {
                if !matches!(kind, Type::Map | Type::MapIndef) {
                    return Err(wrong("a map"));
                }
                let inner = wire.within();
                let mut left = self.cbor.map().map_err(text_of)?;
                map.restart();
                while self.more(&mut left)? {
                    let key = self.text()?;
                    if self.nothing()? {
                        continue;
                    }
                    let path = path.key(&key);
                    match map.entry(&key) {
                        Some(value) => self.fill(value, &inner, &path)?,
                        None => return Err(format!("no key of its map{}", path.place())),
                    }
                }
                return Ok(());
            }
            mut slot => return self.leaf(&mut slot, &wrong),
        }
        self.members(value, path)
    }

    fn leaf(&mut self, slot: &mut Slot<'_>, wrong: &dyn Fn(&str) -> String) -> Read<()> {
        if let Slot::Document(value) = slot {
            **value = self.document()?;
            return Ok(());
        }
        match self.kind()? {
            Type::Bool => match slot {
                Slot::Boolean(value) => **value = self.cbor.bool().map_err(text_of)?,
                _ => return Err(wrong(expected(slot))),
            },
            Type::F16 | Type::F32 | Type::F64 => {
                let found = self.float()?;
                match slot {
                    Slot::Float(value) => **value = found as f32,
                    Slot::Double(value) => **value = found,
                    Slot::Integer(value) => {
                        **value = text::whole(found).ok_or_else(|| wrong("a whole number"))?;
                    }
                    Slot::Timestamp(value) => **value = seconds(found)?,
                    _ => return Err(wrong(expected(slot))),
                }
            }
            kind if is_whole(kind) => {
                let found = i128::from(self.cbor.int().map_err(text_of)?);
                match slot {
                    Slot::Float(value) => **value = found as f32,
                    Slot::Double(value) => **value = found as f64,
                    Slot::Integer(value) => {
                        **value = i64::try_from(found).map_err(|_| wrong("a number of 64 bits"))?;
                    }
                    Slot::Timestamp(value) => {
                        let found = i64::try_from(found).map_err(|_| wrong("a timestamp"))?;
                        **value = Timestamp::from_secs(found);
                    }
                    _ => return Err(wrong(expected(slot))),
                }
            }
            Type::Tag => {
                let tag = self.cbor.tag().map_err(text_of)?.as_u64();
                let is_time = matches!(slot, Slot::Timestamp(_));
                if is_time && tag != EPOCH {
                    return Err(wrong("seconds since 1970"));
                }
                if self.kind()? == Type::Tag {
                    return Err(wrong(expected(slot)));
                }
                return self.leaf(slot, wrong);
            }
            Type::String | Type::StringIndef => {
                let found = self.text()?;
                text::into(&found, slot).map_err(wrong)?;
            }
            Type::Bytes | Type::BytesIndef => {
                let found = self.bytes()?;
                match slot {
                    Slot::Blob(value) => **value = Blob::from(&*found),
                    Slot::Stream(value) => **value = found.into_owned().into(),
                    _ => return Err(wrong(expected(slot))),
                }
            }
            _ => return Err(wrong(expected(slot))),
        }
        Ok(())
    }

    fn members(&mut self, record: &mut dyn Value, path: &Path<'_>) -> Read<()> {
        let shape = record.shape();
        let kind = self.kind()?;
        if !matches!(kind, Type::Map | Type::MapIndef) {
            return Err(format!("{kind} is not a `{}`{}", shape.name, path.place()));
        }
        let mut left = self.cbor.map().map_err(text_of)?;
        let mut next = 0;
        while self.more(&mut left)? {
            let name = self.text()?;
            let Some((place, stated)) = input::find(shape, self.case, &name, next) else {
                self.cbor.skip().map_err(text_of)?;
                continue;
            };
            next = place + 1;
            let path = path.member(shape.members[place]);
            self.value(record.member_mut(place), stated.beside, &path)?;
        }
        Ok(())
    }

    fn union(&mut self, union: &mut dyn Union, path: &Path<'_>) -> Read<()> {
        let shape = union.shape();
        let kind = self.kind()?;
        if !matches!(kind, Type::Map | Type::MapIndef) {
            return Err(format!("{kind} is not a `{}`{}", shape.name, path.place()));
        }
        let mut left = self.cbor.map().map_err(text_of)?;
        let (mut set, mut unknown) = (0, None);
        while self.more(&mut left)? {
            let name = self.text()?;
            if self.nothing()? {
                continue;
            }
            match input::find(shape, self.case, &name, 0) {
                Some((place, stated)) => {
                    let path = path.member(shape.members[place]);
                    self.fill(union.set(place), stated.beside, &path)?;
                    set += 1;
                }
                // What type it is of, which some services add to every map.
                None if name == "__type" => self.cbor.skip().map_err(text_of)?,
                None => {
                    let value = self.document()?;
                    unknown = Some(UnknownMember::new(name.into_owned(), value));
                }
            }
        }
        match (set, unknown) {
            (0, Some(member)) => union.set_unknown(member),
            (0 | 1, _) => {}
            _ => {
                let (name, place) = (shape.name, path.place());
                return Err(format!("more than one member of a `{name}` is set{place}"));
            }
        }
        Ok(())
    }

    fn document(&mut self) -> Read<Document> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("the values nest too deep".to_owned());
        }
        let document = match self.kind()? {
            Type::Null | Type::Undefined => {
                self.cbor.skip().map_err(text_of)?;
                Document::Null
            }
            Type::Bool => self.cbor.bool().map_err(text_of)?.into(),
            Type::F16 | Type::F32 | Type::F64 => self.float()?.into(),
            Type::String | Type::StringIndef => self.text()?.into_owned().into(),
            Type::Bytes | Type::BytesIndef => Blob::from(&*self.bytes()?).to_base64().into(),
            Type::Array | Type::ArrayIndef => {
                let mut left = self.cbor.array().map_err(text_of)?;
                let mut items = Vec::new();
                while self.more(&mut left)? {
                    items.push(self.document()?);
                }
                Document::Array(items)
            }
            Type::Map | Type::MapIndef => {
                let mut left = self.cbor.map().map_err(text_of)?;
                let mut entries = BTreeMap::new();
                while self.more(&mut left)? {
                    let key = self.text()?.into_owned();
                    entries.insert(key, self.document()?);
                }
                Document::Object(entries)
            }
            Type::Tag => {
                self.cbor.tag().map_err(text_of)?;
                self.document()?
            }
            kind if is_whole(kind) => {
                let found = i128::from(self.cbor.int().map_err(text_of)?);
                match (i64::try_from(found), u64::try_from(found)) {
                    (Ok(found), _) => found.into(),
                    (_, Ok(found)) => found.into(),
                    _ => (found as f64).into(),
                }
            }
            kind => return Err(format!("{kind} is no value")),
        };
        self.depth -= 1;
        Ok(document)
    }
}

fn is_whole(kind: Type) -> bool {
    use Type::{I8, I16, I32, I64, Int, U8, U16, U32, U64};

    matches!(kind, I8 | I16 | I32 | I64 | Int | U8 | U16 | U32 | U64)
}

fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Boolean(_) => "true or false",
        Slot::Integer(_) => "a whole number",
        Slot::Float(_) | Slot::Double(_) => "a number",
        Slot::String(_) | Slot::Enumeration(_) => "text",
        Slot::Timestamp(_) => "a timestamp",
        _ => "bytes",
    }
}

fn seconds(found: f64) -> Read<Timestamp> {
    Timestamp::from_epoch_seconds(found).map_err(|error| error.to_string())
}
