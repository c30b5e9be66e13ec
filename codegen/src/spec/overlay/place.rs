//! Shapes by where they stand, whatever they are called.

use crate::spec::{ShapeId, Spec, Type};

/// The shape at a place: an operation, its input or output, and the members on the way, with `[]` for
/// what is in a list and for the values of a map: `ListRoles.output.Roles[].Tags[]`.
pub(super) fn shape_at(spec: &Spec, place: &str) -> Option<ShapeId> {
    let of_operation = |name: &str| place.strip_prefix(name)?.strip_prefix('.');
    let operations = spec.operations.iter();
    let found =
        operations.filter_map(|operation| Some((operation, of_operation(&operation.name)?)));
    let (operation, rest) = found.min_by_key(|(_, rest)| rest.len())?;
    let (side, mut rest) = match (rest.strip_prefix("input"), rest.strip_prefix("output")) {
        (Some(rest), _) => (operation.input?, rest),
        (None, Some(rest)) => (operation.output?, rest),
        (None, None) => return None,
    };
    let root = Type::Shape(side);
    let mut ty = &root;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("[]") {
            ty = match ty {
                Type::List(element) => element,
                Type::Map(_, value) => value,
                Type::Scalar(_) | Type::Shape(_) => return None,
            };
            rest = after;
            continue;
        }
        let Type::Shape(id) = ty else { return None };
        let path = rest.strip_prefix('.')?;
        // A member's name may itself hold a dot.
        let members = spec[*id].kind.members().iter().filter_map(|member| {
            let after = path.strip_prefix(member.name.as_str())?;
            let whole = after.is_empty() || after.starts_with(['.', '[']);
            whole.then_some((member, after))
        });
        let (member, after) = members.min_by_key(|(_, after)| after.len())?;
        ty = &member.ty;
        rest = after;
    }
    match ty {
        Type::Shape(id) => Some(*id),
        _ => None,
    }
}
