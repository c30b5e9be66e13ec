//! Whether two accounts of one shape are the same, and what one tells and the other does not.

use std::collections::BTreeSet;

use crate::facts::{Kind, Member, Node, Scalar};
use crate::resolve::merge::merged::NamedShapes;

/// Whether two positions hold the same, as far as both tell.
pub(super) fn is_same(a: &Node, b: &Node) -> bool {
    let partial = a.left_out.is_some() || b.left_out.is_some();
    match (&a.kind, &b.kind) {
        (Kind::Structure(first), Kind::Structure(second))
        | (Kind::Union(first), Kind::Union(second))
        | (Kind::EventStream(first), Kind::EventStream(second)) => members(first, second, partial),
        // Pages say that something is a union where they say something of it at all.
        (Kind::Structure(first), Kind::Union(second)) => {
            (partial || a.documentation.is_none()) && members(first, second, partial)
        }
        (Kind::Union(first), Kind::Structure(second)) => {
            (partial || b.documentation.is_none()) && members(first, second, partial)
        }
        (Kind::List(first), Kind::List(second)) => is_same(first, second),
        (Kind::Map(key, value), Kind::Map(other_key, other_value)) => {
            is_same(key, other_key) && is_same(value, other_value)
        }
        (Kind::Enum(_), Kind::Scalar(Scalar::String))
        | (Kind::Scalar(Scalar::String), Kind::Enum(_))
        | (Kind::Scalar(Scalar::Float), Kind::Scalar(Scalar::Double))
        | (Kind::Scalar(Scalar::Double), Kind::Scalar(Scalar::Float)) => partial,
        (first, second) => first == second,
    }
}

fn members(first: &[Member], second: &[Member], partial: bool) -> bool {
    first.len() == second.len()
        && first.iter().zip(second).all(|(a, b)| {
            a.name == b.name
                && (partial || a.node.documentation == b.node.documentation)
                && is_same(&a.node, &b.node)
        })
}

/// Whether the reference tells the same of two shapes that it calls otherwise, and of what is in them;
/// what must be there counts where requests have them (`asks`).
pub(super) fn tell_the_same(one: &str, other: &str, shapes: &NamedShapes, asks: bool) -> bool {
    let mut open = vec![(Box::<str>::from(one), Box::<str>::from(other))];
    let mut met = BTreeSet::new();
    while let Some(pair) = open.pop() {
        if pair.0 == pair.1 || !met.insert(pair.clone()) {
            continue;
        }
        let (Some(a), Some(b)) = (shapes.get(&pair.0), shapes.get(&pair.1)) else { return false };
        if !nodes_tell_the_same(&a.facts.node, &b.facts.node, asks, &mut open) {
            return false;
        }
    }
    true
}

/// The same of two positions, as far as no shapes in them are called otherwise, which are added to
/// `open`.
fn nodes_tell_the_same(
    a: &Node,
    b: &Node,
    asks: bool,
    open: &mut Vec<(Box<str>, Box<str>)>,
) -> bool {
    if a.limits != b.limits {
        return false;
    }
    match (&a.kind, &b.kind) {
        (Kind::Named(a), Kind::Named(b)) => {
            open.push((a.clone(), b.clone()));
            true
        }
        (Kind::List(a), Kind::List(b)) => nodes_tell_the_same(a, b, asks, open),
        (Kind::Map(key, value), Kind::Map(other_key, other_value)) => {
            nodes_tell_the_same(key, other_key, asks, open)
                && nodes_tell_the_same(value, other_value, asks, open)
        }
        (Kind::Structure(first), Kind::Structure(second))
        | (Kind::Union(first), Kind::Union(second)) => {
            first.len() == second.len()
                && first.iter().zip(second).all(|(a, b)| {
                    a.name == b.name
                        && (!asks || a.required == b.required)
                        && a.wire == b.wire
                        && nodes_tell_the_same(&a.node, &b.node, asks, open)
                })
        }
        (a, b) => a == b,
    }
}

/// Takes over what only requests tell, and that something is a union. Where two requests tell
/// differently what is required, the one that asks for less counts.
pub(super) fn take_told(known: &mut Node, other: &Node) {
    if let (Kind::Structure(members), Kind::Union(_)) = (&mut known.kind, &other.kind) {
        known.kind = Kind::Union(std::mem::take(members));
    }
    if known.documentation.is_none() {
        known.documentation.clone_from(&other.documentation);
    }
    match (&mut known.kind, &other.kind) {
        (Kind::List(known), Kind::List(other)) => take_told(known, other),
        (Kind::Map(_, known), Kind::Map(_, other)) => take_told(known, other),
        (
            Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members),
            Kind::Structure(others) | Kind::Union(others) | Kind::EventStream(others),
        ) => {
            for (member, other) in members.iter_mut().zip(others) {
                member.required = match (member.required, other.required) {
                    (Some(a), Some(b)) => Some(a && b),
                    (a, b) => a.or(b),
                };
                member.idempotency_token |= other.idempotency_token;
                take_told(&mut member.node, &other.node);
            }
        }
        _ => {}
    }
}
