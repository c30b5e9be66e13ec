//! What shapes lead to.

use super::{ShapeId, Spec};

impl Spec {
    /// For each shape whether it is one of these, or some of them lead to it. Ids that are none lead
    /// nowhere.
    pub fn reached(&self, mut open: Vec<ShapeId>) -> Vec<bool> {
        let mut found = vec![false; self.shapes.len()];
        while let Some(id) = open.pop() {
            if let Some(known) = found.get_mut(id.0 as usize)
                && !std::mem::replace(known, true)
            {
                let members = self[id].kind.members().iter();
                open.extend(members.flat_map(|member| member.ty.shapes().copied()));
            }
        }
        found
    }
}
