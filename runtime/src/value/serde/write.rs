//! Writing.

use serde_core::ser::{Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use super::super::union::Member;
use super::super::{Value, View};
use super::number::Number;
use super::places::Places;

/// Writes a structure or a union.
pub fn serialize<S: Serializer>(value: &dyn Value, serializer: S) -> Result<S::Ok, S::Error> {
    Written(value).serialize(serializer)
}

struct Written<'a>(&'a dyn Value);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Seen(self.0, self.0.view()).serialize(serializer)
    }
}

/// A value, and what it is.
struct Seen<'a>(&'a dyn Value, View<'a>);

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.1 {
            View::Unset => serializer.serialize_none(),
            View::Record => members(self.0, serializer),
            View::Inner(record) => members(record, serializer),
            View::Boolean(value) => serializer.serialize_bool(value),
            View::Integer(value) => serializer.serialize_i64(value),
            View::Float(value) => Number(value).serialize(serializer),
            View::Double(value) => Number(value).serialize(serializer),
            View::String(value) => serializer.serialize_str(value),
            View::Timestamp(value) => value.serialize(serializer),
            View::Blob(value) => value.serialize(serializer),
            View::Document(value) => value.serialize(serializer),
            View::Stream(value) => value.serialize(serializer),
            View::List(list) => {
                let mut written = serializer.serialize_seq(Some(list.count()))?;
                for item in (0..list.count()).filter_map(|index| list.at(index)) {
                    written.serialize_element(&Written(item))?;
                }
                written.end()
            }
            View::Map(map) => {
                let mut written = serializer.serialize_map(Some(map.count()))?;
                let mut result = Ok(());
                map.each(&mut |key, value| {
                    result = written.serialize_entry(key, &Written(value));
                    result.is_ok()
                });
                result?;
                written.end()
            }
            View::Union(union) => match union.get() {
                Member::Known(index, value) => {
                    let name = union.shape().members.get(index).copied().unwrap_or_default();
                    let mut written = serializer.serialize_map(Some(1))?;
                    written.serialize_entry(name, &Written(value))?;
                    written.end()
                }
                // Nothing is set: a blank one.
                Member::Unknown(member) if member.name().is_empty() => {
                    serializer.serialize_map(Some(0))?.end()
                }
                Member::Unknown(member) => {
                    let mut written = serializer.serialize_map(Some(1))?;
                    written.serialize_entry(member.name(), member.value())?;
                    written.end()
                }
            },
            View::Events(events) => match events.list() {
                Some(events) => {
                    let mut written = serializer.serialize_seq(Some(events.len()))?;
                    for event in events {
                        written.serialize_element(&Written(event))?;
                    }
                    written.end()
                }
                None => Err(Error::custom("a live stream of events cannot be written")),
            },
        }
    }
}

fn members<S: Serializer>(record: &dyn Value, serializer: S) -> Result<S::Ok, S::Error> {
    let shape = record.shape();
    let names = shape.members;
    if !serializer.is_human_readable() {
        let mut written = serializer.serialize_struct(shape.name, names.len())?;
        for (index, name) in names.iter().enumerate() {
            written.serialize_field(name, &Optional(record.member(index)))?;
        }
        return written.end();
    }
    // Each member is looked at once; of most structures most are unset.
    let mut set = Places::new(names.len());
    for index in 0..names.len() {
        if !matches!(record.member(index).view(), View::Unset) {
            set.insert(index);
        }
    }
    let mut written = serializer.serialize_struct(shape.name, set.count())?;
    for (index, name) in names.iter().enumerate() {
        if set.contains(index) {
            written.serialize_field(name, &Written(record.member(index)))?;
        } else {
            written.skip_field(name)?;
        }
    }
    written.end()
}

struct Optional<'a>(&'a dyn Value);

impl Serialize for Optional<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.view() {
            View::Unset => serializer.serialize_none(),
            view => serializer.serialize_some(&Seen(self.0, view)),
        }
    }
}
