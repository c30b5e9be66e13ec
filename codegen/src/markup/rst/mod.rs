//! The reStructuredText that documentation generators write.
//!
//! What they write is often not what they mean: indentation strays, blank lines are missing,
//! text of its own looks like markup. Where docutils would complain and show the raw markup,
//! this reader takes the reading that the author plainly had in mind; where docutils has
//! nothing to complain of, both read the same.

mod blocks;
mod class;
mod emphasis;
mod explicit;
mod inline;
mod lines;
mod lists;
mod literals;
mod names;
mod paragraphs;
mod references;
mod starts;
mod tables;
mod titles;

use std::cell::Cell;

use super::{Document, Inline};
use blocks::Reader;
use lines::Line;
use names::DefinedNames;

/// How deep blocks may nest; what is deeper is read as plain paragraphs.
const MAX_DEPTH: u32 = 100;

/// Reads reStructuredText.
pub fn parse(text: &str) -> Document<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = lines::lines(text, SPARE.take());
    let names = DefinedNames::collect(text, &lines);
    let (blocks, mut lines) = Reader::new(text, lines, &names).document();
    lines.clear();
    lines.shrink_to(SPARE_KEPT);
    SPARE.set(lines);
    Document { blocks }
}

thread_local! {
    /// Where the lines of the page before were. One page is read after another, and lines are the
    /// most numerous thing there is: without it the system hands out cleared memory for each page.
    static SPARE: Cell<Vec<Line>> = const { Cell::new(Vec::new()) };
}

/// The lines for which that place is kept.
const SPARE_KEPT: usize = 1 << 18;

/// Whether an asterisk in front of `text` can begin emphasis, for all that this reader knows.
pub(super) fn may_be_emphasis(text: &str) -> bool {
    emphasis::begins_as_word(text)
}

/// Reads running text that stands in another markup.
pub(super) fn running_text(text: &str) -> Vec<Inline<'static>> {
    inline::parse(text, &DefinedNames::default()).into_iter().map(Inline::into_owned).collect()
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
