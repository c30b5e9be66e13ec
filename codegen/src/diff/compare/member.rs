//! Members.

use super::{Differ, Found, by_direction, constraint};
use crate::diff::change::Subject;
use crate::diff::rule::{Direction, Rule};
use crate::diff::rules;
use crate::spec::{Location, Member, Scalar, ShapeKind, TimestampFormat, Type};

pub(super) fn compare_all(differ: &mut Differ<'_>, pair: usize) {
    let it = &differ.pairs.list[pair];
    let (both, gone, added) =
        (it.members.both.clone(), it.members.gone.clone(), it.members.new.clone());
    let (old_id, new_id, direction) = (it.old, it.new, it.direction);
    let (old, new) = (&differ.old[old_id], &differ.new[new_id]);
    let subject = |member: &Member| Subject::Member(new.name.clone(), member.name.clone());
    for index in gone {
        let member = &old.kind.members()[index];
        let rule = removed(&old.kind, direction);
        let ty = member.ty.display(differ.old).to_string();
        differ.push(Found::Pair(pair), rule, subject(member), Some(ty), None);
    }
    for index in added {
        let member = &new.kind.members()[index];
        let rule = added_rule(&new.kind, direction, member);
        let ty = member.ty.display(differ.new).to_string();
        differ.push(Found::Pair(pair), rule, subject(member), None, Some(ty));
    }
    for (one, other) in &both {
        Compared {
            pair,
            direction,
            shape: &new.name,
            same_kind: old.kind.as_str() == new.kind.as_str(),
            indices: (*one, *other),
            old: &old.kind.members()[*one],
            new: &new.kind.members()[*other],
        }
        .compare(differ);
    }
    required_order(differ, pair, &both);
}

fn removed(kind: &ShapeKind, direction: Direction) -> &'static Rule {
    match kind {
        ShapeKind::Union(_) => by_direction(
            direction,
            &rules::REQUEST_UNION_MEMBER_REMOVED,
            &rules::RESPONSE_UNION_MEMBER_REMOVED,
        ),
        ShapeKind::EventStream(_) => &rules::EVENT_REMOVED,
        _ => {
            by_direction(direction, &rules::REQUEST_MEMBER_REMOVED, &rules::RESPONSE_MEMBER_REMOVED)
        }
    }
}

fn added_rule(kind: &ShapeKind, direction: Direction, member: &Member) -> &'static Rule {
    match kind {
        ShapeKind::Union(_) => &rules::UNION_MEMBER_ADDED,
        ShapeKind::EventStream(_) => &rules::EVENT_ADDED,
        _ if member.required => by_direction(
            direction,
            &rules::REQUEST_REQUIRED_MEMBER_ADDED,
            &rules::RESPONSE_REQUIRED_MEMBER_ADDED,
        ),
        _ => by_direction(direction, &rules::REQUEST_MEMBER_ADDED, &rules::RESPONSE_MEMBER_ADDED),
    }
}

/// Members may stand in another order, but required ones are the arguments of a function.
fn required_order(differ: &mut Differ<'_>, pair: usize, both: &[(usize, usize)]) {
    let it = &differ.pairs.list[pair];
    let (old, new) = (&differ.old[it.old], &differ.new[it.new]);
    if matches!(new.kind, ShapeKind::Union(_) | ShapeKind::EventStream(_)) {
        return;
    }
    let mut kept: Vec<(usize, usize)> = both
        .iter()
        .copied()
        .filter(|(one, other)| {
            old.kind.members()[*one].required && new.kind.members()[*other].required
        })
        .collect();
    kept.sort_unstable();
    if kept.is_sorted_by_key(|(_, other)| *other) {
        return;
    }
    let names = |indices: &mut dyn Iterator<Item = usize>| {
        let names: Vec<&str> =
            indices.map(|index| new.kind.members()[index].name.as_str()).collect();
        Some(names.join(", "))
    };
    let before = names(&mut kept.iter().map(|(_, other)| *other));
    let mut order: Vec<usize> = kept.iter().map(|(_, other)| *other).collect();
    order.sort_unstable();
    let after = names(&mut order.into_iter());
    let subject = Subject::Shape(new.name.clone());
    differ.push(Found::Pair(pair), &rules::REQUIRED_MEMBERS_REORDERED, subject, before, after);
}

