//! What a byte of running text may begin.

/// What a byte may begin.
#[derive(Clone, Copy)]
pub(super) enum Class {
    Plain,
    Blank,
    Mark,
    Name,
    Typographic,
}

/// What each byte may begin.
pub(super) const CLASS: [Class; 256] = {
    let mut class = [Class::Plain; 256];
    class[b' ' as usize] = Class::Blank;
    class[b'\n' as usize] = Class::Blank;
    class[b'\r' as usize] = Class::Blank;
    class[b'\t' as usize] = Class::Blank;
    class[b'`' as usize] = Class::Mark;
    class[b'*' as usize] = Class::Mark;
    class[b'\\' as usize] = Class::Mark;
    class[b'|' as usize] = Class::Name;
    class[b'_' as usize] = Class::Name;
    class[0xe2] = Class::Typographic;
    class
};

/// The bytes that are not left as they are inside of markup.
pub(super) const UNCLEAN: [bool; 256] = {
    let mut unclean = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        unclean[byte] = matches!(CLASS[byte], Class::Blank | Class::Typographic);
        byte += 1;
    }
    unclean[b'\\' as usize] = true;
    unclean
};

/// Whether a byte, with the one behind it, may be of another class than [`Class::Plain`] and no
/// blank between words.
pub(super) fn may_be_marked(byte: u8, next: u8) -> bool {
    let marks = (byte == b'`') | (byte == b'*') | (byte == b'\\') | (byte == b'|') | (byte == b'_');
    marks | !(b' '..0x80).contains(&byte) | ((byte == b' ') & (next <= b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_may_be_markup_is_passed() {
        for byte in 0..=u8::MAX {
            for next in 0..=u8::MAX {
                let means = match CLASS[byte as usize] {
                    Class::Plain => false,
                    Class::Blank => byte != b' ' || next.is_ascii_whitespace(),
                    _ => true,
                };
                assert!(!means || may_be_marked(byte, next), "{byte} {next}");
            }
        }
    }
}
