//! What the syntax blocks of operations show in the places of members: how timestamps are written, and
//! what members are called on the wire where the page of a data type does not tell.
//!
//! XML has names of its own for what is in a structure (`<SSE-KMS>`, a `<Tag>` for each of `Tags`),
//! and only the syntax of an operation shows them. Dots behind an element say that it stands where its
//! list would. What is in a list that has an element of its own is shown under the name of its shape
//! where it has no other, so a name tells what it is called only where another shape is named there.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::facts::{Kind, Member, Node, OperationFacts, Scalar, Shown, TimestampFormat};

use super::wire_names;
use crate::resolve::merge::merged::NamedShapes;

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
            let (Some(Node { kind: Kind::Structure(members), .. }), Some(shown)) = (node, shown)
            else {
                continue;
            };
            let Some(fields) = shown.fields() else { continue };
            own(members, fields, shapes, &mut found);
        }
    }
    for (name, looks) in found {
        if let Some(stated) = shapes.get_mut(&name)
            && let Kind::Structure(members) | Kind::Union(members) = &mut stated.facts.node.kind
        {
            apply(members, &looks);
        }
    }
}

/// Finds it for members that an operation lists itself, be it in an element that is the body.
fn own(
    members: &mut [Member],
    fields: &[(Box<str>, Shown)],
    shapes: &NamedShapes,
    found: &mut Found,
) {
    let looks = look(members, fields, shapes, found);
    apply(members, &looks);
    for member in members {
        let is_it = |name: &str| *name == *member.name || *name == *member.wire_name();
        let shown = fields.iter().find(|(name, _)| is_it(name)).map(|(_, shown)| shown);
        if let Some(inside) = shown.and_then(Shown::fields)
            && let Kind::Structure(members) = &mut member.node.kind
        {
            own(members, inside, shapes, found);
        }
    }
}

/// What is shown of a member.
#[derive(Clone, Default, PartialEq)]
struct Look {
    format: Option<TimestampFormat>,
    wire: Option<Box<str>>,
    /// Its entries stand where it would stand itself.
    flattened: bool,
    /// What its entries are called.
    element: Option<Box<str>>,
}

impl Look {
    /// Takes over what another operation shows.
    fn fill(&mut self, other: Look) {
        self.format = self.format.or(other.format);
        self.wire = self.wire.take().or(other.wire);
        self.flattened |= other.flattened;
        self.element = self.element.take().or(other.element);
    }
}

/// The same for a structure's members, by index.
type Looks = BTreeMap<usize, Look>;

/// The same for shapes.
type Found = BTreeMap<Box<str>, Looks>;

fn apply(members: &mut [Member], looks: &Looks) {
    for (at, look) in looks {
        let Some(member) = members.get_mut(*at) else { continue };
        if let Some(format) = look.format {
            member.wire.timestamp_format.get_or_insert(format);
        }
        if let Some(wire) = &look.wire
            && (member.wire.name.is_none() || wire_names::is_nameless(member))
        {
            member.wire.name = Some(wire.clone());
        }
        if look.flattened {
            member.wire.flattened = true;
        }
        if let Some(name) = &look.element {
            let element = member.wire.element.get_or_insert_default();
            element.name.get_or_insert_with(|| name.clone());
        }
    }
}

/// Holds members against the fields that are shown of them.
fn look(
    members: &[Member],
    fields: &[(Box<str>, Shown)],
    shapes: &NamedShapes,
    found: &mut Found,
) -> Looks {
    let mut looks = Looks::new();
    let listed: OnceCell<Vec<&str>> = OnceCell::new();
    for (at, member) in members.iter().enumerate() {
        let name = member.wire_name();
        let mut look = Look::default();
        // As a rule members are listed in the order in which they are shown, which tells two that are
        // called the same from each other as well.
        let is_it = |(shown, _): &&(Box<str>, Shown)| **shown == *name;
        let field = fields.get(at).filter(is_it).or_else(|| fields.iter().rfind(is_it));
        let shown = match field {
            Some((_, shown)) => shown,
            None => {
                let listed = listed.get_or_init(|| members.iter().map(Member::wire_name).collect());
                // One that is shown and that no member is called is this, if it can be no other.
                let free = fields.iter().filter(|(name, _)| !listed.contains(&&**name));
                let mut fitting = free.filter(|(name, _)| is_called(member, name));
                let (Some((name, shown)), None) = (fitting.next(), fitting.next()) else {
                    continue;
                };
                look.wire = Some(name.clone());
                shown
            }
        };
        look.flattened = is_flat(&member.node, shown);
        look.element = entry(&member.node, shown).map(Box::from);
        look.format = follow(&member.node, shown, shapes, found);
        if look != Look::default() {
            looks.insert(at, look);
        }
    }
    looks
}

/// Whether what is shown stands where the list that it is in would stand.
fn is_flat(node: &Node, shown: &Shown) -> bool {
    matches!((&node.kind, shown), (Kind::List(_) | Kind::Map(..), Shown::Repeated(_)))
}

/// What an entry of a list is called in XML, where that is not what its shape is called.
fn entry<'s>(node: &Node, shown: &'s Shown) -> Option<&'s str> {
    let (Kind::List(element), Shown::Elements(fields)) = (&node.kind, shown) else { return None };
    let (Kind::Named(shape), [(name, _)]) = (&element.kind, &fields[..]) else { return None };
    (name != shape && **name != *USUAL).then_some(name)
}

/// What an entry of a list is called where nothing else is stated.
const USUAL: &str = "member";

/// Whether an element may be called so for a member: the same letters, or one of what is listed.
fn is_called(member: &Member, wire: &str) -> bool {
    wire_names::letters(&member.name) == wire_names::letters(wire)
        || wire_names::goes_over_the_wire(
            wire,
            &member.name,
            matches!(member.node.kind, Kind::List(_)),
        )
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
        (Kind::List(element), Shown::List(shown) | Shown::Repeated(shown)) => {
            follow(element, shown, shapes, found)
        }
        // In XML a list that is not flat has an element of its own, and an element for each entry.
        (Kind::List(element), Shown::Elements(fields)) => match &fields[..] {
            [(_, shown)] => follow(element, shown, shapes, found),
            _ => None,
        },
        // A flat list shows one entry where that comes but once.
        (Kind::List(element), Shown::Text | Shown::Number | Shown::Other) => {
            follow(element, shown, shapes, found)
        }
        (Kind::Map(_, value), Shown::Fields(fields)) => {
            follow(value, &fields.first()?.1, shapes, found)
        }
        // An entry of XML, with its key and its value.
        (Kind::Map(_, value), Shown::Elements(fields)) => {
            let (_, shown) = fields.first()?.1.fields()?.last()?;
            follow(value, shown, shapes, found)
        }
        (Kind::Named(name), Shown::Fields(fields) | Shown::Elements(fields)) => {
            if let Kind::Structure(members) | Kind::Union(members) =
                &shapes.get(name)?.facts.node.kind
            {
                // A structure that holds itself is shown no deeper than it goes.
                let looks = look(members, fields, shapes, found);
                if !looks.is_empty() {
                    let known = found.entry(name.clone()).or_default();
                    for (at, look) in looks {
                        known.entry(at).or_default().fill(look);
                    }
                }
            }
            None
        }
        _ => None,
    }
}
