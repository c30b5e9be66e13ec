//! `cargo proof awsapichanges`: what `doc-bindgen diff` tells, against pages of awsapichanges.com.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Deserialize;

use super::applied;
use super::changes::Stated;
use super::fact::{Fact, Holders, Side, What};
use super::{RELEASES, lay_out, raw, tell, told};
use crate::model;
use crate::truth::Service;
use xtask::{Outcome, files};

/// Holds what `diff` tells against pages of awsapichanges.com: every addition that a page reports is
/// told between the last of our releases of botocore before that day and the first one after it.
///
/// With `--versions`: the spec of the version before with a page applied is the spec of the version
/// after, in all that such a page can state. The versions are rendered from botocore's releases of
/// that day and before it.
#[derive(clap::Args)]
pub struct Arguments {
    /// A folder of pages, each called after its service: `64a975-lambda.html`. With `--versions`,
    /// pages or folders of them, whatever they are called.
    #[arg(required_unless_present = "titles")]
    pages: Vec<PathBuf>,
    /// Apply the pages to the version before, and hold what comes of it against the version after.
    #[arg(long)]
    versions: bool,
    /// Hold the titles of services that the tool knows against those of the newest release.
    #[arg(long, conflicts_with = "versions")]
    titles: bool,
    /// Where versions are rendered to: the folder of `cargo xtask corpus`, of which boto3 is taken.
    #[arg(long, default_value = "corpus")]
    corpus: PathBuf,
    /// Where the models are laid out: a folder that git ignores.
    #[arg(long, default_value = "corpus/models")]
    models: PathBuf,
}

