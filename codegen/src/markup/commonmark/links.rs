//! Where links lead.

use super::signs::is_entity;

/// A target that would run something.
pub(super) fn is_script(target: &str) -> bool {
    if target.starts_with("https:") || target.starts_with("http:") {
        return false;
    }
    let scheme: String = target
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .take_while(|c| *c != ':')
        .take(11)
        .collect();
    target.contains(':')
        && ["javascript", "vbscript", "data"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad))
}

pub(super) fn is_autolink(target: &str) -> bool {
    (target.starts_with("http://") || target.starts_with("https://"))
        && !target
            .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '|'))
}

/// Writes where a link leads.
pub(super) fn destination(target: &str, cell: bool, out: &mut String) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$'*+,;=%".contains(&byte);
    if target.bytes().all(plain) {
        out.push_str(target);
        return;
    }
    let pointed = target.starts_with('<')
        || target.contains(|c: char| c.is_whitespace() || c.is_control())
        || !is_balanced(target);
    if pointed {
        out.push('<');
    }
    for (at, c) in target.char_indices() {
        let rest = &target[at + c.len_utf8()..];
        let escape = match c {
            '\\' => rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_punctuation()),
            '<' | '>' => pointed,
            '&' => is_entity(rest),
            '|' => cell,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        match c {
            '\0' => out.push('\u{fffd}'),
            '\n' | '\r' => {}
            c => out.push(c),
        }
    }
    if pointed {
        out.push('>');
    }
}

/// Parentheses come in pairs, and are not nested deeply.
fn is_balanced(target: &str) -> bool {
    let mut depth = 0_usize;
    for byte in target.bytes() {
        match byte {
            b'(' if depth == 8 => return false,
            b'(' => depth += 1,
            b')' => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}
