//! Tables: grids, which show every border, and simple ones, which show the columns only.
//!
//! A cell is a text of its own, put together from its part of each line.

use super::blocks::Reader;
use super::lines;
use super::starts;
use crate::markup::{Block, BlockKind, Row, Table};

/// A cell that spans is repeated in no more places than this.
const MOST_REPEATED: usize = 64;

/// A cell before it is read: its text, and the line it begins at, counted from 0.
struct Cell {
    line: usize,
    text: String,
}

impl<'a> Reader<'a, '_> {
    /// Reads the grid that begins at this line, if its borders fit together.
    pub(super) fn grid(&mut self) -> Option<BlockKind<'a>> {
        let first = self.at;
        let column = self.lines[first].indent;
        let border = self.content(first);
        // It closes on both sides, so whatever lines follow, its ends are the grid's.
        if !matches!(border.as_bytes(), [b'+', b'-' | b'=', .., b'+']) || border.contains("++") {
            return None;
        }
        let mut lines: Vec<Vec<char>> = Vec::new();
        for at in first..self.lines.len() {
            let content = self.content(at);
            if self.lines[at].indent != column || !content.starts_with(['+', '|']) {
                break;
            }
            let line: Vec<char> = content.chars().collect();
            if line.len() != border.len() {
                break;
            }
            lines.push(line);
        }
        let grid = Grid::of(&lines)?;
        self.at = first + grid.height;
        Some(self.table(grid.rows(first), grid.head))
    }

    /// Reads the simple table that begins at this line, if it has an end.
    pub(super) fn simple_table(&mut self) -> Option<BlockKind<'a>> {
        let first = self.at;
        let column = self.lines[first].indent;
        let columns = columns(self.content(first));
        let mut borders = Vec::new();
        let mut at = first;
        loop {
            at += 1;
            if at >= self.lines.len() || self.endless {
                // No other that begins further down has an end either.
                self.endless = true;
                return None;
            }
            if self.filled(at) && starts::is_border_of_simple_table(self.content(at).as_bytes()) {
                borders.push(at);
                if !self.filled(at + 1) {
                    break;
                }
            }
        }
        let mut head = Vec::new();
        let mut body = Vec::new();
        let begin = match *borders {
            [head_end, _, ..] => {
                self.simple_rows(first + 1, head_end, column, &columns, &mut head);
                head_end
            }
            _ => first,
        };
        self.simple_rows(begin + 1, at, column, &columns, &mut body);
        self.at = at + 1;
        let heads = head.len();
        head.extend(body);
        Some(self.table(head, heads))
    }

    /// Cuts lines into the rows of a simple table: a row begins where its first cell does.
    fn simple_rows(
        &self,
        from: usize,
        to: usize,
        indent: u32,
        columns: &[usize],
        rows: &mut Vec<Vec<Cell>>,
    ) {
        for at in from..to {
            if !self.filled(at) || starts::is_underline(self.content(at).as_bytes()) {
                continue;
            }
            let before = (self.lines[at].indent.saturating_sub(indent)) as usize;
            let line: Vec<char> =
                std::iter::repeat_n(' ', before).chain(self.content(at).chars()).collect();
            let part = |index: usize| {
                let end = columns.get(index + 1).copied().unwrap_or(line.len()).min(line.len());
                let text: String =
                    line.get(columns[index]..end).unwrap_or_default().iter().collect();
                text.trim_end().to_owned()
            };
            let begins = !part(0).trim().is_empty();
            match rows.last_mut() {
                Some(row) if !begins => {
                    for (index, cell) in row.iter_mut().enumerate() {
                        cell.text.push('\n');
                        cell.text.push_str(&part(index));
                    }
                }
                _ => rows.push(
                    (0..columns.len()).map(|index| Cell { line: at, text: part(index) }).collect(),
                ),
            }
        }
    }

    /// Reads the cells.
    fn table(&mut self, rows: Vec<Vec<Cell>>, heads: usize) -> BlockKind<'a> {
        let mut table = Table::default();
        for (index, cells) in rows.into_iter().enumerate() {
            let line = cells.first().map_or(0, |cell| self.number_of(cell.line));
            let cells = cells.iter().map(|cell| self.cell(cell)).collect();
            let rows = if index < heads { &mut table.head } else { &mut table.body };
            rows.push(Row { line, cells });
        }
        BlockKind::Table(Box::new(table))
    }

    fn cell(&self, cell: &Cell) -> Vec<Block<'a>> {
        let text = dedented(&cell.text);
        let reader = self.within(&text, lines::lines(&text, Vec::new()), cell.line);
        reader.document().0.into_iter().map(Block::into_owned).collect()
    }
}

