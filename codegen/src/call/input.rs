//! An input out of JSON, held against its shape: all that is wrong is said at once, each with the member
//! that it is wrong with.

use std::fmt;

use doc_bindgen_runtime::dynamic::Dynamic;
use doc_bindgen_runtime::{Blob, Document, Path, Sequence, Slot, Timestamp, Value as Held};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::limits;
use crate::spec::{Member, Scalar, ShapeId, ShapeKind, Spec, Type, nearest_names};

/// What is to be said of an input.
#[derive(Debug, Default)]
pub struct Read {
    /// Why it cannot be sent.
    pub wrong: Vec<Wrong>,
    /// What can be sent, and may be a mistake.
    pub doubtful: Vec<Wrong>,
}

/// Something that is wrong with a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The way to the member: `Item.Price.N`. Empty for the whole input.
    pub at: String,
    /// What is wanted.
    pub wanted: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.at {
            "" => f.write_str(&self.wanted),
            at => write!(f, "{at}: {}", self.wanted),
        }
    }
}

/// How many things that are wrong are told: who gave a list of another type is to see it, and not each
/// of its entries.
const TOLD: usize = 20;

/// Reads the input of an operation, whose shape is `id`, into a blank one.
pub fn read(spec: &Spec, id: Option<ShapeId>, given: &Value, into: &mut Dynamic) -> Read {
    let mut reader = Reader { spec, read: Read::default() };
    match (id, given) {
        (None, Value::Object(members)) if members.is_empty() => {}
        (None, Value::Null) => {}
        (None, _) => reader.wrong(&Path::Root, "the operation takes no input"),
        (Some(id), given) => reader.shape(id, given, into, &Path::Root),
    }
    reader.read
}

struct Reader<'a> {
    spec: &'a Spec,
    read: Read,
}

