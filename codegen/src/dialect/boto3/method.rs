//! What the pages of client methods, paginators and waiters have in common: documentation, a link
//! to the API Reference, the request and the response.

use crate::diagnostic::Diagnostic;
use crate::dialect::rules;
use crate::facts::Node;
use crate::markup::{Block, BlockKind, Field, Inline, Literal};

use super::entry::{Entries, EntryType};
use super::evidence::Sign;
use super::syntax::{self, Reason, SyntaxBlock};
use super::weave::{self, Woven};
use super::{Object, Page, text, truncated};

/// The sections of a method's description, in the order of the page.
#[derive(Default)]
pub(super) struct Method<'d> {
    /// What is said of the method before its sections.
    pub intro: Vec<&'d Block<'d>>,
    /// The danger box that calls it deprecated is there.
    pub deprecated: bool,
    /// The unique id of the service and the operation's wire name, from the link to the API
    /// Reference.
    pub see_also: Option<(&'d str, &'d str)>,
    request_syntax: Option<SyntaxSection<'d>>,
    parameters: Entries<'d>,
    parameters_left_out: bool,
    /// The line of `:returns:`, and whether something is returned.
    returns: Option<(u32, bool)>,
    response_syntax: Option<SyntaxSection<'d>>,
    response: Entries<'d>,
    response_left_out: bool,
    /// The line of the heading `Exceptions`, and what follows it.
    pub exceptions_line: Option<u32>,
    pub exceptions: Vec<&'d Block<'d>>,
    state: State,
    ty: Option<(&'d str, EntryType)>,
    /// A short paragraph that may be the heading of what follows it.
    pending: Option<&'d Block<'d>>,
    /// What was read by what it looks like: its line, what it is called there, and what it is.
    by_evidence: Vec<(u32, String, &'static str)>,
    /// What looks like facts and was not read.
    unread: Vec<(u32, Sign)>,
}

/// A syntax block as it stands on the page.
struct SyntaxSection<'d> {
    line: u32,
    literal: &'d Literal<'d>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    #[default]
    Intro,
    RequestSyntax,
    Parameters,
    Returns,
    ResponseSyntax,
    Response,
    Exceptions,
    Done,
}

