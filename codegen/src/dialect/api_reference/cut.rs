//! A document cut into pages, and a page at its headings.

use std::cell::{Cell, RefCell};

use crate::markup::{Block, BlockKind, Document, Inline, plain};
use crate::spec::is_shape_name;

use super::evidence;
use super::page::{Page, PageSection, SectionKind, for_links};

/// A document with the heading of a page of a reference.
pub(in crate::dialect) struct Titled<'d> {
    document: &'d Document<'d>,
    unquoted: Option<Document<'d>>,
    /// The index of the heading's block.
    at: usize,
    key: String,
}

impl<'d> Titled<'d> {
    /// Finds the heading; `None` where the document is no page of a reference.
    pub fn of(document: &'d Document<'d>) -> Option<Self> {
        let unquoted = unquoted(document);
        let (at, key) = heading(&unquoted.as_ref().unwrap_or(document).blocks)?;
        Some(Titled { document, unquoted, at, key })
    }
}

impl<'d> Page<'d> {
    /// The page of a heading, and those that follow it in the same file.
    pub fn all(titled: &'d Titled<'d>) -> (Self, Vec<Self>) {
        let blocks = &titled.unquoted.as_ref().unwrap_or(titled.document).blocks[..];
        let cut = |at: usize, key: String| {
            let behind = next(&blocks[at + 1..]).map(|(next, key)| (at + 1 + next, key));
            let end = behind.as_ref().map_or(blocks.len(), |(end, _)| *end);
            (Self::of(&blocks[at], key, &blocks[at + 1..end]), behind)
        };
        let (first, mut start) = cut(titled.at, titled.key.clone());
        let mut others = Vec::new();
        while let Some((at, key)) = start {
            let (page, behind) = cut(at, key);
            others.push(page);
            start = behind;
        }
        (first, others)
    }

    /// Cuts a page at its headings.
    fn of(first: &'d Block<'d>, key: String, rest: &'d [Block<'d>]) -> Self {
        let text = title(first).unwrap_or_default();
        let is_section = |block: &Block<'_>| match &block.kind {
            BlockKind::Heading { level, text } => {
                *level == 2
                    || !matches!(
                        SectionKind::of(&plain(text)),
                        SectionKind::Other | SectionKind::Examples
                    )
            }
            _ => false,
        };
        let starts: Vec<usize> = rest
            .iter()
            .enumerate()
            .filter(|(_, block)| is_section(block))
            .map(|(at, _)| at)
            .collect();
        let mut sections = Vec::with_capacity(starts.len());
        for (nth, &start) in starts.iter().enumerate() {
            let end = starts.get(nth + 1).copied().unwrap_or(rest.len());
            let BlockKind::Heading { text, .. } = &rest[start].kind else { continue };
            let (line, heading) = (rest[start].line, plain(text).trim().to_owned());
            let (part, taken) = (SectionKind::of(&heading), Cell::new(false));
            let blocks = &rest[start + 1..end];
            sections.push(PageSection { line, heading, part, by_evidence: false, blocks, taken });
        }
        let mut intro = &rest[..starts.first().copied().unwrap_or(rest.len())];
        if let [PageSection { part: SectionKind::Description, blocks, taken, .. }, ..] =
            &sections[..]
            && intro.iter().all(is_anchor)
        {
            intro = blocks;
            taken.set(true);
        }
        let title = plain(text).trim().to_owned();
        let left = RefCell::default();
        let mut page = Page { line: first.line, title, key, intro, sections, left };
        evidence::recognise(&mut page);
        page
    }
}

/// A document without quotes around what a page is made of: some pages never end one, so that all
/// that follows stands in it. `None` where there is no such quote.
fn unquoted<'d>(document: &Document<'d>) -> Option<Document<'d>> {
    fn is_frame(block: &Block<'_>) -> bool {
        let BlockKind::Quote(content) = &block.kind else { return false };
        content.iter().any(|block| match &block.kind {
            BlockKind::Heading { .. } | BlockKind::Literal(_) | BlockKind::Definitions(_) => true,
            _ => is_frame(block),
        })
    }
    fn open<'d>(blocks: &[Block<'d>], out: &mut Vec<Block<'d>>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Quote(content) if is_frame(block) => open(content, out),
                _ => out.push(block.clone()),
            }
        }
    }
    if !document.blocks.iter().any(is_frame) {
        return None;
    }
    let mut blocks = Vec::with_capacity(document.blocks.len());
    open(&document.blocks, &mut blocks);
    Some(Document { blocks })
}

