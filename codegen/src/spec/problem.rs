//! What can be wrong with a spec.

use std::fmt;

use super::TypeError;
use crate::diagnostic::rules::spec as rules;
use crate::diagnostic::{Diagnostic, Place, Rule};

/// A step from the top of a spec file to a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the value of a key.
    Key(Box<str>),
    /// Into the value of a key that stands more than once: the occurrence, counted from 0.
    Again(Box<str>, u32),
    /// Into an entry of a list, counted from 0.
    Entry(u32),
}

/// The way from the top of a spec file to a place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPath(pub Vec<Step>);

impl KeyPath {
    /// The path through these keys.
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        KeyPath(keys.into_iter().map(|key| Step::Key(key.into())).collect())
    }

    /// This path and one key more.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// This path and the second occurrence of a key.
    #[must_use]
    pub fn again(&self, key: &str) -> Self {
        self.step(Step::Again(key.into(), 1))
    }

    /// This path and one step more.
    #[must_use]
    pub fn step(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        KeyPath(steps)
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) | Step::Again(key, _) => {
                    let dot = if index == 0 { "" } else { "." };
                    write!(f, "{dot}{}", key.escape_debug())?;
                }
                Step::Entry(entry) => write!(f, "[{entry}]")?,
            }
        }
        Ok(())
    }
}

/// Something wrong with a spec, and where in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where.
    pub at: KeyPath,
}

/// What is wrong with a spec.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// It is no YAML, or a mapping stands where a text belongs and the like.
    Yaml(String),
    /// It says that it is of another format than this tool knows.
    Format(String),
    /// A key that the format does not know.
    UnknownKey {
        /// The key.
        key: String,
        /// What it stands in: "a member".
        of: &'static str,
        /// The keys there are.
        known: &'static [&'static str],
    },
    /// A key that must be there is not.
    MissingKey {
        /// The key.
        key: &'static str,
        /// What it is missing in.
        of: &'static str,
    },
    /// A name or key stands more than once.
    Duplicate(String),
    /// A word that is none of those that may stand there.
    NotOneOf {
        /// The word.
        found: String,
        /// What may stand there.
        known: Vec<&'static str>,
    },
    /// A number that is none, or too large.
    Number(String),
    /// The service's id is none.
    ServiceId(String),
    /// A type expression that is none.
    Type {
        /// The expression.
        text: String,
        /// What is wrong with it.
        error: TypeError,
        /// The names that are nearest to one that is unknown.
        nearest: Vec<String>,
    },
    /// A name that stands for nothing.
    Unknown {
        /// What it should be the name of: "shape".
        what: &'static str,
        /// The name.
        name: String,
        /// The names that are nearest to it.
        nearest: Vec<String>,
    },
    /// A shape of another kind than belongs there.
    WrongKind {
        /// The shape.
        name: String,
        /// Its kind.
        found: &'static str,
        /// The kind that belongs there.
        expected: &'static str,
    },
    /// A key that has no meaning here.
    Misplaced {
        /// The key.
        key: &'static str,
        /// Where it has one.
        belongs: &'static str,
    },
    /// A name that cannot be one.
    Name {
        /// The name.
        name: String,
        /// What it should be.
        expected: &'static str,
    },
    /// Something that must not be empty is.
    Empty(&'static str),
    /// A text holds a character that is not for reading.
    Control(char),
    /// A path that is none.
    HttpPath(String),
    /// An overlay speaks of something that the spec does not have.
    Unmatched {
        /// What it should be: "operation".
        what: &'static str,
        /// Its name.
        name: String,
        /// The names that are nearest to it.
        nearest: Vec<String>,
    },
    /// An overlay adds what the pages state themselves, or has another name for it than they.
    Overtaken(String),
    /// An overlay removes a shape that something still refers to.
    StillUsed(String),
    /// A spec does not have what an overlay states.
    NotMerged,
    /// An entry does not say why it is there.
    NoReason,
    /// Of the tokens of a pagination, which is the next of which cannot be told: how many a request
    /// takes, and how many a response gives.
    Tokens(usize, usize),
    /// A value of the structure would never end: each of these members requires the next.
    Infinite(Vec<String>),
}

/// Something wrong with a spec file, located.
#[derive(Clone, Debug, PartialEq)]
pub struct SpecError {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where in the spec.
    pub at: KeyPath,
    /// Where in the file.
    pub place: Place,
    /// The column, counted from 1; 0 where only the line is known.
    pub column: u32,
}

