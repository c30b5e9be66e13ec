//! What limits the values of a parameter, as its description says it: in lines of its own
//! (`Minimum: **1**`, a list under "Enumeration values:") or in prose ("The value ranges from 1 to
//! 100").

use crate::facts::{self, Length, Range, Scalar, Sparse};
use crate::markup::{Block, BlockKind, Inline};

use super::text;
use super::values::{
    announces_values, distinct, first_word, token, values_of_list, values_of_sentence,
};

/// What limits the values of a parameter.
#[derive(Debug, Default, PartialEq)]
pub struct Limits {
    min: Option<String>,
    max: Option<String>,
    min_length: Option<u64>,
    max_length: Option<u64>,
    /// How many entries a list has.
    entries: Option<Length>,
    default: Option<String>,
    pattern: Option<String>,
    of_number: bool,
    /// What a string may be.
    pub values: Vec<Box<str>>,
}

impl Limits {
    /// What a description says.
    pub fn of(description: &[Block<'_>]) -> Self {
        let mut limits = Limits::default();
        limits.blocks(description);
        limits
    }

    /// What of it holds for a value of that kind.
    pub fn of_scalar(&self, scalar: Scalar) -> Sparse<facts::Limits> {
        let mut limits = facts::Limits {
            default: self.default.as_deref().map(Box::from),
            ..facts::Limits::default()
        };
        match scalar {
            Scalar::Integer | Scalar::Long | Scalar::Float | Scalar::Double => {
                let [min, max] = [&self.min, &self.max].map(|it| it.as_deref().map(Box::from));
                limits.range = Some(Range { min, max }).filter(|range| !range.is_empty());
            }
            Scalar::String | Scalar::Blob => {
                // Generated pages give the length of a string as its minimum and maximum.
                let or = |length: Option<u64>, value: &Option<String>| {
                    length.or_else(|| value.as_ref()?.parse().ok())
                };
                let length = Length {
                    min: or(self.min_length, &self.min),
                    max: or(self.max_length, &self.max),
                };
                limits.length = Some(length).filter(|length| !length.is_empty());
                limits.pattern = self.pattern.as_deref().map(Box::from);
            }
            _ => {}
        }
        limits.into()
    }

    /// A sentence speaks of a number: it gives bounds, or a number where none is given. Lines of
    /// their own (`Minimum: 2`) may as well be of a length.
    pub fn are_of_number(&self) -> bool {
        self.of_number
    }

    /// What of it holds for a list.
    pub fn of_list(&self) -> Sparse<facts::Limits> {
        facts::Limits { length: self.entries, ..facts::Limits::default() }.into()
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for (index, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Paragraph(inlines) => {
                    let next = blocks.get(index + 1).map(|block| &block.kind);
                    self.paragraph(inlines, next);
                }
                BlockKind::List { items, .. } => {
                    items.iter().for_each(|item| self.blocks(&item.blocks));
                }
                BlockKind::Quote(inner) => self.blocks(inner),
                _ => {}
            }
        }
    }

