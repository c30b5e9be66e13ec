//! Shapes and the types in them as a graph whose nodes have colours, for [`partition`].
//!
//! [`partition`]: Coloured::partition

use std::hash::Hash;

use crate::spec::{Scalar, Type};

use crate::hash::FastMap;
use crate::resolve::share::partition::Coloured;

/// What tells a node apart by itself.
#[derive(PartialEq, Eq, Hash)]
enum TypeColour<S> {
    Scalar(Scalar),
    List,
    Map,
    Shape(S),
}

/// A graph in the making; `S` is what tells a shape apart by itself.
pub struct ColouredTypes<S> {
    colours: FastMap<TypeColour<S>, u32>,
    /// The nodes of scalars: one for each, as nothing in them could tell two apart.
    scalars: FastMap<Scalar, u32>,
    nodes: Vec<(u32, Vec<u32>)>,
}

impl<S: Eq + Hash> ColouredTypes<S> {
    pub fn new() -> Self {
        ColouredTypes {
            colours: FastMap::default(),
            scalars: FastMap::default(),
            nodes: Vec::new(),
        }
    }

    fn colour(&mut self, colour: TypeColour<S>) -> u32 {
        let next = self.colours.len() as u32;
        *self.colours.entry(colour).or_insert(next)
    }

    /// Adds the next shape, without its members. All shapes come before the first type, so that
    /// their nodes have their own numbers.
    pub fn shape(&mut self, shape: S) {
        let colour = self.colour(TypeColour::Shape(shape));
        self.nodes.push((colour, Vec::new()));
    }

    /// Sets the members of the shape at node `at`; shapes in their types have the node of their id
    /// and `first` more.
    pub fn members<'t>(&mut self, at: usize, types: impl Iterator<Item = &'t Type>, first: u32) {
        self.nodes[at].1 = types.map(|ty| self.ty(ty, first)).collect();
    }

    fn ty(&mut self, ty: &Type, first: u32) -> u32 {
        let (colour, children) = match ty {
            Type::Shape(id) => return first + id.0,
            Type::Scalar(scalar) => return self.scalar(*scalar),
            Type::List(element) => (TypeColour::List, vec![self.ty(element, first)]),
            Type::Map(key, value) => {
                (TypeColour::Map, vec![self.ty(key, first), self.ty(value, first)])
            }
        };
        let colour = self.colour(colour);
        self.nodes.push((colour, children));
        self.nodes.len() as u32 - 1
    }

    fn scalar(&mut self, scalar: Scalar) -> u32 {
        if let Some(node) = self.scalars.get(&scalar) {
            return *node;
        }
        let (node, colour) = (self.nodes.len() as u32, self.colour(TypeColour::Scalar(scalar)));
        self.nodes.push((colour, Vec::new()));
        self.scalars.insert(scalar, node);
        node
    }

    /// The block of each node.
    pub fn partition(self) -> Vec<u32> {
        let mut graph = Coloured::new();
        for (colour, children) in self.nodes {
            graph.push(colour, children);
        }
        graph.partition()
    }
}
