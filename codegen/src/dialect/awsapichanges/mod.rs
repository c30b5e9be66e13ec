//! Pages of changes from awsapichanges.com.
//!
//! Each operation is there as a whole, described as boto3's reference describes it, under its name
//! and whether it is new or was updated; above an updated one stands what was added to its request
//! and its response. Nothing tells what was taken away, in which words a documentation changed, or
//! with which errors an operation ends.

mod delta;
mod pasted;
mod pprint;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::facts::{Change, Dialect, PageFacts, Provider, ServiceRef, Statement};
use crate::markup::{Block, BlockKind, Document, Inline};

use super::{Source, boto3, rules};

/// Knows a page by its entries.
pub(super) fn recognise<'d>(document: &'d Document<'d>) -> Option<Changes<'d>> {
    let mut entries = Vec::new();
    for block in &document.blocks {
        if let BlockKind::Directive { name, argument, content } = &block.kind
            && name == "details"
            && let Some((name, is_new)) = title(argument)
        {
            entries.push(Entry { line: block.line, name, is_new, content });
        }
    }
    (!entries.is_empty()).then(|| Changes { heading: Heading::of(&document.blocks), entries })
}

/// What a page of changes states. `source` is the page as it came.
pub(super) fn read(
    path: &Arc<Path>,
    changes: Changes<'_>,
    source: Source<'_>,
) -> Result<PageFacts, Diagnostic> {
    let id = source.text().split("/archive/service/").skip(1).find_map(|rest| {
        let id = rest.split('"').next()?;
        (!id.is_empty() && id.len() < 100).then(|| id.into())
    });
    // In HTML every entry is closed.
    let count = |tag: &str| memchr::memmem::find_iter(source.text().as_bytes(), tag).count();
    if count("<details") > count("</details>")
        && let Some(Entry { line, name, .. }) = changes.entries.last()
    {
        let place = Place { path: Arc::clone(path), line: *line };
        let message = format!("the page ends within {name}; nothing of it is used");
        return Err(Diagnostic::new(&rules::TRUNCATED, place, message));
    }
    facts(path, id, changes)
}

/// Knows a page that was saved or pasted as text by the heading of its first entry: what stands
/// before that, and what begins with it.
pub(super) fn recognise_pasted<'d>(
    document: &'d Document<'d>,
) -> Option<(&'d [Block<'d>], &'d [Block<'d>])> {
    let is_entry = |block: &Block<'_>| matches!(&block.kind, BlockKind::Heading { text, .. } if title(&shown(text)).is_some());
    document.blocks.split_at_checked(document.blocks.iter().position(is_entry)?)
}

/// What a page of changes states that was saved or pasted as text.
pub(super) fn read_pasted(
    path: &Arc<Path>,
    (above, blocks): (&[Block<'_>], &[Block<'_>]),
) -> Result<PageFacts, Diagnostic> {
    let heading = Heading::of(above);
    let mut titles = Vec::new();
    let mut contents: Vec<Vec<Block<'_>>> = Vec::new();
    for block in blocks.iter().cloned() {
        let title = match &block.kind {
            BlockKind::Heading { text, .. } => {
                title(&shown(text)).map(|(name, is_new)| (name.to_owned(), is_new))
            }
            _ => None,
        };
        match (title, contents.last_mut()) {
            (Some((name, is_new)), _) => {
                titles.push((block.line, name, is_new));
                contents.push(Vec::new());
            }
            (None, Some(content)) => content.extend(pasted::restore(block)),
            (None, None) => {}
        }
    }
    let entries = titles.iter().zip(&contents).map(|((line, name, is_new), content)| Entry {
        line: *line,
        name,
        is_new: *is_new,
        content,
    });
    facts(path, None, Changes { heading, entries: entries.collect() })
}

/// A page of changes.
pub(super) struct Changes<'d> {
    heading: Heading,
    entries: Vec<Entry<'d>>,
}

/// An operation on the page.
struct Entry<'d> {
    line: u32,
    name: &'d str,
    is_new: bool,
    content: &'d [Block<'d>],
}

/// What stands above the operations: `2024/09/19 - Amazon WorkSpaces Web - 3 new api methods`.
#[derive(Default)]
struct Heading {
    /// `2024-09-19`
    day: Option<Box<str>>,
    /// `Amazon WorkSpaces Web`
    title: Option<Box<str>>,
    /// How many operations it announces.
    count: usize,
}

