//! What a line begins with: the marks that tell one kind of block from another.

/// The mark at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Start {
    /// None: running text.
    Text,
    /// `.. ` something.
    Explicit,
    /// `:name:`, with where its last colon is.
    Field(usize),
    /// A bullet, with how wide it is.
    Bullet(char, usize),
    /// A number of a numbered list.
    Number(Number),
    /// `>>> `.
    Doctest,
    /// `| `.
    LineBlock,
    /// The upper border of a grid table.
    Grid,
    /// The upper border of a simple table.
    Simple,
    /// `__ target`.
    Anonymous,
}

/// The number in front of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Its value; `None` is `#`, which counts on from what stands before.
    pub value: Option<u32>,
    /// A letter instead of digits.
    pub letter: bool,
    /// What stands around the number: `1.`, `1)` or `(1)`.
    pub style: u8,
    /// How wide it is, with the blanks behind it.
    pub width: usize,
}

/// Recognises the mark that `content`, a line without its indentation, begins with.
pub(super) fn start(content: &str) -> Start {
    let bytes = content.as_bytes();
    let Some(first) = bytes.first() else { return Start::Text };
    match first {
        b'.' if is_explicit(bytes) => Start::Explicit,
        b':' => field(bytes).map_or(Start::Text, Start::Field),
        b'-' | b'*' => bullet(content, 1),
        b'+' if is_grid_border(bytes) => Start::Grid,
        b'+' => bullet(content, 1),
        b'>' if bytes.starts_with(b">>> ") => Start::Doctest,
        b'|' if bytes.len() == 1 || bytes[1] == b' ' => Start::LineBlock,
        b'=' if is_simple_border(bytes) => Start::Simple,
        b'_' if bytes.starts_with(b"__ ") => Start::Anonymous,
        b'0'..=b'9' | b'#' | b'(' => number(bytes).map_or(Start::Text, Start::Number),
        b'a'..=b'z' | b'A'..=b'Z' if matches!(bytes.get(1), Some(b'.' | b')')) => {
            number(bytes).map_or(Start::Text, Start::Number)
        }
        0xe2 => match content.chars().next() {
            Some('•' | '‣' | '⁃') => bullet(content, 3),
            _ => Start::Text,
        },
        _ => Start::Text,
    }
}

fn is_explicit(bytes: &[u8]) -> bool {
    bytes.starts_with(b"..") && matches!(bytes.get(2), None | Some(b' ' | b'\t'))
}

fn bullet(content: &str, width: usize) -> Start {
    let mark = content.chars().next().unwrap_or('-');
    match content.as_bytes().get(width) {
        None => Start::Bullet(mark, width),
        Some(b' ' | b'\t') => Start::Bullet(mark, width + blanks(&content.as_bytes()[width..])),
        Some(_) => Start::Text,
    }
}

/// How many blanks `bytes` begins with.
fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Where the colon is that ends the field name at the beginning of `bytes`.
///
/// A colon inside the name is part of it unless a blank follows; a backquote behind a colon makes
/// the whole a role and no field.
fn field(bytes: &[u8]) -> Option<usize> {
    if matches!(bytes.get(1), None | Some(b' ' | b':')) {
        return None;
    }
    let mut at = 1;
    loop {
        at += memchr::memchr2(b':', b'\\', bytes.get(at..)?)?;
        match (bytes[at], bytes.get(at + 1)) {
            (b'\\', _) => at += 2,
            (_, None | Some(b' ' | b'\t')) => return (bytes[at - 1] != b' ').then_some(at),
            (_, Some(b'`')) => return None,
            _ => at += 1,
        }
    }
}

fn number(bytes: &[u8]) -> Option<Number> {
    let open = usize::from(bytes[0] == b'(');
    let digits = bytes[open..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (value, letter, length) = match bytes.get(open)? {
        _ if (1..=9).contains(&digits) => {
            let text = std::str::from_utf8(&bytes[open..open + digits]).ok()?;
            (Some(text.parse().ok()?), false, digits)
        }
        b'#' => (None, false, 1),
        letter if letter.is_ascii_alphabetic() => {
            (Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1), true, 1)
        }
        _ => return None,
    };
    let end = open + length;
    let style = match (open, bytes.get(end)?) {
        (0, b'.') => b'.',
        (0, b')') => b')',
        (1, b')') => b'(',
        _ => return None,
    };
    let width = match bytes.get(end + 1) {
        None => end + 1,
        Some(b' ' | b'\t') => end + 1 + blanks(&bytes[end + 1..]),
        Some(_) => return None,
    };
    Some(Number { value, letter, style, width })
}

/// `+---+---+`
pub(super) fn is_grid_border(bytes: &[u8]) -> bool {
    bytes.len() > 2
        && bytes.starts_with(b"+")
        && bytes.ends_with(b"+")
        && bytes.iter().all(|byte| matches!(byte, b'+' | b'-' | b'='))
}

/// `===  ====`: at least two columns.
pub(super) fn is_simple_border(bytes: &[u8]) -> bool {
    bytes.contains(&b' ') && bytes.iter().all(|byte| matches!(byte, b'=' | b' '))
}

/// `===  ====`, or `===` where there is one column only.
pub(super) fn is_border_of_simple_table(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| matches!(byte, b'=' | b' '))
}

/// `---  ----`, which shows what a row of a simple table spans.
pub(super) fn is_underline(bytes: &[u8]) -> bool {
    bytes.contains(&b'-') && bytes.iter().all(|byte| matches!(byte, b'-' | b' '))
}

/// The one character that the whole line is made of, if it may stand under a title.
pub(super) fn adornment(content: &str) -> Option<u8> {
    let bytes = content.as_bytes();
    let first = *bytes.first()?;
    (first.is_ascii_punctuation() && content != "::" && bytes.iter().all(|byte| *byte == first))
        .then_some(first)
}
