//! Every place of which no page tells what stands there.
//!
//! Terms are kept once whatever the number of places that have them, so a term knows one place alone.
//! Where anything was left open, what pages state is walked in lock-step with the graph for the rest.

use std::collections::BTreeSet;

use crate::facts::{Container, Kind, Member, Node as Told};
use crate::resolve::fill::terms::{MAX_DEPTH, Terms};
use crate::resolve::merge::merged::{Merged, Origin};
use crate::spec::Scalar;

use super::graph::{Graph, Node, NodeId};

/// The places, of operations with the nodes of what they take and return, and of shapes they name.
pub fn places(
    merged: &Merged,
    terms: &Terms<'_>,
    graph: &Graph,
    operations: &[[Option<NodeId>; 2]],
) -> BTreeSet<Origin> {
    let mut walk = Walk { merged, terms, graph, seen: BTreeSet::new(), found: BTreeSet::new() };
    for (operation, ids) in merged.operations.iter().zip(operations) {
        let facts = &operation.stated.facts;
        for (told, id) in [&facts.input, &facts.output].into_iter().zip(ids) {
            if let (Some(told), Some(id)) = (told, id) {
                walk.node(told, operation.stated.page, *id, 0);
            }
        }
    }
    walk.found
}

struct Walk<'w> {
    merged: &'w Merged,
    terms: &'w Terms<'w>,
    graph: &'w Graph,
    /// The named shapes that were walked.
    seen: BTreeSet<&'w str>,
    found: BTreeSet<Origin>,
}

impl<'w> Walk<'w> {
    fn is_any(&self, id: NodeId) -> bool {
        matches!(self.graph.get(id), Node::Scalar(Scalar::Document))
    }

    fn node(&mut self, told: &'w Told, page: u32, id: NodeId, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let graph = self.graph;
        match (&told.kind, graph.get(id)) {
            (Kind::Unstated(Container::List), Node::List(element)) if self.is_any(element.node) => {
                self.found.insert(Origin { page, line: told.line });
            }
            (Kind::Unstated(_), Node::Scalar(Scalar::Document)) => {
                self.found.insert(Origin { page, line: told.line });
            }
            (Kind::List(told), Node::List(element)) => {
                self.node(told, page, element.node, depth + 1);
            }
            (Kind::Map(_, told), Node::Map(_, value)) => {
                self.node(told, page, value.node, depth + 1);
            }
            (
                Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members),
                Node::Members(made),
            ) => {
                // Both are in one order, but for what was filled in.
                let mut edges = made.edges.iter().cycle();
                let next = |member: &Member| {
                    let mut edges = edges.by_ref().take(made.edges.len());
                    edges.find(|edge| self.terms.texts.get(edge.name) == &*member.name)
                };
                let pairs = members.iter().map(next).collect::<Vec<_>>();
                for (member, edge) in members.iter().zip(pairs) {
                    if let Some(edge) = edge {
                        self.node(&member.node, page, edge.node, depth + 1);
                    }
                }
            }
            (Kind::Named(name), _) => {
                let stated = self.merged.shapes.get(name).filter(|_| self.seen.insert(name));
                if let Some(stated) = stated {
                    self.node(&stated.facts.node, stated.page, id, depth + 1);
                }
            }
            _ => {}
        }
    }
}