/// Takes off the blanks that all lines begin with.
fn dedented(text: &str) -> String {
    let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let common = filled.map(blanks).min().unwrap_or(0);
    let mut dedented = String::with_capacity(text.len());
    for line in text.lines() {
        dedented.push_str(line.get(common..).unwrap_or(""));
        dedented.push('\n');
    }
    dedented
}

/// Where the columns of a simple table begin.
fn columns(border: &str) -> Vec<usize> {
    let bytes = border.as_bytes();
    (0..bytes.len()).filter(|&at| bytes[at] == b'=' && (at == 0 || bytes[at - 1] != b'=')).collect()
}

/// The borders of a grid.
struct Grid<'l> {
    lines: &'l [Vec<char>],
    /// How many lines it has.
    height: usize,
    /// The places of the `+` that part columns.
    columns: Vec<usize>,
    /// The lines that are a border of some column, the first and the last line among them.
    borders: Vec<usize>,
    /// How many rows stand above the border of `=`.
    head: usize,
}

impl<'l> Grid<'l> {
    /// The grid that begins with lines of the same width, if it has an end.
    fn of(lines: &'l [Vec<char>]) -> Option<Self> {
        let width = lines.first()?.len();
        let full = |line: &[char]| line.iter().all(|c| "+-=".contains(*c));
        let height = lines.iter().rposition(|line| full(line))? + 1;
        if height < 3 {
            return None;
        }
        let lines = &lines[..height];
        let mut is_column = vec![false; width];
        let mut borders = Vec::new();
        let mut head_border = None;
        for (at, line) in lines.iter().enumerate() {
            let mut is_border = false;
            let mut start = 0;
            while let Some(plus) = (start..width).find(|&at| line[at] == '+') {
                // `+---+`: a piece of border between two marks.
                let dashes =
                    line[plus + 1..].iter().take_while(|c| **c == '-' || **c == '=').count();
                let end = plus + 1 + dashes;
                if dashes > 0 && line.get(end) == Some(&'+') {
                    is_column[plus] = true;
                    is_column[end] = true;
                    is_border = true;
                    start = end;
                } else {
                    start = plus + 1;
                }
            }
            if is_border {
                if full(line) && line.contains(&'=') && head_border.is_none() {
                    head_border = Some(borders.len());
                }
                borders.push(at);
            }
        }
        let columns: Vec<usize> = (0..width).filter(|&at| is_column[at]).collect();
        let fits = columns.first() == Some(&0) && columns.last() == Some(&(width - 1));
        fits.then(|| Grid { lines, height, columns, borders, head: head_border.unwrap_or(0) })
    }

    /// The border at line `at` runs above column `column`.
    fn is_closed(&self, at: usize, column: usize) -> bool {
        let (left, right) = (self.columns[column], self.columns[column + 1]);
        self.lines[at][left + 1..right].iter().all(|c| matches!(c, '-' | '=' | '+'))
    }

    /// The row whose lines begin below line `at` has a border on the left of `column`.
    fn is_parted(&self, at: usize, column: usize) -> bool {
        let mark = self.lines.get(at + 1).and_then(|line| line.get(self.columns[column]));
        matches!(mark, Some('|' | '+'))
    }

    /// The rows of the grid, whose first line is line `first` of the text.
    fn rows(&self, first: usize) -> Vec<Vec<Cell>> {
        let (rows, columns) = (self.borders.len() - 1, self.columns.len() - 1);
        // The upper left corner of the cell that covers each place.
        let mut corners = vec![(0, 0); rows * columns];
        for row in 0..rows {
            for column in 0..columns {
                let above = row > 0 && !self.is_closed(self.borders[row], column);
                let left = column > 0 && !self.is_parted(self.borders[row], column);
                corners[row * columns + column] = if above {
                    corners[(row - 1) * columns + column]
                } else if left {
                    corners[row * columns + column - 1]
                } else {
                    (row, column)
                };
            }
        }
        let mut ends = vec![(0, 0); rows * columns];
        let mut places = vec![0_usize; rows * columns];
        for row in 0..rows {
            for column in 0..columns {
                let (top, left) = corners[row * columns + column];
                let end = &mut ends[top * columns + left];
                *end = (row.max(end.0), column.max(end.1));
            }
        }
        let mut cells = Vec::with_capacity(rows);
        for row in 0..rows {
            let mut line = Vec::with_capacity(columns);
            for column in 0..columns {
                let (top, left) = corners[row * columns + column];
                let (bottom, right) = ends[top * columns + left];
                let from = self.borders[top] + 1;
                let place = &mut places[top * columns + left];
                *place += 1;
                let text = match *place {
                    ..=MOST_REPEATED => self.text(from, self.borders[bottom + 1], left, right),
                    _ => String::new(),
                };
                line.push(Cell { line: first + from, text });
            }
            cells.push(line);
        }
        cells
    }

