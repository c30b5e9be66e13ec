//! Running text as it is gathered: borrowed as long as it stands on the page as it is.

use std::borrow::Cow;

use super::Inline;
use crate::bytes::{STRETCH, pass};

/// A stretch of text that markup has not interrupted yet.
#[derive(Debug)]
pub(super) struct Run<'a> {
    source: &'a str,
    /// What of `source` the run is, as long as nothing had to be changed.
    start: usize,
    end: usize,
    changed: Option<String>,
}

impl<'a> Run<'a> {
    /// An empty run over `source`.
    pub fn new(source: &'a str) -> Self {
        Run { source, start: 0, end: 0, changed: None }
    }

    /// Adds `source[start..end]`.
    pub fn push(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        if self.changed.is_none() && self.start == self.end {
            (self.start, self.end) = (start, end);
        } else if self.changed.is_none() && self.end == start {
            self.end = end;
        } else {
            let source = self.source;
            self.own().push_str(source.get(start..end).unwrap_or(""));
        }
    }

    /// Adds text that does not stand there.
    pub fn push_str(&mut self, text: &str) {
        self.own().push_str(text);
    }

    fn own(&mut self) -> &mut String {
        let so_far = self.source.get(self.start..self.end).unwrap_or("");
        self.changed.get_or_insert_with(|| so_far.to_owned())
    }

    /// The run so far; it begins anew.
    pub fn take(&mut self) -> Cow<'a, str> {
        let text = match self.changed.take() {
            Some(changed) => Cow::Owned(changed),
            None => Cow::Borrowed(self.source.get(self.start..self.end).unwrap_or("")),
        };
        (self.start, self.end) = (0, 0);
        text
    }

    /// Ends the run: what it holds becomes one text.
    pub fn flush(&mut self, out: &mut Vec<Inline<'a>>) {
        let text = self.take();
        if !text.is_empty() {
            out.push(Inline::Text(text));
        }
    }
}

/// What a typographic character, given as its three bytes, was before a renderer improved it.
pub(super) fn ascii_typography(bytes: &[u8]) -> Option<&'static str> {
    let [0xe2, 0x80, last] = bytes else { return None };
    Some(match last {
        0x98 | 0x99 => "'",
        0x9c | 0x9d => "\"",
        0x93 => "--",
        0x94 => "---",
        0xa6 => "...",
        _ => return None,
    })
}

/// Text with every run of blanks as one, and with typography put back into ASCII.
pub(super) fn collapse(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut run = Run::new(text);
    let (mut at, mut from) = (0, 0);
    // Where text that may have to change has been looked for so far.
    let mut passed = 0;
    while let Some(&byte) = bytes.get(at) {
        if at >= passed {
            let next = pass(bytes, at, |byte, next| {
                (byte == 0xe2) | ((byte <= b' ') & ((byte != b' ') | (next <= b' ')))
            });
            passed = next + STRETCH;
            if next > at {
                at = next;
                continue;
            }
        }
        if byte == 0xe2 {
            if let Some(ascii) = bytes.get(at..at + 3).and_then(ascii_typography) {
                run.push(from, at);
                run.push_str(ascii);
                from = at + 3;
                at += 3;
                continue;
            }
        } else if byte.is_ascii_whitespace() {
            let blanks = bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if blanks > 1 || byte != b' ' {
                run.push(from, at);
                run.push_str(" ");
                from = at + blanks;
            }
            at += blanks;
            continue;
        }
        at += 1;
    }
    run.push(from, bytes.len());
    run.take()
}

/// Takes the blanks off both ends of running text, and off the ends of its lines.
pub(super) fn trim(text: &mut Vec<Inline<'_>>) {
    for at in 0..text.len() {
        let begins = at == 0 || matches!(text.get(at - 1), Some(Inline::Break));
        let ends = matches!(text.get(at + 1), None | Some(Inline::Break));
        if let Some(Inline::Text(piece)) = text.get_mut(at) {
            if begins && piece.starts_with(' ') {
                *piece = Cow::Owned(piece.trim_start_matches(' ').to_owned());
            }
            if ends && piece.ends_with(' ') {
                *piece = Cow::Owned(piece.trim_end_matches(' ').to_owned());
            }
        }
    }
    text.retain(|inline| !matches!(inline, Inline::Text(piece) if piece.is_empty()));
    let is_break = |inline: Option<&Inline<'_>>| matches!(inline, Some(Inline::Break));
    while is_break(text.last()) {
        text.pop();
    }
    let breaks = text.iter().take_while(|inline| **inline == Inline::Break).count();
    text.drain(..breaks);
}
