//! What pages of the AWS API Reference leave to be settled between them and with boto3's.
//!
//! They name the shapes that boto3 spells out at every place, and tell of the wire, of limits and
//! of statuses what boto3 does not. What both tell is boto3's to say: it is of the version that is
//! being read, while a reference may be of years ago. Where the two contradict each other, both
//! places are named.

mod agree;
mod body;
mod enrich;
mod errors;
mod findings;
mod http;
mod pairs;
mod same;
mod shown;
#[cfg(test)]
mod tests;
mod wire_names;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::facts::{
    Account, Container, Dialect, Kind, Location, Member, Node, OperationFacts, Scalar, ShapeFacts,
};
use crate::spec::is_shape_name;

use crate::diagnostic::rules::service as rules;
use crate::resolve::merge::merged::{self, Merged, NamedShapes, Stated};
use enrich::Enricher;

/// Settles it.
pub(super) fn settle(merged: &mut Merged, diagnostics: &mut Vec<Diagnostic>) {
    let Merged { pages, dialects, operations, references, shapes, texts, xml_namespace, .. } =
        merged;
    let place = |page, line| merged::place(pages, page, line);
    let is_reference = |page: u32| dialects.get(page as usize) == Some(&Dialect::ApiReference);
    if !dialects.contains(&Dialect::ApiReference) {
        return;
    }
    let mut others = std::mem::take(references);
    let alone = operations.iter_mut().map(|operation| &mut operation.stated);
    let alone = alone.filter(|stated| is_reference(stated.page));
    let all = alone.chain(others.values_mut().flatten());
    let mut all: Vec<&mut OperationFacts> = all.map(|stated| &mut stated.facts).collect();
    *xml_namespace = namespace(&all);
    shown::settle(all.iter_mut().map(|facts| &mut **facts), shapes);

    for (name, stated) in shapes.iter().filter(|(_, stated)| is_reference(stated.page)) {
        let text = stated.facts.node.documentation.clone();
        texts.extend(text.map(|text| (name.clone(), text)));
    }

    // Pages of services that show no request name what goes over the wire.
    let accounts = others.iter().filter_map(|(at, others)| {
        let own = &operations.get(*at)?.stated.facts;
        let other = &others.first()?.facts;
        other.http.is_none().then_some((&own.errors[..], &other.errors[..]))
    });
    let codes = errors::by_place(accounts);
    let mut enricher = Enricher::new(shapes, codes);
    for (index, others) in others {
        let Some(operation) = operations.get_mut(index) else { continue };
        for other in others {
            enricher.operation(&operation.name, &mut operation.stated, other);
        }
    }
    let (mut stated, findings) = enricher.finish();
    let left_out = fill(&mut stated, shapes);
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
                body::once(node);
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
        body::once(&mut stated.facts.node);
        members_of(&mut stated.facts.node).for_each(wire_names::settle);
        if let Some(told) = left_out.get(name).filter(|_| inputs.contains(name)) {
            for member in members_of(&mut stated.facts.node) {
                member.required = member.required.or(told.get(&member.name).copied());
            }
        }
        if is_reference(stated.page) && !inputs.contains(name) {
            // Only requests tell what must be there; what a response promises binds nobody.
            members_of(&mut stated.facts.node).for_each(|member| member.required = None);
        }
    }
}

/// The namespace that all pages which state one have.
fn namespace(operations: &[&mut OperationFacts]) -> Option<Box<str>> {
    let mut stated = operations.iter().filter_map(|facts| facts.xml_namespace.as_ref());
    let first = stated.next()?;
    stated.all(|other| other == first).then(|| first.clone())
}

/// What must be there, by shape and member.
type RequiredByShape = BTreeMap<Box<str>, BTreeMap<Box<str>, bool>>;

/// Fills what boto3 leaves out of shapes with what their pages say: texts here, and what must be there,
/// which counts where requests have the shape.
fn fill(stated: &mut NamedShapes, shapes: &NamedShapes) -> RequiredByShape {
    let mut left_out = RequiredByShape::new();
    for (name, stated) in stated {
        let Some(theirs) = shapes.get(name) else { continue };
        let (Kind::Structure(theirs) | Kind::Union(theirs)) = &theirs.facts.node.kind else {
            continue;
        };
        let account = &mut stated.facts.node.left_out;
        *account = account.filter(|left| *left != Account::List);
        for member in members_of(&mut stated.facts.node) {
            let is_it = |other: &&Member| {
                other.name == member.name
                    || member.wire.name.as_ref().is_some_and(|wire| **wire == *other.wire_name())
            };
            let Some(other) = theirs.iter().find(is_it) else { continue };
            if member.node.documentation.is_none() {
                member.node.documentation.clone_from(&other.node.documentation);
            }
            if let (None, Some(required)) = (member.required, other.required) {
                let told = left_out.entry(name.clone()).or_default();
                told.insert(member.name.clone(), required);
            }
        }
    }
    left_out
}

/// Makes a shape of the element that a page spells out as a body; the shape of that name, where
/// that holds the same.
fn name_body(member: &mut Member, page: u32, shapes: &mut NamedShapes) {
    let Some(name) = member.node.name.take().filter(|name| is_shape_name(name)) else { return };
    if let Some(known) = shapes.get_mut(&name) {
        if !body::is_in(&member.node, &known.facts.node) {
            return;
        }
        // Where the element is all that tells of the shape, a response may have told it before, which
        // does not say what must be there.
        for known in members_of(&mut known.facts.node) {
            let mut told = members_of(&mut member.node);
            let same = told.find(|it| it.name == known.name || it.wire_name() == known.wire_name());
            if let Some(same) = same {
                known.required = known.required.or(same.required);
                // How the body is shown tells how its lists stand and its timestamps are written.
                known.wire.fill_from(&same.wire);
            }
        }
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
