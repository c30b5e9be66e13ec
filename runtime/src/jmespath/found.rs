//! What an expression finds.

use std::borrow::Cow;
use std::fmt;

use crate::Document;
use crate::value::{Member, Value, View};

/// What an expression finds in a value: a part of it, or what it made of several.
#[derive(Clone)]
pub enum Found<'a> {
    /// Nothing.
    Null,
    /// A value that is there.
    Value(&'a dyn Value),
    /// A part of a document.
    Document(&'a Document),
    /// What a comparison gives.
    Boolean(bool),
    /// What a literal or a function gives.
    Number(f64),
    /// The same, that is text.
    Text(Cow<'a, str>),
    /// Several.
    List(Vec<Found<'a>>),
    /// Several, by name.
    Object(Vec<(Cow<'a, str>, Found<'a>)>),
}

impl<'a> Found<'a> {
    /// The same, seen as what it is: text is text, whatever holds it.
    pub(super) fn plain(&self) -> Found<'a> {
        match self {
            Found::Value(value) => match value.view() {
                View::Unset => Found::Null,
                View::Boolean(value) => Found::Boolean(value),
                View::Integer(value) => Found::Number(value as f64),
                View::Float(value) => Found::Number(value.into()),
                View::Double(value) => Found::Number(value),
                View::String(value) => Found::Text(value.into()),
                View::Timestamp(value) => Found::Text(value.to_string().into()),
                View::Document(value) => Found::Document(value).plain(),
                View::Union(union) => match union.get() {
                    Member::Unknown(member) if member.name().is_empty() => {
                        Found::Object(Vec::new())
                    }
                    _ => self.clone(),
                },
                _ => self.clone(),
            },
            Found::Document(document) => match document {
                Document::Null => Found::Null,
                Document::Bool(value) => Found::Boolean(*value),
                Document::Number(value) => Found::Number(value.as_f64()),
                Document::String(value) => Found::Text(value.into()),
                _ => self.clone(),
            },
            other => other.clone(),
        }
    }

    /// The items, if it is a list.
    pub fn items(&self) -> Option<Vec<Found<'a>>> {
        match self {
            Found::Value(value) => match value.view() {
                View::List(list) => {
                    Some((0..list.count()).filter_map(|at| list.at(at)).map(Found::Value).collect())
                }
                View::Events(events) => {
                    Some(events.list()?.into_iter().map(Found::Value).collect())
                }
                View::Document(document) => Found::Document(document).items(),
                _ => None,
            },
            Found::Document(Document::Array(items)) => {
                Some(items.iter().map(Found::Document).collect())
            }
            Found::List(items) => Some(items.clone()),
            _ => None,
        }
    }

    /// Names and values, if it is an object. Members that are unset are none.
    pub(super) fn entries(&self) -> Option<Vec<(Cow<'a, str>, Found<'a>)>> {
        match self {
            Found::Value(value) => match value.view() {
                View::Record => Some(members(*value)),
                View::Inner(inner) => Some(members(inner)),
                View::Map(map) => {
                    let mut names = Vec::new();
                    map.each(&mut |key, _| {
                        names.push(key.to_owned());
                        true
                    });
                    let entry = |key: String| Some((Found::Value(map.find(&key)?), key));
                    let entries = names.into_iter().filter_map(entry);
                    Some(entries.map(|(value, key)| (key.into(), value)).collect())
                }
                View::Union(union) => match union.get() {
                    Member::Known(place, value) => {
                        let name = *union.shape().members.get(place)?;
                        Some(vec![(name.into(), Found::Value(value))])
                    }
                    Member::Unknown(member) if member.name().is_empty() => Some(Vec::new()),
                    Member::Unknown(member) => {
                        Some(vec![(member.name().into(), Found::Document(member.value()))])
                    }
                },
                View::Document(document) => Found::Document(document).entries(),
                _ => None,
            },
            Found::Document(Document::Object(entries)) => {
                let entry = |(key, value): (&'a String, &'a Document)| {
                    (Cow::from(key), Found::Document(value))
                };
                Some(entries.iter().map(entry).collect())
            }
            Found::Object(entries) => Some(entries.clone()),
            _ => None,
        }
    }

    /// What it has under a name.
    pub(super) fn field(&self, name: &str) -> Found<'a> {
        let found = match self {
            Found::Value(value) => match value.view() {
                View::Record => member(*value, name),
                View::Inner(inner) => member(inner, name),
                View::Map(map) => map.find(name).map(Found::Value),
                _ => None,
            },
            Found::Document(Document::Object(entries)) => entries.get(name).map(Found::Document),
            _ => None,
        };
        let listed = || {
            let mut entries = self.entries()?.into_iter();
            entries.find(|(key, _)| key == name).map(|(_, value)| value)
        };
        found.or_else(listed).unwrap_or(Found::Null).plain()
    }

    /// Whether it is nothing at all.
    pub fn is_null(&self) -> bool {
        matches!(self.plain(), Found::Null)
    }

    /// Whether it counts as so: there is something, and it is not empty or `false`.
    pub fn holds(&self) -> bool {
        match self.plain() {
            Found::Null | Found::Boolean(false) => false,
            Found::Text(text) => !text.is_empty(),
            Found::Boolean(true) | Found::Number(_) => true,
            other => match (other.items(), other.entries()) {
                (Some(items), _) => !items.is_empty(),
                (_, Some(entries)) => !entries.is_empty(),
                _ => true,
            },
        }
    }

    /// Whether it is what a text says: that very text, or a number or a boolean that is written so.
    pub fn is(&self, text: &str) -> bool {
        match self.plain() {
            Found::Text(found) => found == text,
            Found::Boolean(found) => text == if found { "true" } else { "false" },
            Found::Number(found) => text.parse() == Ok(found),
            _ => false,
        }
    }
}

