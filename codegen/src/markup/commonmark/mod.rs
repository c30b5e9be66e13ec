//! Blocks and inlines back into CommonMark, the form every documentation text has in a spec.
//!
//! What is written reads back to the same structure, and is as bare as that allows: a character
//! is escaped only where CommonMark would see markup in it.

mod blocks;
mod escapes;
mod inlines;
mod links;
mod signs;
mod tables;

use super::{Block, Inline};

/// Writes running text as CommonMark, on one line except for the breaks it asks for.
pub fn inlines_to_commonmark(inlines: &[Inline<'_>], out: &mut String) {
    inlines::LineWriter::new(out, "").write(inlines);
}

/// Writes running text as CommonMark behind some text that is none of its inlines.
pub fn text_to_commonmark(first: &str, rest: &[Inline<'_>], out: &mut String) {
    inlines::LineWriter::new(out, "").write_behind(first, rest);
}

/// Writes blocks as CommonMark, with no blank line before the first or after the last.
pub fn blocks_to_commonmark(blocks: &[Block<'_>], out: &mut String) {
    blocks::Writer::new(out).blocks(blocks);
}

#[cfg(test)]
mod readback;
#[cfg(test)]
mod tests;
