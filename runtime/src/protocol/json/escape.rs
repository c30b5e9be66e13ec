//! Text as JSON has it.
//!
//! Most of a request or an answer is text, and hardly any of it needs escaping. So it is looked at eight
//! bytes at a time, and what stands between two bytes that need it is copied whole.

/// Appends text in quotes.
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    let text = text.as_bytes();
    // Room for the quotes, and for the sign or two that come next.
    out.reserve(text.len() + 4);
    out.push(b'"');
    if is_plain(text) {
        out.extend_from_slice(text);
    } else {
        escaped(text, out);
    }
    out.push(b'"');
}

/// Appends text of which something has to be escaped.
#[cold]
fn escaped(mut text: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = first(text) {
        out.extend_from_slice(&text[..at]);
        escape(text[at], out);
        text = &text[at + 1..];
    }
    out.extend_from_slice(text);
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

/// The bytes of eight that have to be escaped, quotes, backslashes and control characters: the high bit of
/// each is set, and maybe that of others above such a one. There is none if no bit is set.
fn special(eight: u64) -> u64 {
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let control = eight.wrapping_sub(ONES * 0x20) & !eight;
    let quote = zero(eight ^ (ONES * u64::from(b'"')));
    let backslash = zero(eight ^ (ONES * u64::from(b'\\')));
    (control | quote | backslash) & HIGH
}

/// Whether nothing of it has to be escaped.
fn is_plain(text: &[u8]) -> bool {
    let (eights, _) = text.as_chunks::<8>();
    let plain = |eight: &[u8; 8]| special(u64::from_le_bytes(*eight)) == 0;
    // The last ones overlap with those before; what is shorter is its two halves, which may be one.
    match (text.last_chunk(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(last), ..) => eights.iter().all(plain) && plain(last),
        (None, Some(&[a, b, c, d]), Some(&[e, f, g, h])) => plain(&[a, b, c, d, e, f, g, h]),
        _ => match *text {
            [] => true,
            [a] => plain(&[a; 8]),
            [a, .., b] => plain(&[a, text[1], b, b, b, b, b, b]),
        },
    }
}

/// Where the first byte is that has to be escaped.
fn first(bytes: &[u8]) -> Option<usize> {
    let (eights, rest) = bytes.as_chunks::<8>();
    for (at, eight) in eights.iter().enumerate() {
        let found = special(u64::from_le_bytes(*eight));
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
