//! `cargo proof diff`: what `doc-bindgen diff` tells, against what changed between the models.

mod applied;
pub mod archive;
mod changes;
mod fact;
pub mod raw;
mod releases;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::parallel::{default_jobs, map};
use doc_bindgen::diff::{Report, Settings, Version, render};
use doc_bindgen::spec::Spec;
use serde::Deserialize;

use self::changes::Stated;
use self::fact::{Fact, Side, What};
use self::releases::Releases;
use self::told::Told;
use crate::truth::{self, Service};
use xtask::tool::Profile;
use xtask::{Outcome, files, tool};

const SCRIPT: &str = include_str!("models.py");
/// The releases, the newest first, each with its hash.
const RELEASES: &str = include_str!("releases.txt");

/// Holds what `diff` tells between releases of botocore against what changed between their models.
/// Each release against the one before it and against the newest; the models are laid out first, by
/// pip, from PyPI. A run that was stopped goes on where it was. Or, given corpora, specs made from their pages, each against the one before it.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where the models are laid out: a folder that git ignores.
    #[arg(long, default_value = "corpus/models")]
    models: PathBuf,
    /// How many findings of a service to show.
    #[arg(long, default_value_t = 5)]
    show: usize,
    /// Only pairs of these releases, the oldest first: each against the one before it.
    #[arg(long, value_delimiter = ',')]
    releases: Vec<String>,
    /// Only these services.
    #[arg(long, value_delimiter = ',')]
    services: Vec<String>,
    /// Corpora, oldest first: their pages are read, each over the specs of the one before.
    corpora: Vec<PathBuf>,
    /// Where the specs of corpora are made; emptied first.
    #[arg(long, default_value = "target/diff-proof")]
    out: PathBuf,
}

/// What came of comparisons.
#[derive(Clone, Default)]
struct Sum {
    services: usize,
    changes: usize,
    of_rust: usize,
    of_texts: usize,
    facts: usize,
    missed: usize,
    extra: usize,
    findings: Vec<String>,
}

impl Sum {
    fn and(mut self, other: Sum) -> Sum {
        self.services += other.services;
        self.changes += other.changes;
        self.of_rust += other.of_rust;
        self.of_texts += other.of_texts;
        self.facts += other.facts;
        self.missed += other.missed;
        self.extra += other.extra;
        self.findings.extend(other.findings);
        self
    }

    fn words(&self) -> String {
        format!(
            "{} services changed, {} changes told ({} of them of Rust alone, {} of how \
             texts are marked up or of those of shapes), {} facts agree, {} missed, {} extra",
            self.services,
            self.changes,
            self.of_rust,
            self.of_texts,
            self.facts,
            self.missed,
            self.extra
        )
    }
}

