//! Markup inside running text.

use std::borrow::Cow;

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

/// What a byte may begin.
#[derive(Clone, Copy)]
enum Class {
    Plain,
    Blank,
    Mark,
    Name,
    Typographic,
}

const CLASS: [Class; 256] = {
    let mut class = [Class::Plain; 256];
    class[b' ' as usize] = Class::Blank;
    class[b'\n' as usize] = Class::Blank;
    class[b'\r' as usize] = Class::Blank;
    class[b'\t' as usize] = Class::Blank;
    class[b'`' as usize] = Class::Mark;
    class[b'*' as usize] = Class::Mark;
    class[b'\\' as usize] = Class::Mark;
    class[b'|' as usize] = Class::Name;
    class[b'_' as usize] = Class::Name;
    class[0xe2] = Class::Typographic;
    class
};

/// The bytes that are not left as they are inside of markup.
const UNCLEAN: [bool; 256] = {
    let mut unclean = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        unclean[byte] = matches!(CLASS[byte], Class::Blank | Class::Typographic);
        byte += 1;
    }
    unclean[b'\\' as usize] = true;
    unclean
};

/// Whether a byte, with the one behind it, may be of another class than [`Class::Plain`] and no
/// blank between words.
fn may_be_marked(byte: u8, next: u8) -> bool {
    let marks = (byte == b'`') | (byte == b'*') | (byte == b'\\') | (byte == b'|') | (byte == b'_');
    marks | !(b' '..0x80).contains(&byte) | ((byte == b' ') & (next <= b' '))
}

/// What has been looked for to the end of the text and is not there, so that it need not be
/// looked for again: this keeps hostile text linear.
#[derive(Default)]
struct Missing {
    code: bool,
    quote: bool,
    strong: bool,
    emphasis: bool,
}

pub(super) struct Scanner<'a, 'n> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) names: &'n DefinedNames<'a>,
    missing: Missing,
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
    fn padded(&self, at: usize, content: &str, inline: Inline<'a>, end: usize) -> Found<'a> {
        if content.ends_with([' ', '\n']) && !self.is_blank(end) && !self.may_end(end) {
            Found::Padded(at, inline, end)
        } else {
            Found::Inline(at, inline, end)
        }
    }

    fn run_length(&self, at: usize, byte: u8) -> usize {
        self.bytes.get(at..).unwrap_or_default().iter().take_while(|b| **b == byte).count()
    }

    fn find(&self, from: usize, byte: u8) -> Option<usize> {
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

    /// Asterisks: emphasis or strong emphasis.
    fn starred(&mut self, at: usize) -> Found<'a> {
        let stars = self.run_length(at, b'*');
        let start = at + stars;
        if self.is_blank(start) || self.is_quoted(at, start) {
            return Found::Text(start);
        }
        let found = match stars {
            1 => self.emphasis(at, start),
            2 => self.strong(at, start),
            4 => self.doubled(at, start),
            _ => None,
        };
        found.unwrap_or(Found::Text(start))
    }

    /// Strong emphasis is written in pairs like code: the next two asterisks end it, unless there
    /// are blanks on both sides of them.
    fn strong(&mut self, at: usize, start: usize) -> Option<Found<'a>> {
        let inside_word = !self.may_begin(at);
        let mut search = if self.missing.strong { self.text.len() } else { start };
        while let Some(star) = self.find(search, b'*') {
            let closing = self.run_length(star, b'*');
            search = star + closing;
            let padded = self.is_blank(star - 1);
            if closing < 2 || (padded && (self.may_end(search) || inside_word)) {
                continue;
            }
            let content = self.slice(start, search - 2);
            if inside_word && !content.starts_with(char::is_alphanumeric) {
                return None;
            }
            let strong = Inline::Strong(vec![Inline::Text(clean(content.trim_ascii()))]);
            return Some(self.padded(at, content, strong, search));
        }
        self.missing.strong |= !inside_word;
        None
    }

    /// Strong emphasis that was written twice.
    fn doubled(&mut self, at: usize, start: usize) -> Option<Found<'a>> {
        let star = self.find(start, b'*').filter(|star| self.run_length(*star, b'*') == 4)?;
        let text = vec![Inline::Text(clean(self.slice(start, star).trim_ascii()))];
        Some(Found::Inline(at, Inline::Strong(text), star + 4))
    }

    /// Emphasis is told by what stands around it, since an asterisk often stands for itself.
    fn emphasis(&mut self, at: usize, start: usize) -> Option<Found<'a>> {
        if self.missing.emphasis || !self.may_begin(at) || !self.is_word(start) {
            return None;
        }
        let mut search = start;
        let mut one_word = true;
        while let Some(star) = self.find(search, b'*') {
            let closing = self.run_length(star, b'*');
            one_word = one_word && closing == 1 && !self.slice(search, star).contains([' ', '\n']);
            search = star + closing;
            if self.is_blank(star - 1) || !(self.may_end(search) || one_word) {
                continue;
            }
            let text = vec![Inline::Text(clean(self.slice(start, search - 1)))];
            return Some(Found::Inline(at, Inline::Emphasis(text), search));
        }
        self.missing.emphasis = true;
        None
    }

    /// Words begin here, and not the rest of a pattern such as `arn:*:role/*`.
    fn is_word(&self, at: usize) -> bool {
        begins_as_word(self.slice(at, self.text.len()))
    }

    /// Stands between quotes or brackets that belong together, as in `"*"`.
    fn is_quoted(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.bytes.get(before));
        let after = self.bytes.get(end);
        match before {
            Some(b'(') => after == Some(&b')'),
            Some(b'[') => after == Some(&b']'),
            Some(b'{') => after == Some(&b'}'),
            Some(b'<') => after == Some(&b'>'),
            Some(b'"' | b'\'') => after == before,
            _ => false,
        }
    }
}

/// What follows is words, and not the rest of a pattern.
pub(super) fn begins_as_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || "([{<\"'$_`".contains(c))
        && rest.chars().take(16).any(char::is_alphanumeric)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_may_be_markup_is_passed() {
        for byte in 0..=u8::MAX {
            for next in 0..=u8::MAX {
                let means = match CLASS[byte as usize] {
                    Class::Plain => false,
                    Class::Blank => byte != b' ' || next.is_ascii_whitespace(),
                    _ => true,
                };
                assert!(!means || may_be_marked(byte, next), "{byte} {next}");
            }
        }
    }
}
