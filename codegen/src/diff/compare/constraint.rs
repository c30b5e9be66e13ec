//! What limits the values of a member.

use std::cmp::Ordering;

use super::by_direction;
use crate::diff::rule::{Direction, Rule};
use crate::diff::rules;
use crate::spec::{Length, Member, Range};

type Told = (&'static Rule, Option<String>, Option<String>);

/// Every constraint that changed, with what it was and is.
pub(super) fn compare(old: &Member, new: &Member, direction: Direction) -> Vec<Told> {
    let mut told = Vec::new();
    let length = |length: &Length| Bounds {
        what: "length",
        min: length.min.map(|min| min.to_string()),
        max: length.max.map(|max| max.to_string()),
    };
    let range =
        |range: &Range| Bounds { what: "range", min: range.min.clone(), max: range.max.clone() };
    let pairs = [
        (old.length.as_ref().map(length), new.length.as_ref().map(length)),
        (old.range.as_ref().map(range), new.range.as_ref().map(range)),
    ];
    for (old, new) in pairs {
        if old != new {
            let rule = bounds_rule(old.as_ref(), new.as_ref(), direction);
            told.push((rule, old.map(|it| it.text()), new.map(|it| it.text())));
        }
    }
    if old.pattern != new.pattern {
        told.push((&rules::PATTERN_CHANGED, old.pattern.clone(), new.pattern.clone()));
    }
    if old.default != new.default {
        told.push((&rules::DEFAULT_CHANGED, old.default.clone(), new.default.clone()));
    }
    told
}

fn bounds_rule(old: Option<&Bounds>, new: Option<&Bounds>, direction: Direction) -> &'static Rule {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => {
            let (request, response) =
                (&rules::REQUEST_CONSTRAINT_STATED, &rules::RESPONSE_TIGHTENED);
            return by_direction(direction, request, response);
        }
        (_, None) => {
            return by_direction(direction, &rules::REQUEST_LOOSENED, &rules::RESPONSE_LOOSENED);
        }
    };
    // A lower bound that rises leaves less, an upper one that rises leaves more.
    let moves = [order(&old.min, &new.min, false), order(&old.max, &new.max, true).reverse()];
    let tightened = moves.contains(&Ordering::Less);
    let loosened = moves.contains(&Ordering::Greater);
    let request = if tightened { &rules::REQUEST_TIGHTENED } else { &rules::REQUEST_LOOSENED };
    let response = if loosened { &rules::RESPONSE_LOOSENED } else { &rules::RESPONSE_TIGHTENED };
    by_direction(direction, request, response)
}

/// Whether a bound has risen (`Less`: the old one is less) or fallen; one that is not stated is the
/// utmost of its side.
fn order(old: &Option<String>, new: &Option<String>, is_upper: bool) -> Ordering {
    let utmost = if is_upper { f64::INFINITY } else { f64::NEG_INFINITY };
    let number = |bound: &Option<String>| {
        bound.as_ref().map_or(utmost, |bound| bound.parse().unwrap_or(f64::NAN))
    };
    // What is no number is taken for the worse.
    number(old).partial_cmp(&number(new)).unwrap_or(Ordering::Less)
}

#[derive(PartialEq)]
struct Bounds {
    what: &'static str,
    min: Option<String>,
    max: Option<String>,
}

impl Bounds {
    fn text(&self) -> String {
        let what = self.what;
        match (&self.min, &self.max) {
            (Some(min), Some(max)) => format!("{what} {min} to {max}"),
            (Some(min), None) => format!("{what} at least {min}"),
            (None, Some(max)) => format!("{what} at most {max}"),
            (None, None) => format!("any {what}"),
        }
    }
}
