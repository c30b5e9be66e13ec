//! Places of which no page tells any more what is in them.
//!
//! Where a page leaves out what is in a place, and the page that tells it is missing, the place is
//! taken to hold any value. What stood there is no less true for that.

use std::collections::BTreeSet;

use super::change::Applying;
use super::loss::{Meeting, meet};
use crate::spec::{ShapeId, Spec, Type};

/// A place that has been given back what stood in it.
pub struct Untold {
    /// `Out.item`
    pub place: String,
    /// An operation that leads there, by wire name.
    pub operation: String,
}

/// Gives places of `spec` that hold any value what stood in them in `old`.
pub fn fill(spec: Spec, old: &Spec) -> (Spec, Vec<Untold>) {
    let mut found: Vec<(ShapeId, &str, &Type)> = Vec::new();
    let mut untold = Vec::new();
    let mut seen = BTreeSet::new();
    for before in &old.operations {
        let Some(after) = spec.operation(&before.name) else { continue };
        let sides = [(before.input, after.input), (before.output, after.output)];
        let mut open: Vec<(ShapeId, ShapeId)> =
            sides.into_iter().filter_map(|(was, is)| Some((was?, is?))).collect();
        while let Some((was, is)) = open.pop() {
            if !seen.insert((was, is)) {
                continue;
            }
            for member in old[was].kind.members() {
                let mut members = spec[is].kind.members().iter();
                let Some(other) = members.find(|other| other.name == member.name) else { continue };
                match meet(&member.ty, &other.ty) {
                    Meeting::Shapes(was, is) => open.push((was, is)),
                    Meeting::Lost(_) => {
                        found.push((is, &member.name, &member.ty));
                        let place = format!("{}.{}", spec[is].name, member.name);
                        untold.push(Untold { place, operation: before.name.clone() });
                    }
                    Meeting::Other => {}
                }
            }
        }
    }
    if found.is_empty() {
        return (spec, untold);
    }
    let mut applying = Applying::new(spec, old);
    for (owner, member, ty) in found {
        applying.retype(owner, member, ty);
    }
    (applying.finish(), untold)
}
