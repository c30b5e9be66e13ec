//! Definition lists that a generator knew no markup for.
//!
//! The term is then a short paragraph that is indented for no other reason, and what is said of
//! it stands below without being indented.

use super::{Block, BlockKind, Definition, Inline, plain};

/// How long a term may be.
const MAX_TERM: usize = 100;

/// Makes definition lists of such terms among `blocks`.
pub(super) fn gather(blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    if !blocks.windows(2).any(|pair| is_term(&pair[0]) && is_text(&pair[1])) {
        return blocks;
    }
    let mut gathered: Vec<Block<'_>> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter();
    while let Some(block) = blocks.next() {
        if !is_term(&block) || !blocks.as_slice().first().is_some_and(is_text) {
            gathered.push(block);
            continue;
        }
        let line = block.line;
        let mut definitions = Vec::new();
        let mut term = Some(block);
        while let Some(block) = term.take() {
            // All up to the next term is said of this one. Nothing tells where that ends which is
            // said of the last, so one paragraph is taken.
            let rest = blocks.as_slice();
            let said = rest.iter().take_while(|block| may_be_said(block)).count();
            let more = said > 0 && rest.get(said).is_some_and(is_term);
            let said = if more { said } else { rest.iter().take(1).filter(|b| is_text(b)).count() };
            let said = blocks.by_ref().take(said).collect();
            definitions.push(Definition { line: block.line, term: text(block), blocks: said });
            term = if more { blocks.next() } else { None };
        }
        gathered.push(Block { line, kind: BlockKind::Definitions(definitions) });
    }
    gathered
}

/// An indented line of a few words.
fn is_term(block: &Block<'_>) -> bool {
    let BlockKind::Quote(quoted) = &block.kind else { return false };
    let [Block { kind: BlockKind::Paragraph(text), .. }] = &quoted[..] else { return false };
    let shown = plain(text);
    shown.len() <= MAX_TERM && !shown.is_empty() && !shown.ends_with(['.', ':', '!', '?', ','])
}

fn is_text(block: &Block<'_>) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_))
}

/// What is said of a term before the next may hold more than text.
fn may_be_said(block: &Block<'_>) -> bool {
    match &block.kind {
        BlockKind::Directive { name, .. } => !name.contains(':'),
        BlockKind::Quote(_) => !is_term(block),
        BlockKind::Heading { .. } | BlockKind::Fields(_) => false,
        _ => true,
    }
}

fn text(term: Block<'_>) -> Vec<Inline<'_>> {
    match term.kind {
        BlockKind::Quote(quoted) => quoted.into_iter().next().map(text).unwrap_or_default(),
        BlockKind::Paragraph(text) => text,
        _ => Vec::new(),
    }
}
