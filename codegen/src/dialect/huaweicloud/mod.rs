//! The API reference of Huawei Cloud, and of the clouds that share its documentation.
//!
//! A page describes one operation: what it does, its URI, and tables of the parameters of the
//! request and of the responses. Some pages are generated and some written by hand; what differs
//! is named where it is dealt with.

mod body;
mod caption;
mod elsewhere;
mod example;
mod input;
mod json;
mod limits;
mod maker;
mod operation;
mod page;
mod places;
mod response;
mod status;
mod table;
mod tables;
mod text;
mod types;
mod uri;
mod values;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::facts::{Dialect, PageFacts, Provider, ServiceRef, Statement};
use crate::markup::{Block, BlockKind, Document};

use super::rules;
use page::{Page, Section};
use uri::Uri;

/// A page in parts, with the URIs that it gives, and the line that it begins at.
pub(super) struct Known<'d> {
    page: Page<'d>,
    uris: Vec<Uri>,
    line: u32,
}

impl<'d> Known<'d> {
    fn of(blocks: &'d [Block<'d>]) -> Self {
        let page = Page::of(blocks);
        let uris = uri::read(&page);
        Known { page, uris, line: blocks.first().map_or(0, |block| block.line) }
    }
}

/// Knows a page by the URIs that it gives, or by the name of the page it was made from. A file may
/// have others behind the first, each with a title and URIs of its own.
pub(super) fn recognise<'d>(document: &'d Document<'d>) -> Option<(Known<'d>, Vec<Known<'d>>)> {
    let begins = page::begins(document);
    let mut first = Known::of(&document.blocks);
    let mut others = Vec::new();
    if let [_, _, ..] = &begins[..] {
        let ends = begins.iter().skip(1).copied().chain([document.blocks.len()]);
        let parts = begins.iter().copied().zip(ends).map(|(begin, end)| begin..end);
        // What gives no URI goes on with the page before it.
        let gives = |part: &Range<usize>| {
            part.start == 0 || !Known::of(&document.blocks[part.clone()]).uris.is_empty()
        };
        let mut pages: Vec<usize> = parts.filter(gives).map(|part| part.start).collect();
        pages.push(document.blocks.len());
        let mut pages = pages.windows(2).map(|page| Known::of(&document.blocks[page[0]..page[1]]));
        // What stands before the first page that gives one belongs to it.
        if let Some(page) = pages.next().filter(|page| !page.uris.is_empty()) {
            first = page;
            others.extend(pages);
        }
    }
    (!first.uris.is_empty() || !first.page.names.is_empty()).then_some((first, others))
}

/// What pages of Huawei Cloud in one file state.
pub(super) fn read(
    path: &Arc<Path>,
    (first, others): (Known<'_>, Vec<Known<'_>>),
) -> Result<PageFacts, Diagnostic> {
    let mut file = read_one(path, first);
    for page in others {
        let line = page.line;
        join(&mut file, read_one(path, page), line);
    }
    Ok(file)
}

/// Adds what another page in the same file states. Of another service it is not read.
fn join(file: &mut PageFacts, mut page: PageFacts, line: u32) {
    let (own, other) = (&file.service.id, &page.service.id);
    if let (Some(own), Some(other)) = (own, other)
        && own != other
    {
        let message = format!(
            "behind the page of `{own}` stands one of `{other}`, which is not read: a file is of one \
             service"
        );
        file.diagnostics.push(Diagnostic::new(&rules::FACTS_UNREAD, file.place(line), message));
        return;
    }
    file.service.id = file.service.id.take().or(page.service.id);
    file.statements.append(&mut page.statements);
    file.diagnostics.append(&mut page.diagnostics);
    file.open_end |= page.open_end;
    file.left_out = file.left_out.take().filter(|_| file.statements.is_empty());
}

/// What one page states.
fn read_one(path: &Arc<Path>, known: Known<'_>) -> PageFacts {
    let Known { page, uris, .. } = known;
    let action = action(&page);
    let mut facts = PageFacts {
        path: Arc::clone(path),
        dialect: Dialect::HuaweiCloud,
        service: ServiceRef {
            id: action.as_ref().map(|(service, _)| service.as_str().into()),
            ..ServiceRef::of(Provider::Huaweicloud)
        },
        statements: Vec::new(),
        day: None,
        left_out: None,
        open_end: page.has_open_end(),
        diagnostics: Vec::new(),
    };
    if uris.is_empty()
        && let Some((line, request)) = uri::over_the_wire(&page)
    {
        let message = format!(
            "the page describes an operation by what goes over the wire (`{request}`), as services \
             that speak XML do; only pages that give a URI in a part of its own are read"
        );
        facts.diagnostics.push(Diagnostic::new(&rules::OTHER_KIND, facts.place(line), message));
        facts.left_out = Some("a page of an API of another kind, which is not read");
        return facts;
    }
    if uris.is_empty() {
        operation::read_tables(&page, &mut facts);
        facts.statements.extend(example::alone(&page).map(Statement::Example));
        if facts.statements.is_empty() {
            facts.left_out = Some("a page without a URI describes no operation");
        }
        return facts;
    }
    for other in uris[1..].iter().take(operation::MOST_URIS) {
        let message = format!(
            "the page gives another URI, {} {}; with the same tables, it is an operation of its own",
            other.method, other.path
        );
        let diagnostic = Diagnostic::new(&rules::SECOND_URI, facts.place(other.line), message);
        facts.diagnostics.push(diagnostic.and(facts.place(uris[0].line), "the first"));
    }
    let name = page.names.iter().find_map(|name| operation_name(name));
    let name = name.map(str::to_owned).or_else(|| action.and_then(|(_, name)| name));
    operation::read(&page, &uris, name.as_deref(), &mut facts);
    facts
}

/// The name of an operation among what the page calls itself for machines (`ListCharts.html`), and
/// not the number of a topic (`cce_02_0326`).
fn operation_name(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".html").unwrap_or(name);
    let humps = name.bytes().filter(u8::is_ascii_uppercase).count();
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && humps >= 2;
    is_name.then_some(name)
}

/// What a caller must be allowed to do, where the page names one such action: the service, and the
/// operation if the action is named after it (`workspace:session:listSessions`).
fn action(page: &Page<'_>) -> Option<(String, Option<String>)> {
    let mut found: Option<String> = None;
    let mut see = |text: &str| {
        let action = text.trim();
        let mut parts = action.split(':');
        let fine = |part: Option<&str>| {
            part.is_some_and(|part| {
                part.starts_with(|c: char| c.is_ascii_lowercase())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
        };
        let is_action = fine(parts.next()) && fine(parts.next()) && fine(parts.next());
        if !is_action || parts.next().is_some() {
            return true;
        }
        match &found {
            Some(known) => *known == action,
            None => {
                found = Some(action.to_owned());
                true
            }
        }
    };
    for block in page.leaves(Section::Authorization) {
        let only = match &block.kind {
            BlockKind::Paragraph(inlines) => see(&text::plain(inlines)),
            BlockKind::Table(table) => {
                let cells = table.body.iter().flat_map(|row| &row.cells);
                cells.map(|cell| text::of_blocks(cell)).all(|text| see(&text))
            }
            _ => true,
        };
        if !only {
            return None;
        }
    }
    let action = found?;
    let (service, name) = (action.split(':').next()?, action.rsplit(':').next()?);
    let mut name = name.to_owned();
    name[..1].make_ascii_uppercase();
    let named = operation_name(&name).is_some();
    Some((service.to_owned(), named.then_some(name)))
}
