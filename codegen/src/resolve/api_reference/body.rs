//! The element that is the body of a request or response in XML.
//!
//! A page names the element and then lists what is in it. To boto3 that is either what the operation
//! takes or returns itself, or one member of it, which may be called otherwise.

use std::collections::BTreeSet;

use crate::facts::{Kind, Location, Member, Node};

use super::{NamedShapes, wire_names};

/// Brings what a page says of members to where boto3 has them.
pub(super) fn align(own: Option<&Node>, other: Option<&mut Node>) {
    let (Some(Kind::Structure(own)), Some(Kind::Structure(others))) =
        (own.map(|node| &node.kind), other.map(|node| &mut node.kind))
    else {
        return;
    };
    let is_own = |other: &Member| own.iter().any(|member| member.name == other.name);
    let Some(at) = others.iter().position(|other| is_spelt_out(other) && !is_own(other)) else {
        return;
    };
    let mut body = others.remove(at);
    let inside = members(&body.node);
    let met = |member: &Member| inside.iter().any(|other| is_same(member, other));
    let listed = |member: &Member| others.iter().any(|other| other.name == member.name);
    let direct = own.iter().filter(|member| !listed(member) && met(member)).count();
    let mut holding = own.iter().filter(|member| {
        !listed(member) && members(&member.node).iter().filter(|it| met(it)).count() > direct
    });
    if let (Some(member), None) = (holding.next(), holding.next()) {
        let wire = std::mem::replace(&mut body.name, member.name.clone());
        body.wire.name = Some(wire);
        others.push(body);
    } else if let Kind::Structure(inside) = body.node.kind {
        others.extend(inside);
    }
}

/// Brings what a page says of what is in a member to that member, where boto3 has it so and the page
/// does not name it: JSON that is one structure, and events, are spelt out as if the operation took or
/// returned their members itself.
pub(super) fn wrap(
    own: Option<&Node>,
    other: Option<&mut Node>,
    is_http: bool,
    shapes: &NamedShapes,
) {
    let (Some(Kind::Structure(own)), Some(Kind::Structure(others))) =
        (own.map(|node| &node.kind), other.map(|node| &mut node.kind))
    else {
        return;
    };
    let is_listed = |member: &Member| others.iter().any(|other| is_same(member, other));
    let left: Vec<&Member> = own.iter().filter(|member| !is_listed(member)).collect();
    if left.is_empty() {
        return;
    }
    let elsewhere: BTreeSet<&str> = others
        .iter()
        .filter(|other| other.wire.location.is_some())
        .map(|other| &*other.name)
        .collect();
    let is_free = |other: &Member| {
        let is_own = || own.iter().any(|member| is_same(member, other));
        other.wire.location.is_none() && (elsewhere.contains(&*other.name) || !is_own())
    };
    let free: Vec<Member> = others.iter().filter(|other| is_free(other)).cloned().collect();
    let met = |member: &Member| {
        let inside = members(&member.node);
        free.iter().filter(|other| inside.iter().any(|member| is_same(member, other))).count()
    };
    let mut holding = left.iter().filter(|member| met(member) > 0);
    let (Some(member), None) = (holding.next(), holding.next()) else { return };
    if met(member) * 2 < free.len() {
        return;
    }
    let name = member.name.clone();
    let inside = free;
    others.retain(|other| !inside.contains(other));
    let line = inside.first().map_or(0, |member| member.node.line);
    let mut node = Node::new(line, Kind::Structure(inside));
    node.name = named(&name, members(&node), shapes);
    let mut body = Member::new(name, node);
    body.wire.location = is_http.then_some(Location::Payload);
    others.push(body);
}

/// Leaves of members of one name the first, as it was before what is in a body stood beside them.
pub(super) fn once(node: &mut Node) {
    let (Kind::Structure(members) | Kind::Union(members)) = &mut node.kind else { return };
    let mut met = BTreeSet::new();
    members.retain(|member| met.insert(member.name.clone()));
}

/// The one shape that has these members and no others; of several the one that is called as the member.
fn named(member: &str, inside: &[Member], shapes: &NamedShapes) -> Option<Box<str>> {
    let is_it = |known: &[Member]| {
        known.len() == inside.len()
            && known.iter().all(|it| inside.iter().any(|other| other.name == it.name))
    };
    if shapes.get(member).is_some_and(|stated| is_it(members(&stated.facts.node))) {
        return Some(member.into());
    }
    let mut found = shapes.iter().filter(|(_, stated)| is_it(members(&stated.facts.node)));
    match (found.next(), found.next()) {
        (Some((name, _)), None) => Some(name.clone()),
        _ => None,
    }
}

/// The members of an operation whose body is an element that is called after it: what it takes or
/// returns itself, as long as no page describes that element. Without boto3 no more is known.
pub(super) fn unwrap(operation: &str, node: &mut Node, is_described: impl Fn(&str) -> bool) {
    let Kind::Structure(others) = &mut node.kind else { return };
    let is_own = |body: &Member| {
        let name = body.node.name.as_deref().unwrap_or_default();
        name.strip_prefix(operation).is_some_and(|rest| {
            matches!(rest, "Request" | "Response" | "Result" | "Output" | "Input")
        }) && !is_described(name)
    };
    let Some(at) = others.iter().position(|other| is_spelt_out(other) && is_own(other)) else {
        return;
    };
    if let Kind::Structure(inside) = others.remove(at).node.kind {
        others.extend(inside);
    }
}

/// Whether it is an element that is the body, with all that the page lists in it.
fn is_spelt_out(member: &Member) -> bool {
    member.wire.location == Some(Location::Payload)
        && member.node.name.is_some()
        && matches!(member.node.kind, Kind::Structure(_))
}

/// Whether all that a page lists in an element is in a shape, be it by its name on the wire.
pub(super) fn is_in(listed: &Node, shape: &Node) -> bool {
    let known = members(shape);
    members(listed).iter().all(|other| known.iter().any(|member| is_same(member, other)))
}

/// Whether a member of boto3's is what a page has in an element.
fn is_same(own: &Member, other: &Member) -> bool {
    own.name == other.name
        || (wire_names::is_nameless(other) && wire_names::find(own, &[other]).is_some())
}

fn members(node: &Node) -> &[Member] {
    match &node.kind {
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => members,
        _ => &[],
    }
}
