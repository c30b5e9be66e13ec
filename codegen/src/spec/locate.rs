//! Where in the text of a spec's file a path leads.
//!
//! The YAML reader keeps no places, so the lines are searched once something is wrong. The search
//! goes by indentation, which is how the files are written; where a person has written otherwise it
//! gives the nearest line above that it can be sure of.

use std::collections::HashMap;

use super::problem::{KeyPath, Step};

/// Finds the places of many paths in one text.
pub(crate) struct Locator<'a> {
    lines: Vec<&'a str>,
    /// What stands in a region, by its first line: each region is searched once.
    children: HashMap<usize, Children>,
    /// Where the region below a key or entry ends, by its line and column: each end is sought once.
    ends: HashMap<(usize, usize), usize>,
}

/// The keys and entries that stand directly in a region.
#[derive(Default)]
struct Children {
    keys: HashMap<String, Vec<KeyPlace>>,
    entries: Vec<KeyPlace>,
}

impl<'a> Locator<'a> {
    pub fn new(text: &'a str) -> Self {
        Locator {
            lines: text.split('\n').collect(),
            children: HashMap::new(),
            ends: HashMap::new(),
        }
    }

    /// The line and column of the key or entry that `path` leads to, or of the nearest thing around
    /// it; both counted from 1, 0 where the whole file is meant.
    pub fn locate(&mut self, path: &KeyPath) -> (u32, u32) {
        let lines = &self.lines;
        let mut region = Region { lines, first: 0, end: lines.len(), parent: None };
        let mut found = (0, 0);
        for (index, step) in path.0.iter().enumerate() {
            let children = self.children.entry(region.first).or_insert_with(|| region.children());
            let Some(place) = children.find(step) else {
                // In flow style what is looked for stands on the very line.
                return region.find_in_flow(&path.0[index..]).unwrap_or(found);
            };
            found = (place.line as u32 + 1, place.column as u32 + 1);
            let ends = self.ends.entry((place.line, place.column));
            let end = *ends.or_insert_with(|| region.inside(place).end);
            region = Region { lines, first: place.line + 1, end, parent: Some(place) };
        }
        found
    }
}

impl Children {
    fn find(&self, step: &Step) -> Option<KeyPlace> {
        match step {
            Step::Key(key) => self.keys.get(&**key)?.first().copied(),
            Step::Again(key, number) => self.keys.get(&**key)?.get(*number as usize).copied(),
            Step::Entry(number) => self.entries.get(*number as usize).copied(),
        }
    }
}

/// The lines that belong to the value of one key.
struct Region<'a> {
    lines: &'a [&'a str],
    first: usize,
    end: usize,
    /// The key itself.
    parent: Option<KeyPlace>,
}

/// Where a key or an entry begins, and where the text after it does.
#[derive(Clone, Copy)]
struct KeyPlace {
    line: usize,
    column: usize,
    after: usize,
}

impl<'a> Region<'a> {
    fn children(&self) -> Children {
        let mut children = Children::default();
        let Some(indent) = self.indent() else { return children };
        for line in self.first..self.end {
            let Some(text) = self.at(line, indent) else { continue };
            let place = |after| KeyPlace { line, column: indent, after: indent + after };
            if text == "-" || text.starts_with("- ") {
                children.entries.push(place(1));
            } else if let Some((key, after)) = key(text) {
                children.keys.entry(key).or_default().push(place(after));
            }
        }
        children
    }

    /// The indentation of the first line that is not blank and no comment.
    fn indent(&self) -> Option<usize> {
        let content = |line: &&&str| {
            let text = line.trim_start();
            !text.is_empty() && !text.starts_with('#') && !line.starts_with("---")
        };
        let first = self.lines.get(self.first..self.end)?.iter().find(content)?;
        Some(first.len() - first.trim_start_matches(' ').len())
    }

    /// The text of a line that is indented by exactly `indent`.
    fn at(&self, line: usize, indent: usize) -> Option<&'a str> {
        let (blanks, text) = self.lines.get(line)?.split_at_checked(indent)?;
        let exact = blanks.bytes().all(|byte| byte == b' ') && !text.starts_with([' ', '#']);
        (exact && !text.trim().is_empty()).then_some(text)
    }

    fn inside(&self, place: KeyPlace) -> Region<'a> {
        let first = place.line + 1;
        let deeper = |line: &&str| {
            let text = line.trim_start_matches(' ');
            let indent = line.len() - text.len();
            // A list may stand no deeper than the key that it is the value of.
            text.trim().is_empty()
                || indent > place.column
                || indent == place.column && (text.starts_with("- ") || text.starts_with('#'))
        };
        let rest = self.lines.get(first..self.end).unwrap_or_default();
        let count = rest.iter().position(|line| !deeper(line)).unwrap_or(rest.len());
        Region { lines: self.lines, first, end: first + count, parent: Some(place) }
    }

    /// How far the steps can be followed on the line of the parent itself.
    fn find_in_flow(&self, steps: &[Step]) -> Option<(u32, u32)> {
        let KeyPlace { line, mut after, .. } = self.parent?;
        let text = *self.lines.get(line)?;
        let mut found = None;
        for step in steps {
            let Some(index) = text.get(after..).and_then(|rest| in_flow(rest, step)) else { break };
            let start = after + index;
            found = Some((line as u32 + 1, text.get(..start)?.chars().count() as u32 + 1));
            after = match step {
                Step::Entry(_) => start,
                Step::Key(name) | Step::Again(name, _) => start + name.len(),
            };
        }
        found
    }
}

