//! Any JSON value.

mod display;
mod number;
#[cfg(feature = "serde")]
mod serde;

use std::collections::BTreeMap;

pub use number::Number;

/// Any JSON value. [`Display`](std::fmt::Display) writes it as JSON.
///
/// ```
/// use doc_bindgen_runtime::Document;
///
/// let document = Document::from_iter([
///     ("$schema", Document::from("http://json-schema.org/schema")),
///     ("required", Document::from_iter(["portalId"])),
///     ("minimum", Document::from(1)),
/// ]);
/// assert_eq!(document.get("minimum").and_then(Document::as_i64), Some(1));
/// assert_eq!(
///     document.to_string(),
///     r#"{"$schema":"http://json-schema.org/schema","minimum":1,"required":["portalId"]}"#,
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Document {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Document>),
    /// A map. Its keys are sorted, so that writing it gives the same bytes every time.
    Object(BTreeMap<String, Document>),
}

impl Document {
    /// It is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Document::Null)
    }

    /// The boolean that it is.
    pub fn as_bool(&self) -> Option<bool> {
        if let Document::Bool(it) = self { Some(*it) } else { None }
    }

    /// The number that it is.
    pub fn as_number(&self) -> Option<Number> {
        if let Document::Number(it) = self { Some(*it) } else { None }
    }

    /// The whole number that it is, if an `i64` holds it.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number that it is, as near as an `f64` comes to it.
    pub fn as_f64(&self) -> Option<f64> {
        Some(self.as_number()?.as_f64())
    }

    /// The string that it is.
    pub fn as_str(&self) -> Option<&str> {
        if let Document::String(it) = self { Some(it) } else { None }
    }

    /// The list that it is.
    pub fn as_array(&self) -> Option<&[Document]> {
        if let Document::Array(it) = self { Some(it) } else { None }
    }

    /// The map that it is.
    pub fn as_object(&self) -> Option<&BTreeMap<String, Document>> {
        if let Document::Object(it) = self { Some(it) } else { None }
    }

    /// What stands under the key, if it is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Document> {
        self.as_object()?.get(key)
    }
}

impl From<bool> for Document {
    fn from(it: bool) -> Self {
        Document::Bool(it)
    }
}

impl<N> From<N> for Document
where
    Number: From<N>,
{
    fn from(it: N) -> Self {
        Document::Number(it.into())
    }
}

impl From<&str> for Document {
    fn from(it: &str) -> Self {
        Document::String(it.into())
    }
}

impl From<String> for Document {
    fn from(it: String) -> Self {
        Document::String(it)
    }
}

impl From<Vec<Document>> for Document {
    fn from(it: Vec<Document>) -> Self {
        Document::Array(it)
    }
}

impl From<BTreeMap<String, Document>> for Document {
    fn from(it: BTreeMap<String, Document>) -> Self {
        Document::Object(it)
    }
}

/// `null` for `None`.
impl<T: Into<Document>> From<Option<T>> for Document {
    fn from(it: Option<T>) -> Self {
        it.map_or(Document::Null, Into::into)
    }
}

impl<T: Into<Document>> FromIterator<T> for Document {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Document::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, T: Into<Document>> FromIterator<(K, T)> for Document {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        Document::Object(entries.map(|(key, value)| (key.into(), value.into())).collect())
    }
}

#[cfg(test)]
mod tests;
