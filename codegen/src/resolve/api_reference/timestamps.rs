//! How timestamps are written, from what the syntax blocks of operations show in their places.

use std::collections::BTreeMap;

use crate::facts::{Kind, Member, Node, OperationFacts, Scalar, Shown, TimestampFormat};

use super::NamedShapes;

/// Finds it for the members of operations and of all shapes that they lead to.
pub(super) fn settle<'o>(
    operations: impl Iterator<Item = &'o mut OperationFacts>,
    shapes: &mut NamedShapes,
) {
    let mut found = Found::new();
    for operation in operations {
        let sides = [
            (&mut operation.input, operation.shown_input.take()),
            (&mut operation.output, operation.shown_output.take()),
        ];
        for (node, shown) in sides {
            let (Some(Node { kind: Kind::Structure(members), .. }), Some(Shown::Fields(fields))) =
                (node, shown)
            else {
                continue;
            };
            let formats = look(members, &fields, shapes, &mut found);
            apply(members, &formats);
        }
    }
    for (name, formats) in found {
        if let Some(stated) = shapes.get_mut(&name)
            && let Kind::Structure(members) | Kind::Union(members) = &mut stated.facts.node.kind
        {
            apply(members, &formats);
        }
    }
}

/// The formats of a structure's members, by index.
type Formats = BTreeMap<usize, TimestampFormat>;

/// The same for shapes.
type Found = BTreeMap<Box<str>, Formats>;

fn apply(members: &mut [Member], formats: &Formats) {
    for (at, format) in formats {
        if let Some(member) = members.get_mut(*at) {
            member.wire.timestamp_format.get_or_insert(*format);
        }
    }
}

/// Holds members against the fields that are shown of them.
fn look(
    members: &[Member],
    fields: &[(Box<str>, Shown)],
    shapes: &NamedShapes,
    found: &mut Found,
) -> Formats {
    let mut formats = Formats::new();
    let shown: BTreeMap<&str, &Shown> = fields.iter().map(|(name, it)| (&**name, it)).collect();
    for (at, member) in members.iter().enumerate() {
        let name = member.wire_name();
        let Some(shown) = shown.get(name) else { continue };
        if let Some(format) = follow(&member.node, shown, shapes, found) {
            formats.insert(at, format);
        }
    }
    formats
}

/// Follows what is shown into a position; its format, where it is a timestamp.
fn follow(
    node: &Node,
    shown: &Shown,
    shapes: &NamedShapes,
    found: &mut Found,
) -> Option<TimestampFormat> {
    match (&node.kind, shown) {
        (Kind::Scalar(Scalar::Timestamp), Shown::Number) => Some(TimestampFormat::EpochSeconds),
        (Kind::Scalar(Scalar::Timestamp), Shown::Text) => Some(TimestampFormat::DateTime),
        (Kind::List(element), Shown::List(shown)) => follow(element, shown, shapes, found),
        (Kind::Map(_, value), Shown::Fields(fields)) => {
            follow(value, &fields.first()?.1, shapes, found)
        }
        (Kind::Named(name), Shown::Fields(fields)) => {
            if let Kind::Structure(members) | Kind::Union(members) =
                &shapes.get(name)?.facts.node.kind
            {
                let formats = look(members, fields, shapes, found);
                let known = found.entry(name.clone()).or_default();
                for (at, format) in formats {
                    known.entry(at).or_insert(format);
                }
            }
            None
        }
        _ => None,
    }
}
