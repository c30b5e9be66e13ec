//! The graph, shared → the shapes of the service, without names.

use std::collections::{BTreeMap, VecDeque};

use crate::spec::{self, Scalar, ShapeId, Type};

use crate::hash::{FastMap, FastSet};
use crate::resolve::fill::terms::{Form, TextId, Texts};
use crate::resolve::share::Shared;
use crate::resolve::share::shapes::{Occurrence, Role, Shape, ShapeMember, ShapeType};
use crate::resolve::tie::graph::{Arrow, Graph, Node, NodeId};
use crate::resolve::tie::steps::Step;

/// What more is known of a member than a [`ShapeMember`] holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct MemberDetails {
    pub idempotency_token: bool,
    /// An index into [`Terms::details`](crate::resolve::fill::terms::Terms::details).
    pub details: Option<u32>,
}

/// The shapes of a service as they are found, from its operations down.
pub struct Assembly<'g, 'a> {
    graph: &'g Graph,
    shared: &'g Shared,
    texts: &'g Texts<'a>,
    shapes: Vec<Shape<'a>>,
    /// What stands for each shape.
    nodes: Vec<NodeId>,
    details: Vec<Vec<MemberDetails>>,
    of_node: FastMap<NodeId, ShapeId>,
    /// The names of errors.
    errors: FastSet<Box<str>>,
    /// Shapes whose members are not made yet.
    open: VecDeque<ShapeId>,
    /// What members say that positions sharing a shape do not all tell.
    merged: FastMap<NodeId, Vec<MemberDetails>>,
}

impl<'g, 'a> Assembly<'g, 'a> {
    pub fn new(graph: &'g Graph, shared: &'g Shared, texts: &'g Texts<'a>) -> Self {
        let mut merged: FastMap<NodeId, Vec<MemberDetails>> = FastMap::default();
        for (index, node) in (0..).zip(&graph.nodes) {
            let Node::Members(members) = node else { continue };
            let stands_for = shared.shape(NodeId(index));
            let details = merged
                .entry(stands_for)
                .or_insert_with(|| vec![MemberDetails::default(); members.edges.len()]);
            for (details, edge) in details.iter_mut().zip(&members.edges) {
                details.idempotency_token |= edge.told.is_some_and(|told| told.idempotency_token);
                details.details = details.details.or(edge.details);
            }
        }
        Assembly {
            graph,
            shared,
            texts,
            shapes: Vec::new(),
            nodes: Vec::new(),
            details: Vec::new(),
            of_node: FastMap::default(),
            errors: FastSet::default(),
            open: VecDeque::new(),
            merged,
        }
    }

    /// Adds a shape of its own, that nothing else shares.
    pub fn root(&mut self, node: NodeId, role: Role, given: Option<Box<str>>) -> ShapeId {
        if role == Role::Error {
            self.errors.extend(given.clone());
        }
        self.shape(node, role, given)
    }

    /// All shapes, and what more is known of their members.
    pub fn finish(mut self) -> (Vec<Shape<'a>>, Vec<Vec<MemberDetails>>) {
        while let Some(id) = self.open.pop_front() {
            self.make_members(id);
        }
        self.find_occurrences();
        self.find_documentation();
        (self.shapes, self.details)
    }

    fn shape(&mut self, node: NodeId, role: Role, given: Option<Box<str>>) -> ShapeId {
        let id = ShapeId(self.shapes.len() as u32);
        let (ty, values) = match self.graph.get(node) {
            Node::Enum(values) => {
                (ShapeType::Enum, values.iter().map(|value| self.texts.get(*value)).collect())
            }
            Node::Members(members) => match members.form {
                Form::Structure | Form::Undocumented | Form::Bare => {
                    (ShapeType::Structure, Vec::new())
                }
                Form::Union => (ShapeType::Union, Vec::new()),
                Form::EventStream => (ShapeType::EventStream, Vec::new()),
            },
            _ => (ShapeType::Structure, Vec::new()),
        };
        let members = Vec::new();
        let (occurrences, documentation) = (Vec::new(), Vec::new());
        self.shapes.push(Shape { given, role, ty, members, values, occurrences, documentation });
        self.nodes.push(node);
        self.details.push(Vec::new());
        self.open.push_back(id);
        id
    }

    fn make_members(&mut self, id: ShapeId) {
        let index = id.0 as usize;
        let node = self.graph.resolve(self.nodes[index]);
        let graph = self.graph;
        let Node::Members(members) = graph.get(node) else { return };
        let mut made = Vec::with_capacity(members.edges.len());
        for edge in &members.edges {
            made.push(ShapeMember {
                name: self.texts.get(edge.name),
                ty: self.ty(edge.node, 0),
                required: edge.told.is_some_and(|told| told.required),
                documentation: edge.documentation.map(|text| self.texts.get(text)),
            });
        }
        self.shapes[index].members = made;
        let shared = self.merged.get(&node).filter(|_| self.shapes[index].role == Role::Nested);
        self.details[index] = match shared {
            Some(details) => details.clone(),
            None => members
                .edges
                .iter()
                .map(|edge| MemberDetails {
                    idempotency_token: edge.told.is_some_and(|told| told.idempotency_token),
                    details: edge.details,
                })
                .collect(),
        };
    }

