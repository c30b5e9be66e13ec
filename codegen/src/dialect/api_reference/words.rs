//! The words of a syntax block: names, keys and what stands for values.

/// How deep what is in a syntax block is followed.
pub(super) const MAX_DEPTH: usize = 64;

/// Whether it is a name of HTTP.
pub(super) fn is_token(name: &str) -> bool {
    let in_token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !name.is_empty() && name.bytes().all(in_token)
}

/// The name in `{{name}}`, or between the marks of code; what has neither is a name as it stands.
pub(super) fn placeholder(text: &str) -> &str {
    let inner = text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}"));
    let code = || text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
    inner.or_else(code).unwrap_or(text).trim()
}

/// A key as it goes over the wire: `[Key](API_Tag.md#x)` is a link, and `{{key}}` has braces.
pub(super) fn key(text: &str) -> &str {
    let text = match text.strip_prefix('[').and_then(|text| text.split_once("](")) {
        Some((shown, _)) => shown.trim(),
        None => text,
    };
    placeholder(text)
}
