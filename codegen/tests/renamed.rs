//! Whatever a heading of boto3's pages is called: what is below it is read, or something is said.
//!
//! `RENAMED=FOLDER cargo test --release -p doc-bindgen --test renamed -- --ignored --nocapture` does
//! it to every page below a folder, or every so many (`RENAMED_STEP`).

#[path = "../src/parallel.rs"]
mod parallel;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use doc_bindgen::diagnostic::Diagnostic;
use doc_bindgen::dialect;
use doc_bindgen::facts::PageFacts;
use doc_bindgen::pipeline;

/// What pages write above facts, and before them.
const HEADINGS: [&str; 12] = [
    "**Request Syntax**",
    "**Parameters**",
    "**Response Syntax**",
    "**Response Structure**",
    "**Exceptions**",
    ":returns:",
    ":type ",
    ":param ",
    "<strong>Request Syntax</strong>",
    "<strong>Response Syntax</strong>",
    "<strong>Response Structure</strong>",
    "<strong>Exceptions</strong>",
];

/// The same on pages that were pasted, where a heading is a line.
const LINES: [&str; 8] = [
    "Request Syntax",
    "Parameters",
    "Parameters:",
    "Response Syntax",
    "Response Structure",
    "Exceptions",
    "Returns:",
    "Returns",
];

/// The terms of fields in HTML: `<dt class="field-odd">Parameters<span`.
const TERMS: [&str; 3] = [">Parameters<", ">Returns<", ">Return type<"];

/// The page with one heading called otherwise, for each that it has; each with what was renamed.
fn renamed(text: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut put = |at: usize, old: &str, new: &str| {
        let line = text[..at].lines().count();
        let page = [&text[..at], new, &text[at + old.len()..]].concat();
        pages.push((format!("`{}` in line {line}", old.trim()), page));
    };
    for old in HEADINGS {
        let new = match old {
            ":returns:" => ":gives:".to_owned(),
            ":type " => ":kind ".to_owned(),
            ":param " => ":argument ".to_owned(),
            old => old.replace("Re", "Sa").replace("Par", "Zar").replace("Exc", "Acc"),
        };
        for (at, _) in text.match_indices(old) {
            let begins = text[..at].rsplit('\n').next().unwrap_or_default();
            let rest = text[at + old.len()..].lines().next().unwrap_or_default();
            // Within a text it is no heading.
            let alone =
                begins.trim().is_empty() && (old.starts_with(':') || rest.trim().is_empty());
            if alone || old.starts_with('<') {
                put(at, old, &new);
            }
        }
    }
    for old in TERMS {
        text.match_indices(old).for_each(|(at, _)| put(at, old, ">Something else<"));
    }
    if !text.contains(".. py:") && !text.trim_start().starts_with('<') {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if LINES.contains(&line.trim()) {
                put(at, line, "Something Else\n");
            }
            at += line.len();
        }
    }
    pages
}

/// What a page states, its texts left aside.
fn facts(page: &PageFacts) -> String {
    let shown = format!("{:#?}", page.statements);
    let mut lines = shown.lines();
    let mut facts = String::new();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("documentation:") {
            if line.ends_with('(') {
                lines.by_ref().take(2).for_each(drop);
            }
        } else if !line.trim_start().starts_with("line:") {
            facts.push_str(line);
            facts.push('\n');
        }
    }
    facts
}

/// How many headings were renamed, and what was lost without a word.
fn check(path: &Path) -> (usize, Vec<String>) {
    let name: Arc<Path> = Arc::from(path);
    let Ok(text) = fs::read_to_string(path) else { return (0, Vec::new()) };
    let Ok(before) = dialect::read(&name, &text) else { return (0, Vec::new()) };
    let shown = facts(&before);
    let mut lost = Vec::new();
    let pages = renamed(&text);
    for (what, page) in &pages {
        let Ok(after) = dialect::read(&name, page) else { continue };
        let known =
            |it: &Diagnostic| before.diagnostics.iter().any(|old| old.message == it.message);
        let said = after.diagnostics.iter().any(|it| !known(it));
        if !said && facts(&after) != shown {
            lost.push(format!("{}: {what}", path.display()));
        }
        if std::env::var_os("RENAMED_SHOW").is_some() && !said {
            println!("{}: {what}: nothing said", path.display());
        }
    }
    (pages.len(), lost)
}

fn all(files: &[PathBuf]) {
    let found = parallel::map(files, parallel::default_jobs(), |path| check(path));
    let count: usize = found.iter().map(|(count, _)| count).sum();
    let lost: Vec<String> = found.into_iter().flat_map(|(_, lost)| lost).collect();
    println!("{count} headings of {} pages, {} lost without a word", files.len(), lost.len());
    assert!(count > 0 && lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn a_heading_of_boto3_called_otherwise_loses_nothing_in_silence() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let folders = ["services", "boto3", "html", "seeds"].map(|name| fixtures.join(name));
    all(&pipeline::files(&folders).unwrap());
}

#[test]
#[ignore = "wants pages that are not here"]
fn headings_of_pages_below_a_folder() {
    let Some(folder) = std::env::var_os("RENAMED").map(PathBuf::from) else { return };
    let step = std::env::var("RENAMED_STEP").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
    let files = pipeline::files(&[folder]).unwrap();
    all(&files.into_iter().step_by(step).collect::<Vec<_>>());
}
