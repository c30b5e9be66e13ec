//! The index page of a service.

use crate::facts::{ServiceFacts, Statement};
use crate::markup::{Block, BlockKind};

use super::{Object, Page, text};

/// Reads the page: `blocks` is all of it and `at` is where its class stands.
pub(super) fn read(page: &mut Page<'_>, object: &Object<'_>, blocks: &[Block<'_>], at: usize) {
    let mut facts = ServiceFacts { line: object.line, ..ServiceFacts::default() };
    let mut intro = Vec::new();
    for block in object.content {
        match &block.kind {
            BlockKind::Literal(literal) => {
                if let Some((_, rest)) = literal.raw.split_once("boto3.client('") {
                    page.facts.service.id = rest.split('\'').next().map(Box::from);
                }
                break;
            }
            _ => intro.push(block),
        }
    }
    if let Some((title, rest)) = intro.split_first().and_then(|(first, rest)| {
        let BlockKind::Paragraph(inlines) = &first.kind else { return None };
        let mut line = String::new();
        inlines.iter().for_each(|inline| inline.push_text(&mut line));
        Some((line.trim().strip_prefix("A low-level client representing ")?.trim().into(), rest))
    }) {
        facts.title = Some(title);
        facts.documentation = text::of_blocks(rest.iter().copied());
    }
    for block in object.content.iter().chain(&blocks[at + 1..]) {
        let BlockKind::Directive { name, content, .. } = &block.kind else { continue };
        if name == "toctree" {
            toctree(&mut facts, block.line, content);
        }
    }
    page.state(Statement::Service(facts));
}

/// Sorts the entries of a toctree by what they lead to: `dynamodb/client/batch_get_item`.
fn toctree(facts: &mut ServiceFacts, line: u32, content: &[Block<'_>]) {
    for block in content {
        let BlockKind::Literal(literal) = &block.kind else { continue };
        let first = if block.line > 0 { block.line } else { line };
        for (number, text) in (first..).zip(literal.raw.lines()) {
            let mut parts = text.trim_ascii().split('/');
            let entry = (parts.next(), parts.next(), parts.next(), parts.next());
            let (Some(_), Some(kind), Some(name), None) = entry else { continue };
            match kind {
                "client" => facts.methods.get_or_insert_default().push((name.into(), number)),
                "paginator" => facts.paginators.push((name.into(), number)),
                "waiter" => facts.waiters.push((name.into(), number)),
                _ => {}
            }
        }
    }
}
