//! Tables: drawn with pipes, or with tabs between the cells as browsers copy them.

use crate::markup::{Block, BlockKind, Inline, Row, Table};

use super::{Reader, TextLine, text};

/// Whether a table begins at the first of these lines.
pub(super) fn begins(lines: &[TextLine<'_>]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    first.content.starts_with('|')
        || first.content.contains('\t')
            && rest.first().is_some_and(|second| second.content.contains('\t'))
}

impl<'a> Reader<'a> {
    /// Reads lines of cells.
    pub(super) fn tables(&mut self, blocks: &mut Vec<Block<'a>>) {
        if self.lines[self.at].content.starts_with('|') {
            self.drawn(blocks);
        } else {
            self.tabbed(blocks);
        }
    }

    /// A line of dashes makes a head of the one before it, with which another table begins, even
    /// where no blank line parts it from the one above.
    fn drawn(&mut self, blocks: &mut Vec<Block<'a>>) {
        let mut table = Table::default();
        while let Some(line) = self.lines.get(self.at).filter(|line| line.content.starts_with('|'))
        {
            let number = self.number();
            self.at += 1;
            if is_rule(line.content) {
                if let Some(head) = table.body.pop() {
                    push(blocks, std::mem::take(&mut table));
                    table.head.push(head);
                }
            } else {
                table.body.push(row(number, drawn_cells(line.content)));
            }
        }
        push(blocks, table);
    }

    /// Nothing tells the head from the rows.
    fn tabbed(&mut self, blocks: &mut Vec<Block<'a>>) {
        let mut table = Table::default();
        while let Some(line) = self.lines.get(self.at).filter(|line| line.content.contains('\t')) {
            table.body.push(row(self.number(), line.content.split('\t').map(str::trim)));
            self.at += 1;
        }
        push(blocks, table);
    }
}

fn push<'a>(blocks: &mut Vec<Block<'a>>, table: Table<'a>) {
    if let Some(line) = table.head.iter().chain(&table.body).map(|row| row.line).next() {
        blocks.push(Block { line, kind: BlockKind::Table(Box::new(table)) });
    }
}

fn row<'a>(line: u32, cells: impl Iterator<Item = &'a str>) -> Row<'a> {
    let cells = cells.map(|cell| {
        let text = match cell.contains("\\|") {
            true => text(&cell.replace("\\|", "|")).into_iter().map(Inline::into_owned).collect(),
            false => text(cell),
        };
        if text.is_empty() {
            return Vec::new();
        }
        vec![Block { line, kind: BlockKind::Paragraph(text) }]
    });
    Row { line, cells: cells.collect() }
}

/// The cells of a line; a pipe behind a backslash is part of one.
fn drawn_cells(line: &str) -> impl Iterator<Item = &str> {
    let inside = line.strip_prefix('|').unwrap_or(line);
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    let mut rest = Some(inside);
    std::iter::from_fn(move || {
        let line = rest?;
        let bytes = line.as_bytes();
        let pipe = memchr::memchr_iter(b'|', bytes)
            .find(|at| at.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b'\\'));
        let cell = pipe.map_or(line, |pipe| &line[..pipe]);
        rest = pipe.map(|pipe| &line[pipe + 1..]);
        Some(cell.trim())
    })
}

/// `|---|:--|`
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}
