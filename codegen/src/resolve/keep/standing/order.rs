//! Where operations stand that stay and that come.

use std::collections::BTreeMap;

use crate::resolve::merge::stays::Stays;
use crate::spec::{Operation, Spec, insert_by_method};

/// Which of the two specs the ids in a thing belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    New,
    Old,
}

/// The operations of `new` with those of `old` that stay, each where it stood.
pub(super) fn place_operations(
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
pub(super) fn place_all(new: Vec<Operation>, old: &Spec) -> Vec<(Origin, Operation)> {
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
pub(super) fn place_listed(
    new: Vec<Operation>,
    old: &Spec,
    stays: &Stays,
) -> Vec<(Origin, Operation)> {
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
