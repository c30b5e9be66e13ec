//! Reading lists and maps.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::super::{Entries, Path, Sequence, Value, View};
use super::read::{Optional, fill};

/// Whether a value may be null: a document is then kept that others are dropped for.
fn may_be_null(value: &dyn Value) -> bool {
    matches!(value.view(), View::Document(_))
}

/// The items of a list.
pub(super) struct Items<'a> {
    list: &'a mut dyn Sequence,
    path: &'a Path<'a>,
    /// The format can tell that an item is null. In others nothing stands for null among items, and
    /// asking for it would be taken for part of the item.
    nullable: bool,
}

impl Items<'_> {
    pub(super) fn read<'de, D: Deserializer<'de>>(
        list: &mut dyn Sequence,
        path: &Path<'_>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let nullable = deserializer.is_human_readable();
        deserializer.deserialize_seq(Items { list, path, nullable })
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list{}", self.path.place())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Items { list, path, nullable } = self;
        // What the input says of its own size is believed up to a point.
        list.restart(items.size_hint().unwrap_or(0).min(256));
        for index in 0.. {
            let path = path.item(index);
            match items.next_element_seed(SequenceItem { list, path: &path, nullable })? {
                Some(true) => {}
                Some(false) => list.drop_last(),
                None => break,
            }
        }
        Ok(())
    }
}

/// The next item of a list. Gives whether it stays.
struct SequenceItem<'a> {
    list: &'a mut dyn Sequence,
    path: &'a Path<'a>,
    nullable: bool,
}

impl<'de> DeserializeSeed<'de> for SequenceItem<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        present(self.list.push(), self.path, self.nullable, deserializer)
    }
}

/// Reads an item or a value of an entry; gives whether it stays.
fn present<'de, D: Deserializer<'de>>(
    value: &mut dyn Value,
    path: &Path<'_>,
    nullable: bool,
    deserializer: D,
) -> Result<bool, D::Error> {
    if !nullable || may_be_null(value) {
        fill(value, path, deserializer)?;
        return Ok(true);
    }
    Optional(value, path).deserialize(deserializer)
}

/// The entries of a map.
pub(super) struct Pairs<'a> {
    map: &'a mut dyn Entries,
    path: &'a Path<'a>,
    /// As for [`Items`].
    nullable: bool,
}

impl Pairs<'_> {
    pub(super) fn read<'de, D: Deserializer<'de>>(
        map: &mut dyn Entries,
        path: &Path<'_>,
        deserializer: D,
    ) -> Result<(), D::Error> {
        let nullable = deserializer.is_human_readable();
        deserializer.deserialize_map(Pairs { map, path, nullable })
    }
}

impl<'de> Visitor<'de> for Pairs<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a map{}", self.path.place())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<(), A::Error> {
        let Pairs { map, path, nullable } = self;
        map.restart();
        while let Some(key) = pairs.next_key::<String>()? {
            let Some(value) = map.entry(&key) else {
                return Err(A::Error::custom(format_args!(
                    "`{key}` cannot be a key{}",
                    path.place()
                )));
            };
            let path = path.key(&key);
            let stays = pairs.next_value_seed(Entry { value, path: &path, nullable })?;
            if !stays {
                map.remove(&key);
            }
        }
        Ok(())
    }
}

/// The value of an entry. Gives whether it stays.
struct Entry<'a> {
    value: &'a mut dyn Value,
    path: &'a Path<'a>,
    nullable: bool,
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        present(self.value, self.path, self.nullable, deserializer)
    }
}
