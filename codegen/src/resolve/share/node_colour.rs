//! What tells a node of a graph apart by itself.

use crate::resolve::fill::terms::{Form, TextId};
use crate::resolve::tie::graph::{Graph, Node, NodeId};
use crate::spec::Scalar;

/// The colour of a node, for [`partition`](super::partition::Coloured::partition).
#[derive(PartialEq, Eq, Hash)]
pub enum NodeColour {
    /// An input, output or error shares its shape with nothing.
    Root(NodeId),
    Scalar(Scalar),
    List,
    Map,
    Enum(Box<[TextId]>),
    /// A form, the name that a page gives it, and the names and texts of its members.
    Members(Form, Option<TextId>, Box<[(TextId, Option<TextId>)]>),
}

impl NodeColour {
    pub fn of(graph: &Graph, id: NodeId) -> Self {
        if graph.roots.contains(&id) {
            return NodeColour::Root(id);
        }
        match graph.get(id) {
            Node::Scalar(scalar) => NodeColour::Scalar(*scalar),
            Node::Enum(values) => NodeColour::Enum(values.clone()),
            Node::List(_) => NodeColour::List,
            Node::Map(..) => NodeColour::Map,
            Node::Members(members) => {
                let names = members.edges.iter().map(|edge| (edge.name, edge.documentation));
                NodeColour::Members(members.form, members.stated, names.collect())
            }
            // `Graph::get` looks past these; a ring of them is nothing.
            Node::Same(_) => NodeColour::Scalar(Scalar::Document),
        }
    }

    /// The same where some pages give names and others give none: those without say "integer" of
    /// long integers too.
    pub fn without_name(graph: &Graph, id: NodeId) -> Self {
        match NodeColour::of(graph, id) {
            NodeColour::Scalar(Scalar::Long) => NodeColour::Scalar(Scalar::Integer),
            NodeColour::Members(form, _, members) => NodeColour::Members(form, None, members),
            other => other,
        }
    }
}
