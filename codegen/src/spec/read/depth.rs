//! How deep brackets nest in YAML: the library takes time that grows with the square of it.

/// How many brackets may be open. A spec has two.
const MAX_OPEN: u32 = 100;

/// The line and column of the first bracket that is too deep, counted from 1.
///
/// It goes by what may begin where, and takes no notice of what is in quotes, comments and texts.
pub(super) fn too_deep(text: &str) -> Option<(u32, u32)> {
    let mut open = 0;
    let mut quote = None;
    let mut text_below = None;
    for (number, line) in (1..).zip(text.split('\n')) {
        let bytes = line.as_bytes();
        let indent = bytes.iter().take_while(|byte| **byte == b' ').count();
        if let Some(around) = text_below {
            if indent > around || line.trim().is_empty() {
                continue;
            }
            text_below = None;
        }
        let is_blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        // Whether a value may begin here.
        let mut begins = true;
        let mut at = if line.starts_with("---") { 3 } else { indent };
        while let Some(&byte) = bytes.get(at) {
            match (quote, byte) {
                (Some(b'"'), b'\\') => at += 1,
                (Some(b'\''), b'\'') if bytes.get(at + 1) == Some(&b'\'') => at += 1,
                (Some(begun), byte) if begun == byte => quote = None,
                (Some(_), _) => {}
                (None, b'#') if at == 0 || is_blank(at - 1) => break,
                (None, b'"' | b'\'') if begins => (quote, begins) = (Some(byte), false),
                (None, b'[' | b'{') if begins || open > 0 => {
                    (open, begins) = (open + 1, true);
                    if open > MAX_OPEN {
                        return Some((number, u32::try_from(at + 1).unwrap_or(u32::MAX)));
                    }
                }
                (None, b']' | b'}') if open > 0 => (open, begins) = (open - 1, false),
                (None, b',') if open > 0 => begins = true,
                (None, b':') if open > 0 || is_blank(at + 1) => begins = true,
                (None, b'-' | b'?') if begins && is_blank(at + 1) => {}
                (None, b'&' | b'!' | b'*') if begins => {
                    while !is_blank(at + 1) && !matches!(bytes[at + 1], b'[' | b'{' | b',') {
                        at += 1;
                    }
                }
                (None, b'|' | b'>') if begins && open == 0 => {
                    text_below = Some(indent);
                    break;
                }
                (None, byte) => begins &= byte.is_ascii_whitespace(),
            }
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_counted_where_they_are_brackets() {
        let many = "[".repeat(200);
        for text in [
            format!("a: x{many}\n"),
            format!("a: \"{many}\n  {many}\"\n"),
            format!("a: 'it''s {many}'\n"),
            format!("a: 1 # {many}\n"),
            format!("a: |-\n  {many}\n\n  {many}\nb: 1\n"),
            format!("- &x >\n  {many}\n"),
            "a: [[1], {b: '['}]\n".repeat(1000),
        ] {
            assert_eq!(too_deep(&text), None, "{text}");
        }
        for (text, place) in [
            (format!("a: 1\nb: {many}"), (2, 104)),
            (format!("--- {many}"), (1, 105)),
            (format!("- ? {many}"), (1, 105)),
            ("a: !x &y {b:".repeat(200), (1, 1210)),
            ("a: [\n".repeat(200), (101, 4)),
            ("[b, \"x\": {'y': ".repeat(100), (1, 751)),
        ] {
            assert_eq!(too_deep(&text), Some(place), "{text}");
        }
    }
}