impl<'d> Method<'d> {
    /// Takes a description apart. `after` is what follows it on the page: documentation can break
    /// out of its indentation and take the rest of the page along.
    pub fn of(object: &Object<'d>, after: &'d [Block<'d>]) -> Self {
        let mut method = Method::default();
        object.content.iter().chain(after).for_each(|block| method.block(block));
        method.heading_of_nothing();
        method
    }

    fn block(&mut self, block: &'d Block<'d>) {
        if let BlockKind::Paragraph(text) = &block.kind {
            self.heading_of_nothing();
            match heading(text) {
                Some(heading) if self.enter(heading, block.line) => {}
                _ if may_be_heading(text) => self.pending = Some(block),
                _ => match see_also(text).filter(|_| self.state == State::Intro) {
                    Some(names) => self.see_also = Some(names),
                    None => self.other(block),
                },
            }
            return;
        }
        self.enter_by_evidence(block);
        self.heading_of_nothing();
        match &block.kind {
            BlockKind::Literal(literal) => match self.state {
                State::RequestSyntax if self.request_syntax.is_none() => {
                    self.request_syntax = Some(SyntaxSection { line: block.line, literal });
                }
                State::ResponseSyntax if self.response_syntax.is_none() => {
                    self.response_syntax = Some(SyntaxSection { line: block.line, literal });
                }
                State::Parameters if literal.raw.contains(syntax::TOO_LARGE) => {
                    self.parameters_left_out = true;
                }
                State::Response if literal.raw.contains(syntax::TOO_LARGE) => {
                    self.response_left_out = true;
                }
                _ => self.other(block),
            },
            BlockKind::Fields(fields) if self.state >= State::RequestSyntax => {
                fields.iter().for_each(|field| self.field(field));
            }
            BlockKind::Quote(blocks) if holds_section(blocks) => {
                blocks.iter().for_each(|block| self.block(block));
            }
            BlockKind::Directive { name, content, .. }
                if self.state == State::Intro && name == "danger" && is_deprecation(content) =>
            {
                self.deprecated = true;
            }
            _ => self.other(block),
        }
    }

    /// What was taken for a heading is none of a section.
    fn heading_of_nothing(&mut self) {
        if let Some(block) = self.pending.take() {
            self.other(block);
        }
    }

    /// Goes on to the next section where a block looks like what is in it, whatever is above it.
    fn enter_by_evidence(&mut self, block: &'d Block<'d>) {
        let next = match self.state {
            State::Intro | State::RequestSyntax => matches!(block.kind, BlockKind::Literal(_)),
            State::Returns | State::ResponseSyntax => true,
            State::Response => matches!(block.kind, BlockKind::List { .. }),
            _ => false,
        };
        // As it is on every page.
        let expected = match (self.state, &block.kind) {
            (State::RequestSyntax, _) => self.request_syntax.is_none(),
            (State::ResponseSyntax, BlockKind::Literal(_)) => self.response_syntax.is_none(),
            _ => false,
        };
        if !next || expected {
            return;
        }
        let (state, name) = match (Sign::of(block), self.state) {
            (Some(Sign::Call | Sign::LeftOut), State::Intro) => {
                (State::RequestSyntax, "the Request Syntax")
            }
            (Some(Sign::LeftOut), State::RequestSyntax) => (State::Parameters, "the Parameters"),
            (Some(Sign::Answer | Sign::LeftOut), State::Returns) => {
                (State::ResponseSyntax, "the Response Syntax")
            }
            (Some(Sign::Entries | Sign::LeftOut), State::ResponseSyntax)
                if self.response_syntax.is_some() =>
            {
                (State::Response, "the Response Structure")
            }
            (Some(Sign::Exceptions), _) if self.returns.is_some() => {
                self.exceptions_line = Some(block.line);
                (State::Exceptions, "the Exceptions")
            }
            _ => return,
        };
        self.state = state;
        let mut shown = String::new();
        let mut line = block.line;
        if let Some(Block { line: own, kind: BlockKind::Paragraph(text) }) = self.pending.take() {
            text.iter().for_each(|inline| inline.push_text(&mut shown));
            line = *own;
        }
        self.by_evidence.push((line, shown, name));
    }

    /// Says what was read by what it looks like, and what was not read though it looks like facts.
    pub fn tell(&self, page: &mut Page<'_>) {
        for (line, heading, name) in &self.by_evidence {
            let message = match heading.as_str() {
                "" => format!("what stands here without a heading is read as {name}"),
                heading => format!("`{}` is read as {name}", heading.trim()),
            };
            let place = page.place(*line);
            page.facts.diagnostics.push(Diagnostic::new(&rules::READ_BY_EVIDENCE, place, message));
        }
        for (line, sign) in &self.unread {
            let message = format!("nothing is read of {}", sign.what());
            let place = page.place(*line);
            page.facts.diagnostics.push(Diagnostic::new(&rules::FACTS_UNREAD, place, message));
        }
    }

    /// A block with no meaning of its own in the section it stands in.
    fn other(&mut self, block: &'d Block<'d>) {
        match self.state {
            State::Intro => {
                if let Some(sign @ (Sign::Entries | Sign::Exceptions)) = Sign::of(block) {
                    self.unread.push((block.line, sign));
                }
                self.intro.push(block);
            }
            State::Parameters if !self.parameters_left_out => self.parameters.push_block(block),
            State::Response if !self.response_left_out => self.response.push_block(block),
            State::Exceptions => match Sign::of(block) {
                None | Some(Sign::Exceptions) => self.exceptions.push(block),
                Some(sign) => self.unread.push((block.line, sign)),
            },
            // Examples are calls and answers with values.
            State::Done if matches!(block.kind, BlockKind::Literal(_)) => {}
            _ => self.unread.extend(Sign::of(block).map(|sign| (block.line, sign))),
        }
    }

    /// Goes on to the section under this heading; false where it is no heading of a section here.
    fn enter(&mut self, heading: &str, line: u32) -> bool {
        let state = match heading {
            "Request Syntax" => State::RequestSyntax,
            "Parameters" => State::Parameters,
            "Response Syntax" => State::ResponseSyntax,
            "Response Structure" => State::Response,
            "Exceptions" => State::Exceptions,
            "Examples" => State::Done,
            _ => return false,
        };
        let follows = match state {
            State::RequestSyntax => self.state == State::Intro,
            State::Parameters => self.state == State::RequestSyntax,
            State::ResponseSyntax => self.state == State::Returns,
            State::Response => self.state == State::ResponseSyntax,
            _ => self.returns.is_some(),
        };
        if follows {
            self.state = state;
            if state == State::Exceptions {
                self.exceptions_line = Some(line);
            }
        }
        follows
    }

    fn field(&mut self, field: &'d Field<'d>) {
        match &*field.name {
            "type" => {
                self.state = State::Parameters;
                self.ty = Some((&field.argument, EntryType::of_blocks(&field.blocks)));
            }
            "param" => {
                self.state = State::Parameters;
                let ty = match self.ty.take() {
                    Some((name, ty)) if name == field.argument => ty,
                    _ => EntryType::Other,
                };
                self.parameters.push_field(field, ty);
            }
            "returns" | "return" => {
                self.state = State::Returns;
                let nothing = matches!(
                    &field.blocks[..],
                    [Block { kind: BlockKind::Paragraph(text), .. }, ..]
                        if matches!(&text[..], [Inline::Text(text)] if text.trim_ascii() == "None")
                );
                self.returns = Some((field.line, !nothing));
                field.blocks.iter().for_each(|block| self.block(block));
                self.heading_of_nothing();
            }
            "rtype" => {}
            _ if !field.argument.is_empty() => self.unread.push((field.line, Sign::Field)),
            _ => {
                let unread = field.blocks.iter();
                let unread = unread.filter_map(|block| Some((block.line, Sign::of(block)?)));
                self.unread.extend(unread);
            }
        }
    }

    /// Whether the page shows how the method is called.
    pub fn shows_request(&self) -> bool {
        self.request_syntax.is_some()
    }

    /// The documentation before the sections.
    pub fn documentation(&self) -> Option<Box<str>> {
        text::of_blocks(self.intro.iter().copied())
    }

    /// What the method takes, its method name as the call shows it left aside. `None` where it
    /// takes nothing.
    pub fn input(
        &mut self,
        page: &mut Page<'_>,
        object: &Object<'_>,
    ) -> Result<Option<Node>, Diagnostic> {
        let syntax = self.syntax(page, self.request_syntax.as_ref(), "Request Syntax")?;
        let left_out = self.parameters_left_out
            || syntax.as_ref().is_some_and(|syntax| syntax.rest.contains(syntax::TOO_LARGE));
        if self.returns.is_none() {
            let what = "the page ends before it says what is returned";
            return Err(truncated(page.place(object.line), what));
        }
        if object.arguments.is_none_or(str::is_empty) && self.parameters.list.is_empty() {
            return Ok(None);
        }
        if left_out {
            too_large(page, object.line, "Parameters");
        }
        let entries = if left_out { None } else { Some(&self.parameters) };
        let syntax = syntax.as_ref().map(|syntax| &syntax.root);
        let woven = weave::request(page.path, object.line, syntax, entries);
        finish(page, woven).map(Some)
    }

    /// What the method returns. `None` where it returns nothing.
    pub fn output(&mut self, page: &mut Page<'_>) -> Result<Option<Node>, Diagnostic> {
        let Some((line, true)) = self.returns else { return Ok(None) };
        if self.response_syntax.is_none() || self.state < State::Response {
            let what = "the page ends before it says what is returned";
            return Err(truncated(page.place(line), what));
        }
        let syntax = self.syntax(page, self.response_syntax.as_ref(), "Response Syntax")?;
        if self.response_left_out {
            too_large(page, line, "Response Structure");
        }
        let entries = if self.response_left_out { None } else { Some(&self.response) };
        let syntax = syntax.as_ref().map(|syntax| &syntax.root);
        let woven = weave::response(page.path, line, syntax, entries);
        finish(page, woven).map(Some)
    }

    /// Reads a syntax block; `None` where the page leaves it out.
    fn syntax(
        &self,
        page: &mut Page<'_>,
        section: Option<&SyntaxSection<'d>>,
        name: &str,
    ) -> Result<Option<SyntaxBlock<'d>>, Diagnostic> {
        let Some(section) = section else { return Ok(None) };
        let error = match syntax::parse(&section.literal.raw, section.line) {
            Ok(block) => return Ok(Some(block)),
            Err(error) => error,
        };
        if error.reason == Reason::TooLarge {
            too_large(page, section.line, name);
            return Ok(None);
        }
        let rule = match error.reason {
            Reason::CutOff => &rules::TRUNCATED,
            _ => &rules::SYNTAX_BLOCK,
        };
        Err(Diagnostic::new(rule, page.place(error.line), format!("{name}: {}", error.reason)))
    }
}