pub fn run(arguments: &Arguments) -> Outcome {
    lay_out(&arguments.models)?;
    let sum =
        if arguments.corpora.is_empty() { of_models(arguments)? } else { of_pages(arguments)? };
    println!("together: {}", sum.words());
    let all_there = sum.missed == 0 && sum.extra == 0 && sum.facts > 0;
    Ok(if all_there { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn of_models(arguments: &Arguments) -> Result<Sum, String> {
    let releases = Releases {
        models: &arguments.models,
        pairs: pairs(&arguments.releases),
        services: &arguments.services,
        show: arguments.show,
    };
    releases.compare()
}

fn of_pages(arguments: &Arguments) -> Result<Sum, String> {
    let command = tool::build(Profile::Release, "proof")?;
    let _ = fs::remove_dir_all(&arguments.out);
    let mut all = Sum::default();
    let mut before: Option<&PathBuf> = None;
    let mut old_specs: BTreeMap<String, Spec> = BTreeMap::new();
    for corpus in &arguments.corpora {
        tool::parse(&command, [corpus.join("services")], &arguments.out)?;
        let services = truth::services(corpus)?;
        let wanted = |id: &String| arguments.services.is_empty() || arguments.services.contains(id);
        let services: Vec<String> = services.into_iter().filter(wanted).collect();
        let specs = map(&services, default_jobs(), |id| read(&arguments.out, id));
        let specs = specs.into_iter().collect::<Result<Vec<Spec>, String>>()?;
        let specs: BTreeMap<String, Spec> = services.iter().cloned().zip(specs).collect();
        if let Some(old) = before {
            let both: Vec<&String> =
                services.iter().filter(|id| old_specs.contains_key(*id)).collect();
            let found = map(&both, default_jobs(), |id| {
                let models = (of_corpus(arguments, old, id)?, of_corpus(arguments, corpus, id)?);
                let gone = gone(&[old, corpus], id)?;
                let specs = (old_specs[*id].clone(), specs[*id].clone());
                Ok(compare((&models.0, &models.1), specs, Stated::Pages, &gone, arguments.show))
            });
            let sum =
                found.into_iter().try_fold(Sum::default(), |sum, one: Result<Sum, String>| {
                    Ok::<_, String>(sum.and(one?))
                })?;
            show(&format!("{} → {}, from pages", old.display(), corpus.display()), &sum);
            all = all.and(sum);
        }
        before = Some(corpus);
        old_specs = specs;
    }
    Ok(all)
}

/// The model of a release whose pages are a corpus, without the operations that those leave out.
fn of_corpus(arguments: &Arguments, corpus: &Path, id: &str) -> Result<Service, String> {
    let name = corpus.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let release = name.strip_prefix("boto3-").ok_or("a corpus is called after its release")?;
    let mut service = raw::read(&arguments.models.join(release).join(id), id)?;
    let truth = Service::read(&truth::path(corpus, id))?;
    let left_out: BTreeSet<&str> =
        truth.operations.iter().filter(|it| !it.documented).map(|it| &*it.name).collect();
    service.operations.retain(|it| !left_out.contains(&*it.name));
    service.client = truth.client;
    service.title = truth.title;
    Ok(service)
}

/// A side of an operation of which a page leaves out a section, for being too large.
struct Gone {
    operation: String,
    side: Side,
    /// Not even the syntax is there.
    whole: bool,
}

impl Gone {
    /// Whether no page says anything of it. What a syntax does not show is in the list alone.
    fn hides(&self, fact: &Fact) -> bool {
        let is_listed =
            matches!(fact.what, What::Documentation | What::Required(_) | What::Token(_));
        fact.operation == self.operation && fact.side == self.side && (self.whole || is_listed)
    }
}

/// What is left out of the pages of either release.
fn gone(corpora: &[&PathBuf], id: &str) -> Result<Vec<Gone>, String> {
    let mut gone = Vec::new();
    for corpus in corpora {
        let truth = Service::read(&truth::path(corpus, id))?;
        for operation in &truth.operations {
            let page = format!("client/{}", operation.method);
            let Some(sections) = truth.too_large.get(&page) else { continue };
            for (side, syntax, list) in [
                (Side::Request, "Request Syntax", "Parameters"),
                (Side::Response, "Response Syntax", "Response Structure"),
            ] {
                let has = |name: &str| sections.iter().any(|section| section == name);
                if has(syntax) || has(list) {
                    let (operation, whole) = (operation.name.clone(), has(syntax));
                    gone.push(Gone { operation, side, whole });
                }
            }
        }
    }
    Ok(gone)
}

fn show(pair: &str, sum: &Sum) {
    println!("{pair}: {}", sum.words());
    for finding in &sum.findings {
        println!("  {finding}");
    }
}

/// Holds what is told between two specs against what changed between two models.
fn compare(
    models: (&Service, &Service),
    specs: (Spec, Spec),
    stated: Stated,
    gone: &[Gone],
    show: usize,
) -> Sum {
    let is_told = |fact: &Fact| !gone.iter().any(|it| it.hides(fact));
    let mut facts = changes::changes(models.0, models.1, stated);
    facts.retain(is_told);
    let told = tell(&specs.0, &specs.1);
    let mut laid = told::lay_out(&told, &specs.0, &specs.1, stated);
    laid.facts.retain(is_told);
    let missed: Vec<_> = facts.difference(&laid.facts).collect();
    let extra: Vec<_> = laid.facts.difference(&facts).collect();
    let id = &models.1.id;
    let mut findings: Vec<String> = Vec::new();
    findings.extend(missed.iter().take(show).map(|fact| format!("{id}: missed: {fact}")));
    findings.extend(extra.iter().take(show).map(|fact| format!("{id}: extra: {fact}")));
    findings.extend(laid.nowhere.iter().take(show).map(|it| format!("{id}: nowhere: {it}")));
    Sum {
        services: usize::from(!told.is_empty() || !facts.is_empty()),
        changes: told.len(),
        of_rust: laid.of_rust,
        of_texts: laid.of_texts,
        facts: facts.intersection(&laid.facts).count(),
        missed: missed.len(),
        extra: extra.len() + laid.nowhere.len(),
        findings,
    }
}

/// The changes of the report that programs get.
fn tell(old: &Spec, new: &Spec) -> Vec<Told> {
    #[derive(Deserialize)]
    struct Whole {
        services: Vec<One>,
    }
    #[derive(Deserialize)]
    struct One {
        changes: Vec<Told>,
    }
    let version =
        |spec: &Spec| Version { spec: spec.clone(), path: PathBuf::new(), text: String::new() };
    let report = Report::of(&[version(old)], &[version(new)], &Settings::default());
    let whole: Whole = serde_json::from_str(&render::json(&report)).expect("a report is JSON");
    whole.services.into_iter().flat_map(|service| service.changes).collect()
}

/// Each release against the one before it, and against the newest.
fn pairs(chosen: &[String]) -> Vec<(String, String)> {
    if !chosen.is_empty() {
        return chosen.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
    }
    let releases: Vec<&str> = RELEASES
        .lines()
        .filter_map(|line| line.split_whitespace().next()?.strip_prefix("botocore=="))
        .collect();
    let near = releases.windows(2).map(|pair| (pair[1], pair[0]));
    let far = releases.iter().skip(2).map(|old| (*old, releases[0]));
    near.chain(far).map(|(old, new)| (old.to_owned(), new.to_owned())).collect()
}

/// Lays out the models of every release.
fn lay_out(models: &Path) -> Result<(), String> {
    fs::create_dir_all(models).map_err(|e| format!("{}: {e}", models.display()))?;
    let write = |name: &str, text: &str| {
        let path = models.join(name);
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display())).map(|()| path)
    };
    let (script, list) = (write(".models.py", SCRIPT)?, write(".releases.txt", RELEASES)?);
    let status = Command::new("python3")
        .arg(&script)
        .arg(models)
        .arg(&list)
        .stderr(Stdio::inherit())
        .status()
        .map_err(|e| format!("python3: {e}"))?;
    if status.success() { Ok(()) } else { Err("the models could not be laid out".into()) }
}

fn read(folder: &Path, id: &str) -> Result<Spec, String> {
    files::spec(&folder.join("aws").join(format!("{id}.yaml")))
}

#[cfg(test)]
mod tests;
