//! Plain text: a page that was saved or pasted as text.
//!
//! Little is left of its structure, and what is left differs with the program that saved it:
//! indentation, bullets, the sign `¶` behind titles, tables drawn with pipes or tabs, the brackets
//! of code. Every line that is none of these is a paragraph of its own.

mod code;
mod tables;

use std::borrow::Cow;

use super::run::ascii_typography;
use super::{Block, BlockKind, Document, Field, Inline, Item, Literal};
use code::Codes;

/// How deep lists may nest; what is deeper stays at that depth.
const MAX_DEPTH: u32 = 100;

/// Reads plain text.
pub fn parse(text: &str) -> Document<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(TextLine::new(start, line));
        start += line.len();
    }
    let codes = Codes::new(lines.len());
    let mut reader = Reader { text, lines, codes, at: 0, depth: 0 };
    let mut blocks = Vec::new();
    reader.blocks(0, &mut blocks);
    Document { blocks }
}

/// A line: where its content begins in the text, its content and how far it is indented.
struct TextLine<'a> {
    start: usize,
    content: &'a str,
    indent: usize,
}

impl<'a> TextLine<'a> {
    fn new(start: usize, line: &'a str) -> Self {
        let indent = line.len() - line.trim_start().len();
        let content = line.trim();
        // A blank line is no further in or out than any other.
        let indent = if content.is_empty() { 0 } else { indent };
        TextLine { start: start + indent, content, indent }
    }

    /// The line is blank or indented by `min` or more.
    fn reaches(&self, min: usize) -> bool {
        self.content.is_empty() || self.indent >= min
    }
}

struct Reader<'a> {
    text: &'a str,
    lines: Vec<TextLine<'a>>,
    codes: Codes,
    at: usize,
    depth: u32,
}

impl<'a> Reader<'a> {
    /// Reads what is indented by `min` or more.
    fn blocks(&mut self, min: usize, blocks: &mut Vec<Block<'a>>) {
        while let Some(line) = self.lines.get(self.at).filter(|line| line.reaches(min)) {
            let (content, indent) = (line.content, line.indent);
            match field(content) {
                Some(field) => {
                    let line = self.number();
                    let kind = BlockKind::Fields(self.fields(indent, field));
                    blocks.push(Block { line, kind });
                }
                None => self.block(blocks),
            }
        }
    }

    /// Reads one block that is no field.
    fn block(&mut self, blocks: &mut Vec<Block<'a>>) {
        let line = self.number();
        let Some(TextLine { content, indent, .. }) = self.lines.get(self.at) else { return };
        let (content, indent) = (*content, *indent);
        let kind = if content.is_empty() {
            self.at += 1;
            return;
        } else if let Some(title) = title(content) {
            self.at += 1;
            BlockKind::Heading { level: 1, text: text(title) }
        } else if tables::begins(&self.lines[self.at..]) {
            return self.tables(blocks);
        } else if bullet(content).is_some() {
            self.list(indent)
        } else if let Some(end) = self.codes.end(&self.lines, self.at) {
            self.code(end)
        } else {
            self.at += 1;
            BlockKind::Paragraph(text(content))
        };
        blocks.push(Block { line, kind });
    }

    fn number(&self) -> u32 {
        u32::try_from(self.at + 1).unwrap_or(u32::MAX)
    }

