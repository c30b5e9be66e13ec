//! `cargo xtask huaweicloud`: pages of Huawei Cloud held against what the official SDK says.

mod compare;
mod known;
mod sdk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, io};

use doc_bindgen::dialect;
use doc_bindgen::facts::{OperationFacts, Statement};
use doc_bindgen::resolve::huaweicloud;

use crate::Outcome;
use compare::Comparison;
use known::Known;
use sdk::{Operation, Version};

/// Reads pages and holds the operations that the official SDK has too against it: parameters,
/// members and their types. What only one side has is counted and, on request, listed.
#[derive(clap::Args)]
pub struct Arguments {
    /// The pages of one service.
    pages: PathBuf,
    /// What the SDK says of the service, as JSON.
    sdk: PathBuf,
    /// List what only one side has, too.
    #[arg(long)]
    all: bool,
}

/// An operation of a page.
struct Read {
    path: PathBuf,
    text: String,
    facts: OperationFacts,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let versions = sdk::read(&arguments.sdk)?;
    let mut files = Vec::new();
    collect(&arguments.pages, &mut files).map_err(|error| error.to_string())?;
    files.sort();
    let (mut pages, mut texts, mut operations) = (Vec::new(), Vec::new(), Vec::new());
    let (mut left_out, mut refused, mut said) = (0, 0, 0);
    for path in &files {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        match dialect::read_bytes(&Arc::from(path.as_path()), &bytes) {
            Ok(facts) => {
                for diagnostic in &facts.diagnostics {
                    println!("{diagnostic}");
                    said += 1;
                }
                left_out += usize::from(facts.left_out.is_some());
                texts.push(String::from_utf8_lossy(&bytes).into_owned());
                pages.push(facts);
            }
            Err(diagnostic) => {
                println!("{diagnostic}");
                refused += 1;
            }
        }
    }
    for diagnostic in huaweicloud::bring_together(&mut pages) {
        println!("{diagnostic}");
        said += 1;
    }
    for (page, text) in pages.into_iter().zip(texts) {
        for statement in page.statements {
            if let Statement::Operation(facts) = statement {
                operations.push(Read { path: page.path.to_path_buf(), text: text.clone(), facts });
            }
        }
    }
    println!(
        "{} pages: {} operations, {left_out} without one, {refused} refused, {said} diagnostics",
        files.len(),
        operations.len()
    );

    let by_path = index(&versions);
    let mut comparison = Comparison::default();
    let (mut both, mut pages_only) = (0, 0);
    for read in &operations {
        let Some(http) = &read.facts.http else { continue };
        let candidates = by_path.get(&key(&http.method, &http.path));
        let Some(candidates) = candidates else {
            pages_only += 1;
            if arguments.all {
                println!("{}: only here: {} {}", read.path.display(), http.method, http.path);
            }
            continue;
        };
        both += 1;
        // Operations that share method and path are told apart by what is in them.
        let best = candidates
            .iter()
            .map(|(version, operation)| compare::operation(read, version, operation))
            .max_by_key(|found| (found.agree, usize::MAX - found.findings.len()));
        comparison.extend(best.unwrap_or_default());
    }
    println!("{both} operations in both, {pages_only} on pages only");
    let known = Known::read()?;
    comparison.report(&known, arguments.all);
    Ok(if comparison.is_clean(&known) { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

type ByPath<'a> = BTreeMap<String, Vec<(&'a Version, &'a Operation)>>;

fn index(versions: &[Version]) -> ByPath<'_> {
    let mut index = ByPath::new();
    for version in versions {
        for operation in &version.operations {
            let key = key(&operation.method, &operation.path);
            index.entry(key).or_default().push((version, operation));
        }
    }
    index
}

/// Method and path, whatever the labels are called.
fn key(method: &str, path: &str) -> String {
    let mut key = format!("{method} ");
    let mut in_label = false;
    for c in path.trim_end_matches('/').chars() {
        match c {
            '{' => in_label = true,
            '}' => {
                in_label = false;
                key.push_str("{}");
            }
            _ if in_label => {}
            c => key.push(c),
        }
    }
    key
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}
