//! What the tool has to say about its input, with the place it speaks of.

pub mod rules;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much a [`Diagnostic`] weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is missing from the result.
    Note,
    /// Something of the input is not in the result, or two pages disagree.
    Warning,
    /// The result could not be made.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A kind of diagnostic: one entry of the catalogue, the same for every place it is found at.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name people search for and tests hold on to: `syntax-and-list-disagree`.
    pub id: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What to do about it, one sentence.
    pub help: &'static str,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as it was named on the command line.
    pub path: Arc<Path>,
    /// The line, counted from 1; 0 where the whole file is meant.
    pub line: u32,
}

impl Place {
    /// A line of `path`.
    pub fn new(path: impl Into<PathBuf>, line: u32) -> Self {
        Place { path: Arc::from(path.into()), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.path.display()),
            line => write!(f, "{}:{line}", self.path.display()),
        }
    }
}

/// Something to say about one place of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The entry of the catalogue.
    pub rule: &'static Rule,
    /// What is the matter, naming what was found and what was expected.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that the message speaks of, each with a word on its part.
    pub others: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A diagnostic of `rule` at `place`.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Self {
        Diagnostic { rule, message: message.into(), place, others: Vec::new() }
    }

    /// Adds a second place, with a word on its part.
    #[must_use]
    pub fn and(mut self, place: Place, label: impl Into<String>) -> Self {
        self.others.push((place, label.into()));
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]: {}: {}", self.rule.severity, self.rule.id, self.place, self.message)
    }
}

impl std::error::Error for Diagnostic {}
