//! What a section is, and what was left of a page, by what stands there.
//!
//! Headings are words, and documentation changes its words. Members with a type each, a request with
//! names in place of values, a table with a column of types are facts under whatever heading. Where
//! what they say leaves no choice the section is read, and that is noted; what nobody read is told.

use crate::diagnostic::Diagnostic;
use crate::dialect::rules;
use crate::facts::{PageFacts, Shown};
use crate::markup::{Block, BlockKind, Inline, plain};

use super::fact::Fact;
use super::item::{MemberItem, is_name};
use super::items::{self, SectionPiece};
use super::lines;
use super::page::{Page, PageSection, SectionKind};
use super::syntax::{self, Body, Syntax};
use super::table;
use super::words::placeholder;

/// Finds out what the sections are that have headings which are not known.
pub(super) fn recognise(page: &mut Page<'_>) {
    let other: Vec<usize> = page
        .sections
        .iter()
        .enumerate()
        .filter(|(_, section)| section.part == SectionKind::Other)
        .map(|(at, _)| at)
        .collect();
    // Syntax first, as it tells which side members are of.
    for in_syntax in [true, false] {
        for &at in &other {
            let section = &page.sections[at];
            let found = match in_syntax {
                true => syntax_part(section).filter(|part| !page.has(*part)),
                false if section.part == SectionKind::Other => item_part(page, section),
                false => None,
            };
            if let Some(part) = found {
                (page.sections[at].part, page.sections[at].by_evidence) = (part, true);
            }
        }
    }
}

/// Whether blocks have members each of which has its type, or a request with names for values.
pub(super) fn states_members(blocks: &[Block<'_>]) -> bool {
    let states = |piece: &SectionPiece<'_>| match piece {
        SectionPiece::Item(item) => {
            item.facts.iter().any(|(_, fact)| matches!(fact, Fact::Type(_)))
        }
        SectionPiece::Sentence(_) => false,
    };
    let has_table = blocks.iter().any(|block| matches!(block.kind, BlockKind::Table(_)));
    !has_table
        && (items::read(blocks.iter(), "").pieces.iter().any(states)
            || blocks.iter().any(|block| shown(block).is_some()))
}

/// Tells what is read by what it says, and what looks like facts and was read by nobody.
pub(super) fn tell(page: &Page<'_>, facts: &mut PageFacts) {
    for section in page.sections.iter().filter(|section| section.by_evidence) {
        let message = format!("`{}` is read as {}", section.heading, name(section.part));
        let place = facts.place(section.line);
        facts.diagnostics.push(Diagnostic::new(&rules::READ_BY_EVIDENCE, place, message));
    }
    for (section, blocks) in page.unread() {
        if section.is_some_and(|it| matches!(it.part, SectionKind::Examples | SectionKind::SeeAlso))
        {
            continue;
        }
        let Some((line, what)) = looks_like_facts(&blocks, &page.key) else { continue };
        let message = match section {
            Some(section) => {
                format!("nothing is read of `{}`, where {what} stands", section.heading)
            }
            None => format!("nothing is read of {what}"),
        };
        facts.diagnostics.push(Diagnostic::new(&rules::FACTS_UNREAD, facts.place(line), message));
    }
}

/// What a part is usually called.
fn name(part: SectionKind) -> &'static str {
    match part {
        SectionKind::RequestSyntax => "the Request Syntax",
        SectionKind::Uri => "the URI Request Parameters",
        SectionKind::RequestBody => "the Request Body",
        SectionKind::ResponseSyntax => "the Response Syntax",
        SectionKind::Response => "the Response Elements",
        SectionKind::Errors => "the Errors",
        SectionKind::Contents => "the Contents",
        SectionKind::Description
        | SectionKind::SeeAlso
        | SectionKind::Examples
        | SectionKind::Other => "text",
    }
}

