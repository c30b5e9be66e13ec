//! The keys of maps.

use std::borrow::Cow;

use crate::Enumeration;

/// The key of a map: it is written as text.
pub trait Key: Ord + 'static {
    /// The key as text.
    fn text(&self) -> Cow<'_, str>;

    /// The key that is written so; `None` if none is.
    fn from_text(text: &str) -> Option<Self>
    where
        Self: Sized;
}

impl Key for String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Key for i64 {
    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Key for bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }

    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl<E: Enumeration + Ord> Key for E {
    #[inline]
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    #[inline]
    fn from_text(text: &str) -> Option<Self> {
        Some(E::parse(text))
    }
}
