//! Enums that keep values which the documentation does not know.

/// An emitted enum: a string that is one of a list of values, or one that is not known yet.
pub trait Enumeration: Sized + 'static {
    /// The values that the documentation knows, sorted.
    const VALUES: &'static [&'static str];

    /// The value at that place of [`VALUES`](Self::VALUES); beyond their end an unknown one, which
    /// is written as `text`.
    fn known(index: usize, text: &str) -> Self;

    /// The value as the documentation writes it.
    fn as_str(&self) -> &str;

    /// The value that is written so.
    fn parse(text: &str) -> Self {
        Self::known(find(Self::VALUES, text), text)
    }
}

fn find(values: &[&str], text: &str) -> usize {
    values.binary_search(&text).unwrap_or(usize::MAX)
}

/// An [`Enumeration`] to be written.
pub trait Named {
    /// The values that the documentation knows, sorted.
    fn values(&self) -> &'static [&'static str];

    /// Becomes the value that is written so.
    fn set(&mut self, text: &str);
}

impl<E: Enumeration> Named for E {
    #[inline]
    fn values(&self) -> &'static [&'static str] {
        E::VALUES
    }

    #[inline]
    fn set(&mut self, text: &str) {
        *self = E::parse(text);
    }
}
