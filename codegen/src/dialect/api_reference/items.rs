//! The items of a section: a name in bold on a line of its own, and what is said of it below.

use memchr::memmem;

use crate::markup::{Block, BlockKind, Definition, Inline, plain};

use super::item::{Inside, MemberItem, is_name};
use super::lines;
use super::table;

/// A piece of a section.
pub(super) enum SectionPiece<'d> {
    /// A sentence of the renderer's own, which says what the items behind it are.
    Sentence(String),
    Item(MemberItem<'d>),
}

/// What begins an item: a paragraph, or a term with what is said of it.
struct Head<'d> {
    /// Its line, where that is not the block's.
    line: Option<u32>,
    names: HeadNames,
    member: Option<String>,
    /// How much like the head of an item it looks.
    look: Look,
    linked: bool,
    rest: Vec<Block<'d>>,
}

/// How much what may be a head looks like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Look {
    /// It may as well be the title of a box.
    Note,
    /// A line of code, as some of the oldest pages have names.
    Code,
    /// A bold line. Text that is said of a member has such lines too.
    Bold,
    /// It has an anchor, or leads to the syntax; most headings of other text do not.
    Marked,
}

/// What a head calls a member.
struct HeadNames {
    label: String,
    in_response: Option<String>,
    numbered: bool,
    inside: Inside,
}

impl HeadNames {
    /// One name, as it stands on the page.
    fn one(shown: &str) -> Self {
        let label = unnumbered(shown).to_owned();
        let inside = Inside { element: listed(shown).map(str::to_owned), key: None };
        HeadNames { numbered: label != shown, label, in_response: None, inside }
    }
}

/// What is read of a section.
pub(super) struct Reading<'d> {
    pub pieces: Vec<SectionPiece<'d>>,
    /// What stands before everything that is read.
    pub left: Vec<&'d Block<'d>>,
}

/// Reads a section of the page that anchors call `key`.
pub(super) fn read<'d>(blocks: impl Iterator<Item = &'d Block<'d>>, key: &str) -> Reading<'d> {
    read_until(blocks, key, lines::is_complete)
}

/// Reads what is in a data type: of each member its type is told there.
pub(super) fn read_contents<'d>(
    blocks: impl Iterator<Item = &'d Block<'d>> + Clone,
    key: &str,
) -> Reading<'d> {
    let is_typed = blocks.clone().any(lines::is_typed);
    read_until(blocks, key, if is_typed { lines::is_typed } else { lines::is_complete })
}

/// Reads a section in which what makes a member complete stands behind all that is said of it.
fn read_until<'d>(
    blocks: impl Iterator<Item = &'d Block<'d>>,
    key: &str,
    is_complete: fn(&Block<'_>) -> bool,
) -> Reading<'d> {
    let mut found: Vec<(&'d Block<'d>, Option<Head<'d>>)> = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Definitions(definitions) => {
                let terms = definitions.iter().map(|definition| (block, term(definition, key)));
                found.extend(terms);
            }
            _ => found.push((block, head(block, key))),
        }
    }
    let heads = heads(&found, is_complete);
    let mut more = told_behind(&found, &heads).into_iter();
    let (mut pieces, mut left): (Vec<SectionPiece<'d>>, Vec<&'d Block<'d>>) = Default::default();
    let mut open: Option<(u32, Head<'d>, Vec<Block<'d>>)> = None;
    for ((block, head), is_head) in found.into_iter().zip(heads) {
        let is_said = more.next().unwrap_or_default() && open.is_some();
        match head.filter(|_| is_head) {
            Some(mut head) => {
                pieces.extend(open.take().map(close));
                let body = std::mem::take(&mut head.rest);
                match head.line {
                    // Of a term all is said below it.
                    Some(line) => pieces.push(close((line, head, body))),
                    None => open = Some((block.line, head, body)),
                }
            }
            None => match sentence(block).filter(|_| !is_said) {
                Some(sentence) => {
                    pieces.extend(open.take().map(close));
                    pieces.push(SectionPiece::Sentence(sentence));
                }
                None => match (&mut open, &block.kind) {
                    (Some((_, _, body)), _) => body.push(block.clone()),
                    (None, BlockKind::Table(table)) => {
                        let items = table::items(table);
                        left.extend(items.is_empty().then_some(block));
                        pieces.extend(items.into_iter().map(SectionPiece::Item));
                    }
                    (None, _) => left.push(block),
                },
            },
        }
    }
    pieces.extend(open.map(close));
    Reading { pieces, left }
}

