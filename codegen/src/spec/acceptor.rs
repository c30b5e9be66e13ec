//! When a waiter is done.

use super::keys::{Defined, OneOf, Text, Word, keys};

keys! {
    /// What a waiter makes of an answer, if it is so.
    #[derive(Eq)]
    pub struct Acceptor = "an acceptor" {
        state: Option<State> as OneOf = "state", "What it means.";
        matcher: Option<Matcher> as OneOf = "matcher", "What is looked at.";
        argument: Option<Box<str>> as Text = "argument", "The path to it, in JMESPath.";
        expected: Option<Box<str>> as Text = "expected", "What has to stand there.";
    }
}

impl Defined for Acceptor {
    const DEFINITION: &'static str = "acceptor";
}

/// What an answer means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// The condition holds.
    Success,
    /// It will not come to hold.
    Failure,
    /// It may come to hold.
    Retry,
}

impl Word for State {
    const WORDS: &'static [Self] = &[State::Success, State::Failure, State::Retry];

    fn word(self) -> &'static str {
        match self {
            State::Success => "success",
            State::Failure => "failure",
            State::Retry => "retry",
        }
    }
}

/// What a waiter looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matcher {
    /// The value at a path of the output.
    Path,
    /// Every value of the list there, of which there is one at least.
    PathAll,
    /// Any value of the list there.
    PathAny,
    /// The status of HTTP.
    Status,
    /// The code of the error; `true` for any, `false` for none.
    Error,
}

impl Matcher {
    /// Whether it looks at a path of the output.
    pub fn has_argument(self) -> bool {
        matches!(self, Matcher::Path | Matcher::PathAll | Matcher::PathAny)
    }
}

impl Word for Matcher {
    const WORDS: &'static [Self] =
        &[Matcher::Path, Matcher::PathAll, Matcher::PathAny, Matcher::Status, Matcher::Error];

    fn word(self) -> &'static str {
        match self {
            Matcher::Path => "path",
            Matcher::PathAll => "pathAll",
            Matcher::PathAny => "pathAny",
            Matcher::Status => "status",
            Matcher::Error => "error",
        }
    }
}
