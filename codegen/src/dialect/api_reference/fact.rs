//! What one line states: `Required: Yes`.
//!
//! A line that stands among such lines and has a label that is not known states the same where its
//! value can mean nothing else, as `Size: Minimum length of 1.` does.

use memchr::memmem;

use crate::diagnostic::Diagnostic;
use crate::dialect::rules;
use crate::facts::{Length, PageFacts, Range};
use crate::markup::{Inline, plain};

use super::types;

/// How long a label may be.
const MAX_LABEL: usize = 32;

/// Of what in a position a fact speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// Of the value, or of the entries of a list.
    Whole,
    /// Of the keys of a map.
    Key,
    /// Of its values.
    Value,
}

/// What one line states.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact<'a> {
    Type(Vec<Inline<'a>>),
    Required(bool),
    Values(Vec<Box<str>>),
    Keys(Vec<Box<str>>),
    Range(Range),
    Length(Scope, Length),
    Pattern(Scope, Box<str>),
    /// How many entries a list has, or a map.
    Entries(Of, Length),
    Status(u16),
    /// The next fact stands under this label.
    Renamed(String),
    /// A line with this label makes no sense.
    Unread(String),
}

/// What a number of entries is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    List,
    Map,
    Either,
}

/// Tells which of the facts of a member or an error stand under a label that is not known.
pub(super) fn tell(stated: &[(u32, Fact<'_>)], of: &str, facts: &mut PageFacts) {
    for (line, fact) in stated {
        let (rule, message) = match fact {
            Fact::Renamed(label) => {
                (&rules::READ_BY_EVIDENCE, format!("`{label}` of {of} is read by what it says"))
            }
            Fact::Unread(label) => {
                (&rules::FACTS_UNREAD, format!("what `{label}` says of {of} is not understood"))
            }
            _ => continue,
        };
        facts.diagnostics.push(Diagnostic::new(rule, facts.place(*line), message));
    }
}

/// A line of the form `Label: value`.
struct Labelled<'l, 'a> {
    label: &'l str,
    /// What stands behind the colon in its first piece.
    behind: &'l str,
    more: &'l [Inline<'a>],
}

impl<'l, 'a> Labelled<'l, 'a> {
    fn of(line: &'l [Inline<'a>]) -> Option<Self> {
        let (Inline::Text(first), more) = line.split_first()? else { return None };
        let (label, behind) = first.trim_start().split_once(':')?;
        (label.len() <= MAX_LABEL).then_some(Labelled { label, behind, more })
    }

    /// Of what in the position the label speaks, and the rest of it.
    fn name(&self) -> (Scope, &'l str) {
        let label = self.label.trim();
        match label.split_once(' ') {
            Some(("Key", name)) => (Scope::Key, name),
            Some(("Value", name)) => (Scope::Value, name),
            _ => (Scope::Whole, label),
        }
    }

    fn value(&self) -> String {
        let mut value = self.behind.to_owned();
        value.push_str(&plain(self.more));
        value.trim().to_owned()
    }

    /// The code that is all of the value. One that holds the very sign that code is set in comes in
    /// pieces.
    fn code(&self) -> Option<String> {
        let is_blank =
            |inline: &&Inline<'_>| matches!(inline, Inline::Text(text) if text.trim().is_empty());
        let more: Vec<&Inline<'_>> = self.more.iter().filter(|inline| !is_blank(inline)).collect();
        let first = more.first().filter(|_| self.behind.trim().is_empty())?;
        match (first, &more[..]) {
            (Inline::Code(code), [_]) => Some(code.to_string()),
            (Inline::Code(_), _) => {
                let mut raw = String::new();
                self.more.iter().for_each(|inline| push_raw(inline, &mut raw));
                let raw = raw.trim().strip_prefix('`')?.strip_suffix('`')?;
                Some(raw.to_owned())
            }
            _ => None,
        }
    }

    /// The type that the value is the words for.
    fn words(&self) -> Vec<Inline<'a>> {
        let mut words = Vec::with_capacity(self.more.len() + 1);
        words.push(Inline::Text(self.behind.trim_start().to_owned().into()));
        words.extend_from_slice(self.more);
        words
    }
}

/// A piece of text as it was written, as far as its marks tell.
fn push_raw(inline: &Inline<'_>, raw: &mut String) {
    let mut marked = |mark: &str, inner: &[Inline<'_>]| {
        raw.push_str(mark);
        inner.iter().for_each(|inline| push_raw(inline, raw));
        raw.push_str(mark);
    };
    match inline {
        Inline::Strong(inner) => marked("**", inner),
        Inline::Emphasis(inner) => marked("*", inner),
        Inline::Code(code) => {
            raw.push('`');
            raw.push_str(code);
            raw.push('`');
        }
        other => other.push_text(raw),
    }
}