/// Which of what may be heads are some. Of a member its type is told, or whether it must be there,
/// behind all that is said of it: what looks like a head before that is a part of what is said.
fn heads(found: &[(&Block<'_>, Option<Head<'_>>)], completes: fn(&Block<'_>) -> bool) -> Vec<bool> {
    let best = found.iter().filter_map(|(_, head)| Some(head.as_ref()?.look)).max();
    // Whether the type is told between a head and what may be the next.
    let mut told = vec![false; found.len()];
    let own = |(block, head): &(&Block<'_>, Option<Head<'_>>)| match head {
        Some(head) => head.rest.iter().any(completes),
        None => completes(block),
    };
    let own: Vec<bool> = found.iter().map(own).collect();
    let mut behind = false;
    for (at, (_, head)) in found.iter().enumerate().rev() {
        told[at] = own[at] || behind;
        behind = told[at] && head.as_ref().is_none_or(|head| head.look == Look::Note);
    }
    let is_told = found.iter().zip(&told).any(|((_, head), told)| head.is_some() && *told);
    let mut is_open = false;
    let mut is_complete = true;
    let mut heads = vec![false; found.len()];
    for (at, (_, head)) in found.iter().enumerate() {
        let Some(head) = head else {
            is_complete |= own[at];
            continue;
        };
        heads[at] = match head.look {
            Look::Marked => true,
            // A box is a part of what is said of a member, whose type comes behind it.
            Look::Note => told[at] && (!is_open || is_complete) && best < Some(Look::Marked),
            look if Some(look) == best => !is_open || is_complete || !is_told,
            // One that has lost its mark, among others that have it.
            Look::Bold => told[at] && is_open && is_complete,
            Look::Code => false,
        };
        (is_open, is_complete) = (is_open || heads[at], own[at] || (!heads[at] && is_complete));
    }
    heads
}

/// Of each block, whether what a member has behind all that is said of it stands behind the block, and no
/// head before that. What an answer holds is told by the renderer in the same words as by members.
fn told_behind(found: &[(&Block<'_>, Option<Head<'_>>)], heads: &[bool]) -> Vec<bool> {
    let mut behind = false;
    let mut told = vec![false; found.len()];
    for (at, (block, _)) in found.iter().enumerate().rev() {
        told[at] = behind;
        behind = !heads[at] && (behind || lines::is_complete(block));
    }
    told
}

fn close<'d>((line, head, mut body): (u32, Head<'d>, Vec<Block<'d>>)) -> SectionPiece<'d> {
    let facts = lines::take_facts(&mut body);
    let HeadNames { label, in_response, numbered, inside } = head.names;
    let mut item = MemberItem::named(line, label, &body, facts);
    (item.in_response, item.numbered, item.linked) = (in_response, numbered, head.linked);
    item.inside = inside;
    if let Some(member) = head.member {
        (item.member, item.named) = (member, true);
    }
    SectionPiece::Item(item)
}

/// `Filter` of `Filter.N`, `Names` of `Names.member.N`: the query protocols number what is listed.
fn unnumbered(label: &str) -> &str {
    let (name, rest) = label.split_once('.').unwrap_or((label, ""));
    if rest.split('.').any(|part| part == "N" || part == "n") { name } else { label }
}

/// `Filter` of `Filters.Filter.N`; none of `Names.member.N`, as that is what queries call it anyway.
fn listed(label: &str) -> Option<&str> {
    let mut parts = label.split('.').skip(1);
    let (element, number, None) = (parts.next()?, parts.next()?, parts.next()) else { return None };
    (matches!(number, "N" | "n") && !matches!(element, "N" | "n" | "member")).then_some(element)
}

/// The names in `Tags.entry.N.Key (key)Tags.entry.N.Value (value)`.
fn entries(text: &str) -> Inside {
    let name = |mark: &str, usual: &str| {
        let before = text.split_once(mark)?.0.trim_end();
        let (_, name) = before.rsplit_once(".N.")?;
        (name != usual && is_name(name)).then(|| name.to_owned())
    };
    Inside { key: name("(key)", "key"), element: name("(value)", "value") }
}

/// The first term and what is said of it.
fn term<'d>(definition: &'d Definition<'d>, key: &str) -> Option<Head<'d>> {
    let names = both_names(&definition.term).or_else(|| {
        let words = plain(&definition.term);
        let (name, behind) = words.trim().split_once(char::is_whitespace).unwrap_or((&words, ""));
        let mut names = HeadNames::one(name.trim());
        if behind.trim_start().starts_with(&format!("{}.entry.N", names.label)) {
            names.inside = entries(behind);
        } else if !behind.is_empty() {
            return None;
        }
        is_name(&names.label).then_some(names)
    })?;
    let anchor = first_anchor(&definition.term);
    let member = anchor.and_then(|anchor| member_name(anchor, key)).map(str::to_owned);
    let rest = definition.blocks.clone();
    let linked = has_link(&definition.term);
    Some(Head { line: Some(definition.line), names, member, look: Look::Marked, linked, rest })
}

/// The names of `**Key** (request), **key** (response)`.
fn both_names(text: &[Inline<'_>]) -> Option<HeadNames> {
    let mut shown = text.iter().filter(|inline| shows(inline));
    let (Some(request), Some(first), Some(response), Some(second), None) =
        (shown.next(), shown.next(), shown.next(), shown.next(), shown.next())
    else {
        return None;
    };
    let name = |inline: &Inline<'_>| match inline {
        Inline::Strong(text) => Some(plain(text)),
        _ => None,
    };
    let words = |inline: &Inline<'_>| plain(std::slice::from_ref(inline)).trim().to_owned();
    let is_both = words(first) == "(request)," && words(second) == "(response)";
    let (request, response) = (name(request)?, name(response)?);
    let label = unnumbered(request.trim()).to_owned();
    let in_response = unnumbered(response.trim()).to_owned();
    (is_both && is_name(&label) && is_name(&in_response)).then_some(HeadNames {
        label,
        in_response: Some(in_response),
        numbered: false,
        inside: Inside::default(),
    })
}

fn has_link(text: &[Inline<'_>]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Link { .. } => true,
        Inline::Strong(inner) | Inline::Emphasis(inner) => has_link(inner),
        _ => false,
    })
}

