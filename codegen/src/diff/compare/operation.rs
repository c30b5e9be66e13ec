//! Operations and waiters.

use std::collections::HashMap;

use super::{Differ, Found, breaks_if};
use crate::diff::change::Subject;
use crate::diff::facts::{self, Known};
use crate::diff::meaning;
use crate::diff::pairs::{Http as PairHttp, Pairs};
use crate::diff::rename::{likeness, pair_up};
use crate::diff::rule::{Direction, Verdict};
use crate::diff::rules;
use crate::spec::{Http, Operation, Pagination, ShapeId, Spec, Type, Waiter};

/// The operations of two versions, brought together: by index.
pub(super) struct Matched {
    pub both: Vec<(usize, usize)>,
    gone: Vec<usize>,
    new: Vec<usize>,
}

pub(super) fn matched(old: &Spec, new: &Spec, pairs: &Pairs<'_>) -> Matched {
    let (mut both, mut gone, mut added) = by_name(
        old.operations.iter().map(|operation| operation.name.as_str()),
        new.operations.iter().map(|operation| operation.name.as_str()),
    );
    let alike = |one: Option<ShapeId>, other: Option<ShapeId>| match (one, other) {
        (Some(one), Some(other)) => pairs.alike(&Type::Shape(one), &Type::Shape(other)),
        (None, None) => true,
        _ => false,
    };
    let renamed = pair_up(&gone, &added, 4, |one, other| {
        let (one, other) = (&old.operations[one], &new.operations[other]);
        if !alike(one.input, other.input) || !alike(one.output, other.output) {
            return 0;
        }
        let said = one.documentation.as_deref().filter(|text| text.len() > 20);
        let same_said = said.is_some() && one.documentation == other.documentation;
        let members =
            |spec: &Spec, id: Option<ShapeId>| id.map_or(0, |id| spec[id].kind.members().len());
        // The more there is that agrees, the less it is chance.
        let much = members(old, one.input) + members(old, one.output) >= 2;
        let likeness = likeness(&one.name, &other.name);
        4 * u32::from(same_said)
            + 2 * u32::from(much)
            + match likeness {
                85.. => 4,
                50.. => 2,
                _ => 0,
            }
    });
    gone.retain(|index| !renamed.iter().any(|(old, _)| old == index));
    added.retain(|index| !renamed.iter().any(|(_, new)| new == index));
    both.extend(renamed);
    both.sort_by_key(|(_, new)| *new);
    Matched { both, gone, new: added }
}

/// What is in both, what is gone and what is new, by index.
type ByName = (Vec<(usize, usize)>, Vec<usize>, Vec<usize>);

fn by_name<'a>(old: impl Iterator<Item = &'a str>, new: impl Iterator<Item = &'a str>) -> ByName {
    let mut left: HashMap<&str, usize> =
        old.enumerate().map(|(index, name)| (name, index)).collect();
    let (mut both, mut added) = (Vec::new(), Vec::new());
    for (index, name) in new.enumerate() {
        match left.remove(name) {
            Some(old) => both.push((old, index)),
            None => added.push(index),
        }
    }
    let mut gone: Vec<usize> = left.into_values().collect();
    gone.sort_unstable();
    (both, gone, added)
}

/// Notes the shapes that stand at the ends of operations.
pub(super) fn roots(old: &Spec, new: &Spec, matched: &Matched, pairs: &mut Pairs<'_>) {
    for &(one, other) in &matched.both {
        let (before, after) = (&old.operations[one], &new.operations[other]);
        let http = PairHttp::of(before.http.is_some(), after.http.is_some());
        if let (Some(old), Some(new)) = (before.input, after.input) {
            pairs.root(old, new, other, http, Direction::Request);
        }
        if let (Some(old), Some(new)) = (before.output, after.output) {
            pairs.root(old, new, other, http, Direction::Response);
        }
        for error in &after.errors {
            let same = before.errors.iter().find(|it| old[**it].name == new[*error].name);
            if let Some(same) = same {
                pairs.root(*same, *error, other, http, Direction::Response);
            }
        }
    }
}

pub(super) fn compare(differ: &mut Differ<'_>, matched: &Matched) {
    for &index in &matched.gone {
        let operation = &differ.old.operations[index];
        let subject = Subject::Operation(operation.name.clone());
        differ.push(Found::OldOperation(index), &rules::OPERATION_REMOVED, subject, None, None);
    }
    for &index in &matched.new {
        let operation = &differ.new.operations[index];
        let subject = Subject::Operation(operation.name.clone());
        differ.push(Found::Operation(index), &rules::OPERATION_ADDED, subject, None, None);
    }
    for &(old, new) in &matched.both {
        Compared {
            found: Found::Operation(new),
            indices: (old, new),
            old: &differ.old.operations[old],
            new: &differ.new.operations[new],
        }
        .compare(differ);
    }
}

