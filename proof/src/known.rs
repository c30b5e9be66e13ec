//! Lists of what cannot be as it is expected, each line with its reason: `ID: reason`. A line that
//! does not apply any more is told. A `*` in an id stands for anything.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Such a list, and which of its lines applied.
pub struct Known {
    lines: BTreeMap<String, bool>,
}

impl Known {
    /// Reads a list; one that is not there is empty.
    pub fn read(path: &Path) -> Result<Self, String> {
        let mut lines = BTreeMap::new();
        if !path.exists() {
            return Ok(Known { lines });
        }
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((id, reason)) =
                line.split_once(": ").filter(|(_, why)| !why.trim().is_empty())
            else {
                let place = format!("{}:{}", path.display(), number + 1);
                return Err(format!("{place}: `ID: reason` is expected"));
            };
            let _ = reason;
            lines.insert(id.trim().to_owned(), false);
        }
        Ok(Known { lines })
    }

    /// Takes in another list.
    pub fn add(&mut self, other: &Known) {
        self.lines.extend(other.lines.keys().map(|id| (id.clone(), false)));
    }

    /// Whether a line stands in the list.
    pub fn lists(&self, line: &str) -> bool {
        self.lines.contains_key(line)
    }

    /// Whether it is listed; then the line applies.
    pub fn has(&mut self, id: &str) -> bool {
        if let Some(used) = self.lines.get_mut(id) {
            *used = true;
            return true;
        }
        let mut fitting = self.lines.iter_mut().filter(|(line, _)| is_like(line, id));
        let first = fitting.next().map(|(_, used)| *used = true);
        first.is_some()
    }

    /// The lines that did not apply.
    pub fn idle(&self) -> Vec<&str> {
        self.lines.iter().filter(|(_, used)| !**used).map(|(id, _)| &**id).collect()
    }
}

/// Whether an id is what a line says, where `*` stands for anything.
fn is_like(line: &str, id: &str) -> bool {
    let Some((begin, rest)) = line.split_once('*') else { return line == id };
    let Some(mut left) = id.strip_prefix(begin) else { return false };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return left.ends_with(piece);
        }
        let Some(at) = left.find(piece) else { return false };
        left = &left[at + piece.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (line, id) in
            [("a b", "a b"), ("a *", "a b"), ("* b", "a b"), ("a*c*e", "abcde"), ("*", "")]
        {
            assert!(is_like(line, id), "{line} {id}");
        }
        for (line, id) in [("a", "b"), ("a *c", "a b"), ("a*b*", "acc"), ("a*", "b")] {
            assert!(!is_like(line, id), "{line} {id}");
        }
    }
}
