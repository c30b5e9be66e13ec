//! Structures that some pages name and others spell out without a name.
//!
//! Where nothing but the name parts the two, they are one: what has no name is the same as what
//! has one. Where several names fit, the first of them is taken.

use std::collections::BTreeMap;

use super::node_colour::NodeColour;
use super::partition::Coloured;
use crate::hash::FastMap;
use crate::resolve::fill::terms::{RequestTold, Texts};
use crate::resolve::tie::graph::{Graph, Node, NodeId};

/// Puts the shape that a page names in the place of the same without a name.
pub fn join(graph: &mut Graph, texts: &Texts<'_>) {
    let stated = |node: &Node| matches!(node, Node::Members(members) if members.stated.is_some());
    if !graph.nodes.iter().any(stated) {
        return;
    }
    let blocks = blocks(graph);
    let mut named: BTreeMap<u32, NodeId> = BTreeMap::new();
    for (index, node) in (0..).zip(&graph.nodes) {
        let Node::Members(members) = node else { continue };
        let (Some(name), id) = (members.stated, NodeId(index)) else { continue };
        let best = named.entry(blocks[index as usize]).or_insert(id);
        if let Node::Members(other) = graph.get(*best)
            && other.stated.is_some_and(|other| texts.get(name) < texts.get(other))
        {
            *best = id;
        }
    }
    for (index, block) in blocks.iter().enumerate() {
        let id = NodeId(index as u32);
        let Some(&target) = named.get(block) else { continue };
        let Some(Node::Members(members)) = graph.nodes.get(index) else { continue };
        if target == id || members.stated.is_some() || graph.roots.contains(&id) {
            continue;
        }
        let told: Vec<Option<RequestTold>> = members.edges.iter().map(|edge| edge.told).collect();
        let Node::Members(known) = &mut graph.nodes[target.0 as usize] else { continue };
        // Requests may tell differently what is required: those are two shapes.
        let agree = known.edges.iter().zip(&told).all(|(edge, told)| match (edge.told, told) {
            (Some(known), Some(told)) => known == *told,
            _ => true,
        });
        if agree && known.edges.len() == told.len() {
            for (edge, told) in known.edges.iter_mut().zip(told) {
                edge.told = edge.told.or(told);
            }
            graph.nodes[index] = Node::Same(target);
        }
    }
}

/// The block of each node: nodes of one block differ in names and requiredness at most.
fn blocks(graph: &Graph) -> Vec<u32> {
    let mut colours: FastMap<NodeColour, u32> = FastMap::default();
    let mut coloured = Coloured::new();
    for id in (0..graph.nodes.len() as u32).map(NodeId) {
        let node = graph.get(id);
        let colour = NodeColour::without_name(graph, id);
        let next = colours.len() as u32;
        let colour = *colours.entry(colour).or_insert(next);
        coloured.push(colour, graph.children(node));
    }
    coloured.partition()
}
