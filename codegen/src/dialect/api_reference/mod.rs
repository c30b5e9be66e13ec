//! The AWS API Reference, as Markdown in the dialects of its renderers: GitHub's until 2023, the
//! same with anchors on a line of their own, and today's, where values have braces; as Markdown that
//! others made of the site, without anchors; and as the site's own HTML.
//!
//! A page describes an operation or a data type. It is known by its first anchor, `API_…`, or where
//! it has none by its links, and by its sections.
//!
//! Services that speak the query protocols have no syntax to show: what is named is what goes over
//! the wire, with a number behind what is listed (`Filter.N`). Where XML is spoken, the outermost
//! element is listed like a member, before what is in it.

mod agreement;
mod cut;
mod errors;
mod evidence;
mod fact;
mod item;
mod items;
mod lines;
mod node;
mod operation;
mod page;
mod path;
mod syntax;
mod table;
#[cfg(test)]
mod tests;
mod types;
mod words;
mod xml;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::dialect::rules;
use crate::facts::{
    Dialect, Kind, Member, Node, PageFacts, Provider, ServiceRef, ShapeFacts, Statement,
};
use crate::markup::{Document, plain};
use crate::spec::is_shape_name;

use cut::Titled;
use items::SectionPiece;
use page::{Page, SectionKind};

/// Knows a page by its heading, if what it is called in anchors stands there, or by its links and
/// sections.
pub(super) fn recognise<'d>(document: &'d Document<'d>) -> Option<Titled<'d>> {
    Titled::of(document)
}

/// What a page of the API Reference states, with those that follow it in the file.
pub(super) fn read(path: &Arc<Path>, titled: Titled<'_>) -> Result<PageFacts, Diagnostic> {
    let (first, others) = Page::all(&titled);
    let mut file = read_one(path, &first);
    for page in others {
        join(&mut file, read_one(path, &page), page.line);
    }
    Ok(file)
}

/// Adds what another page in the same file states. Of another API it is not read.
fn join(file: &mut PageFacts, mut page: PageFacts, line: u32) {
    let (own, other) = (&file.service.uid, &page.service.uid);
    if let (Some(own), Some(other)) = (own, other)
        && own != other
    {
        let message = format!(
            "behind the page of `{own}` stands one of `{other}`, which is not read: a file is of one \
             API"
        );
        file.diagnostics.push(Diagnostic::new(&rules::FACTS_UNREAD, file.place(line), message));
        return;
    }
    file.service.uid = file.service.uid.take().or(page.service.uid);
    file.service.anchor = file.service.anchor.take().or(page.service.anchor);
    file.statements.append(&mut page.statements);
    file.diagnostics.append(&mut page.diagnostics);
    file.open_end |= page.open_end;
    file.left_out = file.left_out.take().filter(|_| file.statements.is_empty());
}

/// What one page of a file states.
fn read_one(path: &Arc<Path>, page: &Page<'_>) -> PageFacts {
    let mut facts = PageFacts {
        path: Arc::clone(path),
        dialect: Dialect::ApiReference,
        service: ServiceRef {
            uid: page.uid().map(String::into_boxed_str),
            anchor: page.anchor().map(String::into_boxed_str),
            ..ServiceRef::of(Provider::Aws)
        },
        statements: Vec::new(),
        day: None,
        left_out: None,
        open_end: !page.has(SectionKind::SeeAlso),
        diagnostics: Vec::new(),
    };
    // One that takes and returns nothing has nothing but errors.
    let operation = [
        SectionKind::RequestSyntax,
        SectionKind::ResponseSyntax,
        SectionKind::Response,
        SectionKind::RequestBody,
        SectionKind::Errors,
    ];
    let is_operation = operation.iter().any(|part| page.has(*part));
    let named = !page.key.is_empty() && is_shape_name(&page.title);
    if named && is_operation {
        let operation = operation::read(page, &mut facts);
        facts.statements.push(Statement::Operation(operation));
    } else if named && page.has(SectionKind::Contents) {
        let shape = shape(page, &mut facts);
        facts.statements.push(Statement::Shape(shape));
    } else {
        facts.left_out = Some("a page of lists and common parts describes nothing by itself");
    }
    if named {
        evidence::tell(page, &mut facts);
    }
    facts
}

/// The page of a data type.
fn shape(page: &Page<'_>, facts: &mut PageFacts) -> ShapeFacts {
    let mut members: Vec<Member> = Vec::new();
    let mut union = page.intro.iter().any(says_union);
    let reading = items::read_contents(page.blocks(SectionKind::Contents), &page.key);
    page.leave(reading.left);
    let is_small = reading.pieces.iter().any(is_small);
    for piece in reading.pieces {
        match piece {
            SectionPiece::Sentence(text) => union |= text.starts_with(items::UNION),
            SectionPiece::Item(item) => {
                let is_nameless = !item.named && !item.linked && item.in_response.is_none();
                if !is_nameless && members.iter().any(|member| *member.name == *item.member) {
                    continue;
                }
                let wire = item.in_response.as_ref().unwrap_or(&item.label);
                let mut member = operation::member(&item, None, wire, facts);
                if is_nameless {
                    // Known by its name on the wire alone.
                    let is_listed = item.numbered && (is_small || item.label.ends_with("Set"));
                    let wire = match is_listed {
                        true => small(&item.label),
                        false => item.label.clone(),
                    };
                    member.name = wire.as_str().into();
                    member.wire.name = Some(wire.into());
                }
                // On the wire a list may be called as what it is a list of.
                let is_list = |member: &Member| matches!(member.node.kind, Kind::List(_));
                let is_known = |known: &Member| {
                    *known.name == *member.name
                        && !(is_nameless && is_list(known) != is_list(&member))
                };
                if !members.iter().any(is_known) {
                    members.push(member);
                }
            }
        }
    }
    union |= page.blocks(SectionKind::Contents).any(says_union);
    let kind = if union { Kind::Union(members) } else { Kind::Structure(members) };
    let mut node = Node::new(page.line, kind);
    node.documentation = item::documentation(page.intro).map(Arc::from);
    ShapeFacts { line: page.line, name: page.title.as_str().into(), node }
}

/// Whether it tells the name that a response has for a member, which begins with a small letter there.
/// What is listed is called as in requests whatever the page tells of the rest.
fn is_small(piece: &SectionPiece<'_>) -> bool {
    let SectionPiece::Item(item) = piece else { return false };
    let is_small = |name: &str| name.starts_with(|c: char| c.is_ascii_lowercase());
    match &item.in_response {
        Some(name) => is_small(name) && small(&item.label) == *name,
        None => !item.named && !item.linked && !item.numbered && is_small(&item.label),
    }
}

/// A name with a small first letter.
fn small(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().into_iter().map(|first| first.to_ascii_lowercase());
    first.chain(chars).collect()
}

/// Whether a block holds the sentence about unions, be it as a note.
fn says_union(block: &crate::markup::Block<'_>) -> bool {
    use crate::markup::BlockKind;
    match &block.kind {
        BlockKind::Paragraph(text) => plain(text).contains(items::UNION),
        BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
            content.iter().any(says_union)
        }
        _ => false,
    }
}
