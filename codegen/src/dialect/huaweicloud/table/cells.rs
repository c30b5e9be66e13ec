//! What stands in the cells of a table of parameters.

use crate::markup::{Block, BlockKind, Inline};

use super::super::text;
use super::super::types::Reference;

/// The words say of what kind the whole is, and name nothing: `Array elements`.
pub(super) fn says_whole(name: &str) -> bool {
    let known =
        ["array", "list", "element", "elements", "item", "items", "object", "objects", "of"];
    let is_known = |word: &str| known.iter().any(|it| word.eq_ignore_ascii_case(it));
    name.contains(' ') && name.split(' ').all(is_known)
}

/// The block is a type and nothing else: a link to one, or a single word.
pub(super) fn is_type(block: &Block<'_>) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    match text.first() {
        Some(Inline::Role { .. } | Inline::Link { .. }) => true,
        Some(Inline::Text(word)) => text.len() == 1 && !word.trim().contains(' '),
        _ => false,
    }
}

/// The name in a cell, without what is said of it in parentheses; `None` where none stands.
pub(super) fn name(text: &str) -> Option<String> {
    let text = mended(text);
    let name = match text.split_once([' ', '(']) {
        Some((name, rest)) if rest.ends_with(')') => name.trim_end(),
        _ => &text,
    };
    let name = name.trim_matches(['"', '`']);
    let means_none = name.chars().all(|c| c == '-' || c == ':')
        || ["none", "n/a", "null"].iter().any(|none| name.eq_ignore_ascii_case(none));
    (!means_none).then(|| name.to_owned())
}

/// A name without the blanks and the marks that have slipped into it where a line was broken:
/// `scaling\_ configuration \_id`.
pub(super) fn mended(name: &str) -> String {
    let unseen = |c: &char| !['\\', '\u{200b}', '\u{feff}', '\u{ad}'].contains(c);
    let name: String = name.chars().filter(unseen).collect();
    let mut mended = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !mended.is_empty() && !mended.ends_with('_') && !word.starts_with('_') {
            mended.push(' ');
        }
        mended.push_str(word);
    }
    mended
}

/// The link in a cell that is nothing but a link, give or take its marks.
pub(super) fn link<'d>(cell: &'d [Block<'_>]) -> Option<Reference<'d>> {
    let mut links = text::links(cell);
    let link = links.pop().filter(|_| links.is_empty())?;
    (text::of_blocks(cell).trim() == link.name.trim()).then_some(link)
}

/// Whether a parameter must be there, and whether that took a sentence. What is mandatory under a
/// condition is not mandatory.
pub(super) fn mandatory(cell: &[Block<'_>]) -> (Option<bool>, bool) {
    let text = text::of_blocks(cell);
    let word = text.trim_end_matches('.').to_ascii_lowercase();
    match word.as_str() {
        "yes" | "y" | "true" | "mandatory" | "required" | "m" => (Some(true), false),
        "no" | "n" | "false" | "optional" | "o" => (Some(false), false),
        "conditional" | "conditionally" | "c" => (Some(false), true),
        _ if !word.contains([' ', '(', '/']) => (None, false),
        _ => (Some(false), true),
    }
}
