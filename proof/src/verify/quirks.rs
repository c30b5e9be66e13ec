//! What boto3's documentation makes of the model in a few places: the named list in
//! `proof/quirks.yaml`, every entry of which must apply.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;

use super::words;

const LIST: &str = include_str!("../../quirks.yaml");

/// The list.
pub struct Quirks {
    entries: Vec<Entry>,
    /// For each operation of each entry, whether it changed anything.
    applied: Vec<Vec<AtomicBool>>,
}

/// One entry of the list: what it is about, what the documentation does there, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    service: String,
    /// The operations it holds for; where left out, all of the service.
    #[serde(default)]
    operations: Vec<String>,
    /// A member of the input.
    input: Option<String>,
    /// A member of the output.
    output: Option<String>,
    /// A shape of the model, wherever it is used.
    shape: Option<String>,

    /// It is not there. Where no member and no shape is named: the operation is not.
    #[serde(default)]
    pub hidden: bool,
    /// It is not called required.
    #[serde(default)]
    pub optional: bool,
    /// It has another name.
    pub renamed: Option<String>,
    /// Its documentation goes on.
    pub appended: Option<String>,
    /// Its documentation is another.
    pub rewritten: Option<String>,
    /// It is a `dict`, and no more is told.
    #[serde(default)]
    pub dict: bool,
    /// It is a structure, and an overlay says that it is a union.
    #[serde(default)]
    pub union: bool,
    /// A string that is in no model stands behind it.
    pub followed: Option<Followed>,

    /// Passages that an overlay mends, wherever in the service they stand, and what it puts there.
    #[serde(default)]
    mended: BTreeMap<String, String>,

    reason: String,
}

/// A member that is in no model.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Followed {
    pub name: String,
    pub text: String,
}

/// A side of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    Input,
    Output,
}

impl Entry {
    fn member(&self, side: Side) -> Option<&str> {
        match side {
            Side::Input => self.input.as_deref(),
            Side::Output => self.output.as_deref(),
        }
    }

    fn is_of_operation(&self) -> bool {
        self.input.is_none() && self.output.is_none() && self.shape.is_none()
    }

    fn subject(&self) -> String {
        match (&self.input, &self.output, &self.shape) {
            (Some(member), ..) => format!(".input.{member}"),
            (_, Some(member), _) => format!(".output.{member}"),
            (.., Some(shape)) => format!(" shape {shape}"),
            _ => String::new(),
        }
    }
}

impl Quirks {
    /// The list as it is committed.
    pub fn read() -> Result<Quirks, String> {
        let entries: Vec<Entry> =
            serde_yaml::from_str(LIST).map_err(|e| format!("proof/quirks.yaml: {e}"))?;
        if let Some(entry) = entries.iter().find(|entry| entry.reason.trim().is_empty()) {
            return Err(format!(
                "proof/quirks.yaml: an entry of {} gives no reason",
                entry.service
            ));
        }
        let flags = |entry: &Entry| {
            (0..entry.operations.len().max(1)).map(|_| AtomicBool::new(false)).collect()
        };
        let applied = entries.iter().map(flags).collect();
        Ok(Quirks { entries, applied })
    }

    /// The entries on what `matches`, in `operation` of `service`; each of them counts as applied.
    fn on(
        &self,
        service: &str,
        operation: Option<&str>,
        matches: impl Fn(&Entry) -> bool,
    ) -> impl Iterator<Item = &Entry> {
        self.entries.iter().zip(&self.applied).filter_map(move |(entry, applied)| {
            if entry.service != service || !matches(entry) {
                return None;
            }
            let at = match (entry.operations.is_empty(), operation) {
                (true, _) => 0,
                (false, operation) => {
                    entry.operations.iter().position(|name| Some(&**name) == operation)?
                }
            };
            applied[at].store(true, Ordering::Relaxed);
            Some(entry)
        })
    }

    /// The entries on a member of an operation's input or output.
    pub fn on_member(
        &self,
        service: &str,
        operation: &str,
        side: Side,
        member: &str,
    ) -> impl Iterator<Item = &Entry> {
        self.on(service, Some(operation), move |entry| entry.member(side) == Some(member))
    }

    /// The entries on a shape of the model.
    pub fn on_shape(&self, service: &str, shape: &str) -> impl Iterator<Item = &Entry> {
        self.on(service, None, move |entry| entry.shape.as_deref() == Some(shape))
    }

    /// An overlay says that a structure of the model is a union.
    pub fn unites(&self, service: &str, shape: &str) -> bool {
        self.on_shape(service, shape).any(|entry| entry.union)
    }

    /// The documentation leaves the operation out.
    pub fn hides_operation(&self, service: &str, operation: &str) -> bool {
        self.on(service, Some(operation), |entry| entry.is_of_operation() && entry.hidden)
            .next()
            .is_some()
    }

    /// The letters of a text with what overlays mend in it.
    pub fn mended(&self, service: &str, letters: &str) -> String {
        let in_it = |entry: &Entry| {
            entry.mended.keys().any(|passage| letters.contains(&words::letters(passage)))
        };
        let mut mended = letters.to_owned();
        for entry in self.on(service, None, in_it) {
            for (passage, better) in &entry.mended {
                mended = mended.replace(&words::letters(passage), &words::letters(better));
            }
        }
        mended
    }

    /// There are entries on the service.
    pub fn concern(&self, service: &str) -> bool {
        self.entries.iter().any(|entry| entry.service == service)
    }

    /// The entries of `services` that changed nothing.
    pub fn idle(&self, services: &[String]) -> Vec<String> {
        let mut out = Vec::new();
        for (entry, applied) in self.entries.iter().zip(&self.applied) {
            // Whether an overlay still applies is seen where it is merged, and a spec may be without.
            if !services.contains(&entry.service) || !entry.mended.is_empty() {
                continue;
            }
            for (at, applied) in applied.iter().enumerate() {
                if !applied.load(Ordering::Relaxed) {
                    let operation = entry.operations.get(at).map_or("*", |name| name);
                    out.push(format!("{} {operation}{}", entry.service, entry.subject()));
                }
            }
        }
        out
    }
}
