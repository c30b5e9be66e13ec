//! Tables of parameters.

mod cells;

use crate::markup::{Block, Row, Table};

use self::cells::{is_type, link, mandatory, name, says_whole};
use super::caption::Caption;
use super::text;
use super::types::{self, Reference, Type};

/// A table that lists parameters.
pub struct Parameters<'d> {
    /// What its caption says of it.
    pub caption: Option<Caption>,
    /// A name that links on the page lead to.
    pub anchor: Option<&'d str>,
    /// A name for links of the section that it is the first table of.
    pub section: Option<&'d str>,
    /// Its rows.
    pub rows: Vec<Parameter<'d>>,
}

/// The name of a row that has none and is the only one: a body that is a list.
pub const WHOLE: &str = "[body]";

/// A row.
#[derive(Clone)]
pub struct Parameter<'d> {
    /// The line of the row.
    pub line: u32,
    /// The parameter's name; [`WHOLE`] where the row stands for all that the table is of.
    pub name: String,
    /// Where a link in the name's cell leads: to what lists the parameter's parts.
    pub link: Option<Reference<'d>>,
    /// It must be there; `None` where the table does not tell.
    pub mandatory: Option<bool>,
    /// When it must be there, where that takes a sentence.
    pub condition: Option<&'d [Block<'d>]>,
    /// Its type, where the table gives one.
    pub ty: Option<Type<'d>>,
    /// What is said of it.
    pub description: &'d [Block<'d>],
}

impl Parameter<'_> {
    /// It is a header by its name alone.
    pub fn is_header(&self) -> bool {
        let name = self.name.as_bytes();
        name.first_chunk().is_some_and(|first: &[u8; 2]| first.eq_ignore_ascii_case(b"x-"))
            || ["content-type", "authorization", "accept"]
                .iter()
                .any(|known| self.name.eq_ignore_ascii_case(known))
    }
}

/// The tables of parameters that a table of the page is: more than one where several have been
/// glued together, none where it lists something else.
pub fn read<'d>(table: &'d Table<'d>) -> Vec<Parameters<'d>> {
    let mut tables: Vec<Parameters<'d>> = Vec::new();
    let mut columns: Option<Columns> = None;
    let mut unread: Vec<&'d Row<'d>> = Vec::new();
    for row in table.head.iter().chain(&table.body) {
        if let Some(found) = Columns::of(row) {
            finish(&mut tables, columns.take(), &mut unread);
            let first = tables.is_empty();
            tables.push(Parameters {
                caption: Caption::of(&table.caption).filter(|_| first),
                anchor: table.anchor.as_deref().filter(|_| first),
                section: None,
                rows: Vec::new(),
            });
            columns = Some(found);
        } else if columns.is_some() {
            unread.push(row);
        } else if table.head.is_empty() {
            // The first row is the head, or there is none.
            return Vec::new();
        }
    }
    finish(&mut tables, columns, &mut unread);
    tables
}

impl Parameters<'_> {
    /// It lists parameters beyond doubt: each with a type, or with whether it must be there.
    pub fn is_sure(&self) -> bool {
        let tells = |row: &Parameter<'_>| row.ty.is_some() || row.mandatory.is_some();
        !self.rows.is_empty() && self.rows.iter().all(tells)
    }

    /// It has types.
    pub fn has_types(&self) -> bool {
        self.rows.iter().any(|row| row.ty.is_some())
    }
}

/// The table lists something that is no parameter's business: statuses, errors, values.
pub fn is_other(table: &Table<'_>) -> bool {
    let head = table.head.first().or_else(|| table.body.first());
    let cells = head.map_or(&[][..], |row| &row.cells);
    let first = cells.first().map(|cell| text::of_blocks(cell).to_ascii_lowercase());
    let words = ["status", "code", "error", "value", "permission", "message", "http"];
    first.is_none_or(|first| words.into_iter().any(|word| first.contains(word)))
}

/// Reads the rows of the last table.
fn finish<'d>(
    tables: &mut [Parameters<'d>],
    columns: Option<Columns>,
    rows: &mut Vec<&'d Row<'d>>,
) {
    let (Some(table), Some(mut columns)) = (tables.last_mut(), columns) else { return };
    columns.find_type(rows);
    let alone = rows.len() == 1;
    let rows = rows.drain(..).filter_map(|row| columns.parameter(row, alone));
    table.rows = rows.flat_map(either).collect();
}

/// `domain_name or domain_id` are two parameters, of which one has to be there.
fn either<'d>(row: Parameter<'d>) -> Vec<Parameter<'d>> {
    let names: Vec<&str> = row.name.split(" or ").collect();
    if names.len() < 2 || !names.iter().all(|name| super::places::is_wire_name(name)) {
        return vec![row];
    }
    let one = |name: &&str| {
        let mandatory = row.mandatory.map(|_| false);
        Parameter { name: (*name).to_owned(), mandatory, ..row.clone() }
    };
    names.iter().map(one).collect()
}