impl Heading {
    /// Where no line has a day, the first line is taken for the title.
    fn of(blocks: &[Block<'_>]) -> Self {
        let mut first = Heading::default();
        for block in blocks {
            let (BlockKind::Paragraph(text) | BlockKind::Heading { text, .. }) = &block.kind else {
                continue;
            };
            let text = shown(text);
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some((day, rest)) = day(&words) {
                let (title, announced) = rest.rsplit_once(" - ").unwrap_or((rest, ""));
                let title = Some(title.trim()).filter(|it| !it.is_empty()).map(Box::from);
                let count = announced_in(announced);
                return Heading { day: Some(day), title, count };
            }
            if first.title.is_none() && !words.is_empty() {
                first.title = Some(words.into());
            }
        }
        first
    }
}

/// How many operations `7 new 3 updated api methods` are.
fn announced_in(words: &str) -> usize {
    let Some(numbers) = words.trim().strip_suffix(" api methods") else { return 0 };
    let words: Vec<&str> = numbers.split(' ').collect();
    let counts = words.chunks(2).map(|pair| match pair {
        [count, "new" | "updated"] => count.parse().unwrap_or(0),
        _ => 0_usize,
    });
    counts.fold(0, usize::saturating_add)
}

/// The day that a text begins with, as `2024-09-19`, and what stands behind it.
fn day(text: &str) -> Option<(Box<str>, &str)> {
    let (day, rest) = text.split_once(" - ")?;
    let shape = b"0000/00/00";
    let fits = day.len() == shape.len()
        && day.bytes().zip(shape).all(|(byte, wanted)| match wanted {
            b'0' => byte.is_ascii_digit(),
            _ => byte == *wanted,
        });
    fits.then(|| (day.replace('/', "-").into(), rest))
}

/// `ListSessions (new)`
fn title(text: &str) -> Option<(&str, bool)> {
    let (name, rest) = text.trim().split_once(" (")?;
    let is_new = match rest {
        "new)" => true,
        "updated)" => false,
        _ => return None,
    };
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some((name, is_new))
}

fn facts(
    path: &Arc<Path>,
    id: Option<Box<str>>,
    Changes { heading, entries }: Changes<'_>,
) -> Result<PageFacts, Diagnostic> {
    if heading.count > entries.len() {
        // Where one is lost, the pieces of two may make another.
        let message = format!(
            "the page tells of {} operations, and {} are there; nothing of it is used",
            heading.count,
            entries.len()
        );
        return Err(Diagnostic::new(
            &rules::TRUNCATED,
            Place { path: Arc::clone(path), line: 0 },
            message,
        ));
    }
    let mut page = PageFacts {
        path: Arc::clone(path),
        dialect: Dialect::AwsApiChanges,
        service: ServiceRef { id, title: heading.title, ..ServiceRef::of(Provider::Aws) },
        day: heading.day,
        statements: Vec::new(),
        left_out: None,
        open_end: false,
        diagnostics: Vec::new(),
    };
    if heading.count == 0 {
        let message = "nothing on the page tells how many operations it is of";
        let place = page.place(0);
        page.diagnostics.push(Diagnostic::new(&rules::CHANGE_UNANNOUNCED, place, message));
    }
    for entry in &entries {
        match operation(path, entry) {
            Ok((described, mut diagnostics)) => {
                page.service.uid = page.service.uid.take().or(described.uid);
                page.diagnostics.append(&mut diagnostics);
                page.statements.push(Statement::Operation(described.facts));
            }
            // Of the others on the page each stands for itself.
            Err(diagnostic) if entries.len() > 1 => page.diagnostics.push(diagnostic),
            Err(diagnostic) => return Err(diagnostic),
        }
    }
    Ok(page)
}

fn operation(
    path: &Arc<Path>,
    entry: &Entry<'_>,
) -> Result<(boto3::DescribedOperation, Vec<Diagnostic>), Diagnostic> {
    let place = |line| Place { path: Arc::clone(path), line };
    let (changes, rest) = delta::take(entry.content, &place)?;
    let mut described = boto3::describe(path, entry.line, entry.name, rest)?;
    let mut diagnostics = std::mem::take(&mut described.diagnostics);
    // Nothing stands that would make up for what is missing of it.
    let unsound = [&rules::SYNTAX_AND_LIST_DISAGREE, &rules::FACTS_UNREAD];
    let is_unsound = |it: &Diagnostic| unsound.iter().any(|rule| rule.id == it.rule.id);
    if let Some(at) = diagnostics.iter().position(is_unsound) {
        let mut why = diagnostics.swap_remove(at);
        why.message = format!("{}; nothing of {} is used", why.message, entry.name);
        return Err(why);
    }
    let [input, output] = changes;
    let sides = [(&input, &described.facts.input), (&output, &described.facts.output)];
    for (added, node) in sides {
        let Some(added) = added else { continue };
        delta::check(entry.name, added, node.as_ref(), &place, &mut diagnostics);
    }
    described.facts.change = Some(Box::new(if entry.is_new {
        Change::Added
    } else {
        Change::Updated(input.map(|it| it.delta), output.map(|it| it.delta))
    }));
    Ok((described, diagnostics))
}

/// What a reader sees.
fn shown(text: &[Inline<'_>]) -> String {
    let mut shown = String::new();
    text.iter().for_each(|inline| inline.push_text(&mut shown));
    shown
}