    fn text(&self, from: usize, to: usize, left: usize, right: usize) -> String {
        let (start, end) = (self.columns[left] + 1, self.columns[right + 1]);
        let mut text = String::new();
        for line in &self.lines[from..to] {
            let part: String = line[start..end].iter().collect();
            text.push_str(part.trim_end());
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::growth::assert_no_square;
    use crate::markup::rst::parse;
    use crate::markup::{Block, BlockKind, Row, Table};

    fn cells(rows: &[Row<'_>]) -> Vec<(u32, Vec<String>)> {
        let cell = |cell: &Vec<Block<'_>>| {
            let mut text = String::new();
            crate::markup::blocks_to_commonmark(cell, &mut text);
            text
        };
        rows.iter().map(|row| (row.line, row.cells.iter().map(cell).collect())).collect()
    }

    /// The table of a text, as head and body.
    fn table(text: &str) -> (Box<Table<'_>>, usize) {
        let blocks = parse(text).blocks;
        let count = blocks.len();
        let table = blocks.into_iter().find_map(|block| match block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        (table.expect("a table"), count)
    }

    fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn a_grid_with_a_caption() {
        let text = "\
.. _t1:

.. table:: **Table 1** Parameters

   +------+--------------------------+
   | Name | Description              |
   +======+==========================+
   | a    | -  Definition: the –     |
   |      |    first                 |
   |      |                          |
   |      | -  Range: None           |
   +------+--------------------------+
   | b    | :ref:`B <b>` object      |
   +------+--------------------------+

After.
";
        let (table, count) = table(text);
        assert_eq!(count, 2);
        assert_eq!(table.anchor.as_deref(), Some("t1"));
        assert_eq!(cells(&table.head), [row(6, &["Name", "Description"])]);
        let list = "- Definition: the -- first\n\n- Range: None";
        let [(8, first), (13, second)] = &cells(&table.body)[..] else {
            panic!("{:?}", cells(&table.body))
        };
        assert_eq!(first[0], "a");
        assert_eq!(first[1].replace("\n\n", "\n"), list.replace("\n\n", "\n"));
        assert_eq!(second[1], "B object");
        let mut caption = String::new();
        table.caption.iter().for_each(|inline| inline.push_text(&mut caption));
        assert_eq!(caption, "Table 1 Parameters");
    }

    #[test]
    fn cells_that_span_are_repeated() {
        let text = "\
+---+---+---+
| a | b     |
|   +---+---+
|   | c | d |
+---+---+---+
";
        let (table, _) = table(text);
        assert_eq!(table.head, []);
        assert_eq!(cells(&table.body), [row(2, &["a", "b", "b"]), row(2, &["a", "c", "d"])]);
    }

    #[test]
    fn a_simple_table() {
        let text = "\
========= ========= ==========
Parameter Mandatory Type
========= ========= ==========
pool_id   Yes       String and
                    more
limit     No        A text wider than its column
========= ========= ==========

After.
";
        let (table, count) = table(text);
        assert_eq!(count, 2);
        assert_eq!(cells(&table.head), [row(2, &["Parameter", "Mandatory", "Type"])]);
        assert_eq!(
            cells(&table.body),
            [
                row(4, &["pool_id", "Yes", "String and more"]),
                row(6, &["limit", "No", "A text wider than its column"])
            ]
        );
    }

    #[test]
    fn what_only_looks_like_a_table() {
        for text in ["+---+\n| a\n", "+---+---+\n| a | b\n+---+\n", "=== ===\na b\n", "+--+--+"] {
            let tables = |block: &Block<'_>| matches!(block.kind, BlockKind::Table(_));
            assert!(!parse(text).blocks.iter().any(tables), "{text}");
        }
    }

    #[test]
    fn tables_without_an_end_take_no_square_of_their_length() {
        for text in ["++-+\n", "+-+\n+--+\n", "= =\nx\n\n", "+-+\n|x|\n\n", "+-+\n+-+\n|x|\n"] {
            assert_no_square(text, 30_000, |text| {
                parse(text);
            });
        }
    }
}
