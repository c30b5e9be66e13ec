//! Operations that stay, told again as their pages would tell them.
//!
//! What a structure is follows from all pages of a service together: a request tells what of it must
//! be there, another page what one cuts short or leaves out. Where pages are missing, what they told
//! is still in the spec that stands. So operations that stay and have a structure in common with
//! operations that pages describe are brought to the pages, and leave again when shapes are made.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::standing::below;
use super::telling::{For, Telling};
use super::undone;
use crate::facts::{Dialect, OperationFacts, ShapeFacts};
use crate::resolve::ground::Ground;
use crate::resolve::merge::merged::{Merged, MergedOperation, Stated};
use crate::spec::{Operation, ShapeKind, Spec};

/// Brings operations that stay in a spec that boto3's pages made to what the pages state. Tells
/// which, by wire name. `pages` makes a spec of what the pages state alone.
pub fn recall(
    merged: &mut Merged,
    standing: &Spec,
    ground: &Ground<'_>,
    pages: impl FnOnce(&Merged) -> Option<Spec>,
) -> BTreeSet<String> {
    let described: BTreeSet<&str> = merged.operations.iter().map(|it| it.name.as_str()).collect();
    let mut recalled = BTreeSet::new();
    if standing.client.is_none() || described.is_empty() {
        return recalled;
    }
    let stays = |operation: &&Operation| match &merged.stays {
        Some(stays) => stays.operations.contains(&operation.name),
        None => !described.contains(operation.name.as_str()),
    };
    let kept: Vec<&Operation> = standing.operations.iter().filter(stays).collect();
    if kept.is_empty() {
        return recalled;
    }
    let known = standing.operations.iter().filter(|it| described.contains(it.name.as_str()));
    // What is new may have any structure in common with what stays.
    let all = described.iter().any(|name| standing.operation(name).is_none());
    let theirs = below(standing, known);
    let is_common = |operation: &&Operation| {
        let own = below(standing, std::iter::once(*operation));
        let mut shapes = standing.shapes.iter().zip(own).zip(&theirs);
        all || shapes.any(|((shape, own), theirs)| {
            let tells = matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
            own && *theirs && tells
        })
    };
    let kept: Vec<&Operation> = kept.into_iter().filter(is_common).collect();
    if kept.is_empty() {
        return recalled;
    }
    // What overlays state over what pages tell is theirs to state again.
    let undone = pages(merged).and_then(|spec| undone::undone(standing, &spec, ground.overlays));
    let standing = undone.as_ref().unwrap_or(standing);
    let kept = kept.iter().filter_map(|it| standing.operation(&it.name));
    let with_reference = merged.dialects.contains(&Dialect::ApiReference);
    let page = merged.pages.len() as u32;
    merged.pages.push(Arc::from(ground.path));
    merged.dialects.push(Dialect::Boto3);
    merged.open_ends.push(false);
    let mut telling = Telling::new(standing, For::Itself, with_reference);
    for operation in kept {
        let input = telling.side(operation.input, true);
        let output = telling.side(operation.output, false);
        if telling.is_over() {
            break;
        }
        recalled.insert(operation.name.clone());
        merged.operations.push(MergedOperation {
            name: operation.name.clone(),
            method: operation.method.as_str().into(),
            stated: Stated {
                page,
                facts: OperationFacts { input, output, ..OperationFacts::default() },
            },
            paginator: None,
            pagination: None,
        });
    }
    // What holds itself is told by name.
    let mut told = BTreeSet::new();
    while let Some(id) = telling.recursive.difference(&told).next().copied() {
        told.insert(id);
        let shape = &standing[id];
        let node = telling.shape(id, false);
        let facts = ShapeFacts { line: 0, name: shape.name.as_str().into(), node };
        merged.shapes.entry(facts.name.clone()).or_insert(Stated { page, facts });
    }
    recalled
}
