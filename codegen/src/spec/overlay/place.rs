//! Shapes by where they stand, whatever they are called.

use crate::spec::{ShapeId, Spec, Type};

/// The shape at a place: an operation, its input or output, and the members on the way, with `[]` for
/// what is in a list and for the values of a map: `ListRoles.output.Roles[].Tags[]`.
pub(super) fn shape_at(spec: &Spec, place: &str) -> Option<ShapeId> {
    held_at(spec, place).map(|(_, id)| id)
}

/// What refers to the shape at a place.
pub(super) enum Holder {
    /// An operation, by its index, whose input it is.
    Input(usize),
    /// An operation, by its index, whose output it is.
    Output(usize),
    /// A member, by its index, of a shape.
    Member(ShapeId, usize),
}

/// The shape at a place, and what refers to it there.
pub(super) fn held_at(spec: &Spec, place: &str) -> Option<(Holder, ShapeId)> {
    let of_operation = |name: &str| place.strip_prefix(name)?.strip_prefix('.');
    let operations = spec.operations.iter().enumerate();
    let found = operations
        .filter_map(|(at, operation)| Some((at, operation, of_operation(&operation.name)?)));
    let (at, operation, rest) = found.min_by_key(|(_, _, rest)| rest.len())?;
    let (mut holder, side, mut rest) =
        match (rest.strip_prefix("input"), rest.strip_prefix("output")) {
            (Some(rest), _) => (Holder::Input(at), operation.input?, rest),
            (None, Some(rest)) => (Holder::Output(at), operation.output?, rest),
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
        let members = spec[*id].kind.members().iter().enumerate();
        let members = members.filter_map(|(index, member)| {
            let after = path.strip_prefix(member.name.as_str())?;
            let whole = after.is_empty() || after.starts_with(['.', '[']);
            whole.then_some((index, member, after))
        });
        let (index, member, after) = members.min_by_key(|(_, _, after)| after.len())?;
        holder = Holder::Member(*id, index);
        ty = &member.ty;
        rest = after;
    }
    match ty {
        Type::Shape(id) => Some((holder, *id)),
        _ => None,
    }
}