impl Reader<'_> {
    fn wrong(&mut self, at: &Path<'_>, wanted: impl Into<String>) {
        if self.read.wrong.len() < TOLD {
            self.read.wrong.push(Wrong { at: at.to_string(), wanted: wanted.into() });
        }
    }

    fn value(&mut self, ty: &Type, given: &Value, into: &mut dyn Held, at: &Path<'_>) {
        match ty {
            Type::Scalar(scalar) => {
                if let Err(wanted) = put(*scalar, given, into) {
                    self.wrong(at, wanted);
                }
            }
            Type::List(entry) => match given {
                Value::Array(items) => {
                    if let Slot::List(list) = into.slot() {
                        self.items(entry, items, list, at);
                    }
                }
                other => self.wrong(
                    at,
                    format!("a list is wanted, and not {}: write it in [ ]", noun(other)),
                ),
            },
            Type::Map(key, value) => match given {
                Value::Object(entries) => {
                    let Slot::Map(map) = into.slot() else { return };
                    map.restart();
                    for (name, given) in entries {
                        let at = at.key(name);
                        self.doubt_value(key, name, &at);
                        match (given, map.entry(name)) {
                            (Value::Null, _) if !is_document(value) => {
                                self.wrong(&at, "null is no value of a map");
                            }
                            (given, Some(entry)) => self.value(value, given, entry, &at),
                            (_, None) => self.wrong(&at, "this is no key of the map"),
                        }
                    }
                }
                other => self.wrong(at, format!("a map is wanted, and not {}", noun(other))),
            },
            Type::Shape(id) => self.shape(*id, given, into, at),
        }
    }

    fn items(&mut self, ty: &Type, items: &[Value], list: &mut dyn Sequence, at: &Path<'_>) {
        list.restart(items.len());
        for (index, given) in items.iter().enumerate() {
            let at = at.item(index);
            match given {
                Value::Null if !is_document(ty) => self.wrong(&at, "null is no item of a list"),
                given => self.value(ty, given, list.push(), &at),
            }
        }
    }

    fn shape(&mut self, id: ShapeId, given: &Value, into: &mut dyn Held, at: &Path<'_>) {
        let shape = &self.spec[id];
        match (&shape.kind, given) {
            (ShapeKind::Enum(_), Value::String(text)) => {
                if let Slot::String(slot) = into.slot() {
                    slot.clone_from(text);
                }
                self.doubt_value(&Type::Shape(id), text, at);
            }
            (ShapeKind::Enum(values), other) => {
                let values = several(values.iter().map(String::as_str));
                self.wrong(at, format!("one of {values} is wanted, and not {}", noun(other)));
            }
            (ShapeKind::EventStream(members), Value::Array(items)) => {
                if let Slot::Events(events) = into.slot() {
                    events.read(&mut |list| {
                        list.restart(items.len());
                        for (index, given) in items.iter().enumerate() {
                            let at = at.item(index);
                            match given {
                                Value::Object(given) => {
                                    self.union(members, &shape.name, given, list.push(), &at);
                                }
                                other => self.wrong(&at, event_wanted(members, other)),
                            }
                        }
                    });
                }
            }
            (ShapeKind::EventStream(_), other) => {
                self.wrong(at, format!("a list of events is wanted, and not {}", noun(other)));
            }
            (ShapeKind::Union(members), Value::Object(given)) => {
                self.union(members, &shape.name, given, into, at);
            }
            (ShapeKind::Union(members), other) => self.wrong(at, event_wanted(members, other)),
            (ShapeKind::Structure(members), Value::Object(given)) => {
                self.members(members, &shape.name, given, into, at);
            }
            (ShapeKind::Error(error), Value::Object(given)) => {
                self.members(&error.members, &shape.name, given, into, at);
            }
            (ShapeKind::Structure(_) | ShapeKind::Error(_), other) => {
                let name = &shape.name;
                self.wrong(
                    at,
                    format!("the members of {name} are wanted in {{ }}, and not {}", noun(other)),
                );
            }
        }
    }

    fn members(
        &mut self,
        members: &[Member],
        shape: &str,
        given: &Map<String, Value>,
        into: &mut dyn Held,
        at: &Path<'_>,
    ) {
        into.slot();
        for (name, value) in given {
            let path = at.member(name);
            match members.iter().position(|member| member.name == *name) {
                None => self.unknown(members, shape, name, &path),
                // As good as not given.
                Some(place) if value.is_null() && !is_document(&members[place].ty) => {}
                Some(place) => {
                    let member = &members[place];
                    self.value(&member.ty, value, into.member_mut(place), &path);
                    if let Some(wanted) = limits::doubt(&member.limits, &member.ty, value) {
                        self.doubt(&path, wanted);
                    }
                }
            }
        }
        for member in members {
            let is_given = given.get(&member.name).is_some_and(|value| !value.is_null());
            // A token is filled in by the client.
            if member.required && !is_given && !member.idempotency_token {
                let wanted = format!("this has to be given, {}", described(self.spec, &member.ty));
                self.wrong(&at.member(&member.name), wanted);
            }
        }
    }

    fn unknown(&mut self, members: &[Member], shape: &str, name: &str, at: &Path<'_>) {
        let names = members.iter().map(|member| &*member.name);
        let near = nearest_names(name, names.clone(), 3);
        let help = match (&near[..], members.len()) {
            ([], 0) => "it has none".to_owned(),
            ([], ..=12) => format!("there are {}", several(names)),
            ([], count) => format!("it has {count}, none of which is called like it"),
            (near, _) => format!("is it {}?", several(near.iter().copied())),
        };
        self.wrong(at, format!("{shape} has no member of that name; {help}"));
    }

    /// Of the members exactly one is to be given.
    fn union(
        &mut self,
        members: &[Member],
        shape: &str,
        given: &Map<String, Value>,
        into: &mut dyn Held,
        at: &Path<'_>,
    ) {
        let set: Vec<_> = given.iter().filter(|(_, value)| !value.is_null()).collect();
        let [(name, value)] = set[..] else {
            let names = several(members.iter().map(|member| &*member.name));
            let count = set.len();
            return self.wrong(at, format!("one of {names} is wanted, and these are {count}"));
        };
        let path = at.member(name);
        let place = members.iter().position(|member| member.name == *name);
        let (Some(place), Slot::Union(union)) = (place, into.slot()) else {
            return self.unknown(members, shape, name, &path);
        };
        self.value(&members[place].ty, value, union.set(place), &path);
    }

    /// What no documentation knows is sent all the same, as the service may know more.
    fn doubt_value(&mut self, ty: &Type, text: &str, at: &Path<'_>) {
        let Type::Shape(id) = ty else { return };
        let ShapeKind::Enum(values) = &self.spec[*id].kind else { return };
        if values.iter().any(|value| value == text) {
            return;
        }
        let near = nearest_names(text, values.iter().map(String::as_str), 3);
        let help = match &near[..] {
            [] => format!("there are {}", several(values.iter().map(String::as_str))),
            near => format!("is it {}?", several(near.iter().copied())),
        };
        let text = text.escape_debug();
        self.doubt(at, format!("the documentation has no value \"{text}\"; {help}"));
    }

    fn doubt(&mut self, at: &Path<'_>, wanted: String) {
        if self.read.doubtful.len() < TOLD {
            self.read.doubtful.push(Wrong { at: at.to_string(), wanted });
        }
    }
}

fn event_wanted(members: &[Member], given: &Value) -> String {
    let names = several(members.iter().map(|member| &*member.name));
    format!("one of {names} is wanted in {{ }}, and not {}", noun(given))
}

fn is_document(ty: &Type) -> bool {
    *ty == Type::Scalar(Scalar::Document)
}

