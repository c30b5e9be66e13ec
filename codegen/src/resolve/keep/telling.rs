//! What stands in a spec, told again as a page of boto3's would tell it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::facts::{Account, Container, Kind, Mark, Member, Node};
use crate::spec::{self, Scalar, ShapeId, ShapeKind, Spec, Type};

/// As many positions are told again of all operations together. No service that is known has so
/// many, and a hostile one could have any number.
const MOST_POSITIONS: usize = 1_000_000;

/// What a spec may be told for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// It is complete as it stands.
    Itself,
    /// Pages of the API Reference are to add to it: what boto3 may have left out is told as left out,
    /// recursion as a mark, and each structure has the name that it has in the spec.
    Reference,
}

pub struct Telling<'s> {
    spec: &'s Spec,
    purpose: For,
    /// Pages of the API Reference tell which integers are long; those of boto3 do not.
    with_long: bool,
    /// The shapes that the position lies in.
    open: Vec<ShapeId>,
    /// Shapes that lie in themselves, where those are told by name.
    pub recursive: BTreeSet<ShapeId>,
    /// How many positions may still be told.
    left: usize,
}

impl<'s> Telling<'s> {
    pub fn new(spec: &'s Spec, purpose: For, with_long: bool) -> Self {
        let (open, recursive) = Default::default();
        Telling { spec, purpose, with_long, open, recursive, left: MOST_POSITIONS }
    }

    /// Whether no more may be told.
    pub fn is_over(&self) -> bool {
        self.left == 0
    }

    /// What an operation takes (`asks`) or returns.
    pub fn side(&mut self, id: Option<ShapeId>, asks: bool) -> Option<Node> {
        Some(self.shape(id?, asks))
    }

    /// A position with a shape in it; `asks` where it is a request's, which tells what must be there.
    pub fn shape(&mut self, id: ShapeId, asks: bool) -> Node {
        let spec = self.spec;
        let shape = &spec[id];
        if self.open.contains(&id) {
            return Node::new(0, self.again(id));
        }
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return Node::new(0, Kind::Structure(Vec::new()));
        }
        self.open.push(id);
        let kind = match &shape.kind {
            ShapeKind::Enum(values) => {
                Kind::Enum(values.iter().map(|value| value.as_str().into()).collect())
            }
            ShapeKind::Union(members) => Kind::Union(self.members(members, asks)),
            ShapeKind::EventStream(members) => Kind::EventStream(self.members(members, asks)),
            kind => Kind::Structure(self.members(kind.members(), asks)),
        };
        self.open.pop();
        let mut node = Node::new(0, kind);
        if self.purpose == For::Reference && !matches!(node.kind, Kind::Enum(_)) {
            node.name = Some(shape.name.as_str().into());
            let members = shape.kind.members();
            let is_silent = members.iter().all(|it| it.documentation.is_none() && !it.required);
            node.left_out = is_silent.then_some(Account::List);
        }
        node
    }

    /// One of the shapes that the position lies in.
    fn again(&mut self, id: ShapeId) -> Kind {
        let shape = &self.spec[id];
        if self.purpose == For::Itself {
            self.recursive.insert(id);
            return Kind::Named(shape.name.as_str().into());
        }
        let union = match &shape.kind {
            ShapeKind::Union(members) => {
                Some(members.iter().map(|member| member.name.as_str().into()).collect())
            }
            _ => None,
        };
        Kind::Recursive(Mark { container: Container::Dict, union })
    }

    pub fn members(&mut self, members: &[spec::Member], asks: bool) -> Vec<Member> {
        let members = members.iter().map(|member| {
            let mut node = self.ty(&member.ty, asks);
            node.documentation = member.documentation.as_deref().map(Arc::from);
            let mut told = Member::new(member.name.as_str(), node);
            // Of what nothing is said, boto3 may have left out that it must be there as well. It says it
            // of nothing that it makes a text of by itself, and of no recursion that it cuts short.
            let is_silent = matches!(told.node.kind, Kind::Recursive(_) | Kind::Unstated(_));
            let is_told = self.purpose == For::Itself
                || member.required
                || member.documentation.is_some() && !is_silent;
            told.required = (asks && is_told).then_some(member.required);
            told.idempotency_token = member.idempotency_token;
            told
        });
        members.collect()
    }

    fn ty(&mut self, ty: &Type, asks: bool) -> Node {
        let kind = match ty {
            Type::Scalar(Scalar::Long) if !self.with_long => Kind::Scalar(Scalar::Integer),
            Type::Scalar(Scalar::Document) if self.purpose == For::Reference => {
                Kind::Unstated(Container::Any)
            }
            Type::Scalar(scalar) => Kind::Scalar(*scalar),
            Type::List(element) => Kind::List(Box::new(self.inside(element, asks))),
            Type::Map(key, value) => {
                let key = self.inside(key, asks);
                Kind::Map(Box::new(key), Box::new(self.inside(value, asks)))
            }
            Type::Shape(id) => return self.shape(*id, asks),
        };
        Node::new(0, kind)
    }

    /// An element, a key or a value: what is said of its shape is said there.
    fn inside(&mut self, ty: &Type, asks: bool) -> Node {
        let mut node = self.ty(ty, asks);
        if let Type::Shape(id) = ty {
            node.documentation = self.spec[*id].documentation.as_deref().map(Arc::from);
        }
        node
    }
}