    fn list(&mut self, indent: usize) -> BlockKind<'a> {
        let mut items = Vec::new();
        while let Some(line) = self.lines.get_mut(self.at) {
            if line.content.is_empty() {
                self.at += 1;
                continue;
            }
            let width = bullet(line.content).filter(|_| line.indent == indent);
            let Some(width) = width.filter(|_| title(line.content).is_none()) else { break };
            line.start += width;
            line.content = &line.content[width..];
            line.indent += width;
            let line = self.number();
            let mut blocks = Vec::new();
            if self.depth < MAX_DEPTH {
                self.depth += 1;
                self.blocks(indent + 1, &mut blocks);
                self.depth -= 1;
            } else {
                let content = self.lines[self.at].content;
                self.at += 1;
                blocks.push(Block { line, kind: BlockKind::Paragraph(text(content)) });
            }
            items.push(Item { line, blocks });
        }
        BlockKind::List { start: None, items }
    }

    /// Takes the code that begins here and ends at `end` of the text. What follows it on its last
    /// line is read as a line of its own.
    fn code(&mut self, end: code::End) -> BlockKind<'a> {
        let first = &self.lines[self.at];
        let (start, indent) = (first.start - first.indent, first.indent);
        let last = &mut self.lines[end.line];
        let code_end = last.start + end.column;
        let rest = &last.content[end.column..];
        let after = if code::ends_code(rest) { "" } else { rest.trim_start() };
        let blanks = rest.len() - rest.trim_start().len();
        last.start = code_end + blanks;
        last.content = after;
        self.at = if after.is_empty() { end.line + 1 } else { end.line };
        let raw = Cow::Borrowed(self.text.get(start..code_end).unwrap_or(""));
        BlockKind::Literal(Literal { language: None, raw, indent })
    }

    /// Reads fields. Nothing says where the last one ends but a title, or text further out.
    fn fields(&mut self, indent: usize, first: (&'a str, &'a str)) -> Vec<Field<'a>> {
        let mut fields = Vec::new();
        let mut next = Some(first);
        while let Some((name, argument)) = next.take() {
            let line = self.number();
            self.at += 1;
            let mut blocks = Vec::new();
            while let Some(line) = self.lines.get(self.at).filter(|line| line.reaches(indent)) {
                next = field(line.content).filter(|_| line.indent == indent);
                if next.is_some() || title(line.content).is_some() {
                    break;
                }
                self.block(&mut blocks);
            }
            let (name, argument) = (Cow::Borrowed(name), Cow::Borrowed(argument));
            fields.push(Field { line, name, argument, blocks });
        }
        fields
    }
}

/// How wide the bullet is that the line begins with.
fn bullet(content: &str) -> Option<usize> {
    let mark = content.chars().next().filter(|c| "•◦▪‣·*-".contains(*c))?;
    let rest = &content[mark.len_utf8()..];
    let blanks = rest.len() - rest.trim_start().len();
    (blanks > 0).then_some(mark.len_utf8() + blanks)
}

/// The title in a line: it keeps the sign of the link to itself.
fn title(content: &str) -> Option<&str> {
    let title = content.strip_suffix('¶')?.trim_end();
    let title = title.strip_suffix(" Link").unwrap_or(title).trim_end();
    // Where the title is the term of a definition, some programs put a dash before it.
    Some(title.strip_prefix("- ").unwrap_or(title))
}

/// `param name:`, as fields show where nothing knows what they mean.
fn field(content: &str) -> Option<(&str, &str)> {
    let content = content.strip_suffix(':')?;
    let (name, argument) = content.split_once(' ').unwrap_or((content, ""));
    let known = match name {
        "param" | "type" | "raises" | "keyword" => !argument.is_empty() && !argument.contains(' '),
        "rtype" | "returns" | "return" => argument.is_empty(),
        _ => false,
    };
    known.then_some((name, argument))
}

/// A line's text: single blanks, and typography put back into ASCII.
fn text(content: &str) -> Vec<Inline<'_>> {
    let is_plain = |text: &str| {
        !text.bytes().any(|byte| byte == 0xe2)
            && !text.chars().any(|c| c != ' ' && c.is_whitespace())
            && !text.contains("  ")
    };
    if content.is_empty() {
        return Vec::new();
    }
    if is_plain(content) {
        return vec![Inline::Text(Cow::Borrowed(content))];
    }
    let mut made = String::with_capacity(content.len());
    let mut buffer = [0; 4];
    for c in content.chars() {
        match ascii_typography(c.encode_utf8(&mut buffer).as_bytes()) {
            Some(ascii) => made.push_str(ascii),
            None if !c.is_whitespace() => made.push(c),
            None if made.ends_with(' ') => {}
            None => made.push(' '),
        }
    }
    vec![Inline::Text(Cow::Owned(made))]
}

#[cfg(test)]
mod tests;
