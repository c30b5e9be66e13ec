//! Reading a structure.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess};
use serde_core::de::{SeqAccess, Visitor};

use super::super::{Path, Value, View};
use super::places::Places;
use super::read::Optional;

/// Reads into a blank structure.
pub(super) fn read<'de, D>(
    record: &mut dyn Value,
    path: &Path<'_>,
    deserializer: D,
) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
{
    let shape = record.shape();
    deserializer.deserialize_struct(shape.name, shape.members, Members(record, path))
}

struct Members<'a>(&'a mut dyn Value, &'a Path<'a>);

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a `{}`{}", self.0.shape().name, self.1.place())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Members(record, path) = self;
        let names = record.shape().members;
        let mut seen = Places::new(names.len());
        let mut next = 0;
        while let Some(found) = map.next_key_seed(MemberName { names, next })? {
            let Some(index) = found else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            next = index + 1;
            let path = path.member(names[index]);
            if seen.contains(index) {
                return Err(A::Error::custom(format_args!("duplicate field `{path}`")));
            }
            if map.next_value_seed(Optional(record.member_mut(index), &path))? {
                seen.insert(index);
            }
        }
        complete(record, path, &seen)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let names = self.0.shape().members;
        let mut seen = Places::new(names.len());
        for (index, name) in names.iter().enumerate() {
            let path = self.1.member(name);
            match seq.next_element_seed(Optional(self.0.member_mut(index), &path))? {
                Some(true) => seen.insert(index),
                Some(false) => {}
                None => return Err(A::Error::invalid_length(index, &self)),
            }
        }
        complete(self.0, self.1, &seen)
    }
}

/// A required member that is not there leaves a value that nobody gave, unless it can be unset, as
/// in all that responses hold.
fn complete<E: Error>(record: &dyn Value, path: &Path<'_>, seen: &Places) -> Result<(), E> {
    let shape = record.shape();
    for &index in shape.required {
        // A document may be null, which is what a blank one is.
        let blank = || matches!(record.member(index).view(), View::Unset | View::Document(_));
        if !seen.contains(index) && !blank() {
            let name = shape.members.get(index).copied().unwrap_or_default();
            return Err(E::custom(format_args!("missing field `{}`", path.member(name))));
        }
    }
    Ok(())
}

/// Finds the place of a name, first where the one before it says: members mostly come in order.
pub(super) struct MemberName {
    pub(super) names: &'static [&'static str],
    pub(super) next: usize,
}

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<Option<usize>, D::Error> {
        d.deserialize_identifier(self)
    }
}

impl Visitor<'_> for MemberName {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        let (before, after) = self.names.split_at(self.next.min(self.names.len()));
        let later = after.iter().position(|it| *it == name).map(|at| before.len() + at);
        Ok(later.or_else(|| before.iter().position(|it| *it == name)))
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Option<usize>, E> {
        match std::str::from_utf8(name) {
            Ok(name) => self.visit_str(name),
            Err(_) => Ok(None),
        }
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<Option<usize>, E> {
        Ok(usize::try_from(index).ok().filter(|&index| index < self.names.len()))
    }
}
