//! Blocks: paragraphs, lists, code, quotes, and what CommonMark has no block for.

use super::inlines::Line;
use super::tables;
use crate::markup::{Block, BlockKind, Inline, Item, Literal};

/// Writes blocks at the end of `out`.
pub(super) struct Writer<'o> {
    out: &'o mut String,
    /// What every line but the first begins with.
    prefix: String,
    /// Where the blocks begin that are being written: nothing has to part what comes first.
    start: usize,
}

impl<'o> Writer<'o> {
    pub fn new(out: &'o mut String) -> Self {
        let start = out.len();
        Writer { out, prefix: String::new(), start }
    }

    /// Writes blocks with blank lines between them.
    pub fn blocks(&mut self, blocks: &[Block<'_>]) {
        let mut lists = Lists::default();
        for block in blocks {
            self.apart(|writer| writer.block(block, &mut lists));
        }
    }

    /// Writes something with a blank line before it; nothing at all if it turns out empty.
    pub(super) fn apart(&mut self, write: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        if before > self.start {
            self.new_line();
            self.new_line();
        }
        let written = self.out.len();
        write(self);
        if self.out.len() == written {
            self.out.truncate(before);
        }
    }

    /// Begins a new line, with no blank at the end of the one before.
    fn new_line(&mut self) {
        self.trim();
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    fn trim(&mut self) {
        let end = self.out.trim_end_matches(' ').len().max(self.start);
        self.out.truncate(end);
    }

    /// Writes what is inside of a mark that has just been written: every further line is
    /// indented by `prefix`.
    pub(super) fn inside(&mut self, prefix: &str, write: impl FnOnce(&mut Self)) {
        let outer = self.prefix.len();
        self.prefix.push_str(prefix);
        let start = std::mem::replace(&mut self.start, self.out.len());
        write(self);
        self.start = start;
        self.prefix.truncate(outer);
    }

    fn block(&mut self, block: &Block<'_>, lists: &mut Lists) {
        match &block.kind {
            BlockKind::List { start, items } => {
                let second = lists.second(start.is_some());
                return self.list(*start, items, second);
            }
            BlockKind::Definitions(definitions) => {
                let mark = lists.bullet();
                for definition in definitions {
                    self.entry(mark, &definition.term, &definition.blocks);
                }
                return;
            }
            BlockKind::Fields(fields) => {
                let mark = lists.bullet();
                for field in fields {
                    let mut term = field.name.to_string();
                    if !field.argument.is_empty() {
                        term.push(' ');
                        term.push_str(&field.argument);
                    }
                    self.entry(mark, &[Inline::Text(term.into())], &field.blocks);
                }
                return;
            }
            _ => {}
        }
        *lists = match &block.kind {
            BlockKind::Table(table) => return tables::table(self, table),
            BlockKind::Directive { name, argument, content } => {
                return self.directive(name, argument, content);
            }
            _ => Lists::default(),
        };
        match &block.kind {
            BlockKind::Heading { level, text } => self.heading(*level, text),
            BlockKind::Paragraph(text) => self.line(text),
            BlockKind::Literal(literal) => self.literal(literal),
            BlockKind::Quote(blocks) => self.quote(|writer| writer.blocks(blocks)),
            _ => {}
        }
    }

    /// Writes running text.
    pub(super) fn line(&mut self, text: &[Inline<'_>]) {
        Line::new(self.out, &self.prefix).write(text);
    }

    /// Writes the cell of a table.
    pub(super) fn cell(&mut self, text: &[Inline<'_>]) {
        Line::new(self.out, &self.prefix).cell().write(text);
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Begins a new line of the same block.
    pub(super) fn next_line(&mut self) {
        self.new_line();
    }

    fn heading(&mut self, level: u8, text: &[Inline<'_>]) {
        let before = self.out.len();
        self.out.extend(std::iter::repeat_n('#', usize::from(level.clamp(1, 6))));
        self.out.push(' ');
        let start = self.out.len();
        // A heading is one line, as a cell is.
        Line::new(self.out, "").heading().write(text);
        if self.out.len() == start {
            self.out.truncate(before);
        }
    }

    fn literal(&mut self, literal: &Literal<'_>) {
        let lines: Vec<&str> = literal.lines().map(str::trim_end).collect();
        let Some(first) = lines.iter().position(|line| !line.is_empty()) else { return };
        let end = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        let lines = &lines[first..end];
        let ticks = lines.iter().map(|line| longest_run(line)).max().unwrap_or(0).max(2) + 1;
        let fence = "`".repeat(ticks);
        self.out.push_str(&fence);
        if let Some(language) = &literal.language {
            let word = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '-' | '_' | '#' | '.');
            self.out.extend(language.chars().take_while(word));
        }
        for line in lines {
            self.new_line();
            self.out.push_str(line);
        }
        self.new_line();
        self.out.push_str(&fence);
    }

    /// Writes a block quote.
    fn quote(&mut self, write: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        self.out.push_str("> ");
        let start = self.out.len();
        self.inside("> ", write);
        if self.out.len() == start {
            self.out.truncate(before);
        }
    }

    fn list(&mut self, start: Option<u32>, items: &[Item<'_>], second: bool) {
        let tight = items.iter().all(|item| is_tight(&item.blocks));
        for (at, item) in items.iter().enumerate() {
            let mark = match (start, second) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(start), second) => {
                    let number = u64::from(start) + at as u64;
                    let end = if second { ')' } else { '.' };
                    format!("{}{end} ", number.min(999_999_999))
                }
            };
            if at > 0 {
                self.new_line();
                if !tight {
                    self.new_line();
                }
            }
            self.out.push_str(&mark);
            self.inside(&" ".repeat(mark.len()), |writer| {
                if tight {
                    writer.tight(&item.blocks);
                } else {
                    writer.blocks(&item.blocks);
                }
            });
            self.trim();
        }
    }

    /// Writes blocks with no blank lines between them.
    fn tight(&mut self, blocks: &[Block<'_>]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.new_line();
            }
            self.block(block, &mut Lists::default());
        }
    }

    /// Writes a term and what is said of it, as an item.
    fn entry(&mut self, mark: &str, term: &[Inline<'_>], blocks: &[Block<'_>]) {
        if self.out.len() > self.start {
            self.new_line();
        }
        self.out.push_str(mark);
        let (first, rest) = match blocks {
            [Block { kind: BlockKind::Paragraph(text), .. }, rest @ ..] => (&text[..], rest),
            blocks => (&[][..], blocks),
        };
        let mut line = Vec::with_capacity(first.len() + 2);
        let marked = !term.iter().any(|inline| !matches!(inline, Inline::Text(_)));
        if marked {
            line.push(Inline::Strong(term.to_vec()));
        } else {
            line.extend_from_slice(term);
        }
        if !first.is_empty() {
            line.push(Inline::Text(": ".into()));
            line.extend_from_slice(first);
        }
        self.inside("  ", |writer| {
            writer.line(&line);
            writer.blocks(rest);
        });
    }

    fn directive(&mut self, name: &str, argument: &str, content: &[Block<'_>]) {
        if let Some(title) = admonition(name, argument) {
            self.quote(|writer| match content {
                [Block { kind: BlockKind::Paragraph(text), .. }, rest @ ..] => {
                    Line::new(writer.out, &writer.prefix).write_bold_before(&title, text);
                    writer.blocks(rest);
                }
                content => {
                    Line::new(writer.out, &writer.prefix).write_bold_before(&title, &[]);
                    writer.blocks(content);
                }
            });
            return;
        }
        match name {
            // What leads elsewhere, or is meant for one renderer alone, says nothing by itself.
            "toctree" | "contents" | "raw" | "image" | "only" | "index" => {}
            "figure" => self.blocks(without_options(content)),
            _ => {
                let object = name.contains(':') && !argument.is_empty();
                let term = [if object {
                    Inline::Code(argument.into())
                } else {
                    Inline::Strong(vec![Inline::Text(argument.into())])
                }];
                self.inside("", |writer| {
                    writer.line(&term);
                    writer.blocks(if object { content } else { without_options(content) });
                });
            }
        }
    }
}

/// Lists that follow each other have to be told apart by their marks.
#[derive(Default)]
struct Lists {
    before: Option<bool>,
    second: bool,
}

impl Lists {
    /// The list that comes next takes the second kind of mark.
    fn second(&mut self, numbered: bool) -> bool {
        self.second = self.before == Some(numbered) && !self.second;
        self.before = Some(numbered);
        self.second
    }

    fn bullet(&mut self) -> &'static str {
        if self.second(false) { "* " } else { "- " }
    }
}

/// The blocks of an item can do without blank lines between them.
fn is_tight(blocks: &[Block<'_>]) -> bool {
    let list = |block: &Block<'_>| match &block.kind {
        // An empty item below text would underline it, and a number other than 1 go on with it.
        BlockKind::List { start: None | Some(1), items } => {
            items.iter().all(|item| is_tight(&item.blocks))
                && items.first().is_some_and(|item| !item.blocks.is_empty())
        }
        _ => false,
    };
    match blocks {
        [] => true,
        [Block { kind: BlockKind::Paragraph(text), .. }, rest @ ..] => {
            text.iter().any(|inline| !matches!(inline, Inline::Anchor(_) | Inline::Break))
                && rest.len() <= 1
                && rest.iter().all(list)
        }
        _ => false,
    }
}

/// What an admonition is headed with.
fn admonition(name: &str, argument: &str) -> Option<String> {
    let title = match name {
        "attention" => "Attention",
        "caution" => "Caution",
        "danger" => "Danger",
        "error" => "Error",
        "hint" => "Hint",
        "important" => "Important",
        "note" => "Note",
        "seealso" => "See also",
        "tip" => "Tip",
        "todo" => "To do",
        "warning" => "Warning",
        "admonition" => argument,
        "deprecated" => return Some(format!("Deprecated since version {argument}:")),
        "versionadded" => return Some(format!("New in version {argument}:")),
        "versionchanged" => return Some(format!("Changed in version {argument}:")),
        _ => return None,
    };
    Some(format!("{title}:"))
}

/// A directive's content without its options.
fn without_options<'b, 'a>(content: &'b [Block<'a>]) -> &'b [Block<'a>] {
    match content {
        [Block { kind: BlockKind::Fields(_), .. }, rest @ ..] => rest,
        content => content,
    }
}

fn longest_run(line: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for byte in line.bytes() {
        run = if byte == b'`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
