//! Running text.

use super::blocks::Reader;
use super::inline;
use super::starts::{self, Start};
use crate::markup::{Block, BlockKind, Inline};

/// What no sentence begins with.
pub(super) const MIDDLE: [char; 4] = [',', '.', ';', ')'];

impl<'a> Reader<'a, '_> {
    /// Reads running text: a paragraph, or a definition list where its second line is indented.
    pub(super) fn text_block(&mut self, base: u32, min: u32, blocks: &mut Vec<Block<'a>>) {
        let first = self.at;
        let line = self.number();
        if self.begins_definition(first) {
            let definitions = self.definitions(base);
            blocks.push(Block { line, kind: BlockKind::Definitions(definitions) });
            return;
        }
        self.at += 1;
        let mut strayed = false;
        while self.filled(self.at) && self.continues_paragraph(base, min, strayed) {
            strayed |= self.lines[self.at].indent < min;
            self.at += 1;
        }
        let last = self.at - 1;
        let expects_literal = self.content(last).ends_with("::")
            || (self.filled(self.at) && self.content(self.at) == "::");
        if !expects_literal {
            blocks.push(self.paragraph(first, last));
            return;
        }
        // The marker is only one if something follows that it can mark.
        let paragraph_end = self.at;
        let own_line = self.filled(self.at) && self.content(self.at) == "::";
        self.at += usize::from(own_line);
        let literal = self.literal(base);
        let drop = match (own_line, &literal) {
            (true, _) | (_, None) => 0,
            // "Usage ::" loses both colons, "Usage::" the second.
            _ if self.content(last).ends_with(" ::") => 3,
            _ => 1,
        };
        if literal.is_none() && !own_line {
            self.at = paragraph_end;
        }
        let text = self.running_text(first, last, drop);
        blocks.push(Block { line, kind: BlockKind::Paragraph(text) });
        blocks.extend(literal);
    }

    /// The line to be read next goes on with the paragraph before it.
    ///
    /// A line further out than whatever is open, with no blank line before it, is text whose line
    /// broke on its way through the generator; and once text has strayed, so does what follows.
    pub(super) fn continues_paragraph(&self, base: u32, min: u32, strayed: bool) -> bool {
        let line = self.lines[self.at];
        let content = self.content(self.at);
        if content == "::" {
            return false;
        }
        if line.indent == base {
            return true;
        }
        let out = line.indent + 1 < min && !self.terms.contains(&line.indent);
        let belongs = line.indent >= min || out || strayed || content.starts_with(MIDDLE);
        belongs && starts::start(content) == Start::Text
    }

    /// The paragraph of the lines `first..=last`.
    pub(super) fn paragraph(&self, first: usize, last: usize) -> Block<'a> {
        let kind = BlockKind::Paragraph(self.running_text(first, last, 0));
        Block { line: self.number_of(first), kind }
    }

    /// The text of the lines `first..=last`, less `drop` bytes at its end.
    pub(super) fn running_text(&self, first: usize, last: usize, drop: usize) -> Vec<Inline<'a>> {
        let start = self.lines[first].content as usize;
        let end = (self.lines[last].end as usize).saturating_sub(drop);
        inline::parse(self.text.get(start..end).unwrap_or(""), self.names)
    }

    /// Everything from here on that is indented by `min` or more, as plain paragraphs.
    pub(super) fn plain(&mut self, min: u32, blocks: &mut Vec<Block<'a>>) {
        while let Some(line) = self.next_filled() {
            if line.indent < min {
                break;
            }
            let first = self.at;
            while self.filled(self.at) && self.lines[self.at].indent >= min {
                self.at += 1;
            }
            blocks.push(self.paragraph(first, self.at - 1));
        }
    }
}
