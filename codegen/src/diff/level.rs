//! How much changes matter, and which are wanted.

use super::change::Change;
use super::rule::{Action, Verdict};
use super::told::Told;

/// How much a change matters, the most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Callers break.
    Callers,
    /// Rust code breaks.
    Rust,
    /// Callers may break.
    Risk,
    /// Something came.
    New,
    /// Something else is otherwise.
    Other,
    /// It is expected.
    Expected,
    /// Documentation states more or less than it did.
    Stated,
    /// What people read is otherwise.
    Documentation,
}

impl Level {
    /// Every level.
    pub const ALL: [Level; 8] = [
        Level::Callers,
        Level::Rust,
        Level::Risk,
        Level::New,
        Level::Other,
        Level::Expected,
        Level::Stated,
        Level::Documentation,
    ];

    /// The level of a change.
    pub fn of(told: &Told) -> Self {
        let change = &told.change;
        match (change.wire, change.rust) {
            _ if told.accepted.is_some() => Level::Expected,
            (Verdict::Breaks, _) => Level::Callers,
            (_, Verdict::Breaks) => Level::Rust,
            (Verdict::Risk, _) | (_, Verdict::Risk) => Level::Risk,
            _ if change.is_documentation() => Level::Documentation,
            _ if change.is_stated() => Level::Stated,
            _ if change.rule.action == Action::Added => Level::New,
            _ => Level::Other,
        }
    }

    /// What its changes do.
    pub fn title(self) -> &'static str {
        match self {
            Level::Callers => "Breaks callers",
            Level::Rust => "Breaks Rust code",
            Level::Risk => "May break callers",
            Level::New => "New",
            Level::Other => "Other changes",
            Level::Expected => "Expected",
            Level::Stated => "Stated now, or no longer",
            Level::Documentation => "Documentation",
        }
    }

    /// Whether something breaks.
    pub fn breaks(self) -> bool {
        matches!(self, Level::Callers | Level::Rust)
    }

    /// Whether it is shown only to who asks for it.
    pub fn is_folded(self) -> bool {
        matches!(self, Level::Stated | Level::Documentation)
    }
}

/// Which changes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// What breaks callers or Rust code.
    Breaking,
    /// What breaks Rust code.
    Rust,
    /// What breaks callers, or may.
    Wire,
}

impl Only {
    /// Whether a change is wanted.
    pub fn wants(self, change: &Change) -> bool {
        match self {
            Only::Breaking => change.worst() == Verdict::Breaks,
            Only::Rust => change.rust == Verdict::Breaks,
            Only::Wire => change.wire != Verdict::Safe,
        }
    }
}
