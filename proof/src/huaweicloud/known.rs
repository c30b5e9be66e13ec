//! Disagreements between pages and the SDK that have been looked into: which side is wrong.

use std::path::Path;

/// A side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Page = 0,
    Sdk = 1,
}

/// The list.
pub struct Known {
    entries: Vec<Entry>,
}

struct Entry {
    /// The name of the page's file without its ending; `*` for any.
    page: &'static str,
    /// The end of the member's path.
    path: &'static str,
    wrong: Side,
    reason: &'static str,
}

impl Known {
    /// The list that lies beside the sources: `page | path | page or sdk | reason`.
    pub fn read() -> Result<Self, String> {
        let mut entries = Vec::new();
        for line in include_str!("../../huaweicloud-known.txt").lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let parts: Vec<&'static str> = line.split(" | ").collect();
            let &[page, path, side, reason] = &parts[..] else {
                return Err(format!("huaweicloud-known.txt: `{line}` is no entry"));
            };
            let wrong = match side {
                "page" => Side::Page,
                "sdk" => Side::Sdk,
                _ => return Err(format!("huaweicloud-known.txt: `{side}` is no side")),
            };
            entries.push(Entry { page, path, wrong, reason });
        }
        Ok(Known { entries })
    }

    /// The side that is wrong of a member of a page, and why.
    pub fn side(&self, page: &Path, path: &str) -> Option<(Side, &'static str)> {
        let stem = page.file_stem().unwrap_or_default();
        let fits = |entry: &&Entry| {
            let before = path.strip_suffix(entry.path);
            (entry.page == "*" || stem == entry.page)
                && before.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.entries.iter().find(fits).map(|entry| (entry.wrong, entry.reason))
    }
}
