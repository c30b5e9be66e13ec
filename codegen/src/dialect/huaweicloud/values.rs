//! What a string may be, as a description lists it: a list under "Enumeration values:", lines that begin
//! with a dash, or a sentence.

use crate::markup::{BlockKind, Inline, Item};

use super::text;

/// A text that can be a value: one word of letters, digits and little else.
pub(super) fn token(text: &str) -> Option<&str> {
    let text = text.trim().trim_matches(['"', '\'']);
    let is_value = |c: char| c.is_ascii_alphanumeric() || "-_./:*+#@$%=;".contains(c);
    (!text.is_empty() && text.chars().all(is_value)).then_some(text)
}

/// What the last sentence before a list of values ends with.
#[rustfmt::skip]
const ANNOUNCEMENTS: &[&str] = &[
    "enumeration value", "enumeration values", "value options", "options", "possible values",
    "possible values are as follows", "the value can be", "the value can be one of the following",
    "the value can be any of the following", "values", "the options are as follows",
    "the value options are as follows", "value range", "range", "the following values are available",
];

/// Whether a text ends with such.
pub(super) fn announces_values(text: &str) -> bool {
    let Some(text) = text.strip_suffix([':', '.']) else { return false };
    let last = text.rsplit(". ").next().unwrap_or(text).to_ascii_lowercase();
    ANNOUNCEMENTS.contains(&last.trim_end_matches(':'))
}

/// The values that the items of a list begin with; none if one of them begins with none.
pub(super) fn values_of_list(items: &[Item<'_>]) -> Vec<Box<str>> {
    let values: Option<Vec<Box<str>>> = items
        .iter()
        .map(|item| {
            let BlockKind::Paragraph(inlines) = &item.blocks.first()?.kind else { return None };
            let mut inlines = inlines.iter().filter(|it| !matches!(it, Inline::Anchor(_)));
            let first = match inlines.next()? {
                Inline::Strong(inner) => text::plain(inner),
                Inline::Code(code) => code.to_string(),
                Inline::Text(text) => text.to_string(),
                _ => return None,
            };
            first_word(&first).map(Box::from)
        })
        .collect();
    distinct(values.unwrap_or_default())
}

/// The value in `docker`, or `docker: for Docker`.
pub(super) fn first_word(item: &str) -> Option<&str> {
    let (first, _) = item.split_once(": ").unwrap_or((item, ""));
    token(first.trim_end_matches([':', '.', ';', ',']))
}

/// What a sentence with values begins with.
const BEGINNINGS: [&str; 5] = [
    "The value can be ",
    "The value can only be ",
    "Value options: ",
    "Options: ",
    "Enumeration values: ",
];

/// `The value can be **true** or **false**.`
pub(super) fn values_of_sentence(text: &str, inlines: &[Inline<'_>]) -> Vec<Box<str>> {
    let found = BEGINNINGS.iter().find_map(|beginning| {
        let at = text.find(beginning)?;
        Some(&text[at + beginning.len()..])
    });
    let Some(rest) = found else { return Vec::new() };
    let end = rest.find(". ").unwrap_or(rest.len());
    let sentence = rest[..end].trim_end_matches('.');
    let strong: Vec<String> = inlines
        .iter()
        .filter_map(|inline| match inline {
            Inline::Strong(inner) => Some(text::plain(inner)),
            Inline::Code(code) => Some(code.to_string()),
            _ => None,
        })
        .collect();
    // Where nothing is set off, a value has to look unlike a word.
    let is_value = |value: &str| match strong.is_empty() {
        true => {
            value.bytes().any(|byte| !byte.is_ascii_lowercase())
                || ["true", "false"].contains(&value)
        }
        false => strong.iter().any(|it| it == value),
    };
    let parts = sentence
        .split(", ")
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "));
    let mut values = Vec::new();
    for part in parts {
        let part = part.trim();
        let part = part.strip_prefix("or ").or_else(|| part.strip_prefix("and ")).unwrap_or(part);
        // `**4** (IPv4)`
        let value = part.split(" (").next().unwrap_or(part);
        match token(value) {
            Some(value) if is_value(value) => values.push(Box::from(value)),
            None if value.is_empty() => {}
            _ => return Vec::new(),
        }
    }
    if values.len() < 2 { Vec::new() } else { distinct(values) }
}

/// Each once, as far as there are not too many.
pub(super) fn distinct(values: Vec<Box<str>>) -> Vec<Box<str>> {
    let mut distinct: Vec<Box<str>> = Vec::with_capacity(values.len());
    for value in values {
        if distinct.len() > 1000 {
            break;
        }
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    distinct
}
