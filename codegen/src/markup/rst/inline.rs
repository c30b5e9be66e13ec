//! Markup inside running text.

use std::borrow::Cow;

use super::class::{CLASS, Class, UNCLEAN, may_be_marked};
use super::names::DefinedNames;
use crate::bytes;
use crate::markup::Inline;
use crate::markup::run::{Run, ascii_typography};

/// Reads running text.
pub(super) fn parse<'a>(text: &'a str, names: &DefinedNames<'a>) -> Vec<Inline<'a>> {
    let text = text.trim_ascii();
    let mut out = Vec::new();
    let mut run = Run::new(text);
    let mut scanner = Scanner { text, bytes: text.as_bytes(), names, missing: Missing::default() };
    let (mut at, mut from, mut looked) = (0, 0, 0);
    loop {
        if at >= looked {
            at = bytes::pass(scanner.bytes, at, may_be_marked);
            looked = at + bytes::STRETCH;
        }
        let Some(&byte) = scanner.bytes.get(at) else { break };
        let found = match CLASS[byte as usize] {
            Class::Plain => {
                at += 1;
                continue;
            }
            Class::Blank if scanner.is_between_words(at) => {
                at += 1;
                continue;
            }
            Class::Blank => scanner.blank(at),
            Class::Typographic => scanner.typographic(at),
            Class::Mark => scanner.mark(at, from),
            Class::Name => scanner.name(at, from),
        };
        match found {
            Found::Text(end) => at = end,
            Found::Instead(text, end) => {
                run.push(from, at);
                run.push_str(&text);
                (at, from) = (end, end);
            }
            Found::Inline(start, inline, end) => {
                run.push(from, start);
                run.flush(&mut out);
                out.push(inline);
                (at, from) = (end, end);
            }
            Found::Padded(start, inline, end) => {
                run.push(from, start);
                run.flush(&mut out);
                out.push(inline);
                run.push_str(" ");
                (at, from) = (end, end);
            }
        }
    }
    run.push(from, text.len());
    let last = run.take();
    if !last.is_empty() {
        // Most texts are one piece.
        out.reserve_exact(1);
        out.push(Inline::Text(last));
    }
    out
}

/// Text inside of markup: escapes resolved, blanks collapsed.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let none = DefinedNames::none();
    let scanner =
        Scanner { text, bytes: text.as_bytes(), names: none, missing: Missing::default() };
    let mut at = 0;
    while let Some(&byte) = scanner.bytes.get(at)
        && (!UNCLEAN[byte as usize] || scanner.is_between_words(at))
    {
        at += 1;
    }
    if at == text.len() {
        return Cow::Borrowed(text);
    }
    let mut run = Run::new(text);
    let mut from = 0;
    while let Some(&byte) = scanner.bytes.get(at) {
        let found = match CLASS[byte as usize] {
            Class::Blank => scanner.blank(at),
            Class::Typographic => scanner.typographic(at),
            Class::Mark if byte == b'\\' => scanner.escape(at),
            _ => Found::Text(at + 1),
        };
        match found {
            Found::Instead(text, end) => {
                run.push(from, at);
                run.push_str(&text);
                (at, from) = (end, end);
            }
            Found::Text(end) | Found::Inline(_, _, end) | Found::Padded(_, _, end) => at = end,
        }
    }
    run.push(from, text.len());
    run.take()
}

/// What stands at a place of the text.
pub(super) enum Found<'a> {
    /// Nothing but text, up to here.
    Text(usize),
    /// Something that reads as this text, up to here.
    Instead(Cow<'a, str>, usize),
    /// Markup, from here, up to here.
    Inline(usize, Inline<'a>, usize),
    /// The same, with a blank behind it that the page has inside.
    Padded(usize, Inline<'a>, usize),
}

/// What has been looked for to the end of the text and is not there, so that it need not be
/// looked for again: this keeps hostile text linear.
#[derive(Default)]
pub(super) struct Missing {
    code: bool,
    quote: bool,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
}

pub(super) struct Scanner<'a, 'n> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) names: &'n DefinedNames<'a>,
    pub(super) missing: Missing,
}

