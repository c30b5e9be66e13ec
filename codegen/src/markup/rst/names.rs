//! The names that a page defines in one place and uses in another.

use std::collections::BTreeMap;

use super::lines::Line;

/// Link targets and substitutions of a page.
#[derive(Debug, Default)]
pub(super) struct DefinedNames<'a> {
    targets: BTreeMap<String, &'a str>,
    substitutions: BTreeMap<String, &'a str>,
}

impl<'a> DefinedNames<'a> {
    /// Finds what `text` defines, wherever it stands.
    pub fn collect(text: &'a str, lines: &[Line]) -> DefinedNames<'a> {
        let mut names = DefinedNames::default();
        let bytes = text.as_bytes();
        let mut marks = memchr::memmem::find_iter(bytes, b".. ");
        if !marks.any(|at| matches!(bytes.get(at + 3), Some(b'_' | b'|'))) {
            return names;
        }
        for line in lines {
            let content = text.get(line.content as usize..line.end as usize).unwrap_or("");
            if let Some(rest) = content.strip_prefix(".. _") {
                if let Some((name, target)) = target(rest) {
                    names.targets.entry(normal(name)).or_insert(target);
                }
            } else if let Some(rest) = content.strip_prefix(".. |")
                && let Some((name, rest)) = rest.split_once('|')
                && let Some((_, value)) = rest.split_once("::")
            {
                names.substitutions.entry(normal(name)).or_insert(value.trim());
            }
        }
        names
    }

    /// What a text defines that defines nothing.
    pub fn none() -> &'static DefinedNames<'static> {
        static NONE: DefinedNames<'static> =
            DefinedNames { targets: BTreeMap::new(), substitutions: BTreeMap::new() };
        &NONE
    }

    /// Nothing is defined, so no name in running text can mean anything.
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.substitutions.is_empty()
    }

    /// Where the link `name` leads; empty if to a place on this page.
    pub fn target(&self, name: &str) -> Option<&'a str> {
        self.targets.get(&normal(name)).copied()
    }

    /// What stands for `|name|`.
    pub fn substitution(&self, name: &str) -> Option<&'a str> {
        self.substitutions.get(&normal(name)).copied()
    }
}

/// Splits what stands behind `.. _` into the name and where it leads.
pub(super) fn target(rest: &str) -> Option<(&str, &str)> {
    let (name, target) = if let Some(quoted) = rest.strip_prefix('`') {
        let (name, rest) = quoted.split_once('`')?;
        (name, rest.strip_prefix(':')?)
    } else {
        let bytes = rest.as_bytes();
        let colon = memchr::memchr_iter(b':', bytes)
            .find(|at| matches!(bytes.get(at + 1), None | Some(b' ')))?;
        (&rest[..colon], &rest[colon + 1..])
    };
    (!name.is_empty()).then_some((name, target.trim()))
}

/// Names are the same whatever their case and the blanks in them.
fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().flat_map(char::to_lowercase));
    }
    normal
}
