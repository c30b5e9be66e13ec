//! The graph of a service: terms with every recursion mark tied to what it means.
//!
//! A term with no mark in it becomes one node. A term with marks becomes one node for each set of
//! ancestors that they mean.

use crate::facts::Container;
use crate::spec::Scalar;

use crate::hash::{FastMap, FastSet};
use crate::resolve::fill::terms::{Form, RequestTold, Term, TermId, Terms, TextId};
use crate::resolve::merge::merged::Origin;
use crate::resolve::tie::layout::{Content, Ident, Spot};
use crate::resolve::tie::recursion::Solved;
use crate::resolve::tie::steps::Step;
use crate::resolve::tie::steps::Steps;

/// An index into [`Graph::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// What a position holds.
#[derive(Clone, Debug)]
pub enum Node {
    Scalar(Scalar),
    Enum(Box<[TextId]>),
    List(Arrow),
    Map(Arrow, Arrow),
    Members(Members),
    /// The same as another node.
    Same(NodeId),
}

/// A structure, union or event stream.
#[derive(Clone, Debug)]
pub struct Members {
    pub form: Form,
    pub edges: Vec<Edge>,
    /// The name that a page gives it.
    pub stated: Option<TextId>,
}

/// To an element, a key or a value.
#[derive(Clone, Copy, Debug)]
pub struct Arrow {
    pub node: NodeId,
    /// What is said of it.
    pub documentation: Option<TextId>,
}

/// To a member.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub name: TextId,
    pub documentation: Option<TextId>,
    pub told: Option<RequestTold>,
    /// An index into [`Terms::details`].
    pub details: Option<u32>,
    pub node: NodeId,
}

/// What could not be told and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A recursion mark with nothing it could mean.
    NoAncestor(Origin),
    /// Nothing is known of the position.
    Unstated(Origin),
    /// A shape that no page describes.
    UnknownShape(Origin, TextId),
}

/// Nodes by number.
#[derive(Debug, Default)]
pub struct Graph {
    pub nodes: Vec<Node>,
    /// The inputs and outputs of operations and the errors, which are shapes of their own.
    pub roots: FastSet<NodeId>,
    pub gaps: Vec<Gap>,
}

impl Graph {
    /// The node, past all [`Node::Same`].
    pub fn resolve(&self, mut id: NodeId) -> NodeId {
        // A chain cannot be longer than the nodes are many, unless it is a ring.
        for _ in 0..self.nodes.len() {
            match self.nodes[id.0 as usize] {
                Node::Same(other) if other != id => id = other,
                _ => break,
            }
        }
        id
    }

    pub fn get(&self, id: NodeId) -> &Node {
        &self.nodes[self.resolve(id).0 as usize]
    }

    /// The nodes right below one, past all [`Node::Same`].
    pub fn children(&self, node: &Node) -> Vec<u32> {
        let resolve = |id| self.resolve(id).0;
        match node {
            Node::List(element) => vec![resolve(element.node)],
            Node::Map(key, value) => vec![resolve(key.node), resolve(value.node)],
            Node::Members(members) => members.edges.iter().map(|edge| resolve(edge.node)).collect(),
            Node::Scalar(_) | Node::Enum(_) | Node::Same(_) => Vec::new(),
        }
    }

    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() as u32 - 1)
    }
}

/// Ties terms into a [`Graph`].
pub struct Tie<'t, 'a> {
    terms: &'t Terms<'a>,
    solved: &'t Solved,
    /// Shapes under the name that a page gives them.
    named: &'t FastMap<TextId, TermId>,
    graph: Graph,
    /// The targets of the marks in a term that lie outside of it, sorted.
    free: FastMap<TermId, Box<[Ident]>>,
    closed: FastMap<TermId, NodeId>,
    open: FastMap<(TermId, Vec<(Ident, NodeId)>), NodeId>,
    /// Shapes that lie elsewhere than where they are used.
    elsewhere: FastMap<Elsewhere, NodeId>,
    /// Those of them that are used and not made yet, so that a chain of them needs no stack.
    awaited: Vec<(Elsewhere, NodeId)>,
}

/// A shape that lies elsewhere than where it is used.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Elsewhere {
    /// Under a name that a page gives it.
    Named(TextId),
    /// What a mark means that is not open where the mark stands.
    Target(Ident),
}

type Open = Vec<(Ident, NodeId)>;

impl<'t, 'a> Tie<'t, 'a> {
    pub fn new(
        terms: &'t Terms<'a>,
        solved: &'t Solved,
        named: &'t FastMap<TextId, TermId>,
    ) -> Self {
        let mut tie = Tie {
            terms,
            solved,
            named,
            graph: Graph::default(),
            free: FastMap::default(),
            closed: FastMap::default(),
            open: FastMap::default(),
            elsewhere: FastMap::default(),
            awaited: Vec::new(),
        };
        tie.find_free();
        tie
    }

