//! What a page states of its operation.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::facts::{
    Example, Http, Kind, Node, OperationFacts, PageFacts, ShapeFacts, Shows, Statement,
};
use crate::markup::{Block, BlockKind, Inline};

use super::body;
use super::caption::Caption;
use super::elsewhere;
use super::example;
use super::input;
use super::maker::Maker;
use super::page::{Page, Section};
use super::response::Responses;
use super::rules;
use super::status;
use super::table;
use super::tables::{Region, Tables};
use super::text;
use super::uri::Uri;

/// How many tables of parameters a page may have. The longest that is known has under a hundred.
const MOST_TABLES: usize = 500;

/// How many URIs a page may have: each is an operation with all that the tables list.
pub const MOST_URIS: usize = 30;

/// States the operation of a page, or one for each of its URIs, and the tables that other pages
/// may have links to.
pub fn read(page: &Page<'_>, uris: &[Uri], name: Option<&str>, facts: &mut PageFacts) {
    let responses = Responses::of(page);
    let examples = example::read(page, facts);
    let mut found = tables(page, &responses, facts);
    elsewhere::place(&mut found, page, uris, &examples, facts);
    let tables = Tables::new(found, &page.names);
    if let Some(uri) = uris.get(MOST_URIS) {
        let message =
            format!("the page has {} URIs; from this one on they are left out", uris.len());
        let place = facts.place(uri.line);
        facts.diagnostics.push(Diagnostic::new(&rules::TOO_MUCH, place, message));
    }
    let mut reader = Reader {
        page,
        responses: &responses,
        tables: &tables,
        examples: &examples,
        read: BTreeSet::new(),
        facts,
    };
    for (index, uri) in uris.iter().take(MOST_URIS).enumerate() {
        let said = reader.facts.diagnostics.len();
        let operation = reader.operation(uri, name);
        reader.facts.statements.push(Statement::Operation(operation));
        if index > 0 {
            // The tables are the same, and so is what is to be said about them.
            reader.facts.diagnostics.truncate(said);
        }
    }
    let read = std::mem::take(&mut reader.read);
    elsewhere::say_unread(&tables, &read, facts);
    anchored(&tables, &mut Maker::new(&tables), facts);
}

/// States the tables of a page without an operation that other pages may have links to.
pub fn read_tables(page: &Page<'_>, facts: &mut PageFacts) {
    let tables = Tables::new(tables(page, &Responses::of(page), facts), &page.names);
    anchored(&tables, &mut Maker::new(&tables), facts);
}

/// Each table with an anchor, as a shape under the anchor's name.
fn anchored<'t, 'd>(tables: &'t Tables<'d>, maker: &mut Maker<'t, 'd>, facts: &mut PageFacts) {
    for (anchor, index) in tables.anchored() {
        let line = tables.get(index).rows.first().map_or(0, |row| row.line);
        let node = maker.structure(index, line, None);
        let shape = ShapeFacts { line, name: anchor.into(), node };
        facts.statements.push(Statement::Shape(shape));
    }
}

/// Every table of parameters on the page, with its region.
fn tables<'d>(
    page: &Page<'d>,
    responses: &Responses<'d>,
    facts: &mut PageFacts,
) -> Vec<(Region, table::Parameters<'d>)> {
    let mut tables: Vec<(Region, table::Parameters<'d>)> = Vec::new();
    let mut unread = Vec::new();
    let mut sections = BTreeSet::new();
    for (at, (part, block)) in page.leaves.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else { continue };
        let before = Before::of(&page.leaves[..at]);
        let region = match part {
            Section::Uri => Region::URI,
            Section::Request => Region::REQUEST,
            Section::Response => responses.region(block.line),
            _ => Region::ELSEWHERE,
        };
        let mut read = table::read(table);
        if read.is_empty() && region != Region::ELSEWHERE && !table::is_other(table) {
            unread.push((region, block.line));
        }
        if let Some(first) = read.first_mut() {
            first.caption = first.caption.take().or_else(|| Caption::of(before.caption));
            first.anchor = first.anchor.or(before.anchor);
            if first.caption.is_none() {
                let places = |text: &&[Inline<'_>]| places(&text::plain(text));
                first.caption = page.head(block.line).filter(places).and_then(Caption::of);
            }
            let section = page.head(block.line).into_iter().flatten().find_map(as_anchor);
            first.section = section.filter(|it| sections.insert(*it));
        }
        tables.extend(read.into_iter().map(|table| (region, table)));
        // Each may be looked for from each.
        if tables.len() > MOST_TABLES {
            tables.truncate(MOST_TABLES);
            let message = format!("the page has over {MOST_TABLES} tables; the rest is left out");
            let place = facts.place(block.line);
            facts.diagnostics.push(Diagnostic::new(&rules::TOO_MUCH, place, message));
            break;
        }
    }
    // Beside tables of parameters there may be others, of what values mean.
    unread.retain(|(region, _)| !tables.iter().any(|(read, _)| read == region));
    for (_, line) in unread {
        let message = "the head of the table has no column that parameters are known by";
        facts.diagnostics.push(Diagnostic::new(&rules::TABLE_HEAD, facts.place(line), message));
    }
    tables
}

/// What stands before a table in a markup that has no captions: `**Table 3** Boat`, and a name for
/// links.
#[derive(Default)]
struct Before<'d> {
    caption: &'d [Inline<'d>],
    anchor: Option<&'d str>,
}

