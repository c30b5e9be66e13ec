//! How a page ends, to tell one that was cut off where nothing else would.
//!
//! The renderer closes a method's description with a blank line that is still indented, or with
//! `:returns: None`. In HTML every description is closed.

use crate::dialect::Source;

/// The indentation of a method within a class.
const DEEPEST_END: usize = 4;

/// Whether a page that describes a method ends before the renderer would have ended it.
pub(super) fn is_early(source: Source<'_>) -> bool {
    match source {
        Source::Rst(text) => is_early_rst(text),
        Source::Html(text) => is_early_html(text),
        Source::Text => false,
    }
}

/// The description of an object and the list of its fields are in elements of this kind.
fn is_early_html(source: &str) -> bool {
    let count = |tag: &str| memchr::memmem::find_iter(source.as_bytes(), tag).count();
    count("<dl>") + count("<dl ") > count("</dl>")
}

fn is_early_rst(source: &str) -> bool {
    let ended = source.ends_with('\n');
    let body = source.strip_suffix('\n').unwrap_or(source);
    let last = body.rsplit('\n').next().unwrap_or_default();
    // Editors take blanks off the ends of lines; then there is no such end to look for.
    let trimmed = memchr::memmem::find(source.as_bytes(), b"\n  \n").is_none();
    match last.trim_ascii() {
        ":returns: None" => false,
        "" => (last.is_empty() && !trimmed) || last.len() > DEEPEST_END,
        _ => !(ended && trimmed),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_early_html, is_early_rst as is_early};

    #[test]
    fn a_whole_page_ends_in_an_indented_blank_line() {
        assert!(!is_early("text\n  \n  *   error\n\n  "));
        assert!(!is_early("text\n  \n  *   error\n\n  \n"));
        assert!(!is_early("text\n  \n\n  :returns: None"));
        assert!(!is_early("text\n  \n\n  :returns: None\n"));
    }

    #[test]
    fn a_page_without_blanks_at_the_ends_of_lines_ends_in_a_line() {
        assert!(!is_early("text\n\n  *   error\n"));
        assert!(is_early("text\n\n  *   err"));
    }

    #[test]
    fn other_ends_are_early() {
        assert!(is_early("text\n  \n  *   err"));
        assert!(is_early("text\n  \n  *   error\n"));
        assert!(is_early("text\n  \n  *   error\n\n"));
        assert!(is_early("text\n  \n        text\n\n        "));
        assert!(is_early("text\n  \n  :returns: Non"));
    }

    #[test]
    fn html_ends_when_all_descriptions_are_closed() {
        assert!(!is_early_html("<dl class=\"py method\"><dd><dl>text</dl></dd></dl></body>"));
        assert!(is_early_html("<dl class=\"py method\"><dd><dl>text</dl></dd>"));
    }
}
