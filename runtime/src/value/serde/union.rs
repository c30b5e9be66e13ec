//! Reading a union: a map of which one entry holds something.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::super::{Path, Union};
use super::read::fill;
use crate::{Document, UnknownMember};

/// Reads into a blank union. Entries of `null` are as good as none. A member that is not known is
/// kept if no known one stands beside it.
pub(super) fn read<'de, D>(
    union: &mut dyn Union,
    path: &Path<'_>,
    deserializer: D,
) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
{
    let nullable = deserializer.is_human_readable();
    deserializer.deserialize_map(OneMember { union, path, nullable })
}

struct OneMember<'a> {
    union: &'a mut dyn Union,
    path: &'a Path<'a>,
    nullable: bool,
}

impl<'de> Visitor<'de> for OneMember<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a `{}`, a map of one entry{}", self.union.shape().name, self.path.place())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut known = false;
        let mut unknown: Option<UnknownMember> = None;
        let mut several = false;
        while let Some(name) = map.next_key::<String>()? {
            match self.union.shape().place(&name) {
                Some(index) => {
                    let (union, nullable) = (&mut *self.union, self.nullable);
                    let path = &self.path.member(&name);
                    let set = map.next_value_seed(KnownMember { union, path, index, nullable })?;
                    several |= known && set;
                    known |= set;
                }
                None => {
                    let value: Document = map.next_value()?;
                    if value != Document::Null {
                        several |= unknown.replace(UnknownMember::new(name, value)).is_some();
                    }
                }
            }
        }
        if several {
            let (name, place) = (self.union.shape().name, self.path.place());
            return Err(A::Error::custom(format_args!(
                "more than one member of a `{name}` is set{place}"
            )));
        }
        if let (false, Some(member)) = (known, unknown) {
            self.union.set_unknown(member);
        }
        Ok(())
    }
}

struct KnownMember<'a> {
    union: &'a mut dyn Union,
    path: &'a Path<'a>,
    index: usize,
    nullable: bool,
}

/// Gives whether there is a value.
impl<'de> DeserializeSeed<'de> for KnownMember<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.nullable {
            deserializer.deserialize_option(self)
        } else {
            self.visit_some(deserializer)
        }
    }
}

impl<'de> Visitor<'de> for KnownMember<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value of a member{}", self.path.place())
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        fill(self.union.set(self.index), self.path, deserializer)?;
        Ok(true)
    }
}
