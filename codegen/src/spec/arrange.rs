//! Putting the parts of a spec where they go.

use super::{Operation, Scalar, Shape, ShapeId, Spec, Type};

impl Operation {
    /// Puts another shape in the place of each.
    pub(crate) fn map_shapes(&mut self, map: &mut dyn FnMut(ShapeId) -> ShapeId) {
        let ids = self.input.iter_mut().chain(&mut self.output);
        ids.chain(&mut self.errors).for_each(|id| *id = map(*id));
    }
}

impl Shape {
    /// Puts another shape in the place of each that its members lead to.
    pub(crate) fn map_shapes(&mut self, map: &mut dyn FnMut(ShapeId) -> ShapeId) {
        for member in self.kind.members_mut().into_iter().flatten() {
            let ty = std::mem::replace(&mut member.ty, Type::Scalar(Scalar::String));
            member.ty = ty.map_shapes(map);
        }
    }
}

impl Spec {
    /// Puts another shape in the place of each, wherever one is referred to.
    pub(crate) fn map_shapes(&mut self, map: &mut dyn FnMut(ShapeId) -> ShapeId) {
        self.operations.iter_mut().for_each(|operation| operation.map_shapes(map));
        self.shapes.iter_mut().for_each(|shape| shape.map_shapes(map));
    }

    /// Sorts the shapes by name.
    pub(crate) fn sort_shapes(&mut self) {
        let mut order: Vec<usize> = (0..self.shapes.len()).collect();
        order.sort_by(|a, b| self.shapes[*a].name.cmp(&self.shapes[*b].name));
        let mut places = vec![ShapeId(0); order.len()];
        for (place, before) in (0..).map(ShapeId).zip(&order) {
            places[*before] = place;
        }
        self.shapes.sort_by(|a, b| a.name.cmp(&b.name));
        self.map_shapes(&mut |id| places.get(id.0 as usize).copied().unwrap_or(id));
    }
}

/// Puts an operation where its method sorts among those that stand; `of` is the operation in an
/// entry.
pub(crate) fn insert_by_method<T>(entries: &mut Vec<T>, new: T, of: fn(&T) -> &Operation) {
    let method = &of(&new).method;
    let behind = entries.iter().position(|other| of(other).method > *method);
    entries.insert(behind.unwrap_or(entries.len()), new);
}