fn members(record: &dyn Value) -> Vec<(Cow<'_, str>, Found<'_>)> {
    let names = record.shape().members.iter().enumerate();
    let set = names.filter_map(|(place, name)| {
        let value = record.member(place);
        (!matches!(value.view(), View::Unset)).then(|| (Cow::from(*name), Found::Value(value)))
    });
    set.collect()
}

fn member<'a>(record: &'a dyn Value, name: &str) -> Option<Found<'a>> {
    record.shape().place(name).map(|place| Found::Value(record.member(place)))
}

/// The same if JSON would say the same.
impl PartialEq for Found<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.plain(), other.plain()) {
            (Found::Null, Found::Null) => true,
            (Found::Boolean(a), Found::Boolean(b)) => a == b,
            (Found::Number(a), Found::Number(b)) => a == b,
            (Found::Text(a), Found::Text(b)) => a == b,
            (a, b) => match (a.items(), b.items(), a.entries(), b.entries()) {
                (Some(a), Some(b), ..) => a == b,
                (None, None, Some(a), Some(b)) => {
                    let has = |(key, value): &(Cow<'_, str>, Found<'_>)| {
                        b.iter().any(|(other, found)| other == key && found == value)
                    };
                    a.len() == b.len() && a.iter().all(has)
                }
                _ => false,
            },
        }
    }
}

/// As JSON, but for bytes, of which only their number is told.
impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.plain() {
            Found::Null => f.write_str("null"),
            Found::Boolean(value) => value.fmt(f),
            Found::Number(value) => value.fmt(f),
            Found::Text(text) => write!(f, "{text:?}"),
            other => {
                if let Some(items) = other.items() {
                    f.write_str("[")?;
                    for (place, item) in items.iter().enumerate() {
                        write!(f, "{}{item}", if place == 0 { "" } else { "," })?;
                    }
                    return f.write_str("]");
                }
                if let Some(entries) = other.entries() {
                    f.write_str("{")?;
                    for (place, (key, value)) in entries.iter().enumerate() {
                        write!(f, "{}{key:?}:{value}", if place == 0 { "" } else { "," })?;
                    }
                    return f.write_str("}");
                }
                match other {
                    Found::Value(value) => match value.view() {
                        View::Blob(blob) => write!(f, "\"{} bytes\"", blob.len()),
                        _ => f.write_str("\"a stream\""),
                    },
                    _ => f.write_str("null"),
                }
            }
        }
    }
}

impl fmt::Debug for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// As serde writes the value that it is a part of.
#[cfg(feature = "serde")]
impl serde_core::Serialize for Found<'_> {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Found::Null => serializer.serialize_unit(),
            Found::Value(value) => crate::value::serialize(*value, serializer),
            Found::Document(value) => value.serialize(serializer),
            Found::Boolean(value) => serializer.serialize_bool(*value),
            Found::Number(value) if value.fract() == 0.0 && value.abs() < 9e15 => {
                serializer.serialize_i64(*value as i64)
            }
            Found::Number(value) => serializer.serialize_f64(*value),
            Found::Text(value) => serializer.serialize_str(value),
            Found::List(items) => serializer.collect_seq(items),
            Found::Object(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}
