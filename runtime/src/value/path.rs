//! Where in a value something is.

use std::fmt::{self, Display, Formatter, Write};

/// Where in a value something is, shown as `Table.Attributes[3].Name`: what an error names.
///
/// Each step lies on the stack of who takes it and points to the one before, so a path costs nothing
/// until it is shown.
///
/// ```
/// use doc_bindgen_runtime::Path;
///
/// let table = Path::Root.member("Table");
/// let attributes = table.member("Attributes");
/// let fourth = attributes.item(3);
/// assert_eq!(fourth.member("Name").to_string(), "Table.Attributes[3].Name");
/// assert_eq!(table.key("a b").to_string(), r#"Table["a b"]"#);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub enum Path<'a> {
    /// The value itself.
    #[default]
    Root,
    /// A member of a structure, union or event, by its name in the documentation.
    Member(&'a Path<'a>, &'a str),
    /// An item of a list.
    Item(&'a Path<'a>, usize),
    /// The value of a map's key.
    Key(&'a Path<'a>, &'a str),
}

impl<'a> Path<'a> {
    /// The path of a member.
    pub const fn member(&'a self, name: &'a str) -> Self {
        Path::Member(self, name)
    }

    /// The path of an item.
    pub const fn item(&'a self, index: usize) -> Self {
        Path::Item(self, index)
    }

    /// The path of a key's value.
    pub const fn key(&'a self, key: &'a str) -> Self {
        Path::Key(self, key)
    }

    /// What stands behind a message to say where: nothing for the value itself.
    #[allow(dead_code)] // by whoever reads, each of them behind a feature
    pub(crate) fn place(&'a self) -> impl Display {
        Place(self)
    }
}

/// The longest key that is shown whole.
const LONGEST: usize = 100;

impl Display for Path<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Member(outer, name) => word(outer, name, f),
            Path::Item(outer, index) => write!(f, "{outer}[{index}]"),
            Path::Key(outer, key) => {
                let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
                if !key.is_empty() && key.len() <= LONGEST && key.chars().all(is_plain) {
                    return word(outer, key, f);
                }
                write!(f, "{outer}[\"")?;
                key.chars()
                    .take(LONGEST)
                    .flat_map(char::escape_debug)
                    .try_for_each(|c| f.write_char(c))?;
                f.write_str(if key.chars().nth(LONGEST).is_some() { "…\"]" } else { "\"]" })
            }
        }
    }
}

fn word(outer: &Path<'_>, word: &str, f: &mut Formatter<'_>) -> fmt::Result {
    match outer {
        Path::Root => f.write_str(word),
        _ => write!(f, "{outer}.{word}"),
    }
}

struct Place<'a>(&'a Path<'a>);

impl Display for Place<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Path::Root => Ok(()),
            path => write!(f, " in `{path}`"),
        }
    }
}
