//! The items of a section: a name in bold on a line of its own, and what is said of it below.

use crate::markup::{Block, BlockKind, Definition, Inline, blocks_to_commonmark};

use super::lines::{self, Fact, plain};
use crate::spec::is_shape_name;

/// A piece of a section.
pub(super) enum Piece<'d> {
    /// A sentence of the renderer's own, which says what the items behind it are.
    Sentence(String),
    Item(Item<'d>),
}

/// What a section says of one member.
pub(super) struct Item<'d> {
    pub line: u32,
    /// Its name on the wire.
    pub label: String,
    /// Its name; that on the wire where none of its own is told.
    pub member: String,
    /// Its own name is told.
    pub named: bool,
    /// It leads to the syntax.
    pub linked: bool,
    pub documentation: Option<Box<str>>,
    pub facts: Vec<(u32, Fact<'d>)>,
}

/// What begins an item: a paragraph, or a term with what is said of it.
struct Head<'d> {
    /// Its line, where that is not the block's.
    line: Option<u32>,
    label: String,
    member: Option<String>,
    /// It has an anchor, or leads to the syntax; most headings of other text do not.
    marked: bool,
    linked: bool,
    rest: Vec<Block<'d>>,
}

/// Reads a section of the page that anchors call `key`.
pub(super) fn read<'d>(blocks: impl Iterator<Item = &'d Block<'d>>, key: &str) -> Vec<Piece<'d>> {
    let mut pieces: Vec<Piece<'d>> = Vec::new();
    let mut heads: Vec<(&'d Block<'d>, Option<Head<'d>>)> = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Definitions(definitions) => {
                let terms = definitions.iter().map(|definition| (block, term(definition, key)));
                heads.extend(terms);
            }
            _ => heads.push((block, head(block, key))),
        }
    }
    let blocks = heads;
    let some_marked = blocks.iter().any(|(_, head)| head.as_ref().is_some_and(|head| head.marked));
    let mut open: Option<(u32, Head<'d>, Vec<Block<'d>>)> = None;
    for (block, head) in blocks {
        match head.filter(|head| head.marked || !some_marked) {
            Some(mut head) => {
                pieces.extend(open.take().map(close));
                let body = std::mem::take(&mut head.rest);
                match head.line {
                    // Of a term all is said below it.
                    Some(line) => pieces.push(close((line, head, body))),
                    None => open = Some((block.line, head, body)),
                }
            }
            None => match sentence(block) {
                Some(sentence) => {
                    pieces.extend(open.take().map(close));
                    pieces.push(Piece::Sentence(sentence));
                }
                None => {
                    if let Some((_, _, body)) = &mut open {
                        body.push(block.clone());
                    }
                }
            },
        }
    }
    pieces.extend(open.map(close));
    pieces
}

fn close<'d>((line, head, mut body): (u32, Head<'d>, Vec<Block<'d>>)) -> Piece<'d> {
    let facts = lines::take_facts(&mut body);
    let (named, linked) = (head.member.is_some(), head.linked);
    let member = head.member.unwrap_or_else(|| head.label.clone());
    let documentation = documentation(&body);
    Piece::Item(Item { line, label: head.label, member, named, linked, documentation, facts })
}

/// `Filter` of `Filter.N`, `Names` of `Names.member.N`: the query protocols number what is listed.
fn unnumbered(label: &str) -> &str {
    let (name, rest) = label.split_once('.').unwrap_or((label, ""));
    if rest.split('.').any(|part| part == "N" || part == "n") { name } else { label }
}

/// The first term and what is said of it.
fn term<'d>(definition: &'d Definition<'d>, key: &str) -> Option<Head<'d>> {
    let label = unnumbered(plain(&definition.term).trim()).to_owned();
    if !is_name(&label) {
        return None;
    }
    let anchor = first_anchor(&definition.term);
    let member = anchor.and_then(|anchor| member_name(anchor, key)).map(str::to_owned);
    let rest = definition.blocks.clone();
    let linked = has_link(&definition.term);
    Some(Head { line: Some(definition.line), label, member, marked: true, linked, rest })
}

