//! Documentation as it goes into the facts.

use crate::markup::{Block, BlockKind, Inline, blocks_to_commonmark};

use super::entry::Entry;

/// The renderer's own sentence behind the documentation of an idempotency token.
const AUTOPOPULATED: &str = "This field is autopopulated if not provided.";

/// The documentation of a list's entry, and whether it says that the client fills the member in.
pub(super) fn of_entry(entry: &Entry<'_>) -> (Option<Box<str>>, bool) {
    let mut text = String::new();
    if !entry.lead.is_empty() {
        let mut inlines = Vec::with_capacity(entry.lead.rest.len() + 1);
        inlines.push(Inline::Text(entry.lead.first.into()));
        inlines.extend_from_slice(entry.lead.rest);
        let lead = Block { line: entry.line, kind: BlockKind::Paragraph(inlines) };
        blocks_to_commonmark(&[lead], &mut text);
    }
    entry.body.iter().for_each(|blocks| append(blocks, &mut text));
    let autopopulated = match text.strip_suffix(AUTOPOPULATED) {
        Some(rest) => {
            text.truncate(rest.trim_end().len());
            true
        }
        None => false,
    };
    (finish(text), autopopulated)
}

/// The documentation that stands in these blocks.
pub(super) fn of_blocks<'d>(blocks: impl Iterator<Item = &'d Block<'d>>) -> Option<Box<str>> {
    let mut text = String::new();
    blocks.for_each(|block| append(std::slice::from_ref(block), &mut text));
    finish(text)
}

fn append(blocks: &[Block<'_>], text: &mut String) {
    let before = text.len();
    if before > 0 {
        text.push_str("\n\n");
    }
    let start = text.len();
    blocks_to_commonmark(blocks, text);
    if text.len() == start {
        text.truncate(before);
    }
}

fn finish(text: String) -> Option<Box<str>> {
    if text.trim_ascii().is_empty() { None } else { Some(text.into()) }
}
