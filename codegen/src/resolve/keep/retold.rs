//! A spec that the API Reference alone made, told again as its pages.
//!
//! Where boto3's pages come over such a spec, it is no older account of what they tell but the other
//! documentation's: members go by their names on the wire, and what boto3 calls otherwise is not gone.
//! So what stands goes beside boto3's pages as pages of the reference do where both are read at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::facts::{
    Container, Dialect, ErrorFacts, Kind, Member, Node, OperationFacts, PageFacts, ServiceRef,
    ShapeFacts, Statement,
};
use crate::resolve::ground::Ground;
use crate::resolve::group::Group;
use crate::resolve::words::fold;
use crate::spec::{self, Location, Operation, Scalar, Shape, ShapeId, ShapeKind, Spec, Type};

/// Puts what stands beside the pages of a service, if the reference alone made it and boto3's pages
/// are among these. Whether it did, and nothing stands beside that.
pub fn retell(service: &mut Group, ground: &Ground<'_>) -> bool {
    let Some(standing) = ground.standing.filter(|standing| standing.client.is_none()) else {
        return false;
    };
    let is_boto3 = |page: &PageFacts| {
        page.dialect == Dialect::Boto3 && page.left_out.is_none() && !page.statements.is_empty()
    };
    if !service.pages.iter().any(is_boto3) || standing.operations.is_empty() {
        return false;
    }
    let page = Retelling { spec: standing, ground, of_reference: names(&service.pages) }.page();
    service.pages.push(page);
    true
}

/// The operations, folded, and the shapes of which pages of the reference tell: they are newer.
fn names(pages: &[PageFacts]) -> BTreeSet<String> {
    let pages = pages.iter().filter(|page| page.dialect == Dialect::ApiReference);
    let names = pages.flat_map(|page| &page.statements).filter_map(|statement| match statement {
        Statement::Operation(facts) => Some(fold(facts.name.as_deref()?)),
        Statement::Shape(facts) => Some(facts.name.to_string()),
        _ => None,
    });
    names.collect()
}

struct Retelling<'s> {
    spec: &'s Spec,
    ground: &'s Ground<'s>,
    of_reference: BTreeSet<String>,
}