    pub fn finish(mut self) -> Graph {
        while let Some((elsewhere, id)) = self.awaited.pop() {
            let nothing = Vec::new();
            let node = match elsewhere {
                Elsewhere::Named(name) => match self.named.get(&name) {
                    Some(&term) => match self.part(term, None, &nothing) {
                        Node::Members(members) => {
                            Node::Members(Members { stated: Some(name), ..members })
                        }
                        node => node,
                    },
                    None => Node::Scalar(Scalar::Document),
                },
                Elsewhere::Target(target) => match self.solved.idents.get(target) {
                    Content::Members(layout) => {
                        Node::Same(self.node(self.solved.layouts.first(layout), None, &nothing))
                    }
                    Content::Term(term) => Node::Same(self.node(term, None, &nothing)),
                    Content::List(inner) => Node::List(self.arrow_to(inner)),
                    Content::Map(inner) => {
                        let node = self.graph.add(Node::Scalar(Scalar::String));
                        Node::Map(Arrow { node, documentation: None }, self.arrow_to(inner))
                    }
                    Content::Scalar(scalar) => Node::Scalar(scalar),
                },
            };
            self.graph.nodes[id.0 as usize] = node;
        }
        self.graph
    }

    /// The input or output of an operation: a node of its own.
    pub fn root(&mut self, term: TermId) -> NodeId {
        let members = match self.terms.get(term) {
            Term::Members(..) => self.members(term, &Vec::new()),
            _ => Members { form: Form::Structure, edges: Vec::new(), stated: None },
        };
        let id = self.graph.add(Node::Members(members));
        self.graph.roots.insert(id);
        id
    }

    fn has_mark(&self, term: TermId) -> bool {
        self.solved.has_mark[term.0 as usize]
    }

    /// Bottom up: a term is made after its parts.
    fn find_free(&mut self) {
        for id in self.terms.ids() {
            let (true, Term::Members(_, fields), Some(layout)) =
                (self.has_mark(id), self.terms.get(id), self.solved.layouts.of_term(id))
            else {
                continue;
            };
            let mut free = Vec::new();
            for (member, field) in (0..).zip(fields) {
                let spot = Spot { layout, member, steps: Steps::NONE };
                self.free_at(field.term, Some(spot), &mut free);
            }
            free.sort_unstable();
            free.dedup();
            let own = self.solved.idents.find(Content::Members(layout));
            free.retain(|ident| Some(*ident) != own);
            self.free.insert(id, free.into_boxed_slice());
        }
    }

    fn free_at(&self, term: TermId, spot: Option<Spot>, free: &mut Vec<Ident>) {
        if !self.has_mark(term) {
            return;
        }
        let start = free.len();
        match self.terms.get(term) {
            Term::Mark(..) => free.extend(spot.and_then(|spot| self.solved.targets.get(&spot))),
            Term::Members(..) => free.extend(self.free.get(&term).into_iter().flatten()),
            Term::List(element) => self.free_at(element.term, then(spot, Step::Element), free),
            Term::Map(_, value) => self.free_at(value.term, then(spot, Step::Value), free),
            _ => {}
        }
        if let Some(own) = self.ident(term, spot) {
            let mut at = start;
            while at < free.len() {
                if free[at] == own && !matches!(self.terms.get(term), Term::Mark(..)) {
                    free.swap_remove(at);
                } else {
                    at += 1;
                }
            }
        }
    }

    /// What stands at a spot, as marks name it.
    fn ident(&self, term: TermId, spot: Option<Spot>) -> Option<Ident> {
        let content = match self.terms.get(term) {
            Term::Members(..) => Content::Members(self.solved.layouts.of_term(term)?),
            Term::List(element) => {
                Content::List(self.ident(element.term, then(spot, Step::Element))?)
            }
            Term::Map(_, value) => Content::Map(self.ident(value.term, then(spot, Step::Value))?),
            Term::Mark(..) => return self.solved.targets.get(&spot?).copied(),
            Term::Scalar(scalar) | Term::Loose(scalar) => Content::Scalar(*scalar),
            Term::Enum(_) | Term::Named(_) => Content::Term(term),
            Term::Unstated(_) => return None,
        };
        self.solved.idents.find(content)
    }