/// A member in both versions.
struct Compared<'a> {
    pair: usize,
    direction: Direction,
    shape: &'a str,
    /// Fields are still fields, variants still variants.
    same_kind: bool,
    indices: (usize, usize),
    old: &'a Member,
    new: &'a Member,
}

impl Compared<'_> {
    fn subject(&self) -> Subject {
        Subject::Member(self.shape.into(), self.new.name.clone())
    }

    fn tell(
        &self,
        differ: &mut Differ<'_>,
        rule: &'static Rule,
        old: Option<String>,
        new: Option<String>,
    ) {
        differ.push(Found::Pair(self.pair), rule, self.subject(), old, new);
    }

    fn compare(&self, differ: &mut Differ<'_>) {
        let Compared { old, new, direction, .. } = *self;
        self.names(differ);
        if old.required != new.required {
            let rule = if new.required {
                by_direction(
                    direction,
                    &rules::REQUEST_MEMBER_REQUIRED,
                    &rules::RESPONSE_MEMBER_REQUIRED,
                )
            } else {
                by_direction(
                    direction,
                    &rules::REQUEST_MEMBER_OPTIONAL,
                    &rules::RESPONSE_MEMBER_OPTIONAL,
                )
            };
            self.tell(differ, rule, None, None);
        }
        if old.idempotency_token != new.idempotency_token {
            let rule = if new.idempotency_token {
                &rules::IDEMPOTENCY_TOKEN_ADDED
            } else {
                &rules::IDEMPOTENCY_TOKEN_REMOVED
            };
            self.tell(differ, rule, None, None);
        }
        self.types(differ);
        self.wire(differ);
        for (rule, old, new) in constraint::compare(old, new, direction) {
            self.tell(differ, rule, old, new);
        }
        if old.documentation != new.documentation {
            let rule = &rules::MEMBER_DOCUMENTATION_CHANGED;
            self.tell(differ, rule, old.documentation.clone(), new.documentation.clone());
        }
    }

    fn names(&self, differ: &mut Differ<'_>) {
        let Compared { old, new, indices, .. } = *self;
        if old.name != new.name {
            let rule = if wire_name(old) == wire_name(new) {
                &rules::MEMBER_RENAMED_IN_RUST
            } else {
                &rules::MEMBER_RENAMED
            };
            self.tell(differ, rule, Some(old.name.clone()), Some(new.name.clone()));
            return;
        }
        let it = &differ.pairs.list[self.pair];
        let old_shape = &differ.surface.0.shapes[it.old.0 as usize];
        let new_shape = &differ.surface.1.shapes[it.new.0 as usize];
        let (old, new) = (&old_shape.parts[indices.0], &new_shape.parts[indices.1]);
        if self.same_kind && old != new {
            let (old, new) = (Some(old.clone()), Some(new.clone()));
            self.tell(differ, &rules::RUST_NAME_CHANGED, old, new);
        }
    }

    fn types(&self, differ: &mut Differ<'_>) {
        let Compared { old, new, indices, .. } = *self;
        let rule = match exchange(differ, &old.ty, &new.ty) {
            Exchange::Same => {
                let it = &differ.pairs.list[self.pair];
                let old = differ.surface.0.shapes[it.old.0 as usize].boxed[indices.0];
                let boxed = differ.surface.1.shapes[it.new.0 as usize].boxed[indices.1];
                if self.same_kind && old != boxed {
                    let ty = new.ty.display(differ.new).to_string();
                    let text =
                        |boxed: bool| Some(if boxed { format!("Box<{ty}>") } else { ty.clone() });
                    self.tell(differ, &rules::RUST_TYPE_CHANGED, text(old), text(boxed));
                }
                return;
            }
            Exchange::Named => &rules::SHAPE_EXCHANGED,
            Exchange::Width => &rules::TYPE_WIDTH_CHANGED,
            Exchange::BecameEnum => &rules::TYPE_BECAME_ENUM,
            Exchange::NoLongerEnum => &rules::TYPE_NO_LONGER_ENUM,
            Exchange::Other => &rules::TYPE_CHANGED,
        };
        let old = old.ty.display(differ.old).to_string();
        let new = new.ty.display(differ.new).to_string();
        self.tell(differ, rule, Some(old), Some(new));
    }

    fn wire(&self, differ: &mut Differ<'_>) {
        let Compared { old, new, .. } = *self;
        let location = |location: Option<Location>| {
            Some(location.map_or("the body", Location::as_str).to_owned())
        };
        if old.location != new.location {
            // Where nothing was stated of an operation's place in HTTP, "the body" was a guess.
            let stated = |operations: &[crate::spec::Operation], reached: &[usize]| {
                reached.iter().any(|index| operations[*index].http.is_some())
            };
            let reached = differ.pairs.operations(self.pair);
            let new_indices: Vec<usize> = reached.iter().map(|(index, _)| *index).collect();
            let old_indices: Vec<usize> = new_indices
                .iter()
                .filter_map(|index| {
                    let name = &differ.new.operations[*index].name;
                    differ.old.operations.iter().position(|operation| operation.name == *name)
                })
                .collect();
            let known = stated(&differ.old.operations, &old_indices)
                && stated(&differ.new.operations, &new_indices)
                || old.location.is_some() && new.location.is_some();
            let rule = if known { &rules::LOCATION_CHANGED } else { &rules::LOCATION_STATED };
            self.tell(differ, rule, location(old.location), location(new.location));
        }
        if wire_name(old) != wire_name(new) && old.name == new.name {
            let names = (Some(wire_name(old).to_owned()), Some(wire_name(new).to_owned()));
            self.tell(differ, &rules::WIRE_NAME_CHANGED, names.0, names.1);
        }
        if old.timestamp_format != new.timestamp_format {
            let text = |format: Option<TimestampFormat>| format.map(|it| it.as_str().to_owned());
            let both = old.timestamp_format.is_some() && new.timestamp_format.is_some();
            let rule = if both {
                &rules::TIMESTAMP_FORMAT_CHANGED
            } else {
                &rules::TIMESTAMP_FORMAT_STATED
            };
            self.tell(differ, rule, text(old.timestamp_format), text(new.timestamp_format));
        }
    }
}

