//! Plain text, and where CommonMark would see markup in it.

use super::inlines::LineWriter;
use super::signs::is_entity;
use crate::bytes;

impl LineWriter<'_> {
    /// Writes text; `next` is the character that the next inline begins with.
    pub(super) fn text(&mut self, text: &str, next: Option<char>) {
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut from = 0;
        if self.closed {
            if let Some(c) =
                text.chars().next().filter(|c| !c.is_whitespace() && !c.is_ascii_punctuation())
            {
                self.entity(c);
                at = c.len_utf8();
                from = at;
            }
            self.closed = false;
        }
        if from == 0 && self.out.len() == self.start {
            at = blank_length(text);
            from = at;
            at = self.line_start(text, at, &mut from);
        }
        let mut looked = at;
        loop {
            if at >= looked && bytes.get(at) != Some(&b' ') {
                at = bytes::pass(bytes, at, may_be_special);
                looked = at + bytes::STRETCH;
            }
            let Some(&byte) = bytes.get(at) else { break };
            if !SPECIAL[byte as usize] {
                at += 1;
                continue;
            }
            // One blank between two words stays.
            let word = |byte: &u8| byte.is_ascii_graphic();
            if byte == b' ' && at > from && bytes.get(at + 1).is_some_and(word) {
                at += 1;
                continue;
            }
            let blanks = blank_length(&text[at..]);
            if blanks > 0 {
                self.out.push_str(&text[from..at]);
                at += blanks;
                from = at;
                if self.out.len() > self.edge && !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
                if self.out.len() == self.start {
                    at = self.line_start(text, at, &mut from);
                }
                continue;
            }
            // Most of them mean nothing where they stand.
            self.out.push_str(&text[from..at]);
            from = at;
            if !byte.is_ascii() {
                at += 1;
                continue;
            }
            let rest = &text[at + 1..];
            // Blanks in front of a line break or of the end of markup are not written there.
            let after = match next {
                Some('\\' | '*' | '_' | ']') if rest.trim_start().is_empty() => next,
                next => rest.chars().next().or(next),
            };
            if byte == 0 {
                self.out.push('\u{fffd}');
                from = at + 1;
            } else if self.is_markup(byte, rest, after) {
                self.out.push('\\');
            }
            at += 1;
        }
        self.out.push_str(&text[from..]);
    }

    /// The character would be read as markup.
    fn is_markup(&mut self, byte: u8, rest: &str, after: Option<char>) -> bool {
        match byte {
            b'`' => true,
            b'\\' => after.is_some_and(|c| c.is_ascii_punctuation()),
            b'<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            b'&' => is_entity(rest),
            b'!' => after == Some('[') && rest.is_empty(),
            b'[' => {
                self.bracket = true;
                self.link
            }
            b']' => self.link || (self.bracket && after == Some('(')),
            b'|' => self.cell,
            b'*' | b'_' => self.may_emphasise(byte, after),
            _ => false,
        }
    }

    /// An asterisk or underscore could be one end of emphasis whose other end is there too.
    fn may_emphasise(&mut self, byte: u8, after: Option<char>) -> bool {
        let before = self.before();
        let (left, right) = (flanks(before, after), flanks(after, before));
        let (opens, closes) = match byte {
            b'*' => (left, right),
            _ => (
                left && (!right || before.is_some_and(|c| !c.is_alphanumeric())),
                right && (!left || after.is_some_and(|c| !c.is_alphanumeric())),
            ),
        };
        if self.emphasis {
            return opens || closes;
        }
        let open = if byte == b'*' { &mut self.star } else { &mut self.underscore };
        if closes && *open {
            return true;
        }
        *open |= opens;
        false
    }

    /// Escapes what would make a block of the line that `text[at..]` begins. Says where to go on.
    fn line_start(&mut self, text: &str, at: usize, from: &mut usize) -> usize {
        let bytes = &text.as_bytes()[at..];
        let Some(&first) = bytes.first() else { return at };
        let rest = &text[at..];
        let ends = |at: usize| rest[at..].chars().next().is_none_or(char::is_whitespace);
        let escape = match first {
            b'-' | b'+' | b'=' | b'~' | b':' => {
                let run = bytes.iter().take_while(|byte| **byte == first).count();
                ends(run) || (first == b'~' && run >= 3)
            }
            b'*' | b'_' => {
                rest.chars().all(|c| c == char::from(first) || c.is_whitespace())
                    || (first == b'*' && ends(1))
            }
            b'>' => true,
            b'#' => ends(bytes.iter().take_while(|byte| **byte == b'#').count()),
            b'[' => rest.contains("]:"),
            _ => false,
        };
        if escape {
            self.out.push('\\');
            return at + 1;
        }
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1) {
            self.out.push_str(&text[at..at + digits]);
            self.out.push('\\');
            *from = at + digits;
            return at + digits + 1;
        }
        at
    }

    fn entity(&mut self, c: char) {
        self.out.push_str("&#");
        self.out.push_str(&u32::from(c).to_string());
        self.out.push(';');
    }
}

/// The bytes that may have to be escaped or replaced.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"`\\<&![]|*_\n\r\t\x0b\x0c\0 \xc2\xe1\xe2\xe3";
    let mut at = 0;
    while at < bytes.len() {
        special[bytes[at] as usize] = true;
        at += 1;
    }
    special
};

/// Whether a byte, with the one behind it, may be one of these and no blank between two words.
fn may_be_special(byte: u8, next: u8) -> bool {
    // `[\]^_` and the backquote are neighbours.
    let marks = (b'['..=b'`').contains(&byte);
    let more = (byte == b'<') | (byte == b'&') | (byte == b'!') | (byte == b'|') | (byte == b'*');
    let blanks = (byte == b' ') & ((next <= b' ') | (next >= 0x7f));
    marks | more | !(b' '..0x80).contains(&byte) | blanks
}

/// How long the blanks are that `text` begins with, of whatever kind.
fn blank_length(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A run of marks between `one` and `other` leans on `other`: it may open emphasis if `other`
/// follows it, and close it if `other` stands before it.
fn flanks(one: Option<char>, other: Option<char>) -> bool {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !blank(other) && (word(other) || !word(one) || !other.is_some_and(|c| c.is_ascii_punctuation()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_may_be_special_is_passed() {
        for byte in 0..=u8::MAX {
            for next in 0..=u8::MAX {
                let stays = byte == b' ' && next.is_ascii_graphic();
                assert!(!SPECIAL[byte as usize] || stays || may_be_special(byte, next));
            }
        }
    }
}
