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

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::facts::{Dialect, PageFacts, Provider, ServiceRef, Statement};
use crate::markup::{BlockKind, Document};

use super::rules;
use page::{Page, Section};
use uri::Uri;

/// Knows a page by the URIs that it gives, or by the name of the page it was made from.
pub(super) fn recognise<'d>(document: &'d Document<'d>) -> Option<(Page<'d>, Vec<Uri>)> {
    let page = Page::of(document);
    let uris = uri::read(&page);
    (!uris.is_empty() || !page.names.is_empty()).then_some((page, uris))
}

/// What a page of Huawei Cloud states.
pub(super) fn read(
    path: &Arc<Path>,
    (page, uris): (Page<'_>, Vec<Uri>),
) -> Result<PageFacts, Diagnostic> {
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
        return Ok(facts);
    }
    if uris.is_empty() {
        operation::read_tables(&page, &mut facts);
        facts.statements.extend(example::alone(&page).map(Statement::Example));
        if facts.statements.is_empty() {
            facts.left_out = Some("a page without a URI describes no operation");
        }
        return Ok(facts);
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
    Ok(facts)
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
