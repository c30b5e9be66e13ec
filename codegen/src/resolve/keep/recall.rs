//! Operations that stay, told again as their pages would tell them.
//!
//! What a structure is follows from all pages of a service together: a request tells what of it must
//! be there, another page what one cuts short or leaves out. Where pages are missing, what they told
//! is still in the spec that stands. So operations that stay and have a structure in common with
//! operations that pages describe are brought to the pages, and leave again when shapes are made.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::standing::below;
use crate::facts::{Dialect, Kind, Member, Node, OperationFacts, ShapeFacts};
use crate::resolve::merge::merged::{Merged, MergedOperation, Stated};
use crate::spec::{Operation, Scalar, ShapeId, ShapeKind, Spec, Type};

/// As many positions are told again of all operations together. No service that is known has so
/// many, and a hostile one could have any number.
const MOST_POSITIONS: usize = 1_000_000;

/// Brings operations that stay in a spec that boto3's pages made to what the pages state. Tells
/// which, by wire name.
pub fn recall(merged: &mut Merged, standing: &Spec, path: &Path) -> BTreeSet<String> {
    let described: BTreeSet<&str> = merged.operations.iter().map(|it| it.name.as_str()).collect();
    let mut recalled = BTreeSet::new();
    if standing.client.is_none() || described.is_empty() {
        return recalled;
    }
    let stays = |operation: &&Operation| match &merged.stays {
        Some(stays) => stays.operations.contains(&operation.name),
        None => !described.contains(operation.name.as_str()),
    };
    let kept: Vec<&Operation> = standing.operations.iter().filter(stays).collect();
    if kept.is_empty() {
        return recalled;
    }
    let known = standing.operations.iter().filter(|it| described.contains(it.name.as_str()));
    // What is new may have any structure in common with what stays.
    let all = described.iter().any(|name| standing.operation(name).is_none());
    let theirs = below(standing, known);
    let is_common = |operation: &&Operation| {
        let own = below(standing, std::iter::once(*operation));
        let mut shapes = standing.shapes.iter().zip(own).zip(&theirs);
        all || shapes.any(|((shape, own), theirs)| {
            let tells = matches!(shape.kind, ShapeKind::Structure(_) | ShapeKind::Union(_));
            own && *theirs && tells
        })
    };
    let kept: Vec<&Operation> = kept.into_iter().filter(is_common).collect();
    let with_reference = merged.dialects.contains(&Dialect::ApiReference);
    let page = merged.pages.len() as u32;
    merged.pages.push(Arc::from(path));
    merged.dialects.push(Dialect::Boto3);
    let mut telling = Telling {
        spec: standing,
        with_reference,
        open: Vec::new(),
        recursive: BTreeSet::new(),
        left: MOST_POSITIONS,
    };
    for operation in kept {
        let input = telling.side(operation.input, true);
        let output = telling.side(operation.output, false);
        if telling.left == 0 {
            break;
        }
        recalled.insert(operation.name.clone());
        merged.operations.push(MergedOperation {
            name: operation.name.clone(),
            method: operation.method.as_str().into(),
            stated: Stated {
                page,
                facts: OperationFacts { input, output, ..OperationFacts::default() },
            },
            paginator: None,
            pagination: None,
        });
    }
    // What holds itself is told by name.
    let mut told = BTreeSet::new();
    while let Some(id) = telling.recursive.difference(&told).next().copied() {
        told.insert(id);
        let shape = &standing[id];
        let node = telling.shape(id, false);
        let facts = ShapeFacts { line: 0, name: shape.name.as_str().into(), node };
        merged.shapes.entry(facts.name.clone()).or_insert(Stated { page, facts });
    }
    recalled
}

struct Telling<'s> {
    spec: &'s Spec,
    /// Pages of the API Reference tell which integers are long; those of boto3 do not.
    with_reference: bool,
    /// The shapes that the position lies in.
    open: Vec<ShapeId>,
    /// Shapes that lie in themselves.
    recursive: BTreeSet<ShapeId>,
    /// How many positions may still be told.
    left: usize,
}

impl Telling<'_> {
    fn side(&mut self, id: Option<ShapeId>, asks: bool) -> Option<Node> {
        Some(self.shape(id?, asks))
    }

    /// A position with a shape in it; `asks` where it is a request's, which tells what must be there.
    fn shape(&mut self, id: ShapeId, asks: bool) -> Node {
        let spec = self.spec;
        let shape = &spec[id];
        if self.open.contains(&id) {
            self.recursive.insert(id);
            return Node::new(0, Kind::Named(shape.name.as_str().into()));
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
        Node::new(0, kind)
    }

    fn members(&mut self, members: &[crate::spec::Member], asks: bool) -> Vec<Member> {
        let members = members.iter().map(|member| {
            let mut node = self.ty(&member.ty, asks);
            node.documentation = member.documentation.as_deref().map(Arc::from);
            let mut told = Member::new(member.name.as_str(), node);
            told.required = asks.then_some(member.required);
            told.idempotency_token = member.idempotency_token;
            told
        });
        members.collect()
    }

    fn ty(&mut self, ty: &Type, asks: bool) -> Node {
        let kind = match ty {
            Type::Scalar(Scalar::Long) if !self.with_reference => Kind::Scalar(Scalar::Integer),
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
