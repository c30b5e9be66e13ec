//! Blocks, told apart by their indentation and the marks they begin with.

use std::borrow::Cow;

use super::MAX_DEPTH;
use super::lines::Line;
use super::names::DefinedNames;
use super::starts::{self, Start};
use crate::markup::terms;
use crate::markup::{Block, BlockKind, Inline};

/// Reads lines, from the first to the last, into blocks.
pub(super) struct Reader<'a, 'n> {
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    /// The line to be read next.
    pub(super) at: usize,
    pub(super) names: &'n DefinedNames<'a>,
    pub(super) depth: u32,
    /// The lines of the page before the first of `lines`.
    pub(super) before: u32,
    /// No simple table that begins further down has an end.
    pub(super) endless: bool,
    /// The adornments of titles, in the order of their first use: their place is their level.
    pub(super) adornments: Vec<(u8, bool)>,
    /// The columns of the terms of the definition lists being read.
    pub(super) terms: Vec<u32>,
    /// Anchors that wait for the block they stand before.
    pub(super) anchors: Vec<(u32, &'a str)>,
}

impl<'a, 'n> Reader<'a, 'n> {
    pub fn new(text: &'a str, lines: Vec<Line>, names: &'n DefinedNames<'a>) -> Self {
        Reader {
            text,
            lines,
            at: 0,
            names,
            depth: 0,
            before: 0,
            endless: false,
            adornments: Vec::new(),
            terms: Vec::new(),
            anchors: Vec::new(),
        }
    }

    /// A reader of a text that stands on the page from line `at` of this one's lines on.
    pub(super) fn within<'b, 'm>(
        &self,
        text: &'b str,
        lines: Vec<Line>,
        at: usize,
    ) -> Reader<'b, 'm>
    where
        'a: 'b,
        'n: 'm,
    {
        let before = self.before + at as u32;
        Reader { depth: self.depth, before, ..Reader::new(text, lines, self.names) }
    }

    /// Reads the whole.
    pub fn document(mut self) -> (Vec<Block<'a>>, Vec<Line>) {
        let blocks = self.blocks(0, Some(0));
        (blocks, self.lines)
    }

    /// Reads the blocks that are indented by `min` or more. Their own column is `base`, where a
    /// mark in front of the first of them says so; otherwise that of the first of them.
    pub(super) fn blocks(&mut self, min: u32, base: Option<u32>) -> Vec<Block<'a>> {
        let mut blocks = Vec::new();
        if self.depth >= MAX_DEPTH {
            self.plain(min, &mut blocks);
            return blocks;
        }
        self.depth += 1;
        let mut base = base;
        let mut quotes = false;
        while let Some(line) = self.next_filled() {
            if line.indent < min {
                break;
            }
            let column = base.map_or(line.indent, |base| base.min(line.indent));
            base = Some(column);
            let anchors = std::mem::take(&mut self.anchors);
            let first = blocks.len();
            if line.indent > column {
                quotes = true;
                let number = self.number();
                let quote = self.blocks(column + 1, None);
                blocks.push(Block { line: number, kind: BlockKind::Quote(quote) });
            } else {
                self.block(column, min, &mut blocks);
            }
            self.attach(anchors, first, &mut blocks);
        }
        self.depth -= 1;
        let left = std::mem::take(&mut self.anchors);
        if let Some((line, _)) = left.first().copied() {
            let names = left.into_iter().map(|(_, name)| Cow::Borrowed(name));
            blocks.push(standing_anchors(line, names));
        }
        if quotes { terms::gather(blocks) } else { blocks }
    }

    /// Puts anchors onto the block that they stand before, which is at `at` if there was one.
    fn attach(&mut self, mut anchors: Vec<(u32, &'a str)>, at: usize, blocks: &mut Vec<Block<'a>>) {
        let Some((line, _)) = anchors.first().copied() else { return };
        let Some(block) = blocks.get_mut(at) else {
            // Nothing came of it yet: perhaps there are more anchors now.
            anchors.append(&mut self.anchors);
            self.anchors = anchors;
            return;
        };
        let mut names = anchors.into_iter().map(|(_, name)| Cow::Borrowed(name));
        match &mut block.kind {
            BlockKind::Table(table) => {
                table.anchor = names.next_back().or(table.anchor.take());
            }
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                text.splice(0..0, names.map(Inline::Anchor));
            }
            _ => blocks.insert(at, standing_anchors(line, names)),
        }
    }

    /// Reads one block whose column is `base`, or nothing where the line means nothing by itself.
    fn block(&mut self, base: u32, min: u32, blocks: &mut Vec<Block<'a>>) {
        let content = self.content(self.at);
        let line = self.number();
        if content == "::" {
            self.at += 1;
            blocks.extend(self.literal(base));
            return;
        }
        let kind = match starts::start(content) {
            Start::Explicit => return self.explicit(base, blocks),
            Start::Anonymous => {
                self.at += 1;
                return;
            }
            Start::Field(_) => self.fields(base),
            Start::Bullet(mark, _) => self.bullets(base, mark),
            Start::Number(number) if self.begins_numbered_list(base, number) => {
                self.numbered(base, number)
            }
            Start::Doctest => {
                let first = self.at;
                while self.filled(self.at) && self.lines[self.at].indent >= min {
                    self.at += 1;
                }
                BlockKind::Literal(self.lines_as_they_stand(first, self.at))
            }
            Start::LineBlock => self.line_block(base),
            start => {
                let table = match start {
                    Start::Grid => self.grid(),
                    Start::Simple => self.simple_table(),
                    _ => None,
                };
                if let Some(kind) = table {
                    blocks.push(Block { line, kind });
                    return;
                }
                if self.title(min, blocks) {
                    return;
                }
                return self.text_block(base, min, blocks);
            }
        };
        blocks.push(Block { line, kind });
    }

    /// Goes on to the next line that is not blank.
    pub(super) fn next_filled(&mut self) -> Option<Line> {
        while let Some(line) = self.lines.get(self.at) {
            if !line.is_blank() {
                return Some(*line);
            }
            self.at += 1;
        }
        None
    }

    /// There is a line `at`, and it is not blank.
    pub(super) fn filled(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| !line.is_blank())
    }

    /// A line without its indentation; empty where there is none.
    pub(super) fn content(&self, at: usize) -> &'a str {
        let range = self.lines.get(at).map(|line| line.content as usize..line.end as usize);
        range.and_then(|range| self.text.get(range)).unwrap_or("")
    }

    /// The number of the line to be read next, counted from 1.
    pub(super) fn number(&self) -> u32 {
        self.number_of(self.at)
    }

    /// The number of a line.
    pub(super) fn number_of(&self, at: usize) -> u32 {
        self.before + at as u32 + 1
    }
}

/// Anchors that stand before nothing that could hold them.
fn standing_anchors<'a>(line: u32, names: impl Iterator<Item = Cow<'a, str>>) -> Block<'a> {
    Block { line, kind: BlockKind::Paragraph(names.map(Inline::Anchor).collect()) }
}
