//! Code among text, known by its brackets alone, as indentation may be lost.

use super::TextLine;

/// Where code ends: behind the bracket at a column of a line's content.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    pub line: usize,
    pub column: usize,
}

/// Finds code. A bracket that is never closed costs a look at all that follows it, so there is a
/// limit to how many of them are followed.
pub(super) struct Codes {
    budget: usize,
}

impl Codes {
    /// For a text of so many lines.
    pub fn new(lines: usize) -> Self {
        Codes { budget: 16 * lines + 10_000 }
    }

    /// Where the code ends that begins at a line; `None` where none does.
    pub fn end(&mut self, lines: &[TextLine<'_>], at: usize) -> Option<End> {
        let first = lines.get(at)?.content;
        if !begins_code(first) {
            return None;
        }
        let mut open: Vec<u8> = Vec::new();
        for (number, line) in lines.iter().enumerate().skip(at) {
            self.budget = self.budget.checked_sub(1)?;
            let mut from = 0;
            while let Some(bracket) = next_bracket(line.content, from) {
                match line.content.as_bytes()[bracket] {
                    b'(' => open.push(b')'),
                    b'[' => open.push(b']'),
                    b'{' => open.push(b'}'),
                    close if open.pop() == Some(close) => {}
                    _ => return None,
                }
                from = bracket + 1;
                if open.is_empty() {
                    return Some(End { line: number, column: from })
                        .filter(|end| end.line > at || ends_code(&line.content[from..]));
                }
            }
        }
        None
    }
}

/// Whether a line looks like the first of some code: it opens a bracket and says nothing before it
/// but what is called or given the value.
fn begins_code(line: &str) -> bool {
    let Some(bracket) = line.find(['(', '[', '{']) else { return false };
    let before = &line[..bracket];
    let after = line[bracket + 1..].trim_start();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    match line.as_bytes()[bracket] {
        // `response = client.list_sessions(`
        b'(' => {
            let call = before.rsplit_once(" = ").map_or(before, |(_, call)| call);
            let named =
                before.split(" = ").all(|part| !part.is_empty() && part.chars().all(is_word));
            named && call.contains(['.', '_'])
        }
        // `{'a': 1}` and not `{project_id}`, nor `[1]`, the mark of a note.
        _ => {
            before.is_empty()
                && (after.is_empty() || after.starts_with(['"', '\'', '{', '[', '}', ']']))
        }
    }
}

/// What may follow code that begins and ends on one line.
pub(super) fn ends_code(rest: &str) -> bool {
    rest.trim_matches([' ', ';', ',']).is_empty()
}

/// The next bracket that stands outside of quotes. A quote that its line does not close is an
/// apostrophe.
fn next_bracket(line: &str, mut from: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    while let Some(&byte) = bytes.get(from) {
        match byte {
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => return Some(from),
            b'"' | b'\'' => from = closing_quote(bytes, from).unwrap_or(from),
            b'\\' => from += 1,
            _ => {}
        }
        from += 1;
    }
    None
}

fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            byte if *byte == bytes[open] => return Some(at),
            _ => at += 1,
        }
    }
}
