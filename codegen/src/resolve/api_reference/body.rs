//! The element that is the body of a request or response in XML.
//!
//! A page names the element and then lists what is in it. To boto3 that is either what the operation
//! takes or returns itself, or one member of it, which may be called otherwise.

use crate::facts::{Kind, Location, Member, Node};

use super::wire_names;

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
        Kind::Structure(members) | Kind::Union(members) => members,
        _ => &[],
    }
}