/// The index of the heading of a page of a reference among these blocks, and what stands for the page
/// in anchors.
fn heading(blocks: &[Block<'_>]) -> Option<(usize, String)> {
    let mut titles =
        blocks.iter().enumerate().filter_map(|(at, block)| title(block).map(|text| (at, text)));
    // Copies of the pages may have titles of their own before it.
    let anchored = |(at, text)| Some((at, anchored(text, &blocks[at + 1..])?));
    titles.clone().find_map(anchored).or_else(|| {
        let (at, text) = titles.next()?;
        Some((at, linked(plain(text).trim(), &blocks[at + 1..])?))
    })
}

/// The text of a heading of the first level.
fn title<'d>(block: &'d Block<'_>) -> Option<&'d [Inline<'d>]> {
    match &block.kind {
        BlockKind::Heading { level: 1, text } => Some(text),
        _ => None,
    }
}

/// Where another page begins.
fn next(blocks: &[Block<'_>]) -> Option<(usize, String)> {
    let titles = blocks.iter().enumerate().filter_map(|(at, block)| Some((at, title(block)?)));
    let mut titles = titles
        .filter(|(at, text)| {
            let title = plain(text);
            is_shape_name(title.trim()) && SectionKind::of(&title) == SectionKind::Other
                || anchored(text, &blocks[at + 1..]).is_some()
        })
        .peekable();
    while let Some((at, text)) = titles.next() {
        let end = titles.peek().map_or(blocks.len(), |(end, _)| *end);
        let rest = &blocks[at + 1..end];
        let key = anchored(text, rest).or_else(|| linked(plain(text).trim(), rest));
        if let Some(key) = key {
            return Some((at, key));
        }
    }
    None
}

/// Whether a block shows nothing.
fn is_anchor(block: &Block<'_>) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(text) if plain(text).trim().is_empty())
}

/// What stands for a page in anchors, if the title has such an anchor. Empty where the page is one
/// of the reference's and describes nothing.
fn anchored(title: &[Inline<'_>], rest: &[Block<'_>]) -> Option<String> {
    let below = rest.first().map(|block| match &block.kind {
        BlockKind::Paragraph(text) => &text[..],
        _ => &[],
    });
    let anchors = title.iter().chain(below.unwrap_or_default());
    let mut names = anchors.filter_map(|inline| match inline {
        Inline::Anchor(name) => Some(&**name),
        _ => None,
    });
    names.find_map(|name| match name.strip_prefix("API_") {
        Some(key) => Some(key.to_owned()),
        None => name.starts_with("Common").then(String::new),
    })
}

/// The same where a copy of the page has lost its anchors: items still lead to the syntax, and the
/// last section to other references. Where that is lost as well there are still members under the
/// headings that no other documentation has.
fn linked(title: &str, rest: &[Block<'_>]) -> Option<String> {
    if is_list(title, rest) {
        return Some(String::new());
    }
    if !is_shape_name(title) {
        return None;
    }
    let mut uid = false;
    for_links(rest.iter(), &mut |target| {
        uid |= target.contains("/goto/");
        Some(())
    });
    let part = |block: &Block<'_>| match &block.kind {
        BlockKind::Heading { text, .. } => SectionKind::of(&plain(text)),
        _ => SectionKind::Other,
    };
    let has = |parts: &[SectionKind]| rest.iter().any(|block| parts.contains(&part(block)));
    let is_described = match uid {
        true => has(&[
            SectionKind::RequestSyntax,
            SectionKind::RequestBody,
            SectionKind::Response,
            SectionKind::Contents,
        ]),
        false => {
            let own = [
                SectionKind::RequestSyntax,
                SectionKind::ResponseSyntax,
                SectionKind::Response,
                SectionKind::Contents,
            ];
            has(&own) && evidence::states_members(rest)
        }
    };
    is_described.then(|| title.to_owned())
}

/// Whether a page lists the others of its reference.
fn is_list(title: &str, rest: &[Block<'_>]) -> bool {
    let begins = match title {
        "Actions" => "The following actions are supported",
        "Data Types" => "The following data types are supported",
        _ => return false,
    };
    rest.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(text) => plain(text).trim_start().starts_with(begins),
        _ => false,
    })
}
