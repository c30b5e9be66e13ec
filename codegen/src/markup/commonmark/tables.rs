//! Tables: as GitHub writes them where the cells are plain, as lists where they are not.

use super::blocks::Writer;
use crate::markup::{Block, BlockKind, Inline, Item, Row, Table};

pub(super) fn table(writer: &mut Writer<'_>, table: &Table<'_>) {
    let rows = || table.head.iter().chain(&table.body);
    let width = rows().map(|row| row.cells.len()).max().unwrap_or(0);
    if width == 0 {
        return;
    }
    writer.inside("", |writer| {
        if !table.caption.is_empty() {
            writer.line(&[Inline::Strong(table.caption.clone())]);
        }
        let plain =
            table.head.len() <= 1 && rows().all(|row| row.cells.iter().all(|c| is_plain(c)));
        if plain {
            writer.apart(|writer| grid(writer, table, width));
        } else {
            list(writer, table);
        }
    });
}

/// A cell that fits on one line.
fn is_plain(cell: &[Block<'_>]) -> bool {
    match cell {
        [] => true,
        [Block { kind: BlockKind::Paragraph(text), .. }] => !text.contains(&Inline::Break),
        _ => false,
    }
}

fn grid(writer: &mut Writer<'_>, table: &Table<'_>, width: usize) {
    row(writer, table.head.first(), width);
    writer.next_line();
    writer.push_str(&"| --- ".repeat(width));
    writer.push_str("|");
    for body in &table.body {
        writer.next_line();
        row(writer, Some(body), width);
    }
}

fn row(writer: &mut Writer<'_>, row: Option<&Row<'_>>, width: usize) {
    for at in 0..width {
        writer.push_str(if at == 0 { "| " } else { " | " });
        if let Some([Block { kind: BlockKind::Paragraph(text), .. }]) =
            row.and_then(|row| row.cells.get(at)).map(Vec::as_slice)
        {
            writer.cell(text);
        }
    }
    writer.push_str(" |");
}

/// A row becomes an item, and each of its cells an item with the head of its column.
fn list(writer: &mut Writer<'_>, table: &Table<'_>) {
    let heads = table.head.last();
    let items = table.body.iter().map(|row| {
        let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(at, cell)| {
            let head = heads.and_then(|head| head.cells.get(at)).map(Vec::as_slice);
            let mut blocks = cell.clone();
            if let Some([Block { kind: BlockKind::Paragraph(head), .. }]) = head {
                let mut text = vec![Inline::Strong(head.clone()), Inline::Text(": ".into())];
                match blocks.first_mut().map(|block| &mut block.kind) {
                    Some(BlockKind::Paragraph(first)) => {
                        text.append(first);
                        *first = text;
                    }
                    _ => {
                        blocks.insert(0, Block { line: row.line, kind: BlockKind::Paragraph(text) })
                    }
                }
            }
            Item { line: row.line, blocks }
        });
        let list = BlockKind::List { start: None, items: cells.collect() };
        Item { line: row.line, blocks: vec![Block { line: row.line, kind: list }] }
    });
    let list = BlockKind::List { start: None, items: items.collect() };
    writer.blocks(&[Block { line: 0, kind: list }]);
}
