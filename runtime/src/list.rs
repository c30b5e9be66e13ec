//! A list that may be unset.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// A list that may be unset.
///
/// It is read as a [`Vec`], and unset reads as empty, so that no one has to ask first. But the two
/// are not the same: an unset list is not written, an empty one is written as such, which is how
/// many an API is told to take everything out.
///
/// ```
/// use doc_bindgen_runtime::List;
///
/// let mut names: List<String> = List::default();
/// assert!(names.is_empty() && !names.is_set());
/// names.push("a".to_owned());
/// assert!(names.is_set());
/// for name in &names {
///     assert_eq!(name, "a");
/// }
/// assert!(List::<String>::from([]).is_set());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct List<T>(Option<Vec<T>>);

impl<T> List<T> {
    /// A list that is unset.
    pub const fn unset() -> Self {
        List(None)
    }

    /// Whether it is set, be it to nothing.
    pub const fn is_set(&self) -> bool {
        self.0.is_some()
    }

    /// The list, owned; an unset one is empty.
    pub fn into_vec(self) -> Vec<T> {
        self.0.unwrap_or_default()
    }

    /// The list, if it is set.
    pub fn into_option(self) -> Option<Vec<T>> {
        self.0
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List(None)
    }
}

impl<T: 'static> Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        self.0.as_ref().unwrap_or(const { &Vec::new() })
    }
}

/// What is taken to be changed is set.
impl<T: 'static> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        self.0.get_or_insert_with(Vec::new)
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        List(Some(items))
    }
}

impl<T> From<Option<Vec<T>>> for List<T> {
    fn from(items: Option<Vec<T>>) -> Self {
        List(items)
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        List(Some(items.into()))
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        List(Some(items.into_iter().collect()))
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.into_vec()
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, T: 'static> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.as_deref_mut().unwrap_or_default().iter_mut()
    }
}

/// Equal to a list of the same items, unset or not.
impl<T: PartialEq + 'static> PartialEq<Vec<T>> for List<T> {
    fn eq(&self, other: &Vec<T>) -> bool {
        **self == *other
    }
}

/// Equal to the same items, unset or not.
impl<T: PartialEq + 'static, const N: usize> PartialEq<[T; N]> for List<T> {
    fn eq(&self, other: &[T; N]) -> bool {
        **self == *other
    }
}

/// As its items, or `None` where it is unset.
impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(items) => items.fmt(f),
            None => f.write_str("None"),
        }
    }
}
