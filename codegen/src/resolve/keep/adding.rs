//! Pages of the API Reference by themselves, over a spec that boto3's pages made.
//!
//! What both tell is boto3's to say, whichever is read first. A spec knows that boto3 told it by the
//! class of the client, which no other documentation names. So the operations that such pages describe
//! and that stand are told again as boto3's pages told them, and the pages come beside that as they
//! do where both are read at once. What they are called stays, and there is no page of boto3's to
//! point at where the two contradict each other.

use std::path::Path;
use std::sync::Arc;

use super::telling::{For, Telling};
use crate::facts::{Dialect, ErrorFacts, OperationFacts};
use crate::resolve::merge::merged::{Merged, Stated};
use crate::spec::{Operation, Spec};

/// Tells operations again, if all pages only add to what stands. Whether they do.
pub fn beside(merged: &mut Merged, standing: &Spec, path: &Path) -> bool {
    let is_reference = |dialect: &Dialect| *dialect == Dialect::ApiReference;
    if standing.client.is_none() || !merged.dialects.iter().all(is_reference) {
        return false;
    }
    let page = merged.pages.len() as u32;
    let mut telling = Telling::new(standing, For::Reference, true);
    for (at, operation) in merged.operations.iter_mut().enumerate() {
        let Some(stands) = standing.operation(&operation.name) else { continue };
        let facts = tell(&mut telling, standing, stands);
        if telling.is_over() {
            break;
        }
        operation.method = stands.method.as_str().into();
        let theirs = std::mem::replace(&mut operation.stated, Stated { page, facts });
        merged.references.entry(at).or_default().insert(0, theirs);
    }
    merged.pages.push(Arc::from(path));
    merged.dialects.push(Dialect::Boto3);
    merged.open_ends.push(false);
    true
}

fn tell(telling: &mut Telling<'_>, standing: &Spec, operation: &Operation) -> OperationFacts {
    let errors = operation.errors.iter().map(|id| {
        let shape = &standing[*id];
        ErrorFacts {
            line: 0,
            name: shape.name.as_str().into(),
            status: None,
            documentation: shape.documentation.as_deref().map(Box::from),
            members: telling.members(shape.kind.members(), false),
        }
    });
    let errors = errors.collect();
    OperationFacts {
        documentation: operation.documentation.as_deref().map(Box::from),
        deprecated: operation.deprecated,
        input: telling.side(operation.input, true),
        output: telling.side(operation.output, false),
        errors,
        ..OperationFacts::default()
    }
}
