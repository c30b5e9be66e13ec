//! What a waiter makes of an answer, by the acceptors that are stated of it.

use std::borrow::Cow;
use std::fmt;

use http::StatusCode;

use crate::facts::{Acceptor, AcceptorState, Matcher, WaiterFacts};
use crate::jmespath::{Expression, SyntaxError};
use crate::{ErrorKind, Failure, Value};

/// What came of an attempt, without its types.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The output, or why there is none.
    pub result: Result<&'a dyn Value, &'a Failure>,
    /// The status of the response, as far as there was one.
    pub status: Option<StatusCode>,
}

impl<'a> Attempt<'a> {
    /// An attempt that came to that.
    pub fn new(result: Result<&'a dyn Value, &'a Failure>, status: Option<StatusCode>) -> Self {
        let status = status.or_else(|| result.err().and_then(Failure::status));
        Attempt { result, status }
    }
}

/// The acceptors of a waiter, with their paths read.
#[derive(Clone, Debug)]
pub struct Judge {
    acceptors: Vec<(&'static Acceptor, Option<Expression>)>,
}

/// What an attempt means to a waiter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The condition holds.
    Done,
    /// It will not come to hold: why.
    Hopeless(String),
    /// It may come to hold.
    Again,
    /// The attempt failed, and no acceptor speaks of that failure.
    Failed,
}

impl Judge {
    /// Reads the acceptors; `None` if there are none, so that nobody but the caller knows when the
    /// waiter is done.
    pub fn new(facts: &WaiterFacts) -> Option<Result<Self, Failure>> {
        if facts.acceptors.is_empty() {
            return None;
        }
        let read = |acceptor: &'static Acceptor| match acceptor.matcher {
            Matcher::Status | Matcher::Error => Ok((acceptor, None)),
            Matcher::Path | Matcher::PathAll | Matcher::PathAny => {
                Ok((acceptor, Some(Expression::parse(acceptor.argument)?)))
            }
        };
        let acceptors: Result<_, SyntaxError> = facts.acceptors.iter().map(read).collect();
        Some(match acceptors {
            Ok(acceptors) => Ok(Judge { acceptors }),
            Err(error) => {
                let message = format!("what {} waits for cannot be read: {error}", facts.name);
                Err(Failure::new(ErrorKind::Request).with_message(message))
            }
        })
    }

    /// What an attempt means: what the first acceptor says that speaks of it.
    pub fn judge(&self, attempt: &Attempt<'_>) -> Verdict {
        let mut acceptors = self.acceptors.iter();
        let Some((acceptor, _)) = acceptors.find(|(it, path)| fits(it, path.as_ref(), attempt))
        else {
            return match attempt.result {
                Ok(_) => Verdict::Again,
                Err(_) => Verdict::Failed,
            };
        };
        match acceptor.state {
            AcceptorState::Success => Verdict::Done,
            AcceptorState::Retry => Verdict::Again,
            AcceptorState::Failure => Verdict::Hopeless(Said(acceptor).to_string()),
        }
    }
}

fn fits(acceptor: &Acceptor, path: Option<&Expression>, attempt: &Attempt<'_>) -> bool {
    let expected = acceptor.expected;
    match (acceptor.matcher, path) {
        (Matcher::Status, _) => attempt.status.is_some_and(|status| status.as_str() == expected),
        (Matcher::Error, _) => match (attempt.result, expected) {
            (Ok(_), expected) => expected == "false",
            (Err(failure), "true") => failure.kind() == ErrorKind::Service,
            (Err(failure), expected) => failure.code() == Some(expected),
        },
        (_, None) => false,
        (matcher, Some(path)) => {
            let Ok(output) = attempt.result else { return false };
            let found = path.search(output);
            match matcher {
                Matcher::PathAll => found.items().is_some_and(|items| {
                    !items.is_empty() && items.iter().all(|it| it.is(expected))
                }),
                Matcher::PathAny => {
                    found.items().is_some_and(|items| items.iter().any(|it| it.is(expected)))
                }
                _ => found.is(expected),
            }
        }
    }
}

/// An acceptor, in words.
struct Said<'a>(&'a Acceptor);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Acceptor { matcher, argument, expected, .. } = self.0;
        match matcher {
            Matcher::Path => write!(f, "`{argument}` is {expected}"),
            Matcher::PathAll => write!(f, "all of `{argument}` are {expected}"),
            Matcher::PathAny => write!(f, "one of `{argument}` is {expected}"),
            Matcher::Status => write!(f, "the status is {expected}"),
            Matcher::Error if *expected == "true" => f.write_str("it failed"),
            Matcher::Error if *expected == "false" => f.write_str("it did not fail"),
            Matcher::Error => write!(f, "the error is {expected}"),
        }
    }
}

/// The failure of a waiter whose condition will not come to hold.
pub(super) fn hopeless(facts: &WaiterFacts, why: impl Into<Cow<'static, str>>) -> Failure {
    let message = format!("{} will not come to hold: {}", facts.name, why.into());
    Failure::new(ErrorKind::Hopeless).with_message(message)
}

/// The failure of a waiter that gave up.
pub(super) fn timeout(facts: &WaiterFacts, attempts: u32) -> Failure {
    let message = format!("{} has not come to hold in {attempts} attempts", facts.name);
    Failure::new(ErrorKind::Timeout).with_message(message)
}

/// The failure of a waiter of which nobody says what it waits for.
pub(super) fn unstated(facts: &WaiterFacts) -> Failure {
    let message = format!(
        "no page states what {} waits for: say it with `until`, or state `acceptors` in an overlay and \
         make the bindings anew",
        facts.name,
    );
    Failure::new(ErrorKind::Request).with_message(message)
}
