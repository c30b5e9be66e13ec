//! The lock file of a set of pages: what was fetched, from where and when, and how it is known.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::Path;

use toml::de::DeTable;

use super::digest::digest;
use super::names::is_name;
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::tables::{TomlText, quoted};

/// What is known of the pages of a set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    /// How the list of pages was when all that it lists had last been brought.
    pub index: Option<Mark>,
    /// [`Lock::digest`] when the pages were last read into specs.
    pub read: Option<String>,
    /// What there was to say of them then that is more than a note.
    pub open: Option<usize>,
    /// The pages that the list had and that could not be had: they are asked for again.
    pub again: Vec<String>,
    /// The pages by the names of their files.
    pub pages: BTreeMap<String, Page>,
}

/// By which a list of pages is known to be the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Where it is.
    pub url: String,
    /// When it was first seen like that.
    pub date: String,
    /// What it says of itself: a version, a commit.
    pub version: Option<String>,
    /// The digest of its text.
    pub digest: Option<String>,
    /// Its entity tag.
    pub etag: Option<String>,
    /// When the site says that it changed.
    pub modified: Option<String>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Where it is from.
    pub url: String,
    /// When this text of it was first fetched.
    pub date: String,
    /// The digest of what it says.
    pub digest: String,
    /// Its entity tag.
    pub etag: Option<String>,
    /// When the site says that it changed.
    pub modified: Option<String>,
    /// It tells of a change that is in the spec by now.
    pub applied: bool,
}

impl Lock {
    /// A digest of all pages.
    pub fn digest(&self) -> String {
        let mut text = String::new();
        for (name, page) in &self.pages {
            let _ = writeln!(text, "{name} {}", page.digest);
        }
        digest(text.as_bytes())
    }

    /// Whether the specs were made of other pages than these.
    pub fn is_unread(&self) -> bool {
        self.read.as_ref() != Some(&self.digest())
            && !(self.read.is_none() && self.pages.is_empty())
    }

    /// When a page of it last changed.
    pub fn newest(&self) -> Option<&str> {
        self.pages.values().map(|page| page.date.as_str()).max()
    }

    /// Reads its text; `path` is only what errors name.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(text: &str, path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let mut text = TomlText::new(path, text, &rules::LOCK);
        let lock = text.parse().map(|table| lock(&table, &mut text));
        match lock {
            Some(lock) if text.wrong.is_empty() => Ok(lock),
            _ => Err(text.wrong),
        }
    }

    /// Its text: the same for the same pages, one line a page.
    pub fn write(&self) -> String {
        let mut out = String::from("# Written by doc-bindgen, and reviewed with the spec.\n");
        if let Some(read) = &self.read {
            let _ = writeln!(out, "read = {}", quoted(read));
        }
        if let Some(open) = self.open {
            let _ = writeln!(out, "open = {open}");
        }
        if !self.again.is_empty() {
            let again: Vec<String> = self.again.iter().map(|name| quoted(name)).collect();
            let _ = writeln!(out, "again = [{}]", again.join(", "));
        }
        if let Some(mark) = &self.index {
            out.push_str("\n[index]\n");
            let keys = [
                ("url", Some(&mark.url)),
                ("date", Some(&mark.date)),
                ("version", mark.version.as_ref()),
                ("digest", mark.digest.as_ref()),
                ("etag", mark.etag.as_ref()),
                ("modified", mark.modified.as_ref()),
            ];
            for (key, value) in keys {
                if let Some(value) = value {
                    let _ = writeln!(out, "{key} = {}", quoted(value));
                }
            }
        }
        if !self.pages.is_empty() {
            out.push_str("\n[pages]\n");
        }
        for (name, page) in &self.pages {
            let _ = writeln!(out, "{} = {{ {} }}", quoted(name), page.write());
        }
        out
    }
}

impl Page {
    /// What stands between the braces.
    pub(super) fn write(&self) -> String {
        let (url, date, digest) = (quoted(&self.url), quoted(&self.date), quoted(&self.digest));
        let mut out = format!("url = {url}, date = {date}, digest = {digest}");
        for (key, value) in [("etag", &self.etag), ("modified", &self.modified)] {
            if let Some(value) = value {
                let _ = write!(out, ", {key} = {}", quoted(value));
            }
        }
        if self.applied {
            out.push_str(", applied = true");
        }
        out
    }
}

fn lock<'t>(table: &DeTable<'t>, text: &mut TomlText<'t>) -> Lock {
    text.known(table, &["read", "open", "again", "index", "pages"], "a lock file");
    let read = text.string(table, "read");
    let open = text.number(table, "open").map(|open| open as usize);
    let again = text.strings(table, "again").unwrap_or_default();
    let again = again.into_iter().map(|(name, _)| name).collect();
    let index = text.table(table, "index").map(|index| {
        let keys = ["url", "date", "version", "digest", "etag", "modified"];
        text.known(index, &keys, "an index");
        let mut of = |key: &str| text.string(index, key);
        Mark {
            url: of("url").unwrap_or_default(),
            date: of("date").unwrap_or_default(),
            version: of("version"),
            digest: of("digest"),
            etag: of("etag"),
            modified: of("modified"),
        }
    });
    let mut pages = BTreeMap::new();
    for (name, value) in text.table(table, "pages").into_iter().flatten() {
        let at = name.span().start;
        if !is_name(name.get_ref()) {
            text.fault(at, format!("`{}` is no name of a page", name.get_ref().escape_debug()));
        }
        match value.get_ref().as_table() {
            Some(table) => {
                pages.insert(name.get_ref().to_string(), page(table, at, text));
            }
            None => text.expected(value, name.get_ref(), "a table"),
        }
    }
    Lock { index, read, open, again, pages }
}

pub(super) fn page<'t>(table: &DeTable<'t>, at: usize, text: &mut TomlText<'t>) -> Page {
    let keys = ["url", "date", "digest", "etag", "modified", "applied"];
    text.known(table, &keys, "a page");
    let mut needed = |key: &str| match text.string(table, key) {
        Some(value) => value,
        None => {
            if table.get(key).is_none() {
                text.fault(at, format!("this page has no `{key}`"));
            }
            String::new()
        }
    };
    let (url, date, digest) = (needed("url"), needed("date"), needed("digest"));
    Page {
        url,
        date,
        digest,
        etag: text.string(table, "etag"),
        modified: text.string(table, "modified"),
        applied: text.boolean(table, "applied").unwrap_or(false),
    }
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("cannot be read: {error}");
    Diagnostic::new(&rules::LOCK, Place::new(path, 0), message)
}