/// Whether a line states the type of a position: what [`read`] makes a [`Fact::Type`] of.
pub(super) fn is_type(line: &[Inline<'_>]) -> bool {
    Labelled::of(line).is_some_and(|it| it.name().1.eq_ignore_ascii_case("type"))
}

/// Whether a line states what stands behind all else that is said of a position: its type, or whether
/// it must be there.
pub(super) fn is_last(line: &[Inline<'_>]) -> bool {
    Labelled::of(line).is_some_and(|it| {
        let is = |name: &str| it.name().1.eq_ignore_ascii_case(name);
        is("type") || (is("required") && yes(&it.value()).is_some())
    })
}

/// A name in small letters.
fn in_small_letters<'b>(name: &str, buffer: &'b mut [u8; MAX_LABEL]) -> Option<&'b str> {
    let small = buffer.get_mut(..name.len())?;
    small.copy_from_slice(name.as_bytes());
    small.make_ascii_lowercase();
    std::str::from_utf8(small).ok()
}

/// The fact that a line states under its label.
pub(super) fn read<'a>(line: &[Inline<'a>]) -> Option<Fact<'a>> {
    let labelled = Labelled::of(line)?;
    let (part, name) = labelled.name();
    let mut small = [0; MAX_LABEL];
    Some(match in_small_letters(name, &mut small)? {
        "type" => Fact::Type(labelled.words()),
        "required" => Fact::Required(yes(&labelled.value())?),
        "valid values" => Fact::Values(values(&labelled)?),
        "valid keys" => Fact::Keys(values(&labelled)?),
        "valid range" => Fact::Range(range(&labelled.value())?),
        "length constraints" => Fact::Length(part, length(&labelled.value(), "length")?),
        "array members" => Fact::Entries(Of::List, length(&labelled.value(), "number")?),
        "map entries" => Fact::Entries(Of::Map, length(&labelled.value(), "number")?),
        "pattern" => {
            Fact::Pattern(part, labelled.code().unwrap_or_else(|| labelled.value()).into())
        }
        "http status code" => Fact::Status(labelled.value().parse().ok()?),
        _ => return None,
    })
}

/// The fact that a line states under a label that is not known, where its value tells; and the label.
pub(super) fn by_value<'a>(line: &[Inline<'a>]) -> Option<(String, Fact<'a>)> {
    let labelled = Labelled::of(line)?;
    let label = name(&labelled)?;
    let low = label.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| low.contains(word));
    let part = match low.split(' ').next() {
        Some("key" | "keys") => Scope::Key,
        Some("value" | "values") if low.contains(' ') => Scope::Value,
        _ => Scope::Whole,
    };
    let value = labelled.value();
    let fact = if let Some(length) = length(&value, "length") {
        Fact::Length(part, length)
    } else if let Some(range) = range(&value) {
        Fact::Range(range)
    } else if let Some(entries) = length_of_entries(&value) {
        Fact::Entries(Of::Either, entries)
    } else if says(&["mandatory", "required", "obligatory", "compulsory"]) {
        Fact::Required(yes(&value)?)
    } else if low == "optional" {
        Fact::Required(!yes(&value)?)
    } else if says(&["status", "http code", "response code"]) {
        let status: u16 = value.split(' ').next()?.trim_end_matches('.').parse().ok()?;
        Fact::Status(Some(status).filter(|status| (100..600).contains(status))?)
    } else {
        let code = labelled.code()?;
        if says(&["pattern", "regex", "regular expression"]) {
            Fact::Pattern(part, code.into())
        } else if code.contains(" | ") {
            let values = values(&labelled)?;
            if part == Scope::Key { Fact::Keys(values) } else { Fact::Values(values) }
        } else {
            return None;
        }
    };
    Some((label, fact))
}

/// The type that a line states under a label that is not known, and the label.
pub(super) fn type_by_value<'a>(line: &[Inline<'a>]) -> Option<(String, Fact<'a>)> {
    let labelled = Labelled::of(line)?;
    let label = name(&labelled)?;
    let of_text = ["default", "example", "valid", "constraint", "note"];
    let low = label.to_ascii_lowercase();
    if low == "type" || of_text.iter().any(|word| low.starts_with(word)) {
        return None;
    }
    let words = labelled.words();
    types::read(&words, 0)?;
    Some((label, Fact::Type(words)))
}

