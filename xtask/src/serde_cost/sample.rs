//! The type that the ways are timed with.

use std::collections::BTreeSet;

use doc_bindgen::emit;
use doc_bindgen::spec::{ShapeId, Spec};

/// The Rust name of the output that holds the most shapes; of several, the first.
pub(super) fn most(spec: &Spec) -> Option<String> {
    let outputs: BTreeSet<u32> =
        spec.operations.iter().filter_map(|it| it.output).map(|id| id.0).collect();
    let most = outputs.into_iter().rev().max_by_key(|id| held(spec, *id))?;
    emit::types(spec).1.into_iter().nth(most as usize)
}

/// How many shapes can be reached from one.
fn held(spec: &Spec, from: u32) -> usize {
    spec.reached(vec![ShapeId(from)]).into_iter().filter(|reached| *reached).count()
}