impl ProblemKind {
    /// The entry of the catalogue.
    pub fn rule(&self) -> &'static Rule {
        match self {
            ProblemKind::Yaml(_) => &rules::YAML,
            ProblemKind::Format(_) => &rules::FORMAT,
            ProblemKind::UnknownKey { .. } => &rules::UNKNOWN_KEY,
            ProblemKind::MissingKey { .. } => &rules::MISSING_KEY,
            ProblemKind::Duplicate(_) => &rules::DUPLICATE,
            ProblemKind::NotOneOf { .. } | ProblemKind::Number(_) => &rules::VALUE,
            ProblemKind::ServiceId(_) | ProblemKind::Name { .. } => &rules::NAME,
            ProblemKind::Type { .. } => &rules::TYPE,
            ProblemKind::Unknown { .. } => &rules::UNKNOWN_NAME,
            ProblemKind::WrongKind { .. } => &rules::WRONG_KIND,
            ProblemKind::Misplaced { .. } => &rules::MISPLACED,
            ProblemKind::Empty(_) => &rules::EMPTY,
            ProblemKind::Control(_) => &rules::CONTROL,
            ProblemKind::HttpPath(_) => &rules::HTTP_PATH,
            ProblemKind::Infinite(_) => &rules::INFINITE,
            ProblemKind::Tokens(..) => &rules::TOKENS,
            ProblemKind::Unmatched { .. } => &rules::OVERLAY_UNMATCHED,
            ProblemKind::Overtaken(_) => &rules::OVERLAY_OVERTAKEN,
            ProblemKind::StillUsed(_) => &rules::OVERLAY_STILL_USED,
            ProblemKind::NotMerged => &rules::OVERLAY_NOT_MERGED,
            ProblemKind::NoReason => &rules::NO_REASON,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProblemKind::Yaml(message) => f.write_str(message),
            ProblemKind::Format(found) => {
                write!(f, "format {} is not known; this tool reads format 1", found.escape_debug())
            }
            ProblemKind::UnknownKey { key, of, known } => {
                let suggested = super::nearest::nearest(key, known.iter().copied(), 1);
                match suggested.first() {
                    Some(near) => {
                        write!(f, "{of} has no `{}`; did you mean `{near}`?", key.escape_debug())
                    }
                    None => write!(
                        f,
                        "{of} has no `{}`; it may have {}",
                        key.escape_debug(),
                        words(known)
                    ),
                }
            }
            ProblemKind::MissingKey { key, of } => write!(f, "{of} must have `{key}`"),
            ProblemKind::Duplicate(name) => {
                write!(f, "`{}` stands more than once", name.escape_debug())
            }
            ProblemKind::NotOneOf { found, known } => {
                write!(f, "`{}` is none of {}", found.escape_debug(), words(known))?;
                did_you_mean(f, &super::nearest::nearest(found, known.iter().copied(), 1))
            }
            ProblemKind::Number(found) => {
                write!(f, "`{}` is no number that may stand here", found.escape_debug())
            }
            ProblemKind::ServiceId(message) => f.write_str(message),
            ProblemKind::Type { text, error, nearest } => {
                write!(f, "`{}` is no type: {error}", text.escape_debug())?;
                did_you_mean(f, nearest)
            }
            ProblemKind::Unknown { what, name, nearest } => {
                write!(f, "there is no {what} `{}`", name.escape_debug())?;
                did_you_mean(f, nearest)
            }
            ProblemKind::WrongKind { name, found, expected } => {
                let name = name.escape_debug();
                write!(f, "`{name}` is {found}, and {expected} belongs here")
            }
            ProblemKind::Misplaced { key, belongs } => write!(f, "`{key}` belongs to {belongs}"),
            ProblemKind::Name { name, expected } => {
                write!(f, "`{}` cannot be a name here: {expected}", name.escape_debug())
            }
            ProblemKind::Empty(what) => write!(f, "{what} is empty"),
            ProblemKind::Control(character) => {
                write!(f, "the text holds the control character U+{:04X}", *character as u32)
            }
            ProblemKind::HttpPath(message) => f.write_str(message),
            ProblemKind::Tokens(input, output) => {
                write!(f, "a request takes {input} tokens, and a response gives {output}")
            }
            ProblemKind::Unmatched { what, name, nearest } => {
                write!(f, "the overlay matches nothing: no {what} `{}`", name.escape_debug())?;
                did_you_mean(f, nearest)
            }
            ProblemKind::Overtaken(name) => {
                write!(f, "the documentation has `{}` itself", name.escape_debug())
            }
            ProblemKind::StillUsed(name) => {
                write!(f, "`{}` is removed, and something refers to it", name.escape_debug())
            }
            ProblemKind::NotMerged => f.write_str("the spec does not have what the overlay states"),
            ProblemKind::NoReason => f.write_str("it does not say why"),
            ProblemKind::Infinite(names) if names.len() == 1 => {
                write!(f, "no finite value exists: {} requires itself", words(names))
            }
            ProblemKind::Infinite(names) => {
                write!(f, "no finite value exists: {} require each other", words(names))
            }
        }
    }
}

fn words(words: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    quoted.join(", ")
}

fn did_you_mean(f: &mut fmt::Formatter<'_>, nearest: &[impl AsRef<str>]) -> fmt::Result {
    if nearest.is_empty() { Ok(()) } else { write!(f, "; nearest: {}", words(nearest)) }
}

impl SpecError {
    /// The error as the diagnostics of every other part of the tool.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let message = if self.at.0.is_empty() {
            self.kind.to_string()
        } else {
            format!("{}: {}", self.at, self.kind)
        };
        Diagnostic::new(self.kind.rule(), self.place.clone(), message)
    }
}

impl From<SpecError> for Diagnostic {
    fn from(error: SpecError) -> Self {
        error.to_diagnostic()
    }
}

impl fmt::Display for SpecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if self.column != 0 {
            write!(f, ":{}", self.column)?;
        }
        if !self.at.0.is_empty() {
            write!(f, ": {}", self.at)?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for SpecError {}
