//! Tables.

use std::borrow::Cow;

use super::blocks::Reader;
use super::tree::Id;
use crate::markup::{Block, BlockKind, Row, Table};

/// A cell that spans is repeated in no more places than this.
const MOST_REPEATED: usize = 64;

/// What a copy of a block or inline takes, in bytes, or nearly so.
const COPY: usize = 200;

impl Reader<'_> {
    pub(super) fn table(&mut self, id: Id, blocks: &mut Vec<Block<'static>>) {
        let tree = self.tree;
        let line = tree.line(id);
        if tree.has_class(id, "field-list") {
            let kind = BlockKind::Fields(self.field_table(id));
            return blocks.push(Block { line, kind });
        }
        if tree.has_class(id, "highlighttable") {
            // Code beside the numbers of its lines.
            let code = tree.descendants(id).find(|id| tree.has_class(*id, "code"));
            return blocks.extend(code.map(|id| self.blocks(id)).unwrap_or_default());
        }
        let mut table = Table {
            anchor: tree.attribute(id, "id").map(|id| Cow::Owned(id.to_owned())),
            ..Table::default()
        };
        let mut spans = Spans::default();
        self.rows(id, false, &mut spans, &mut table);
        if table.head.is_empty() && table.body.is_empty() {
            return;
        }
        blocks.push(Block { line, kind: BlockKind::Table(Box::new(table)) });
    }

    fn rows(&mut self, parent: Id, head: bool, spans: &mut Spans, table: &mut Table<'static>) {
        let tree = self.tree;
        for &id in tree.children(parent) {
            match tree.name(id) {
                "caption" => table.caption = self.inlines(tree.children(id)),
                "thead" => {
                    self.rows(id, true, spans, table);
                    spans.0.clear();
                }
                "tbody" | "tfoot" => {
                    self.rows(id, false, spans, table);
                    spans.0.clear();
                }
                "tr" => {
                    let is = |name: &str| tree.children(id).iter().any(|id| tree.name(*id) == name);
                    // Without a `thead`, rows of nothing but titles at the top are the head.
                    let titles = is("th") && !is("td") && table.body.is_empty();
                    let row = Row { line: tree.line(id), cells: self.row(id, spans) };
                    let rows = if head || titles { &mut table.head } else { &mut table.body };
                    rows.push(row);
                }
                _ => {}
            }
        }
    }

    /// Reads a row, and puts in what cells above it reach down.
    fn row(&mut self, row: Id, spans: &mut Spans) -> Vec<Vec<Block<'static>>> {
        let tree = self.tree;
        let mut cells = Vec::new();
        for &id in tree.children(row) {
            if !matches!(tree.name(id), "td" | "th") {
                continue;
            }
            spans.fill(&mut cells);
            let cell = self.blocks(id);
            let span = |name| {
                let span = tree.attribute(id, name).and_then(|span| span.trim().parse().ok());
                span.unwrap_or(1_usize).clamp(1, MOST_REPEATED)
            };
            let (columns, rows) = (span("colspan"), span("rowspan"));
            let columns = if rows > MOST_REPEATED / columns { 1 } else { columns };
            let (columns, rows) = self.afford(id, columns, rows);
            for _ in 0..columns {
                spans.set(cells.len(), rows - 1, &cell);
                cells.push(cell.clone());
            }
        }
        spans.fill(&mut cells);
        cells
    }

    /// The span as far as the page may spend on it: few letters ask for many copies.
    fn afford(&mut self, cell: Id, columns: usize, rows: usize) -> (usize, usize) {
        let copies = columns * rows - 1;
        if copies == 0 {
            return (1, 1);
        }
        let size = self
            .tree
            .descendants(cell)
            .fold(0, |size, id| size + COPY + self.tree.text(id).map_or(0, str::len));
        match self.spare.checked_sub(copies * size) {
            Some(left) => {
                self.spare = left;
                (columns, rows)
            }
            None => (1, 1),
        }
    }
}

/// For each column, the cell that reaches down into the next row, and how many rows more.
#[derive(Default)]
struct Spans(Vec<Option<(usize, Vec<Block<'static>>)>>);

impl Spans {
    /// Puts in what reaches down where the row has come to.
    fn fill(&mut self, cells: &mut Vec<Vec<Block<'static>>>) {
        while let Some(Some((left, cell))) = self.0.get_mut(cells.len()) {
            cells.push(cell.clone());
            *left -= 1;
            if *left == 0 {
                self.0[cells.len() - 1] = None;
            }
        }
    }

    fn set(&mut self, column: usize, rows: usize, cell: &[Block<'static>]) {
        if self.0.len() <= column {
            self.0.resize(column + 1, None);
        }
        self.0[column] = (rows > 0).then(|| (rows, cell.to_vec()));
    }
}
