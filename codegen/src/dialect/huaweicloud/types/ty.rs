//! What a type is, as a table writes it.

use crate::facts::Scalar;

/// A type as a table writes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Type<'d> {
    /// A value with no parts.
    Scalar(Scalar),
    /// A number; tables say so of whole ones and of others.
    Number,
    /// Something that has parts; the table does not say which.
    Object,
    /// A list; the table does not say of what.
    Array,
    /// What a table of its own lists.
    Named(Reference<'d>),
    /// A list of one type.
    List(Box<Type<'d>>),
    /// A map from strings to one type.
    Map(Box<Type<'d>>),
    /// A map; the table does not say to what.
    Pairs,
}

/// A name for what another table lists, or a link to that table, or both.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference<'d> {
    /// What is shown.
    pub name: String,
    /// Where the link leads.
    pub target: Option<&'d str>,
}

impl Reference<'_> {
    /// The anchor that the link leads to, of this page or another; case means nothing in it.
    pub fn anchor(&self) -> Option<String> {
        let target = self.target?;
        let anchor = target.rsplit('#').next().unwrap_or(target);
        (!anchor.is_empty()).then(|| anchor.to_ascii_lowercase())
    }

    /// The page that the link leads to, where it says so: `page` of `../page.html#anchor`, nothing
    /// of `#anchor`.
    pub fn page(&self) -> Option<&str> {
        let (page, _) = self.target?.split_once('#')?;
        let name = page.rsplit('/').next().unwrap_or(page);
        Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    }
}
