//! A part of something new, with all that is in it.

/// A part of what is new, and what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Entry {
    /// A member, an error, or what an operation's side is called.
    pub name: String,
    /// Its type, as the spec writes it.
    pub ty: String,
    /// It must be there.
    pub required: bool,
    /// The values that it can have.
    pub values: Vec<String>,
    /// The first sentence of its documentation.
    pub said: Option<String>,
    /// What is in it; a shape that stands in several places is written out at the first.
    pub entries: Vec<Entry>,
}

impl Entry {
    /// How many parts there are below this one, values among them.
    pub fn count(&self) -> usize {
        self.values.len() + self.entries.iter().map(|it| 1 + it.count()).sum::<usize>()
    }
}
