//! Structures that go by a name on their pages.
//!
//! All that go by one name and are built the same become the shape of that name; what is said of
//! members may differ from page to page, and the first page counts. Where structures of one name
//! are built differently, most have the name and the others have the name of an operation before
//! it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use crate::facts::{Kind, Node, PageFacts, ShapeFacts, Statement};
use crate::hash::IdentityHasher;
use crate::spec::is_shape_name;

use super::walk::{children, operations, roots};

/// How a structure is built, as a number.
type Build = u64;

/// A use of a name for structures of one build.
struct Use {
    /// How often.
    count: usize,
    /// The first operation, by name, that has it.
    operation: Box<str>,
}

/// Makes shapes of the structures that pages name.
pub fn name(pages: &mut [PageFacts]) {
    let mut uses: BTreeMap<Box<str>, BTreeMap<Build, Use>> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for operation in operations(pages) {
        let name = operation.name.clone().unwrap_or_default();
        taken.extend(operation.errors.iter().map(|error| error.name.to_string()));
        taken.extend(["Request", "Response"].map(|end| format!("{name}{end}")));
        roots(operation).for_each(|root| count(root, &name, &mut uses));
    }
    let names = choose(&uses, taken);
    let mut stated: BTreeSet<String> = BTreeSet::new();
    for page in pages {
        let mut shapes = Vec::new();
        for operation in operations(std::slice::from_mut(page)) {
            for root in roots(operation) {
                put(root, &names, &mut Vec::new(), &mut stated, &mut shapes);
            }
        }
        page.statements.extend(shapes.into_iter().map(Statement::Shape));
    }
}

fn count(node: &mut Node, operation: &str, uses: &mut BTreeMap<Box<str>, BTreeMap<Build, Use>>) {
    if let (Some(name), Kind::Structure(_)) = (&node.name, &node.kind) {
        let known = uses.entry(name.clone()).or_default().entry(build(node));
        let known = known.or_insert(Use { count: 0, operation: operation.into() });
        known.count += 1;
        if *operation < *known.operation {
            known.operation = operation.into();
        }
    }
    children(node).into_iter().for_each(|child| count(child, operation, uses));
}

/// A name of its own for each build, where there is one to be had.
fn choose(
    uses: &BTreeMap<Box<str>, BTreeMap<Build, Use>>,
    mut taken: BTreeSet<String>,
) -> HashMap<(Box<str>, Build), String> {
    let mut names = HashMap::new();
    let mut give = |name: &str, build: Build, wanted: String| {
        if is_shape_name(&wanted) && taken.insert(wanted.clone()) {
            names.insert((Box::from(name), build), wanted);
        }
    };
    // Plain names first, so that no made one stands in the way of one that a page states.
    let mut others = Vec::new();
    for (name, builds) in uses {
        let mut builds: Vec<(&Build, &Use)> = builds.iter().collect();
        builds.sort_by(|(_, a), (_, b)| (b.count, &a.operation).cmp(&(a.count, &b.operation)));
        for (index, (build, first)) in builds.into_iter().enumerate() {
            match index {
                0 => give(name, *build, name.to_string()),
                _ => others.push((name, *build, &first.operation)),
            }
        }
    }
    for (name, build, operation) in others {
        give(name, build, format!("{operation}{name}"));
    }
    names
}

/// Puts the shape in the place of the structure, from the inside out. `open` are the structures
/// that the position stands in, each with the shape it becomes.
fn put(
    node: &mut Node,
    names: &HashMap<(Box<str>, Build), String>,
    open: &mut Vec<(Box<str>, String)>,
    stated: &mut BTreeSet<String>,
    shapes: &mut Vec<ShapeFacts>,
) {
    let own = match (&node.name, &node.kind) {
        (Some(name), Kind::Structure(_)) => names.get(&(name.clone(), build(node))),
        (Some(name), Kind::Recursive(_)) => {
            // It has the name of what it stands in.
            if let Some((_, shape)) = open.iter().rev().find(|(known, _)| known == name) {
                node.kind = Kind::Named(shape.as_str().into());
            }
            None
        }
        _ => None,
    };
    let opened = own.and_then(|shape| Some((node.name.clone()?, shape.clone())));
    let depth = open.len();
    open.extend(opened);
    children(node).into_iter().for_each(|child| put(child, names, open, stated, shapes));
    open.truncate(depth);
    let Some(name) = own else { return };
    let kind = std::mem::replace(&mut node.kind, Kind::Named(name.as_str().into()));
    if stated.insert(name.clone()) {
        let node = Node::new(node.line, kind);
        shapes.push(ShapeFacts { line: node.line, name: name.as_str().into(), node });
    }
}

/// How a position is built: everything but what is said of it and where it stands.
fn build(node: &Node) -> Build {
    let mut hasher = IdentityHasher::new();
    hash(node, &mut hasher);
    hasher.finish()
}

fn hash(node: &Node, hasher: &mut IdentityHasher) {
    std::mem::discriminant(&node.kind).hash(hasher);
    match &node.kind {
        Kind::Scalar(scalar) => scalar.hash(hasher),
        Kind::Enum(values) => values.hash(hasher),
        Kind::List(element) => hash(element, hasher),
        Kind::Map(_, value) => hash(value, hasher),
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
            members.len().hash(hasher);
            for member in members {
                member.name.hash(hasher);
                member.required.hash(hasher);
                hash(&member.node, hasher);
            }
        }
        Kind::Recursive(mark) => mark.container.hash(hasher),
        Kind::Named(name) => name.hash(hasher),
        Kind::Unstated(container) => container.hash(hasher),
    }
}
