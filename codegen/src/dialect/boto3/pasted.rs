//! Pages of the reference that were saved or pasted as text.
//!
//! Indentation is lost, and running text is broken wherever it was set off. The nesting is in the
//! syntax blocks, and the lists follow in the same order, so that their entries need no more than
//! to be told from what is said of them. Here such a page becomes the document that the page it
//! was pasted from would have been.

use std::borrow::Cow;

use crate::markup::{Block, BlockKind, Document, Field, Inline, Item, Literal};

use super::entry::EntryType;

/// The document that the text was pasted from; `None` where it describes no method of a client,
/// paginator or waiter.
pub(super) fn restore<'d>(text: &'d Document<'d>) -> Option<Document<'d>> {
    let mut pieces = Vec::new();
    flatten(&text.blocks, &mut pieces);
    let (at, object) = pieces.iter().enumerate().find_map(|(at, (_, piece))| {
        let PastedPiece::Line(line) = piece else { return None };
        Some((at, signature(line)?))
    })?;
    let line = pieces[at].0;
    let is_method = object.contains(".Client.");
    let mut rest = &pieces[at + 1..];
    let mut blocks = Vec::new();
    if !is_method {
        // `paginate(**kwargs)` of `X.Paginator.Y`, `wait(**kwargs)` of `X.Waiter.Y`.
        let inner = rest.iter().position(|(_, piece)| {
            matches!(piece, PastedPiece::Line(line)
                if line.starts_with("paginate(") || line.starts_with("wait("))
        })?;
        let (line, PastedPiece::Line(signature)) = rest[inner] else { return None };
        rest = &rest[inner + 1..];
        blocks.push(directive(line, "py:method", signature, Description::of(rest)));
    } else {
        blocks = Description::of(rest);
    }
    let name = if is_method { "py:method" } else { "py:class" };
    Some(Document { blocks: vec![directive(line, name, object, blocks)] })
}

/// What the text is made of, in its order.
#[derive(Clone, Copy)]
enum PastedPiece<'d> {
    Line(&'d str),
    Code(&'d Literal<'d>),
}

fn flatten<'d>(blocks: &'d [Block<'d>], pieces: &mut Vec<(u32, PastedPiece<'d>)>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => {
                if let [Inline::Text(text)] = &text[..] {
                    pieces.push((block.line, PastedPiece::Line(text)));
                }
            }
            BlockKind::Literal(literal) => pieces.push((block.line, PastedPiece::Code(literal))),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| flatten(&item.blocks, pieces));
            }
            BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
                flatten(content, pieces);
            }
            BlockKind::Definitions(_) | BlockKind::Fields(_) | BlockKind::Table(_) => {}
        }
    }
}

/// `class X.Paginator.Y`, `class X.Waiter.Y` or `X.Client.y(**kwargs)`: what a page describes.
fn signature(line: &str) -> Option<&str> {
    let (is_class, signature) = match line.strip_prefix("class ") {
        Some(class) => (true, class),
        None => (false, line),
    };
    let path = signature.split('(').next().unwrap_or_default();
    let mut parts = path.split('.');
    let is_name = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let (client, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = match kind {
        "Paginator" | "Waiter" => is_class && signature == path,
        "Client" => !is_class && signature.ends_with(')'),
        _ => false,
    };
    (fits && is_name(client) && is_name(name) && parts.next().is_none()).then_some(signature)
}

fn directive<'d>(
    line: u32,
    name: &'static str,
    signature: &'d str,
    content: Vec<Block<'d>>,
) -> Block<'d> {
    let argument = Cow::Borrowed(signature);
    Block { line, kind: BlockKind::Directive { name: name.into(), argument, content } }
}

fn paragraph<'d>(line: u32, text: Vec<Inline<'d>>) -> Block<'d> {
    Block { line, kind: BlockKind::Paragraph(text) }
}

fn heading(line: u32, name: &'static str) -> Block<'static> {
    paragraph(line, vec![Inline::Strong(vec![Inline::Text(name.into())])])
}

/// Where in the description of a method a line stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Intro,
    RequestSyntax,
    Parameters,
    ReturnType,
    Returns,
    ResponseSyntax,
    Response,
    Exceptions,
}

