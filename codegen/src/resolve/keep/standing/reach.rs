//! What operations of a spec lead to.

use std::collections::BTreeSet;

use crate::spec::{Operation, Shape, ShapeId, Spec};

/// A spec without some of its operations, and without the shapes that they alone need.
pub fn without(mut spec: Spec, operations: &BTreeSet<String>) -> Spec {
    spec.operations.retain(|operation| !operations.contains(&operation.name));
    spec.waiters.retain(|waiter| !operations.contains(&waiter.operation));
    let needed = below(&spec, spec.operations.iter());
    let mut places = vec![ShapeId(0); spec.shapes.len()];
    let mut next = 0;
    for (place, needed) in places.iter_mut().zip(&needed) {
        *place = ShapeId(next);
        next += u32::from(*needed);
    }
    let place = |id: ShapeId| places.get(id.0 as usize).copied().unwrap_or(id);
    let mut needed = needed.into_iter();
    spec.shapes.retain(|_| needed.next().unwrap_or(true));
    spec.map_shapes(&mut |id| place(id));
    spec
}

/// For each shape of a spec whether some operations lead to it.
pub fn below<'s>(spec: &Spec, operations: impl Iterator<Item = &'s Operation>) -> Vec<bool> {
    spec.reached(operations.flat_map(shapes_of).collect())
}

/// The names of the shapes that some operations of a spec lead to.
pub fn names_below<'s>(spec: &'s Spec, operations: &BTreeSet<String>) -> Vec<&'s str> {
    let wanted = spec.operations.iter().filter(|it| operations.contains(&it.name));
    let found = below(spec, wanted);
    let shapes = spec.shapes.iter().zip(found).filter(|(_, found)| *found);
    shapes.map(|(shape, _)| shape.name.as_str()).collect()
}

pub(super) fn shapes_of(operation: &Operation) -> impl Iterator<Item = ShapeId> {
    operation.input.into_iter().chain(operation.output).chain(operation.errors.iter().copied())
}

/// The shapes that the members lead to.
pub(super) fn shapes_in(shape: &Shape) -> impl Iterator<Item = ShapeId> {
    shape.kind.members().iter().flat_map(|member| member.ty.shapes().copied())
}
