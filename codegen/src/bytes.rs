//! Looking through text for the few bytes that mean something, many at a time.
//!
//! Nothing here leaves a loop as soon as it has found something, nor a condition as soon as it is
//! decided (`|` and not `||`): only so does the compiler make of it the few instructions that look
//! at sixteen bytes at once.

/// How many bytes are looked at together.
pub(crate) const STRETCH: usize = 16;

/// Goes on from `at` over whole stretches of `bytes` in which nothing stops, as `stops` tells of
/// each byte and the one behind it. What stops, if anything, is in the stretch that begins there.
pub(crate) fn pass(bytes: &[u8], mut at: usize, stops: impl Fn(u8, u8) -> bool) -> usize {
    while let Some(near) = bytes.get(at..).and_then(<[u8]>::first_chunk::<{ STRETCH + 1 }>) {
        let mut found = [0; STRETCH];
        for (at, found) in found.iter_mut().enumerate() {
            *found = u8::from(stops(near[at], near[at + 1]));
        }
        if u128::from_ne_bytes(found) != 0 {
            break;
        }
        at += STRETCH;
    }
    at
}

/// Whether a text may hold a control character that is neither a line feed nor a tab. Hardly any
/// does, so whoever has to know for sure, or which one it is, has the time to look again.
pub(crate) fn may_hold_control(text: &str) -> bool {
    let control = |byte: u8| {
        // The controls beyond ASCII begin with 0xc2.
        ((byte < b' ') & (byte != b'\n') & (byte != b'\t')) | (byte == 0x7f) | (byte == 0xc2)
    };
    text.bytes().fold(false, |found, byte| found | control(byte))
}

/// Whether `odd` holds for a character of the text. It is asked where the delete character may stand
/// or something beyond ASCII that is no letter.
pub(crate) fn has_odd(text: &str, odd: impl Fn(char) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        at = pass(bytes, at, |byte, _| {
            (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2) | (byte == 0xef)
        });
        let end = bytes.len().min(at + STRETCH);
        let character = |at| text.get(at..).and_then(|rest| rest.chars().next());
        if (at..end).any(|at| character(at).is_some_and(&odd)) {
            return true;
        }
        at = end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_is_never_passed() {
        for length in 0..70 {
            for place in 0..=length {
                let mut bytes = vec![b'a'; length];
                if let Some(byte) = bytes.get_mut(place) {
                    *byte = b'*';
                }
                let at = pass(&bytes, 0, |byte, _| byte == b'*');
                assert!(at <= place && (place == length || place - at < STRETCH + 1));
                let at = pass(&bytes, 0, |_, next| next == b'*');
                assert!(at < place.max(1) || place == 0 || place == length);
            }
        }
    }

    #[test]
    fn controls_are_found_wherever_they_stand() {
        for before in 0..40 {
            for (character, may) in
                [('\u{1}', true), ('\u{7f}', true), ('\u{85}', true), ('\t', false), ('é', false)]
            {
                let text = format!("{}{character}{}", "a".repeat(before), "b".repeat(20));
                assert_eq!(may_hold_control(&text), may, "{text:?}");
            }
        }
    }
}