fn has_link(text: &[Inline<'_>]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Link { .. } => true,
        Inline::Strong(inner) | Inline::Emphasis(inner) => has_link(inner),
        _ => false,
    })
}

fn first_anchor<'d>(text: &'d [Inline<'d>]) -> Option<&'d str> {
    text.iter().find_map(|inline| match inline {
        Inline::Anchor(name) => Some(&**name),
        Inline::Strong(inner) | Inline::Emphasis(inner) => first_anchor(inner),
        Inline::Link { text, .. } => first_anchor(text),
        _ => None,
    })
}

/// What blocks say, as CommonMark.
pub(super) fn documentation(blocks: &[Block<'_>]) -> Option<Box<str>> {
    let mut text = String::new();
    blocks_to_commonmark(blocks, &mut text);
    (!text.trim().is_empty()).then(|| text.into())
}

/// The first line, if it is nothing but bold text and anchors.
fn head<'d>(block: &'d Block<'d>, key: &str) -> Option<Head<'d>> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let bold = text.iter().find(|inline| shows(inline))?;
    let Inline::Strong(bold) = bold else { return None };
    let mut lines = lines::split(text.clone(), block.line).into_iter();
    let first = lines.next()?;
    let label = unnumbered(plain(bold).trim()).to_owned();
    // A map of the query protocols has the names of its keys and values behind its own.
    let numbered = |inline: &Inline<'_>| match inline {
        Inline::Text(text) => text.trim().starts_with(&format!("{label}.entry.N")),
        _ => false,
    };
    if first.text.iter().filter(|inline| shows(inline) && !numbered(inline)).count() != 1 {
        return None;
    }
    let anchor = first_anchor(&first.text);
    let linked = has_link(bold);
    let marked = anchor.is_some() || linked;
    if !is_name(&label) || (!marked && is_note(&label)) {
        return None;
    }
    let member = anchor.and_then(|anchor| member_name(anchor, key)).map(str::to_owned);
    let rest = lines::join(lines.collect()).into_iter().collect();
    Some(Head { line: None, label, member, marked, linked, rest })
}

fn shows(inline: &Inline<'_>) -> bool {
    match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Anchor(_) => false,
        _ => true,
    }
}

/// The member's name at the end of an anchor: `portalId` of
/// `workspacesweb-ListSessions-request-uri-portalId`, `Name` of `svc-Type-Thing-Name`.
fn member_name<'a>(anchor: &'a str, key: &str) -> Option<&'a str> {
    let (_, tail) = anchor.split_once(&format!("-{key}-"))?;
    let sides = ["request-uri-", "request-header-", "request-", "response-header-", "response-"];
    let tail = sides.iter().find_map(|side| tail.strip_prefix(side)).unwrap_or(tail);
    (!tail.is_empty()).then_some(tail)
}

/// Whether a bold line may be the name of a member or an error.
pub(super) fn is_name(label: &str) -> bool {
    !label.is_empty() && !label.contains(char::is_whitespace) && !label.ends_with(':') && {
        let first = label.trim_start_matches(['$', '@', ':']);
        is_shape_name(first) || first.starts_with(|c: char| c.is_ascii_alphanumeric())
    }
}

fn is_note(label: &str) -> bool {
    matches!(label, "Note" | "Important" | "Warning" | "Caution" | "Tip" | "Topics" | "Example")
}

/// A sentence of the renderer's own.
fn sentence(block: &Block<'_>) -> Option<String> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let text = plain(text);
    let known = [
        "The request ",
        "The response ",
        "The following ",
        "If the action is successful",
        "For information about ",
        "This data type is a UNION",
    ];
    let text = text.trim();
    known.iter().any(|known| text.starts_with(known)).then(|| text.to_owned())
}
