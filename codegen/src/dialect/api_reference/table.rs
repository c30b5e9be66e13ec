//! Members in a table, as no renderer of the site writes them today.

use std::borrow::Cow;

use crate::markup::{Block, BlockKind, Inline, Row, Table, plain};

use super::fact::Fact;
use super::item::{MemberItem, is_name};

/// Where the columns of a table are.
struct Columns {
    name: usize,
    ty: usize,
    required: Option<usize>,
    text: Option<usize>,
}

impl Columns {
    fn of(table: &Table<'_>) -> Option<Self> {
        let words = head(table);
        let find = |known: &[&str]| words.iter().position(|it| known.contains(&&**it));
        Some(Columns {
            name: find(&NAMES)?,
            ty: find(&TYPES)?,
            required: find(&REQUIRED),
            text: find(&["description", "meaning"]),
        })
    }
}

const NAMES: [&str; 7] =
    ["name", "parameter", "parameter name", "field", "member", "element", "property"];
const TYPES: [&str; 2] = ["type", "data type"];
const REQUIRED: [&str; 3] = ["required", "mandatory", "required?"];

fn head(table: &Table<'_>) -> Vec<String> {
    let cells = table.head.last().map_or(&[][..], |row| &row.cells);
    cells.iter().map(|cell| words(cell).to_ascii_lowercase()).collect()
}

/// Whether a table looks as if it listed members.
pub(super) fn is_of_members(table: &Table<'_>) -> bool {
    let words = head(table);
    let has = |known: &[&str]| words.iter().any(|it| known.contains(&&**it));
    has(&NAMES) && (has(&TYPES) || has(&REQUIRED))
}

/// The members that a table lists; nothing if it is no such table.
pub(super) fn items<'d>(table: &'d Table<'d>) -> Vec<MemberItem<'d>> {
    let Some(columns) = Columns::of(table) else { return Vec::new() };
    table.body.iter().filter_map(|row| item(row, &columns)).collect()
}

fn item<'d>(row: &'d Row<'d>, columns: &Columns) -> Option<MemberItem<'d>> {
    let label = words(row.cells.get(columns.name)?);
    if !is_name(&label) {
        return None;
    }
    let mut ty: Vec<Inline<'d>> = inlines(row.cells.get(columns.ty)?).to_vec();
    ty.insert(0, Inline::Text(Cow::Borrowed("")));
    let mut facts = vec![(row.line, Fact::Type(ty))];
    if let Some(cell) = columns.required.and_then(|at| row.cells.get(at)) {
        let said = words(cell).to_ascii_lowercase();
        facts.push((row.line, Fact::Required(matches!(&*said, "yes" | "true" | "required"))));
    }
    let said = columns.text.and_then(|at| row.cells.get(at)).map_or(&[][..], |cell| cell);
    Some(MemberItem::named(row.line, label, said, facts))
}

fn inlines<'d>(cell: &'d [Block<'d>]) -> &'d [Inline<'d>] {
    match cell.first().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) => text,
        _ => &[],
    }
}

fn words(cell: &[Block<'_>]) -> String {
    plain(inlines(cell)).trim().to_owned()
}
