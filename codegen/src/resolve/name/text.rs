//! What documentation texts tell of a shape's name.

use crate::words::split;

/// How far into a text it is read: names stand in the first sentences.
const SENTENCE: usize = 240;

/// Words that lead up to what a sentence is about.
const LEADING: &[&str] = &[
    "a",
    "about",
    "additional",
    "all",
    "amazon",
    "an",
    "any",
    "array",
    "aws",
    "basic",
    "collection",
    "complex",
    "containing",
    "contains",
    "data",
    "defines",
    "describe",
    "describes",
    "describing",
    "detail",
    "detailed",
    "details",
    "each",
    "encapsulates",
    "for",
    "high-level",
    "identifies",
    "includes",
    "information",
    "list",
    "metadata",
    "object",
    "of",
    "one",
    "provides",
    "represents",
    "set",
    "single",
    "some",
    "specific",
    "specifies",
    "structure",
    "summary",
    "that",
    "the",
    "this",
    "type",
    "which",
    "your",
];

/// Words that end it.
const ENDING: &[&str] = &[
    "and",
    "are",
    "as",
    "associated",
    "at",
    "available",
    "based",
    "be",
    "by",
    "can",
    "contained",
    "containing",
    "contains",
    "created",
    "defined",
    "defines",
    "describing",
    "during",
    "for",
    "from",
    "has",
    "have",
    "identifies",
    "if",
    "in",
    "including",
    "is",
    "it",
    "of",
    "on",
    "or",
    "per",
    "returned",
    "specified",
    "specifies",
    "stored",
    "such",
    "that",
    "the",
    "this",
    "to",
    "used",
    "using",
    "via",
    "when",
    "where",
    "which",
    "whose",
    "will",
    "with",
    "within",
    "you",
    "your",
];

/// The words that the first sentence is about: "Contains information about a backup vault that …"
/// → backup, vault.
pub fn subject(text: &str) -> Vec<&str> {
    let line = head(text, SENTENCE).lines().next().unwrap_or_default();
    let mut subject = Vec::new();
    for token in line.split_whitespace() {
        let word = token.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
        if subject.is_empty() && is_in(LEADING, word) {
            if token.ends_with(['.', ':', ';']) {
                break;
            }
            continue;
        }
        if word.is_empty() || is_in(ENDING, word) || subject.len() >= 5 {
            break;
        }
        subject.extend(word.split('-').flat_map(split));
        if token.ends_with(['.', ',', ':', ';', ')']) {
            break;
        }
    }
    subject.truncate(6);
    subject
}

/// What the first sentence puts its subject to: "The status of the quantum task, …" → quantum, task.
pub fn object(text: &str) -> Vec<&str> {
    let line = head(text, SENTENCE).lines().next().unwrap_or_default();
    let line = line.split(". ").next().unwrap_or_default();
    for (at, _) in line.match_indices(' ') {
        let rest = line.get(at + 1..).unwrap_or_default();
        if let Some(link) = LINKS.iter().find(|link| rest.starts_with(**link)) {
            return subject(rest.get(link.len()..).unwrap_or_default());
        }
    }
    Vec::new()
}

/// What stands between a subject and what it is put to.
const LINKS: &[&str] = &[
    "of the ", "of a ", "of an ", "for the ", "for a ", "for an ", "of this ", "of your ",
    "in the ", "to the ",
];

/// The word is in the list, which is sorted and in lower case; the word may be in any.
fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search_by(|other| {
        other.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))
    })
    .is_ok()
}

/// A name that a text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The name.
    pub name: &'a str,
    /// How it is mentioned.
    pub how: How,
}

/// How a text mentions a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As words run together: WorkGroupSummary.
    Plain,
    /// As code: `Filter`.
    Code,
    /// As the page of a data type: API_Filter.html.
    Page,
}

/// The names that the beginning of a text mentions.
pub fn mentions(text: &str, limit: usize) -> impl Iterator<Item = Mention<'_>> {
    let text = head(text, limit);
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_';
            while bytes.get(at).is_some_and(|b| !word(b)) {
                at += 1;
            }
            if at >= bytes.len() {
                return None;
            }
            let start = at;
            while bytes.get(at).is_some_and(word) {
                at += 1;
            }
            let name = &text[start..at];
            let quoted = start > 0 && bytes[start - 1] == b'`' && bytes.get(at) == Some(&b'`');
            let (name, how) = match name.strip_prefix("API_") {
                Some(page) => (page, How::Page),
                None if quoted => (name, How::Code),
                None if runs_together(name) => (name, How::Plain),
                None => continue,
            };
            let fits = name.bytes().all(|b| b.is_ascii_alphanumeric())
                && name.bytes().any(|b| b.is_ascii_lowercase())
                && name.starts_with(|c: char| c.is_ascii_alphabetic());
            if fits {
                return Some(Mention { name, how });
            }
        }
    })
}

fn runs_together(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word
            .as_bytes()
            .windows(2)
            .any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

/// The beginning of a text, cut at a character's boundary.
pub fn head(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::{ENDING, How, LEADING, Mention, mentions, subject};

    #[test]
    fn finds_what_a_sentence_is_about() {
        assert_eq!(subject("Contains information about a backup vault that"), ["backup", "vault"]);
        assert_eq!(subject("An Amazon attendee. Includes a unique"), ["attendee"]);
        assert_eq!(subject("A positive trade-off from acting"), ["positive", "trade", "off"]);
        assert_eq!(subject("The WorkGroup's settings, if any"), ["Work", "Group", "settings"]);
        assert_eq!(subject(""), [""; 0]);
        assert_eq!(subject("The."), [""; 0]);
    }

    #[test]
    fn finds_names() {
        let text =
            "A list of WorkGroupSummary objects, `Filter` too ([x](https://h/API_Tag.html)).";
        let found: Vec<_> = mentions(text, 400).collect();
        assert_eq!(
            found,
            [
                Mention { name: "WorkGroupSummary", how: How::Plain },
                Mention { name: "Filter", how: How::Code },
                Mention { name: "Tag", how: How::Page },
            ]
        );
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(LEADING.is_sorted());
        assert!(ENDING.is_sorted());
    }
}
