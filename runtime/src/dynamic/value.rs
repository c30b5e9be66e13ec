//! A value whose type is known only when the program runs.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;

use super::kind::{Kind, Structure};
use crate::value::{
    Entries, EventSource, Events, Member, Sequence, Shape, Slot, Union, Value, View, WriteEvent,
    assign, debug, equal,
};
use crate::{Blob, ByteStream, Document, EventStream, Timestamp, UnknownMember};

/// A value of a [`Kind`], or none.
pub struct Dynamic {
    kind: Kind,
    held: Option<Held>,
}

enum Held {
    Boolean(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    String(String),
    Timestamp(Timestamp),
    Blob(Blob),
    Document(Document),
    Stream(ByteStream),
    List(List),
    Map(Map),
    Record(Vec<Dynamic>),
    Union(Box<Chosen>),
    Events(LiveEvents),
}

struct List {
    kind: &'static Kind,
    items: Vec<Dynamic>,
}

struct Map {
    kind: &'static Kind,
    entries: BTreeMap<String, Dynamic>,
}

struct Chosen {
    structure: &'static Structure,
    member: ChosenMember,
}

enum ChosenMember {
    Known(usize, Dynamic),
    Unknown(UnknownMember),
}

struct LiveEvents {
    structure: &'static Structure,
    stream: EventStream<Dynamic>,
}

impl Dynamic {
    /// A value of which nothing is set.
    pub fn of(kind: Kind) -> Self {
        Dynamic { kind, held: None }
    }

    /// What it is, whether it is set or not.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Takes the member of a structure at that place out of it.
    pub fn take(&mut self, index: usize) -> Dynamic {
        match &mut self.held {
            Some(Held::Record(members)) if index < members.len() => {
                let blank = Dynamic::member_of(members[index].kind);
                std::mem::replace(&mut members[index], blank)
            }
            _ => Dynamic::blank(),
        }
    }

    /// Takes the items of another list, or the entries of another map, behind its own. Does nothing
    /// where they are no two lists or maps.
    pub fn append(&mut self, other: Dynamic) {
        match (&mut self.held, other.held) {
            (Some(Held::List(list)), Some(Held::List(other))) => list.items.extend(other.items),
            (Some(Held::Map(map)), Some(Held::Map(other))) => map.entries.extend(other.entries),
            (held @ None, other @ Some(Held::List(_) | Held::Map(_))) => *held = other,
            _ => {}
        }
    }

    /// The member of a structure at that place.
    pub fn get(&self, index: usize) -> Option<&Dynamic> {
        match &self.held {
            Some(Held::Record(members)) => members.get(index),
            _ => None,
        }
    }

    /// The member of a structure at that place, to be written.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut Dynamic> {
        match &mut self.held {
            Some(Held::Record(members)) => members.get_mut(index),
            _ => None,
        }
    }

    /// Puts a value in place of the member of a structure at that place.
    pub fn set(&mut self, index: usize, value: Dynamic) {
        if let Some(member) = self.get_mut(index) {
            *member = value;
        }
    }

    /// The events of a stream, as they come. None of what is no stream.
    pub fn into_events(self) -> EventStream<Dynamic> {
        match self.held {
            Some(Held::Events(events)) => events.stream,
            _ => EventStream::default(),
        }
    }

    /// A member of a structure of which nothing is set. Events are there from the start, as in emitted
    /// types: a stream may come of them.
    fn member_of(kind: Kind) -> Self {
        let held = matches!(kind, Kind::Events(_)).then(|| Self::start(kind));
        Dynamic { kind, held }
    }

    fn start(kind: Kind) -> Held {
        match kind {
            Kind::Boolean => Held::Boolean(false),
            Kind::Integer => Held::Integer(0),
            Kind::Float => Held::Float(0.0),
            Kind::Double => Held::Double(0.0),
            Kind::String => Held::String(String::new()),
            Kind::Timestamp => Held::Timestamp(Timestamp::EPOCH),
            Kind::Blob => Held::Blob(Blob::default()),
            Kind::Document => Held::Document(Document::Null),
            Kind::Stream => Held::Stream(ByteStream::default()),
            Kind::List(kind) => Held::List(List { kind, items: Vec::new() }),
            Kind::Map(kind) => Held::Map(Map { kind, entries: BTreeMap::new() }),
            Kind::Structure(structure) => {
                Held::Record(structure.kinds().iter().map(|kind| Self::member_of(*kind)).collect())
            }
            Kind::Union(structure) => Held::Union(Box::new(Chosen {
                structure,
                member: ChosenMember::Unknown(UnknownMember::default()),
            })),
            Kind::Events(structure) => {
                Held::Events(LiveEvents { structure, stream: EventStream::default() })
            }
        }
    }
}

impl Value for Dynamic {
    /// A document, as that may be anything.
    fn blank() -> Self {
        Dynamic::of(Kind::Document)
    }

    fn view(&self) -> View<'_> {
        match &self.held {
            None => View::Unset,
            Some(held) => match held {
                Held::Boolean(value) => View::Boolean(*value),
                Held::Integer(value) => View::Integer(*value),
                Held::Float(value) => View::Float(*value),
                Held::Double(value) => View::Double(*value),
                Held::String(value) => View::String(value),
                Held::Timestamp(value) => View::Timestamp(*value),
                Held::Blob(value) => View::Blob(value),
                Held::Document(value) => View::Document(value),
                Held::Stream(value) => View::Stream(value),
                Held::List(value) => View::List(value),
                Held::Map(value) => View::Map(value),
                Held::Record(_) => View::Record,
                Held::Union(value) => View::Union(&**value),
                Held::Events(value) => View::Events(value),
            },
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        let kind = self.kind;
        match self.held.get_or_insert_with(|| Self::start(kind)) {
            Held::Boolean(value) => Slot::Boolean(value),
            Held::Integer(value) => Slot::Integer(value),
            Held::Float(value) => Slot::Float(value),
            Held::Double(value) => Slot::Double(value),
            Held::String(value) => Slot::String(value),
            Held::Timestamp(value) => Slot::Timestamp(value),
            Held::Blob(value) => Slot::Blob(value),
            Held::Document(value) => Slot::Document(value),
            Held::Stream(value) => Slot::Stream(value),
            Held::List(value) => Slot::List(value),
            Held::Map(value) => Slot::Map(value),
            Held::Record(_) => Slot::Record,
            Held::Union(value) => Slot::Union(&mut **value),
            Held::Events(value) => Slot::Events(value),
        }
    }

