//! Shapes.

use super::{Differ, Found, by_direction, member};
use crate::diff::change::Subject;
use crate::diff::fact::Known;
use crate::diff::facts;
use crate::diff::pairs::comparable;
use crate::diff::rules;
use crate::spec::{ShapeId, ShapeKind};

pub(super) fn compare_all(differ: &mut Differ<'_>) {
    for pair in 0..differ.pairs.list.len() {
        compare(differ, pair);
    }
    errors(differ);
}

/// The enum of a service's errors has every error shape, whether an operation names it or not.
fn errors(differ: &mut Differ<'_>) {
    let (old, new) = (differ.old, differ.new);
    for (index, shape) in old.shapes.iter().enumerate() {
        let is_error = matches!(shape.kind, ShapeKind::Error(_));
        let renamed = differ.renamed.contains_key(&ShapeId(index as u32));
        if is_error && !renamed && new.shape(&shape.name).is_none() {
            let subject = Subject::Shape(shape.name.clone());
            differ.push(Found::Alone, &rules::ERROR_REMOVED, subject, None, None);
        }
    }
}

fn compare(differ: &mut Differ<'_>, pair: usize) {
    let (old_id, new_id) = (differ.pairs.list[pair].old, differ.pairs.list[pair].new);
    let (old, new) = (&differ.old[old_id], &differ.new[new_id]);
    let found = Found::Pair(pair);
    let subject = || Subject::Shape(new.name.clone());
    if differ.renamed.get(&old_id) == Some(&new_id) {
        let names = (Some(old.name.clone()), Some(new.name.clone()));
        differ.push(found, &rules::SHAPE_RENAMED, subject(), names.0, names.1);
    }
    let sides = ((differ.old, old), (differ.new, new));
    differ.facts(found, facts::SHAPE, subject, sides, Known::default());
    if !comparable(&old.kind, &new.kind) {
        let nouns = (Some(old.kind.noun().into()), Some(new.kind.noun().into()));
        differ.push(found, &rules::SHAPE_KIND_CHANGED, subject(), nouns.0, nouns.1);
        return;
    }
    let rule = match (&old.kind, &new.kind) {
        (ShapeKind::Enum(old), ShapeKind::Enum(new)) => {
            values(differ, pair, old, new);
            return;
        }
        (ShapeKind::Error(_), ShapeKind::Error(_)) => {
            differ.facts(found, facts::ERROR, subject, sides, Known::default());
            None
        }
        (old, new) if old.as_str() == new.as_str() => None,
        (ShapeKind::Structure(_), ShapeKind::Union(_)) => Some(&rules::SHAPE_BECAME_UNION),
        (ShapeKind::Union(_), ShapeKind::Structure(_)) => Some(&rules::SHAPE_NO_LONGER_UNION),
        _ => Some(&rules::SHAPE_KIND_CHANGED),
    };
    if let Some(rule) = rule {
        let nouns = (Some(old.kind.noun().into()), Some(new.kind.noun().into()));
        differ.push(found, rule, subject(), nouns.0, nouns.1);
    }
    member::compare_all(differ, pair);
}

fn values(differ: &mut Differ<'_>, pair: usize, old: &[String], new: &[String]) {
    let new_id = differ.pairs.list[pair].new;
    let direction = differ.pairs.list[pair].direction;
    let name = &differ.new[new_id].name;
    let found = Found::Pair(pair);
    let subject = || Subject::Shape(name.clone());
    let before: std::collections::HashSet<&str> = old.iter().map(String::as_str).collect();
    let after: std::collections::HashSet<&str> = new.iter().map(String::as_str).collect();
    for value in old.iter().filter(|value| !after.contains(value.as_str())) {
        let (request, response) =
            (&rules::REQUEST_ENUM_VALUE_REMOVED, &rules::RESPONSE_ENUM_VALUE_REMOVED);
        let rule = by_direction(direction, request, response);
        differ.push(found, rule, subject(), Some(value.clone()), None);
    }
    for value in new {
        if !before.contains(value.as_str()) {
            differ.push(found, &rules::ENUM_VALUE_ADDED, subject(), None, Some(value.clone()));
        }
    }
}