/// The description of a method as it is put together again.
struct Description<'d> {
    state: State,
    /// Lines whose meaning is not settled yet.
    lines: Vec<(u32, &'d str)>,
    blocks: Vec<Block<'d>>,
    /// The line of "Returns:", and what stands below.
    returns: Option<(u32, Vec<Block<'d>>)>,
}

impl<'d> Description<'d> {
    fn of(pieces: &[(u32, PastedPiece<'d>)]) -> Vec<Block<'d>> {
        let mut description = Description {
            state: State::Intro,
            lines: Vec::new(),
            blocks: Vec::new(),
            returns: None,
        };
        for (line, piece) in pieces {
            match piece {
                PastedPiece::Line("Examples") if description.state >= State::Returns => break,
                PastedPiece::Line(text) => description.line(*line, text),
                PastedPiece::Code(literal) => description.code(*line, literal),
            }
        }
        description.settle();
        let Description { mut blocks, returns, .. } = description;
        if let Some((line, below)) = returns {
            let (name, argument) = (Cow::Borrowed("returns"), Cow::Borrowed(""));
            let field = Field { line, name, argument, blocks: below };
            // Exceptions follow what is returned.
            let at = blocks.iter().position(|block| block.line > line).unwrap_or(blocks.len());
            blocks.insert(at, Block { line, kind: BlockKind::Fields(vec![field]) });
        }
        blocks
    }

    fn line(&mut self, line: u32, text: &'d str) {
        // Where code ends a sentence, its full stop has slipped to what follows.
        let begins = |text: &str| head(text).is_some() || text.starts_with("See also:");
        let slipped = text.strip_prefix('.').filter(|rest| begins(rest));
        if slipped.is_some() {
            self.lines.push((line, "."));
        }
        let text = slipped.unwrap_or(text);
        if self.enters(line, text) {
            return;
        }
        // So can the head of an entry to what stands before it.
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let head_at = text.rfind('(').and_then(|bracket| {
            let named = text[..bracket].trim_end_matches(' ').trim_end_matches(is_name).len();
            let ends = |at: &usize| text[..*at].ends_with(['.', '!', '?', ':', ')']);
            [named, bracket].into_iter().filter(ends).find(|at| head(&text[*at..]).is_some())
        });
        let (before, head) = text.split_at(head_at.unwrap_or(0));
        let pieces = [before, head].into_iter().filter(|piece| !piece.is_empty());
        self.lines.extend(pieces.map(|piece| (line, piece)));
    }

    /// Goes on to the part whose name the text is; false where it is none that can follow here.
    fn enters(&mut self, line: u32, text: &str) -> bool {
        use State as S;
        let (state, name) = match (text.trim_end_matches(':'), self.state) {
            ("Request Syntax", S::Intro) => (S::RequestSyntax, "Request Syntax"),
            ("Parameters", S::RequestSyntax) => (S::Parameters, "Parameters"),
            ("Return type", S::RequestSyntax | S::Parameters) => (S::ReturnType, ""),
            ("Returns", S::RequestSyntax | S::Parameters | S::ReturnType) => (S::Returns, ""),
            ("Response Syntax", S::Returns) => (S::ResponseSyntax, "Response Syntax"),
            ("Response Structure", S::ResponseSyntax) => (S::Response, "Response Structure"),
            ("Exceptions", S::Returns | S::Response) => (S::Exceptions, "Exceptions"),
            _ => return false,
        };
        self.settle();
        self.state = state;
        if state == S::Returns {
            self.returns = Some((line, Vec::new()));
        }
        if !name.is_empty() {
            self.push(heading(line, name));
        }
        true
    }

    fn code(&mut self, line: u32, literal: &'d Literal<'d>) {
        match self.state {
            State::RequestSyntax | State::ResponseSyntax => {
                self.settle();
                let kind = BlockKind::Literal(literal.clone());
                self.push(Block { line, kind });
            }
            // A method that the text speaks of looks like code.
            _ => {
                let raw = match &literal.raw {
                    Cow::Borrowed(raw) => raw.trim(),
                    Cow::Owned(_) => "",
                };
                if !raw.contains('\n') {
                    self.lines.push((line, raw));
                }
            }
        }
    }

    fn push(&mut self, block: Block<'d>) {
        match &mut self.returns {
            Some((_, below)) if self.state < State::Exceptions => below.push(block),
            _ => self.blocks.push(block),
        }
    }

    /// Settles what the lines of the part mean.
    fn settle(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let Some(&(line, first)) = lines.first() else { return };
        match self.state {
            State::Intro => {
                let is_text = |(_, text): &(u32, &str)| !text.starts_with("See also:");
                let lines: Vec<_> = lines.into_iter().filter(is_text).collect();
                join(&lines).into_iter().for_each(|block| self.push(block));
            }
            State::Parameters | State::Response => {
                let list = entries(&lines);
                // A block set off by a mistake is one whose depths tell nothing.
                self.push(Block { line, kind: BlockKind::Quote(vec![list]) });
            }
            State::Returns => self.push(paragraph(line, vec![Inline::Text(first.into())])),
            State::Exceptions => {
                let items = lines.iter().filter(|(_, text)| text.contains(".exceptions."));
                let items = items.map(|(line, text)| {
                    let (name, text) = ("py:class".into(), Cow::Borrowed(*text));
                    let role = Inline::Role { name, text, target: None };
                    Item { line: *line, blocks: vec![paragraph(*line, vec![role])] }
                });
                let kind = BlockKind::List { start: None, items: items.collect() };
                self.push(Block { line, kind });
            }
            State::RequestSyntax | State::ReturnType | State::ResponseSyntax => {}
        }
    }
}

/// The entries of a list, each with what is said of it, all on one level.
fn entries<'d>(lines: &[(u32, &'d str)]) -> Block<'d> {
    let mut items: Vec<Item<'d>> = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < lines.len() {
        let (line, text) = lines[at];
        if let Some(mut head) = head(text) {
            finish(&mut items, &lines[from..at]);
            at += 1;
            if lines.get(at).is_some_and(|(_, text)| *text == "[REQUIRED]") {
                head.push(Inline::Strong(vec![Inline::Text("[REQUIRED]".into())]));
                at += 1;
            }
            items.push(Item { line, blocks: vec![paragraph(line, head)] });
            from = at;
        } else {
            at += 1;
        }
    }
    finish(&mut items, &lines[from..]);
    let line = lines.first().map_or(0, |(line, _)| *line);
    Block { line, kind: BlockKind::List { start: None, items } }
}

