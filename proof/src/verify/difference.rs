//! What is not as it should be, and where.

use std::fmt;

/// A place in a service: `RunInstances.input.NetworkInterfaces[].Ipv6Addresses`. Linked from the
/// end, so that nothing is allocated where nothing is wrong.
#[derive(Clone, Copy)]
pub struct Path<'a> {
    before: Option<&'a Path<'a>>,
    dot: bool,
    step: &'a str,
}

impl<'a> Path<'a> {
    pub fn root(step: &'a str) -> Self {
        Path { before: None, dot: false, step }
    }

    pub fn member(&'a self, name: &'a str) -> Path<'a> {
        Path { before: Some(self), dot: true, step: name }
    }

    pub fn step(&'a self, step: &'a str) -> Path<'a> {
        Path { before: Some(self), dot: false, step }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(before) = self.before {
            before.fmt(f)?;
        }
        if self.dot {
            f.write_str(".")?;
        }
        f.write_str(self.step)
    }
}

/// The differences of one service.
#[derive(Default)]
pub struct Differences {
    /// All but texts.
    pub facts: Vec<String>,
    /// Texts that do not say the same.
    pub texts: Vec<String>,
}

impl Differences {
    pub fn add(&mut self, path: &Path<'_>, message: String) {
        self.facts.push(format!("{path}: {message}"));
    }

    pub fn add_text(&mut self, path: &Path<'_>, message: String) {
        self.texts.push(format!("{path}: documentation: {message}"));
    }
}
