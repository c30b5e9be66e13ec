//! Examples, as far as they tell types.

use crate::diagnostic::Diagnostic;
use crate::facts::{Example, Json, Kind, Member, Node, PageFacts, Shows};
use crate::markup::{Block, BlockKind, Literal};

use super::json;
use super::page::{Page, Section, is_of_examples};
use super::rules;
use super::text;

/// The examples of bodies that a page shows. One that stands under no heading of examples, or under
/// one that does not say of what, is [`Shows::Either`] until [`sort`] finds out.
pub fn read(page: &Page<'_>, facts: &mut PageFacts) -> Vec<Example> {
    let mut examples = Vec::new();
    for (part, block) in &page.leaves {
        let BlockKind::Literal(literal) = &block.kind else { continue };
        let heading = || page.head(block.line).map(text::plain).unwrap_or_default();
        let of = match part {
            Section::ExampleRequest | Section::Request => Shows::Request,
            Section::ExampleResponse | Section::Response => Shows::Response,
            Section::Other | Section::Head if is_of_examples(&heading()) => Shows::Either,
            _ => continue,
        };
        let body = body(literal);
        if let Some(value) = json::parse(&body) {
            examples.push(Example { line: block.line, of, value });
        } else if body.contains(['{', '[']) && body.contains(':') {
            let message = "the example is no JSON that can be read; it is held against nothing";
            let place = facts.place(block.line);
            facts.diagnostics.push(Diagnostic::new(&rules::EXAMPLE_UNREADABLE, place, message));
        }
    }
    examples
}

/// Finds out of what the examples are that nothing says it of: of what has more of the names in it.
pub fn sort(examples: &mut Vec<Example>, input: &[Member], output: Option<&Node>) {
    let output = match output.map(|node| &node.kind) {
        Some(Kind::Structure(members)) => &members[..],
        _ => &[],
    };
    let known = |members: &[Member], value: &Json| {
        let Json::Object(entries) = value else { return 0 };
        let is_known = |name: &str| {
            members.iter().any(|member| member.wire.location.is_none() && *member.name == *name)
        };
        entries.iter().filter(|(name, _)| is_known(name)).count()
    };
    for example in examples.iter_mut().filter(|example| example.of == Shows::Either) {
        let (request, response) = (known(input, &example.value), known(output, &example.value));
        if request > response {
            example.of = Shows::Request;
        } else if response > 0 {
            example.of = Shows::Response;
        }
    }
    examples.retain(|example| example.of != Shows::Either);
}

/// The examples of bodies on a page that describes no operation: whatever is code and an object of
/// several parts.
pub fn alone<'p>(page: &'p Page<'_>) -> impl Iterator<Item = Example> + 'p {
    page.leaves.iter().filter_map(|(part, block)| {
        let BlockKind::Literal(literal) = &block.kind else { return None };
        let value = json::parse(&body(literal))?;
        let request = *part != Section::ExampleResponse && parts(&value) >= FEWEST;
        request.then_some(Example { line: block.line, of: Shows::Request, value })
    })
}

/// What has fewer members than this may be anything.
const FEWEST: usize = 5;

fn parts(value: &Json) -> usize {
    match value {
        Json::Object(entries) => {
            entries.len() + entries.iter().map(|(_, value)| parts(value)).sum::<usize>()
        }
        Json::Array(items) => items.iter().map(parts).sum(),
        _ => 0,
    }
}

/// The body in an example, from its first bracket on.
fn body(literal: &Literal<'_>) -> String {
    let mut text = String::new();
    for line in literal.lines() {
        if !text.is_empty() || line.starts_with(['{', '[']) {
            text.push_str(line);
            text.push('\n');
        }
    }
    if text.is_empty() {
        // The bracket around it has been forgotten.
        let lines: Vec<&str> = literal.lines().collect();
        let first = lines.iter().find(|line| !line.trim().is_empty());
        if first.is_some_and(|first| first.trim_start().starts_with('"')) {
            text = format!("{{{}", lines.join("\n"));
        }
    }
    text
}

/// Whether an example in the description of a parameter (`"taints": [{ … }]`) shows a list of
/// objects.
pub fn shows_list(description: &[Block<'_>], name: &str) -> bool {
    shown(description, name).is_some_and(|value| {
        matches!(value, Json::Array(items) if items.iter().any(|it| matches!(it, Json::Object(_))))
    })
}

/// Whether it shows an object that holds strings alone; `None` where it shows no object, or one
/// that holds nothing.
pub fn shows_strings(description: &[Block<'_>], name: &str) -> Option<bool> {
    match shown(description, name)? {
        Json::Object(entries) if !entries.is_empty() => {
            Some(entries.iter().all(|(_, value)| *value == Json::String))
        }
        _ => None,
    }
}

/// The value of a parameter in an example in its own description, set as code or run into its text.
pub fn shown(description: &[Block<'_>], name: &str) -> Option<Json> {
    let quoted = format!("\"{name}\"");
    let value = |text: &str| {
        let after = text.split_once(&quoted).map(|(_, rest)| rest.trim_start());
        after.and_then(|rest| json::parse(rest.strip_prefix(':')?))
    };
    let mut found = None;
    text::each_literal(description, &mut |literal| {
        if found.is_none() {
            let lines: Vec<&str> = literal.lines().collect();
            found = value(&lines.join("\n"));
        }
    });
    found.or_else(|| value(&text::of_blocks(description)))
}
