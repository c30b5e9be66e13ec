//! Lists of what cannot be as it is expected, each line with its reason: `ID: reason`. A line that
//! does not apply any more is told.

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

    /// Whether it is listed; then the line applies.
    pub fn has(&mut self, id: &str) -> bool {
        match self.lines.get_mut(id) {
            Some(used) => {
                *used = true;
                true
            }
            None => false,
        }
    }

    /// The lines that did not apply.
    pub fn idle(&self) -> Vec<&str> {
        self.lines.iter().filter(|(_, used)| !**used).map(|(id, _)| &**id).collect()
    }
}
