//! Links from one page to a table of another.
//!
//! A page states each of its tables under the anchor that links lead to, and a row that has a link
//! to another page's table stands for the shape of that name. Here the one is put for the other.

use std::collections::HashMap;
use std::mem;

use crate::diagnostic::Diagnostic;
use crate::facts::{Container, Dialect, Kind, MAYBE, Mark, Node, PageFacts, Statement};

use super::walk::{children, operations, roots};
use crate::diagnostic::rules::service as rules;

/// Tables do not lead to each other over more pages than this.
const DEPTH: usize = 32;

/// How many positions links may add in all.
const MOST: usize = 1_000_000;

/// Puts what the tables list in the place of the links to them. What a page states for links alone
/// is gone then.
pub fn join(pages: &mut [PageFacts]) -> Vec<Diagnostic> {
    let mut tables: HashMap<Box<str>, Node> = HashMap::new();
    for page in pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        for statement in mem::take(&mut page.statements) {
            match statement {
                Statement::Shape(shape) => {
                    tables.entry(shape.name).or_insert(shape.node);
                }
                statement => page.statements.push(statement),
            }
        }
    }
    let mut diagnostics = Vec::new();
    let mut joiner = Joiner { tables: &tables, open: Vec::new(), budget: MOST };
    for page in pages.iter_mut().filter(|page| page.dialect == Dialect::HuaweiCloud) {
        let mut missing = Vec::new();
        for operation in operations(std::slice::from_mut(page)) {
            roots(operation).for_each(|root| joiner.join(root, &mut missing));
        }
        for (line, anchor) in missing {
            let message = format!("a link leads to a table that no page has (`{anchor}`)");
            diagnostics.push(Diagnostic::new(&rules::UNKNOWN_SHAPE, page.place(line), message));
        }
    }
    diagnostics
}

struct Joiner<'t> {
    tables: &'t HashMap<Box<str>, Node>,
    /// The tables that have been put into each other, the outermost first.
    open: Vec<Box<str>>,
    budget: usize,
}

impl Joiner<'_> {
    fn join(&mut self, node: &mut Node, missing: &mut Vec<(u32, Box<str>)>) {
        let Kind::Named(anchor) = &node.kind else {
            for child in children(node) {
                self.join(child, missing);
            }
            return;
        };
        let maybe = anchor.strip_prefix(MAYBE);
        let is_maybe = maybe.is_some();
        let anchor: Box<str> = maybe.unwrap_or(anchor).into();
        if self.open.contains(&anchor) {
            node.kind = Kind::Recursive(Mark { container: Container::Dict, union: None });
            return;
        }
        let tables = self.tables;
        match tables.get(&anchor) {
            Some(table) if self.open.len() < DEPTH && self.budget > 0 => {
                node.kind = table.kind.clone();
                node.name = node.name.take().or_else(|| table.name.clone());
                // What is said of it is said of the line that this page has.
                let line = node.line;
                reline(node, line);
                self.budget = self.budget.saturating_sub(count(table));
                self.open.push(anchor);
                for child in children(node) {
                    self.join(child, missing);
                }
                self.open.pop();
            }
            None if is_maybe => node.kind = Kind::Unstated(Container::Dict),
            Some(_) => node.kind = Kind::Unstated(Container::Dict),
            None => {
                missing.push((node.line, anchor));
                node.kind = Kind::Unstated(Container::Dict);
            }
        }
    }
}

/// Makes everything in a position stand at one line.
pub fn reline(node: &mut Node, line: u32) {
    node.line = line;
    children(node).into_iter().for_each(|child| reline(child, line));
}

fn count(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::List(element) => count(element),
        Kind::Map(_, value) => count(value),
        Kind::Structure(members) | Kind::Union(members) | Kind::EventStream(members) => {
            members.iter().map(|member| count(&member.node)).sum()
        }
        _ => 0,
    }
}
