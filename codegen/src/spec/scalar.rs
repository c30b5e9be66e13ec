//! How a text is written as a YAML scalar.
//!
//! A scalar is plain only where readers of YAML 1.1 (PyYAML, libyaml) and of YAML 1.2 (ruamel.yaml,
//! yaml_serde) all read the same text back; everything else is quoted, or a literal block.

use crate::bytes;

/// Lines are kept below this number of bytes where the format offers a longer form.
pub(super) const WIDTH: usize = 100;

/// Longer keys need `? ` before them: YAML looks only so far for the colon of a simple key.
pub(super) const SIMPLE_KEY: usize = 1000;

/// Where a scalar stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Context {
    /// The value of a key in block style: it ends with its line.
    Block,
    /// A key, or an entry of a flow sequence or mapping.
    Flow,
}

/// What the bytes of a text are, one bit a class; a text's classes are those of its bytes together.
mod class {
    /// Anything that has a meaning in a flow collection or a key.
    pub const FLOW: u8 = 1;
    /// A line feed.
    pub const LINE: u8 = 2;
    /// A control character, which must be escaped.
    pub const CONTROL: u8 = 4;
    /// What a double-quoted scalar escapes.
    pub const ESCAPED: u8 = 8;
    /// A colon or a number sign: what matters is what stands beside them.
    pub const BESIDE: u8 = 16;
    /// A part of a character beyond ASCII.
    pub const WIDE: u8 = 32;
    /// A tab: it needs an escape everywhere but in a literal block.
    pub const TAB: u8 = 64;
}

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'\n' => class::LINE,
            b'\t' => class::TAB,
            0..=0x1f | 0x7f => class::CONTROL,
            b'"' | b'\\' => class::ESCAPED | class::FLOW,
            b':' | b'#' => class::BESIDE | class::FLOW,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'/' | b'+' | b'@' => 0,
            b' ' => 0,
            0x80.. => class::WIDE,
            _ => class::FLOW,
        };
        byte += 1;
    }
    classes
};

fn classes(text: &str) -> u8 {
    text.bytes().fold(0, |all, byte| all | CLASSES[byte as usize])
}

/// Whether a character beyond ASCII must be escaped: the C1 controls, what YAML 1.1 takes for the
/// end of a line, byte order marks and what is no character.
fn is_odd(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// Whether such a character is in the text.
fn has_odd(text: &str) -> bool {
    bytes::has_odd(text, is_odd)
}

/// Words that some reader takes for something else than text.
fn is_reserved(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "y", "n", "on", "no", "off", "yes", "nan", "inf", "null", "none", "true", "false",
        "infinity",
    ];
    text.len() <= 8 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Whether the text holds nothing that a YAML reader refuses, or takes for the end of a line
/// where this tool does not.
pub(super) fn is_printable(text: &str) -> bool {
    let control = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f;
    !text.bytes().fold(false, |found, byte| found | control(byte))
        && (text.is_ascii() || !has_odd(text))
}

/// Whether the byte has no meaning to YAML inside a plain scalar, wherever it stands.
pub(super) fn is_flow_safe(byte: u8) -> bool {
    CLASSES[byte as usize] == 0
}

/// Whether a line that begins as a plain scalar is one to its end.
pub(super) fn is_plain_line(text: &str) -> bool {
    let classes = classes(text);
    classes & (class::LINE | class::TAB | class::CONTROL) == 0
        && (classes & class::BESIDE == 0 || !has_indicator(text))
        && !text.ends_with(' ')
}

fn is_plain(text: &str, context: Context, classes: u8) -> bool {
    let first_ok = text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    if !first_ok || classes & (class::LINE | class::TAB | class::CONTROL) != 0 {
        return false;
    }
    let edges = match context {
        Context::Flow => classes & (class::FLOW | class::WIDE) == 0,
        Context::Block => {
            (classes & class::BESIDE == 0 || !has_indicator(text))
                && (classes & class::WIDE == 0 || !has_odd(text))
        }
    };
    edges && !text.ends_with(char::is_whitespace) && !is_reserved(text)
}

/// `: `, ` #` or a colon at the end.
fn has_indicator(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.ends_with(b":") || bytes.windows(2).any(|pair| pair == b": " || pair == b" #")
}

/// Whether a literal block can hold the text.
fn fits_literal(text: &str, classes: u8) -> bool {
    let blank = |line: &str| line.bytes().all(|byte| byte == b' ' || byte == b'\t');
    classes & class::CONTROL == 0
        && (classes & class::WIDE == 0 || !has_odd(text))
        && !text.split('\n').next().is_none_or(blank)
        && !text.rsplit('\n').next().is_none_or(blank)
}

/// Writes `text` in the shortest form that keeps to its line.
pub(crate) fn write(out: &mut String, text: &str, context: Context) {
    let classes = classes(text);
    if is_plain(text, context, classes) {
        out.push_str(text);
    } else {
        quoted_as(out, text, classes, false);
    }
}

/// Writes `text` between quotes: double ones, single ones where that spares escapes.
pub(super) fn write_quoted(out: &mut String, text: &str) {
    quoted_as(out, text, classes(text), false);
}

/// Writes `text` between single quotes if they can hold it.
pub(super) fn write_single(out: &mut String, text: &str) {
    quoted_as(out, text, classes(text), true);
}

/// Writes a documentation text: on the line where it fits, else as a literal block whose lines are
/// indented by `indent`.
pub(super) fn write_documentation(out: &mut String, text: &str, indent: usize, room: usize) {
    let classes = classes(text);
    if text.len() <= room && is_plain(text, Context::Block, classes) {
        out.push_str(text);
        return;
    }
    if !fits_literal(text, classes) {
        quoted_as(out, text, classes, false);
        return;
    }
    out.push('|');
    // Where the first line begins with a blank, a reader cannot tell the indentation by itself.
    if text.starts_with([' ', '\t']) {
        out.push('2');
    }
    out.push('-');
    for line in text.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            blanks(out, indent);
            out.push_str(line);
        }
    }
}

fn quoted_as(out: &mut String, text: &str, classes: u8, prefer_single: bool) {
    let unprintable = classes & (class::LINE | class::TAB | class::CONTROL) != 0
        || classes & class::WIDE != 0 && has_odd(text);
    if unprintable {
        out.push('"');
        for character in text.chars() {
            escape(out, character);
        }
        out.push('"');
    } else if prefer_single || classes & class::ESCAPED != 0 {
        out.push('\'');
        for (index, part) in text.split('\'').enumerate() {
            if index > 0 {
                out.push_str("''");
            }
            out.push_str(part);
        }
        out.push('\'');
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

fn escape(out: &mut String, character: char) {
    use std::fmt::Write as _;
    match character {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\0'..='\x1f' => {
            let _ = write!(out, "\\x{:02X}", character as u32);
        }
        character if is_odd(character) => {
            let _ = match character as u32 {
                code @ ..=0xff => write!(out, "\\x{code:02X}"),
                code => write!(out, "\\u{code:04X}"),
            };
        }
        character => out.push(character),
    }
}

/// Appends `count` blanks.
pub(super) fn blanks(out: &mut String, mut count: usize) {
    const BLANKS: &str = "                                ";
    while count > 0 {
        let some = count.min(BLANKS.len());
        out.push_str(&BLANKS[..some]);
        count -= some;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_odd_character_is_looked_for() {
        for character in '\0'..=char::MAX {
            assert_eq!(has_odd(&character.to_string()), is_odd(character));
        }
    }
}
