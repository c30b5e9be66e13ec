//! What pages of the AWS API Reference leave to be settled between them and with boto3's.
//!
//! They name the shapes that boto3 spells out at every place, and tell of the wire, of limits and
//! of statuses what boto3 does not. What both tell is boto3's to say: it is of the version that is
//! being read, while a reference may be of years ago. Where the two contradict each other, both
//! places are named.

mod body;
mod enrich;
mod errors;
mod http;
mod pairs;
mod same;
mod shown;
#[cfg(test)]
mod tests;
mod wire_names;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::facts::{Container, Dialect, Kind, Location, Member, Node, Scalar, ShapeFacts};
use crate::spec::is_shape_name;

use crate::diagnostic::rules::service as rules;
use crate::resolve::merge::merged::{self, Merged, NamedShapes, Stated};
use enrich::Enricher;
pub(super) use wire_names::{goes_over_the_wire, is_by_wire};

/// Settles it.
pub(super) fn settle(merged: &mut Merged, diagnostics: &mut Vec<Diagnostic>) {
    let Merged { pages, dialects, operations, references, shapes, texts, .. } = merged;
    let place = |page, line| merged::place(pages, page, line);
    let is_reference = |page: u32| dialects.get(page as usize) == Some(&Dialect::ApiReference);
    if !dialects.contains(&Dialect::ApiReference) {
        return;
    }
    let mut others = std::mem::take(references);
    let alone = operations.iter_mut().map(|operation| &mut operation.stated);
    let alone = alone.filter(|stated| is_reference(stated.page));
    let all = alone.chain(others.values_mut().flatten());
    shown::settle(all.map(|stated| &mut stated.facts), shapes);

    for (name, stated) in shapes.iter().filter(|(_, stated)| is_reference(stated.page)) {
        let text = stated.facts.node.documentation.clone();
        texts.extend(text.map(|text| (name.clone(), text)));
    }

    let mut enricher = Enricher::new(shapes);
    for (index, others) in others {
        let Some(operation) = operations.get_mut(index) else { continue };
        for other in others {
            enricher.operation(&operation.name, &mut operation.stated, other);
        }
    }
    let (stated, findings) = enricher.finish();
    for found in findings {
        let other = place(found.other.0, found.other.1);
        diagnostics.push(
            Diagnostic::new(&rules::PAGES_DISAGREE, place(found.own.0, found.own.1), found.what)
                .and(other, "the page of the API Reference"),
        );
    }
    shapes.extend(stated);

    let mut inputs = BTreeSet::new();
    let mut needed = BTreeSet::new();
    for operation in operations {
        let facts = &mut operation.stated.facts;
        if is_reference(operation.stated.page) {
            for node in facts.input.iter_mut().chain(&mut facts.output) {
                body::unwrap(&operation.name, node, |name| shapes.contains_key(name));
            }
            for (side, node) in [("input", &mut facts.input), ("output", &mut facts.output)] {
                for (line, member) in node.iter_mut().flat_map(as_text) {
                    let message = format!(
                        "{}: {side}: the page does not tell what {member} is: it is taken for text",
                        operation.name
                    );
                    let place = place(operation.stated.page, line);
                    diagnostics.push(Diagnostic::new(&rules::UNSTATED, place, message));
                }
            }
            facts.input.iter_mut().chain(&mut facts.output).for_each(|node| {
                let page = operation.stated.page;
                members_of(node).for_each(|member| name_body(member, page, shapes));
            });
        }
        for node in facts.input.iter_mut().chain(&mut facts.output) {
            members_of(node).for_each(wire_names::settle);
        }
        reach(facts.input.as_ref(), shapes, &mut inputs);
        reach(facts.output.as_ref(), shapes, &mut needed);
        needed.extend(facts.errors.iter().map(|error| error.name.clone()));
    }
    shapes.retain(|name, _| inputs.contains(name) || needed.contains(name));
    for (name, stated) in shapes {
        members_of(&mut stated.facts.node).for_each(wire_names::settle);
        if is_reference(stated.page) && !inputs.contains(name) {
            // Only requests tell what must be there; what a response promises binds nobody.
            members_of(&mut stated.facts.node).for_each(|member| member.required = None);
        }
    }
}

/// Makes a shape of the element that a page spells out as a body; the shape of that name, where
/// that holds the same.
fn name_body(member: &mut Member, page: u32, shapes: &mut NamedShapes) {
    let Some(name) = member.node.name.take().filter(|name| is_shape_name(name)) else { return };
    if let Some(known) = shapes.get(&name)
        && !body::is_in(&member.node, &known.facts.node)
    {
        return;
    }
    let kind = std::mem::replace(&mut member.node.kind, Kind::Named(name.clone()));
    let node = Node::new(member.node.line, kind);
    let facts = ShapeFacts { line: node.line, name: name.clone(), node };
    shapes.entry(name).or_insert(Stated { page, facts });
}

fn members_of(node: &mut Node) -> impl Iterator<Item = &mut Member> {
    match &mut node.kind {
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
            members.iter_mut()
        }
        _ => [].iter_mut(),
    }
}

/// Of what goes in the path, the query or a header a page tells no type. It is text there; the lines
/// and names of the members of which the page tells nothing else either.
fn as_text(root: &mut Node) -> Vec<(u32, Box<str>)> {
    let mut taken = Vec::new();
    for member in members_of(root) {
        let in_head = matches!(
            member.wire.location,
            Some(Location::Path | Location::Query | Location::Header)
        );
        if in_head && member.node.kind == Kind::Unstated(Container::Any) {
            member.node.kind = Kind::Scalar(Scalar::String);
            taken.push((member.node.line, member.name.clone()));
        }
    }
    taken
}

/// Adds the names of all shapes that a position leads to.
fn reach(root: Option<&Node>, shapes: &NamedShapes, found: &mut BTreeSet<Box<str>>) {
    let mut open: Vec<&Node> = root.into_iter().collect();
    while let Some(node) = open.pop() {
        match &node.kind {
            Kind::List(element) => open.push(element),
            Kind::Map(key, value) => open.extend([&**key, &**value]),
            Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
                open.extend(members.iter().map(|member| &member.node));
            }
            Kind::Named(name) => {
                if found.insert(name.clone()) {
                    open.extend(shapes.get(name).map(|stated| &stated.facts.node));
                }
            }
            Kind::Scalar(_) | Kind::Enum(_) | Kind::Recursive(_) | Kind::Unstated(_) => {}
        }
    }
}