fn wire_name(member: &Member) -> &str {
    member.wire.as_deref().unwrap_or(&member.name)
}

/// How much a type differs from the one that stood in its place, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exchange {
    Same,
    /// An integer whose size is stated, or is not any more.
    Width,
    /// A shape of another name; what is in it is compared on its own.
    Named,
    NoLongerEnum,
    BecameEnum,
    Other,
}

fn exchange(differ: &Differ<'_>, old: &Type, new: &Type) -> Exchange {
    let is_enum = |kind: &ShapeKind| matches!(kind, ShapeKind::Enum(_));
    match (old, new) {
        (Type::Scalar(old), Type::Scalar(new)) if old == new => Exchange::Same,
        (
            Type::Scalar(Scalar::Integer | Scalar::Long),
            Type::Scalar(Scalar::Integer | Scalar::Long),
        ) => Exchange::Width,
        (Type::Scalar(Scalar::String), Type::Shape(id)) if is_enum(&differ.new[*id].kind) => {
            Exchange::BecameEnum
        }
        (Type::Shape(id), Type::Scalar(Scalar::String)) if is_enum(&differ.old[*id].kind) => {
            Exchange::NoLongerEnum
        }
        (Type::List(old), Type::List(new)) => exchange(differ, old, new),
        (Type::Map(old_key, old_value), Type::Map(new_key, new_value)) => {
            exchange(differ, old_key, new_key).max(exchange(differ, old_value, new_value))
        }
        (Type::Shape(old), Type::Shape(new)) => {
            let same_name = differ.old[*old].name == differ.new[*new].name;
            if same_name || differ.renamed.get(old) == Some(new) {
                Exchange::Same
            } else {
                Exchange::Named
            }
        }
        _ => Exchange::Other,
    }
}
