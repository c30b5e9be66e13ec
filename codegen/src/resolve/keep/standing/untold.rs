//! What this run's pages cannot tell of a shape, as it stands.

use crate::spec::{Member, Scalar, Shape, ShapeKind, Type};

/// Takes over which members must be there.
pub fn require(new: &mut Shape, old: &Shape) {
    for member in new.kind.members_mut().into_iter().flatten() {
        let standing = old.kind.members().iter().find(|standing| standing.name == member.name);
        member.required |= standing.is_some_and(|standing| standing.required);
    }
}

/// Whether `old` is an error whose members pages told, where those of this run only name it: it has none,
/// or some that `old` has as well and of which nobody says a word, as what the tool itself knows of errors.
pub(super) fn tells_members_of(old: &Shape, new: &Shape) -> bool {
    let error = matches!((&old.kind, &new.kind), (ShapeKind::Error(_), ShapeKind::Error(_)));
    let (old, new) = (old.kind.members(), new.kind.members());
    let has = |name: &str| old.iter().any(|standing| standing.name == name);
    let told = old.iter().any(|standing| standing.documentation.is_some());
    error
        && if new.is_empty() {
            !old.is_empty()
        } else {
            told && new.iter().all(|member| member.documentation.is_none() && has(&member.name))
        }
}

/// Gives an error the members that pages told, with the types that are known of them now: pages name
/// members of errors and do not tell what they are. Where what stands leads to shapes, it stays.
pub(super) fn type_as_known(new: &mut Shape, old: &Shape) {
    let untyped = |member: &Member| member.ty == Type::Scalar(Scalar::Document);
    let known = |name: &str| new.kind.members().iter().find(|it| it.name == name);
    let typed: Option<Vec<Member>> = (old.kind.members().iter())
        .map(|standing| match known(&standing.name) {
            Some(known) if untyped(standing) => {
                let mut member = known.clone();
                member.documentation.clone_from(&standing.documentation);
                Some(member)
            }
            _ => standing.ty.shapes().next().is_none().then(|| standing.clone()),
        })
        .collect();
    let gains = old.kind.members().iter().any(|it| untyped(it) && known(&it.name).is_some());
    if let (Some(typed), true, Some(members)) = (typed, gains, new.kind.members_mut()) {
        *members = typed;
    }
}

/// Keeps what pages that do not speak of the wire cannot tell of a shape.
pub(super) fn fill_shape(new: &mut Shape, old: &Shape) {
    if let (ShapeKind::Error(new), ShapeKind::Error(old)) = (&mut new.kind, &old.kind) {
        new.status = new.status.or(old.status);
    }
    let is_error = matches!(new.kind, ShapeKind::Error(_));
    name_as_it_stands(new, old);
    // What a structure is as such stands on a page of its own, which may not be here.
    if new.documentation.is_none() && old.documentation.is_some() {
        new.documentation.clone_from(&old.documentation);
        order_as_it_stands(new, old);
    }
    for member in new.kind.members_mut().into_iter().flatten() {
        let standing = old.kind.members().iter().find(|standing| standing.name == member.name);
        if let Some(standing) = standing {
            fill_member(member, standing);
            if is_error && member.documentation.is_none() {
                member.documentation.clone_from(&standing.documentation);
            }
        }
    }
}

/// Puts members in the order that stands, where they are the same ones: others than the page of its
/// own may show them in another order.
fn order_as_it_stands(new: &mut Shape, old: &Shape) {
    let place = |name: &str| old.kind.members().iter().position(|it| it.name == name);
    let is_same = new.kind.members().len() == old.kind.members().len()
        && new.kind.members().iter().all(|it| place(&it.name).is_some());
    if let Some(members) = new.kind.members_mut().filter(|_| is_same) {
        members.sort_by_key(|member| place(&member.name));
    }
}

/// Gives members that are called as what stands is called on the wire the names that stand: the page
/// that tells those may not be here.
fn name_as_it_stands(new: &mut Shape, old: &Shape) {
    let has = |shape: &Shape, name: &str| shape.kind.members().iter().any(|it| it.name == name);
    let called = |at: &Member| {
        let mut standing = old.kind.members().iter();
        let found = standing.find(|standing| {
            standing.wire.name.as_deref() == Some(&*at.name)
                && at.wire.name.is_none()
                && (at.wire.location.is_none() || at.wire.location == standing.wire.location)
        })?;
        (!has(old, &at.name) && !has(new, &found.name)).then(|| found.name.clone())
    };
    let names: Vec<Option<String>> = new.kind.members().iter().map(called).collect();
    let members = new.kind.members_mut().into_iter().flatten();
    for (member, name) in members.zip(names) {
        member.name = name.unwrap_or_else(|| std::mem::take(&mut member.name));
    }
}

/// Boto3's pages say "integer" of a long one as well.
fn keep_long(new: &mut Type, old: &Type) {
    match (new, old) {
        (Type::Scalar(new @ Scalar::Integer), Type::Scalar(Scalar::Long)) => *new = Scalar::Long,
        (Type::List(new), Type::List(old)) => keep_long(new, old),
        (Type::Map(_, new), Type::Map(_, old)) => keep_long(new, old),
        _ => {}
    }
}

pub(super) fn fill_member(new: &mut Member, old: &Member) {
    keep_long(&mut new.ty, &old.ty);
    new.wire.fill_from(&old.wire);
    new.limits.fill_from(&old.limits);
}