/// Puts a value with no parts into its place. An error is what is wanted.
fn put(scalar: Scalar, given: &Value, into: &mut dyn Held) -> Result<(), String> {
    const TIME: &str = "a time, such as \"2026-01-31T12:00:00Z\" or seconds since 1970,";
    let not = |wanted: &str| format!("{wanted} is wanted, and not {}", noun(given));
    match (into.slot(), given) {
        (Slot::String(slot), Value::String(text)) => slot.clone_from(text),
        (Slot::String(_), Value::Number(number)) => {
            return Err(format!("a number is wanted as text: \"{number}\""));
        }
        (Slot::String(_), Value::Bool(value)) => {
            return Err(format!("it is wanted as text: \"{value}\""));
        }
        (Slot::String(_), _) => return Err(not("text")),
        (Slot::Integer(slot), Value::Number(number)) => match whole(number) {
            Some(number) => *slot = number,
            None => return Err(format!("a whole number of 64 bits is wanted, and not {number}")),
        },
        (Slot::Integer(_), Value::String(text)) if text.parse::<i64>().is_ok() => {
            return Err(format!("a number is wanted, without quotes: {text}"));
        }
        (Slot::Integer(_), _) => return Err(not("a whole number")),
        (Slot::Float(slot), given) => *slot = real(given)? as f32,
        (Slot::Double(slot), given) => *slot = real(given)?,
        (Slot::Boolean(slot), Value::Bool(value)) => *slot = *value,
        (Slot::Boolean(_), _) => return Err(not("true or false")),
        (Slot::Timestamp(slot), Value::String(text)) => {
            *slot = Timestamp::parse_any(text)
                .map_err(|_| format!("{TIME} is wanted, and not \"{}\"", text.escape_debug()))?;
        }
        (Slot::Timestamp(slot), Value::Number(number)) => {
            let seconds = number.as_f64().unwrap_or(f64::NAN);
            *slot = Timestamp::from_epoch_seconds(seconds)
                .map_err(|_| format!("{TIME} is wanted, and not {number}"))?;
        }
        (Slot::Timestamp(_), _) => return Err(not(TIME)),
        (Slot::Blob(slot), Value::String(text)) => *slot = bytes(text)?,
        (Slot::Stream(slot), Value::String(text)) => *slot = bytes(text)?.into_vec().into(),
        (Slot::Blob(_) | Slot::Stream(_), _) => return Err(not("text with bytes in base64")),
        (Slot::Document(slot), given) => {
            *slot = Document::deserialize(given).map_err(|_| not("JSON"))?;
        }
        _ => return Err(not(scalar.as_str())),
    }
    Ok(())
}

fn bytes(text: &str) -> Result<Blob, String> {
    Blob::from_base64(text)
        .ok_or_else(|| "bytes are wanted in base64, and this text is none".to_owned())
}

/// `30.0` is a whole number, however it is written.
fn whole(number: &serde_json::Number) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    number.as_i64().or_else(|| {
        let number = number.as_f64()?;
        (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
    })
}

fn real(given: &Value) -> Result<f64, String> {
    match given {
        Value::Number(number) => number.as_f64().ok_or_else(|| format!("{number} is too large")),
        Value::String(text) => match &**text {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            text if text.parse::<f64>().is_ok() => {
                Err(format!("a number is wanted, without quotes: {text}"))
            }
            _ => Err("a number is wanted, and not text".to_owned()),
        },
        given => Err(format!("a number is wanted, and not {}", noun(given))),
    }
}

/// What a type is, for who has to give a value of it.
pub(super) fn described(spec: &Spec, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::String => "text".to_owned(),
            Scalar::Integer | Scalar::Long => "a whole number".to_owned(),
            Scalar::Float | Scalar::Double => "a number".to_owned(),
            Scalar::Boolean => "true or false".to_owned(),
            Scalar::Timestamp => "a time".to_owned(),
            Scalar::Blob | Scalar::Stream => "bytes in base64".to_owned(),
            Scalar::Document => "any JSON".to_owned(),
        },
        Type::List(_) => "a list".to_owned(),
        Type::Map(..) => "a map".to_owned(),
        Type::Shape(id) => match &spec[*id].kind {
            ShapeKind::Enum(values) => {
                format!("one of {}", several(values.iter().map(String::as_str)))
            }
            ShapeKind::EventStream(_) => "a list of events".to_owned(),
            _ => format!("the members of {}", spec[*id].name),
        },
    }
}

fn noun(given: &Value) -> &'static str {
    match given {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Names, of which as many are told as one reads.
fn several<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 12;
    let count = names.len();
    let shown: Vec<_> =
        names.take(SHOWN).map(|name| format!("`{}`", name.escape_debug())).collect();
    match count.saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
