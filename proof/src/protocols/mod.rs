//! `cargo proof protocols`: what the runtime sends and reads against cases that nobody here wrote, in
//! the form of botocore's protocol tests.

mod bodies;
mod cases;
mod schema;
mod values;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;
pub use schema::{Schema, text};
use serde_json::Value;
pub use values::{blank, fill};

use crate::known;
use crate::overlays::renamed::Renamed;
use doc_bindgen::call::Service;
use doc_bindgen::spec::{self, Operation, Spec};
use doc_bindgen_runtime::dynamic::DynamicOperation;
use xtask::corpus::BOTO3;
use xtask::{Outcome, chosen, files, python, root};

/// Hold what the runtime sends and reads against cases of requests and answers.
#[derive(Args)]
pub struct Arguments {
    /// The folder: `input/*.json` are requests, `output/*.json` answers.
    #[arg(required_unless_present = "operations")]
    folder: Option<PathBuf>,
    /// Make the cases of botocore's models first, as its serializers and parsers have them: of every
    /// operation of these services, of all services where none is named.
    #[arg(long, num_args = 0.., value_name = "SERVICE")]
    operations: Option<Vec<String>>,
    /// Specs that the corpus' pages made with what the tool knows by itself; the pages are read again
    /// where left out.
    #[arg(long, value_name = "DIR", requires = "operations")]
    spec: Option<PathBuf>,
    /// Take what is known of the wire from the models and not from specs.
    #[arg(long, requires = "operations")]
    by_model: bool,
    /// Of the services that are tried with every change.
    #[arg(long, requires = "operations")]
    slice: bool,
    /// The corpus whose botocore makes them.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// The cases that cannot be as they say, each with the reason; the project's own list where left
    /// out.
    #[arg(long)]
    known: Option<PathBuf>,
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
    let renamed = Renamed::read()?;
    let folder = match &arguments.operations {
        Some(services) => made(arguments, services, &renamed)?,
        None => arguments.folder.clone().unwrap_or_default(),
    };
    let list = arguments.known.clone().unwrap_or_else(|| {
        // They have files of the same names.
        let name = match (&arguments.operations, arguments.by_model) {
            (None, _) => "protocols-known.txt",
            (Some(_), true) => "operations-known.txt",
            (Some(_), false) => "specs-known.txt",
        };
        root().join("proof").join(name)
    });
    let specs = match (&arguments.operations, &arguments.spec) {
        (None, _) => None,
        _ if arguments.by_model => None,
        (Some(_), Some(specs)) => Some(specs.join("aws")),
        (Some(_), None) => {
            let services = files::stems(&folder.join("output"), "json")?;
            let out = root().join("target/protocols-spec");
            Some(crate::overlays::read(&arguments.corpus, &services, &out, true)?)
        }
    };
    let mut left_out = 0;
    let mut known = known::Known::read(&list)?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut failed = 0;
    for direction in ["input", "output"] {
        let folder = folder.join(direction);
        if !folder.is_dir() {
            continue;
        }
        for name in files::stems(&folder, "json")? {
            let path = folder.join(format!("{name}.json"));
            let count = counts.entry(format!("{direction}/{name}")).or_default();
            let suites = read(&path)?;
            let spec = match &specs {
                Some(specs) => Some(spec_at(&specs.join(format!("{name}.yaml")))?),
                None => None,
            };
            for suite in suites.as_array().ok_or_else(|| told(&path, "no list of suites"))? {
                let outcomes = match &spec {
                    Some(spec) => suite_by_spec(direction, suite, spec, &renamed, &mut left_out)?,
                    None => suite_of(&path, direction, suite)?,
                };
                for (id, outcome) in outcomes {
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
    if specs.is_some() {
        println!("{left_out} cases of operations that boto3 leaves out are not among them");
    }
    if sum.cases == 0 {
        return Err(told(&folder, "there is no case"));
    }
    // A line speaks of one file, which may not be among these.
    let is_here = |id: &&str| counts.keys().any(|file| id.starts_with(&format!("{file}/")));
    let idle: Vec<&str> = match arguments.only {
        Some(_) => Vec::new(),
        None => known.idle().into_iter().filter(is_here).collect(),
    };
    for id in &idle {
        println!("{}: {id}: it is as it should be, or there is no such case", list.display());
    }
    Ok(if failed == 0 && idle.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Makes cases of botocore's models, in a folder of their own.
fn made(arguments: &Arguments, services: &[String], renamed: &Renamed) -> Result<PathBuf, String> {
    let unions: Vec<_> =
        renamed.unions().map(|(service, shape)| format!("{service}/{shape}")).collect();
    let folder = match &arguments.folder {
        Some(folder) => folder.clone(),
        None => root().join("target/protocols"),
    };
    python::remove(&folder)?;
    let mut services = services.to_vec();
    if arguments.slice {
        services.extend(chosen::services());
    }
    let status = Command::new(python::interpreter(&arguments.corpus.join("venv")))
        .arg(root().join("proof/src/protocols/operations.py"))
        .arg(&folder)
        .args(&services)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("UNIONS", unions.join(","))
        .status()
        .map_err(|e| format!("botocore makes the cases; `cargo xtask corpus` installs it: {e}"))?;
    match status.success() {
        true => Ok(folder),
        false => Err(told(&folder, "the cases could not be made")),
    }
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

/// The same, with all that is known of the wire from the spec of the service.
fn suite_by_spec(
    direction: &str,
    suite: &Value,
    spec: &Spec,
    renamed: &Renamed,
    left_out: &mut usize,
) -> Result<Outcomes, String> {
    let endpoint = text(suite, "clientEndpoint").unwrap_or("https://example.com");
    let mut service = Service::new(spec);
    let mut operations: BTreeMap<String, Option<DynamicOperation>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for case in suite.get("cases").and_then(Value::as_array).into_iter().flatten() {
        let id = text(case, "id").unwrap_or("?").to_owned();
        let given = case.get("given").and_then(|given| text(given, "name"));
        let name = given.ok_or_else(|| format!("{id}: a case without an operation"))?;
        let operation = operations
            .entry(name.to_owned())
            .or_insert_with(|| stands_as(spec, name).map(|it| service.operation(it)));
        let Some(operation) = operation else {
            *left_out += 1;
            continue;
        };
        let outcome = match direction {
            "input" => {
                let mut case = case.clone();
                for (model, stands) in renamed.names(spec.service.as_str(), name) {
                    let params = case.get_mut("params").and_then(Value::as_object_mut);
                    if let Some(params) = params
                        && let Some(value) = params.remove(model)
                    {
                        params.insert(stands.to_owned(), value);
                    }
                }
                cases::input(operation, &case, endpoint)
            }
            _ => cases::output(operation, case),
        };
        outcomes.push((id, outcome));
    }
    Ok(outcomes)
}

/// The operation of that name; `None` where boto3 has none. Names of CloudFront's operations carry the
/// version of the API, which boto3 leaves out.
fn stands_as<'a>(spec: &'a Spec, name: &str) -> Option<&'a Operation> {
    let version = name.len().saturating_sub("2020_05_31".len());
    let plain = name.get(..version).filter(|_| name[version..].contains('_')).unwrap_or(name);
    spec.operation(name).or_else(|| spec.operation(plain))
}

fn spec_at(path: &Path) -> Result<Spec, String> {
    let text = fs::read_to_string(path).map_err(|e| told(path, &e.to_string()))?;
    spec::read(&text, path).map_err(|errors| match errors.first() {
        Some(error) => error.to_string(),
        None => told(path, "is no spec"),
    })
}

fn read(path: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(path).map_err(|e| told(path, &e.to_string()))?;
    serde_json::from_str(&text).map_err(|e| told(path, &e.to_string()))
}

fn told(path: &Path, what: &str) -> String {
    format!("{}: {what}", path.display())
}
