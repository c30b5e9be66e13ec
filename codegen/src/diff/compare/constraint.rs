//! What limits the values of a member.

use std::cmp::Ordering;

use super::by_direction;
use crate::diff::facts::Told;
use crate::diff::meaning::Decimal;
use crate::diff::rule::{Direction, Rule};
use crate::diff::rules;
use crate::spec::Member;

/// Every constraint that changed, with what it was and is.
pub(super) fn compare(old: &Member, new: &Member, direction: Direction) -> Vec<Told> {
    let length = |member: &Member| {
        // Nothing is shorter than nothing.
        let least = |min: u64| (min > 0).then(|| min.to_string());
        let length = member.limits.length?;
        let (min, max) = (length.min.and_then(least), length.max.map(|max| max.to_string()));
        Bounds::of("length", min, max)
    };
    let range = |member: &Member| {
        let range = member.limits.range.as_ref()?;
        let [min, max] = [&range.min, &range.max].map(|it| it.as_deref().map(str::to_owned));
        Bounds::of("range", min, max)
    };
    let mut told = Vec::new();
    for (old, new) in [(length(old), length(new)), (range(old), range(new))] {
        let rule = match (&old, &new) {
            (None, None) => continue,
            (None, Some(_)) => &rules::CONSTRAINT_STATED,
            (Some(_), None) => &rules::CONSTRAINT_NOT_STATED,
            (Some(old), Some(new)) => match moved(old, new, direction) {
                Some(rule) => rule,
                None => continue,
            },
        };
        told.push((rule, old.map(|it| it.text()), new.map(|it| it.text())));
    }
    told
}

/// How bounds that both versions state have moved.
fn moved(old: &Bounds, new: &Bounds, direction: Direction) -> Option<&'static Rule> {
    // A lower bound that rises leaves less, an upper one that rises leaves more.
    let moves = [order(&old.min, &new.min, false), order(&old.max, &new.max, true).reverse()];
    let tightened = moves.contains(&Ordering::Less);
    let loosened = moves.contains(&Ordering::Greater);
    if !tightened && !loosened {
        return None;
    }
    let request = if tightened { &rules::REQUEST_TIGHTENED } else { &rules::REQUEST_LOOSENED };
    let response = if loosened { &rules::RESPONSE_LOOSENED } else { &rules::RESPONSE_TIGHTENED };
    Some(by_direction(direction, request, response))
}

/// Whether a bound has risen (`Less`: the old one is less) or fallen; one that is not stated is the
/// utmost of its side.
fn order(old: &Option<String>, new: &Option<String>, is_upper: bool) -> Ordering {
    let (old, new) = match (old, new) {
        (None, None) => return Ordering::Equal,
        (None, Some(_)) if is_upper => return Ordering::Greater,
        (None, Some(_)) => return Ordering::Less,
        (Some(_), None) if is_upper => return Ordering::Less,
        (Some(_), None) => return Ordering::Greater,
        (Some(old), Some(new)) => (old, new),
    };
    match (Decimal::parse(old), Decimal::parse(new)) {
        (Some(old), Some(new)) => old.cmp(&new),
        _ if old == new => Ordering::Equal,
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
    /// Bounds, if there is one.
    fn of(what: &'static str, min: Option<String>, max: Option<String>) -> Option<Self> {
        (min.is_some() || max.is_some()).then_some(Bounds { what, min, max })
    }

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
