//! All shapes of a service, each position with the shape it shares.

use std::collections::BTreeMap;

use super::assemble::{Assembly, MemberDetails};
use super::named;
use super::shapes::{OperationShapes, Role, Shape, Shapes};
use crate::resolve::fill::terms::Texts;
use crate::resolve::merge::errors::KnownError;
use crate::resolve::merge::merged::Merged;
use crate::resolve::tie::Tied;
use crate::spec::{ServiceId, ShapeId};

/// The shapes of a service, and what more is known of them than names are chosen by.
pub struct Made<'a> {
    pub shapes: Shapes<'a>,
    /// Of each member of each shape.
    pub details: Vec<Vec<MemberDetails>>,
    /// The shapes of the errors.
    pub errors: BTreeMap<&'a str, ShapeId>,
}

/// Finds them.
pub fn shapes<'a>(
    service: &'a ServiceId,
    merged: &'a Merged,
    errors: &BTreeMap<&'a str, KnownError<'a>>,
    mut tied: Tied,
    texts: &Texts<'a>,
) -> Made<'a> {
    named::join(&mut tied.graph, texts);
    let shared = super::share(&tied.graph);
    let mut assembly = Assembly::new(&tied.graph, &shared, texts);
    let errors: BTreeMap<&str, ShapeId> = errors
        .keys()
        .zip(&tied.errors)
        .map(|(name, node)| (*name, assembly.root(*node, Role::Error, Some((*name).into()))))
        .collect();
    let operations = operations(merged, &tied, &errors, &mut assembly);
    let (made, details) = assembly.finish();
    Made { shapes: of_service(service, merged, operations, made), details, errors }
}

fn operations<'a>(
    merged: &'a Merged,
    tied: &Tied,
    errors: &BTreeMap<&str, ShapeId>,
    assembly: &mut Assembly<'_, 'a>,
) -> Vec<OperationShapes<'a>> {
    let both = (0..).zip(&merged.operations).zip(&tied.operations);
    both.map(|((index, operation), [input, output])| {
        let facts = &operation.stated.facts;
        let mut named: Vec<ShapeId> = Vec::with_capacity(facts.errors.len());
        for error in &facts.errors {
            if let Some(id) = errors.get(&*error.name)
                && !named.contains(id)
            {
                named.push(*id);
            }
        }
        OperationShapes {
            name: operation.name.clone(),
            documentation: facts.documentation.as_deref(),
            input: input.map(|node| assembly.root(node, Role::Input(index), None)),
            output: output.map(|node| assembly.root(node, Role::Output(index), None)),
            errors: named,
        }
    })
    .collect()
}

fn of_service<'a>(
    service: &'a ServiceId,
    merged: &'a Merged,
    operations: Vec<OperationShapes<'a>>,
    shapes: Vec<Shape<'a>>,
) -> Shapes<'a> {
    let (client, reserved) = (merged.client.as_deref(), Vec::new());
    Shapes { service, client, operations, reserved, shapes }
}