/// Whether it leads to another page, as names in what is said of members do, and heads do not.
fn leads_away(text: &[Inline<'_>]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Link { target, .. } => !target.contains('#'),
        Inline::Strong(inner) | Inline::Emphasis(inner) => leads_away(inner),
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

/// The first line, if it is nothing but a name in bold, or in code, and anchors.
fn head<'d>(block: &'d Block<'d>, key: &str) -> Option<Head<'d>> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    let begins = text.iter().find(|inline| shows(inline))?;
    let (shown, look) = match begins {
        Inline::Strong(bold) => (&bold[..], Look::Bold),
        Inline::Code(_) => (std::slice::from_ref(begins), Look::Code),
        _ => return None,
    };
    let mut lines = lines::split(text.clone(), block.line).into_iter().peekable();
    let first = lines.next()?;
    let names = both_names(&first.text).or_else(|| {
        let mut names = HeadNames::one(plain(shown).trim());
        // A map of the query protocols has the names of its keys and values behind its own.
        let numbered = |inline: &&Inline<'_>| match inline {
            Inline::Text(text) => text
                .trim()
                .strip_prefix(&names.label)
                .is_some_and(|behind| behind.starts_with(".entry.N")),
            _ => false,
        };
        let alone = first.text.iter().filter(|inline| shows(inline) && !numbered(inline)).count();
        if let Some(Inline::Text(text)) = first.text.iter().find(numbered) {
            names.inside = entries(text);
        } else if let Some(text) = lines.peek().and_then(|it| it.text.first()).filter(numbered) {
            // In copies they stand on the next line.
            names.inside = entries(&plain(std::slice::from_ref(text)));
            lines.next();
        }
        (alone == 1).then_some(names)
    })?;
    let anchor = first_anchor(&first.text);
    let linked = has_link(shown);
    let look = match look {
        _ if anchor.is_some() || (linked && !leads_away(shown)) => Look::Marked,
        _ if is_note(&names.label) => Look::Note,
        look => look,
    };
    if !is_name(&names.label) {
        return None;
    }
    let member = anchor.and_then(|anchor| member_name(anchor, key)).map(str::to_owned);
    let rest = lines::join(lines.collect()).into_iter().collect();
    Some(Head { line: None, names, member, look, linked, rest })
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
    // A data type may be called `Type` itself.
    let behind = |begin: &str| {
        let mut places = memmem::find_iter(anchor.as_bytes(), b"-").map(|at| &anchor[at..]);
        places.find_map(|it| it.strip_prefix(begin)?.strip_prefix(key)?.strip_prefix('-'))
    };
    if let Some(tail) = behind("-Type-") {
        return (!tail.is_empty()).then_some(tail);
    }
    let tail = behind("-")?;
    let tail =
        ["request-", "response-"].iter().find_map(|side| tail.strip_prefix(side)).unwrap_or(tail);
    // Some anchors tell the place twice.
    let mut tail = tail;
    while let Some(rest) =
        ["uri-", "header-", "querystring-"].iter().find_map(|place| tail.strip_prefix(place))
    {
        tail = rest;
    }
    (!tail.is_empty()).then_some(tail)
}

