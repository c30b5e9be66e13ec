//! Named shapes → the shapes of a spec.

use crate::facts;
use crate::spec::{Error, Member, Shape, ShapeId, ShapeKind};

use crate::resolve::share::assemble::MemberDetails;
use crate::resolve::share::shapes::{self, Role, ShapeType};

/// The shapes of a spec, sorted by name, and for each shape's index the id it has there.
pub fn shapes(
    shapes: &[shapes::Shape<'_>],
    names: Vec<String>,
    details: &[Vec<MemberDetails>],
    stated: &[&facts::Member],
) -> (Vec<Shape>, Vec<ShapeId>) {
    let mut order: Vec<usize> = (0..shapes.len()).collect();
    order.sort_by(|a, b| names[*a].cmp(&names[*b]));
    let mut ids = vec![ShapeId(0); shapes.len()];
    for (place, index) in (0..).map(ShapeId).zip(&order) {
        ids[*index] = place;
    }
    let mut names: Vec<Option<String>> = names.into_iter().map(Some).collect();
    let lowered = order.into_iter().map(|index| {
        let shape = &shapes[index];
        Shape {
            name: names[index].take().unwrap_or_default(),
            documentation: shape.documentation.first().map(|text| (*text).to_owned()),
            kind: kind(shape, &details[index], stated, &ids),
        }
    });
    (lowered.collect(), ids)
}

fn kind(
    shape: &shapes::Shape<'_>,
    details: &[MemberDetails],
    stated: &[&facts::Member],
    ids: &[ShapeId],
) -> ShapeKind {
    let members = shape.members.iter().zip(details).map(|(made, details)| {
        let mut member =
            Member::new(made.name, made.ty.clone().map_shapes(&mut |id| ids[id.0 as usize]));
        member.required = made.required;
        member.documentation = made.documentation.map(str::to_owned);
        member.idempotency_token = details.idempotency_token;
        if let Some(stated) = details.details.and_then(|at| stated.get(at as usize)) {
            fill(&mut member, stated);
        }
        member
    });
    match (shape.role, shape.ty) {
        (_, ShapeType::Enum) => {
            ShapeKind::Enum(shape.values.iter().map(|value| (*value).to_owned()).collect())
        }
        (Role::Error, _) => {
            ShapeKind::Error(Error { members: members.collect(), ..Error::default() })
        }
        (_, ShapeType::Structure) => ShapeKind::Structure(members.collect()),
        (_, ShapeType::Union) => ShapeKind::Union(members.collect()),
        (_, ShapeType::EventStream) => ShapeKind::EventStream(members.collect()),
    }
}

fn fill(member: &mut Member, stated: &facts::Member) {
    member.wire = stated.wire.clone();
    member.limits = stated.node.limits.clone();
}
