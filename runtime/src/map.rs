//! A map that may be unset.

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::fmt;
use std::ops::{Deref, DerefMut};

/// A map that may be unset: to a [`BTreeMap`] what [`List`](crate::List) is to a [`Vec`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Map<K, V>(Option<BTreeMap<K, V>>);

impl<K, V> Map<K, V> {
    /// A map that is unset.
    pub const fn unset() -> Self {
        Map(None)
    }

    /// Whether it is set, be it to nothing.
    pub const fn is_set(&self) -> bool {
        self.0.is_some()
    }

    /// The map, owned; an unset one is empty.
    pub fn into_map(self) -> BTreeMap<K, V> {
        self.0.unwrap_or_default()
    }

    /// The map, if it is set.
    pub fn into_option(self) -> Option<BTreeMap<K, V>> {
        self.0
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map(None)
    }
}

impl<K: 'static, V: 'static> Deref for Map<K, V> {
    type Target = BTreeMap<K, V>;

    fn deref(&self) -> &BTreeMap<K, V> {
        self.0.as_ref().unwrap_or(const { &BTreeMap::new() })
    }
}

/// What is taken to be changed is set.
impl<K: 'static, V: 'static> DerefMut for Map<K, V> {
    fn deref_mut(&mut self) -> &mut BTreeMap<K, V> {
        self.0.get_or_insert_with(BTreeMap::new)
    }
}

impl<K, V> From<BTreeMap<K, V>> for Map<K, V> {
    fn from(entries: BTreeMap<K, V>) -> Self {
        Map(Some(entries))
    }
}

impl<K, V> From<Option<BTreeMap<K, V>>> for Map<K, V> {
    fn from(entries: Option<BTreeMap<K, V>>) -> Self {
        Map(entries)
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        Map(Some(entries.into()))
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Map(Some(entries.into_iter().collect()))
    }
}

impl<K, V> From<Map<K, V>> for BTreeMap<K, V> {
    fn from(map: Map<K, V>) -> Self {
        map.into_map()
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = btree_map::IntoIter<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_map().into_iter()
    }
}

impl<'a, K: 'static, V: 'static> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = btree_map::Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Equal to a map of the same entries, unset or not.
impl<K: PartialEq + 'static, V: PartialEq + 'static> PartialEq<BTreeMap<K, V>> for Map<K, V> {
    fn eq(&self, other: &BTreeMap<K, V>) -> bool {
        **self == *other
    }
}

/// As its entries, or `None` where it is unset.
impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(entries) => entries.fmt(f),
            None => f.write_str("None"),
        }
    }
}
