//! A page, cut at its headings, with a tally of what was read of it.

use std::cell::{Cell, RefCell};

use crate::markup::{Block, BlockKind, Document, Inline};

use crate::spec::is_shape_name;

use super::evidence;
use super::lines::plain;

/// A page of the reference.
pub(super) struct Page<'d> {
    /// The line of its heading.
    pub line: u32,
    /// Its heading: the name of the operation or shape.
    pub title: String,
    /// What stands for it in anchors: `ListSessions`, `streaming_Item`. Empty where the page is
    /// one of the reference and describes nothing.
    pub key: String,
    /// What is said before the first section.
    pub intro: &'d [Block<'d>],
    /// Its sections.
    pub sections: Vec<Section<'d>>,
    /// What a reader looked at and had no use for.
    left: RefCell<Vec<&'d Block<'d>>>,
}

/// What stands below a heading.
pub(super) struct Section<'d> {
    pub line: u32,
    pub heading: String,
    pub part: SectionKind,
    /// The part was told by what is in the section and not by its heading.
    pub by_evidence: bool,
    pub blocks: &'d [Block<'d>],
    /// Somebody reads it.
    taken: Cell<bool>,
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    RequestSyntax,
    /// Members in the URI and in headers.
    Uri,
    /// Members in the body.
    RequestBody,
    ResponseSyntax,
    Response,
    Errors,
    /// The members of a shape.
    Contents,
    /// What it is, where that has a heading of its own.
    Description,
    SeeAlso,
    /// Requests and responses with values, which say nothing that a syntax block does not.
    Examples,
    Other,
}

impl SectionKind {
    fn of(heading: &str) -> Self {
        match heading.trim().to_ascii_lowercase().as_str() {
            "request syntax" => SectionKind::RequestSyntax,
            "uri request parameters" | "request headers" => SectionKind::Uri,
            "request parameters" | "request body" | "request elements" => SectionKind::RequestBody,
            "response syntax" => SectionKind::ResponseSyntax,
            "response elements" | "response headers" => SectionKind::Response,
            "errors" => SectionKind::Errors,
            "contents" => SectionKind::Contents,
            "description" => SectionKind::Description,
            "see also" => SectionKind::SeeAlso,
            other if other.starts_with("example") || other.starts_with("sample") => {
                SectionKind::Examples
            }
            _ => SectionKind::Other,
        }
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
            sections.push(Section { line, heading, part, by_evidence: false, blocks, taken });
        }
        let mut intro = &rest[..starts.first().copied().unwrap_or(rest.len())];
        if let [Section { part: SectionKind::Description, blocks, taken, .. }, ..] = &sections[..]
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

    /// The blocks of all sections of a part, for somebody who reads them. What there is no use for is
    /// given back with [`leave`](Self::leave).
    pub fn blocks(&self, part: SectionKind) -> impl Iterator<Item = &'d Block<'d>> {
        self.sections.iter().filter(move |section| section.part == part).flat_map(|section| {
            section.taken.set(true);
            section.blocks
        })
    }

    /// Takes back blocks of which nothing was read.
    pub fn leave(&self, blocks: impl IntoIterator<Item = &'d Block<'d>>) {
        self.left.borrow_mut().extend(blocks);
    }

    /// What nobody has read: blocks that were left, and sections that nobody asked for, each with its
    /// heading.
    pub fn unread(&self) -> Vec<(Option<&Section<'d>>, Vec<&'d Block<'d>>)> {
        let sections = self.sections.iter().filter(|section| !section.taken.get());
        let mut unread: Vec<_> =
            sections.map(|section| (Some(section), section.blocks.iter().collect())).collect();
        unread.push((None, self.left.borrow().clone()));
        unread
    }

    /// Whether it has such a section.
    pub fn has(&self, part: SectionKind) -> bool {
        self.sections.iter().any(|section| section.part == part)
    }

    /// The unique id of the API in the links that lead to the same place of other references.
    pub fn uid(&self) -> Option<String> {
        let mut found = None;
        for_links(self.blocks(SectionKind::SeeAlso), &mut |target| {
            let mut parts = target.split_once("/goto/").map(|(_, rest)| rest.split('/'))?;
            let uid = parts.nth(1).filter(|uid| !uid.is_empty())?;
            found.get_or_insert_with(|| uid.to_owned());
            Some(())
        });
        found
    }

    /// What the anchors of the service's pages begin with.
    pub fn anchor(&self) -> Option<String> {
        let infix = format!("-{}-", self.key);
        let mut paragraphs = self.sections.iter().flat_map(|section| section.blocks);
        let of = |text: &'d [Inline<'d>]| {
            text.iter().find_map(|inline| match inline {
                Inline::Anchor(name) => name.split_once(&infix).map(|(service, _)| service),
                _ => None,
            })
        };
        let service = paragraphs.find_map(|block| match &block.kind {
            BlockKind::Paragraph(text) => of(text),
            BlockKind::Definitions(items) => items.iter().find_map(|item| of(&item.term)),
            _ => None,
        })?;
        let service = service.strip_suffix("-Type").unwrap_or(service);
        // `streaming_Item` is an Item of another API that is documented in one place with this.
        Some(match self.key.strip_suffix(&self.title) {
            Some(api) if !api.is_empty() => format!("{service}-{}", api.trim_end_matches('_')),
            _ => service.to_owned(),
        })
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

fn for_links<'d>(
    blocks: impl Iterator<Item = &'d Block<'d>>,
    see: &mut impl FnMut(&str) -> Option<()>,
) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) => {
                for inline in text {
                    if let Inline::Link { target, .. } = inline {
                        see(target);
                    }
                }
            }
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| for_links(item.blocks.iter(), see));
            }
            _ => {}
        }
    }
}
