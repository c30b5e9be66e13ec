//! The names and forms that emitted code shows to who uses it, as far as they follow from more than
//! the thing itself: a name yields to another that would be the same, a member is boxed because of
//! a circle elsewhere.
//!
//! Comparing two versions needs them: such a name or form may change though the thing did not.

use super::{Context, names, pagination, ty};
use crate::spec::{ShapeId, ShapeKind, Spec};

/// The surface of a service.
pub(crate) struct Surface {
    /// By the ids of shapes.
    pub(crate) shapes: Vec<ShapeSurface>,
    /// In the order of the operations.
    pub(crate) operations: Vec<OperationSurface>,
}

/// The surface of a shape.
pub(crate) struct ShapeSurface {
    /// The name of its type.
    pub(crate) name: String,
    /// Its fields or variants, in the order of its members or values.
    pub(crate) parts: Vec<String>,
    /// Whether each member is boxed.
    pub(crate) boxed: Vec<bool>,
    /// Whether each member may be unset.
    pub(crate) unset: Vec<bool>,
    /// Both requests and responses hold it.
    pub(crate) shared: bool,
}

/// The surface of an operation.
pub(crate) struct OperationSurface {
    /// Its type and its method.
    pub(crate) names: [String; 2],
    /// The type of the token of its pages, if it has pages.
    pub(crate) token: Option<String>,
    /// The type of what its pages list.
    pub(crate) items: Option<String>,
}

impl Surface {
    /// The surface of a spec.
    pub(crate) fn of(spec: &Spec) -> Self {
        let context = Context::of(spec);
        let shapes = spec.shapes.iter().enumerate();
        let shapes = shapes.map(|(index, shape)| {
            let id = ShapeId(index as u32);
            let members = shape.kind.members();
            let parts = match &shape.kind {
                ShapeKind::Enum(values) => names::variants(values.iter().map(String::as_str)),
                ShapeKind::Union(_) | ShapeKind::EventStream(_) => {
                    names::variants(members.iter().map(|member| member.name.as_str()))
                }
                _ => names::fields(members),
            };
            ShapeSurface {
                name: context.names.shape(id).to_string(),
                parts: parts.iter().map(ToString::to_string).collect(),
                boxed: members.iter().map(|it| ty::is_boxed(&context, id, it)).collect(),
                unset: members.iter().map(|it| !context.presence(id, it).is_always()).collect(),
                shared: context.reach.is_shared(id),
            }
        });
        let operations = spec.operations.iter().zip(context.names.operations());
        let operations = operations.map(|(operation, names)| {
            let pages = pagination::Pages::of(&context, operation);
            OperationSurface {
                names: [names.ty.to_string(), names.method.to_string()],
                token: pages.as_ref().map(|pages| pages.token_type(&context).to_string()),
                items: pages.and_then(|pages| pages.listed_type(&context)).map(|ty| ty.to_string()),
            }
        });
        Surface { shapes: shapes.collect(), operations: operations.collect() }
    }
}
