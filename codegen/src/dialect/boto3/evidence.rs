//! What stands in a description by what it looks like, whatever it is called there.
//!
//! Headings are words, and documentation changes its words. A call of the client, a list of members
//! with a type each, a list of exceptions are facts under any heading: where one stands in the place
//! of the section that comes next it is read as that and noted, and elsewhere it is told.

use crate::markup::{Block, BlockKind, Inline, Literal, Table};

use super::entry;
use super::syntax;

/// What a block looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `response = client.list_sessions(`
    Call,
    /// `{'sessions': […]}`
    Answer,
    /// `- **sessions** *(list) --*`
    Entries,
    /// ``*   :py:class:`X.Client.exceptions.Y` ``
    Exceptions,
    /// What is said in place of a section that is left out as too large.
    LeftOut,
    /// A table with a column of types.
    Table,
    /// `:param portalId:`, called otherwise.
    Field,
}

impl Sign {
    pub fn of(block: &Block<'_>) -> Option<Self> {
        match &block.kind {
            BlockKind::Literal(literal) if is_call(literal) => Some(Sign::Call),
            BlockKind::Literal(literal) if literal.raw.contains(syntax::TOO_LARGE) => {
                Some(Sign::LeftOut)
            }
            BlockKind::Literal(literal) => is_answer(literal, block.line).then_some(Sign::Answer),
            BlockKind::List { .. } if names_exceptions(block) => Some(Sign::Exceptions),
            BlockKind::List { .. } => entry::is_list(block).then_some(Sign::Entries),
            BlockKind::Table(table) => has_types(table).then_some(Sign::Table),
            BlockKind::Quote(blocks) => blocks.iter().find_map(Sign::of),
            _ => None,
        }
    }

    /// In words.
    pub fn what(self) -> &'static str {
        match self {
            Sign::Call => "a call with its syntax",
            Sign::Answer => "the syntax of an answer",
            Sign::Entries => "a list of members with their types",
            Sign::Exceptions => "a list of exceptions",
            Sign::LeftOut => "what is said in place of a section that is too large",
            Sign::Table => "a table with a column of types",
            Sign::Field => "a field that describes something by name",
        }
    }
}

fn is_call(literal: &Literal<'_>) -> bool {
    let raw = literal.raw.trim_ascii_start();
    let Some((call, _)) = raw.split_once('(') else { return false };
    let call = call.rsplit_once('=').map_or(call, |(_, call)| call).trim_ascii();
    let Some((object, method)) = call.rsplit_once('.') else { return false };
    let is_name = |name: &str| name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    matches!(object, "client" | "paginator" | "response_iterator" | "waiter")
        && !method.is_empty()
        && is_name(method)
}

/// A dictionary with names of types for values.
fn is_answer(literal: &Literal<'_>, line: u32) -> bool {
    let raw = literal.raw.trim_ascii_start();
    const MARKS: [&str; 7] =
        ["'string'", "123", "True|False", "datetime(", "b'bytes'", "StreamingBody()", "{...}"];
    raw.starts_with('{')
        && (raw.trim_ascii_end().len() < 3 || MARKS.iter().any(|mark| raw.contains(mark)))
        && syntax::parse(&literal.raw, line).is_ok()
}

fn names_exceptions(block: &Block<'_>) -> bool {
    let BlockKind::List { items, .. } = &block.kind else { return false };
    let names = |blocks: &[Block<'_>]| match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) => text.iter().any(|inline| {
            matches!(inline, Inline::Role { name, text, .. }
                if name == "py:class" && text.contains(".exceptions."))
        }),
        _ => false,
    };
    items.first().is_some_and(|item| names(&item.blocks))
}

/// Whether one column is called after types and another after what has them.
fn has_types(table: &Table<'_>) -> bool {
    let Some(row) = table.head.first().or(table.body.first()) else { return false };
    let titles = row.cells.iter().map(|cell| {
        let mut shown = String::new();
        for block in cell {
            if let BlockKind::Paragraph(text) = &block.kind {
                text.iter().for_each(|inline| inline.push_text(&mut shown));
            }
        }
        shown.trim().to_ascii_lowercase()
    });
    let titles: Vec<String> = titles.collect();
    let has = |words: &[&str]| titles.iter().any(|title| words.contains(&&**title));
    has(&["type", "data type", "parameter type"])
        && has(&["name", "parameter", "member", "field", "element", "attribute"])
}
