//! The lines of a paragraph, and the facts that its last lines state.

use crate::markup::{Block, BlockKind, Inline, plain};

use super::fact::{self, Fact};

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ParagraphLine<'a> {
    /// The line of the page.
    pub line: u32,
    pub text: Vec<Inline<'a>>,
    /// A break is asked for behind it, so that it is a line to the reader as well.
    pub breaks: bool,
}

/// The lines of a paragraph that begins in `line`.
pub(super) fn split<'a>(text: Vec<Inline<'a>>, line: u32) -> Vec<ParagraphLine<'a>> {
    let new = |line| ParagraphLine { line, text: Vec::new(), breaks: false };
    let mut current = new(line);
    let mut lines = Vec::new();
    for inline in text {
        match inline {
            Inline::Break => {
                current.breaks = true;
                let next = new(current.line + 1);
                lines.push(std::mem::replace(&mut current, next));
            }
            Inline::Text(text) if memchr::memchr(b'\n', text.as_bytes()).is_some() => {
                let push = |piece: &str, current: &mut ParagraphLine<'a>| {
                    if !piece.is_empty() {
                        current.text.push(Inline::Text(piece.to_owned().into()));
                    }
                };
                let mut rest = &*text;
                while let Some(at) = memchr::memchr(b'\n', rest.as_bytes()) {
                    push(&rest[..at], &mut current);
                    let next = new(current.line + 1);
                    lines.push(std::mem::replace(&mut current, next));
                    rest = &rest[at + 1..];
                }
                push(rest, &mut current);
            }
            inline => current.text.push(inline),
        }
    }
    lines.push(current);
    lines
}

/// The paragraph that lines make.
pub(super) fn join<'a>(lines: Vec<ParagraphLine<'a>>) -> Option<Block<'a>> {
    let line = lines.first()?.line;
    let mut text = Vec::new();
    let last = lines.len() - 1;
    for (at, line) in lines.into_iter().enumerate() {
        text.extend(line.text);
        if at < last {
            text.push(if line.breaks { Inline::Break } else { Inline::Text("\n".into()) });
        }
    }
    let shows = |inline: &Inline<'_>| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Anchor(_) | Inline::Break => false,
        _ => true,
    };
    text.iter().any(shows).then_some(Block { line, kind: BlockKind::Paragraph(text) })
}

/// Whether a block tells of a position what stands behind all that is said of it.
pub(super) fn is_complete(block: &Block<'_>) -> bool {
    any_line(block, &fact::is_last)
}

/// Whether it has a line with the status of an error.
pub(super) fn states_status(block: &Block<'_>) -> bool {
    any_line(block, &|line| {
        let fact = fact::read(line).or_else(|| fact::by_value(line).map(|(_, fact)| fact));
        matches!(fact, Some(Fact::Status(_)))
    })
}

/// Whether a block tells the type of a position.
pub(super) fn is_typed(block: &Block<'_>) -> bool {
    any_line(block, &fact::is_type)
}

/// Whether it has a line with the status of an error as the renderer writes it.
pub(super) fn is_status(block: &Block<'_>) -> bool {
    any_line(block, &|line| {
        let text = plain(line);
        let status = text.trim().strip_prefix("HTTP Status Code: ");
        status.is_some_and(|status| status.len() == 3 && status.parse::<u16>().is_ok())
    })
}

/// Whether a line of a paragraph is wanted, of those that begin with text that has a colon: no other
/// states a fact. Most paragraphs have none, so no other is put together.
fn any_labelled<'t>(text: &'t [Inline<'_>], wanted: &impl Fn(&[Inline<'_>]) -> bool) -> bool {
    let mut line = Candidate::default();
    for inline in text {
        match inline {
            Inline::Break => {
                if line.end(wanted) {
                    return true;
                }
            }
            Inline::Text(text) => {
                let mut rest: &'t str = text;
                while let Some(at) = memchr::memchr(b'\n', rest.as_bytes()) {
                    line.text(&rest[..at]);
                    if line.end(wanted) {
                        return true;
                    }
                    rest = &rest[at + 1..];
                }
                line.text(rest);
            }
            inline => line.other(inline),
        }
    }
    line.end(wanted)
}

/// A line as far as it has come, put together if it may state a fact.
#[derive(Default)]
struct Candidate<'t> {
    text: Vec<Inline<'t>>,
    /// It begins with something that states none.
    is_other: bool,
}

impl<'t> Candidate<'t> {
    fn text(&mut self, piece: &'t str) {
        if piece.is_empty() || self.is_other {
            return;
        }
        self.is_other = self.text.is_empty() && memchr::memchr(b':', piece.as_bytes()).is_none();
        if !self.is_other {
            self.text.push(Inline::Text(piece.into()));
        }
    }

    fn other(&mut self, inline: &Inline<'t>) {
        self.is_other |= self.text.is_empty() && !matches!(inline, Inline::Anchor(_));
        if !self.is_other {
            self.text.push(inline.clone());
        }
    }

    /// Ends the line, and whether it is wanted; the next begins.
    fn end(&mut self, wanted: &impl Fn(&[Inline<'_>]) -> bool) -> bool {
        let found = !self.text.is_empty() && wanted(&self.text);
        self.text.clear();
        self.is_other = false;
        found
    }
}

fn any_line(block: &Block<'_>, wanted: &impl Fn(&[Inline<'_>]) -> bool) -> bool {
    match &block.kind {
        BlockKind::Paragraph(text) => any_labelled(text, wanted),
        // Lines behind a list are taken for more of its last item.
        BlockKind::List { items, .. } => {
            items.last().is_some_and(|item| item.blocks.iter().any(|it| any_line(it, wanted)))
        }
        BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
            content.iter().any(|block| any_line(block, wanted))
        }
        _ => false,
    }
}

