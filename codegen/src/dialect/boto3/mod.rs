//! The reference of boto3, as botocore's and boto3's own renderers write it.
//!
//! A page is known by the Python objects it describes: a method of `X.Client` is an operation (or
//! a helper of boto3's own, which shows no request), the class `X.Client` stands on a service's
//! index page, `X.Paginator.Y` and `X.Waiter.Y` are what they say, and all other objects belong to
//! the resource interface, which states nothing that clients do not.

mod breadcrumb;
mod client;
mod ending;
mod entry;
mod index;
mod method;
mod paginator;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod waiter;
mod weave;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::facts::{Dialect, PageFacts, Provider, ServiceRef, Statement};
use crate::markup::{Block, BlockKind, Document};

use super::rules;

/// What a page of boto3 states; `None` where the document is no such page. `source` is the page
/// as it came.
pub(super) fn read(
    path: &Arc<Path>,
    document: &Document<'_>,
    source: &str,
) -> Option<Result<PageFacts, Diagnostic>> {
    let blocks = &document.blocks;
    let (at, object) =
        blocks.iter().enumerate().find_map(|(at, block)| Some((at, Object::of(block)?)))?;
    let mut page = Page {
        path,
        facts: PageFacts {
            path: Arc::clone(path),
            dialect: Dialect::Boto3,
            service: ServiceRef {
                provider: Provider::Aws,
                id: breadcrumb::service(&blocks[..at]).map(Box::from),
                client: object.path.split('.').next().map(Box::from),
                uid: None,
            },
            statements: Vec::new(),
            left_out: None,
            diagnostics: Vec::new(),
        },
    };
    // What slipped out of the description of the object follows it.
    let after = &blocks[at + 1..];
    let mut parts = object.path.split('.');
    let done = match (object.directive, parts.next(), parts.next(), parts.next(), parts.next()) {
        ("py:method", Some(_), Some("Client"), Some(name), None) => {
            client::read(&mut page, &object, name, after)
        }
        ("py:class", Some(_), Some("Client"), None, None) => {
            index::read(&mut page, &object, blocks, at, source);
            Ok(())
        }
        ("py:class", Some(_), Some("Paginator"), Some(name), None) => {
            paginator::read(&mut page, &object, name)
        }
        ("py:class", Some(_), Some("Waiter"), Some(name), None) => {
            waiter::read(&mut page, &object, name)
        }
        ("py:class", Some(_), Some("Client"), Some("exceptions"), Some(_)) => {
            page.facts.left_out = Some("an exception's class; operations name their exceptions");
            Ok(())
        }
        ("py:class" | "py:method" | "py:attribute", Some(_), Some(_), _, _) => {
            page.facts.left_out = Some("part of the resource interface, which clients cover");
            Ok(())
        }
        _ => return None,
    };
    Some(done.and_then(|()| {
        let index = matches!(&page.facts.statements[..], [] | [Statement::Service(_)]);
        if !index && ending::is_early(source) {
            let line = source.lines().count() as u32;
            return Err(truncated(page.place(line), "the page ends in the middle"));
        }
        Ok(page.facts)
    }))
}

/// A page as it is being read.
struct Page<'a> {
    path: &'a Arc<Path>,
    facts: PageFacts,
}

impl Page<'_> {
    fn place(&self, line: u32) -> Place {
        Place { path: Arc::clone(self.path), line }
    }

    fn state(&mut self, statement: Statement) {
        self.facts.statements.push(statement);
    }
}

/// The description of a Python object.
struct Object<'d> {
    line: u32,
    /// `py:method`, `py:class` or `py:attribute`.
    directive: &'d str,
    /// `WorkSpacesWeb.Client.list_sessions`
    path: &'d str,
    /// What stands between the parentheses, where there are any.
    arguments: Option<&'d str>,
    content: &'d [Block<'d>],
}

impl<'d> Object<'d> {
    fn of(block: &'d Block<'d>) -> Option<Self> {
        let BlockKind::Directive { name, argument, content } = &block.kind else { return None };
        if !matches!(&**name, "py:method" | "py:class" | "py:attribute") {
            return None;
        }
        let signature = argument.trim_ascii();
        let (path, arguments) = match signature.split_once('(') {
            Some((path, arguments)) => (path, arguments.strip_suffix(')')),
            None => (signature, None),
        };
        Some(Object { line: block.line, directive: name, path, arguments, content })
    }

    /// The method described within this class.
    fn method(&self, name: &str) -> Option<(Object<'d>, &'d [Block<'d>])> {
        let found = self.content.iter().enumerate().find_map(|(at, block)| {
            Object::of(block).filter(|object| object.path == name).map(|object| (at, object))
        });
        found.map(|(at, object)| (object, &self.content[at + 1..]))
    }
}

/// A page that ends before it has said what it began.
fn truncated(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(&rules::TRUNCATED, place, what)
}