/// An operation in both versions.
struct Compared<'a> {
    found: Found,
    indices: (usize, usize),
    old: &'a Operation,
    new: &'a Operation,
}

impl Compared<'_> {
    fn subject(&self) -> Subject {
        Subject::Operation(self.new.name.clone())
    }

    fn compare(&self, differ: &mut Differ<'_>) {
        let Compared { found, old, new, .. } = *self;
        if old.name != new.name {
            let names = (Some(old.name.clone()), Some(new.name.clone()));
            differ.push(found, &rules::OPERATION_RENAMED, self.subject(), names.0, names.1);
        } else if old.method != new.method {
            let names = (Some(old.method.clone()), Some(new.method.clone()));
            differ.push(found, &rules::METHOD_RENAMED, self.subject(), names.0, names.1);
        }
        if old.deprecated != new.deprecated {
            let rule = if new.deprecated {
                &rules::OPERATION_DEPRECATED
            } else {
                &rules::OPERATION_NOT_DEPRECATED
            };
            differ.push(found, rule, self.subject(), None, None);
        }
        let sides = ((differ.old, old), (differ.new, new));
        differ.facts(found, facts::OPERATION, || self.subject(), sides, Known::default());
        self.ends(differ);
        self.errors(differ);
        self.http(differ);
        self.pagination(differ);
    }

    fn ends(&self, differ: &mut Differ<'_>) {
        let Compared { found, old, new, .. } = *self;
        let (old_spec, new_spec) = (differ.old, differ.new);
        let old_name = |id: ShapeId| Some(old_spec[id].name.clone());
        let new_name = |id: ShapeId| Some(new_spec[id].name.clone());
        match (old.input, new.input) {
            (None, Some(id)) => {
                let needed = new_spec[id].kind.members().iter().any(|member| member.required);
                let rule = if needed { &rules::REQUIRED_INPUT_ADDED } else { &rules::INPUT_ADDED };
                differ.push(found, rule, self.subject(), None, new_name(id));
            }
            (Some(id), None) => {
                differ.push(found, &rules::INPUT_REMOVED, self.subject(), old_name(id), None);
            }
            _ => {}
        }
        match (old.output, new.output) {
            (None, Some(id)) => {
                differ.push(found, &rules::OUTPUT_ADDED, self.subject(), None, new_name(id));
            }
            (Some(id), None) => {
                differ.push(found, &rules::OUTPUT_REMOVED, self.subject(), old_name(id), None);
            }
            _ => {}
        }
        for (old, new) in [(old.input, new.input), (old.output, new.output)] {
            if let (Some(old), Some(new)) = (old, new)
                && old_spec[old].name != new_spec[new].name
                && differ.renamed.get(&old) != Some(&new)
            {
                let rule = &rules::SHAPE_EXCHANGED;
                differ.push(found, rule, self.subject(), old_name(old), new_name(new));
            }
        }
    }

    fn errors(&self, differ: &mut Differ<'_>) {
        let names = |spec: &Spec, operation: &Operation| -> Vec<String> {
            operation.errors.iter().map(|id| spec[*id].name.clone()).collect()
        };
        let old = names(differ.old, self.old);
        let new = names(differ.new, self.new);
        let (_, gone, added) =
            by_name(old.iter().map(String::as_str), new.iter().map(String::as_str));
        for index in gone {
            let (rule, name) = (&rules::OPERATION_ERROR_REMOVED, old[index].clone());
            differ.push(self.found, rule, self.subject(), Some(name), None);
        }
        for index in added {
            let (rule, name) = (&rules::OPERATION_ERROR_ADDED, new[index].clone());
            differ.push(self.found, rule, self.subject(), None, Some(name));
        }
    }

    fn http(&self, differ: &mut Differ<'_>) {
        let text = |http: &Http| Some(format!("{} {}", http.method, http.path));
        let (old, new) = match (&self.old.http, &self.new.http) {
            (None, None) => return,
            (None, Some(new)) => {
                let rule = &rules::HTTP_STATED;
                differ.push(self.found, rule, self.subject(), None, text(new));
                return;
            }
            (Some(old), None) => {
                let rule = &rules::HTTP_NOT_STATED;
                differ.push(self.found, rule, self.subject(), text(old), None);
                return;
            }
            (Some(old), Some(new)) => (old, new),
        };
        if old.method != new.method {
            let methods = (Some(old.method.clone()), Some(new.method.clone()));
            let rule = &rules::HTTP_METHOD_CHANGED;
            differ.push(self.found, rule, self.subject(), methods.0, methods.1);
        }
        self.path(differ, old, new);
        let sides = ((differ.old, old), (differ.new, new));
        let known = Known { http: true };
        differ.facts(self.found, facts::HTTP, || self.subject(), sides, known);
    }

    fn path(&self, differ: &mut Differ<'_>, old: &Http, new: &Http) {
        let renamed = self.renamed_members(differ);
        let called = |name| renamed.get(name).copied().unwrap_or(name);
        let (Some(before), Some(after)) = (
            meaning::path(differ.old, self.old, called),
            meaning::path(differ.new, self.new, |name| name),
        ) else {
            return;
        };
        if !before.is(&after) {
            let paths = (Some(old.path.clone()), Some(new.path.clone()));
            let rule = &rules::HTTP_PATH_CHANGED;
            differ.push(self.found, rule, self.subject(), paths.0, paths.1);
            return;
        }
        for label in after.greedier(&before) {
            let (rule, label) = (&rules::LABEL_GREEDY, Some(label.to_owned()));
            differ.push(self.found, rule, self.subject(), None, label);
        }
        for label in before.greedier(&after) {
            let (rule, label) = (&rules::LABEL_NOT_GREEDY, Some(label.to_owned()));
            differ.push(self.found, rule, self.subject(), label, None);
        }
    }

    /// The members of the input that are called otherwise now, by their old names.
    fn renamed_members<'a>(&self, differ: &Differ<'a>) -> HashMap<&'a str, &'a str> {
        let (Some(old), Some(new)) = (self.old.input, self.new.input) else {
            return HashMap::new();
        };
        let Some(pair) = differ.pairs.find(old, new) else { return HashMap::new() };
        let (old, new) = (differ.old[old].kind.members(), differ.new[new].kind.members());
        let both = pair.members.both.iter();
        both.map(|(one, other)| (old[*one].name.as_str(), new[*other].name.as_str())).collect()
    }

    fn pagination(&self, differ: &mut Differ<'_>) {
        let Some((old_surface, new_surface)) = differ
            .surface
            .0
            .pages
            .get(self.indices.0)
            .zip(differ.surface.1.pages.get(self.indices.1))
        else {
            return;
        };
        let pages_gone = old_surface.token.is_some() && new_surface.token.is_none();
        let token_differs = old_surface.token != new_surface.token;
        let items_differ = old_surface.items.is_some() && old_surface.items != new_surface.items;
        let tokens = |pages: &Pagination| {
            Some(format!("{} → {}", pages.output_token.join(", "), pages.input_token.join(", ")))
        };
        let (old, new) = match (&self.old.pagination, &self.new.pagination) {
            (None, None) => return,
            (None, Some(_)) => {
                differ.push(self.found, &rules::PAGINATION_ADDED, self.subject(), None, None);
                return;
            }
            (Some(_), None) => {
                let rule = &rules::PAGINATION_REMOVED;
                let change = differ.push(self.found, rule, self.subject(), None, None);
                change.rust = breaks_if(pages_gone);
                return;
            }
            (Some(old), Some(new)) => (old, new),
        };
        let same = (&old.input_token, &old.output_token) == (&new.input_token, &new.output_token);
        if !same {
            let rule = if old_surface.token.is_some() && token_differs {
                &rules::PAGINATION_TOKEN_TYPE_CHANGED
            } else {
                &rules::PAGINATION_TOKENS_CHANGED
            };
            differ.push(self.found, rule, self.subject(), tokens(old), tokens(new));
        }
        let sides = ((differ.old, old), (differ.new, new));
        differ.facts(self.found, facts::PAGINATION, || self.subject(), sides, Known::default());
        if old.items != new.items {
            let rule = &rules::PAGINATION_ITEMS_CHANGED;
            let items = |pages: &Pagination| Some(pages.items.join(", "));
            let change = differ.push(self.found, rule, self.subject(), items(old), items(new));
            change.rust = breaks_if(items_differ);
        }
    }
}

/// Gives the waiters that are in both versions, by their indices.
pub(super) fn compare_waiters(
    differ: &mut Differ<'_>,
    operations: &Matched,
) -> Vec<(usize, usize)> {
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
            if let Some((rule, old, new)) = fact.compare(sides.0, sides.1, Known::default()) {
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