/// Takes the lines that state facts off the end of `blocks`: the lines stand behind everything
/// else that is said, be it in the last item of a list. The type comes first of them, so that what
/// looks like a fact before it is a part of what is said.
pub(super) fn take_facts<'a>(blocks: &mut Vec<Block<'a>>) -> Vec<(u32, Fact<'a>)> {
    let Some(at) = blocks.iter().rposition(is_typed) else { return take_trailing(blocks) };
    let behind = blocks.split_off(at + 1);
    let mut facts = Vec::new();
    if let Some(block) = blocks.pop() {
        blocks.extend(take_from_type(block, &mut facts));
    }
    for block in behind {
        match block.kind {
            BlockKind::Paragraph(text) => {
                let rest = take_lines(split(text, block.line), &mut facts);
                blocks.extend(join(rest));
            }
            _ => blocks.push(block),
        }
    }
    facts
}

/// Takes the last type of a block and the facts behind it; what is left of the block.
fn take_from_type<'a>(block: Block<'a>, facts: &mut Vec<(u32, Fact<'a>)>) -> Option<Block<'a>> {
    let line = block.line;
    let kind = match block.kind {
        BlockKind::Paragraph(text) => {
            let mut lines = split(text, line);
            let is_type = |line: &ParagraphLine<'_>| fact::is_type(&line.text);
            let at = lines.iter().rposition(is_type).unwrap_or(lines.len());
            let behind = lines.split_off(at);
            lines.extend(take_lines(behind, facts));
            return join(lines);
        }
        BlockKind::List { start, mut items } => {
            if let Some(item) = items.last_mut() {
                facts.extend(take_facts(&mut item.blocks));
            }
            BlockKind::List { start, items }
        }
        BlockKind::Directive { name, argument, mut content } => {
            facts.extend(take_facts(&mut content));
            BlockKind::Directive { name, argument, content }
        }
        BlockKind::Quote(mut content) => {
            facts.extend(take_facts(&mut content));
            BlockKind::Quote(content)
        }
        kind => kind,
    };
    Some(Block { line, kind })
}

/// Takes the facts out of lines that stand where facts stand; the lines that are left. One that is
/// labelled as facts are and makes no sense is noted.
fn take_lines<'a>(
    lines: Vec<ParagraphLine<'a>>,
    facts: &mut Vec<(u32, Fact<'a>)>,
) -> Vec<ParagraphLine<'a>> {
    let mut rest = Vec::new();
    for line in lines {
        if let Some(fact) = fact::read(&line.text) {
            facts.push((line.line, fact));
        } else if let Some((label, fact)) = fact::by_value(&line.text) {
            facts.extend([(line.line, Fact::Renamed(label)), (line.line, fact)]);
        } else if !fact::says_union(&line.text) {
            facts.extend(fact::label(&line.text).map(|label| (line.line, Fact::Unread(label))));
            rest.push(line);
        }
    }
    rest
}

/// The same where no type is told: the last lines, as long as they state facts.
fn take_trailing<'a>(blocks: &mut Vec<Block<'a>>) -> Vec<(u32, Fact<'a>)> {
    let mut facts: Vec<(u32, Fact<'a>)> = Vec::new();
    while let Some(last) = blocks.last_mut() {
        let whole = match &mut last.kind {
            BlockKind::Paragraph(text) => {
                let mut lines = split(std::mem::take(text), last.line);
                let at = trailing(&lines, !facts.is_empty());
                let mut found = Vec::new();
                let behind = lines.split_off(at);
                if let Some(words) = behind.first().and_then(|line| fact::type_by_value(&line.text))
                {
                    // The type under another label.
                    let line = behind[0].line;
                    found.extend([(line, Fact::Renamed(words.0)), (line, words.1)]);
                    lines.extend(take_lines(behind.into_iter().skip(1).collect(), &mut found));
                } else {
                    lines.extend(take_lines(behind, &mut found));
                }
                let some = !found.is_empty();
                facts.splice(0..0, found);
                match join(lines) {
                    Some(block) => {
                        *last = block;
                        false
                    }
                    None => {
                        blocks.pop();
                        some
                    }
                }
            }
            BlockKind::List { items, .. } => {
                if let Some(item) = items.last_mut() {
                    let found = take_trailing(&mut item.blocks);
                    facts.splice(0..0, found);
                }
                false
            }
            BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
                let found = take_trailing(content);
                facts.splice(0..0, found);
                false
            }
            _ => false,
        };
        if !whole {
            break;
        }
    }
    facts
}

/// Where the facts at the end of lines begin. `behind`: facts follow in another paragraph.
fn trailing(lines: &[ParagraphLine<'_>], behind: bool) -> usize {
    let is_fact = |line: &ParagraphLine<'_>| {
        fact::read(&line.text).is_some() || fact::by_value(&line.text).is_some()
    };
    let may_be = |line: &&ParagraphLine<'_>| is_fact(line) || fact::is_answer(&line.text);
    let run = lines.len() - lines.iter().rev().take_while(may_be).count();
    let first = lines[run..].iter().position(is_fact);
    let at = first.map_or(lines.len(), |first| run + first);
    let more = behind || at < lines.len();
    match at.checked_sub(1).and_then(|before| lines.get(before)) {
        Some(line) if more && fact::type_by_value(&line.text).is_some() => at - 1,
        // What is not understood and may be a fact as well.
        Some(line) if more && fact::is_answer(&line.text) => at - 1,
        _ => at,
    }
}
