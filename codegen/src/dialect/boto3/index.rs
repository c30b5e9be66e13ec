//! The index page of a service.

use crate::facts::{ServiceFacts, Statement};
use crate::markup::{Block, BlockKind, Inline, Item};

use super::entry::{Lead, TextPiece};
use super::{Object, Page, text};

/// Reads the page: `blocks` is all of it, `source` the page as it came.
pub(super) fn read(page: &mut Page<'_>, object: &Object<'_>, blocks: &[Block<'_>], source: &str) {
    let mut facts = ServiceFacts { line: object.line, ..ServiceFacts::default() };
    let mut intro = Intro { title: title(source), ..Intro::default() };
    intro.push(object.content);
    facts.documentation = text::of_pieces(&intro.documentation).map(|text| {
        // The mark of the example that follows, `::`, can end up in the text and leave a colon.
        text.strip_suffix(':').map_or(text.clone(), Box::from)
    });
    facts.title = intro.title.map(Box::from);
    if let Some(id) = intro.id {
        page.facts.service.id = Some(id.into());
    }
    for block in object.content.iter().chain(blocks) {
        match &block.kind {
            BlockKind::Directive { name, content, .. } if name == "toctree" => {
                toctree(&mut facts, block.line, content);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| link(&mut facts, item)),
            _ => {}
        }
    }
    page.state(Statement::Service(facts));
}

const LEAD: &str = "A low-level client representing ";

/// The service's full name. Its documentation may follow on the next line with no blank line
/// between, so that only the line break on the page tells where the name ends.
fn title(source: &str) -> Option<&str> {
    let (_, rest) = source.split_once(LEAD)?;
    let end = rest.find(['\n', '<']).unwrap_or(rest.len());
    Some(rest[..end].trim_ascii_end())
}

/// What stands between the class and the list of its methods.
#[derive(Default)]
struct Intro<'d> {
    title: Option<&'d str>,
    documentation: Vec<TextPiece<'d>>,
    /// From the example `client = boto3.client('workspaces-web')`, behind which nothing is said of
    /// the service.
    id: Option<&'d str>,
}

impl<'d> Intro<'d> {
    fn push(&mut self, blocks: &'d [Block<'d>]) {
        for (at, block) in blocks.iter().enumerate() {
            if self.id.is_some() {
                return;
            }
            match &block.kind {
                BlockKind::Paragraph(text) => self.push_line(text),
                BlockKind::Literal(literal) if literal.raw.contains("boto3.client('") => {
                    let id = literal.raw.split("boto3.client('").nth(1);
                    self.id = id.and_then(|rest| rest.split('\'').next());
                }
                // Text below the first line that is set off by nothing but its indentation.
                BlockKind::Definitions(definitions) => {
                    for definition in definitions {
                        self.push_line(&definition.term);
                        self.push(&definition.blocks);
                    }
                }
                BlockKind::Quote(blocks) => self.push(blocks),
                BlockKind::Directive { name, .. } if name == "toctree" => return,
                _ => self.documentation.push(TextPiece::Blocks(&blocks[at..=at])),
            }
        }
    }

    fn push_line(&mut self, text: &'d [Inline<'d>]) {
        let lead = Lead::new(text);
        let Some(rest) = lead.first.strip_prefix(LEAD) else {
            return self.documentation.push(TextPiece::Line(lead));
        };
        // The name by its words, as the page may write it with entities.
        let words = self.title.map_or(0, |title| title.split_ascii_whitespace().count());
        let mut first = rest;
        for _ in 0..words {
            first = first.trim_ascii_start();
            first = &first[first.find([' ', '\n']).unwrap_or(first.len())..];
        }
        self.title = Some(rest[..rest.len() - first.len()].trim_ascii());
        let rest = Lead { first: first.trim_ascii(), rest: lead.rest };
        if !rest.is_empty() {
            self.documentation.push(TextPiece::Line(rest));
        }
    }
}

/// Sorts the entries of a toctree by what they lead to: `dynamodb/client/batch_get_item`.
fn toctree(facts: &mut ServiceFacts, line: u32, content: &[Block<'_>]) {
    for block in content {
        let BlockKind::Literal(literal) = &block.kind else { continue };
        let first = if block.line > 0 { block.line } else { line };
        for (number, text) in (first..).zip(literal.raw.lines()) {
            let mut parts = text.trim_ascii().split('/');
            let entry = (parts.next(), parts.next(), parts.next(), parts.next());
            if let (Some(_), Some(kind), Some(name), None) = entry {
                sort(facts, kind, name, number);
            }
        }
    }
}

/// The same with an item that links to a description on the same page:
/// `:py:meth:`~DynamoDB.Client.batch_get_item``.
fn link(facts: &mut ServiceFacts, item: &Item<'_>) {
    let Some(BlockKind::Paragraph(text)) = item.blocks.first().map(|block| &block.kind) else {
        return;
    };
    let [Inline::Role { name, text, .. }] = &text[..] else { return };
    let mut parts = text.trim_start_matches('~').split('.');
    let entry = (parts.next(), parts.next(), parts.next(), parts.next());
    if let (true, (Some(_), Some(kind), Some(name), None)) = (name.starts_with("py:"), entry) {
        sort(facts, kind, name, item.line);
    }
}

fn sort(facts: &mut ServiceFacts, kind: &str, name: &str, line: u32) {
    let entry = (name.into(), line);
    match kind {
        "client" | "Client" => facts.methods.get_or_insert_default().push(entry),
        "paginator" | "Paginator" => facts.paginators.push(entry),
        "waiter" | "Waiter" => facts.waiters.push(entry),
        _ => {}
    }
}
