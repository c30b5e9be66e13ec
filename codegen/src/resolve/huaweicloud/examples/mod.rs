//! Examples, held against the tables once the tables of all pages have been brought together.
//!
//! Tables win, with exceptions that are each said: a table that says "object" where examples show a
//! list of them, or "string" where every example shows something else, is wrong, as no program that
//! believed it could read the example. What tables do not tell at all, examples do.

mod belief;
mod every_key;
mod evidence;
mod holder;
mod rows;

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::facts::{Dialect, Kind, Node, OperationFacts, PageFacts, Shows, Statement};

use evidence::{Evidence, gather};
use holder::Holder;
pub use holder::Pass;
use rows::{Rows, roots};

/// Holds the examples of the pages against their operations.
pub fn hold(pages: &mut [PageFacts], pass: Pass) -> Vec<Diagnostic> {
    let mut evidence = Evidence::default();
    for page in pages.iter().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        for operation in page.statements.iter().filter_map(as_operation) {
            let rows = Rows::of(&operation.examples);
            for (node, of) in bodies(operation) {
                gather(node, &rows, &roots(&operation.examples, of), page, &mut evidence);
            }
        }
    }
    let mut diagnostics = Vec::new();
    for page in pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        let mut statements = std::mem::take(&mut page.statements);
        let mut said = HashSet::new();
        for statement in &mut statements {
            let Statement::Operation(operation) = statement else { continue };
            let examples = std::mem::take(&mut operation.examples);
            let rows = Rows::of(&examples);
            let mut holder = Holder {
                page,
                rows: &rows,
                evidence: &evidence,
                pass,
                firm: true,
                is_text: false,
                in_list: false,
                found: Vec::new(),
            };
            for (node, of) in
                [(&mut operation.input, Shows::Request), (&mut operation.output, Shows::Response)]
            {
                if let Some(Node { kind: Kind::Structure(members), .. }) = node {
                    holder.body(members, &roots(&examples, of));
                }
            }
            for found in std::mem::take(&mut holder.found) {
                if said.insert(found.message.clone()) {
                    diagnostics.push(found);
                }
            }
            operation.examples = examples;
        }
        page.statements = statements;
    }
    diagnostics
}

fn as_operation(statement: &Statement) -> Option<&OperationFacts> {
    match statement {
        Statement::Operation(operation) => Some(operation),
        _ => None,
    }
}

fn bodies(operation: &OperationFacts) -> impl Iterator<Item = (&Node, Shows)> {
    let input = operation.input.iter().map(|node| (node, Shows::Request));
    input.chain(operation.output.iter().map(|node| (node, Shows::Response)))
}
