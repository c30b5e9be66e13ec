//! The positions that pages state, from their operations down.

use crate::facts::{Kind, Node, OperationFacts, PageFacts, Statement};

/// The operations of the pages.
pub fn operations(pages: &mut [PageFacts]) -> impl Iterator<Item = &mut OperationFacts> {
    let statements = pages.iter_mut().flat_map(|page| &mut page.statements);
    statements.filter_map(|statement| match statement {
        Statement::Operation(facts) => Some(facts),
        _ => None,
    })
}

/// The positions right below one.
pub fn children(node: &mut Node) -> Vec<&mut Node> {
    match &mut node.kind {
        Kind::List(element) => vec![element],
        Kind::Map(key, value) => vec![key, value],
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
            members.iter_mut().map(|member| &mut member.node).collect()
        }
        Kind::Scalar(_)
        | Kind::Enum(_)
        | Kind::Recursive(_)
        | Kind::Named(_)
        | Kind::Unstated(_) => Vec::new(),
    }
}

/// What an operation takes, returns and fails with.
pub fn roots(operation: &mut OperationFacts) -> impl Iterator<Item = &mut Node> {
    let errors = operation.errors.iter_mut().flat_map(|error| &mut error.members);
    let errors = errors.map(|member| &mut member.node);
    [&mut operation.input, &mut operation.output].into_iter().flatten().chain(errors)
}