/// Where in a text in flow style a step leads.
fn in_flow(text: &str, step: &Step) -> Option<usize> {
    match step {
        Step::Key(name) | Step::Again(name, _) => {
            let mut found = text.match_indices(&**name).filter(|(index, _)| {
                let before = text[..*index].ends_with(['{', ' ', ',', '"', '\'']);
                let rest = text[index + name.len()..].trim_start_matches(['"', '\'', ' ']);
                before && rest.starts_with(':')
            });
            let number = if let Step::Again(_, number) = step { *number } else { 0 };
            found.nth(number as usize).map(|(index, _)| index)
        }
        Step::Entry(number) => {
            let mut starts = text.match_indices(['[', ',']);
            let (index, _) = starts.nth(*number as usize)?;
            Some(index + 1 + blanks(&text[index + 1..]))
        }
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// The key that a line begins with, and where its colon ends.
fn key(text: &str) -> Option<(String, usize)> {
    let (key, end) = match text.as_bytes().first()? {
        b'\'' => quoted(text, '\'')?,
        b'"' => quoted(text, '"')?,
        _ => {
            let end = text.match_indices(':').map(|(index, _)| index).find(|index| {
                let after = &text[index + 1..];
                after.is_empty() || after.starts_with([' ', '\r'])
            })?;
            (text[..end].trim_end().to_owned(), end)
        }
    };
    let colon = text.get(end..)?.find(':')?;
    Some((key, end + colon + 1))
}

fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut key = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((index, character)) = characters.next() {
        match character {
            '\\' if quote == '"' => match characters.next()?.1 {
                'n' => key.push('\n'),
                't' => key.push('\t'),
                'r' => key.push('\r'),
                sign @ ('x' | 'u') => {
                    let digits = if sign == 'x' { 2 } else { 4 };
                    let hex: String = characters.by_ref().take(digits).map(|(_, c)| c).collect();
                    key.push(char::from_u32(u32::from_str_radix(&hex, 16).ok()?)?);
                }
                other => key.push(other),
            },
            c if c == quote => {
                if quote == '\'' && text[index + 1..].starts_with('\'') {
                    characters.next();
                    key.push('\'');
                    continue;
                }
                return Some((key, index + 1));
            }
            other => key.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# a comment
format: 1
operations:
  Get:
    method: get
    documentation: |-
      shapes:
        Foo:
    errors: [A, 'B, C', D]
    http: {method: GET, path: \"/x\"}
  'on':
    method: on
    errors:
    - A
    - B
shapes:
  Foo:
    type: structure
    members:
      a:
        type: string
      \"b\\tc\": {type: strin}
      a:
        type: no
";

    fn at(path: &str) -> (u32, u32) {
        let steps = path.split('/').filter(|step| !step.is_empty()).map(|step| {
            if let Some(index) = step.strip_prefix('[') {
                Step::Entry(index.parse().unwrap())
            } else if let Some(key) = step.strip_suffix('*') {
                Step::Again(key.into(), 1)
            } else {
                Step::Key(step.into())
            }
        });
        Locator::new(FILE).locate(&KeyPath(steps.collect()))
    }

    #[test]
    fn keys_are_found_by_their_indentation() {
        assert_eq!(at("format"), (2, 1));
        assert_eq!(at("operations/Get/method"), (5, 5));
        assert_eq!(at("operations/on/method"), (12, 5));
        assert_eq!(at("shapes/Foo/members/a/type"), (21, 9));
        assert_eq!(at("shapes/Foo/members/a*"), (23, 7));
    }

    #[test]
    fn entries_are_found_in_block_and_in_flow_style() {
        assert_eq!(at("operations/Get/errors/[0"), (9, 14));
        assert_eq!(at("operations/on/errors/[1"), (15, 5));
        assert_eq!(at("operations/Get/http/path"), (10, 25));
        assert_eq!(at("shapes/Foo/members/b\tc/type"), (22, 16));
    }

    #[test]
    fn what_is_not_there_gives_the_nearest_thing_around_it() {
        assert_eq!(at("operations/Get/pagination"), (4, 3));
        assert_eq!(at("nothing"), (0, 0));
        assert_eq!(at(""), (0, 0));
    }
}
