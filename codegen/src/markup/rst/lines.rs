//! A text as lines that know their indentation, made once so that looking ahead is cheap.

/// A line, as offsets into the text it was taken from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where the line begins, its indentation included.
    pub start: u32,
    /// Where its content begins; `end` where it is blank.
    pub content: u32,
    /// Where its content ends, without the blanks behind it.
    pub end: u32,
    /// The column its content begins at. A reader moves it when it takes a marker off the line.
    pub indent: u32,
}

impl Line {
    /// The part `start..end` of `text` as a line.
    pub fn new(text: &str, start: usize, end: usize) -> Line {
        let bytes = text.as_bytes().get(start..end).unwrap_or_default();
        // Nearly all that lines are indented with.
        let mut content = blanks(bytes);
        let mut indent = content as u32;
        for byte in &bytes[content..] {
            match byte {
                b' ' | 0x0b | 0x0c => indent += 1,
                b'\t' => indent = (indent / 8 + 1) * 8,
                b'\r' => {}
                _ => break,
            }
            content += 1;
        }
        let mut length = bytes.len();
        while length > content && bytes[length - 1].is_ascii_whitespace() {
            length -= 1;
        }
        Line {
            start: start as u32,
            content: (start + content) as u32,
            end: (start + length) as u32,
            indent,
        }
    }

    /// Nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.content == self.end
    }
}

/// Calls `each` with the place of every line feed. Lines are so short that a search for each takes
/// longer than to look at all words for them.
fn ends(bytes: &[u8], mut each: impl FnMut(usize)) {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    let mut at = 0;
    while let Some(word) = bytes[at..].first_chunk() {
        let other = u64::from_le_bytes(*word) ^ u64::from_le_bytes([b'\n'; 8]);
        // The highest bit of each byte that is none other.
        let mut found = !(((other & LOW) + LOW) | other | LOW);
        while found != 0 {
            each(at + found.trailing_zeros() as usize / 8);
            found &= found - 1;
        }
        at += 8;
    }
    for (behind, _) in bytes[at..].iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        each(at + behind);
    }
}

/// How many blanks `bytes` begins with.
fn blanks(bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some(word) = bytes[count..].first_chunk() {
        let others = u64::from_le_bytes(*word) ^ u64::from_le_bytes([b' '; 8]);
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    count + bytes[count..].iter().take_while(|byte| **byte == b' ').count()
}

/// The lines of `text`, put where those of another text were.
///
/// Offsets are 32 bits wide, since lines are the most numerous thing there is; what a text holds
/// beyond four gigabytes is left out.
pub(super) fn lines(text: &str, mut lines: Vec<Line>) -> Vec<Line> {
    let length = text.len().min(u32::MAX as usize);
    let bytes = &text.as_bytes()[..length];
    lines.clear();
    lines.reserve(length / 24 + 1);
    let mut start = 0;
    ends(bytes, |end| {
        lines.push(Line::new(text, start, end));
        start = end + 1;
    });
    if start < length {
        let end = (start..=length).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(start);
        lines.push(Line::new(text, start, end));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{blanks, ends};

    #[test]
    fn every_line_feed_is_found() {
        let text = "\n\na\nbc\n\u{b}\n\u{8a}\nthe next is a longer one\n\n\n\n\n\n\n\n\n end";
        for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let mut found = Vec::new();
            ends(&text.as_bytes()[start..], |at| found.push(at));
            assert!(text[start..].match_indices('\n').map(|(at, _)| at).eq(found));
        }
    }

    #[test]
    fn blanks_are_counted() {
        for count in 0..40 {
            for rest in ["", "x", "x       y", "\t "] {
                assert_eq!(blanks(format!("{}{rest}", " ".repeat(count)).as_bytes()), count);
            }
        }
    }
}
