//! The keys of maps.

use crate::Enumeration;

/// The key of a map: it is written as text.
pub trait Key: Ord + 'static {
    /// Calls `f` with the key as text, and returns what it does.
    fn with_text(&self, f: &mut dyn FnMut(&str) -> bool) -> bool;

    /// The key that is written so; `None` if none is.
    fn from_text(text: &str) -> Option<Self>
    where
        Self: Sized;
}

impl Key for String {
    fn with_text(&self, f: &mut dyn FnMut(&str) -> bool) -> bool {
        f(self)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Key for i64 {
    fn with_text(&self, f: &mut dyn FnMut(&str) -> bool) -> bool {
        f(&self.to_string())
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Key for bool {
    fn with_text(&self, f: &mut dyn FnMut(&str) -> bool) -> bool {
        f(if *self { "true" } else { "false" })
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl<E: Enumeration + Ord> Key for E {
    #[inline]
    fn with_text(&self, f: &mut dyn FnMut(&str) -> bool) -> bool {
        f(self.as_str())
    }

    #[inline]
    fn from_text(text: &str) -> Option<Self> {
        Some(E::parse(text))
    }
}
