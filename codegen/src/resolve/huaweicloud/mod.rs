//! What pages of Huawei Cloud leave to be settled between them, before they are as any others:
//! links from one page to a table of another, names of operations that have titles only, and
//! structures that go by one name.

mod links;
mod stated;
mod titles;
mod words;

use crate::diagnostic::Diagnostic;
use crate::facts::{Kind, Node, OperationFacts, PageFacts, Statement};
use crate::spec::{Protocol, ProtocolName, Spec};

pub use links::join as join_links;

/// How services are spoken to: all alike, so that no page says it.
pub(super) fn protocol() -> Protocol {
    Protocol { name: Some(ProtocolName::Huaweicloud), ..Protocol::default() }
}

/// Settles it.
pub(super) fn settle(
    pages: &mut [PageFacts],
    previous: Option<&Spec>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    diagnostics.extend(links::join(pages));
    titles::name(pages, previous);
    stated::name(pages);
}

/// The operations of the pages.
fn operations(pages: &mut [PageFacts]) -> impl Iterator<Item = &mut OperationFacts> {
    let statements = pages.iter_mut().flat_map(|page| &mut page.statements);
    statements.filter_map(|statement| match statement {
        Statement::Operation(facts) => Some(facts),
        _ => None,
    })
}

/// The positions right below one.
fn children(node: &mut Node) -> Vec<&mut Node> {
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
fn roots(operation: &mut OperationFacts) -> impl Iterator<Item = &mut Node> {
    let errors = operation.errors.iter_mut().flat_map(|error| &mut error.members);
    let errors = errors.map(|member| &mut member.node);
    [&mut operation.input, &mut operation.output].into_iter().flatten().chain(errors)
}
