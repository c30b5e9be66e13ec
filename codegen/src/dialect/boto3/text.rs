//! Documentation as it goes into the facts.

use std::cell::RefCell;
use std::sync::Arc;

use crate::dialect::shared;
use crate::markup::{Block, blocks_to_commonmark, text_to_commonmark};

use super::entry::TextPiece;

/// The renderer's own sentence behind the documentation of an idempotency token.
const AUTOPOPULATED: &str = "This field is autopopulated if not provided.";

thread_local! {
    /// What a text is written in before it is known how long it is. Facts stay until all pages are
    /// read, so each text gets as much memory as it needs and no more.
    static WRITTEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The documentation of a list's entry, which stands in these pieces, and whether it says that the
/// client fills the member in.
pub(super) fn of_entry(pieces: &[TextPiece<'_>]) -> (Option<Arc<str>>, bool) {
    written(pieces, |text| match text.strip_suffix(AUTOPOPULATED) {
        Some(rest) => (filled(rest.trim_end()).map(shared::text), true),
        None => (filled(text).map(shared::text), false),
    })
}

/// The documentation that stands in these blocks.
pub(super) fn of_blocks<'d>(blocks: impl Iterator<Item = &'d Block<'d>>) -> Option<Box<str>> {
    let pieces: Vec<_> =
        blocks.map(|block| TextPiece::Blocks(std::slice::from_ref(block))).collect();
    of_pieces(&pieces)
}

/// The documentation that these pieces make.
pub(super) fn of_pieces(pieces: &[TextPiece<'_>]) -> Option<Box<str>> {
    written(pieces, |text| filled(text).map(Box::from))
}

/// What `take` makes of the text of these pieces.
fn written<T>(pieces: &[TextPiece<'_>], take: impl FnOnce(&str) -> T) -> T {
    WRITTEN.with_borrow_mut(|text| {
        text.clear();
        pieces.iter().for_each(|piece| append(piece, text));
        take(text)
    })
}

fn append(piece: &TextPiece<'_>, text: &mut String) {
    let before = text.len();
    if before > 0 {
        text.push_str("\n\n");
    }
    let start = text.len();
    match piece {
        TextPiece::Blocks(blocks) => blocks_to_commonmark(blocks, text),
        TextPiece::Line(lead) => text_to_commonmark(lead.first, lead.rest, text),
    }
    if text.len() == start {
        text.truncate(before);
    }
}

/// The text, unless there is nothing in it.
fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim_ascii().is_empty())
}
