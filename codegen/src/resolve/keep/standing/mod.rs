//! What stands in the spec already and the pages of this run do not speak of.
//!
//! Pages may come one at a time: a run over the page of one operation changes that operation, and
//! a run over boto3's pages leaves what the API Reference stated of HTTP. So
//!
//! - operations and waiters that no page of this run describes stay, with the shapes they need;
//!   where an index page says what there is, those that it lists;
//! - what this run's pages cannot tell of an operation, a shape or a member (its place on the
//!   wire, its constraints) stays. What they do tell replaces what stood.
//!
//! A shape that both have under one name is the newer one: a structure stands under one name
//! wherever it occurs, so what a page says of it, it says of it everywhere.

mod order;
mod reach;
#[cfg(test)]
mod tests;
mod unfit;
mod untold;

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::merge::stays::Stays;
use crate::spec::{Operation, Shape, ShapeId, Spec};
use order::{Origin, place_operations};
pub use reach::{below, names_below, without};
use reach::{shapes_in, shapes_of};
use unfit::{unbind, unpage};
pub use untold::require;
use untold::{fill_shape, tells_members_of, type_as_known};

/// What was kept, and what could not be.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Both specs in one.
    pub spec: Spec,
    /// Operations of which the path that stood does not fit the members any more.
    pub lost_paths: Vec<String>,
    /// Operations of which the pagination that stood does not.
    pub lost_paginations: Vec<String>,
}

/// Merges `old` into `new`. `stays` tells what stays where an index page said what operations and
/// waiters there are; without one, all does.
pub fn keep(new: Spec, old: &Spec, stays: Option<&Stays>) -> Kept {
    keep_shapes_of(new, old, stays, &BTreeSet::new())
}

/// The same, with the shapes of those names as they stand.
pub fn keep_shapes_of(
    mut new: Spec,
    old: &Spec,
    stays: Option<&Stays>,
    as_they_stand: &BTreeSet<String>,
) -> Kept {
    new.title = new.title.or_else(|| old.title.clone());
    new.client = new.client.or_else(|| old.client.clone());
    new.version = new.version.or_else(|| old.version.clone());
    new.documentation = new.documentation.or_else(|| old.documentation.clone());
    match (&mut new.protocol, &old.protocol) {
        // Pages state no more than a namespace; an overlay states all.
        (Some(new), Some(old)) if new.name.is_none() => new.fill(old),
        (new, old) => *new = new.take().or_else(|| old.clone()),
    }
    let pages = |name: &String| stays.is_none_or(|stays| stays.paginations.contains(name));
    let mut paged = Vec::new();
    // They are in one order as a rule, so each is found where the one before was.
    let mut all = old.operations.iter().cycle();
    for operation in &mut new.operations {
        let mut next = all.by_ref().take(old.operations.len());
        if let Some(standing) = next.find(|standing| standing.name == operation.name) {
            operation.http = operation.http.take().or_else(|| standing.http.clone());
            // The paginator's page is one of its own, and need not be among this run's.
            match (&mut operation.pagination, &standing.pagination) {
                (None, Some(_)) if pages(&operation.name) => {
                    operation.pagination.clone_from(&standing.pagination);
                    paged.push(operation.name.clone());
                }
                // An overlay may state a part of it.
                (Some(new), Some(old)) if new.input_token.is_empty() && pages(&operation.name) => {
                    new.fill(old);
                    paged.push(operation.name.clone());
                }
                // Pages of paginators do not tell it.
                (Some(new), Some(old)) if new.more_results.is_none() => {
                    new.more_results.clone_from(&old.more_results);
                }
                _ => {}
            }
        }
    }
    let names: Vec<String> = new.shapes.iter().map(|shape| shape.name.clone()).collect();
    let asked = asked_by_what_stays(&new, old, stays);
    let mut shapes: BTreeMap<String, (Origin, Shape)> = BTreeMap::new();
    let mut roots = Vec::new();
    for mut shape in std::mem::take(&mut new.shapes) {
        let standing = old.shape(&shape.name).map(|id| &old[id]);
        if let Some(standing) = standing.filter(|it| tells_members_of(it, &shape)) {
            type_as_known(&mut shape, standing);
        }
        let (origin, shape) = match standing {
            Some(standing)
                if tells_members_of(standing, &shape) || as_they_stand.contains(&shape.name) =>
            {
                roots.extend(shapes_in(standing));
                (Origin::Old, standing.clone())
            }
            Some(standing) => {
                fill_shape(&mut shape, standing);
                if asked.contains(&shape.name) {
                    require(&mut shape, standing);
                }
                (Origin::New, shape)
            }
            None => (Origin::New, shape),
        };
        shapes.insert(shape.name.clone(), (origin, shape));
    }
    let mut operations = place_operations(std::mem::take(&mut new.operations), old, stays);
    for (origin, operation) in &mut operations {
        if *origin == Origin::Old && !pages(&operation.name) {
            operation.pagination = None;
        }
    }
    let kept = operations.iter().filter(|(origin, _)| *origin == Origin::Old);
    roots.extend(kept.flat_map(|(_, operation)| shapes_of(operation)));
    keep_waiters(&mut new, old, &operations, stays);
    keep_shapes(&mut shapes, old, roots);
    // Ids of either spec lead by name to the places in the one that comes out.
    let places: BTreeMap<String, ShapeId> =
        shapes.keys().enumerate().map(|(at, name)| (name.clone(), ShapeId(at as u32))).collect();
    let from_old: Vec<Option<ShapeId>> =
        old.shapes.iter().map(|shape| places.get(&shape.name).copied()).collect();
    let from_new: Vec<Option<ShapeId>> =
        names.iter().map(|name| places.get(name).copied()).collect();
    let place = |origin: Origin, id: ShapeId| {
        let table = match origin {
            Origin::New => &from_new,
            Origin::Old => &from_old,
        };
        table.get(id.0 as usize).copied().flatten().unwrap_or(id)
    };
    for (origin, operation) in &mut operations {
        operation.map_shapes(&mut |id| place(*origin, id));
    }
    for (origin, shape) in shapes.values_mut() {
        shape.map_shapes(&mut |id| place(*origin, id));
    }
    new.operations = operations.into_iter().map(|(_, operation)| operation).collect();
    new.shapes = shapes.into_values().map(|(_, shape)| shape).collect();
    let lost_paths = unbind(&mut new);
    let lost_paginations = unpage(&mut new, &paged);
    Kept { spec: new, lost_paths, lost_paginations }
}

