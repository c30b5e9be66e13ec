//! What stands without what overlays state over what pages tell.
//!
//! An overlay may say of a structure that it is a union, or give a member that pages tell the type it
//! has. Of what stands it is not to be seen what pages told there; but pages of this run tell of the
//! same shapes, and what the overlays make of those shows it.

use crate::spec::{Member, Overlays, Shape, ShapeId, ShapeKind, Spec, Type};

/// The spec that stands, with what overlays change of the shapes in `told`, which pages made and no
/// overlay went over, as pages tell it. `None` where they change nothing that stands.
pub fn undone(standing: &Spec, told: &Spec, overlays: &Overlays) -> Option<Spec> {
    let mut stated = told.clone();
    // What does not fit is said where the overlays go over the whole of it.
    overlays.merge_beside(&mut stated, true, Some(standing)).ok()?;
    let mut undone = None;
    for shape in &told.shapes {
        let after = stated.shape(&shape.name).map(|id| &stated[id]);
        let (Some(id), Some(after)) = (standing.shape(&shape.name), after) else { continue };
        let pair = Pair { told, shape, stated: &stated, after };
        if let Some(shape) = pair.undo(standing, &standing[id]) {
            undone.get_or_insert_with(|| standing.clone()).shapes[id.0 as usize] = shape;
        }
    }
    undone
}

/// A shape as pages tell it, and as it is with the overlays.
struct Pair<'s> {
    told: &'s Spec,
    shape: &'s Shape,
    stated: &'s Spec,
    after: &'s Shape,
}

impl<'s> Pair<'s> {
    /// The shape that stands, as pages tell it; `None` where overlays change nothing of it.
    fn undo(&self, standing: &Spec, shape: &Shape) -> Option<Shape> {
        let mut undone = shape.clone();
        if self.shape.documentation != self.after.documentation {
            undone.documentation.clone_from(&self.shape.documentation);
        }
        undone.kind = match (&self.shape.kind, &shape.kind) {
            (ShapeKind::Structure(_), ShapeKind::Union(members)) if self.is_made_union() => {
                ShapeKind::Structure(members.clone())
            }
            (_, kind) => kind.clone(),
        };
        if let Some(members) = undone.kind.members_mut() {
            members.retain(|member| !self.adds(member));
            for member in members {
                self.undo_member(standing, member);
            }
        }
        (undone != *shape).then_some(undone)
    }

    fn is_made_union(&self) -> bool {
        matches!(self.after.kind, ShapeKind::Union(_))
    }

    /// The member of that name, as pages tell it and as it is with the overlays.
    fn members(&self, name: &str) -> (Option<&Member>, Option<&Member>) {
        let find = |shape: &'s Shape| shape.kind.members().iter().find(|it| it.name == name);
        (find(self.shape), find(self.after))
    }

    fn adds(&self, member: &Member) -> bool {
        matches!(self.members(&member.name), (None, Some(_)))
    }

    fn undo_member(&self, standing: &Spec, member: &mut Member) {
        let (Some(before), Some(after)) = self.members(&member.name) else { return };
        let is_other =
            before.ty.display(self.told).to_string() != after.ty.display(self.stated).to_string();
        if let Some(ty) = self.in_standing(standing, &before.ty).filter(|_| is_other) {
            member.ty = ty;
        }
        if before.required != after.required {
            member.required = before.required;
        }
        if before.documentation != after.documentation {
            member.documentation.clone_from(&before.documentation);
        }
    }

    /// A type of pages with the shapes that stand by the same names; `None` where one does not.
    fn in_standing(&self, standing: &Spec, ty: &Type) -> Option<Type> {
        let find = |id: &ShapeId| standing.shape(&self.told[*id].name);
        ty.shapes()
            .all(|id| find(id).is_some())
            .then(|| ty.clone().map_shapes(&mut |id| find(&id).unwrap_or(id)))
    }
}
