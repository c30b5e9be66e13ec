//! HTML, above all what Sphinx makes of reStructuredText: what both say alike is read alike.

mod blocks;
mod fields;
mod inlines;
mod source;
mod tables;
mod tree;

use super::{Block, Document};
use blocks::Reader;
use tree::{Id, Tree};

/// Reads a page, of which the part with the documentation counts.
pub fn parse(text: &str) -> Document<'static> {
    let tree = Tree::parse(text);
    let blocks = Reader::new(&tree).blocks(main_part(&tree));
    Document { blocks }
}

/// Reads a piece of a page that begins on `line`.
pub(super) fn parse_piece(text: &str, line: u32) -> Vec<Block<'static>> {
    let tree = Tree::parse_piece(text, line);
    Reader::new(&tree).blocks(Tree::ROOT)
}

/// The element with the documentation: themes call it by different names.
fn main_part(tree: &Tree) -> Id {
    let main = |id: &Id| tree.attribute(*id, "role") == Some("main");
    let named = |name: &'static str| move |id: &Id| tree.name(*id) == name;
    let body = |id: &Id| tree.name(*id) == "div" && tree.has_class(*id, "body");
    let all = || tree.descendants(Tree::ROOT);
    all()
        .find(main)
        .or_else(|| all().find(named("article")))
        .or_else(|| all().find(named("main")))
        .or_else(|| all().find(body))
        .unwrap_or(Tree::ROOT)
}

#[cfg(test)]
mod tests;
