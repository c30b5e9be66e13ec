//! Waiters.

use super::operation::{Matched, by_name};
use super::{Differ, Found};
use crate::diff::change::Subject;
use crate::diff::fact::Known;
use crate::diff::facts;
use crate::diff::rename::{likeness, pair_up};
use crate::diff::rule::Verdict;
use crate::diff::rules;
use crate::spec::Waiter;

/// Gives the waiters that are in both versions, by their indices.
pub(super) fn compare(differ: &mut Differ<'_>, operations: &Matched) -> Vec<(usize, usize)> {
    let (old, new) = (&differ.old.waiters, &differ.new.waiters);
    let (mut both, mut gone, mut added) = by_name(
        old.iter().map(|waiter| waiter.name.as_str()),
        new.iter().map(|waiter| waiter.name.as_str()),
    );
    let renamed = pair_up(&gone, &added, 6, |one, other| {
        let (one, other) = (&old[one], &new[other]);
        let same_timing = (one.delay, one.max_attempts) == (other.delay, other.max_attempts);
        4 * u32::from(one.operation == other.operation)
            + u32::from(same_timing)
            + 2 * u32::from(likeness(&one.name, &other.name) >= 50)
    });
    gone.retain(|index| !renamed.iter().any(|(old, _)| old == index));
    added.retain(|index| !renamed.iter().any(|(_, new)| new == index));
    both.extend(renamed);
    let index_of = |name: &str| differ.new.operations.iter().position(|it| it.name == name);
    let found =
        |waiter: &Waiter| index_of(&waiter.operation).map_or(Found::Alone, Found::Operation);
    let subject = |waiter: &Waiter| Subject::Waiter(waiter.name.clone());
    let mut changes = Vec::new();
    for index in gone {
        let waiter = &old[index];
        changes.push((found(waiter), &rules::WAITER_REMOVED, subject(waiter), None, None));
    }
    for index in added {
        let waiter = &new[index];
        changes.push((found(waiter), &rules::WAITER_ADDED, subject(waiter), None, None));
    }
    let timing = |waiter: &Waiter| {
        Some(format!("every {} s, at most {} times", waiter.delay, waiter.max_attempts))
    };
    for (one, other) in &both {
        let (one, other) = (&old[*one], &new[*other]);
        let mut tell = |rule, old, new| {
            changes.push((found(other), rule, subject(other), old, new));
        };
        if one.name != other.name {
            tell(&rules::WAITER_RENAMED, Some(one.name.clone()), Some(other.name.clone()));
        }
        let same_operation = one.operation == other.operation
            || operations.both.iter().any(|(old, new)| {
                differ.old.operations[*old].name == one.operation
                    && differ.new.operations[*new].name == other.operation
            });
        if !same_operation {
            let operations = (Some(one.operation.clone()), Some(other.operation.clone()));
            tell(&rules::WAITER_OPERATION_CHANGED, operations.0, operations.1);
        }
        if timing(one) != timing(other) {
            tell(&rules::WAITER_TIMING_CHANGED, timing(one), timing(other));
        }
        for fact in facts::WAITER {
            let sides = ((differ.old, one), (differ.new, other));
            for (rule, old, new) in fact.compare(sides.0, sides.1, Known::default()) {
                tell(rule, old, new);
            }
        }
    }
    for (found, rule, subject, old, new) in changes {
        let change = differ.push(found, rule, subject, old, new);
        debug_assert!(change.wire <= Verdict::Breaks);
    }
    both
}
