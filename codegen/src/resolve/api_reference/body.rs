//! The element that is the body of a request or response in XML.
//!
//! A page names the element and then lists what is in it. To boto3 that is either what the operation
//! takes or returns itself, or one member of it, which may be called otherwise.

use crate::facts::{Kind, Location, Member, Node};

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
    let holds = |member: &&Member| {
        let inside = members(&body.node);
        let met = |member: &Member| inside.iter().any(|other| other.name == member.name);
        members(&member.node).iter().any(met)
            && !others.iter().any(|other| other.name == member.name)
    };
    let mut holding = own.iter().filter(holds);
    if let (Some(member), None) = (holding.next(), holding.next()) {
        let wire = std::mem::replace(&mut body.name, member.name.clone());
        body.wire = Some(wire);
        others.push(body);
    } else if let Kind::Structure(inside) = body.node.kind {
        others.extend(inside);
    }
}

/// Whether it is an element that is the body, with all that the page lists in it.
fn is_spelt_out(member: &Member) -> bool {
    member.location == Some(Location::Payload)
        && member.node.name.is_some()
        && matches!(member.node.kind, Kind::Structure(_))
}

fn members(node: &Node) -> &[Member] {
    match &node.kind {
        Kind::Structure(members) | Kind::Union(members) => members,
        _ => &[],
    }
}