/// Adds what is said of the last entry.
fn finish<'d>(items: &mut [Item<'d>], lines: &[(u32, &'d str)]) {
    let Some(item) = items.last_mut() else { return };
    const UNION: &str = "This is a Tagged Union structure.";
    let Some(note) = lines.iter().position(|(_, text)| text.starts_with(UNION)) else {
        item.blocks.extend(join(lines));
        return;
    };
    let end = note + 1 + lines[note + 1..].iter().take_while(|(_, it)| !it.contains(": {")).count();
    let content = join(&lines[note..end]);
    item.blocks.extend(join(&lines[..note]));
    let (name, argument) = (Cow::Borrowed("note"), Cow::Borrowed(""));
    let kind = BlockKind::Directive { name, argument, content };
    item.blocks.push(Block { line: lines[note].0, kind });
}

/// `portalId (string) --` and `(dict) --`, as the markup of an entry's head.
fn head(text: &str) -> Option<Vec<Inline<'_>>> {
    let (name, rest) = match text.strip_prefix('(') {
        Some(rest) => (None, rest),
        None => {
            let (name, rest) = text.split_once(" (")?;
            (Some(name).filter(|name| !name.contains(' ')), rest)
        }
    };
    if name.is_none() && !text.starts_with('(') {
        return None;
    }
    let (words, said) = rest.split_once(") --")?;
    let class = match words {
        "StreamingBody" | "EventStream" | "document" => Some(words),
        _ if EntryType::of_words(words) == EntryType::Other => return None,
        _ => None,
    };
    let mut inlines = Vec::new();
    inlines.extend(name.map(|name| Inline::Strong(vec![Inline::Text(name.into())])));
    match class {
        Some(class) => {
            let (name, text) = (Cow::Borrowed("class"), Cow::Borrowed(class));
            inlines.push(Inline::Text(if inlines.is_empty() { "(" } else { " (" }.into()));
            inlines.push(Inline::Role { name, text, target: None });
            inlines.push(Inline::Text(") --".into()));
        }
        None => {
            let words = Inline::Text(format!("({words}) --").into());
            inlines.extend((!inlines.is_empty()).then(|| Inline::Text(" ".into())));
            inlines.push(Inline::Emphasis(vec![words]));
        }
    }
    inlines.extend((!said.is_empty()).then(|| Inline::Text(said.into())));
    Some(inlines)
}

/// Puts together again what was one paragraph: a line that begins in the middle of a sentence goes
/// on with the one before, and a single word between two such lines was code.
fn join<'d>(lines: &[(u32, &'d str)]) -> Vec<Block<'d>> {
    let mut blocks: Vec<Block<'d>> = Vec::new();
    let mut before = "";
    for (line, text) in lines {
        let text = *text;
        let word = !text.contains(' ');
        let goes_on = text.starts_with(|c: char| c.is_lowercase() || ".,;:)|".contains(c))
            || (word && !before.ends_with(['.', '!', '?', ':']))
            || before.ends_with('(');
        let inline = match method(text) {
            Some(role) => role,
            None if word
                && text != "Note"
                && text.bytes().any(|byte| byte.is_ascii_alphanumeric()) =>
            {
                Inline::Code(text.into())
            }
            None => Inline::Text(text.into()),
        };
        match blocks.last_mut().map(|block| &mut block.kind) {
            Some(BlockKind::Paragraph(inlines)) if goes_on => {
                if !before.ends_with('(') && !text.starts_with(['.', ',', ';', ':', ')']) {
                    inlines.push(Inline::Text(" ".into()));
                }
                inlines.push(inline);
            }
            _ => blocks.push(paragraph(*line, vec![inline])),
        }
        before = text;
    }
    blocks
}

/// `X.Client.list_sessions()`: a method that is spoken of.
fn method(text: &str) -> Option<Inline<'_>> {
    let path = text.strip_suffix("()").unwrap_or(text);
    let is_method = path.contains(".Client.") && !path.contains(' ');
    is_method.then(|| Inline::Role { name: "py:meth".into(), text: path.into(), target: None })
}
