//! Documentation as rustdoc takes it.
//!
//! A documentation text is CommonMark, from pages or from whoever wrote a spec by hand. rustdoc
//! sees more in it than CommonMark does: items in brackets, tests in code, tags in angle brackets;
//! and it warns of what it cannot make sense of. So a text is made plain before it is emitted:
//!
//! - code is a fence marked `text`, indented code too, so that nothing is a test;
//! - a link leads to `http:`, `https:` or `mailto:`, or it is its text; other brackets are escaped;
//! - angle brackets are escaped, and addresses that stand bare get a pair;
//! - code between backticks stays on one line, and backticks without a match are escaped;
//! - characters that steer a terminal or turn text around are dropped.
//!
//! A build script has no parser of CommonMark at hand, so this reads it on the careful side: where
//! two readings are possible, what is written leaves only one. Tests hold it against a parser.

mod blocks;
mod inlines;

use proc_macro2::TokenStream;
use quote::quote;

/// The attribute that documents an item; nothing where there is no documentation.
pub(super) fn attribute(documentation: Option<&str>) -> TokenStream {
    match documentation.map(clean) {
        Some(text) if !text.is_empty() => quote!(#[doc = #text]),
        _ => TokenStream::new(),
    }
}

/// Text of one line that is no CommonMark, as rustdoc takes it.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter_map(visible) {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | ':' | '-' | '(' | ')' | '\'') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// CommonMark as rustdoc takes it without a warning.
pub(super) fn clean(text: &str) -> String {
    let mut sane = String::with_capacity(text.len());
    let unified = text.replace("\r\n", "\n");
    for c in unified.chars() {
        match c {
            '\t' => sane.push_str("    "),
            '\r' => sane.push('\n'),
            _ => sane.extend(visible(c)),
        }
    }
    blocks::clean(&sane)
}

/// The character, unless it is one that is not seen but steers: controls, and what turns the
/// direction of text around, which the compiler refuses.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' => Some(c),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests;
