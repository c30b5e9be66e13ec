//! What the documentation does not know yet.

use std::fmt;

use crate::Document;

/// A member of a union that the documentation did not know: it is kept, and written back unchanged.
///
/// It is seldom there, so it takes no more room in a union than where it is.
///
/// ```
/// use doc_bindgen_runtime::UnknownMember;
///
/// let member = UnknownMember::new("Colour", "blue");
/// assert_eq!((member.name(), member.value().as_str()), ("Colour", Some("blue")));
/// ```
#[derive(Clone, Default)]
pub struct UnknownMember(Option<Box<Known>>);

/// What is known of it.
#[derive(Clone, Default)]
struct Known {
    name: String,
    value: Document,
}

impl UnknownMember {
    /// The member of that name, with that value.
    pub fn new(name: impl Into<String>, value: impl Into<Document>) -> Self {
        UnknownMember(Some(Box::new(Known { name: name.into(), value: value.into() })))
    }

    /// Its name; of a blank one empty.
    pub fn name(&self) -> &str {
        self.0.as_ref().map_or("", |known| &known.name)
    }

    /// Its value; of a blank one null.
    pub fn value(&self) -> &Document {
        static NULL: Document = Document::Null;

        self.0.as_ref().map_or(&NULL, |known| &known.value)
    }

    /// Its value, to be changed.
    pub fn value_mut(&mut self) -> &mut Document {
        &mut self.0.get_or_insert_default().value
    }
}

impl PartialEq for UnknownMember {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name() && self.value() == other.value()
    }
}

impl fmt::Debug for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let member = &mut f.debug_struct("UnknownMember");
        member.field("name", &self.name()).field("value", self.value()).finish()
    }
}
