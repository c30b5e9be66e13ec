//! Which positions share a shape.
//!
//! Two positions share a shape exactly when nothing that the documentation says of what is in them
//! differs. Requests tell what is required and responses do not, so that is looked at in two
//! turns: first which positions are the same but for requiredness, then which of them that tell it
//! tell the same. A position that does not tell belongs to the shape that requests tell of; where
//! requests tell of several, to the one that requires least, as a response promises nothing. Over
//! 439 services 13 shapes have that choice. So the number of shapes is, for each set of positions
//! that are the same but for requiredness, the number of ways in which requests tell it, and one
//! where none does.

pub(super) mod assemble;
pub(super) mod coloured_types;
mod named;
mod node_colour;
mod partition;
pub(super) mod service;
pub mod shapes;

use self::node_colour::NodeColour;
use self::partition::Coloured;
use crate::hash::FastMap;
use crate::resolve::fill::terms::RequestTold;
use crate::resolve::tie::graph::{Graph, Node, NodeId};

/// Which shape each node of a graph is.
pub struct Shared {
    /// For each node the node that stands for its shape, as far as it is a shape.
    stands_for: Vec<NodeId>,
}

impl Shared {
    /// The node that stands for the shape of a structure, union, event stream or enum.
    pub fn shape(&self, node: NodeId) -> NodeId {
        self.stands_for[node.0 as usize]
    }
}

/// Finds the shapes of a graph.
pub fn share(graph: &Graph) -> Shared {
    let count = graph.nodes.len();
    let mut colours = FastMap::default();
    let mut without_told = Coloured::new();
    let mut told_numbers: FastMap<(u32, Vec<Option<RequestTold>>), u32> = FastMap::default();
    let mut with_told = Coloured::new();
    for id in (0..count as u32).map(NodeId) {
        let node = graph.get(id);
        let next = colours.len() as u32;
        let colour = NodeColour::of(graph, id);
        let colour = *colours.entry(colour).or_insert(next);
        let children = graph.children(node);
        let told: Vec<Option<RequestTold>> = match node {
            Node::Members(members) => members.edges.iter().map(|edge| edge.told).collect(),
            _ => Vec::new(),
        };
        let next = told_numbers.len() as u32;
        let told = *told_numbers.entry((colour, told)).or_insert(next);
        without_told.push(colour, children.iter().copied());
        with_told.push(told, children);
    }
    let coarse = without_told.partition();
    let fine = with_told.partition();

    // The first node of each fine block stands for it; of each coarse block, the fine block that
    // positions belong to which do not tell.
    let mut of_fine: FastMap<u32, NodeId> = FastMap::default();
    let mut of_coarse: FastMap<u32, (Rank, NodeId)> = FastMap::default();
    for (index, (coarse, fine)) in coarse.iter().zip(&fine).enumerate() {
        let id = NodeId(index as u32);
        let first = *of_fine.entry(*fine).or_insert(id);
        if first == id {
            let rank = Rank::of(graph.get(id));
            let best = of_coarse.entry(*coarse).or_insert((rank, id));
            if rank < best.0 {
                *best = (rank, id);
            }
        }
    }
    let stands_for = (0..count as u32).map(NodeId).map(|id| {
        let index = id.0 as usize;
        match Rank::of(graph.get(id)) {
            Rank::Told(_) => of_fine[&fine[index]],
            Rank::Untold => of_coarse[&coarse[index]].1,
        }
    });
    Shared { stands_for: stands_for.collect() }
}

/// What is taken first by a position that does not tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// This many members are required.
    Told(usize),
    Untold,
}

impl Rank {
    fn of(node: &Node) -> Self {
        let Node::Members(members) = node else { return Rank::Untold };
        let mut told = members.edges.iter().filter_map(|edge| edge.told).peekable();
        match told.peek() {
            Some(_) => Rank::Told(told.filter(|told| told.required).count()),
            None => Rank::Untold,
        }
    }
}
