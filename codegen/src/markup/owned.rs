//! Blocks that no longer borrow from the page.

use std::borrow::Cow;

use super::{Block, BlockKind, Definition, Field, Inline, Item, Literal, Row, Table};

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}

fn blocks(blocks: Vec<Block<'_>>) -> Vec<Block<'static>> {
    blocks.into_iter().map(Block::into_owned).collect()
}

fn inlines(inlines: Vec<Inline<'_>>) -> Vec<Inline<'static>> {
    inlines.into_iter().map(Inline::into_owned).collect()
}

fn rows(rows: Vec<Row<'_>>) -> Vec<Row<'static>> {
    let row = |Row { line, cells }| Row { line, cells: cells.into_iter().map(blocks).collect() };
    rows.into_iter().map(row).collect()
}

impl Block<'_> {
    /// The same block, with its text copied.
    pub fn into_owned(self) -> Block<'static> {
        let kind = match self.kind {
            BlockKind::Heading { level, text } => BlockKind::Heading { level, text: inlines(text) },
            BlockKind::Paragraph(text) => BlockKind::Paragraph(inlines(text)),
            BlockKind::Literal(Literal { language, raw, indent }) => {
                let language = language.map(owned);
                BlockKind::Literal(Literal { language, raw: owned(raw), indent })
            }
            BlockKind::List { start, items } => {
                let item = |Item { line, blocks: it }| Item { line, blocks: blocks(it) };
                BlockKind::List { start, items: items.into_iter().map(item).collect() }
            }
            BlockKind::Definitions(definitions) => {
                let definition = |Definition { line, term, blocks: it }| Definition {
                    line,
                    term: inlines(term),
                    blocks: blocks(it),
                };
                BlockKind::Definitions(definitions.into_iter().map(definition).collect())
            }
            BlockKind::Fields(fields) => {
                let field = |Field { line, name, argument, blocks: it }| Field {
                    line,
                    name: owned(name),
                    argument: owned(argument),
                    blocks: blocks(it),
                };
                BlockKind::Fields(fields.into_iter().map(field).collect())
            }
            BlockKind::Directive { name, argument, content } => BlockKind::Directive {
                name: owned(name),
                argument: owned(argument),
                content: blocks(content),
            },
            BlockKind::Quote(content) => BlockKind::Quote(blocks(content)),
            BlockKind::Table(table) => {
                let Table { caption, anchor, head, body } = *table;
                BlockKind::Table(Box::new(Table {
                    caption: inlines(caption),
                    anchor: anchor.map(owned),
                    head: rows(head),
                    body: rows(body),
                }))
            }
        };
        Block { line: self.line, kind }
    }
}

impl Inline<'_> {
    /// The same piece of text, copied.
    pub fn into_owned(self) -> Inline<'static> {
        match self {
            Inline::Text(text) => Inline::Text(owned(text)),
            Inline::Code(text) => Inline::Code(owned(text)),
            Inline::Emphasis(text) => Inline::Emphasis(inlines(text)),
            Inline::Strong(text) => Inline::Strong(inlines(text)),
            Inline::Link { text, target } => {
                Inline::Link { text: inlines(text), target: owned(target) }
            }
            Inline::Role { name, text, target } => {
                Inline::Role { name: owned(name), text: owned(text), target: target.map(owned) }
            }
            Inline::Anchor(name) => Inline::Anchor(owned(name)),
            Inline::Break => Inline::Break,
        }
    }
}