/// The side whose syntax a section shows.
fn syntax_part(section: &PageSection<'_>) -> Option<SectionKind> {
    let syntax = section.blocks.iter().find_map(shown)?;
    let low = section.heading.to_ascii_lowercase();
    if syntax.method.is_some() {
        Some(SectionKind::RequestSyntax)
    } else if syntax.status.is_some() || low.contains("response") || low.contains("output") {
        Some(SectionKind::ResponseSyntax)
    } else if low.contains("request") || low.contains("input") {
        Some(SectionKind::RequestSyntax)
    } else {
        None
    }
}

/// The syntax that a block shows: one with names of types in place of values.
fn shown(block: &Block<'_>) -> Option<Syntax> {
    let BlockKind::Literal(literal) = &block.kind else { return None };
    let syntax = syntax::read(literal);
    let has_marks = |(_, value): &(String, String)| placeholder(value) != value;
    let marked = syntax.path.contains('{')
        || syntax.query.iter().any(has_marks)
        || syntax.headers.iter().any(has_marks);
    let typed = match &syntax.body {
        Body::Json(shown) | Body::Xml(_, shown) => is_typed(shown),
        _ => false,
    };
    // Of a response no more than this may be there to see.
    let is_status = syntax.status.is_some()
        && syntax.headers.is_empty()
        && syntax.body == Body::Empty
        && literal.lines().filter(|line| !line.trim().is_empty()).count() == 1;
    (marked || typed || is_status).then_some(syntax)
}

/// Whether a body has the names of types in place of values somewhere.
fn is_typed(shown: &Shown) -> bool {
    match shown {
        Shown::Text | Shown::Number => true,
        Shown::Other => false,
        Shown::List(element) | Shown::Repeated(element) => is_typed(element),
        Shown::Fields(fields) | Shown::Elements(fields) => {
            fields.iter().any(|(_, it)| is_typed(it))
        }
    }
}

/// What the members or errors are that a section lists.
fn item_part(page: &Page<'_>, section: &PageSection<'_>) -> Option<SectionKind> {
    let pieces = items::read(section.blocks.iter(), &page.key).pieces;
    let states = |item: &MemberItem<'_>, wanted: fn(&Fact<'_>) -> bool| {
        item.facts.iter().any(|(_, fact)| wanted(fact))
    };
    let items: Vec<&MemberItem<'_>> = pieces
        .iter()
        .filter_map(|piece| match piece {
            SectionPiece::Item(item) => Some(item),
            SectionPiece::Sentence(_) => None,
        })
        .collect();
    let typed = items.iter().filter(|item| states(item, |it| matches!(it, Fact::Type(_)))).count();
    let failing = items.iter().any(|item| states(item, |it| matches!(it, Fact::Status(_))));
    let required = items.iter().any(|item| states(item, |it| matches!(it, Fact::Required(_))));
    if items.is_empty() || (typed == 0 && !required && !failing && !items.iter().any(|it| it.named))
    {
        return None;
    }
    if failing && typed == 0 {
        return (!page.has(SectionKind::Errors)).then_some(SectionKind::Errors);
    }
    let is_operation = [
        SectionKind::RequestSyntax,
        SectionKind::RequestBody,
        SectionKind::Uri,
        SectionKind::ResponseSyntax,
    ]
    .into_iter()
    .chain([SectionKind::Response, SectionKind::Errors])
    .any(|part| page.has(part));
    if !is_operation {
        return (!page.has(SectionKind::Contents)).then_some(SectionKind::Contents);
    }
    let syntax = |part| {
        let sections = page.sections.iter().filter(|section| section.part == part);
        sections.flat_map(|section| section.blocks).find_map(shown).unwrap_or_default()
    };
    let (request, response) =
        (syntax(SectionKind::RequestSyntax), syntax(SectionKind::ResponseSyntax));
    let fits = |side: &Syntax| items.iter().filter(|item| shows(side, item)).count();
    let is_response = if let Some(side) = linked_side(section.blocks) {
        side == SectionKind::Response
    } else {
        match (fits(&request), fits(&response)) {
            (0, 0) if required => false,
            (0, 0) => page.has(SectionKind::RequestBody) && !page.has(SectionKind::Response),
            (asked, answered) => answered > asked || (answered == asked && !required),
        }
    };
    let part = if is_response {
        SectionKind::Response
    } else if items.iter().filter(|item| in_head(&request, item)).count() * 2 > items.len() {
        SectionKind::Uri
    } else {
        SectionKind::RequestBody
    };
    (!page.has(part)).then_some(part)
}

