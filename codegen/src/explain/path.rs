//! What a person asks for: `ListSessions.sessions.status`.

use std::fmt;
use std::str::FromStr;

/// A path from an operation, a paginator, a waiter or a shape that pages name, down to a position.
///
/// Elements of lists and values of maps are passed through without a word; `[]` and `{}` behind a
/// name may say so. `{key}` is the key of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The operation, by its name on the wire or its method.
    pub root: Box<str>,
    /// The side of the operation that is meant; both where it is not said.
    pub side: Option<Side>,
    /// The members, from the outermost to the one that is asked for.
    pub steps: Vec<Box<str>>,
}

/// What an operation takes, or what it returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What it takes.
    Input,
    /// What it returns.
    Output,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Side::Input => "input",
            Side::Output => "output",
        })
    }
}

/// A path that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathError;

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path is the name of an operation, then of members, with dots between them")
    }
}

impl std::error::Error for PathError {}

impl FromStr for Path {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let mut names = text.split('.').flat_map(parts);
        let root = names.next().filter(|name| !name.is_empty()).ok_or(PathError)?;
        let mut path = Path { root: root.into(), side: None, steps: Vec::new() };
        for (at, name) in names.enumerate() {
            match (at, name) {
                (_, "") => return Err(PathError),
                (0, "input" | "request") => path.side = Some(Side::Input),
                (0, "output" | "response") => path.side = Some(Side::Output),
                (_, name) => path.steps.push(name.into()),
            }
        }
        Ok(path)
    }
}

/// A name without the marks of lists and maps, and the mark of a key as a name of its own.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let (name, is_key) = match name.strip_suffix("{key}") {
        Some(name) => (name, true),
        None => (name, false),
    };
    let mut name = name;
    while let Some(rest) = name.strip_suffix("[]").or_else(|| name.strip_suffix("{}")) {
        name = rest;
    }
    let own = (!is_key || !name.is_empty()).then_some(name);
    own.into_iter().chain(is_key.then_some("{key}"))
}

impl Path {
    /// Whether `name` is what the path begins with.
    pub fn is_root(&self, name: &str) -> bool {
        *self.root == *name
    }

    /// Whether the operation as such is asked for.
    pub fn is_whole(&self) -> bool {
        self.side.is_none() && self.steps.is_empty()
    }
}