impl<'a> Scanner<'a, '_> {
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or("")
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.bytes.get(at).is_none_or(u8::is_ascii_whitespace)
    }

    /// Markup may begin at `at`, by what stands before it.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        self.slice(0, at).chars().next_back().is_none_or(|c| match c {
            '-' | ':' | '/' | '\'' | '"' | '<' | '(' | '[' | '{' => true,
            c if c.is_ascii() => c.is_ascii_whitespace(),
            c => !c.is_alphanumeric(),
        })
    }

    /// Markup may end before `at`, by what stands there.
    pub(super) fn may_end(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(|c| match c {
            '-' | '.' | ',' | ':' | ';' | '!' | '?' | '\\' | '/' | '\'' | '"' | ')' | ']' | '}'
            | '>' => true,
            c if c.is_ascii() => c.is_ascii_whitespace(),
            c => !c.is_alphanumeric(),
        })
    }

    /// What stands at `at` is one blank and not the last of several, or the last byte of the text.
    fn is_between_words(&self, at: usize) -> bool {
        self.bytes[at] == b' ' && !self.bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace)
    }

    fn blank(&self, at: usize) -> Found<'a> {
        if self.is_between_words(at) {
            return Found::Text(at + 1);
        }
        let blanks = self.bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        Found::Instead(Cow::Borrowed(" "), at + blanks)
    }

    fn typographic(&self, at: usize) -> Found<'a> {
        match self.bytes.get(at..at + 3).and_then(ascii_typography) {
            Some(ascii) => Found::Instead(Cow::Borrowed(ascii), at + 3),
            None => Found::Text(at + 1),
        }
    }

    fn mark(&mut self, at: usize, from: usize) -> Found<'a> {
        match self.bytes[at] {
            b'`' if self.bytes.get(at + 1) == Some(&b'`') => self.code(at),
            b'`' => self.quoted(at, from),
            b'*' => self.starred(at),
            _ => self.escape(at),
        }
    }

    /// A backslash. In front of a letter or a digit it is one of a path or a pattern that nobody
    /// escaped.
    fn escape(&self, at: usize) -> Found<'a> {
        let Some(next) = self.slice(at + 1, self.text.len()).chars().next() else {
            return Found::Text(at + 1);
        };
        let end = at + 1 + next.len_utf8();
        if next.is_alphanumeric() {
            Found::Text(at + 1)
        } else if next.is_whitespace() {
            Found::Instead(Cow::Borrowed(""), end)
        } else {
            Found::Instead(Cow::Borrowed(self.slice(at + 1, end)), end)
        }
    }

    /// Two or more backquotes: code, up to the next of them. Generators write them in pairs and
    /// care little for the blanks around them, so those decide nothing but whether this is a
    /// beginning at all.
    fn code(&mut self, at: usize) -> Found<'a> {
        let ticks = self.run_length(at, b'`');
        let start = at + ticks;
        let mut search = if self.missing.code { self.text.len() } else { start };
        while let Some(tick) = self.find(search, b'`') {
            let closing = self.run_length(tick, b'`');
            search = tick + closing;
            if closing < 2 {
                continue;
            }
            let content = if closing == ticks {
                self.slice(start, tick)
            } else {
                self.slice(at + 2, search - 2)
            };
            let trimmed = content.trim_ascii();
            if trimmed.is_empty() {
                return Found::Inline(at, Inline::Code(Cow::Borrowed(" ")), search);
            }
            if content.starts_with([' ', '\n'])
                && content.ends_with([' ', '\n'])
                && !self.may_end(search)
            {
                return Found::Text(start);
            }
            let inline = Self::link_in_code(trimmed);
            let inline = inline.unwrap_or_else(|| Inline::Code(one_line(trimmed)));
            return self.padded(at, content, inline, search);
        }
        self.missing.code = true;
        Found::Text(start)
    }

    /// Markup whose content ends in blanks that belong behind it.
    pub(super) fn padded(
        &self,
        at: usize,
        content: &str,
        inline: Inline<'a>,
        end: usize,
    ) -> Found<'a> {
        if content.ends_with([' ', '\n']) && !self.is_blank(end) && !self.may_end(end) {
            Found::Padded(at, inline, end)
        } else {
            Found::Inline(at, inline, end)
        }
    }

    pub(super) fn run_length(&self, at: usize, byte: u8) -> usize {
        self.bytes.get(at..).unwrap_or_default().iter().take_while(|b| **b == byte).count()
    }

    pub(super) fn find(&self, from: usize, byte: u8) -> Option<usize> {
        Some(from + memchr::memchr(byte, self.bytes.get(from..)?)?)
    }

    /// One backquote: a role, a link, or code as other markups write it.
    fn quoted(&mut self, at: usize, from: usize) -> Found<'a> {
        let start = at + 1;
        if self.missing.quote || self.is_blank(start) {
            return self.loose_link(start).unwrap_or(Found::Text(start));
        }
        let role = self.role_before(at, from);
        let mut search = start;
        while let Some(tick) = self.find(search, b'`') {
            search = tick + 1;
            if tick == start || self.is_blank(tick - 1) || self.bytes[tick - 1] == b'\\' {
                continue;
            }
            let rest = &self.bytes[search..];
            let link = rest.iter().take(2).take_while(|byte| **byte == b'_').count();
            if link == 0 && !self.may_end(search) {
                continue;
            }
            let content = self.slice(start, tick);
            let end = search + link;
            return match role {
                Some((start, name)) if link == 0 => Found::Inline(start, made(name, content), end),
                _ if link > 0 => self.link(at, content, end),
                _ => Found::Inline(at, Inline::Code(one_line(content)), end),
            };
        }
        self.missing.quote = true;
        Found::Text(start)
    }
}

/// What a role shows, and where it leads.
fn made<'a>(name: &'a str, content: &'a str) -> Inline<'a> {
    let embedded = content.strip_suffix('>').and_then(|content| {
        let open = content.rfind('<')?;
        Some((content[..open].trim_ascii(), content[open + 1..].trim_ascii()))
    });
    let name = Cow::Borrowed(name);
    match embedded {
        Some((text, target)) if !text.is_empty() => {
            Inline::Role { name, text: clean(text), target: Some(clean(target)) }
        }
        _ => Inline::Role { name, text: clean(content), target: None },
    }
}

/// Code that the page broke over lines, on one.
pub(super) fn one_line(code: &str) -> Cow<'_, str> {
    if !code.contains('\n') {
        return Cow::Borrowed(code);
    }
    let mut line = String::with_capacity(code.len());
    for part in code.lines().map(str::trim_ascii).filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(part);
    }
    Cow::Owned(line)
}
