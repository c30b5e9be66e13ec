//! Text in URIs: what is not one of the characters that never need it is percent-encoded.

/// Appends text with everything encoded but `A-Z a-z 0-9 - . _ ~`, and `/` where `slashes` stay.
pub(crate) fn encode(text: &str, slashes: bool, out: &mut String) {
    text.bytes().for_each(|byte| push(byte, slashes, out));
}

/// Appends a byte of such a text.
pub(crate) fn push(byte: u8, slashes: bool, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
            out.push(char::from(byte));
        }
        b'/' if slashes => out.push('/'),
        _ => {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_a_few_characters_are_encoded() {
        let encoded = |text, slashes| {
            let mut out = String::new();
            encode(text, slashes, &mut out);
            out
        };
        assert_eq!(encoded("a-Z_0.9~", false), "a-Z_0.9~");
        assert_eq!(encoded("a/b c+ü%", false), "a%2Fb%20c%2B%C3%BC%25");
        assert_eq!(encoded("a/b c", true), "a/b%20c");
    }
}
