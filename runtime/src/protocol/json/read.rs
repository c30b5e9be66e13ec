//! Values from JSON.
//!
//! What a service sends is read as far as it makes sense: members that are not known are passed over,
//! `null` is as good as nothing wherever it stands, numbers and timestamps may be written in any way.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess};
use serde_core::de::{SeqAccess, Visitor};

use super::super::input;
use super::leaf::Leaf;
use crate::value::{Entries, OnWire, Path, Sequence, Shape, Slot, Union, Value};
use crate::wire::{Case, Wire};
use crate::{Document, UnknownMember};

/// Reads the JSON of a body into a value. Of a structure, members that stand elsewhere in HTTP are
/// passed over. No body at all is an object of nothing.
pub(in super::super) fn read(
    body: &[u8],
    value: &mut dyn Value,
    wire: &Wire,
    case: Case,
) -> Result<(), serde_json::Error> {
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(());
    }
    // Once for all of it, and not again for each text in it.
    let body = str::from_utf8(body).map_err(serde_json::Error::custom)?;
    let mut json = serde_json::Deserializer::from_str(body);
    let path = Path::Root;
    Optional(ValueAt { value, wire, case, path: &path, whole: true }).deserialize(&mut json)?;
    json.end()
}

/// What reads a value that is there.
trait Fill {
    fn fill<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error>;

    /// What stands for nothing came instead.
    fn nothing(self) -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// Reads a value unless there is nothing, and says whether there is.
struct Optional<F>(F);

impl<'de, F: Fill> DeserializeSeed<'de> for Optional<F> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de, F: Fill> Visitor<'de> for Optional<F> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or nothing")
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(self.0.nothing())
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(self.0.nothing())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        self.0.fill(deserializer)?;
        Ok(true)
    }
}

/// A value, and where it stands.
struct ValueAt<'a> {
    value: &'a mut dyn Value,
    wire: &'a Wire,
    case: Case,
    path: &'a Path<'a>,
    /// It is the whole body, so members of it may stand elsewhere.
    whole: bool,
}

impl Fill for ValueAt<'_> {
    fn fill<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let ValueAt { value, wire, case, path, whole } = self;
        match value.slot() {
            Slot::Record => {}
            Slot::Inner(record) => {
                return deserializer.deserialize_map(Members { record, case, path, whole });
            }
            Slot::List(list) => {
                return deserializer.deserialize_seq(Items { list, wire, case, path });
            }
            Slot::Map(map) => {
                return deserializer.deserialize_map(Pairs { map, wire, case, path });
            }
            Slot::Union(union) => {
                return deserializer.deserialize_map(OneMember { union, case, path });
            }
            // What holds nothing, and events, which come in frames.
            Slot::Nothing | Slot::Events(_) => {
                return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
            }
            slot => return deserializer.deserialize_any(Leaf { slot, wire, path }),
        }
        deserializer.deserialize_map(Members { record: value, case, path, whole })
    }
}

struct Members<'a> {
    record: &'a mut dyn Value,
    case: Case,
    path: &'a Path<'a>,
    whole: bool,
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a `{}`{}", self.record.shape().name, self.path.place())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Members { record, case, path, whole } = self;
        let shape = record.shape();
        let mut next = 0;
        while let Some(found) = map.next_key_seed(MemberName { shape, case, next })? {
            let Some((place, stated)) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            next = place + 1;
            if whole && !stated.beside.location.is_in_response_body() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let path = path.member(shape.members[place]);
            let value = record.member_mut(place);
            map.next_value_seed(Optional(ValueAt {
                value,
                wire: stated.beside,
                case,
                path: &path,
                whole: false,
            }))?;
        }
        Ok(())
    }
}

/// Finds the place of a name on the wire, first where the one before it says: members mostly come in
/// order.
struct MemberName {
    shape: &'static Shape,
    case: Case,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Option<(usize, OnWire)>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Self::Value, D::Error> {
        d.deserialize_str(self)
    }
}

impl Visitor<'_> for MemberName {
    type Value = Option<(usize, OnWire)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(input::find(self.shape, self.case, name, self.next))
    }
}