/// The shapes of which only requests of operations that stay tell what must be there.
fn asked_by_what_stays(new: &Spec, old: &Spec, stays: Option<&Stays>) -> BTreeSet<String> {
    let stays = |operation: &&Operation| {
        let name = &operation.name;
        stays.is_none_or(|stays| stays.operations.contains(name)) && new.operation(name).is_none()
    };
    let kept: Vec<&Operation> = old.operations.iter().filter(stays).collect();
    if kept.is_empty() {
        return BTreeSet::new();
    }
    let by_old = old.reached(kept.into_iter().filter_map(|it| it.input).collect());
    let by_new = new.reached(new.operations.iter().filter_map(|it| it.input).collect());
    let told = new.shapes.iter().zip(by_new).filter(|(_, asked)| *asked);
    let told: BTreeSet<&str> = told.map(|(shape, _)| shape.name.as_str()).collect();
    let asked = old.shapes.iter().zip(by_old).filter(|(_, asked)| *asked);
    let asked = asked.map(|(shape, _)| shape.name.as_str()).filter(|name| !told.contains(name));
    asked.map(str::to_owned).collect()
}

/// Adds what of `old` is reached from `roots` and not there under its name.
fn keep_shapes(shapes: &mut BTreeMap<String, (Origin, Shape)>, old: &Spec, roots: Vec<ShapeId>) {
    let mut wanted = roots;
    while let Some(id) = wanted.pop() {
        let shape = &old[id];
        if shapes.contains_key(&shape.name) {
            continue;
        }
        shapes.insert(shape.name.clone(), (Origin::Old, shape.clone()));
        wanted.extend(shapes_in(shape));
    }
}

/// Adds the waiters of `old` that stay and whose operation is there.
fn keep_waiters(
    new: &mut Spec,
    old: &Spec,
    operations: &[(Origin, Operation)],
    stays: Option<&Stays>,
) {
    for waiter in &old.waiters {
        let known = new.waiters.iter().any(|other| other.name == waiter.name);
        let stays = stays.is_none_or(|stays| stays.waiters.contains(&waiter.name));
        let polls = || operations.iter().any(|(_, it)| it.name == waiter.operation);
        if !known && stays && polls() {
            let behind = new.waiters.iter().position(|other| other.name > waiter.name);
            new.waiters.insert(behind.unwrap_or(new.waiters.len()), waiter.clone());
        }
    }
}
