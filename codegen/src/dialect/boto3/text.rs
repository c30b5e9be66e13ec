//! Documentation as it goes into the facts.

use crate::markup::{Block, BlockKind, Inline, blocks_to_commonmark};

use super::entry::{Entry, Piece};

/// The renderer's own sentence behind the documentation of an idempotency token.
const AUTOPOPULATED: &str = "This field is autopopulated if not provided.";

/// The documentation of a list's entry, and whether it says that the client fills the member in.
pub(super) fn of_entry(entry: &Entry<'_>) -> (Option<Box<str>>, bool) {
    let mut text = String::new();
    entry.documentation.iter().for_each(|piece| append(piece, entry.line, &mut text));
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
    blocks.for_each(|block| append(&Piece::Blocks(std::slice::from_ref(block)), 0, &mut text));
    finish(text)
}

/// The documentation that these pieces make.
pub(super) fn of_pieces(line: u32, pieces: &[Piece<'_>]) -> Option<Box<str>> {
    let mut text = String::new();
    pieces.iter().for_each(|piece| append(piece, line, &mut text));
    finish(text)
}

fn append(piece: &Piece<'_>, line: u32, text: &mut String) {
    let before = text.len();
    if before > 0 {
        text.push_str("\n\n");
    }
    let start = text.len();
    match piece {
        Piece::Blocks(blocks) => blocks_to_commonmark(blocks, text),
        Piece::Line(lead) => {
            let mut inlines = Vec::with_capacity(lead.rest.len() + 1);
            if !lead.first.is_empty() {
                inlines.push(Inline::Text(lead.first.into()));
            }
            inlines.extend_from_slice(lead.rest);
            blocks_to_commonmark(&[Block { line, kind: BlockKind::Paragraph(inlines) }], text);
        }
    }
    if text.len() == start {
        text.truncate(before);
    }
}

fn finish(text: String) -> Option<Box<str>> {
    if text.trim_ascii().is_empty() { None } else { Some(text.into()) }
}