/// The side that links and anchors of members name.
fn linked_side(blocks: &[Block<'_>]) -> Option<SectionKind> {
    let mut side = None;
    let mut see = |name: &str| {
        if name.ends_with("_RequestSyntax") || name.contains("-request-") {
            side.get_or_insert(SectionKind::RequestBody);
        } else if name.ends_with("_ResponseSyntax") || name.contains("-response-") {
            side.get_or_insert(SectionKind::Response);
        }
    };
    fn walk(text: &[Inline<'_>], see: &mut impl FnMut(&str)) {
        for inline in text {
            match inline {
                Inline::Anchor(name) => see(name),
                Inline::Link { text, target } => {
                    see(target);
                    walk(text, see);
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) => walk(inner, see),
                _ => {}
            }
        }
    }
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) => walk(text, &mut see),
            BlockKind::Definitions(terms) => terms.iter().for_each(|it| walk(&it.term, &mut see)),
            _ => {}
        }
    }
    side
}

/// Whether a syntax block shows a member.
fn shows(syntax: &Syntax, item: &MemberItem<'_>) -> bool {
    let in_body = match &syntax.body {
        Body::Json(Shown::Fields(fields)) | Body::Xml(_, Shown::Elements(fields)) => {
            fields.iter().any(|(name, _)| **name == *item.label)
        }
        Body::Member(name) => *name == item.label || *name == item.member,
        _ => false,
    };
    in_body || in_head(syntax, item)
}

/// Whether it shows it in the path, the query or a header.
fn in_head(syntax: &Syntax, item: &MemberItem<'_>) -> bool {
    let is_it = |text: &str| text == item.label || text == item.member;
    let pair = |(name, value): &(String, String)| is_it(name) || is_it(placeholder(value));
    let in_path = syntax.path.split(['/', '{', '}', '+']).any(is_it);
    in_path || syntax.query.iter().chain(&syntax.headers).any(pair)
}

/// What looks like facts among blocks: its line, and what it is.
fn looks_like_facts(blocks: &[&Block<'_>], key: &str) -> Option<(u32, &'static str)> {
    let pieces = items::read(blocks.iter().copied(), key).pieces;
    let item = pieces.iter().find_map(|piece| match piece {
        SectionPiece::Item(item) if !item.facts.is_empty() => {
            Some((item.line, "a list of members"))
        }
        _ => None,
    });
    let other = || {
        blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Table(table) if table::is_of_members(table) => {
                Some((block.line, "a table of members"))
            }
            BlockKind::Literal(_) => shown(block).map(|_| (block.line, "a syntax block")),
            BlockKind::List { items, .. } => {
                let fits = items.iter().find(|item| {
                    item.blocks.first().is_some_and(begins_with_name)
                        && item.blocks.iter().any(lines::is_complete)
                });
                fits.map(|item| (item.line, "a list of members"))
            }
            _ => None,
        })
    };
    item.or_else(other)
}

/// Whether a paragraph begins with a name in bold or in code.
fn begins_with_name(block: &Block<'_>) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    let first = text.iter().find(|it| !matches!(it, Inline::Text(text) if text.trim().is_empty()));
    match first {
        Some(Inline::Strong(name)) => is_name(plain(name).trim()),
        Some(Inline::Code(name)) => is_name(name.trim()),
        _ => false,
    }
}
