//! Two versions of a service, held against each other.

mod constraint;
mod member;
mod operation;
mod pagination;
mod rust;
mod service;
mod shape;
mod waiter;

use std::collections::HashMap;

use super::change::{Change, Reached, Subject};
use super::content;
use super::fact::{Fact, Known};
use super::pairs::Pairs;
use super::rule::{Direction, Rule, Verdict};
use super::rules;
use crate::emit::surface::{self, Surface};
use crate::spec::{ShapeId, ShapeKind, Spec};

/// Everything that changed from one version of a service to another, in the order of the new one's
/// file: the service, its operations, its waiters, its shapes.
pub fn diff(old: &Spec, new: &Spec) -> Vec<Change> {
    let mut pairs = Pairs::new(old, new);
    let operations = operation::matched(old, new, &pairs);
    operation::roots(old, new, &operations, &mut pairs);
    pairs.close();
    let is_same = surface::is_same(old, new);
    let surface = || match is_same {
        true => (Surface::default(), Surface::default()),
        false => (Surface::of(old), Surface::of(new)),
    };
    let mut differ = Differ {
        old,
        new,
        renamed: renamed(old, new, &pairs),
        pairs,
        surface: surface(),
        found: Vec::new(),
    };
    service::compare(&mut differ);
    operation::compare(&mut differ, &operations);
    let waiters = waiter::compare(&mut differ, &operations);
    shape::compare_all(&mut differ);
    rust::compare(&mut differ, &operations.both, &waiters);
    differ.finish()
}

/// Shapes that are called otherwise, all of their positions together: old id, new id.
fn renamed(old: &Spec, new: &Spec, pairs: &Pairs<'_>) -> HashMap<ShapeId, ShapeId> {
    // `None` where a shape stands against several.
    let mut forth: HashMap<ShapeId, Option<ShapeId>> = HashMap::new();
    let mut back: HashMap<ShapeId, Option<ShapeId>> = HashMap::new();
    for pair in &pairs.list {
        let once = |map: &mut HashMap<ShapeId, Option<ShapeId>>, from, to| {
            map.entry(from).and_modify(|other| *other = None).or_insert(Some(to));
        };
        once(&mut forth, pair.old, pair.new);
        once(&mut back, pair.new, pair.old);
    }
    let only = |from: ShapeId, to: ShapeId| {
        forth.get(&from) == Some(&Some(to)) && back.get(&to) == Some(&Some(from))
    };
    let pairs = pairs.list.iter().filter(|pair| {
        let (old_name, new_name) = (&old[pair.old].name, &new[pair.new].name);
        old_name != new_name
            && new.shape(old_name).is_none()
            && old.shape(new_name).is_none()
            && only(pair.old, pair.new)
    });
    pairs.map(|pair| (pair.old, pair.new)).collect()
}

/// Where a change was found, which says the operations it reaches.
#[derive(Clone, Copy)]
enum Found {
    /// In the service as a whole, or in something that no operation leads to.
    Alone,
    /// In an operation, by its index in the new version.
    Operation(usize),
    /// In an operation that is gone, by its index in the old version.
    OldOperation(usize),
    /// In a pair of shapes.
    Pair(usize),
}

struct Differ<'a> {
    old: &'a Spec,
    new: &'a Spec,
    pairs: Pairs<'a>,
    renamed: HashMap<ShapeId, ShapeId>,
    surface: (Surface, Surface),
    found: Vec<(Found, Change)>,
}

impl Differ<'_> {
    /// Notes a change; gives it, so that a verdict can be mended.
    fn push(
        &mut self,
        found: Found,
        rule: &'static Rule,
        subject: Subject,
        old: Option<String>,
        new: Option<String>,
    ) -> &mut Change {
        let direction = match found {
            Found::Pair(pair) => self.pairs.list[pair].direction,
            _ => rule.direction,
        };
        let service = self.new.service.as_str();
        let change = Change::new(service, rule, direction, subject, old, new);
        self.found.push((found, change));
        let last = self.found.len() - 1;
        &mut self.found[last].1
    }

    /// Notes the facts that differ.
    fn facts<T>(
        &mut self,
        found: Found,
        facts: &[Fact<T>],
        subject: impl Fn() -> Subject,
        (old, new): ((&Spec, &T), (&Spec, &T)),
        known: Known,
    ) {
        for fact in facts {
            for (rule, old, new) in fact.compare(old, new, known) {
                self.push(found, rule, subject(), old, new);
            }
        }
    }

    /// The changes in their order, each told once.
    fn finish(mut self) -> Vec<Change> {
        let found = std::mem::take(&mut self.found);
        let mut reached: HashMap<usize, Vec<Reached>> = HashMap::new();
        let mut told: Vec<Change> = Vec::new();
        let mut index: HashMap<Identity, usize> = HashMap::new();
        // Where a shape was split, the part that kept its name speaks for both.
        let told_of = found.into_iter().filter(|(found, change)| match found {
            // What no operation leads to matters to code alone.
            Found::Pair(pair) => {
                self.pairs.list[*pair].direction != Direction::Neither
                    || change.rust == Verdict::Breaks
            }
            _ => true,
        });
        let (first, second): (Vec<_>, Vec<_>) =
            told_of.partition(|(found, _)| !self.is_renamed_pair(*found));
        for (found, mut change) in first.into_iter().chain(second) {
            change.operations = self.reached(found, &change, &mut reached);
            let identities =
                [self.old_shape(found), None].map(|shape| Identity::of(shape, &change));
            match identities.iter().find_map(|identity| index.get(identity)) {
                Some(same) => join(self.new, &mut told[*same], change),
                None => {
                    index.extend(identities.map(|identity| (identity, told.len())));
                    told.push(change);
                }
            }
        }
        told.sort_by_cached_key(|change| Order::of(self.old, self.new, change));
        for change in &mut told {
            let Change { rule, subject, new, .. } = &*change;
            change.content = content::of(self.new, rule, subject, new.as_deref());
        }
        told
    }

    fn is_renamed_pair(&self, found: Found) -> bool {
        let Found::Pair(pair) = found else { return false };
        let pair = &self.pairs.list[pair];
        self.old[pair.old].name != self.new[pair.new].name
    }

    fn old_shape(&self, found: Found) -> Option<ShapeId> {
        if let Found::Pair(pair) = found { Some(self.pairs.list[pair].old) } else { None }
    }

    fn reached(
        &self,
        found: Found,
        change: &Change,
        known: &mut HashMap<usize, Vec<Reached>>,
    ) -> Vec<Reached> {
        let direction = change.rule.direction;
        let one = |spec: &Spec, index: usize| {
            vec![Reached { operation: spec.operations[index].name.clone(), direction }]
        };
        match found {
            Found::Alone => Vec::new(),
            Found::Operation(index) => one(self.new, index),
            Found::OldOperation(index) => one(self.old, index),
            Found::Pair(pair) => {
                let of_pair = || {
                    let operations = self.pairs.operations(pair).into_iter();
                    let named = |(index, direction): (usize, Direction)| Reached {
                        operation: self.new.operations[index].name.clone(),
                        direction,
                    };
                    operations.map(named).collect()
                };
                known.entry(pair).or_insert_with(of_pair).clone()
            }
        }
    }
}