impl<'d> Before<'d> {
    fn of(leaves: &[(Section, &'d Block<'d>)]) -> Self {
        let mut before = Before::default();
        for (_, block) in leaves.iter().rev().take(2) {
            let BlockKind::Paragraph(text) = &block.kind else { break };
            let mut anchors = text.iter().filter_map(as_anchor);
            before.anchor = before.anchor.or(anchors.next_back());
            let shown = text::plain(text);
            let is_caption = is_caption(&shown)
                || names_parts(text, &shown)
                || is_name(&shown)
                || places(&shown);
            if before.caption.is_empty() && is_caption {
                before.caption = text;
            } else if !shown.is_empty() {
                break;
            }
        }
        before
    }
}

/// `Table 3 Boat`, and not a sentence about the table.
fn is_caption(text: &str) -> bool {
    let rest = text.strip_prefix("Table").map(str::trim_start).unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit()) && !text.ends_with('.') && text.len() < 120
}

/// `Parameters in the **volume** field`: not numbered, and not to be taken for a sentence.
fn names_parts(text: &[Inline<'_>], shown: &str) -> bool {
    let lower = shown.to_ascii_lowercase();
    let says = |what: &str| lower.contains(what);
    let names = text.iter().any(|inline| matches!(inline, Inline::Strong(_) | Inline::Code(_)));
    names
        && shown.len() < 80
        && !shown.ends_with(['.', ':', ';'])
        && ["field", "parameter", "structure", "object"].into_iter().any(says)
}

/// `user`, by itself: the member whose parts follow.
fn is_name(text: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.len() < 60
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(is_name)
}

/// `Parameters in the request body`: where the parameters that follow stand.
fn places(text: &str) -> bool {
    let caption = Caption::of(&[Inline::Text(text.into())]);
    text.len() < 80 && caption.is_some_and(|it| it.is_general() && it.location.is_some())
}

fn as_anchor<'d>(inline: &'d Inline<'_>) -> Option<&'d str> {
    match inline {
        Inline::Anchor(name) => Some(name),
        _ => None,
    }
}

struct Reader<'r, 'd> {
    page: &'r Page<'d>,
    responses: &'r Responses<'d>,
    tables: &'r Tables<'d>,
    examples: &'r [Example],
    /// The tables that something was made of.
    read: BTreeSet<usize>,
    facts: &'r mut PageFacts,
}

impl<'d> Reader<'_, 'd> {
    fn operation(&mut self, uri: &Uri, name: Option<&str>) -> OperationFacts {
        let (responses, tables) = (self.responses, self.tables);
        let mut maker = Maker::new(tables);
        let mut examples = self.examples.to_vec();
        let mut input = input::read(self.page, uri, tables, &examples, &mut maker, self.facts);
        let (line, title) = self.page.title.clone().unwrap_or((uri.line, String::new()));
        let function = self.page.blocks.iter().filter(|(part, _)| *part == Section::Function);
        let function: Vec<_> = function.map(|(_, block)| (*block).clone()).collect();
        let documentation = text::commonmark(&function);
        let mut output = responses.output(tables, &mut maker, line);
        body::of_entries(&mut input, &examples, Shows::Request, self.facts);
        if let Some(Node { kind: Kind::Structure(members), .. }) = &mut output {
            body::of_entries(members, &examples, Shows::Response, self.facts);
        }
        let statuses = status::read(self.page);
        let errors = responses.errors(tables, &mut maker, &statuses);
        let status = responses.success().or_else(|| status::success(&statuses));
        example::sort(&mut examples, &input, output.as_ref());
        examples.append(&mut maker.shown);
        self.read.append(&mut maker.read);
        for (line, name) in std::mem::take(&mut maker.missing) {
            let message = format!("no table of the page lists what is in `{name}`");
            let place = self.facts.place(line);
            self.facts.diagnostics.push(Diagnostic::new(&rules::NO_TABLE, place, message));
        }
        for (line, name) in std::mem::take(&mut maker.nameless) {
            let message = format!("`{name}` can be no parameter's name; the row is left out");
            let place = self.facts.place(line);
            self.facts.diagnostics.push(Diagnostic::new(&rules::NO_NAME, place, message));
        }
        if maker.is_exhausted() {
            let message = "the tables lead to each other in too many ways; some are left out";
            let place = self.facts.place(line);
            self.facts.diagnostics.push(Diagnostic::new(&rules::NO_TABLE, place, message));
        }
        OperationFacts {
            line,
            title: Some(title.as_str().into()).filter(|_| name.is_none() && !title.is_empty()),
            name: name.map(Box::from),
            deprecated: is_deprecated(&title, documentation.as_deref()),
            documentation,
            input: (!input.is_empty()).then(|| Node::new(uri.line, Kind::Structure(input))),
            output,
            errors,
            examples,
            http: Some(Http { method: uri.method.to_owned(), path: uri.path.clone(), status }),
            ..OperationFacts::default()
        }
    }
}

/// A page says it in its title, or in a sentence of its own.
fn is_deprecated(title: &str, documentation: Option<&str>) -> bool {
    let says = |text: &str, what: &[&str]| {
        let text = text.to_ascii_lowercase();
        what.iter().any(|what| text.contains(what))
    };
    says(title, &["(deprecated)", "(discarded)", "(to be deprecated)"])
        || documentation.is_some_and(|text| {
            says(
                text,
                &[
                    "this api has been deprecated",
                    "this api is deprecated",
                    "this api has been discarded",
                    "this api is discarded",
                ],
            )
        })
}
