//! Blocks, told apart by their indentation and the marks they begin with.

use std::borrow::Cow;

use super::lines::Line;
use super::names::DefinedNames;
use super::starts::{self, Number, Start};
use super::{MAX_DEPTH, inline};
use crate::markup::terms;
use crate::markup::{Block, BlockKind, Definition, Field, Inline, Item, Literal};

/// Reads lines, from the first to the last, into blocks.
pub(super) struct Reader<'a, 'n> {
    text: &'a str,
    pub(super) lines: Vec<Line>,
    /// The line to be read next.
    pub(super) at: usize,
    pub(super) names: &'n DefinedNames<'a>,
    depth: u32,
    /// The lines of the page before the first of `lines`.
    before: u32,
    /// No simple table that begins further down has an end.
    pub(super) endless: bool,
    /// The adornments of titles, in the order of their first use: their place is their level.
    adornments: Vec<(u8, bool)>,
    /// The columns of the terms of the definition lists being read.
    terms: Vec<u32>,
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

    /// Reads a title or a transition, if the lines are one. They stand at the margin only.
    fn title(&mut self, min: u32, blocks: &mut Vec<Block<'a>>) -> bool {
        if min > 0 || self.depth > 1 || self.lines[self.at].indent > 0 {
            return false;
        }
        let (content, next) = (self.content(self.at), self.content(self.at + 1));
        let line = self.number();
        let (adornment, over, title) = match starts::adornment(content) {
            Some(over) if next.is_empty() && content.len() >= 4 => {
                let _ = over;
                self.at += 1;
                return true;
            }
            Some(over) if self.content(self.at + 2) == content && fits(content.len(), next) => {
                self.at += 3;
                (over, true, next)
            }
            _ => match starts::adornment(next) {
                Some(under) if self.lines[self.at + 1].indent == 0 && fits(next.len(), content) => {
                    self.at += 2;
                    (under, false, content)
                }
                _ => return false,
            },
        };
        let known = self.adornments.iter().position(|known| *known == (adornment, over));
        let level = known.unwrap_or_else(|| {
            self.adornments.push((adornment, over));
            self.adornments.len() - 1
        });
        let level = u8::try_from(level + 1).unwrap_or(u8::MAX);
        let text = inline::parse(title, self.names);
        blocks.push(Block { line, kind: BlockKind::Heading { level, text } });
        true
    }

    /// Reads running text: a paragraph, or a definition list where its second line is indented.
    fn text_block(&mut self, base: u32, min: u32, blocks: &mut Vec<Block<'a>>) {
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
    fn continues_paragraph(&self, base: u32, min: u32, strayed: bool) -> bool {
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
    fn running_text(&self, first: usize, last: usize, drop: usize) -> Vec<Inline<'a>> {
        let start = self.lines[first].content as usize;
        let end = (self.lines[last].end as usize).saturating_sub(drop);
        inline::parse(self.text.get(start..end).unwrap_or(""), self.names)
    }

    /// Everything from here on that is indented by `min` or more, as plain paragraphs.
    fn plain(&mut self, min: u32, blocks: &mut Vec<Block<'a>>) {
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
    fn line_block(&mut self, base: u32) -> BlockKind<'a> {
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

    pub(super) fn fields(&mut self, column: u32) -> BlockKind<'a> {
        let mut fields = Vec::new();
        while let Some(line) = self.next_filled() {
            let content = self.content(self.at);
            let Start::Field(colon) = starts::start(content) else { break };
            if line.indent != column {
                break;
            }
            let number = self.number();
            let name = &content[1..colon];
            let (name, argument) = name.split_once(' ').unwrap_or((name, ""));
            let blocks = self.marked(colon + 1, column, false);
            fields.push(Field {
                line: number,
                name: Cow::Borrowed(name),
                argument: Cow::Borrowed(argument.trim()),
                blocks,
            });
        }
        BlockKind::Fields(fields)
    }

    fn bullets(&mut self, column: u32, mark: char) -> BlockKind<'a> {
        let mut items = Vec::new();
        while let Some(line) = self.next_filled() {
            match starts::start(self.content(self.at)) {
                Start::Bullet(next, width) if line.indent == column && next == mark => {
                    let line = self.number();
                    items.push(Item { line, blocks: self.marked(width, column, true) });
                }
                _ => break,
            }
        }
        BlockKind::List { start: None, items }
    }