fn too_large(page: &mut Page<'_>, line: u32, section: &str) {
    let message = format!("the page leaves out {section} as too large");
    let diagnostic = Diagnostic::new(&rules::SECTION_TOO_LARGE, page.place(line), message);
    page.facts.diagnostics.push(diagnostic);
}

fn finish(page: &mut Page<'_>, woven: Woven) -> Result<Node, Diagnostic> {
    if woven.cut_off {
        let what = "the list of members ends before the syntax block does";
        return Err(truncated(page.place(woven.node.line), what));
    }
    page.facts.diagnostics.extend(woven.diagnostics);
    Ok(woven.node)
}

/// Whether a paragraph is as short as a heading, and without a link.
fn may_be_heading(text: &[Inline<'_>]) -> bool {
    const LONGEST: usize = 60;
    let words = match text {
        [Inline::Text(words)] => words,
        [Inline::Strong(inner), ..] if heading(text).is_some() => match &inner[..] {
            [Inline::Text(words)] => words,
            _ => return false,
        },
        _ => return false,
    };
    words.len() <= LONGEST && !words.trim_ascii_end().ends_with('.')
}

/// The text of a paragraph that is one bold phrase.
fn heading<'d>(text: &'d [Inline<'d>]) -> Option<&'d str> {
    let (first, rest) = text.split_first()?;
    let Inline::Strong(inner) = first else { return None };
    let [Inline::Text(phrase)] = &inner[..] else { return None };
    let blank =
        |inline: &Inline<'_>| matches!(inline, Inline::Text(text) if text.trim_ascii().is_empty());
    rest.iter().all(blank).then_some(phrase)
}

/// Whether sections of the method stand in these blocks, so that they are set off by a mistake.
fn holds_section(blocks: &[Block<'_>]) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(text) => {
            see_also(text).is_some()
                || heading(text).is_some_and(|heading| {
                    matches!(
                        heading,
                        "Request Syntax"
                            | "Parameters"
                            | "Response Syntax"
                            | "Response Structure"
                            | "Exceptions"
                            | "Examples"
                    )
                })
        }
        BlockKind::Fields(_) => true,
        BlockKind::Quote(blocks) => holds_section(blocks),
        _ => false,
    })
}

/// The service's unique id and the operation in
/// `See also: `AWS API Documentation <https://docs.aws.amazon.com/goto/WebAPI/uid/Op>`_`.
fn see_also<'d>(text: &'d [Inline<'d>]) -> Option<(&'d str, &'d str)> {
    let [Inline::Text(lead), Inline::Link { target, .. }, ..] = text else { return None };
    if !lead.trim_ascii().starts_with("See also:") {
        return None;
    }
    let (_, names) = target.split_once("/goto/WebAPI/")?;
    let (uid, operation) = names.split_once('/')?;
    Some((uid, operation.trim_end_matches('/')))
}

fn is_deprecation(content: &[Block<'_>]) -> bool {
    matches!(content.first(), Some(Block { kind: BlockKind::Paragraph(text), .. })
        if matches!(text.first(), Some(Inline::Text(text))
            if text.trim_ascii_start().starts_with("This operation is deprecated")))
}
