//! What pages of Huawei Cloud leave to be settled between them, before they are as any others:
//! links from one page to a table of another, what one page leaves out and another or an example
//! tells, names of operations that have titles only, and structures that go by one name.

mod adopt;
mod examples;
mod links;
mod named;
mod operation_names;
mod other_pages;
mod shown;
mod similar;
mod stated;
mod words;

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::facts::{Container, Kind, Node, OperationFacts, PageFacts, Scalar, Statement};
use crate::spec::{Protocol, ProtocolName, Spec};

use examples::Pass;
pub use operation_names::name as name_operations;
pub use stated::name as name_structures;

/// How services are spoken to: all alike, so that no page says it.
pub(super) fn protocol() -> Protocol {
    Protocol { name: Some(ProtocolName::Huaweicloud), ..Protocol::default() }
}

/// Settles it, but for structures that go by one name.
pub(super) fn settle(pages: &mut [PageFacts], previous: Option<&Spec>) -> Vec<Diagnostic> {
    let diagnostics = bring_together(pages);
    name_operations(pages, previous);
    diagnostics
}

/// Gives every position what any page or example tells of it. Tables that links lead to count
/// first, then the same structures on other pages, and examples last.
pub fn bring_together(pages: &mut [PageFacts]) -> Vec<Diagnostic> {
    let mut diagnostics = links::join(pages);
    adopt::examples(pages);
    for pass in [Pass::Correct, Pass::Tell] {
        diagnostics.extend(examples::hold(pages, pass));
        diagnostics.extend(other_pages::fill(pages));
    }
    diagnostics.extend(named::tell(pages));
    // What the first pass leaves as it is the second finds again.
    let mut said = HashSet::new();
    diagnostics.retain(|it| said.insert((it.place.clone(), it.message.clone())));
    for operation in operations(pages) {
        operation.examples = Vec::new();
        roots(operation).for_each(pairs);
    }
    diagnostics
}

/// Values of "key-value pairs" of which nothing tells more are text.
fn pairs(node: &mut Node) {
    if let Kind::Map(_, value) = &mut node.kind
        && value.kind == Kind::Unstated(Container::Any)
    {
        value.kind = Kind::Scalar(Scalar::String);
    }
    children(node).into_iter().for_each(pairs);
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

#[cfg(test)]
mod tests;
