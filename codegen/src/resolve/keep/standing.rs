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

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::merge::stays::Stays;
use crate::spec::{
    self, Location, Member, Operation, Scalar, Shape, ShapeId, ShapeKind, Spec, Type,
    insert_by_method, path_labels,
};

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
    new.protocol = new.protocol.or_else(|| old.protocol.clone());
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
    let by_old = reached(old, kept.into_iter().filter_map(|it| it.input).collect());
    let by_new = reached(new, new.operations.iter().filter_map(|it| it.input).collect());
    let told = new.shapes.iter().zip(by_new).filter(|(_, asked)| *asked);
    let told: BTreeSet<&str> = told.map(|(shape, _)| shape.name.as_str()).collect();
    let asked = old.shapes.iter().zip(by_old).filter(|(_, asked)| *asked);
    let asked = asked.map(|(shape, _)| shape.name.as_str()).filter(|name| !told.contains(name));
    asked.map(str::to_owned).collect()
}

/// Takes over which members must be there.
fn require(new: &mut Shape, old: &Shape) {
    for member in new.kind.members_mut().into_iter().flatten() {
        let standing = old.kind.members().iter().find(|standing| standing.name == member.name);
        member.required |= standing.is_some_and(|standing| standing.required);
    }
}

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
    reached(spec, operations.flat_map(shapes_of).collect())
}

/// For each shape of a spec whether some lead to it.
fn reached(spec: &Spec, mut open: Vec<ShapeId>) -> Vec<bool> {
    let mut found = vec![false; spec.shapes.len()];
    while let Some(id) = open.pop() {
        if let Some(known) = found.get_mut(id.0 as usize)
            && !std::mem::replace(known, true)
        {
            open.extend(shapes_in(&spec[id]));
        }
    }
    found
}

/// The names of the shapes that some operations of a spec lead to.
pub fn names_below<'s>(spec: &'s Spec, operations: &BTreeSet<String>) -> Vec<&'s str> {
    let wanted = spec.operations.iter().filter(|it| operations.contains(&it.name));
    let found = below(spec, wanted);
    let shapes = spec.shapes.iter().zip(found).filter(|(_, found)| *found);
    shapes.map(|(shape, _)| shape.name.as_str()).collect()
}

/// Takes away paginations that stood and that the members of today do not fit any more.
fn unpage(spec: &mut Spec, paged: &[String]) -> Vec<String> {
    let fits = |operation: &Operation| {
        let pagination = operation.pagination.as_ref();
        pagination.is_none_or(|it| spec::has_members(spec, operation, it))
    };
    let unfit: Vec<bool> = spec.operations.iter().map(|it| !fits(it)).collect();
    let mut lost = Vec::new();
    for (operation, unfit) in spec.operations.iter_mut().zip(unfit) {
        match &mut operation.pagination {
            Some(_) if unfit && paged.contains(&operation.name) => {
                operation.pagination = None;
                lost.push(operation.name.clone());
            }
            Some(pagination) if unfit => pagination.more_results = None,
            _ => {}
        }
    }
    lost
}

/// Takes away paths that the members of today do not fit any more.
fn unbind(spec: &mut Spec) -> Vec<String> {
    let mut lost = Vec::new();
    for at in 0..spec.operations.len() {
        let Operation { http: Some(http), input, .. } = &spec.operations[at] else { continue };
        let members = input.map_or(&[][..], |id| spec[id].kind.members());
        let mut wanted = path_labels(&http.path).unwrap_or_default();
        let mut given: Vec<&str> = members
            .iter()
            .filter(|member| member.wire.location == Some(Location::Path))
            .map(|member| member.wire_name())
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        given.sort_unstable();
        if wanted == given {
            continue;
        }
        let input = *input;
        spec.operations[at].http = None;
        lost.push(spec.operations[at].name.clone());
        if let Some(shape) = input.and_then(|id| spec.shapes.get_mut(id.0 as usize)) {
            for member in shape.kind.members_mut().into_iter().flatten() {
                if member.wire.location == Some(Location::Path) {
                    member.wire.location = None;
                }
            }
        }
    }
    lost
}

/// Which of the two specs the ids in a thing belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    New,
    Old,
}