    /// A number at the start of a line may be the first word of a sentence: what follows decides.
    fn begins_numbered_list(&self, column: u32, number: Number) -> bool {
        if number.letter && number.value != Some(1) {
            return false;
        }
        let next = self.at + 1;
        if !self.filled(next) {
            return true;
        }
        let indent = self.lines[next].indent;
        indent > column
            || (indent == column && matches!(starts::start(self.content(next)), Start::Number(_)))
            || indent < column
    }

    fn numbered(&mut self, column: u32, first: Number) -> BlockKind<'a> {
        let mut items = Vec::new();
        let mut expected = first.value;
        while let Some(line) = self.next_filled() {
            let Start::Number(number) = starts::start(self.content(self.at)) else { break };
            let follows = number.value.is_none() || number.value == expected;
            if line.indent != column || number.style != first.style || !follows {
                break;
            }
            expected = expected.map(|value| value.saturating_add(1));
            let line = self.number();
            items.push(Item { line, blocks: self.marked(number.width, column, true) });
        }
        BlockKind::List { start: Some(first.value.unwrap_or(1)), items }
    }

    /// Reads the body of a mark `width` wide in `column`: the rest of its line and what is
    /// indented below. With `hanging`, the column of the rest of the line is the body's.
    pub(super) fn marked(&mut self, width: usize, column: u32, hanging: bool) -> Vec<Block<'a>> {
        let line = self.lines[self.at];
        let content = line.content + width as u32;
        let rest = self.text.get(content as usize..line.end as usize).unwrap_or("");
        let blank = rest.len() - rest.trim_ascii_start().len();
        if blank == rest.len() {
            self.at += 1;
            return self.blocks(column + 1, None);
        }
        let indent = if hanging {
            column + (width + blank) as u32
        } else {
            self.body_column(column, rest.ends_with("::"))
        };
        self.lines[self.at].content = content + blank as u32;
        self.lines[self.at].indent = indent;
        self.blocks(column + 1, Some(indent))
    }

    /// The column of a body that begins on the line of its mark: that of the lines below. Where
    /// the line announces a literal block, `literal`, that block does not count.
    fn body_column(&self, column: u32, literal: bool) -> u32 {
        let below = || {
            let lines = self.lines.get(self.at + 1..).unwrap_or_default();
            lines
                .iter()
                .filter(|line| !line.is_blank())
                .map(|line| line.indent)
                .take_while(move |indent| *indent > column)
        };
        match below().next() {
            None => column + 1,
            Some(first) if !literal => first,
            Some(first) => match below().min() {
                Some(least) if least < first => least,
                _ => first.saturating_sub(1).max(column + 1),
            },
        }
    }

    /// The line is a term, and what is indented below it says what it means; or a generator broke
    /// its line somewhere, which happens to long lines and in front of punctuation.
    fn begins_definition(&self, term: usize) -> bool {
        let (Some(line), next) = (self.lines.get(term), term + 1) else { return false };
        let (content, below) = (self.content(term), self.content(next));
        self.filled(next)
            && self.lines[next].indent > line.indent
            && starts::start(content) == Start::Text
            && below != "::"
            && content.len() <= MAX_TERM
            && !content.starts_with(MIDDLE)
            && !below.starts_with(MIDDLE)
    }

    fn definitions(&mut self, column: u32) -> Vec<Definition<'a>> {
        let mut definitions = Vec::new();
        self.terms.push(column);
        while let Some(line) = self.next_filled() {
            if line.indent != column || !self.begins_definition(self.at) {
                break;
            }
            let number = self.number();
            let term = self.running_text(self.at, self.at, 0);
            self.at += 1;
            let blocks = self.blocks(column + 1, None);
            definitions.push(Definition { line: number, term, blocks });
        }
        self.terms.pop();
        definitions
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

/// What no sentence begins with.
const MIDDLE: [char; 4] = [',', '.', ';', ')'];

/// How long a term may be.
const MAX_TERM: usize = 100;

/// An adornment of `length` is long enough for `title`.
fn fits(length: usize, title: &str) -> bool {
    !title.is_empty()
        && starts::adornment(title).is_none()
        && (length >= title.chars().count() || length >= 4)
}
