//! Text without its markup.

use crate::markup::{self, Block, BlockKind, Inline, Literal, blocks_to_commonmark};

use super::types::Reference;

/// What a reader sees of running text, with single spaces.
pub fn plain(inlines: &[Inline<'_>]) -> String {
    spaced(&markup::plain(inlines))
}

/// The words of a text with single spaces between them.
pub fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

/// What a reader sees of the paragraphs, a space between them.
pub fn of_blocks(blocks: &[Block<'_>]) -> String {
    let mut text = String::new();
    each_paragraph(blocks, &mut |inlines| {
        inlines.iter().for_each(|inline| inline.push_text(&mut text));
        text.push(' ');
    });
    spaced(&text)
}

/// Calls for each paragraph at any depth, in the order of the page.
pub fn each_paragraph<'d, 'a>(blocks: &'d [Block<'a>], each: &mut dyn FnMut(&'d [Inline<'a>])) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => each(text),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| each_paragraph(&item.blocks, each));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    each(&definition.term);
                    each_paragraph(&definition.blocks, each);
                }
            }
            BlockKind::Fields(fields) => {
                fields.iter().for_each(|field| each_paragraph(&field.blocks, each));
            }
            BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
                each_paragraph(content, each);
            }
            BlockKind::Literal(_) | BlockKind::Table(_) => {}
        }
    }
}

/// The links in the paragraphs.
pub fn links<'d>(blocks: &'d [Block<'_>]) -> Vec<Reference<'d>> {
    fn gather<'d>(inlines: &'d [Inline<'_>], links: &mut Vec<Reference<'d>>) {
        for inline in inlines {
            let (name, target) = match inline {
                Inline::Role { text, target, .. } => {
                    (spaced(text), target.as_ref().unwrap_or(text))
                }
                Inline::Link { text, target } => (plain(text), target),
                Inline::Strong(inner) | Inline::Emphasis(inner) => {
                    gather(inner, links);
                    continue;
                }
                _ => continue,
            };
            links.push(Reference { name, target: Some(target) });
        }
    }
    let mut links = Vec::new();
    each_paragraph(blocks, &mut |inlines| gather(inlines, &mut links));
    links
}

/// Calls for each piece of code at any depth, in the order of the page.
pub fn each_literal<'d>(blocks: &'d [Block<'_>], each: &mut dyn FnMut(&'d Literal<'d>)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Literal(literal) => each(literal),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| each_literal(&item.blocks, each));
            }
            BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
                each_literal(content, each);
            }
            _ => {}
        }
    }
}

/// Blocks as CommonMark; `None` where they say nothing.
pub fn commonmark(blocks: &[Block<'_>]) -> Option<Box<str>> {
    let mut text = String::new();
    blocks_to_commonmark(blocks, &mut text);
    let empty = matches!(text.trim(), "" | "-" | "\\-" | "N/A" | "None");
    (!empty).then(|| text.into_boxed_str())
}