/// The operations of `new` with those of `old` that stay, each where it stood.
fn place_operations(
    new: Vec<Operation>,
    old: &Spec,
    stays: Option<&Stays>,
) -> Vec<(Origin, Operation)> {
    match stays {
        Some(stays) => place_listed(new, old, stays),
        None => place_all(new, old),
    }
}

/// All of `old`, each new one where its method sorts among those that stand.
fn place_all(new: Vec<Operation>, old: &Spec) -> Vec<(Origin, Operation)> {
    let mut new: BTreeMap<String, Operation> =
        new.into_iter().map(|operation| (operation.name.clone(), operation)).collect();
    let mut operations = Vec::with_capacity(old.operations.len() + new.len());
    for standing in &old.operations {
        operations.push(match new.remove(&standing.name) {
            Some(operation) => (Origin::New, operation),
            None => (Origin::Old, standing.clone()),
        });
    }
    for operation in new.into_values() {
        insert_by_method(&mut operations, (Origin::New, operation), |(_, operation)| operation);
    }
    operations
}

/// Those of `new` in their order, which is the index's, and what stays behind what it stood behind.
fn place_listed(new: Vec<Operation>, old: &Spec, stays: &Stays) -> Vec<(Origin, Operation)> {
    let new = new.into_iter().map(|operation| (Origin::New, operation));
    if stays.operations.is_empty() && stays.unlisted.is_empty() {
        return new.collect();
    }
    let (unlisted, mut operations): (Vec<_>, Vec<_>) =
        new.partition(|(_, operation)| stays.unlisted.contains(&operation.name));
    let mut before: Option<&str> = None;
    for standing in &old.operations {
        let name = standing.name.as_str();
        let placed = unlisted.iter().find(|(_, operation)| operation.name == name).cloned();
        let kept = || stays.operations.contains(name).then(|| (Origin::Old, standing.clone()));
        let is = |name: &str, operations: &[(Origin, Operation)]| {
            operations.iter().position(|(_, operation)| operation.name == name)
        };
        if is(name, &operations).is_none() {
            let Some(placed) = placed.or_else(kept) else { continue };
            let at = before.and_then(|before| is(before, &operations));
            operations.insert(at.map_or(0, |at| at + 1), placed);
        }
        before = Some(name);
    }
    operations
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

fn shapes_of(operation: &Operation) -> impl Iterator<Item = ShapeId> {
    operation.input.into_iter().chain(operation.output).chain(operation.errors.iter().copied())
}

/// The shapes that the members lead to.
fn shapes_in(shape: &Shape) -> impl Iterator<Item = ShapeId> {
    shape.kind.members().iter().flat_map(|member| member.ty.shapes().copied())
}

/// Whether `old` is an error whose members are known where the pages of this run only name it.
fn tells_members_of(old: &Shape, new: &Shape) -> bool {
    let error = matches!((&old.kind, &new.kind), (ShapeKind::Error(_), ShapeKind::Error(_)));
    error && new.kind.members().is_empty() && !old.kind.members().is_empty()
}

/// Keeps what pages that do not speak of the wire cannot tell of a shape.
fn fill_shape(new: &mut Shape, old: &Shape) {
    if let (ShapeKind::Error(new), ShapeKind::Error(old)) = (&mut new.kind, &old.kind) {
        new.status = new.status.or(old.status);
    }
    if let ShapeKind::Error(_) = new.kind {
        new.documentation = new.documentation.take().or_else(|| old.documentation.clone());
    }
    for member in new.kind.members_mut().into_iter().flatten() {
        let standing = old.kind.members().iter().find(|standing| standing.name == member.name);
        if let Some(standing) = standing {
            fill_member(member, standing);
        }
    }
}

/// Boto3's pages say "integer" of a long one as well.
pub fn keep_long(new: &mut Type, old: &Type) {
    match (new, old) {
        (Type::Scalar(new @ Scalar::Integer), Type::Scalar(Scalar::Long)) => *new = Scalar::Long,
        (Type::List(new), Type::List(old)) => keep_long(new, old),
        (Type::Map(_, new), Type::Map(_, old)) => keep_long(new, old),
        _ => {}
    }
}

fn fill_member(new: &mut Member, old: &Member) {
    keep_long(&mut new.ty, &old.ty);
    new.wire.fill_from(&old.wire);
    new.limits.fill_from(&old.limits);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn spec(text: &str) -> Spec {
        crate::spec::read(text, Path::new("spec.yaml")).expect("a valid spec")
    }

    const OLD: &str = "\
format: 1
provider: aws
service: x
title: The X
operations:
  Get:
    method: get
    input: GetRequest
    http: {method: GET, path: '/{id}'}
  List:
    method: list
    output: ListResponse
    errors: [Gone]
waiters:
  Done: {operation: Get, delay: 1, max_attempts: 2}
shapes:
  Colour:
    type: enum
    values: [red]
  GetRequest:
    type: structure
    members:
      id: {type: string, required: true, location: path}
  Gone:
    type: error
  Item:
    type: structure
    members:
      colour: {type: Colour}
      size: {type: long, range: {min: 1}}
  ListResponse:
    type: structure
    members:
      items: {type: list<Item>}
";

    const NEW: &str = "\
format: 1
provider: aws
service: x
operations:
  Find:
    method: find
    output: FindResponse
  Get:
    method: get
    input: GetRequest
shapes:
  FindResponse:
    type: structure
    members:
      item: {type: Item}
  GetRequest:
    type: structure
    members:
      id: {type: string, required: true}
  Item:
    type: structure
    members:
      size: {type: integer}
      weight: {type: float}
";

    #[test]
    fn a_part_leaves_what_it_does_not_speak_of() {
        let merged = keep(spec(NEW), &spec(OLD), None).spec;
        let names: Vec<_> = merged.operations.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(names, ["Find", "Get", "List"]);
        assert_eq!(merged.title.as_deref(), Some("The X"));
        assert!(merged.operation("Get").unwrap().http.is_some());
        assert_eq!(merged.waiters.len(), 1);
        let text = crate::spec::write(&merged);
        assert_eq!(spec(&text), merged, "{text}");
        let item = &merged[merged.shape("Item").unwrap()];
        let members: Vec<_> = item.kind.members().iter().map(|m| m.name.as_str()).collect();
        assert_eq!(members, ["size", "weight"]);
        assert_eq!(item.kind.members()[0].ty, Type::Scalar(Scalar::Long));
        assert!(item.kind.members()[0].limits.range.is_some());
        // Nothing needs it any more.
        assert_eq!(merged.shape("Colour"), None);
        assert!(merged.shape("Gone").is_some());
    }

    #[test]
    fn an_index_says_what_there_is() {
        let merged = keep(spec(NEW), &spec(OLD), Some(&Stays::default())).spec;
        let names: Vec<_> = merged.operations.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(names, ["Find", "Get"]);
        assert!(merged.waiters.is_empty());
        assert_eq!(merged.shape("ListResponse"), None);
        assert!(merged.operation("Get").unwrap().http.is_some());
    }

    #[test]
    fn what_the_index_lists_and_no_page_describes_stays() {
        let stays = Stays {
            operations: ["List".to_owned()].into(),
            unlisted: ["Get".to_owned()].into(),
            waiters: ["Done".to_owned()].into(),
            ..Stays::default()
        };
        let merged = keep(spec(NEW), &spec(OLD), Some(&stays)).spec;
        let names: Vec<_> = merged.operations.iter().map(|o| o.name.as_str()).collect();
        assert_eq!(names, ["Get", "List", "Find"]);
        assert_eq!(merged.operations[1].errors.len(), 1);
        assert!(merged.shape("ListResponse").is_some() && merged.shape("Gone").is_some());
        assert_eq!(merged.waiters.len(), 1);
    }

    #[test]
    fn what_one_operation_alone_needs_goes_with_it() {
        let left = without(spec(OLD), &["List".to_owned()].into());
        assert_eq!(left.operations.len(), 1);
        let names: Vec<_> = left.shapes.iter().map(|shape| shape.name.as_str()).collect();
        assert_eq!(names, ["GetRequest"]);
        assert_eq!(left.operations[0].input, Some(ShapeId(0)));
        assert!(spec::validate(&left).is_empty());
    }

    #[test]
    fn merging_again_changes_nothing() {
        let listed = Stays { operations: ["List".to_owned()].into(), ..Stays::default() };
        for stays in [None, Some(&Stays::default()), Some(&listed)] {
            let once = keep(spec(NEW), &spec(OLD), stays).spec;
            assert_eq!(keep(spec(NEW), &once, stays).spec, once);
        }
    }
}
