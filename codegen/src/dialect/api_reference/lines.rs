//! The lines of a paragraph, and the facts that its last lines state.

use crate::facts::{Length, Range};
use crate::markup::{Block, BlockKind, Inline};

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<'a> {
    /// The line of the page.
    pub line: u32,
    pub text: Vec<Inline<'a>>,
    /// A break is asked for behind it, so that it is a line to the reader as well.
    pub breaks: bool,
}

/// The lines of a paragraph that begins in `line`.
pub(super) fn split<'a>(text: Vec<Inline<'a>>, line: u32) -> Vec<Line<'a>> {
    let new = |line| Line { line, text: Vec::new(), breaks: false };
    let mut current = new(line);
    let mut lines = Vec::new();
    for inline in text {
        match inline {
            Inline::Break => {
                current.breaks = true;
                let next = new(current.line + 1);
                lines.push(std::mem::replace(&mut current, next));
            }
            Inline::Text(text) if text.contains('\n') => {
                for (at, piece) in text.split('\n').enumerate() {
                    if at > 0 {
                        let next = new(current.line + 1);
                        lines.push(std::mem::replace(&mut current, next));
                    }
                    if !piece.is_empty() {
                        current.text.push(Inline::Text(piece.to_owned().into()));
                    }
                }
            }
            inline => current.text.push(inline),
        }
    }
    lines.push(current);
    lines
}

/// The paragraph that lines make.
pub(super) fn join<'a>(lines: Vec<Line<'a>>) -> Option<Block<'a>> {
    let line = lines.first()?.line;
    let mut text = Vec::new();
    let last = lines.len() - 1;
    for (at, line) in lines.into_iter().enumerate() {
        text.extend(line.text);
        if at < last {
            text.push(if line.breaks { Inline::Break } else { Inline::Text("\n".into()) });
        }
    }
    let shows = |inline: &Inline<'_>| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Anchor(_) | Inline::Break => false,
        _ => true,
    };
    text.iter().any(shows).then_some(Block { line, kind: BlockKind::Paragraph(text) })
}

/// What is shown.
pub(super) fn plain(text: &[Inline<'_>]) -> String {
    let mut plain = String::new();
    text.iter().for_each(|inline| inline.push_text(&mut plain));
    plain
}

/// Of what in a position a fact speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
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
    Length(Part, Length),
    Pattern(Part, Box<str>),
    /// How many entries a list has, or a map.
    Entries(Length),
    Status(u16),
}

/// Takes the lines that state facts off the end of `blocks`: the lines stand behind everything
/// else that is said, be it in the last item of a list.
pub(super) fn take_facts<'a>(blocks: &mut Vec<Block<'a>>) -> Vec<(u32, Fact<'a>)> {
    let mut facts = Vec::new();
    while let Some(last) = blocks.last_mut() {
        let whole = match &mut last.kind {
            BlockKind::Paragraph(text) => {
                let lines = split(std::mem::take(text), last.line);
                let (rest, found) = part(lines);
                let some = !found.is_empty();
                facts.splice(0..0, found);
                match join(rest) {
                    Some(block) => {
                        *last = block;
                        false
                    }
                    None => {
                        blocks.pop();
                        some
                    }
                }
            }
            BlockKind::List { items, .. } => {
                if let Some(item) = items.last_mut() {
                    let found = take_facts(&mut item.blocks);
                    facts.splice(0..0, found);
                }
                false
            }
            BlockKind::Directive { content, .. } | BlockKind::Quote(content) => {
                let found = take_facts(content);
                facts.splice(0..0, found);
                false
            }
            _ => false,
        };
        if !whole {
            break;
        }
    }
    facts
}

/// Parts lines into those that say something and the facts behind them.
fn part(lines: Vec<Line<'_>>) -> (Vec<Line<'_>>, Vec<(u32, Fact<'_>)>) {
    let mut parsed: Vec<(Line<'_>, Option<Fact<'_>>)> = lines
        .into_iter()
        .map(|line| {
            let fact = fact(&line.text);
            (line, fact)
        })
        .collect();
    // An odd line between two facts is no reason to lose those before it.
    let trailing = parsed.iter().rev().take_while(|(_, fact)| fact.is_some()).count();
    let type_at = parsed.iter().rposition(|(_, fact)| matches!(fact, Some(Fact::Type(_))));
    let start = (parsed.len() - trailing).min(type_at.unwrap_or(usize::MAX));
    let tail = parsed.split_off(start);
    let mut rest: Vec<Line<'_>> = parsed.into_iter().map(|(line, _)| line).collect();
    let mut facts = Vec::new();
    for (line, fact) in tail {
        match fact {
            Some(fact) => facts.push((line.line, fact)),
            None => rest.push(line),
        }
    }
    (rest, facts)
}

/// The fact that a line states.
fn fact<'a>(line: &[Inline<'a>]) -> Option<Fact<'a>> {
    let (Inline::Text(first), more) = line.split_first()? else { return None };
    let first = first.trim_start();
    let (label, behind) = first.split_once(':')?;
    if label.len() > 32 {
        return None;
    }
    let value = || {
        let mut value = behind.to_owned();
        value.push_str(&plain(more));
        value.trim().to_owned()
    };
    let (part, name) = match label.split_once(' ') {
        Some(("Key", name)) => (Part::Key, name),
        Some(("Value", name)) => (Part::Value, name),
        _ => (Part::Whole, label),
    };
    Some(match name {
        "Type" => {
            let mut words = Vec::with_capacity(more.len() + 1);
            words.push(Inline::Text(behind.trim_start().to_owned().into()));
            words.extend_from_slice(more);
            Fact::Type(words)
        }
        "Required" => match value().trim_end_matches('.') {
            "Yes" => Fact::Required(true),
            "No" | "Conditional" => Fact::Required(false),
            _ => return None,
        },
        "Valid Values" => Fact::Values(values(&value())),
        "Valid Keys" => Fact::Keys(values(&value())),
        "Valid Range" => {
            let value = value();
            let (min, max) = bounds(&value, "value")?;
            Fact::Range(Range { min: min.map(Into::into), max: max.map(Into::into) })
        }
        "Length Constraints" => Fact::Length(part, length(&value(), "length")?),
        "Array Members" | "Map Entries" => Fact::Entries(length(&value(), "number")?),
        "Pattern" => {
            let code = more.iter().find_map(|inline| match inline {
                Inline::Code(code) => Some(code.to_string()),
                _ => None,
            });
            Fact::Pattern(part, code.unwrap_or_else(value).into())
        }
        "HTTP Status Code" => Fact::Status(value().parse().ok()?),
        _ => return None,
    })
}

fn values(text: &str) -> Vec<Box<str>> {
    text.split('|').map(str::trim).filter(|value| !value.is_empty()).map(Box::from).collect()
}

/// The numbers of `Minimum length of 1. Maximum length of 10.` or `Fixed length of 36.`
fn bounds<'t>(text: &'t str, what: &str) -> Option<(Option<&'t str>, Option<&'t str>)> {
    let number = |how: &str| {
        let lead = format!("{how} {what} of ");
        let (_, rest) = text.split_once(&lead)?;
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
