//! `cargo proof protocols`: what the runtime sends and reads against cases that nobody here wrote, in
//! the form of botocore's protocol tests.

mod bodies;
mod cases;
mod schema;
mod values;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use schema::{Schema, text};
use serde_json::Value;

use crate::known;
use xtask::{Outcome, files};

/// Hold what the runtime sends and reads against cases of requests and answers.
#[derive(Args)]
pub struct Arguments {
    /// The folder: `input/*.json` are requests, `output/*.json` answers.
    folder: PathBuf,
    /// The cases that cannot be as they say, each with the reason.
    #[arg(long, default_value = "proof/protocols-known.txt")]
    known: PathBuf,
    /// Only what has this in its name.
    #[arg(long)]
    only: Option<String>,
}

/// How many cases of a file there were, and are as they should be.
#[derive(Default)]
struct Count {
    cases: usize,
    good: usize,
    known: usize,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut known = known::Known::read(&arguments.known)?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut failed = 0;
    for direction in ["input", "output"] {
        let folder = arguments.folder.join(direction);
        if !folder.is_dir() {
            continue;
        }
        for name in files::stems(&folder, "json")? {
            let path = folder.join(format!("{name}.json"));
            let count = counts.entry(format!("{direction}/{name}")).or_default();
            let suites = read(&path)?;
            for suite in suites.as_array().ok_or_else(|| told(&path, "no list of suites"))? {
                for (id, outcome) in suite_of(&path, direction, suite)? {
                    let id = format!("{direction}/{name}/{id}");
                    if arguments.only.as_ref().is_some_and(|only| !id.contains(only)) {
                        continue;
                    }
                    count.cases += 1;
                    match outcome {
                        Ok(()) => count.good += 1,
                        Err(_) if known.has(&id) => count.known += 1,
                        Err(wrong) => {
                            failed += 1;
                            println!("{id}: {wrong}");
                        }
                    }
                }
            }
        }
    }
    let mut sum = Count::default();
    for (name, count) in &counts {
        println!("{name}: {} cases, {} good, {} known", count.cases, count.good, count.known);
        sum.cases += count.cases;
        sum.good += count.good;
        sum.known += count.known;
    }
    println!("{} cases, {} good, {} known, {failed} failed", sum.cases, sum.good, sum.known);
    if sum.cases == 0 {
        return Err(told(&arguments.folder, "there is no case"));
    }
    let idle = if arguments.only.is_some() { Vec::new() } else { known.idle() };
    for id in &idle {
        println!(
            "{}: {id}: it is as it should be, or there is no such case",
            arguments.known.display()
        );
    }
    Ok(if failed == 0 && idle.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

type Outcomes = Vec<(String, Result<(), String>)>;

fn suite_of(path: &Path, direction: &str, suite: &Value) -> Result<Outcomes, String> {
    let shapes = suite.get("shapes").and_then(Value::as_object);
    let shapes = shapes.ok_or_else(|| told(path, "a suite without shapes"))?;
    let metadata = suite.get("metadata").ok_or_else(|| told(path, "a suite without metadata"))?;
    let service = schema::service(metadata).map_err(|e| told(path, &e))?;
    let endpoint = text(suite, "clientEndpoint").unwrap_or("https://example.com");
    let mut schema = Schema::new(shapes);
    let mut outcomes = Vec::new();
    for case in suite.get("cases").and_then(Value::as_array).into_iter().flatten() {
        let id = text(case, "id").unwrap_or("?").to_owned();
        let given = case.get("given").ok_or_else(|| told(path, "a case without `given`"))?;
        let outcome = schema.operation(service, given).and_then(|operation| match direction {
            "input" => cases::input(&operation, case, endpoint),
            _ => cases::output(&operation, case),
        });
        outcomes.push((id, outcome));
    }
    Ok(outcomes)
}

fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|e| told(path, &e.to_string()))?;
    serde_json::from_str(&text).map_err(|e| told(path, &e.to_string()))
}

fn told(path: &Path, what: &str) -> String {
    format!("{}: {what}", path.display())
}
