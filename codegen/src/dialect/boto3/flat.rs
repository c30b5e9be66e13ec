//! The lines of a syntax block that has lost its line breaks.

/// What looks like something that opens, and is a value of its own.
const VALUES: [&str; 6] = ["{'... recursive ...'}", "{...}", "[...]", "{}", "(2015, 1, 1)", "()"];

/// The first line that stood in the text, and what follows it.
pub(super) fn first_line(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_ascii_start();
    if text.is_empty() {
        return None;
    }
    let end = match closer(text) {
        Some(width) => width + usize::from(text[width..].starts_with(',')),
        None => end_of_value(text),
    };
    Some((text[..end].trim_ascii_end(), &text[end..]))
}

/// How wide the bracket is that closes at the beginning of the text.
fn closer(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b'}', b')', ..] => Some(2),
        [b'}' | b')' | b']', ..] => Some(1),
        _ => None,
    }
}

/// Where the value, or what opens one, ends that the text begins with.
fn end_of_value(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b',' => return at + 1,
            b'}' | b')' | b']' => return at,
            b'\'' => match closing_quote(bytes, at) {
                Some(quote) => at = quote,
                None => return bytes.len(),
            },
            b'{' | b'(' | b'[' => {
                if let Some(value) = VALUES.iter().find(|value| text[at..].starts_with(**value)) {
                    at += value.len();
                    continue;
                }
                if text[..at].ends_with(" or ") {
                    // `'string' or {'Bucket': 'string'}`
                    let Some(end) = memchr::memchr(b'}', &bytes[at..]) else { return bytes.len() };
                    at += end + 1;
                    continue;
                }
                return at + 1 + usize::from(text[at + 1..].starts_with('{') && byte == b'(');
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The quote that closes a value: what follows it is no part of one.
fn closing_quote(bytes: &[u8], open: usize) -> Option<usize> {
    let ends = |at: &usize| {
        bytes
            .get(at + 1)
            .is_none_or(|next| matches!(next, b',' | b':' | b'|' | b')' | b']' | b'}' | b' '))
    };
    memchr::memchr_iter(b'\'', bytes.get(open + 1..)?).map(|at| open + 1 + at).find(ends)
}

#[cfg(test)]
mod tests {
    use super::first_line;

    fn lines(mut text: &str) -> Vec<&str> {
        let mut lines = Vec::new();
        while let Some((line, rest)) = first_line(text) {
            lines.push(line);
            text = rest;
        }
        lines
    }

    #[test]
    fn lines_as_they_were() {
        assert_eq!(
            lines(
                "r = c.f( a='x'|'it's, {', b=[ { 'c': datetime(2015, 1, 1) }, ], d={ 'string': {...}|[...]|123|'string'|True|None } )"
            ),
            [
                "r = c.f(",
                "a='x'|'it's, {',",
                "b=[",
                "{",
                "'c': datetime(2015, 1, 1)",
                "},",
                "],",
                "d={",
                "'string': {...}|[...]|123|'string'|True|None",
                "}",
                ")"
            ]
        );
        assert_eq!(
            lines(
                "{ 'a': EventStream({ 'b': {'... recursive ...'}, 'c': {}, }), 'd': StreamingBody(), 'e': 'string' or {'Bucket': 'string'} }"
            ),
            [
                "{",
                "'a': EventStream({",
                "'b': {'... recursive ...'},",
                "'c': {},",
                "}),",
                "'d': StreamingBody(),",
                "'e': 'string' or {'Bucket': 'string'}",
                "}"
            ]
        );
    }

    #[test]
    fn any_text_comes_to_an_end() {
        for unit in ["'", "(", ")", "{", "'a", "or {", ",", "é'"] {
            let text = unit.repeat(2_000);
            let length: usize = lines(&text).iter().map(|line| line.len()).sum();
            assert!(length <= text.len());
        }
    }
}
