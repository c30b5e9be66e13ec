//! Values as JSON.

use super::super::input::{self, Field};
use super::super::text;
use crate::value::{Member, Value, View};
use crate::wire::{Case, Location, TimestampFormat, Wire};
use crate::{Document, Failure};

/// Writes JSON into memory.
pub(in super::super) struct Writer {
    out: Vec<u8>,
    case: Case,
    /// How timestamps are written where nothing else is stated.
    timestamps: TimestampFormat,
}

impl Writer {
    pub(in super::super) fn new(case: Case) -> Self {
        Writer { out: Vec::new(), case, timestamps: TimestampFormat::EpochSeconds }
    }

    pub(in super::super) fn finish(self) -> Vec<u8> {
        self.out
    }

    /// An object of members that are set.
    pub(in super::super) fn fields<'a>(
        &mut self,
        fields: impl Iterator<Item = Field<'a>>,
    ) -> Result<(), Failure> {
        self.out.push(b'{');
        let mut first = true;
        for field in fields {
            self.key(&field.name(), &mut first);
            self.value(field.value, field.wire)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    /// A value. One that is unset is null.
    pub(in super::super) fn value(
        &mut self,
        value: &dyn Value,
        wire: &Wire,
    ) -> Result<(), Failure> {
        match value.view() {
            View::Unset => self.out.extend_from_slice(b"null"),
            View::Record => self.record(value)?,
            View::Inner(record) => self.record(record)?,
            View::Boolean(true) => self.out.extend_from_slice(b"true"),
            View::Boolean(false) => self.out.extend_from_slice(b"false"),
            View::Integer(value) => self.token(&value),
            View::Float(value) => match text::special(value.into()) {
                Some(word) => self.token(word),
                None => self.token(&value),
            },
            View::Double(value) => match text::special(value) {
                Some(word) => self.token(word),
                None => self.token(&value),
            },
            View::String(value) => self.token(value),
            View::Timestamp(_) => {
                let format = wire.timestamp.unwrap_or(self.timestamps);
                let mut written = String::new();
                text::push(value.view(), format, &mut written);
                match format {
                    TimestampFormat::EpochSeconds => self.out.extend_from_slice(written.as_bytes()),
                    _ => self.token(&*written),
                }
            }
            View::Blob(value) => {
                // Base64 has no character that JSON would escape.
                self.out.push(b'"');
                self.out.extend_from_slice(value.to_base64().as_bytes());
                self.out.push(b'"');
            }
            View::Document(value) if wire.json => self.token(&*value.to_string()),
            View::Document(value) => self.document(value),
            View::List(list) => {
                let wire = wire.within();
                self.out.push(b'[');
                for index in 0..list.count() {
                    if index > 0 {
                        self.out.push(b',');
                    }
                    if let Some(item) = list.at(index) {
                        self.value(item, &wire)?;
                    }
                }
                self.out.push(b']');
            }
            View::Map(map) => {
                let wire = wire.within();
                self.out.push(b'{');
                let (mut first, mut result) = (true, Ok(()));
                map.each(&mut |key, value| {
                    self.key(key, &mut first);
                    result = self.value(value, &wire);
                    result.is_ok()
                });
                result?;
                self.out.push(b'}');
            }
            View::Union(union) => {
                self.out.push(b'{');
                match union.get() {
                    Member::Known(place, value) => {
                        let shape = union.shape();
                        let wire = shape.wire_of(place);
                        let member = shape.members.get(place).copied().unwrap_or_default();
                        self.key(&input::name(member, wire, self.case), &mut true);
                        self.value(value, wire)?;
                    }
                    // Nothing is set: a blank one.
                    Member::Unknown(member) if member.name.is_empty() => {}
                    Member::Unknown(member) => {
                        self.key(&member.name, &mut true);
                        self.document(&member.value);
                    }
                }
                self.out.push(b'}');
            }
            View::Stream(stream) => match stream.as_bytes() {
                Some(bytes) => self.token(&*crate::Blob::from(&**bytes).to_base64()),
                None => return Err(Failure::unwritable("a stream stands inside of JSON")),
            },
            View::Events(_) => {
                return Err(Failure::unwritable("a stream of events stands inside of JSON"));
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &dyn Value) -> Result<(), Failure> {
        self.out.push(b'{');
        let mut first = true;
        for (place, member, wire) in record.shape().members() {
            let value = record.member(place);
            if wire.location == Location::Status || matches!(value.view(), View::Unset) {
                continue;
            }
            self.key(&input::name(member, wire, self.case), &mut first);
            self.value(value, wire)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    fn document(&mut self, document: &Document) {
        use std::io::Write;

        // A vector takes all that is written to it.
        let _ = write!(self.out, "{document}");
    }

    fn key(&mut self, key: &str, first: &mut bool) {
        if !std::mem::take(first) {
            self.out.push(b',');
        }
        self.token(key);
        self.out.push(b':');
    }

    /// Text or a number.
    fn token<T: serde_core::Serialize + ?Sized>(&mut self, token: &T) {
        // Neither text nor a finite number can fail, nor can a vector.
        let _ = serde_json::to_writer(&mut self.out, token);
    }
}
