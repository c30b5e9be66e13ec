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
mod evidence;
mod flat;
mod index;
mod method;
mod paginator;
mod pasted;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod waiter;
mod weave;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::facts::{Dialect, OperationFacts, PageFacts, Provider, ServiceRef, Statement};
use crate::markup::{Block, BlockKind, Document};

use super::{Source, rules};

/// Knows a page by the objects that it describes, which are all in the module of a service.
pub(super) fn recognise<'d>(document: &'d Document<'d>) -> Option<&'d [Block<'d>]> {
    let mut objects = document.blocks.iter().filter_map(Object::of).peekable();
    objects.peek()?;
    objects.all(|object| object.path.contains('.')).then_some(&document.blocks)
}

/// Knows a page that was saved or pasted as text: the page that it was pasted from.
pub(super) fn recognise_pasted<'d>(text: &'d Document<'d>) -> Option<Document<'d>> {
    pasted::restore(text)
}

/// What a page of boto3 states. `source` is the page as it came.
///
/// Today there is a page for each method, paginator and waiter. Until 2023 there was one for a
/// whole service, with the same descriptions one after the other.
pub(super) fn read(
    path: &Arc<Path>,
    blocks: &[Block<'_>],
    source: Source<'_>,
) -> Result<PageFacts, Diagnostic> {
    let first = next_object(blocks);
    let before = first.as_ref().map_or(blocks.len(), |(first, _)| *first);
    let mut page = Page {
        path,
        facts: PageFacts {
            path: Arc::clone(path),
            dialect: Dialect::Boto3,
            service: ServiceRef {
                id: breadcrumb::service(&blocks[..before]).map(Box::from),
                client: first.and_then(|(_, object)| object.path.split('.').next().map(Box::from)),
                ..ServiceRef::of(Provider::Aws)
            },
            statements: Vec::new(),
            day: None,
            left_out: None,
            open_end: matches!(source, Source::Text),
            diagnostics: Vec::new(),
        },
    };
    let mut rest = &blocks[before..];
    while let Some((at, object)) = next_object(rest) {
        rest = &rest[at + 1..];
        page.read(&object, blocks, belonging(rest), source)?;
    }
    // In reStructuredText only the descriptions of operations end in a way of their own.
    let closes = match &page.facts.statements[..] {
        [] => matches!(source, Source::Html(_)),
        [first, ..] => !matches!(first, Statement::Service(_)),
    };
    if closes && ending::is_early(source) {
        let line = source.text().lines().count() as u32;
        return Err(truncated(page.place(line), "the page ends in the middle"));
    }
    if !page.facts.statements.is_empty() {
        page.facts.left_out = None;
    }
    Ok(page.facts)
}

/// The first description of an object among these blocks, and where it stands.
fn next_object<'d>(blocks: &'d [Block<'d>]) -> Option<(usize, Object<'d>)> {
    blocks.iter().enumerate().find_map(|(at, block)| Some((at, Object::of(block)?)))
}

/// What of these blocks belongs to the object before them: documentation can break out of its
/// indentation and take the rest of the description along.
fn belonging<'d>(blocks: &'d [Block<'d>]) -> &'d [Block<'d>] {
    let end = blocks.iter().position(|block| {
        matches!(block.kind, BlockKind::Heading { .. }) || Object::of(block).is_some()
    });
    &blocks[..end.unwrap_or(blocks.len())]
}

/// What a page states that was saved or pasted as text.
pub(super) fn read_pasted(
    path: &Arc<Path>,
    restored: Document<'_>,
) -> Result<PageFacts, Diagnostic> {
    // How the renderer ends a page is not to be seen any more.
    read(path, &restored.blocks, Source::Text)
}

/// What another page that describes an operation as this reference does states of it.
pub(super) struct DescribedOperation {
    pub facts: OperationFacts,
    /// The unique id of the service's API.
    pub uid: Option<Box<str>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the description of the operation `name`.
pub(super) fn describe(
    path: &Arc<Path>,
    line: u32,
    name: &str,
    content: &[Block<'_>],
) -> Result<DescribedOperation, Diagnostic> {
    let call = content.iter().find_map(|block| match &block.kind {
        BlockKind::Literal(literal) => literal.raw.split_once("client.")?.1.split_once('('),
        _ => None,
    });
    let (method, arguments) = call.unwrap_or_default();
    let arguments = if arguments.trim_start().starts_with(')') { "" } else { "**kwargs" };
    let object =
        Object { line, directive: "py:method", path: method, arguments: Some(arguments), content };
    let facts = PageFacts {
        path: Arc::clone(path),
        dialect: Dialect::Boto3,
        service: ServiceRef::of(Provider::Aws),
        statements: Vec::new(),
        day: None,
        left_out: None,
        open_end: false,
        diagnostics: Vec::new(),
    };
    let mut page = Page { path, facts };
    client::read(&mut page, &object, method, &[])?;
    let Some(Statement::Operation(mut facts)) = page.facts.statements.pop() else {
        return Err(truncated(page.place(line), "nothing shows how the operation is called"));
    };
    facts.name = Some(name.into());
    Ok(DescribedOperation {
        facts,
        uid: page.facts.service.uid,
        diagnostics: page.facts.diagnostics,
    })
}

/// A page as it is being read.
struct Page<'a> {
    path: &'a Arc<Path>,
    facts: PageFacts,
}

impl Page<'_> {
    /// Reads the description of an object. `blocks` is all of the page.
    fn read<'d>(
        &mut self,
        object: &Object<'d>,
        blocks: &'d [Block<'d>],
        after: &'d [Block<'d>],
        source: Source<'_>,
    ) -> Result<(), Diagnostic> {
        let mut parts = object.path.split('.');
        let parts = (parts.next(), parts.next(), parts.next(), parts.next());
        match (object.directive, parts) {
            ("py:method", (Some(_), Some("Client"), Some(name), None)) => {
                client::read(self, object, name, after)
            }
            ("py:class", (Some(_), Some("Client"), None, None)) => {
                index::read(self, object, blocks, source.text());
                self.read_methods(object)
            }
            ("py:class", (Some(_), Some("Paginator"), Some(name), None)) => {
                paginator::read(self, object, name)
            }
            ("py:class", (Some(_), Some("Waiter"), Some(name), None)) => {
                waiter::read(self, object, name)
            }
            ("py:class", (Some(_), Some("Client"), Some("exceptions"), Some(_))) => {
                self.leave_out("an exception's class; operations name their exceptions")
            }
            _ => self.leave_out("part of the resource interface, which clients cover"),
        }
    }

    /// Reads the methods that are described within the class of the client.
    fn read_methods(&mut self, class: &Object<'_>) -> Result<(), Diagnostic> {
        let mut rest = class.content;
        while let Some((at, object)) = next_object(rest) {
            rest = &rest[at + 1..];
            client::read(self, &object, object.path, belonging(rest))?;
        }
        Ok(())
    }

    fn leave_out(&mut self, why: &'static str) -> Result<(), Diagnostic> {
        self.facts.left_out = Some(why);
        Ok(())
    }

    fn place(&self, line: u32) -> Place {
        Place { path: Arc::clone(self.path), line }
    }

    /// Takes the service's unique id from a link to the API Reference.
    fn name_service(&mut self, see_also: Option<(&str, &str)>) {
        if let Some((uid, _)) = see_also {
            self.facts.service.uid = Some(uid.into());
        }
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