/// Where what stands in a table.
#[derive(Default)]
struct Columns {
    name: usize,
    mandatory: Option<usize>,
    ty: Option<usize>,
    description: Option<usize>,
    /// Columns whose heads say nothing that is known.
    unknown: Vec<usize>,
}

impl Columns {
    /// The columns, if the row is the head of a table of parameters.
    fn of(row: &Row<'_>) -> Option<Self> {
        let mut columns = Columns::default();
        let (mut name, mut other) = (None, None);
        for (index, cell) in row.cells.iter().enumerate() {
            let head = text::of_blocks(cell).to_ascii_lowercase();
            match head.trim_end_matches(':') {
                "parameter" | "parameters" | "parameter name" | "param" | "param name" | "name"
                | "field" | "fields" | "field name" | "attribute" | "attributes"
                | "attribute name" | "property" | "property name" | "member" | "argument"
                | "request parameter" | "response parameter" => {
                    name = name.or(Some(index));
                }
                // Tables of what values mean have such heads too, and no types.
                "key" | "header" | "header name" | "element" | "element name" | "item" => {
                    other = other.or(Some(index));
                }
                "mandatory"
                | "mandatory (yes/no)"
                | "mandatory or not"
                | "mandatory/optional"
                | "mandatory or optional"
                | "required"
                | "required or not"
                | "is mandatory"
                | "is required"
                | "required/optional"
                | "optional or mandatory"
                | "necessity" => {
                    columns.mandatory = Some(index);
                }
                "type" | "parameter type" | "data type" | "value type" | "param type"
                | "field type" | "attribute type" => {
                    columns.ty = Some(index);
                }
                "description"
                | "parameter description"
                | "field description"
                | "remarks"
                | "remark"
                | "meaning"
                | "note"
                | "explanation" => {
                    columns.description = columns.description.or(Some(index));
                }
                _ => columns.unknown.push(index),
            }
        }
        let tells = columns.mandatory.is_some() || columns.ty.is_some();
        columns.name = name.or(other.filter(|_| tells))?;
        let known = [columns.mandatory, columns.ty, columns.description];
        // A list of values has a name and a description too, but a parameter comes first.
        let first = columns.name == 0 && known.iter().any(Option::is_some);
        first.then_some(columns)
    }

    /// Where no head says so, the types are in the column in which nothing else is.
    fn find_type(&mut self, rows: &[&Row<'_>]) {
        let is_type = |column: usize| {
            !rows.is_empty()
                && rows.iter().all(|row| {
                    let cell = row.cells.get(column).map_or(&[][..], Vec::as_slice);
                    types::read(cell).is_some_and(|ty| !matches!(ty, Type::Named(_)))
                })
        };
        if self.ty.is_none() {
            self.ty = self.unknown.iter().copied().find(|column| is_type(*column));
        }
    }

    fn parameter<'d>(&self, row: &'d Row<'d>, alone: bool) -> Option<Parameter<'d>> {
        let cell = |column: usize| row.cells.get(column).map_or(&[][..], Vec::as_slice);
        let name = name(&text::of_blocks(cell(self.name)));
        let mut mandatory_cell = self.mandatory.map_or(&[][..], cell);
        let mut type_cell = self.ty.map_or(&[][..], cell);
        // Two cells of one row have been exchanged.
        if self.ty.is_some()
            && types::read(type_cell).is_none()
            && mandatory(type_cell).0.is_some()
            && mandatory(mandatory_cell).0.is_none()
        {
            std::mem::swap(&mut mandatory_cell, &mut type_cell);
        }
        let description = self.description.map_or(&[][..], cell);
        let mut ty = types::read(type_cell);
        if ty.is_none() && self.mandatory.is_none() && mandatory(mandatory_cell).0.is_some() {
            // A row of a request in the table of a response: its type has slipped one column on.
            let slipped = description.first().filter(|first| is_type(first));
            ty = slipped.and_then(|first| types::read(std::slice::from_ref(first)));
        }
        let (mandatory, is_sentence) = mandatory(mandatory_cell);
        let is_body = alone && matches!(ty, Some(Type::List(_) | Type::Array | Type::Map(_)));
        let name = name.filter(|name| !(is_body && says_whole(name)));
        let name = name.or_else(|| is_body.then(|| WHOLE.to_owned()))?;
        Some(Parameter {
            line: row.line,
            name,
            link: link(cell(self.name)),
            mandatory,
            condition: is_sentence.then_some(mandatory_cell),
            ty,
            description,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{BlockKind, Inline};

    fn row<'a>(line: u32, cells: &[&'a str]) -> Row<'a> {
        let cell = |text: &&'a str| {
            let kind = BlockKind::Paragraph(vec![Inline::Text((*text).into())]);
            vec![Block { line, kind }]
        };
        Row { line, cells: cells.iter().map(cell).collect() }
    }

