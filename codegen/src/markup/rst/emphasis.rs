//! Emphasis and strong emphasis.

use super::inline::{Found, Scanner, clean};
use crate::markup::Inline;

impl<'a> Scanner<'a, '_> {
    /// Asterisks: emphasis or strong emphasis.
    pub(super) fn starred(&mut self, at: usize) -> Found<'a> {
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
    pub(super) fn strong(&mut self, at: usize, start: usize) -> Option<Found<'a>> {
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
    pub(super) fn doubled(&mut self, at: usize, start: usize) -> Option<Found<'a>> {
        let star = self.find(start, b'*').filter(|star| self.run_length(*star, b'*') == 4)?;
        let text = vec![Inline::Text(clean(self.slice(start, star).trim_ascii()))];
        Some(Found::Inline(at, Inline::Strong(text), star + 4))
    }

    /// Emphasis is told by what stands around it, since an asterisk often stands for itself.
    pub(super) fn emphasis(&mut self, at: usize, start: usize) -> Option<Found<'a>> {
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
    pub(super) fn is_word(&self, at: usize) -> bool {
        begins_as_word(self.slice(at, self.text.len()))
    }

    /// Stands between quotes or brackets that belong together, as in `"*"`.
    pub(super) fn is_quoted(&self, at: usize, end: usize) -> bool {
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
