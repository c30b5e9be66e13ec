//! Blocks: paragraphs, lists, code, quotes, and what CommonMark has no block for.

use super::inlines::LineWriter;
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
        self.blocks_parted(blocks, 2);
    }

    fn blocks_parted(&mut self, blocks: &[Block<'_>], by: usize) {
        let mut lists = Lists::default();
        for block in blocks {
            let before = lists;
            if !self.parted(by, |writer| writer.block(block, &mut lists)) {
                lists = before;
            }
        }
    }

    /// Writes something with a blank line before it; nothing at all, and says so, if it turns out
    /// empty.
    pub(super) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> bool {
        self.parted(2, write)
    }

    /// The same, with as many ends of lines before it.
    fn parted(&mut self, by: usize, write: impl FnOnce(&mut Self)) -> bool {
        let before = self.out.len();
        if before > self.start {
            (0..by).for_each(|_| self.new_line());
        }
        let written = self.out.len();
        write(self);
        let any = self.out.len() > written;
        if !any {
            self.out.truncate(before);
        }
        any
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
                let items = definitions.iter();
                let items = items.map(|d| entry(d.line, d.term.clone(), &d.blocks));
                let second = lists.second(false);
                return self.list(None, &items.collect::<Vec<_>>(), second);
            }
            BlockKind::Fields(fields) => {
                let items = fields.iter().map(|field| {
                    let mut term = vec![Inline::Text(field.name.clone())];
                    if !field.argument.is_empty() {
                        term.extend([
                            Inline::Text(" ".into()),
                            Inline::Text(field.argument.clone()),
                        ]);
                    }
                    entry(field.line, term, &field.blocks)
                });
                let second = lists.second(false);
                return self.list(None, &items.collect::<Vec<_>>(), second);
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
            BlockKind::Quote(blocks) => self.marked(QUOTE, |writer| writer.blocks(blocks)),
            _ => {}
        }
    }

    /// Writes running text.
    pub(super) fn line(&mut self, text: &[Inline<'_>]) {
        LineWriter::new(self.out, &self.prefix).write(text);
    }

    /// Writes the cell of a table.
    pub(super) fn cell(&mut self, text: &[Inline<'_>]) {
        LineWriter::new(self.out, &self.prefix).cell().write(text);
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
        LineWriter::new(self.out, "").heading().write(text);
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

    /// Writes a list; items that say nothing are left out.
    fn list(&mut self, start: Option<u32>, items: &[Item<'_>], second: bool) {
        let tight = items.iter().all(|item| is_tight(&item.blocks));
        let between = if tight { 1 } else { 2 };
        let mut number = start;
        self.inside("", |writer| {
            for item in items {
                let mark = match (number, second) {
                    (None, false) => "- ".to_owned(),
                    (None, true) => "* ".to_owned(),
                    (Some(number), false) => format!("{}. ", number.min(MAX_NUMBER)),
                    (Some(number), true) => format!("{}) ", number.min(MAX_NUMBER)),
                };
                let written = writer.parted(between, |writer| {
                    writer.marked(&mark, |writer| {
                        let between = if tight { 1 } else { 2 };
                        writer.blocks_parted(&item.blocks, between);
                    });
                });
                if written {
                    number = number.map(|number| number.saturating_add(1));
                }
            }
        });
    }

    /// Writes a mark and what belongs to it, which is indented by as much; nothing if there is
    /// nothing that belongs to it.
    fn marked(&mut self, mark: &str, write: impl FnOnce(&mut Self)) {
        let before = self.out.len();
        self.out.push_str(mark);
        let start = self.out.len();
        let prefix = if mark == QUOTE { mark.to_owned() } else { " ".repeat(mark.len()) };
        self.inside(&prefix, write);
        if self.out.len() == start {
            self.out.truncate(before);
        }
    }

    fn directive(&mut self, name: &str, argument: &str, content: &[Block<'_>]) {
        if let Some(title) = admonition(name, argument) {
            self.marked(QUOTE, |writer| match content {
                [Block { kind: BlockKind::Paragraph(text), .. }, rest @ ..] => {
                    LineWriter::new(writer.out, &writer.prefix).write_bold_before(&title, text);
                    writer.blocks(rest);
                }
                content => {
                    LineWriter::new(writer.out, &writer.prefix).write_bold_before(&title, &[]);
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

/// A term and what is said of it, as an item.
fn entry<'a>(line: u32, term: Vec<Inline<'a>>, said: &[Block<'a>]) -> Item<'a> {
    let plain = term.iter().all(|inline| matches!(inline, Inline::Text(_)));
    let mut text = if plain { vec![Inline::Strong(term)] } else { term };
    let mut blocks = said.to_vec();
    match blocks.first_mut() {
        Some(Block { kind: BlockKind::Paragraph(first), .. }) => {
            text.push(Inline::Text(": ".into()));
            text.append(first);
            *first = text;
        }
        _ => blocks.insert(0, Block { line, kind: BlockKind::Paragraph(text) }),
    }
    Item { line, blocks }
}

/// What a block quote is marked with.
const QUOTE: &str = "> ";

/// The largest number that an item may have.
const MAX_NUMBER: u32 = 999_999_999;

/// Lists that follow each other have to be told apart by their marks.
#[derive(Clone, Copy, Default)]
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