impl Retelling<'_> {
    fn page(&self) -> PageFacts {
        let spec = self.spec;
        let operations = spec.operations.iter();
        let operations = operations.filter(|it| !self.of_reference.contains(&fold(&it.name)));
        let operations = operations.map(|it| Statement::Operation(self.operation(it)));
        let sides = spec.operations.iter().flat_map(|it| it.input.into_iter().chain(it.output));
        let sides: BTreeSet<ShapeId> = sides.collect();
        let shapes = spec.shapes.iter().enumerate().filter(|(at, shape)| {
            let is_apart = matches!(
                shape.kind,
                ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::EventStream(_)
            );
            is_apart
                && !sides.contains(&ShapeId(*at as u32))
                && !self.of_reference.contains(&shape.name)
                && !self.is_added(&["shapes", &shape.name])
        });
        let shapes = shapes.map(|(_, shape)| Statement::Shape(self.shape(shape)));
        PageFacts {
            path: Arc::from(self.ground.path),
            dialect: Dialect::ApiReference,
            service: ServiceRef {
                id: Some(spec.service.as_str().into()),
                ..ServiceRef::of(spec.provider)
            },
            statements: operations.chain(shapes).collect(),
            day: None,
            left_out: None,
            open_end: false,
            diagnostics: Vec::new(),
        }
    }

    fn operation(&self, operation: &Operation) -> OperationFacts {
        let protocol = self.spec.protocol.as_ref();
        let side = |id: Option<ShapeId>| {
            let shape = &self.spec[id?];
            Some(Node::new(0, Kind::Structure(self.members(shape, Self::of_side))))
        };
        OperationFacts {
            name: Some(operation.name.as_str().into()),
            documentation: operation.documentation.as_deref().map(Box::from),
            deprecated: operation.deprecated,
            input: side(operation.input),
            output: side(operation.output),
            errors: operation.errors.iter().map(|id| self.error(&self.spec[*id])).collect(),
            http: operation.http.clone(),
            xml_namespace: protocol.and_then(|it| it.xml_namespace.as_deref()).map(Box::from),
            ..OperationFacts::default()
        }
    }

    fn error(&self, shape: &Shape) -> ErrorFacts {
        let status = match &shape.kind {
            ShapeKind::Error(error) => error.status,
            _ => None,
        };
        ErrorFacts {
            line: 0,
            name: shape.name.as_str().into(),
            status,
            documentation: shape.documentation.as_deref().map(Box::from),
            members: self.members(shape, Self::node),
        }
    }

    fn shape(&self, shape: &Shape) -> ShapeFacts {
        let members = self.members(shape, Self::node);
        let kind = match shape.kind {
            ShapeKind::Union(_) => Kind::Union(members),
            ShapeKind::EventStream(_) => Kind::EventStream(members),
            _ => Kind::Structure(members),
        };
        let mut node = Node::new(0, kind);
        node.documentation = shape.documentation.as_deref().map(Arc::from);
        ShapeFacts { line: 0, name: shape.name.as_str().into(), node }
    }

    /// The members of a shape, each told by what is known of its position.
    fn members(&self, shape: &Shape, tell: fn(&Self, &spec::Member) -> Node) -> Vec<Member> {
        let members = shape.kind.members().iter();
        let members = members
            .filter(|it| !self.is_added(&["shapes", &shape.name, "members", &it.name]))
            .map(|member| self.member(member, tell(self, member)));
        members.collect()
    }

    fn member(&self, member: &spec::Member, mut node: Node) -> Member {
        node.documentation = member.documentation.as_deref().map(Arc::from);
        node.limits = member.limits.clone();
        // Of what goes beside the body pages tell no type: it is taken for text. Where they limit its
        // text, each of a list's entries may be meant.
        let is_beside = matches!(
            member.wire.location,
            Some(Location::Path | Location::Query | Location::Header)
        );
        if is_beside && node.kind == Kind::Scalar(Scalar::String) && node.limits.is_empty() {
            node.kind = Kind::Unstated(Container::Any);
        }
        // It does not stand there whether a name is the member's own or that on the wire.
        let mut wire = member.wire.clone();
        wire.name.get_or_insert_with(|| member.name.as_str().into());
        Member {
            name: member.name.as_str().into(),
            required: Some(member.required),
            idempotency_token: member.idempotency_token,
            wire,
            node,
        }
    }

    /// A member of what an operation takes or returns: pages spell out a structure that is the body.
    fn of_side(&self, member: &spec::Member) -> Node {
        let body = match (&member.ty, member.wire.location) {
            (Type::Shape(id), Some(Location::Payload)) => &self.spec[*id],
            _ => return self.node(member),
        };
        let (ShapeKind::Structure(_) | ShapeKind::Union(_)) = &body.kind else {
            return self.node(member);
        };
        let mut node = Node::new(0, Kind::Structure(self.members(body, Self::node)));
        node.name = Some(body.name.as_str().into());
        node
    }

    fn node(&self, member: &spec::Member) -> Node {
        self.of_type(&member.ty)
    }

    fn of_type(&self, ty: &Type) -> Node {
        let kind = match ty {
            Type::Scalar(Scalar::Document) => Kind::Unstated(Container::Any),
            Type::Scalar(scalar) => Kind::Scalar(*scalar),
            Type::List(element) => Kind::List(Box::new(self.of_type(element))),
            Type::Map(key, value) => {
                Kind::Map(Box::new(self.of_type(key)), Box::new(self.of_type(value)))
            }
            Type::Shape(id) => match &self.spec[*id] {
                Shape { kind: ShapeKind::Enum(values), .. } => {
                    Kind::Enum(values.iter().map(|value| value.as_str().into()).collect())
                }
                shape => Kind::Named(shape.name.as_str().into()),
            },
        };
        Node::new(0, kind)
    }

    /// Whether an overlay adds it, which will do so again.
    fn is_added(&self, entry: &[&str]) -> bool {
        self.ground.overlays.adds(self.spec, entry)
    }
}
