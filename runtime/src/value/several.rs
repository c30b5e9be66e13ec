//! Lists and maps.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Key, Slot, Value, View};
use crate::{List, Map};

/// A list of values.
pub trait Sequence {
    /// How many there are.
    fn count(&self) -> usize;

    /// The value at a place.
    fn at(&self, index: usize) -> Option<&dyn Value>;

    /// A new blank value at the end.
    fn push(&mut self) -> &mut dyn Value;

    /// Takes the value at the end out.
    fn drop_last(&mut self);

    /// Takes all values out, and makes room for as many.
    fn restart(&mut self, room: usize);
}

/// A map from text to values.
pub trait Entries {
    /// How many there are.
    fn count(&self) -> usize;

    /// Calls `f` with each key and value, in the order of the keys, until it says `false`.
    fn each(&self, f: &mut dyn FnMut(&str, &dyn Value) -> bool);

    /// The value of a key.
    fn find(&self, key: &str) -> Option<&dyn Value>;

    /// The blank value of a new key, or of one that was there; `None` if it cannot be one.
    fn entry(&mut self, key: &str) -> Option<&mut dyn Value>;

    /// Takes the entry of a key out.
    fn remove(&mut self, key: &str);

    /// Takes all entries out.
    fn restart(&mut self);
}

impl<T: Value> Sequence for Vec<T> {
    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn at(&self, index: usize) -> Option<&dyn Value> {
        match self.as_slice().get(index) {
            Some(value) => Some(value),
            None => None,
        }
    }

    #[inline]
    fn push(&mut self) -> &mut dyn Value {
        self.push(T::blank());
        match self.last_mut() {
            Some(value) => value,
            None => unreachable!("a value was pushed"),
        }
    }

    #[inline]
    fn drop_last(&mut self) {
        self.pop();
    }

    #[inline]
    fn restart(&mut self, room: usize) {
        self.clear();
        self.reserve(room);
    }
}

impl<K: Key, V: Value> Entries for BTreeMap<K, V> {
    #[inline]
    fn count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn each(&self, f: &mut dyn FnMut(&str, &dyn Value) -> bool) {
        for (key, value) in self {
            if !f(&key.text(), value) {
                break;
            }
        }
    }

    #[inline]
    fn find(&self, key: &str) -> Option<&dyn Value> {
        match self.get(&K::from_text(key)?) {
            Some(value) => Some(value),
            None => None,
        }
    }

    #[inline]
    fn entry(&mut self, key: &str) -> Option<&mut dyn Value> {
        match self.entry(K::from_text(key)?) {
            Entry::Vacant(vacant) => Some(vacant.insert(V::blank())),
            Entry::Occupied(occupied) => {
                let value = occupied.into_mut();
                *value = V::blank();
                Some(value)
            }
        }
    }

    #[inline]
    fn remove(&mut self, key: &str) {
        if let Some(key) = K::from_text(key) {
            self.remove(&key);
        }
    }

    #[inline]
    fn restart(&mut self) {
        self.clear();
    }
}

impl<T: Value> Value for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Vec::new()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Value> Value for List<T> {
    #[inline]
    fn blank() -> Self {
        List::unset()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        if self.is_set() { View::List(&**self) } else { View::Unset }
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::List(&mut **self)
    }

    #[inline]
    fn clear(&mut self) {
        *self = List::unset();
    }
}

impl<K: Key, V: Value> Value for BTreeMap<K, V> {
    #[inline]
    fn blank() -> Self {
        BTreeMap::new()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<K: Key, V: Value> Value for Map<K, V> {
    #[inline]
    fn blank() -> Self {
        Map::unset()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        if self.is_set() { View::Map(&**self) } else { View::Unset }
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(&mut **self)
    }

    #[inline]
    fn clear(&mut self) {
        *self = Map::unset();
    }
}
