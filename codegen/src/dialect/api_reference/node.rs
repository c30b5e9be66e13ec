//! A position, from the facts that stand below its name.

use std::sync::Arc;

use crate::facts::{Container, Kind, Length, Node, Scalar};

use super::fact::{Fact, Of, Scope};
use super::item::MemberItem;
use super::types;

/// What an item tells of the type of its member. Where no type is stated, as of what goes in the
/// URI, it is what the rest lets it be. An error is the line of a type that makes no sense.
pub(super) fn read(item: &MemberItem<'_>) -> (Node, Option<u32>) {
    let mut odd = None;
    let stated = item.facts.iter().rev().find_map(|(line, fact)| match fact {
        Fact::Type(words) => Some((*line, words)),
        _ => None,
    });
    let kind = stated.and_then(|(line, words)| {
        let kind = types::read(words, item.line);
        odd = kind.is_none().then_some(line);
        kind
    });
    let mut node = Node::new(item.line, kind.unwrap_or_else(|| guess(item)));
    node.documentation = item.documentation.as_deref().map(Arc::from);
    for (_, fact) in &item.facts {
        constrain(&mut node, fact);
    }
    (node, odd)
}

/// What a value is of which no type is stated.
fn guess(item: &MemberItem<'_>) -> Kind {
    let mut kind = Kind::Unstated(Container::Any);
    for (_, fact) in &item.facts {
        match fact {
            Fact::Range(_) => kind = Kind::Scalar(Scalar::Integer),
            Fact::Pattern(..) | Fact::Length(..) | Fact::Values(_) => {
                kind = Kind::Scalar(Scalar::String);
            }
            _ => {}
        }
    }
    let counted = item.facts.iter().find_map(|(_, fact)| match fact {
        Fact::Entries(of, _) => Some(*of),
        _ => None,
    });
    let Some(of) = counted else { return kind };
    let inside = match kind {
        Kind::Unstated(_) => Kind::Scalar(Scalar::String),
        kind => kind,
    };
    let inside = Box::new(Node::new(item.line, inside));
    match of {
        Of::Map => Kind::Map(Box::new(Node::new(item.line, Kind::Scalar(Scalar::String))), inside),
        Of::List | Of::Either => Kind::List(inside),
    }
}

fn constrain(node: &mut Node, fact: &Fact<'_>) {
    match fact {
        Fact::Values(values) => innermost(node, Scope::Whole, |inner| {
            if inner.kind == Kind::Scalar(Scalar::String) {
                inner.kind = Kind::Enum(values.as_slice().into());
            }
        }),
        Fact::Keys(values) => {
            if let Some(key) = key(node)
                && key.kind == Kind::Scalar(Scalar::String)
            {
                key.kind = Kind::Enum(values.as_slice().into());
            }
        }
        Fact::Range(range) => innermost(node, Scope::Whole, |inner| {
            inner.limits.range = Some(range.clone());
        }),
        Fact::Length(part, length) => innermost(node, *part, |inner| {
            inner.limits.length = Some(*length);
        }),
        Fact::Pattern(part, pattern) => innermost(node, *part, |inner| {
            inner.limits.pattern = Some(pattern.clone());
        }),
        Fact::Entries(of, length) => entries(node, *of, *length),
        Fact::Type(_)
        | Fact::Required(_)
        | Fact::Status(_)
        | Fact::Renamed(_)
        | Fact::Unread(_) => {}
    }
}

/// How many entries there are is said of the outermost list or map, and then of those within.
fn entries(node: &mut Node, of: Of, length: Length) {
    let is_it = match (&node.kind, of) {
        (Kind::List(_), Of::List | Of::Either) | (Kind::Map(..), Of::Map | Of::Either) => true,
        (Kind::List(_) | Kind::Map(..), _) => false,
        _ => return,
    };
    if is_it && node.limits.length.is_none() {
        node.limits.length = Some(length);
        return;
    }
    match &mut node.kind {
        Kind::List(inner) | Kind::Map(_, inner) => entries(inner, of, length),
        _ => {}
    }
}

/// Changes what a limit is said of: the value in all lists, the key or the value of a map.
fn innermost(node: &mut Node, part: Scope, change: impl FnOnce(&mut Node)) {
    match &mut node.kind {
        Kind::List(element) => innermost(element, part, change),
        Kind::Map(key, _) if part == Scope::Key => innermost(key, Scope::Whole, change),
        Kind::Map(_, value) => innermost(value, Scope::Whole, change),
        _ => change(node),
    }
}

/// The key whose values are told. Of maps within maps keys are spoken of in turn, so one of which
/// something is told already is not meant.
fn key(node: &mut Node) -> Option<&mut Node> {
    match &mut node.kind {
        Kind::List(element) => key(element),
        Kind::Map(own, value) => {
            let is_told = !own.limits.is_empty() || matches!(own.kind, Kind::Enum(_));
            if is_told && holds_map(value) { key(value) } else { Some(own) }
        }
        _ => None,
    }
}

fn holds_map(node: &Node) -> bool {
    match &node.kind {
        Kind::List(element) => holds_map(element),
        Kind::Map(..) => true,
        _ => false,
    }
}
