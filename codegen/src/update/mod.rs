//! One command keeps specs current: fetches what changed, reads it, and tells what that means.

mod branch;
mod judge;
mod message;
mod read;
mod run;
mod status;
mod units;

use std::path::PathBuf;

pub use branch::{Branch, commit, commit_to_branches};
pub use message::message;
pub use read::{FromStore, HowRead, pages_of, parse_store};
pub use run::{Options, run};
pub use status::{Row, status};

use crate::diagnostic::Diagnostic;
use crate::diff;
use crate::fetch::{Brought, Counts};

/// What a run did.
#[derive(Debug, Default)]
pub struct Update {
    /// What became of the pages of each source.
    pub sources: Vec<SourceUpdate>,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
    /// What changed in the specs.
    pub report: diff::Report,
    /// The services whose pages were read.
    pub read: Vec<String>,
    /// Specs and bindings that are new or changed.
    pub written: Vec<PathBuf>,
    /// By service, every file that is of it: its spec, its bindings, its pages and their lock files.
    pub files: Vec<(String, Vec<PathBuf>)>,
    /// What sites were asked.
    pub counts: Counts,
}

/// What became of a source.
#[derive(Debug, Default)]
pub struct SourceUpdate {
    /// The source.
    pub name: String,
    /// Its sets.
    pub brought: Vec<Brought>,
    /// When a page of it was last seen to change.
    pub changed: Option<String>,
}

impl SourceUpdate {
    /// How many pages changed or went.
    pub fn pages(&self) -> usize {
        self.brought.iter().map(|set| set.changed.len() + set.gone.len()).sum()
    }
}

impl Update {
    /// Whether the documentation has moved: a spec is, or would be, another.
    pub fn has_moved(&self) -> bool {
        !self.written.is_empty() || !self.report.services.is_empty()
    }
}
