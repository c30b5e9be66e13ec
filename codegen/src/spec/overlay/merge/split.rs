//! Shapes that documentation shows alike and that are not: places that get one of their own.

use std::collections::BTreeSet;

use super::super::place::{Holder, held_at};
use super::state::Merge;
use crate::spec::problem::ProblemKind;
use crate::spec::read::tables::ShapeTable;
use crate::spec::{ShapeId, ShapeKind, Spec, Type};

impl Merge<'_> {
    /// Gives places shapes of their own, in the order of the overlay, so that a place may lie in a
    /// shape that was split before. A shape of which no place is left goes.
    pub(super) fn split(&mut self, places: &[(Box<str>, ShapeTable)]) {
        let mut left = Vec::new();
        for (place, table) in places {
            let name = table.edits.as_ref().and_then(|edits| edits.split.as_deref());
            left.extend(name.and_then(|name| self.split_at(place, name)));
        }
        for id in left {
            self.removed[id.0 as usize] |= !self.is_held(id);
        }
    }

    /// Gives a place a shape of its own; the one that stood there.
    fn split_at(&mut self, place: &str, name: &str) -> Option<ShapeId> {
        let keys = ["places", place];
        let Some((holder, id)) = held_at(self.spec, place) else {
            self.unmatched(&keys, "place of a shape", &|_| Vec::new());
            return None;
        };
        let shape = &self.spec[id];
        if shape.name == name {
            return None;
        }
        if !self.fresh {
            self.problem(&keys, ProblemKind::NotMerged);
            return None;
        }
        let own = match self.index.get(name).copied() {
            Some(own) if is_alike(self.spec, id, own) => own,
            Some(_) => {
                self.problem(&keys, ProblemKind::Overtaken(name.into()));
                return None;
            }
            None => {
                let own = ShapeId(self.spec.shapes.len() as u32);
                let mut copy = shape.clone();
                copy.name = name.into();
                self.spec.shapes.push(copy);
                self.removed.push(false);
                self.index.insert(name.into(), own);
                own
            }
        };
        match holder {
            Holder::Input(at) => self.spec.operations[at].input = Some(own),
            Holder::Output(at) => self.spec.operations[at].output = Some(own),
            Holder::Member(shape, at) => {
                let members = self.spec.shapes[shape.0 as usize].kind.members_mut();
                if let Some(member) = members.and_then(|members| members.get_mut(at)) {
                    let ty = std::mem::replace(&mut member.ty, Type::Shape(own));
                    member.ty = ty.map_shapes(&mut |it| if it == id { own } else { it });
                }
            }
        }
        Some(id)
    }

    /// Whether anything but a shape itself refers to it.
    fn is_held(&self, id: ShapeId) -> bool {
        let by_operation = self.spec.operations.iter().any(|operation| {
            operation.input == Some(id)
                || operation.output == Some(id)
                || operation.errors.contains(&id)
        });
        let shapes = self.spec.shapes.iter().enumerate();
        let mut others = shapes.filter(|(at, _)| *at != id.0 as usize && !self.removed[*at]);
        by_operation
            || others.any(|(_, shape)| {
                shape.kind.members().iter().any(|member| member.ty.shapes().any(|it| *it == id))
            })
    }
}

/// Whether a shape is what another was split into: it has the same members. An overlay that was
/// merged before has told them apart by what it says of them.
fn is_alike(spec: &Spec, one: ShapeId, other: ShapeId) -> bool {
    let (one, other) = (&spec[one].kind, &spec[other].kind);
    let names = |kind: &ShapeKind| -> BTreeSet<String> {
        kind.members().iter().map(|member| member.name.clone()).collect()
    };
    one.as_str() == other.as_str() && names(one) == names(other)
}
