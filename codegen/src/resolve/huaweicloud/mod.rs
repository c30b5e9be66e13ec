//! What pages of Huawei Cloud leave to be settled between them, before they are as any others:
//! links from one page to a table of another, what one page leaves out and another or an example
//! tells, names of operations that have titles only, and structures that go by one name.

mod adopt;
mod copies;
mod examples;
mod links;
mod named;
mod operation_names;
mod other_pages;
mod shown;
mod similar;
mod stated;
mod walk;
mod words;

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::facts::{Container, Kind, Node, PageFacts, Scalar};
use crate::spec::{Protocol, ProtocolName, Spec};

use self::walk::{children, operations, roots};
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

/// Takes away pages that stand behind others and in files of their own.
pub(super) fn drop_copies(pages: &mut [PageFacts]) {
    copies::drop(pages);
}

/// Puts what tables of other pages list in the place of links to them.
pub(super) fn follow_links(pages: &mut [PageFacts]) {
    links::join(pages);
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
        roots(operation).for_each(settle_rest);
    }
    diagnostics
}

/// Values of "key-value pairs" of which nothing tells more are text, and numbers that nothing shows to
/// be whole need not be.
fn settle_rest(node: &mut Node) {
    if node.kind == Kind::Unstated(Container::Number) {
        node.kind = Kind::Scalar(Scalar::Double);
    }
    if let Kind::Map(_, value) = &mut node.kind
        && value.kind == Kind::Unstated(Container::Any)
    {
        value.kind = Kind::Scalar(Scalar::String);
    }
    children(node).into_iter().for_each(settle_rest);
}

#[cfg(test)]
mod tests;
