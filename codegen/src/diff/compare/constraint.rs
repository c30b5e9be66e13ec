//! What limits the values of a member.

use std::cmp::Ordering;

use super::by_direction;
use crate::diff::fact::FactChange;
use crate::diff::meaning::Decimal;
use crate::diff::rule::{Direction, Rule};
use crate::diff::rules;
use crate::spec::Member;

/// Every constraint that changed, with what it was and is. Each bound is stated by itself.
pub(super) fn compare(old: &Member, new: &Member, direction: Direction) -> Vec<FactChange> {
    let length = |member: &Member| {
        // Nothing is shorter than nothing.
        let least = |min: u64| (min > 0).then(|| min.to_string());
        let length = member.limits.length.unwrap_or_default();
        let (min, max) = (length.min.and_then(least), length.max.map(|max| max.to_string()));
        Bounds { what: "length", min, max }
    };
    let range = |member: &Member| {
        let range = member.limits.range.as_ref();
        let min = range.and_then(|range| range.min.as_deref()).map(str::to_owned);
        let max = range.and_then(|range| range.max.as_deref()).map(str::to_owned);
        Bounds { what: "range", min, max }
    };
    let mut told = Vec::new();
    for (old, new) in [(length(old), length(new)), (range(old), range(new))] {
        if let Some(rule) = moved(&old, &new, direction) {
            told.push((rule, old.text(), new.text()));
        }
        let (stated, gone) = (new.beyond(&old).text(), old.beyond(&new).text());
        told.extend(stated.map(|text| (&rules::CONSTRAINT_STATED, None, Some(text))));
        told.extend(gone.map(|text| (&rules::CONSTRAINT_NOT_STATED, Some(text), None)));
    }
    told
}

/// How bounds that both versions state have moved.
fn moved(old: &Bounds, new: &Bounds, direction: Direction) -> Option<&'static Rule> {
    // A lower bound that rises leaves less, an upper one that rises leaves more.
    let moves = [order(&old.min, &new.min), order(&new.max, &old.max)];
    let tightened = moves.contains(&Ordering::Less);
    let loosened = moves.contains(&Ordering::Greater);
    if !tightened && !loosened {
        return None;
    }
    let request = if tightened { &rules::REQUEST_TIGHTENED } else { &rules::REQUEST_LOOSENED };
    let response = if loosened { &rules::RESPONSE_LOOSENED } else { &rules::RESPONSE_TIGHTENED };
    Some(by_direction(direction, request, response))
}

/// Whether the first is less than the second, where both are there.
fn order(one: &Option<String>, other: &Option<String>) -> Ordering {
    let (Some(one), Some(other)) = (one, other) else { return Ordering::Equal };
    match (Decimal::parse(one), Decimal::parse(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ if one == other => Ordering::Equal,
        // What is no number is taken for the worse.
        _ => Ordering::Less,
    }
}

struct Bounds {
    what: &'static str,
    min: Option<String>,
    max: Option<String>,
}

impl Bounds {
    /// The bounds that the other does not have.
    fn beyond(&self, other: &Self) -> Self {
        let alone =
            |one: &Option<String>, other: &Option<String>| one.clone().filter(|_| other.is_none());
        let (min, max) = (alone(&self.min, &other.min), alone(&self.max, &other.max));
        Bounds { what: self.what, min, max }
    }

    /// The bounds in words, if there is one.
    fn text(&self) -> Option<String> {
        let what = self.what;
        Some(match (&self.min, &self.max) {
            (Some(min), Some(max)) => format!("{what} {min} to {max}"),
            (Some(min), None) => format!("{what} at least {min}"),
            (None, Some(max)) => format!("{what} at most {max}"),
            (None, None) => return None,
        })
    }
}
