//! `cargo proof huaweicloud`: pages of Huawei Cloud held against what the official SDK says.

mod compare;
mod known;
pub mod package;
mod sdk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::{fs, io};

use doc_bindgen::dialect;
use doc_bindgen::facts::{OperationFacts, PageFacts, Statement};
use doc_bindgen::resolve::{self, Group};
use doc_bindgen::spec::{Provider, ServiceId};

use compare::Comparison;
use known::Known;
use sdk::{Operation, Version};
use xtask::Outcome;

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

/// What became of the pages that show a URI.
#[derive(Default)]
struct Uris {
    /// Pages that became operations.
    operations: usize,
    /// Pages that show one in an example or in passing, and why they describe no operation.
    without: Vec<(PathBuf, &'static str)>,
    /// Pages without a URI.
    others: usize,
    /// Pages that could not be read; each has its diagnostic.
    refused: usize,
}

impl Uris {
    fn count(&mut self, path: &Path, text: &str, facts: &PageFacts) {
        let is_operation = |it: &Statement| matches!(it, Statement::Operation(_));
        if facts.statements.iter().any(is_operation) {
            self.operations += 1;
        } else if text.lines().any(shows_uri) {
            let why = facts.left_out.unwrap_or(match &*facts.diagnostics {
                [] => "it has tables or examples, and no part that gives a URI",
                _ => "see its diagnostics",
            });
            self.without.push((path.to_owned(), why));
        } else {
            self.others += 1;
        }
    }

    fn report(&self) {
        for (path, why) in &self.without {
            println!("no operation: {}: {why}", path.display());
        }
        println!(
            "{} pages with a URI: {} describe operations, {} show one and describe none; {} pages \
             without, {} refused",
            self.operations + self.without.len(),
            self.operations,
            self.without.len(),
            self.others,
            self.refused
        );
    }
}

/// The line is a method and a path, whatever marks stand around them.
fn shows_uri(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let methods = ["GET ", "POST ", "PUT ", "DELETE ", "PATCH ", "HEAD "];
    let rest = methods.iter().find_map(|method| line.strip_prefix(method));
    let address = rest.map(|rest| rest.trim_start_matches(|c: char| "*\\` ".contains(c)));
    address.is_some_and(|address| address.starts_with('/') || address.starts_with("http"))
}

/// The SDK's operation of that name, if there is one and no other.
fn named<'v>(versions: &'v [Version], name: &str) -> Option<&'v Operation> {
    let all = versions.iter().flat_map(|version| &version.operations);
    let mut named = all.filter(|operation| operation.name.eq_ignore_ascii_case(name));
    named.next().filter(|_| named.next().is_none())
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
    let mut said = 0;
    let (mut pages, mut texts) = (Vec::new(), Vec::new());
    let mut uris = Uris::default();
    for path in &files {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match dialect::read_bytes(&Arc::from(path.as_path()), &bytes) {
            Ok(facts) => {
                facts.diagnostics.iter().for_each(|diagnostic| println!("{diagnostic}"));
                said += facts.diagnostics.len();
                uris.count(path, &text, &facts);
                texts.push(text);
                pages.push(facts);
            }
            Err(diagnostic) => {
                println!("{diagnostic}");
                uris.refused += 1;
            }
        }
    }
    let service = ServiceId::new("pages").map_err(|error| error.to_string())?;
    let mut group = Group { provider: Provider::Huaweicloud, service, pages };
    for diagnostic in resolve::settle(&mut group, None) {
        println!("{diagnostic}");
        said += 1;
    }
    let mut operations = Vec::new();
    for (page, text) in group.pages.into_iter().zip(texts) {
        for statement in page.statements {
            if let Statement::Operation(facts) = statement {
                operations.push(Read { path: page.path.to_path_buf(), text: text.clone(), facts });
            }
        }
    }
    println!("{} pages: {} operations, {said} diagnostics", files.len(), operations.len());
    uris.report();

    let by_path = index(&versions);
    let mut comparison = Comparison::default();
    let (mut both, mut pages_only, mut elsewhere) = (0, 0, 0);
    for read in &operations {
        let Some(http) = &read.facts.http else { continue };
        let candidates = by_path.get(&key(&http.method, &http.path));
        let Some(candidates) = candidates else {
            pages_only += 1;
            let name = read.facts.name.as_deref().unwrap_or_default();
            if let Some(other) = named(&versions, name) {
                elsewhere += 1;
                println!(
                    "Path: {}: {name} is {} {} here, {} {} in the SDK",
                    read.path.display(),
                    http.method,
                    http.path,
                    other.method,
                    other.path
                );
            }
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
    println!(
        "{both} operations in both, by method and path; {pages_only} on pages only, {elsewhere} of \
         them under a name that the SDK has at another path"
    );
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
