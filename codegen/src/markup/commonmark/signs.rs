//! Signs that mean something to CommonMark wherever they stand.

/// A backslash stands at the end that could still escape what follows.
pub(super) fn ends_in_backslash(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

/// What follows an ampersand makes an entity of it.
pub(super) fn is_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take(34).take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && matches!(name.as_bytes().get(length), None | Some(b';'))
}
