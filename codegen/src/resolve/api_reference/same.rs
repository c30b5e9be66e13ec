//! Whether two accounts of one shape are the same, and what one tells and the other does not.

use crate::facts::{Kind, Member, Node, Scalar};

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