    /// One letter a fact: name, mandatory, type, description.
    fn shown(table: &Parameters<'_>) -> Vec<String> {
        let shown = |it: &Parameter<'_>| {
            let must = it.mandatory.map_or("?", |it| if it { "!" } else { "" });
            let ty = if it.ty.is_some() { ":" } else { "" };
            format!("{}{must}{ty} {}", it.name, text::of_blocks(it.description))
        };
        table.rows.iter().map(shown).collect()
    }

    #[test]
    fn columns_in_any_order() {
        for (head, body) in [
            (["Parameter", "Mandatory", "Type", "Description"], ["a", "Yes", "String", "It."]),
            (["Parameter", "Type", "Mandatory", "Description"], ["a", "String", "Yes", "It."]),
            (["Parameter", "Mandatory", "String", "Description"], ["a", "Yes", "Integer", "It."]),
            (["Name", "Type", "Mandatory", "Description"], ["a", "Yes", "String", "It."]),
        ] {
            let head = vec![row(1, &head)];
            let table = Table { head, body: vec![row(3, &body)], ..Table::default() };
            let tables = read(&table);
            assert_eq!(tables.iter().map(shown).collect::<Vec<_>>(), [["a!: It."]]);
        }
    }

    #[test]
    fn tables_that_are_glued_together() {
        let table = Table {
            head: vec![row(1, &["Parameter", "Mandatory", "Type", "Description"])],
            body: vec![
                row(3, &["project_id", "Yes", "String", "Project ID."]),
                row(4, &["Parameter", "Mandatory", "Type", "Description"]),
                row(5, &["---", "---", "---", "---"]),
                row(6, &["limit", "No", "Integer", "Limit."]),
            ],
            ..Table::default()
        };
        let tables = read(&table);
        assert_eq!(tables.len(), 2);
        assert_eq!(shown(&tables[0]), ["project_id!: Project ID."]);
        assert_eq!(shown(&tables[1]), ["limit: Limit."]);
    }

    #[test]
    fn what_is_mandatory_under_a_condition_is_not() {
        let table = Table {
            head: vec![row(1, &["Parameter", "Mandatory", "Description"])],
            body: vec![row(2, &["a", "Yes when b is set", "It."]), row(3, &["-", "-", "-"])],
            ..Table::default()
        };
        let tables = read(&table);
        assert_eq!(shown(&tables[0]), ["a It."]);
        assert!(tables[0].rows[0].condition.is_some());
    }

    #[test]
    fn names_that_lines_were_broken_in() {
        for (text, expected) in [
            ("protocol \\_id", "protocol_id"),
            ("scaling\\_ configuration \\_id", "scaling_configuration_id"),
            ("server\u{200b}_id", "server_id"),
            ("`name`", "name"),
            ("name (mandatory)", "name"),
            ("User customization", "User customization"),
            ("[Array element]", "[Array element]"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_row_without_a_name_is_the_whole_if_it_is_a_list_and_alone() {
        let read = |rows: &[&[&str]]| {
            let table = Table {
                head: vec![row(1, &["Parameter", "Mandatory", "Type", "Description"])],
                body: rows.iter().map(|cells| row(2, cells)).collect(),
                ..Table::default()
            };
            read(&table).iter().flat_map(shown).collect::<Vec<_>>()
        };
        let list = ["-", "Yes", "Array of strings", "It."];
        assert_eq!(read(&[&list]), ["[body]!: It."]);
        assert!(read(&[&["-", "-", "-", "-"]]).is_empty());
        assert!(read(&[&["-", "Yes", "String", "It."]]).is_empty());
        assert_eq!(read(&[&list, &["a", "No", "String", "A."]]), ["a: A."]);
    }

    #[test]
    fn a_row_of_two_parameters() {
        let table = Table {
            head: vec![row(1, &["Parameter", "Mandatory", "Type", "Description"])],
            body: vec![row(2, &["user_name or user_id", "Yes", "String", "The user."])],
            ..Table::default()
        };
        assert_eq!(shown(&read(&table)[0]), ["user_name: The user.", "user_id: The user."]);
    }

    #[test]
    fn whether_a_parameter_must_be_there() {
        let cell = |text: &'static str| {
            vec![Block { line: 1, kind: BlockKind::Paragraph(vec![Inline::Text(text.into())]) }]
        };
        for (text, expected) in [
            ("Yes", (Some(true), false)),
            ("M", (Some(true), false)),
            ("Required", (Some(true), false)),
            ("true", (Some(true), false)),
            ("O", (Some(false), false)),
            ("Optional", (Some(false), false)),
            ("Yes (if a is set)", (Some(false), true)),
            ("Conditional", (Some(false), true)),
            ("No. The default is 3.", (Some(false), true)),
            ("", (None, false)),
            ("-", (None, false)),
        ] {
            assert_eq!(mandatory(&cell(text)), expected, "{text}");
        }
    }

    #[test]
    fn other_tables() {
        for head in [&["Status Code", "Description"][..], &["Parameter"], &["API", "Name"], &[]] {
            let table = Table {
                head: vec![row(1, head)],
                body: vec![row(2, &["a", "b"])],
                ..Table::default()
            };
            assert!(read(&table).is_empty(), "{head:?}");
        }
    }
}
