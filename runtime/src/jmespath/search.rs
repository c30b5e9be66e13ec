//! Asking a value.

use std::borrow::Cow;

use super::Found;
use super::parse::{Comparison, Function, Many, Node};
use super::token::Literal;

/// What an expression finds in what was found so far.
pub(super) fn search<'a>(node: &'a Node, of: &Found<'a>) -> Found<'a> {
    match node {
        Node::Current => of.clone(),
        Node::Field(name) => of.field(name),
        Node::Index(index) => match of.items() {
            Some(items) => from_end(*index, items.len())
                .and_then(|place| items.into_iter().nth(place))
                .unwrap_or(Found::Null),
            None => Found::Null,
        },
        Node::Slice { start, stop, step } => match of.items() {
            Some(items) => Found::List(slice(&items, *start, *stop, *step)),
            None => Found::Null,
        },
        Node::Literal(literal) => match literal {
            Literal::Null => Found::Null,
            Literal::Boolean(value) => Found::Boolean(*value),
            Literal::Number(value) => Found::Number(*value),
            Literal::Text(text) => Found::Text(text.into()),
        },
        Node::Then(first, second) => search(second, &search(first, of)),
        Node::Each(many, of_what, inner) => each(many, &search(of_what, of), inner),
        Node::Or(first, second) => {
            let found = search(first, of);
            if found.holds() { found } else { search(second, of) }
        }
        Node::And(first, second) => {
            let found = search(first, of);
            if found.holds() { search(second, of) } else { found }
        }
        Node::Not(node) => Found::Boolean(!search(node, of).holds()),
        Node::Compare(comparison, first, second) => {
            compare(*comparison, &search(first, of), &search(second, of))
        }
        Node::Call(function, arguments) => {
            let arguments: Vec<_> = arguments.iter().map(|node| search(node, of)).collect();
            call(*function, &arguments)
        }
        Node::Listed(nodes) => match of.plain() {
            Found::Null => Found::Null,
            _ => Found::List(nodes.iter().map(|node| search(node, of)).collect()),
        },
        Node::Named(nodes) => match of.plain() {
            Found::Null => Found::Null,
            _ => Found::Object(
                nodes.iter().map(|(name, node)| (Cow::from(name), search(node, of))).collect(),
            ),
        },
    }
}

/// What is nothing is left out of many.
fn each<'a>(many: &'a Many, of: &Found<'a>, inner: &'a Node) -> Found<'a> {
    let found = match many {
        Many::Items => of.items(),
        Many::Flat => of.items().map(|items| {
            let mut flat = Vec::new();
            for item in items {
                match item.items() {
                    Some(items) => flat.extend(items),
                    None => flat.push(item),
                }
            }
            flat
        }),
        Many::Values => {
            of.entries().map(|entries| entries.into_iter().map(|(_, value)| value).collect())
        }
        Many::Those(condition) => of.items().map(|mut items| {
            items.retain(|item| search(condition, item).holds());
            items
        }),
    };
    let Some(found) = found else { return Found::Null };
    let asked = found.iter().map(|item| search(inner, item));
    Found::List(asked.filter(|found| !matches!(found.plain(), Found::Null)).collect())
}

fn from_end(index: i64, count: usize) -> Option<usize> {
    let count = i64::try_from(count).ok()?;
    let place = if index < 0 { index.checked_add(count)? } else { index };
    usize::try_from(place).ok()
}

fn slice<'a>(
    items: &[Found<'a>],
    start: Option<i64>,
    stop: Option<i64>,
    step: i64,
) -> Vec<Found<'a>> {
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let (least, most) = if step < 0 { (-1, count - 1) } else { (0, count) };
    let place = |bound: i64| {
        let bound = if bound < 0 { bound.saturating_add(count) } else { bound };
        bound.clamp(least, most)
    };
    let first = if step < 0 { most } else { least };
    let mut at = start.map_or(first, place);
    let end = stop.map_or(if step < 0 { least } else { most }, place);
    let mut taken = Vec::new();
    while (step > 0 && at < end) || (step < 0 && at > end) {
        taken.extend(usize::try_from(at).ok().and_then(|at| items.get(at)).cloned());
        at = at.saturating_add(step);
    }
    taken
}

fn compare<'a>(comparison: Comparison, a: &Found<'a>, b: &Found<'a>) -> Found<'a> {
    let order = || match (a.plain(), b.plain()) {
        (Found::Number(a), Found::Number(b)) => a.partial_cmp(&b),
        _ => None,
    };
    let ordered = match comparison {
        Comparison::Equal => return Found::Boolean(a == b),
        Comparison::NotEqual => return Found::Boolean(a != b),
        Comparison::Less => order().map(|it| it.is_lt()),
        Comparison::LessOrEqual => order().map(|it| it.is_le()),
        Comparison::Greater => order().map(|it| it.is_gt()),
        Comparison::GreaterOrEqual => order().map(|it| it.is_ge()),
    };
    ordered.map_or(Found::Null, Found::Boolean)
}

fn call<'a>(function: Function, arguments: &[Found<'a>]) -> Found<'a> {
    let [first, rest @ ..] = arguments else { return Found::Null };
    match (function, rest) {
        (Function::Length, _) => match first.plain() {
            Found::Text(text) => Found::Number(text.chars().count() as f64),
            other => {
                let count = other.items().map(|items| items.len());
                let count = count.or_else(|| other.entries().map(|entries| entries.len()));
                count.map_or(Found::Null, |count| Found::Number(count as f64))
            }
        },
        (Function::Contains, [second]) => match (first.plain(), second.plain()) {
            (Found::Text(text), Found::Text(part)) => Found::Boolean(text.contains(&*part)),
            (other, _) => other
                .items()
                .map_or(Found::Null, |items| Found::Boolean(items.iter().any(|it| it == second))),
        },
        (Function::StartsWith | Function::EndsWith, [second]) => {
            match (first.plain(), second.plain()) {
                (Found::Text(text), Found::Text(part)) => Found::Boolean(match function {
                    Function::StartsWith => text.starts_with(&*part),
                    _ => text.ends_with(&*part),
                }),
                _ => Found::Null,
            }
        }
        (Function::Keys, _) => first.entries().map_or(Found::Null, |entries| {
            Found::List(entries.into_iter().map(|(key, _)| Found::Text(key)).collect())
        }),
        (Function::Values, _) => first.entries().map_or(Found::Null, |entries| {
            Found::List(entries.into_iter().map(|(_, value)| value).collect())
        }),
        (Function::NotNull, _) => {
            let there = |found: &&Found<'_>| !matches!(found.plain(), Found::Null);
            arguments.iter().find(there).cloned().unwrap_or(Found::Null)
        }
        _ => Found::Null,
    }
}
