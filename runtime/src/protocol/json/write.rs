//! Values as JSON.

use super::super::input::{self, Field};
use super::super::text;
use super::escape;
use crate::value::{Entries, Member, Sequence, Union, Value, View};
use crate::wire::{Case, Location, TimestampFormat, Wire};
use crate::{Document, Failure};

/// How much memory there is to begin with: few requests are longer.
const ROOM: usize = 1024;

/// Writes JSON into memory. What cannot stand in it is told in the end, so that nobody has to ask after each
/// value.
pub(in super::super) struct Writer {
    out: Vec<u8>,
    case: Case,
    /// How timestamps are written where nothing else is stated.
    timestamps: TimestampFormat,
    /// The first thing that could not be written.
    failed: Option<Failure>,
}

impl Writer {
    pub(in super::super) fn new(case: Case) -> Self {
        Writer {
            out: Vec::with_capacity(ROOM),
            case,
            timestamps: TimestampFormat::EpochSeconds,
            failed: None,
        }
    }

    pub(in super::super) fn finish(self) -> Result<Vec<u8>, Failure> {
        match self.failed {
            None => Ok(self.out),
            Some(failure) => Err(failure),
        }
    }

    /// An object of members that are set.
    pub(in super::super) fn fields<'a>(&mut self, fields: impl Iterator<Item = Field<'a>>) {
        self.out.push(b'{');
        let mut first = true;
        for field in fields {
            self.key(&field.name(), &mut first);
            self.value(field.value, &field.wire);
        }
        self.out.push(b'}');
    }

    /// A value. One that is unset is null.
    pub(in super::super) fn value(&mut self, value: &dyn Value, wire: &Wire) {
        match value.view() {
            View::Record => self.record(value),
            view => self.seen(view, wire),
        }
    }

    /// A value that was asked already, and is no structure itself.
    fn seen(&mut self, view: View<'_>, wire: &Wire) {
        match view {
            View::String(value) => escape::string(value, &mut self.out),
            View::Inner(record) => self.record(record),
            View::Union(union) => self.union(union),
            View::Map(map) => self.map(map, wire),
            View::List(list) => self.list(list, wire),
            view => self.leaf(view, wire),
        }
    }

    fn leaf(&mut self, view: View<'_>, wire: &Wire) {
        match view {
            View::Boolean(true) => self.out.extend_from_slice(b"true"),
            View::Boolean(false) => self.out.extend_from_slice(b"false"),
            View::Integer(value) => self.number(value),
            View::Float(value) => match text::special(value.into()) {
                Some(word) => escape::string(word, &mut self.out),
                None => self.number(value),
            },
            View::Double(value) => match text::special(value) {
                Some(word) => escape::string(word, &mut self.out),
                None => self.number(value),
            },
            View::Timestamp(_) => {
                let format = wire.timestamp.unwrap_or(self.timestamps);
                let mut written = String::new();
                text::push(view, format, &mut written);
                match format {
                    TimestampFormat::EpochSeconds => self.out.extend_from_slice(written.as_bytes()),
                    _ => escape::string(&written, &mut self.out),
                }
            }
            View::Blob(value) => self.bytes(value),
            View::Document(value) if wire.json => escape::string(&value.to_string(), &mut self.out),
            View::Document(value) => self.document(value),
            View::Stream(stream) => match stream.as_bytes() {
                Some(bytes) => self.bytes(bytes),
                None => self.fail("a stream stands inside of JSON"),
            },
            View::Events(_) => self.fail("a stream of events stands inside of JSON"),
            _ => self.out.extend_from_slice(b"null"),
        }
    }

    fn list(&mut self, list: &dyn Sequence, wire: &Wire) {
        let stated = wire.stated_within();
        let wire = stated.as_ref().unwrap_or(&Wire::NONE);
        self.out.push(b'[');
        for index in 0..list.count() {
            if index > 0 {
                self.out.push(b',');
            }
            if let Some(item) = list.at(index) {
                self.value(item, wire);
            }
        }
        self.out.push(b']');
    }

    fn map(&mut self, map: &dyn Entries, wire: &Wire) {
        let stated = wire.stated_within();
        let wire = stated.as_ref().unwrap_or(&Wire::NONE);
        self.out.push(b'{');
        let mut first = true;
        map.each(&mut |key, value| {
            self.key(key, &mut first);
            self.value(value, wire);
            true
        });
        self.out.push(b'}');
    }

    fn union(&mut self, union: &dyn Union) {
        self.out.push(b'{');
        match union.get() {
            Member::Known(place, value) => {
                let shape = union.shape();
                let stated = shape.on_wire_of(place);
                let member = shape.members.get(place).copied().unwrap_or_default();
                self.key(&input::name(member, stated.name, self.case), &mut true);
                self.value(value, stated.beside);
            }
            // Nothing is set: a blank one.
            Member::Unknown(member) if member.name().is_empty() => {}
            Member::Unknown(member) => {
                self.key(member.name(), &mut true);
                self.document(member.value());
            }
        }
        self.out.push(b'}');
    }

    fn record(&mut self, record: &dyn Value) {
        self.out.push(b'{');
        let mut first = true;
        for (place, member, stated) in record.shape().on_wire() {
            let value = record.member(place);
            let view = value.view();
            if stated.beside.location == Location::Status || matches!(view, View::Unset) {
                continue;
            }
            self.key(&input::name(member, stated.name, self.case), &mut first);
            match view {
                View::Record => self.record(value),
                view => self.seen(view, stated.beside),
            }
        }
        self.out.push(b'}');
    }

    #[cold]
    fn fail(&mut self, why: &'static str) {
        self.failed.get_or_insert_with(|| Failure::unwritable(why));
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
        escape::string(key, &mut self.out);
        self.out.push(b':');
    }

    /// Base64 has no character that JSON would escape.
    fn bytes(&mut self, bytes: &[u8]) {
        self.out.push(b'"');
        crate::base64::encode_into(bytes, &mut self.out);
        self.out.push(b'"');
    }

    fn number<T: serde_core::Serialize>(&mut self, number: T) {
        // A finite number cannot fail, nor can a vector.
        let _ = serde_json::to_writer(&mut self.out, &number);
    }
}