/// What makes two changes one: the same thing happened to the same old shape, though it now stands
/// under two names, or to the same subject.
#[derive(PartialEq, Eq, Hash)]
struct Identity {
    rule: &'static str,
    shape: Result<ShapeId, Subject>,
    member: Option<String>,
    texts: (Option<String>, Option<String>),
}

impl Identity {
    fn of(old_shape: Option<ShapeId>, change: &Change) -> Self {
        let member = match &change.subject {
            Subject::Member(_, member) => Some(member.clone()),
            _ => None,
        };
        Identity {
            rule: change.rule.id,
            shape: old_shape.ok_or_else(|| change.subject.clone()),
            member,
            texts: (change.old.clone(), change.new.clone()),
        }
    }
}

/// What a change stands in line by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    part: u8,
    index: usize,
    subject: Subject,
    member: usize,
    rule: usize,
    texts: (Option<String>, Option<String>),
}

impl Order {
    fn of(old: &Spec, new: &Spec, change: &Change) -> Self {
        let member = |kind: &ShapeKind, name: &str| {
            kind.members().iter().position(|member| member.name == *name)
        };
        let (part, index, member) = match &change.subject {
            Subject::Service => (0, 0, 0),
            Subject::Operation(name) => {
                let find = |spec: &Spec| spec.operations.iter().position(|it| it.name == *name);
                (1, find(new).or_else(|| find(old)).unwrap_or(usize::MAX), 0)
            }
            Subject::Waiter(name) => {
                let find = |spec: &Spec| spec.waiters.iter().position(|it| it.name == *name);
                (2, find(new).or_else(|| find(old)).unwrap_or(usize::MAX), 0)
            }
            Subject::Shape(_) => (3, 0, 0),
            Subject::Member(shape, name) => {
                let find = |spec: &Spec| member(&spec[spec.shape(shape)?].kind, name);
                (3, 0, find(new).or_else(|| find(old)).map_or(usize::MAX, |index| index + 1))
            }
        };
        let rule =
            rules::RULES.iter().position(|rule| rule.id == change.rule.id).unwrap_or_default();
        let subject = match &change.subject {
            // The shape's own changes before those of its members, the members in their order.
            Subject::Member(shape, _) => Subject::Shape(shape.clone()),
            other => other.clone(),
        };
        let texts = (change.old.clone(), change.new.clone());
        Order { part, index, subject, member, rule, texts }
    }
}

fn join(new: &Spec, change: &mut Change, other: Change) {
    change.direction = change.direction.and(other.direction);
    change.wire = change.wire.max(other.wire);
    change.rust = change.rust.max(other.rust);
    for reached in other.operations {
        match change.operations.iter_mut().find(|it| it.operation == reached.operation) {
            Some(there) => there.direction = there.direction.and(reached.direction),
            None => change.operations.push(reached),
        }
    }
    let place = |reached: &Reached| {
        new.operations.iter().position(|operation| operation.name == reached.operation)
    };
    change.operations.sort_by_key(place);
}

/// The rule for the way that something goes; the worse one where it goes both ways.
fn by_direction(
    direction: Direction,
    request: &'static Rule,
    response: &'static Rule,
) -> &'static Rule {
    match direction {
        Direction::Request => request,
        Direction::Response | Direction::Neither => response,
        Direction::Both if (response.wire, response.rust) > (request.wire, request.rust) => {
            response
        }
        Direction::Both => request,
    }
}

/// A verdict that holds only under a condition.
fn breaks_if(condition: bool) -> Verdict {
    if condition { Verdict::Breaks } else { Verdict::Safe }
}
