//! Text as JSON has it.
//!
//! Most of a request or an answer is text, and hardly any of it needs escaping. So it is looked at eight
//! bytes at a time, and what stands between two bytes that need it is copied whole.

/// Appends text in quotes.
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = first(rest) {
        out.extend_from_slice(&rest[..at]);
        escape(rest[at], out);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

fn escape(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";

    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0c => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            let digit = |bits: u8| DIGITS[usize::from(bits & 0xf)];
            return out.extend_from_slice(&[
                b'\\',
                b'u',
                b'0',
                b'0',
                digit(byte >> 4),
                digit(byte),
            ]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

const ONES: u64 = u64::MAX / 255;
const HIGH: u64 = ONES << 7;

/// Where the first byte is that has to be escaped: a quote, a backslash or a control character.
fn first(bytes: &[u8]) -> Option<usize> {
    let (eights, rest) = bytes.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        // The high bit of each byte that is zero; of those above such a one it may be set as well.
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let control = eight.wrapping_sub(ONES * 0x20) & !eight;
        let quote = zero(eight ^ (ONES * u64::from(b'"')));
        let backslash = zero(eight ^ (ONES * u64::from(b'\\')));
        let found = (control | quote | backslash) & HIGH;
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let is_special = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    rest.iter().position(is_special).map(|at| eights.len() * 8 + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        string(text, &mut out);
        String::from_utf8(out).unwrap()
    }

    /// Every character, at every place among others, as serde_json writes it.
    #[test]
    fn what_is_written_is_what_serde_json_writes() {
        let specials = (0..=0x7f).filter_map(char::from_u32).chain(['\u{80}', 'é', '€', '🦀']);
        for special in specials {
            for before in 0..10 {
                for after in [0, 1, 7, 8, 9, 20] {
                    let text = format!("{}{special}{}", "a".repeat(before), "ß".repeat(after));
                    let twice = format!("{text}{special}");
                    for text in [text, twice] {
                        assert_eq!(written(&text), serde_json::to_string(&text).unwrap());
                    }
                }
            }
        }
    }
}
