//! A kind of change: one row of the table in [`rules`](super::rules).

use std::fmt;

/// What a change does to those who rely on how things were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing.
    Safe,
    /// Some of them break, and the documentation does not tell which.
    Risk,
    /// They break.
    Breaks,
}

impl Verdict {
    /// Every verdict, the mildest first.
    pub const ALL: [Verdict; 3] = [Verdict::Safe, Verdict::Risk, Verdict::Breaks];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Safe => "safe",
            Verdict::Risk => "risk",
            Verdict::Breaks => "breaks",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which way what has changed goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// It is sent.
    Request,
    /// It is received.
    Response,
    /// It goes both ways, or changes what is sent and received alike.
    Both,
    /// It goes no way: it is not on the wire, or no operation leads to it.
    Neither,
}

impl Direction {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Request => "request",
            Direction::Response => "response",
            Direction::Both => "both",
            Direction::Neither => "none",
        }
    }

    /// Both directions together.
    #[must_use]
    pub fn and(self, other: Direction) -> Direction {
        match (self, other) {
            (Direction::Neither, one) | (one, Direction::Neither) => one,
            (one, other) if one == other => one,
            _ => Direction::Both,
        }
    }
}

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the words of the format
pub enum Kind {
    Service,
    Protocol,
    Operation,
    Http,
    Pagination,
    Waiter,
    Error,
    Shape,
    Member,
    Requiredness,
    Type,
    Enum,
    Union,
    EventStream,
    Wire,
    Constraint,
    Name,
    Documentation,
}

impl Kind {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Service => "service",
            Kind::Protocol => "protocol",
            Kind::Operation => "operation",
            Kind::Http => "http",
            Kind::Pagination => "pagination",
            Kind::Waiter => "waiter",
            Kind::Error => "error",
            Kind::Shape => "shape",
            Kind::Member => "member",
            Kind::Requiredness => "requiredness",
            Kind::Type => "type",
            Kind::Enum => "enum",
            Kind::Union => "union",
            Kind::EventStream => "eventstream",
            Kind::Wire => "wire",
            Kind::Constraint => "constraint",
            Kind::Name => "name",
            Kind::Documentation => "documentation",
        }
    }
}

/// How it has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // they say it themselves
pub enum Action {
    Added,
    Removed,
    Changed,
    Renamed,
}

impl Action {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Action::Added => "added",
            Action::Removed => "removed",
            Action::Changed => "changed",
            Action::Renamed => "renamed",
        }
    }
}

/// A kind of change.
#[derive(Debug)]
pub struct Rule {
    /// The name by which it is found, and its verdicts are overridden.
    pub id: &'static str,
    /// Which way what has changed goes.
    pub direction: Direction,
    /// What has changed.
    pub kind: Kind,
    /// How.
    pub action: Action,
    /// Whether an existing caller's request, or an existing reader of responses, breaks.
    pub wire: Verdict,
    /// Whether code that compiled against the old crate stops compiling.
    pub rust: Verdict,
    /// What is said of a change: `{}` is what has changed, `{old}` what it was and `{new}` what it
    /// is.
    pub sentence: &'static str,
    /// Lines of [`EXAMPLE`](super::example::EXAMPLE) and what takes their place: the least change of
    /// this kind. Where the example has the new lines and not the old ones, it is the new version.
    pub example: &'static [(&'static str, &'static str)],
}

impl Rule {
    /// The two versions of the example, of which this is the change; `None` where it has none.
    pub fn versions(&self) -> Option<(String, String)> {
        let example = super::example::EXAMPLE;
        let (mut old, mut new) = (example.to_owned(), example.to_owned());
        for (from, to) in self.example {
            if !from.is_empty() && example.contains(from) {
                new = new.replace(from, to);
            } else {
                old = old.replace(to, from);
            }
        }
        (!self.example.is_empty()).then_some((old, new))
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}