struct Items<'a> {
    list: &'a mut dyn Sequence,
    wire: &'a Wire,
    case: Case,
    path: &'a Path<'a>,
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list{}", self.path.place())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Items { list, wire, case, path } = self;
        let stated = wire.stated_within();
        let wire = stated.as_ref().unwrap_or(&Wire::NONE);
        list.restart(0);
        for index in 0.. {
            let path = path.item(index);
            let item = JsonItem { list: &mut *list, wire, case, path: &path };
            if items.next_element_seed(Optional(item))?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

/// The next item of a list.
struct JsonItem<'a> {
    list: &'a mut dyn Sequence,
    wire: &'a Wire,
    case: Case,
    path: &'a Path<'a>,
}

impl Fill for JsonItem<'_> {
    fn fill<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let JsonItem { list, wire, case, path } = self;
        ValueAt { value: list.push(), wire, case, path, whole: false }.fill(deserializer)
    }

    fn nothing(self) -> bool {
        // A document may be null.
        let is_document = matches!(self.list.push().slot(), Slot::Document(_));
        if !is_document {
            self.list.drop_last();
        }
        is_document
    }
}

struct Pairs<'a> {
    map: &'a mut dyn Entries,
    wire: &'a Wire,
    case: Case,
    path: &'a Path<'a>,
}

impl<'de> Visitor<'de> for Pairs<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map{}", self.path.place())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<(), A::Error> {
        let Pairs { map, wire, case, path } = self;
        let stated = wire.stated_within();
        let wire = stated.as_ref().unwrap_or(&Wire::NONE);
        map.restart();
        while let Some(key) = pairs.next_key_seed(Text)? {
            let path = path.key(&key);
            let pair = Pair { map: &mut *map, key: &key, wire, case, path: &path };
            pairs.next_value_seed(Optional(pair))?;
        }
        Ok(())
    }
}

/// Text, out of what is read where it stands there as it is.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Cow<'de, str>, D::Error> {
        d.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// The value of a key.
struct Pair<'a> {
    map: &'a mut dyn Entries,
    key: &'a str,
    wire: &'a Wire,
    case: Case,
    path: &'a Path<'a>,
}

impl Fill for Pair<'_> {
    fn fill<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Pair { map, key, wire, case, path } = self;
        match map.entry(key) {
            Some(value) => ValueAt { value, wire, case, path, whole: false }.fill(deserializer),
            None => Err(D::Error::custom(format_args!("no key of its map{}", path.place()))),
        }
    }

    fn nothing(self) -> bool {
        let entry = self.map.entry(self.key);
        let is_document = entry.is_some_and(|value| matches!(value.slot(), Slot::Document(_)));
        if !is_document {
            self.map.remove(self.key);
        }
        is_document
    }
}

/// A union: an object of which one entry holds something.
struct OneMember<'a> {
    union: &'a mut dyn Union,
    case: Case,
    path: &'a Path<'a>,
}

impl<'de> Visitor<'de> for OneMember<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a `{}`{}", self.union.shape().name, self.path.place())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let OneMember { union, case, path } = self;
        let shape = union.shape();
        let mut set = 0;
        let mut unknown = None;
        while let Some(name) = map.next_key_seed(Text)? {
            if let Some((place, stated)) = input::find(shape, case, &name, 0) {
                let path = path.member(shape.members[place]);
                let wire = stated.beside;
                let member = Chosen { union: &mut *union, place, wire, case, path: &path };
                set += usize::from(map.next_value_seed(Optional(member))?);
                continue;
            }
            let value: Document = map.next_value()?;
            // What type it is of, which some services add to every object.
            if !value.is_null() && name != "__type" {
                unknown = Some(UnknownMember::new(name.into_owned(), value));
            }
        }
        match (set, unknown) {
            (0, Some(member)) => union.set_unknown(member),
            (0 | 1, _) => {}
            _ => {
                return Err(A::Error::custom(format_args!(
                    "more than one member of a `{}` is set{}",
                    shape.name,
                    path.place(),
                )));
            }
        }
        Ok(())
    }
}

/// A member of a union.
struct Chosen<'a> {
    union: &'a mut dyn Union,
    place: usize,
    wire: &'static Wire,
    case: Case,
    path: &'a Path<'a>,
}

impl Fill for Chosen<'_> {
    fn fill<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Chosen { union, place, wire, case, path } = self;
        ValueAt { value: union.set(place), wire, case, path, whole: false }.fill(deserializer)
    }
}