fn is_note(label: &str) -> bool {
    matches!(label, "Note" | "Important" | "Warning" | "Caution" | "Tip" | "Topics" | "Example")
}

/// A sentence of the renderer's own. What is said of members may begin with the same words.
fn sentence(block: &Block<'_>) -> Option<String> {
    let BlockKind::Paragraph(text) = &block.kind else { return None };
    // Most texts begin otherwise, and need not be put together.
    if let Some(Inline::Text(first)) = text.first()
        && let first = first.trim_start()
        && !first.is_empty()
    {
        let begins = ["The ", "If ", "For ", "This "];
        if !begins.iter().any(|begin| first.starts_with(begin) || begin.starts_with(first)) {
            return None;
        }
    }
    let text = plain(text);
    let text = text.trim();
    let known = [
        "The request uses the following URI parameter",
        "The request does not use any URI parameter",
        "The request accepts the following ",
        "The request requires the following ",
        "The request does not have a request body",
        "The response returns the following HTTP header",
        "The response returns the following as the HTTP body",
        "The following parameters are for this specific action",
        "If the action is successful, the service sends back ",
        "For information about the parameters that are common to all ",
        "For information about the common parameters that all ",
        "For information about the errors that are common to all ",
        UNION,
    ];
    let returned =
        ["The following data is ", "The following element is ", "The following elements are "]
            .iter()
            .filter_map(|begin| text.strip_prefix(begin));
    let is_returned = returned.into_iter().any(|rest| rest.starts_with("returned "));
    (is_returned || known.iter().any(|known| text.starts_with(known))).then(|| text.to_owned())
}

/// What pages say of a union.
pub(super) const UNION: &str = "This data type is a UNION";
