//! A page, cut at its headings.

use crate::markup::{Block, BlockKind, Document, Inline};

use crate::spec::is_shape_name;

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
}

/// What stands below a heading.
pub(super) struct Section<'d> {
    pub part: Part,
    pub blocks: &'d [Block<'d>],
}

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
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
    Other,
}

impl Part {
    fn of(heading: &str) -> Self {
        match heading.trim().to_ascii_lowercase().as_str() {
            "request syntax" => Part::RequestSyntax,
            "uri request parameters" | "request headers" => Part::Uri,
            "request parameters" | "request body" | "request elements" => Part::RequestBody,
            "response syntax" => Part::ResponseSyntax,
            "response elements" | "response headers" => Part::Response,
            "errors" => Part::Errors,
            "contents" => Part::Contents,
            "description" => Part::Description,
            "see also" => Part::SeeAlso,
            _ => Part::Other,
        }
    }
}

impl<'d> Page<'d> {
    /// Cuts a document; `None` where it is no page of a reference.
    pub fn of(document: &'d Document<'d>) -> Option<Self> {
        let blocks = &document.blocks[..];
        let mut titles = blocks.iter().enumerate().filter_map(|(at, block)| match &block.kind {
            BlockKind::Heading { level: 1, text } => Some((at, block, &text[..])),
            _ => None,
        });
        // Copies of the pages may have titles of their own before it.
        let titled = |(at, first, text)| {
            let rest: &[Block<'_>] = &blocks[at + 1..];
            Some((first, text, rest, anchored(text, rest)?))
        };
        let found = titles.clone().find_map(titled);
        let (first, text, rest, key): (&Block<'_>, &[Inline<'_>], _, _) = match found {
            Some(found) => found,
            None => {
                let (at, first, text) = titles.next()?;
                let rest = &blocks[at + 1..];
                (first, text, rest, linked(plain(text).trim(), rest)?)
            }
        };
        let is_section = |block: &Block<'_>| match &block.kind {
            BlockKind::Heading { level, text } => {
                *level == 2 || Part::of(&plain(text)) != Part::Other
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
            let part = Part::of(&plain(text));
            sections.push(Section { part, blocks: &rest[start + 1..end] });
        }
        let mut intro = &rest[..starts.first().copied().unwrap_or(rest.len())];
        if let [Section { part: Part::Description, blocks }, ..] = &sections[..]
            && intro.iter().all(is_anchor)
        {
            intro = blocks;
        }
        let title = plain(text).trim().to_owned();
        Some(Page { line: first.line, title, key, intro, sections })
    }

    /// The blocks of all sections of a part.
    pub fn blocks(&self, part: Part) -> impl Iterator<Item = &'d Block<'d>> {
        self.sections.iter().filter(move |section| section.part == part).flat_map(|s| s.blocks)
    }

    /// Whether it has such a section.
    pub fn has(&self, part: Part) -> bool {
        self.sections.iter().any(|section| section.part == part)
    }

    /// The unique id of the API in the links that lead to the same place of other references.
    pub fn uid(&self) -> Option<String> {
        let mut found = None;
        for_links(self.blocks(Part::SeeAlso), &mut |target| {
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
/// last section to other references.
fn linked(title: &str, rest: &[Block<'_>]) -> Option<String> {
    if !is_shape_name(title) {
        return None;
    }
    let mut uid = false;
    for_links(rest.iter(), &mut |target| {
        uid |= target.contains("/goto/");
        Some(())
    });
    let part = |block: &Block<'_>| match &block.kind {
        BlockKind::Heading { text, .. } => Part::of(&plain(text)),
        _ => Part::Other,
    };
    let described = [Part::RequestSyntax, Part::RequestBody, Part::Response, Part::Contents];
    let is_described = rest.iter().any(|block| described.contains(&part(block)));
    (uid && is_described).then(|| title.to_owned())
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