    fn ty(&mut self, node: NodeId, depth: usize) -> Type {
        if depth + 1 >= spec::MAX_DEPTH {
            return Type::Scalar(Scalar::Document);
        }
        let graph = self.graph;
        match graph.get(node) {
            Node::Scalar(scalar) => Type::Scalar(*scalar),
            Node::List(element) => Type::List(Box::new(self.ty(element.node, depth + 1))),
            Node::Map(key, value) => {
                let key = self.ty(key.node, depth + 1);
                Type::Map(Box::new(key), Box::new(self.ty(value.node, depth + 1)))
            }
            Node::Enum(_) | Node::Members(_) => {
                let stands_for = self.shared.shape(graph.resolve(node));
                if let Some(id) = self.of_node.get(&stands_for) {
                    return Type::Shape(*id);
                }
                let given: Option<Box<str>> = match graph.get(stands_for) {
                    Node::Members(members) => {
                        members.stated.map(|text| self.texts.get(text).into())
                    }
                    _ => None,
                };
                // An event that is an error is another shape than the error.
                let given = given.filter(|name| !self.errors.contains(name));
                let id = self.shape(stands_for, Role::Nested, given);
                self.of_node.insert(stands_for, id);
                Type::Shape(id)
            }
            Node::Same(_) => Type::Scalar(Scalar::Document),
        }
    }

    fn find_occurrences(&mut self) {
        let mut found: Vec<Vec<Occurrence<'a>>> = vec![Vec::new(); self.shapes.len()];
        for (owner, shape) in (0..).map(ShapeId).zip(&self.shapes) {
            let Node::Members(members) = self.graph.get(self.nodes[owner.0 as usize]) else {
                continue;
            };
            for ((member, made), edge) in (0..).zip(&shape.members).zip(&members.edges) {
                let mut path = Vec::new();
                self.occurrences_in(
                    &made.ty,
                    edge.node,
                    None,
                    &mut path,
                    &mut |id, path, element| {
                        let element = element.map(|text| self.texts.get(text));
                        let path = path.to_vec();
                        found[id.0 as usize].push(Occurrence { owner, member, path, element });
                    },
                );
            }
        }
        for (shape, occurrences) in self.shapes.iter_mut().zip(found) {
            shape.occurrences = occurrences;
        }
    }

    fn occurrences_in(
        &self,
        ty: &Type,
        node: NodeId,
        said: Option<TextId>,
        path: &mut Vec<Step>,
        found: &mut impl FnMut(ShapeId, &[Step], Option<TextId>),
    ) {
        let mut inside = |step, ty: &Type, arrow: &Arrow| {
            path.push(step);
            self.occurrences_in(ty, arrow.node, arrow.documentation, path, found);
            path.pop();
        };
        match (ty, self.graph.get(node)) {
            (Type::Shape(id), _) => found(*id, path, said),
            (Type::List(ty), Node::List(element)) => inside(Step::Element, ty, element),
            (Type::Map(first, second), Node::Map(key, value)) => {
                inside(Step::Key, first, key);
                inside(Step::Value, second, value);
            }
            _ => {}
        }
    }

    /// What is said of shapes where they are elements or values, in all positions.
    fn find_documentation(&mut self) {
        let mut said: FastMap<(ShapeId, TextId), u32> = FastMap::default();
        let reached: FastSet<NodeId> = self.of_node.keys().copied().collect();
        for node in &self.graph.nodes {
            let arrows = match node {
                Node::List(element) => [Some(element), None],
                Node::Map(key, value) => [Some(key), Some(value)],
                _ => continue,
            };
            for arrow in arrows.into_iter().flatten() {
                let stands_for = self.shared.shape(self.graph.resolve(arrow.node));
                if let (Some(text), true) = (arrow.documentation, reached.contains(&stands_for)) {
                    *said.entry((self.of_node[&stands_for], text)).or_default() += 1;
                }
            }
        }
        let mut texts: BTreeMap<ShapeId, Vec<(u32, &'a str)>> = BTreeMap::new();
        for ((shape, text), count) in said {
            texts.entry(shape).or_default().push((count, self.texts.get(text)));
        }
        for (shape, mut texts) in texts {
            texts.sort_unstable_by(|(a, first), (b, second)| (b, first).cmp(&(a, second)));
            let texts = texts.into_iter().map(|(_, text)| text).collect();
            self.shapes[shape.0 as usize].documentation = texts;
        }
    }
}
