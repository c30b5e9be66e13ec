//! What tests compare: blocks in short.

use super::{Block, BlockKind, Inline, Row, plain};

/// What a reader sees of `text`.
pub(super) fn shown(text: &[Inline<'_>]) -> String {
    plain(text)
}

/// The kinds of blocks, nested, in short.
pub(super) fn outline(blocks: &[Block<'_>]) -> String {
    let outlines = blocks.iter().map(|block| match &block.kind {
        BlockKind::Heading { level, text } => format!("h{level}({})", shown(text)),
        BlockKind::Paragraph(text) => format!("p({})", shown(text)),
        BlockKind::Literal(literal) => {
            format!("code({})", literal.lines().collect::<Vec<_>>().join("/"))
        }
        BlockKind::List { items, start } => {
            let items = items.iter().map(|item| outline(&item.blocks)).collect::<Vec<_>>();
            format!("{}[{}]", if start.is_some() { "ol" } else { "ul" }, items.join("; "))
        }
        BlockKind::Definitions(definitions) => {
            let all = definitions
                .iter()
                .map(|definition| {
                    format!("{}: {}", shown(&definition.term), outline(&definition.blocks))
                })
                .collect::<Vec<_>>();
            format!("dl[{}]", all.join("; "))
        }
        BlockKind::Fields(fields) => {
            let all = fields
                .iter()
                .map(|field| {
                    format!("{} {}: {}", field.name, field.argument, outline(&field.blocks))
                })
                .collect::<Vec<_>>();
            format!("fields[{}]", all.join("; "))
        }
        BlockKind::Directive { name, argument, content } => {
            format!("{name}({argument})[{}]", outline(content))
        }
        BlockKind::Quote(blocks) => format!("quote[{}]", outline(blocks)),
        BlockKind::Table(table) => {
            let cell = |cell: &Vec<Block<'_>>| match &cell[..] {
                [Block { kind: BlockKind::Paragraph(text), .. }] => shown(text),
                blocks => outline(blocks),
            };
            let row = |row: &Row<'_>| row.cells.iter().map(cell).collect::<Vec<_>>().join("|");
            let rows: Vec<_> = table.head.iter().chain(&table.body).map(row).collect();
            format!("table[{}]", rows.join(" / "))
        }
    });
    outlines.collect::<Vec<_>>().join(" ")
}