    fn clear(&mut self) {
        self.held = None;
    }

    fn shape(&self) -> &'static Shape {
        match self.kind {
            Kind::Structure(structure) => structure.shape(),
            _ => &Shape::EMPTY,
        }
    }

    fn member(&self, index: usize) -> &dyn Value {
        match &self.held {
            Some(Held::Record(members)) => match members.get(index) {
                Some(member) => member,
                None => &(),
            },
            _ => &(),
        }
    }

    fn member_mut(&mut self, index: usize) -> &mut dyn Value {
        let kind = self.kind;
        match self.held.get_or_insert_with(|| Self::start(kind)) {
            Held::Record(members) if index < members.len() => &mut members[index],
            // A box of nothing is nothing: no memory is taken, so none is lost.
            _ => Box::leak(Box::new(())),
        }
    }
}

impl Clone for Dynamic {
    fn clone(&self) -> Self {
        let mut copy = Dynamic::of(self.kind);
        assign(self, &mut copy);
        copy
    }
}

impl PartialEq for Dynamic {
    fn eq(&self, other: &Self) -> bool {
        equal(self, other)
    }
}

impl fmt::Debug for Dynamic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self, f)
    }
}

impl Sequence for List {
    fn count(&self) -> usize {
        self.items.len()
    }

    fn at(&self, index: usize) -> Option<&dyn Value> {
        match self.items.get(index) {
            Some(item) => Some(item),
            None => None,
        }
    }

    fn push(&mut self) -> &mut dyn Value {
        self.items.push(Dynamic::of(*self.kind));
        match self.items.last_mut() {
            Some(item) => item,
            None => unreachable!("an item was pushed"),
        }
    }

    fn drop_last(&mut self) {
        self.items.pop();
    }

    fn restart(&mut self, room: usize) {
        self.items.clear();
        self.items.reserve(room);
    }
}

impl Entries for Map {
    fn count(&self) -> usize {
        self.entries.len()
    }

    fn each(&self, f: &mut dyn FnMut(&str, &dyn Value) -> bool) {
        for (key, value) in &self.entries {
            if !f(key, value) {
                break;
            }
        }
    }

    fn find(&self, key: &str) -> Option<&dyn Value> {
        match self.entries.get(key) {
            Some(value) => Some(value),
            None => None,
        }
    }

    fn entry(&mut self, key: &str) -> Option<&mut dyn Value> {
        let blank = Dynamic::of(*self.kind);
        let value = self.entries.entry(key.to_owned()).or_insert_with(|| blank.clone());
        *value = blank;
        Some(value)
    }

    fn remove(&mut self, key: &str) {
        self.entries.remove(key);
    }

    fn restart(&mut self) {
        self.entries.clear();
    }
}

impl Union for Chosen {
    fn shape(&self) -> &'static Shape {
        self.structure.shape()
    }

    fn get(&self) -> Member<'_> {
        match &self.member {
            ChosenMember::Known(index, value) => Member::Known(*index, value),
            ChosenMember::Unknown(member) => Member::Unknown(member),
        }
    }

    fn set(&mut self, index: usize) -> &mut dyn Value {
        let kind = self.structure.kinds().get(index).copied().unwrap_or(Kind::Document);
        self.member = ChosenMember::Known(index, Dynamic::of(kind));
        match &mut self.member {
            ChosenMember::Known(_, value) => value,
            ChosenMember::Unknown(member) => member.value_mut(),
        }
    }

    fn set_unknown(&mut self, member: UnknownMember) {
        self.member = ChosenMember::Unknown(member);
    }
}

impl Events for LiveEvents {
    fn list(&self) -> Option<Vec<&dyn Value>> {
        self.stream.list()
    }

    fn read(&mut self, read: &mut dyn FnMut(&mut dyn Sequence)) {
        let kind: &'static Kind = Box::leak(Box::new(Kind::Union(self.structure)));
        let mut list = List { kind, items: Vec::new() };
        read(&mut list);
        self.stream = list.items.into();
    }

    fn assign(&mut self, other: &dyn Events) {
        if let Some(other) = other.as_any().downcast_ref::<Self>() {
            self.stream = other.stream.clone();
        }
    }

    fn is_same(&self, other: &dyn Events) -> bool {
        other.as_any().downcast_ref::<Self>().is_some_and(|other| other.stream == self.stream)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn receive(&mut self, source: Box<dyn EventSource>) {
        self.stream = EventStream::new(Received { source, structure: self.structure });
    }

    fn send(&self, write: WriteEvent) -> ByteStream {
        self.stream.send(write)
    }
}

/// What a source gives, as events of a structure.
struct Received {
    source: Box<dyn EventSource>,
    structure: &'static Structure,
}

impl crate::Stream for Received {
    type Item = Result<Dynamic, crate::BoxError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let mut event = Dynamic::of(Kind::Union(self.structure));
        let read = self.source.poll_next(&mut event, cx);
        read.map(|read| read.map(|result| result.map(|()| event)))
    }
}
