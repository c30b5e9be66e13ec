//! Operations and waiters as a spec has them.

use crate::resolve::merge::merged::Merged;
use crate::resolve::share::shapes::OperationShapes;
use crate::spec::{Operation, ShapeId, Sparse, Waiter};

pub fn operations(
    merged: &Merged,
    shapes: Vec<OperationShapes<'_>>,
    id: impl Fn(ShapeId) -> ShapeId,
) -> Vec<Operation> {
    let mut lowered = Vec::with_capacity(shapes.len());
    for (operation, shapes) in merged.operations.iter().zip(shapes) {
        let facts = &operation.stated.facts;
        lowered.push(Operation {
            name: shapes.name,
            method: operation.method.to_string(),
            documentation: facts.documentation.as_deref().map(str::to_owned),
            deprecated: facts.deprecated,
            input: shapes.input.map(&id),
            output: shapes.output.map(&id),
            errors: shapes.errors.into_iter().map(&id).collect(),
            http: facts.http.clone(),
            sending: Sparse::NONE,
            pagination: operation.pagination.clone(),
        });
    }
    lowered
}

pub fn waiters(merged: &Merged) -> Vec<Waiter> {
    let waiters = merged.waiters.iter().map(|(operation, waiter)| Waiter {
        name: waiter.facts.name.to_string(),
        operation: operation.clone(),
        delay: waiter.facts.delay,
        max_attempts: waiter.facts.max_attempts,
        acceptors: Vec::new(),
    });
    waiters.collect()
}