    /// Where a cell can hold no paragraphs, breaks stand between its lines, and its lists are lines
    /// that begin with a dash.
    fn paragraph(&mut self, inlines: &[Inline<'_>], next: Option<&BlockKind<'_>>) {
        let lines: Vec<(String, &[Inline<'_>])> = inlines
            .split(|inline| *inline == Inline::Break)
            .map(|line| (text::plain(line), line))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        for (index, (text, inlines)) in lines.iter().enumerate() {
            self.line(text);
            self.prose(text);
            if !self.values.is_empty() {
                continue;
            }
            let after = &lines[index + 1..];
            self.values = match next {
                _ if !announces_values(text) => values_of_sentence(text, inlines),
                Some(BlockKind::List { items, .. }) if after.is_empty() => values_of_list(items),
                _ => {
                    let items = after.iter().map_while(|(text, _)| text.strip_prefix("- "));
                    let values = items.map(|item| first_word(item).map(Box::from)).collect();
                    distinct(Option::<Vec<_>>::unwrap_or_default(values))
                }
            };
        }
    }

    /// A line that says one thing: `Minimum length: 1 character`.
    fn line(&mut self, text: &str) {
        let Some((key, stated)) = text.split_once(':') else { return };
        let value = stated.trim().trim_end_matches('.');
        let first = value.split(' ').next().unwrap_or_default();
        match key.trim().to_ascii_lowercase().as_str() {
            "minimum" | "minimum value" => self.min = number(first),
            "maximum" | "maximum value" => self.max = number(first),
            "minimum length" => self.min_length = count(first),
            "maximum length" => self.max_length = count(first),
            "array length" => {
                let ends = value.split_once(['-', '~']).or_else(|| value.split_once(" to "));
                let (min, max) = ends.unwrap_or((value, value));
                let length = Length { min: count(min.trim()), max: count(max.trim()) };
                self.entries = Some(length).filter(|length| *length != Length::default());
            }
            // What is escaped twice is none that anybody could match with.
            "regular expression" | "regular expression matching"
                if !first.is_empty() && first == value && !value.contains("\\\\") =>
            {
                self.pattern = Some(stated.trim().to_owned());
            }
            "default" | "default value" if value != "N/A" && value != "None" => {
                self.default = token(value).map(str::to_owned);
            }
            _ => {}
        }
    }

    /// What stands in sentences.
    fn prose(&mut self, text: &str) {
        if self.min.is_none()
            && self.max.is_none()
            && let Some((_, rest)) = RANGES.iter().find_map(|before| text.split_once(before))
            && let Some((min, rest)) = leading_number(rest)
            && let rest = rest.strip_prefix(" (inclusive)").unwrap_or(rest)
            && let Some(rest) =
                [" to ", "-", "~", "\u{2013}"].iter().find_map(|it| rest.strip_prefix(it))
            && let Some((max, _)) = leading_number(rest)
        {
            (self.min, self.max) = (Some(min), Some(max));
            self.of_number = !["character", "length"].iter().any(|it| text.contains(it));
        }
        if self.default.is_none()
            && let Some((_, rest)) = text.split_once("default value is ")
        {
            let end = rest.find(". ").unwrap_or(rest.len());
            let value = rest[..end].trim_end_matches('.');
            self.default = token(value).map(str::to_owned);
            self.of_number |= value.parse::<i64>().is_ok();
        }
    }
}

/// What stands before the bounds of a number in a sentence.
const RANGES: [&str; 4] = ["ranges from ", "range is from ", "range is ", "range: "];

/// A number, without the commas between its thousands. It may have an exponent.
fn number(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_scientific = digits.starts_with(|it: char| it.is_ascii_digit())
        && text.contains(['e', 'E'])
        && text.parse().is_ok_and(f64::is_finite);
    if is_scientific {
        return Some(text.to_owned());
    }
    let (number, rest) = leading_number(text)?;
    rest.is_empty().then_some(number)
}

/// A number of entries or characters.
fn count(text: &str) -> Option<u64> {
    number(text)?.parse().ok()
}

/// The number that a text begins with, without the commas between its thousands, and what follows
/// it. In `1,000` the comma is of the number, in `1, 000` and `1,2` it is of the sentence.
fn leading_number(text: &str) -> Option<(String, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(&text[sign..]);
    if whole == 0 {
        return None;
    }
    let mut end = sign + whole;
    let mut number = text[..end].to_owned();
    while whole <= 3
        && let Some(group) = text[end..].strip_prefix(',')
        && digits(group) == 3
    {
        number.push_str(&group[..3]);
        end += 4;
    }
    if let Some(fraction) = text[end..].strip_prefix('.')
        && digits(fraction) > 0
    {
        let length = 1 + digits(fraction);
        number.push_str(&text[end..end + length]);
        end += length;
    }
    // `1e3` and `5GB` are no plain numbers.
    let glued = text[end..].starts_with(|c: char| c.is_alphanumeric());
    (!glued).then(|| (number, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Item;

    /// `**x**` is strong; a line that begins with `- ` is an item of a list.
    fn limits(text: &str) -> Limits {
        let mut blocks = Vec::new();
        let mut items = Vec::new();
        let paragraph = |text: &str| {
            let inlines = text
                .split("**")
                .enumerate()
                .filter(|(_, part)| !part.is_empty())
                .map(|(index, part)| match index % 2 {
                    0 => Inline::Text(part.to_owned().into()),
                    _ => Inline::Strong(vec![Inline::Text(part.to_owned().into())]),
                })
                .collect();
            Block { line: 1, kind: BlockKind::Paragraph(inlines) }
        };
        for line in text.lines() {
            match line.strip_prefix("- ") {
                Some(item) => items.push(Item { line: 1, blocks: vec![paragraph(item)] }),
                None => blocks.push(paragraph(line)),
            }
        }
        if !items.is_empty() {
            blocks.push(Block { line: 1, kind: BlockKind::List { start: None, items } });
        }
        Limits::of(&blocks)
    }

    fn values(text: &str) -> Vec<Box<str>> {
        limits(text).values
    }

    #[test]
    fn lines_of_their_own() {
        let found = limits(
            "It.\nMinimum: **1**\nMaximum: **1,000**\nDefault: **10**\nArray Length: **0 - 30**",
        );
        let range = Range { min: Some("1".into()), max: Some("1000".into()) };
        let constraints = found.of_scalar(Scalar::Integer);
        assert_eq!(
            (constraints.range.as_ref(), constraints.default.as_deref()),
            (Some(&range), Some("10"))
        );
        let length = Some(Length { min: Some(1), max: Some(1000) });
        assert_eq!(found.of_scalar(Scalar::String).length, length);
        let entries = Some(Length { min: Some(0), max: Some(30) });
        assert_eq!(found.of_list().length, entries);
        assert_eq!(limits("Array length: **0** to **30**").of_list().length, entries);
        let found = limits("Minimum: **0**\nMaximum: **1.5E9**").of_scalar(Scalar::Double);
        assert_eq!(found.range, Some(Range { min: Some("0".into()), max: Some("1.5E9".into()) }));
        assert_eq!(limits("Maximum: **1E999**\nMinimum: **E9**"), Limits::default());

        let found = limits("Minimum length: **1** character\nMaximum length: 64 characters");
        let length = Some(Length { min: Some(1), max: Some(64) });
        assert_eq!(found.of_scalar(Scalar::String).length, length);
        assert!(found.of_scalar(Scalar::Integer).is_empty());
    }

    #[test]
    fn prose() {
        let found = limits(
            "The number of records for each query ranges from 1 to 100. The default value is 10.",
        );
        let constraints = found.of_scalar(Scalar::Integer);
        let range = Range { min: Some("1".into()), max: Some("100".into()) };
        assert_eq!(
            (constraints.range.as_ref(), constraints.default.as_deref()),
            (Some(&range), Some("10"))
        );
        for (text, min, max) in [
            ("The value ranges from 1 to 1,000.", "1", "1000"),
            ("The port ranges from 1 to 65,535, both included.", "1", "65535"),
            ("The value range is 1 to 1,048,576 (bytes).", "1", "1048576"),
            ("Value range: 1-1,000", "1", "1000"),
            ("It ranges from -1.5 to 2.5; more.", "-1.5", "2.5"),
            ("It ranges from 1 (inclusive) to 100 (inclusive).", "1", "100"),
            ("It ranges from 1 to 10,20 of them.", "1", "10"),
        ] {
            let range = Range { min: Some(min.into()), max: Some(max.into()) };
            let found = limits(text).of_scalar(Scalar::Integer);
            assert_eq!(found.range, Some(range), "{text}");
        }
        for text in ["The value ranges from 1 MB to 5 GB.", "It ranges from 1 to 24h."] {
            assert_eq!(limits(text), Limits::default(), "{text}");
        }
        let length = limits("Minimum length: 1\nMaximum length: 10,240").of_scalar(Scalar::String);
        assert_eq!(length.length, Some(Length { min: Some(1), max: Some(10_240) }));
        assert_eq!(limits("It ranges from dawn to dusk.\nDefault value: N/A"), Limits::default());
    }

    #[test]
    fn patterns() {
        let pattern = |text: &str| limits(text).of_scalar(Scalar::String).pattern.clone();
        let told = "It.\n**Regular expression matching**: ^b([0-9a-z]){22}$";
        assert_eq!(pattern(told).as_deref(), Some("^b([0-9a-z]){22}$"));
        assert_eq!(limits(told).of_scalar(Scalar::Integer).pattern, None);
        for text in [
            "**Regular expression matching**: ^[\\\\u4E00-\\\\u9FFF]$",
            "**Regular expression matching**:",
            "Regular expression: one that fits all of them",
        ] {
            assert_eq!(pattern(text), None, "{text}");
        }
    }

    #[test]
    fn values_in_lists() {
        for text in [
            "It. Enumeration values:\n- **a**\n- **b**",
            "Enumeration values:\n- a\n- b",
            "The value can be one of the following:\n- **a**: the one\n- **b** is the other",
            "**Range**:\n- a: the one\n- b: the other.",
        ] {
            assert_eq!(values(text), ["a".into(), "b".into()], "{text}");
        }
        for text in [
            "Enumeration values:\n- **a**\n- For region **b**",
            "Note:\n- **a**\n- **b**",
            "Enumeration values:",
        ] {
            assert!(values(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn values_in_sentences() {
        for text in [
            "It. The value can be **a**, **b**, or **c**. More.",
            "The value can be **a**, **b** or **c** (the last)",
        ] {
            assert_eq!(values(text), ["a".into(), "b".into(), "c".into()], "{text}");
        }
        assert_eq!(values("The value can be true or false."), ["true".into(), "false".into()]);
        for text in [
            "The value can be left blank or **a**.",
            "The value can be empty or null.",
            "The value can only be **vlb**.",
            "The value can be **a**, or what you like.",
        ] {
            assert!(values(text).is_empty(), "{text}");
        }
    }
}
