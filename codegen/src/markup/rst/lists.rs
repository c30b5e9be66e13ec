//! Lists: items behind marks, fields, and terms with what they mean.

use std::borrow::Cow;

use super::blocks::Reader;
use super::paragraphs::MIDDLE;
use super::starts::{self, Number, Start};
use crate::markup::{Block, BlockKind, Definition, Field, Item};

/// How long a term may be.
const MAX_TERM: usize = 100;

impl<'a> Reader<'a, '_> {
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

    pub(super) fn bullets(&mut self, column: u32, mark: char) -> BlockKind<'a> {
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
    pub(super) fn begins_numbered_list(&self, column: u32, number: Number) -> bool {
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

    pub(super) fn numbered(&mut self, column: u32, first: Number) -> BlockKind<'a> {
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
    pub(super) fn body_column(&self, column: u32, literal: bool) -> u32 {
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
    pub(super) fn begins_definition(&self, term: usize) -> bool {
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

    pub(super) fn definitions(&mut self, column: u32) -> Vec<Definition<'a>> {
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
}
