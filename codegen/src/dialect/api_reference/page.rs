//! A page by its sections, with a tally of what was read of it.

use std::cell::{Cell, RefCell};

use crate::markup::{Block, BlockKind, Inline};

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
    pub sections: Vec<PageSection<'d>>,
    /// What a reader looked at and had no use for.
    pub(super) left: RefCell<Vec<&'d Block<'d>>>,
}

/// What stands below a heading.
pub(super) struct PageSection<'d> {
    pub line: u32,
    pub heading: String,
    pub part: SectionKind,
    /// The part was told by what is in the section and not by its heading.
    pub by_evidence: bool,
    pub blocks: &'d [Block<'d>],
    /// Somebody reads it.
    pub(super) taken: Cell<bool>,
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
    pub(super) fn of(heading: &str) -> Self {
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

impl<'d> Page<'d> {
    /// The blocks of all sections of a part, for somebody who reads them. What there is no use for is
    /// given back with [`leave`](Self::leave).
    pub fn blocks(&self, part: SectionKind) -> impl Iterator<Item = &'d Block<'d>> + Clone {
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
    pub fn unread(&self) -> Vec<(Option<&PageSection<'d>>, Vec<&'d Block<'d>>)> {
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

/// Calls for what links lead to.
pub(super) fn for_links<'d>(
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
