//! The type that the ways are timed with.

use std::collections::BTreeSet;

use doc_bindgen::emit;
use doc_bindgen::spec::{ShapeId, Spec, Type};

/// The Rust name of the output that holds the most shapes; of several, the first.
pub(super) fn most(spec: &Spec) -> Option<String> {
    let outputs: BTreeSet<u32> =
        spec.operations.iter().filter_map(|it| it.output).map(|id| id.0).collect();
    let most = outputs.into_iter().rev().max_by_key(|id| held(spec, *id))?;
    emit::types(spec).1.into_iter().nth(most as usize)
}

/// How many shapes can be reached from one.
fn held(spec: &Spec, from: u32) -> usize {
    let mut found = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        for member in spec[ShapeId(id)].kind.members() {
            for held in shapes(&member.ty) {
                if found.insert(held) {
                    open.push(held);
                }
            }
        }
    }
    found.len()
}

fn shapes(ty: &Type) -> Vec<u32> {
    match ty {
        Type::Scalar(_) => Vec::new(),
        Type::Shape(id) => vec![id.0],
        Type::List(item) => shapes(item),
        Type::Map(key, value) => [shapes(key), shapes(value)].concat(),
    }
}
