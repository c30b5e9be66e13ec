//! The section of errors.

use std::sync::Arc;

use crate::facts::{ErrorFacts, Kind, Member, Node, PageFacts, Scalar};
use crate::markup::{Block, BlockKind, Inline, plain};
use crate::spec::is_shape_name;

use super::fact::{self, Fact};
use super::item::documentation;
use super::lines::{self, ParagraphLine};
use super::page::{Page, SectionKind};

/// The errors that the page lists. Where a copy of a page has lost what is a member of an error, an
/// entry ends with its status.
pub(super) fn read(page: &Page<'_>, facts: &mut PageFacts) -> Vec<ErrorFacts> {
    let mut errors: Vec<(ErrorFacts, Vec<Block<'_>>)> = Vec::new();
    let have_status = page.blocks(SectionKind::Errors).any(lines::states_status);
    // What is said of an error may tell its status as well, in other words than the renderer's.
    let ends: fn(&Block<'_>) -> bool = match page.blocks(SectionKind::Errors).any(lines::is_status)
    {
        true => lines::is_status,
        false => lines::states_status,
    };
    let mut is_open = false;
    for block in page.blocks(SectionKind::Errors) {
        let ends = ends(block);
        if let BlockKind::Definitions(definitions) = &block.kind {
            for definition in definitions {
                let name = plain(&definition.term).trim().to_owned();
                if is_shape_name(&name) {
                    errors.push((new(&name, definition.line), definition.blocks.clone()));
                }
            }
            continue;
        }
        match begins(block) {
            Some((name, rest)) if !(is_open && may_be_member(&name, &rest, have_status)) => {
                let body = lines::join(rest).into_iter().collect();
                errors.push((new(&name, block.line), body));
                is_open = !ends;
            }
            _ => {
                match errors.last_mut() {
                    Some((_, body)) => body.push(block.clone()),
                    None => page.leave([block]),
                }
                is_open &= !ends;
            }
        }
    }
    errors.into_iter().map(|(error, body)| finish(error, body, facts)).collect()
}

/// The name that a paragraph begins with, and the lines behind it.
fn begins<'a>(block: &Block<'a>) -> Option<(String, Vec<ParagraphLine<'a>>)> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let mut lines = lines::split(text.clone(), block.line);
    let first = lines.first()?;
    let name = bold(first).filter(|name| is_shape_name(name)).or_else(|| {
        // The oldest pages leave out that it is bold.
        let name = plain(&first.text).trim().to_owned();
        (lines.len() > 1 && is_shape_name(&name) && name.ends_with("Exception")).then_some(name)
    })?;
    lines.remove(0);
    Some((name, lines))
}

/// Whether what stands where an error is not yet done is a member of it and not the next error.
fn may_be_member(name: &str, rest: &[ParagraphLine<'_>], have_status: bool) -> bool {
    let is_error = ["Exception", "Error", "Fault", "Failure"].iter().any(|end| name.ends_with(end));
    let is_small = name.starts_with(|c: char| c.is_ascii_lowercase());
    is_member(name) && (is_small || (rest.is_empty() && have_status && !is_error))
}

fn new(name: &str, line: u32) -> ErrorFacts {
    ErrorFacts { line, name: name.into(), status: None, documentation: None, members: Vec::new() }
}

/// Members that are text in every error of every service that has them (6,400 of them in the models
/// of 439 services, `message` alone 5,391 times). Pages do not tell the types of members of errors.
const TEXTS: [&str; 7] = [
    "message",
    "quotacode",
    "requestid",
    "resourceid",
    "resourcename",
    "resourcetype",
    "servicecode",
];

/// A member of an error.
fn member(name: &str, line: u32) -> Member {
    let is_text = TEXTS.contains(&&*name.to_ascii_lowercase());
    let scalar = if is_text { Scalar::String } else { Scalar::Document };
    Member::new(name, Node::new(line, Kind::Scalar(scalar)))
}

/// A line that is nothing but bold text.
fn bold(line: &ParagraphLine<'_>) -> Option<String> {
    let shows = |inline: &&Inline<'_>| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Anchor(_) => false,
        _ => true,
    };
    let mut shown = line.text.iter().filter(shows);
    match (shown.next(), shown.next()) {
        (Some(Inline::Strong(text)), None) => Some(plain(text).trim().to_owned()),
        _ => None,
    }
}

/// Takes the status and the members off what is said of an error.
fn finish(mut error: ErrorFacts, mut body: Vec<Block<'_>>, facts: &mut PageFacts) -> ErrorFacts {
    let stated = lines::take_facts(&mut body);
    fact::tell(&stated, &error.name, facts);
    for (_, fact) in stated {
        if let Fact::Status(status) = fact {
            error.status = Some(status);
        }
    }
    // What is behind the first member is said of members.
    let mut said = Vec::new();
    for block in body {
        let is_text = matches!(block.kind, BlockKind::Paragraph(_));
        match block.kind {
            BlockKind::Paragraph(text) if is_text => {
                let mut own = Vec::new();
                for line in lines::split(text, block.line) {
                    let member = bold(&line).filter(|name| is_member(name));
                    match (member, error.members.last_mut()) {
                        (Some(name), _) => error.members.push(self::member(&name, line.line)),
                        (None, Some(member)) => describe(&mut member.node, line),
                        (None, None) => own.push(line),
                    }
                }
                said.extend(lines::join(own));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    let name = plain(&definition.term).trim().to_owned();
                    if is_member(&name) {
                        let mut member = self::member(&name, definition.line);
                        member.node.documentation =
                            documentation(&definition.blocks).map(Arc::from);
                        error.members.push(member);
                    }
                }
            }
            kind if error.members.is_empty() => said.push(Block { line: block.line, kind }),
            _ => {}
        }
    }
    // The label of a member that goes into a header is the header's name, and does not tell its own.
    error.members.retain(|member| !member.name.contains('-'));
    error.documentation = documentation(&said);
    error
}

fn describe(node: &mut Node, line: ParagraphLine<'_>) {
    let text = lines::join(vec![line]).and_then(|block| documentation(&[block]));
    node.documentation = match (node.documentation.take(), text) {
        (Some(before), Some(more)) => Some(format!("{before}\n\n{more}").into()),
        (before, more) => before.or(more.map(Arc::from)),
    };
}

fn is_member(name: &str) -> bool {
    let fine = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(fine)
        && !matches!(name, "Note" | "Important" | "Warning" | "Caution" | "Tip")
}