    fn node(&mut self, term: TermId, spot: Option<Spot>, open: &Open) -> NodeId {
        if !self.has_mark(term) {
            if let Some(&node) = self.closed.get(&term) {
                return node;
            }
            let node = self.part(term, spot, open);
            let id = self.graph.add(node);
            self.closed.insert(term, id);
            return id;
        }
        match self.terms.get(term) {
            Term::Mark(..) => match spot.and_then(|spot| self.solved.targets.get(&spot)) {
                Some(&target) => self.target(target, open),
                None => {
                    self.graph.gaps.push(Gap::NoAncestor(self.terms.origin(term)));
                    self.graph.add(Node::Scalar(Scalar::Document))
                }
            },
            Term::Members(..) => {
                let free = self.free.get(&term).cloned().unwrap_or_default();
                let inner: Open =
                    free.iter().map(|&ident| (ident, self.target(ident, open))).collect();
                let key = (term, inner);
                if let Some(&node) = self.open.get(&key) {
                    return node;
                }
                let id = self.graph.add(Node::Scalar(Scalar::Document));
                let mut inner = key.1.clone();
                self.open.insert(key, id);
                if let Some(own) = self.ident(term, None) {
                    inner.push((own, id));
                }
                let members = self.members(term, &inner);
                self.graph.nodes[id.0 as usize] = Node::Members(members);
                id
            }
            _ => {
                let id = self.graph.add(Node::Scalar(Scalar::Document));
                let mut inner = open.clone();
                if let Some(own) = self.ident(term, spot) {
                    inner.push((own, id));
                }
                let node = self.part(term, spot, &inner);
                self.graph.nodes[id.0 as usize] = node;
                id
            }
        }
    }

    /// The node that a mark means.
    fn target(&mut self, target: Ident, open: &Open) -> NodeId {
        let found = open.iter().rev().find(|(ident, _)| *ident == target);
        found.map(|(_, node)| *node).unwrap_or_else(|| self.elsewhere(Elsewhere::Target(target)))
    }

    fn elsewhere(&mut self, elsewhere: Elsewhere) -> NodeId {
        if let Some(&node) = self.elsewhere.get(&elsewhere) {
            return node;
        }
        let id = self.graph.add(Node::Scalar(Scalar::Document));
        self.elsewhere.insert(elsewhere, id);
        self.awaited.push((elsewhere, id));
        id
    }

    fn arrow_to(&mut self, target: Ident) -> Arrow {
        Arrow { node: self.elsewhere(Elsewhere::Target(target)), documentation: None }
    }

    /// The node of a term that is no mark.
    fn part(&mut self, term: TermId, spot: Option<Spot>, open: &Open) -> Node {
        let terms = self.terms;
        match terms.get(term) {
            Term::Scalar(scalar) | Term::Loose(scalar) => Node::Scalar(*scalar),
            Term::Enum(values) => Node::Enum(values.clone()),
            Term::List(element) => {
                let node = self.node(element.term, then(spot, Step::Element), open);
                Node::List(Arrow { node, documentation: element.documentation })
            }
            Term::Map(key, value) => {
                let first = self.node(key.term, then(spot, Step::Key), open);
                let second = self.node(value.term, then(spot, Step::Value), open);
                Node::Map(
                    Arrow { node: first, documentation: key.documentation },
                    Arrow { node: second, documentation: value.documentation },
                )
            }
            Term::Members(..) => Node::Members(self.members(term, open)),
            Term::Named(name) if self.named.contains_key(name) => {
                Node::Same(self.elsewhere(Elsewhere::Named(*name)))
            }
            Term::Named(name) => {
                self.graph.gaps.push(Gap::UnknownShape(terms.origin(term), *name));
                Node::Scalar(Scalar::Document)
            }
            Term::Mark(Container::List, _) | Term::Unstated(Container::List) => {
                self.graph.gaps.push(Gap::Unstated(terms.origin(term)));
                let node = self.graph.add(Node::Scalar(Scalar::Document));
                Node::List(Arrow { node, documentation: None })
            }
            Term::Mark(..) | Term::Unstated(_) => {
                self.graph.gaps.push(Gap::Unstated(terms.origin(term)));
                Node::Scalar(Scalar::Document)
            }
        }
    }

    fn members(&mut self, term: TermId, open: &Open) -> Members {
        let terms = self.terms;
        let Term::Members(form, fields) = terms.get(term) else {
            return Members { form: Form::Structure, edges: Vec::new(), stated: None };
        };
        let layout = self.solved.layouts.of_term(term);
        let form = match form {
            // Something is said of it elsewhere.
            Form::Undocumented | Form::Bare => {
                match layout.map(|layout| self.solved.layouts.forms(layout)) {
                    Some(forms) if forms.union && !forms.structure => Form::Union,
                    _ => Form::Structure,
                }
            }
            form => *form,
        };
        let mut edges = Vec::with_capacity(fields.len());
        for (member, field) in (0..).zip(fields) {
            let spot = layout.map(|layout| Spot { layout, member, steps: Steps::NONE });
            edges.push(Edge {
                name: field.name,
                documentation: field.documentation,
                told: field.told.or_else(|| self.solved.told.get(&(term, member)).copied()),
                details: field.details,
                node: self.node(field.term, spot, open),
            });
        }
        Members { form, edges, stated: None }
    }
}

fn then(spot: Option<Spot>, step: Step) -> Option<Spot> {
    spot.and_then(|spot| spot.then(step))
}
