//! Lines that stand as they were written.

use std::borrow::Cow;

use super::blocks::Reader;
use super::inline;
use super::starts::{self, Start};
use crate::markup::{Block, BlockKind, Inline, Literal};

impl<'a> Reader<'a, '_> {
    /// Reads the literal block that belongs to a `::` in the column `base`, if there is one.
    pub(super) fn literal(&mut self, base: u32) -> Option<Block<'a>> {
        let before = self.at;
        let Some(line) = self.next_filled() else {
            self.at = before;
            return None;
        };
        let first = self.at;
        if line.indent > base {
            let last = self.skip_body(base);
            let kind = BlockKind::Literal(self.lines_as_they_stand(first, last));
            return Some(Block { line: self.number_of(first), kind });
        }
        // Not indented: every line begins with the same mark instead.
        let mark = self.content(first).bytes().next().filter(u8::is_ascii_punctuation);
        let structure = starts::start(self.content(first)) != Start::Text;
        if line.indent < base || mark.is_none() || structure || self.content(first) == "::" {
            self.at = before;
            return None;
        }
        if !matches!(mark, Some(b'\'' | b'"' | b'>' | b'$' | b'{' | b'[' | b'%' | b'!')) {
            self.at = before;
            return None;
        }
        while self.filled(self.at) && self.lines[self.at].indent >= base {
            self.at += 1;
        }
        let kind = BlockKind::Literal(self.lines_as_they_stand(first, self.at));
        Some(Block { line: self.number_of(first), kind })
    }

    /// Goes on to behind the lines that are indented by more than `column`, and says where the
    /// last of them ends.
    pub(super) fn skip_body(&mut self, column: u32) -> usize {
        let mut end = self.at;
        while let Some(line) = self.lines.get(self.at) {
            if !line.is_blank() {
                if line.indent <= column {
                    break;
                }
                end = self.at + 1;
            }
            self.at += 1;
        }
        self.at = end;
        end
    }

    /// The lines `first..end`, untouched.
    pub(super) fn lines_as_they_stand(&self, first: usize, end: usize) -> Literal<'a> {
        let lines = self.lines.get(first..end).unwrap_or_default();
        let indent = lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent).min();
        let raw = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => self.text.get(first.start as usize..last.end as usize),
            _ => None,
        };
        Literal {
            language: None,
            raw: Cow::Borrowed(raw.unwrap_or("")),
            indent: indent.unwrap_or(0) as usize,
        }
    }

    /// Reads `|` lines: one paragraph that keeps its line breaks.
    pub(super) fn line_block(&mut self, base: u32) -> BlockKind<'a> {
        let mut text = Vec::new();
        while self.filled(self.at)
            && self.lines[self.at].indent == base
            && starts::start(self.content(self.at)) == Start::LineBlock
        {
            if !text.is_empty() {
                text.push(Inline::Break);
            }
            text.extend(inline::parse(self.content(self.at)[1..].trim(), self.names));
            self.at += 1;
        }
        BlockKind::Paragraph(text)
    }
}