pub fn run(arguments: &Arguments) -> Outcome {
    if arguments.versions {
        return applied::run(&arguments.pages, &arguments.corpus);
    }
    lay_out(&arguments.models)?;
    if arguments.titles {
        return titles(&arguments.models);
    }
    let names = arguments.pages.iter().map(|folder| {
        let names = files::stems(folder, "html")?;
        Ok::<_, String>(names.into_iter().map(move |name| (folder, name)).collect::<Vec<_>>())
    });
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let (mut additions, mut missed) = (0, 0);
    for (folder, name) in names.into_iter().flatten() {
        let path = folder.join(format!("{name}.html"));
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let (_, service) = name.split_once('-').ok_or("a page is called after its service")?;
        let day = day(&text).ok_or_else(|| format!("{}: of no day", path.display()))?;
        let (old, new) = releases(&day).ok_or_else(|| format!("{day}: outside our releases"))?;
        let facts = facts(&arguments.models, service, old, new)?;
        let mut page = Page { facts, additions: 0, missed: Vec::new() };
        page.read(&text);
        println!(
            "{name}: {day}, {old} → {new}: {} additions, {} missed",
            page.additions,
            page.missed.len()
        );
        page.missed.iter().for_each(|it| println!("  missed: {it}"));
        additions += page.additions;
        missed += page.missed.len();
    }
    println!("together: {additions} additions, {missed} missed");
    Ok(if missed == 0 && additions > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Holds `titles.tsv` against the full names of the services in the newest of our releases.
fn titles(models: &Path) -> Outcome {
    #[derive(Deserialize)]
    struct Model {
        metadata: Metadata,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Metadata {
        service_full_name: String,
    }
    let release = RELEASES
        .lines()
        .find_map(|line| line.split_whitespace().next()?.strip_prefix("botocore=="));
    let folder = models.join(release.ok_or("there is no release")?);
    let mut ids: Vec<String> = fs::read_dir(&folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    ids.sort();
    let mut table = String::new();
    for id in &ids {
        let path = folder.join(id).join("service-2.json");
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let model: Model = serde_json::from_str(&text).map_err(|e| format!("{id}: {e}"))?;
        table.push_str(&format!("{id}\t{}\n", model.metadata.service_full_name));
    }
    let path = xtask::root().join("codegen/src/resolve/group/titles.tsv");
    let said = |e| format!("{}: {e}", path.display());
    if fs::read_to_string(&path).map_err(said)? == table {
        println!("{} services are known by their titles", ids.len());
        return Ok(ExitCode::SUCCESS);
    }
    fs::write(&path, table).map_err(said)?;
    println!("{} has changed", path.display());
    Ok(ExitCode::FAILURE)
}

/// The day of a page: `2024-09-19`.
fn day(text: &str) -> Option<String> {
    let (_, after) = text.split_once("<p class=\"title is-5\">")?;
    let day = after.split_whitespace().next()?.replace('/', "-");
    (day.len() == 10 && day.starts_with("20")).then_some(day)
}

/// The last release before a day and the first one after it.
fn releases(day: &str) -> Option<(&'static str, &'static str)> {
    let all = RELEASES.lines().filter_map(|line| {
        let (release, day) = line.split_once(" # ")?;
        Some((release.split_whitespace().next()?.strip_prefix("botocore==")?, day))
    });
    let all: Vec<_> = all.collect();
    let old = all.iter().find(|(_, released)| *released < day)?.0;
    let new = all.iter().rev().find(|(_, released)| *released > day)?.0;
    Some((old, new))
}

/// What is told of a service; all operations are new where the service is.
fn facts(models: &Path, service: &str, old: &str, new: &str) -> Result<Vec<Fact>, String> {
    let (before, after) = (models.join(old).join(service), models.join(new).join(service));
    let after = raw::read(&after, service)?;
    if !before.is_dir() {
        let added = |operation: &crate::truth::Operation| Fact {
            operation: operation.name.clone(),
            side: Side::Whole,
            holders: Holders::default(),
            name: String::new(),
            what: What::OperationAdded,
        };
        return Ok(after.operations.iter().map(added).collect());
    }
    let before: Service = raw::read(&before, service)?;
    let (before, after) = (model::spec(&before)?, model::spec(&after)?);
    let laid = told::lay_out(&tell(&before, &after), &before, &after, Stated::Model);
    Ok(laid.facts.into_iter().collect())
}

struct Page {
    facts: Vec<Fact>,
    additions: usize,
    missed: Vec<String>,
}

impl Page {
    fn read(&mut self, text: &str) {
        for block in text.split("<details id=\"").skip(1) {
            let Some((operation, block)) = block.split_once('"') else { continue };
            if block.contains("</span>&nbsp;(new)</summary>") {
                let told =
                    |fact: &Fact| fact.operation == operation && fact.what == What::OperationAdded;
                self.additions += 1;
                if !self.facts.iter().any(told) {
                    self.missed.push(operation.to_owned());
                }
            } else if let Some((_, block)) = block.split_once("Changes</em> (") {
                self.updated(operation, block);
            }
        }
    }

    fn updated(&mut self, operation: &str, block: &str) {
        let (sides, block) = block.split_once(')').unwrap_or((block, ""));
        let sides: &[&[Side]] = match sides {
            "request" => &[&[Side::Request]],
            "response" => &[&[Side::Response]],
            "both" => &[&[Side::Request, Side::Response]],
            "request, response" => &[&[Side::Request], &[Side::Response]],
            _ => {
                self.missed.push(format!("{operation}: of unknown sides, {sides}"));
                return;
            }
        };
        let pieces = block.split("<pre>").skip(1);
        for (sides, piece) in sides.iter().zip(pieces) {
            let piece = piece.split("</pre>").next().unwrap_or_default();
            let piece = ["&#39;", "&#x27;"].iter().fold(piece.to_owned(), |t, e| t.replace(e, "'"));
            let added = Literal { rest: &piece }.value();
            for side in *sides {
                self.added(operation, *side, &Holders::default(), &added);
            }
        }
    }

    fn added(&mut self, operation: &str, side: Side, holders: &Holders, added: &Added) {
        let Added::Members(members) = added else {
            self.missed.push(format!("{operation}: unreadable"));
            return;
        };
        for (name, below) in members {
            let told = |holders: &Holders, name: &str, is: fn(What) -> bool| {
                self.facts.iter().any(|fact| {
                    fact.operation == operation
                        && fact.side == side
                        && fact.holders == *holders
                        && fact.name == name
                        && is(fact.what)
                })
            };
            if told(holders, name, |what| matches!(what, What::MemberAdded { .. } | What::Type(_)))
            {
                self.additions += 1;
                continue;
            }
            let inside = holders.and(name);
            match below {
                Added::Members(_) => self.added(operation, side, &inside, below),
                Added::Values(values) => {
                    for value in values {
                        self.additions += 1;
                        if !told(&inside, value, |what| what == What::ValueAdded) {
                            self.missed.push(format!("{operation} {side:?} {inside:?} {value}"));
                        }
                    }
                }
                Added::Other => {
                    self.additions += 1;
                    self.missed.push(format!("{operation} {side:?} {inside:?}"));
                }
            }
        }
    }
}

/// What was added, as the pages write it: a literal of Python.
enum Added {
    /// `{'name': …}`
    Members(Vec<(String, Added)>),
    /// `{'one', 'two'}`
    Values(Vec<String>),
    /// What is in something that is itself an addition.
    Other,
}

struct Literal<'a> {
    rest: &'a str,
}

impl Literal<'_> {
    /// Takes a mark if it is next.
    fn takes(&mut self, mark: char) -> bool {
        let rest = self.rest.trim_start();
        let taken = rest.strip_prefix(mark);
        self.rest = taken.unwrap_or(rest);
        taken.is_some()
    }

    /// Strings that stand side by side are one.
    fn string(&mut self) -> Option<String> {
        let mut text: Option<String> = None;
        while self.takes('\'') {
            let (one, rest) = self.rest.split_once('\'')?;
            text.get_or_insert_default().push_str(one);
            self.rest = rest;
        }
        text
    }

    fn value(&mut self) -> Added {
        if self.takes('[') {
            while !self.takes(']') && !self.rest.is_empty() {
                self.value();
                self.takes(',');
            }
            return Added::Other;
        }
        if !self.takes('{') {
            if self.string().is_none() {
                self.rest = self.rest.get(1..).unwrap_or_default();
            }
            return Added::Other;
        }
        let (mut members, mut values) = (Vec::new(), Vec::new());
        while !self.takes('}') {
            let Some(name) = self.string() else { break };
            if self.takes(':') {
                members.push((name, self.value()));
            } else {
                values.push(name);
            }
            self.takes(',');
        }
        if members.is_empty() { Added::Values(values) } else { Added::Members(members) }
    }
}
