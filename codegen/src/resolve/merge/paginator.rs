//! Pages of paginators whose operation no page of this run describes.
//!
//! Where the operation stands in the spec already, the page is held against that. Where it does not
//! stand either, the paginator's page describes as much of it as it repeats.

use crate::facts::{self, Container, Kind, Node, OperationFacts, PaginatorFacts};
use crate::spec::{Operation, Pagination, ShapeId, ShapeKind, Spec, Type};

use crate::resolve::merge::merged::{MergedOperation, Stated};
use crate::resolve::merge::pagination;
use crate::resolve::words::{fold, method_name};

/// The operation of a spec that a paginator is of.
pub fn standing<'s>(spec: &'s Spec, paginator: &PaginatorFacts) -> Option<&'s Operation> {
    let key = fold(&paginator.name);
    spec.operations.iter().find(|operation| fold(&operation.name) == key)
}

/// How the pages of an operation that stands are asked for.
pub fn infer(
    spec: &Spec,
    operation: &Operation,
    paginator: &Stated<PaginatorFacts>,
) -> Option<Result<Pagination, &'static str>> {
    let side = |id: Option<ShapeId>| Some(node(spec, &Type::Shape(id?), 2));
    let facts = OperationFacts {
        input: side(operation.input),
        output: side(operation.output),
        ..OperationFacts::default()
    };
    let paginator = Stated { page: paginator.page, facts: paginator.facts.clone() };
    pagination::infer(&MergedOperation {
        name: operation.name.clone(),
        method: operation.method.as_str().into(),
        stated: Stated { page: paginator.page, facts },
        paginator: Some(paginator),
        pagination: None,
    })
}

/// A type as a page would state it, with the members of so many structures within one another.
fn node(spec: &Spec, ty: &Type, depth: u32) -> Node {
    let kind = match ty {
        Type::Scalar(scalar) => Kind::Scalar(*scalar),
        Type::List(element) => Kind::List(Box::new(node(spec, element, 0))),
        Type::Map(key, value) => {
            Kind::Map(Box::new(node(spec, key, 0)), Box::new(node(spec, value, 0)))
        }
        Type::Shape(id) => match &spec[*id].kind {
            ShapeKind::Enum(_) => Kind::Enum([].into()),
            ShapeKind::Structure(members) if depth > 0 => {
                let member = |member: &crate::spec::Member| {
                    facts::Member::new(member.name.as_str(), node(spec, &member.ty, depth - 1))
                };
                Kind::Structure(members.iter().map(member).collect())
            }
            _ => Kind::Unstated(Container::Dict),
        },
    };
    Node::new(0, kind)
}

/// As much of an operation as its paginator's page repeats: all but the tokens and the limit.
pub fn operation(paginator: Stated<PaginatorFacts>) -> MergedOperation {
    let Stated { page, facts } = paginator;
    let mut output = facts.output;
    if let Some(Node { kind: Kind::Structure(members), .. }) = &mut output {
        // boto3's own, whatever the operation has.
        members.retain(|member| &*member.name != "NextToken");
    }
    let stated = OperationFacts {
        line: facts.line,
        input: facts.input,
        output,
        ..OperationFacts::default()
    };
    MergedOperation {
        name: facts.name.to_string(),
        method: facts.method.unwrap_or_else(|| method_name(&facts.name).into()),
        stated: Stated { page, facts: stated },
        paginator: None,
        pagination: None,
    }
}
