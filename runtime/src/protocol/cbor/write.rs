//! Values as CBOR.

use std::convert::Infallible;

use minicbor::data::Tag;
use minicbor::encode::{Encoder, Error};

use super::super::input::{self, Field};
use super::EPOCH;
use crate::value::{Member, Value, View};
use crate::wire::{Case, Wire};
use crate::{Document, Failure};

/// Writes CBOR into memory.
pub(in super::super) struct Writer {
    out: Encoder<Vec<u8>>,
    case: Case,
}

impl Writer {
    pub(in super::super) fn new(case: Case) -> Self {
        Writer { out: Encoder::new(Vec::new()), case }
    }

    pub(in super::super) fn finish(self) -> Vec<u8> {
        self.out.into_writer()
    }

    /// A map of members that are set.
    pub(in super::super) fn fields<'a>(
        &mut self,
        fields: impl Iterator<Item = Field<'a>>,
    ) -> Result<(), Failure> {
        self.fields_and(fields, std::iter::empty())
    }

    /// The same, with texts beside them.
    pub(in super::super) fn fields_and<'a>(
        &mut self,
        fields: impl Iterator<Item = Field<'a>>,
        texts: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), Failure> {
        let (fields, texts): (Vec<Field<'_>>, Vec<_>) = (fields.collect(), texts.collect());
        self.out.map((fields.len() + texts.len()) as u64).map_err(never)?;
        for (name, text) in texts {
            self.out.str(name).and_then(|out| out.str(text)).map_err(never)?;
        }
        for field in fields {
            self.out.str(&field.name()).map_err(never)?;
            self.value(field.value, &field.wire)?;
        }
        Ok(())
    }

    /// A value. One that is unset is null.
    pub(in super::super) fn value(
        &mut self,
        value: &dyn Value,
        wire: &Wire,
    ) -> Result<(), Failure> {
        match value.view() {
            View::Unset => drop(self.out.null().map_err(never)?),
            View::Record => self.record(value)?,
            View::Inner(record) => self.record(record)?,
            View::Boolean(value) => drop(self.out.bool(value).map_err(never)?),
            View::Integer(value) => drop(self.out.i64(value).map_err(never)?),
            View::Float(value) => drop(self.out.f32(value).map_err(never)?),
            View::Double(value) => drop(self.out.f64(value).map_err(never)?),
            View::String(value) => drop(self.out.str(value).map_err(never)?),
            View::Blob(value) => drop(self.out.bytes(value).map_err(never)?),
            View::Timestamp(at) => {
                self.out.tag(Tag::new(EPOCH)).map_err(never)?;
                match at.subsec_nanos() {
                    0 => drop(self.out.i64(at.secs()).map_err(never)?),
                    nanos => {
                        let seconds = at.secs() as f64 + f64::from(nanos) / 1e9;
                        self.out.f64(seconds).map_err(never)?;
                    }
                }
            }
            View::List(list) => {
                let wire = wire.within();
                self.out.array(list.count() as u64).map_err(never)?;
                for index in 0..list.count() {
                    self.value(list.at(index).unwrap_or(&()), &wire)?;
                }
            }
            View::Map(map) => {
                let wire = wire.within();
                self.out.map(map.count() as u64).map_err(never)?;
                let mut result = Ok(());
                map.each(&mut |key, value| {
                    result = match self.out.str(key) {
                        Ok(_) => self.value(value, &wire),
                        Err(error) => Err(never(error)),
                    };
                    result.is_ok()
                });
                result?;
            }
            View::Union(union) => match union.get() {
                Member::Known(place, value) => {
                    let shape = union.shape();
                    let wire = shape.wire_of(place);
                    let member = shape.members.get(place).copied().unwrap_or_default();
                    self.out.map(1).map_err(never)?;
                    self.out.str(&input::name(member, wire.name, self.case)).map_err(never)?;
                    self.value(value, &wire)?;
                }
                Member::Unknown(member) if member.name().is_empty() => {
                    self.out.map(0).map_err(never)?;
                }
                Member::Unknown(member) => {
                    self.out.map(1).map_err(never)?;
                    self.out.str(member.name()).map_err(never)?;
                    self.document(member.value())?;
                }
            },
            View::Document(value) => self.document(value)?,
            View::Stream(stream) => match stream.as_bytes() {
                Some(bytes) => drop(self.out.bytes(bytes).map_err(never)?),
                None => return Err(Failure::unwritable("a stream stands inside of CBOR")),
            },
            View::Events(_) => {
                return Err(Failure::unwritable("a stream of events stands inside of CBOR"));
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &dyn Value) -> Result<(), Failure> {
        let shape = record.shape();
        let set = |place: &usize| !matches!(record.member(*place).view(), View::Unset);
        let count = (0..shape.members.len()).filter(set).count();
        self.out.map(count as u64).map_err(never)?;
        for (place, member, wire) in shape.members().filter(|(place, ..)| set(place)) {
            self.out.str(&input::name(member, wire.name, self.case)).map_err(never)?;
            self.value(record.member(place), &wire)?;
        }
        Ok(())
    }

    fn document(&mut self, document: &Document) -> Result<(), Failure> {
        match document {
            Document::Null => drop(self.out.null().map_err(never)?),
            Document::Bool(value) => drop(self.out.bool(*value).map_err(never)?),
            Document::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => drop(self.out.i64(value).map_err(never)?),
                (None, Some(value)) => drop(self.out.u64(value).map_err(never)?),
                _ => drop(self.out.f64(number.as_f64()).map_err(never)?),
            },
            Document::String(value) => drop(self.out.str(value).map_err(never)?),
            Document::Array(items) => {
                self.out.array(items.len() as u64).map_err(never)?;
                for item in items {
                    self.document(item)?;
                }
            }
            Document::Object(entries) => {
                self.out.map(entries.len() as u64).map_err(never)?;
                for (key, value) in entries {
                    self.out.str(key).map_err(never)?;
                    self.document(value)?;
                }
            }
        }
        Ok(())
    }
}

/// Memory takes all that is written to it.
fn never(error: Error<Infallible>) -> Failure {
    Failure::unwritable("CBOR could not be written").with_source(error)
}
