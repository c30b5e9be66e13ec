//! Shapes that an overlay names and the pages at hand do not tell.

use super::state::Merge;
use crate::spec::{Shape, ShapeId, Spec};

impl Merge<'_> {
    /// Brings shapes that a type of the overlay names, and all that they lead to, from the spec that
    /// stands: the pages that tell of them are not among those of this part.
    pub(super) fn bring(&mut self, standing: &Spec) {
        let named: Vec<ShapeId> =
            self.names.iter().filter_map(|name| self.stands_alone(standing, name)).collect();
        if named.is_empty() {
            return;
        }
        let below = standing.reached(named);
        let below = below.iter().zip(&standing.shapes).filter(|(reached, _)| **reached);
        let new: Vec<&Shape> =
            below.map(|(_, shape)| shape).filter(|it| !self.index.contains_key(&it.name)).collect();
        for shape in &new {
            let id = ShapeId(self.spec.shapes.len() as u32);
            self.index.insert(shape.name.clone(), id);
            self.brought.insert(id);
            self.removed.push(false);
            self.spec.shapes.push((*shape).clone());
        }
        for shape in new {
            let id = self.index[&shape.name];
            let members = self.spec.shapes[id.0 as usize].kind.members_mut();
            for member in members.into_iter().flatten() {
                // All that a shape leads to has come with it.
                member.ty = member.ty.clone().map_shapes(&mut |id| self.index[&standing[id].name]);
            }
        }
    }

    /// The shape of that name, where it stands and the pages do not tell of it.
    fn stands_alone(&self, standing: &Spec, name: &str) -> Option<ShapeId> {
        if self.index.contains_key(name) { None } else { standing.shape(name) }
    }
}
