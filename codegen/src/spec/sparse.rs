//! Facts of which most things have none.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::keys::Keys;

/// A group of facts of which most members have none, and then it takes no room. It reads as the
/// group itself.
#[allow(private_bounds)] // the groups are known here
pub struct Sparse<T: Keys>(Option<Box<T>>);

#[allow(private_bounds)]
impl<T: Keys> Sparse<T> {
    /// Nothing is stated.
    pub const NONE: Self = Sparse(None);

    /// Takes over what the other states and this does not.
    pub fn fill_from(&mut self, other: &Self) {
        if other.0.is_some() && !other.is_empty() {
            (**self).fill(other);
        }
    }

    /// Takes over what the other states.
    pub fn put_from(&mut self, other: &Self) {
        if other.0.is_some() && !other.is_empty() {
            (**self).put(other);
        }
    }
}

impl<T: Keys> Deref for Sparse<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NONE)
    }
}

impl<T: Keys> DerefMut for Sparse<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Keys> From<T> for Sparse<T> {
    fn from(facts: T) -> Self {
        Sparse((!facts.is_empty()).then(|| Box::new(facts)))
    }
}

impl<T: Keys> Clone for Sparse<T> {
    fn clone(&self) -> Self {
        Sparse(self.0.as_ref().filter(|facts| !facts.is_empty()).cloned())
    }
}

impl<T: Keys> Default for Sparse<T> {
    fn default() -> Self {
        Self::NONE
    }
}

/// One that has room for facts and none is the same as one without.
impl<T: Keys> PartialEq for Sparse<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            _ => **self == **other,
        }
    }
}

impl<T: Keys + fmt::Debug> fmt::Debug for Sparse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