/// Whether a line is a label and yes or no, whatever that means.
pub(super) fn is_answer(line: &[Inline<'_>]) -> bool {
    Labelled::of(line).is_some_and(|it| name(&it).is_some() && yes(&it.value()).is_some())
}

/// What pages say behind the type of a member that holds a union, which is said of the type.
pub(super) fn says_union(line: &[Inline<'_>]) -> bool {
    plain(line).trim().strip_prefix("Note:").is_some_and(|rest| {
        rest.trim_start().starts_with("This object is a Union. Only one member of this object")
    })
}

/// The label of a line that has one and a value, in the form that labels of facts have.
pub(super) fn label(line: &[Inline<'_>]) -> Option<String> {
    let labelled = Labelled::of(line)?;
    let is_short = labelled.code().is_some() || labelled.value().split_whitespace().count() <= 12;
    name(&labelled).filter(|_| is_short && !labelled.value().is_empty())
}

/// A label as facts have them: a few words, of which the first begins with a capital.
fn name(labelled: &Labelled<'_, '_>) -> Option<String> {
    let label = labelled.label.trim();
    let is_word =
        |word: &str| word.chars().all(|c| c.is_ascii_alphabetic() || c == '-' || c == '/');
    let is_name = label.starts_with(|c: char| c.is_ascii_uppercase())
        && label.split(' ').count() <= 4
        && label.split(' ').all(is_word)
        && !matches!(label, "Note" | "Important" | "Warning" | "Caution" | "Tip" | "Example")
        && !["Default", "The "].iter().any(|begin| label.starts_with(begin));
    is_name.then(|| label.to_owned())
}

fn yes(value: &str) -> Option<bool> {
    match value.trim_end_matches('.') {
        "Yes" | "yes" | "True" | "true" => Some(true),
        "No" | "no" | "Conditional" | "False" | "false" => Some(false),
        _ => None,
    }
}

/// What there is to choose from: code, or else names with bars between them. A sentence is none.
fn values(labelled: &Labelled<'_, '_>) -> Option<Vec<Box<str>>> {
    let code = labelled.code();
    let is_code = code.is_some();
    let text = code.unwrap_or_else(|| labelled.value());
    if !is_code
        && !text.contains('|')
        && (text.contains(char::is_whitespace) || text.ends_with('.'))
    {
        return None;
    }
    let mut values: Vec<&str> =
        text.split('|').map(str::trim).filter(|value| !value.is_empty()).collect();
    let unquoted: Option<Vec<&str>> = values
        .iter()
        .map(|value| {
            let bare = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
            bare('\'').or_else(|| bare('"')).filter(|value| !value.is_empty())
        })
        .collect();
    if let Some(unquoted) = unquoted {
        values = unquoted;
    }
    (!values.is_empty()).then(|| values.into_iter().map(Box::from).collect())
}

fn range(value: &str) -> Option<Range> {
    let (min, max) = bounds(value, "value")?;
    Some(Range { min: min.map(Into::into), max: max.map(Into::into) })
}

/// The numbers of `Minimum length of 1. Maximum length of 10.` or `Fixed length of 36.`
fn bounds<'t>(text: &'t str, what: &str) -> Option<(Option<&'t str>, Option<&'t str>)> {
    let number = |how: &str| {
        let rest = memmem::find_iter(text.as_bytes(), how).find_map(|at| {
            let rest = text[at + how.len()..].strip_prefix(' ')?.strip_prefix(what)?;
            rest.strip_prefix(" of ")
        })?;
        let word = rest.split_ascii_whitespace().next()?;
        let word = word.strip_suffix(['.', ',', ';']).unwrap_or(word);
        word.parse::<f64>().ok().map(|_| word)
    };
    if let Some(fixed) = number("Fixed") {
        return Some((Some(fixed), Some(fixed)));
    }
    let (min, max) = (number("Minimum"), number("Maximum"));
    (min.is_some() || max.is_some()).then_some((min, max))
}

fn length(text: &str, what: &str) -> Option<Length> {
    let (min, max) = bounds(text, what)?;
    let number = |text: Option<&str>| text.and_then(|text| text.parse().ok());
    let length = Length { min: number(min), max: number(max) };
    (length != Length::default()).then_some(length)
}

/// `Minimum number of 1 item.`; not `Maximum number of 5 attempts`, which is said of something else.
fn length_of_entries(text: &str) -> Option<Length> {
    text.contains(" item").then(|| length(text, "number")).flatten()
}
