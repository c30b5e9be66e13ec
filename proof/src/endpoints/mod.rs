//! `cargo proof endpoints`: where services are reached, against botocore's tests of endpoints.

mod urls;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use doc_bindgen_runtime::endpoints::{Asked, resolve};
use doc_bindgen_runtime::facts::ServiceFacts;
use serde::Deserialize;
use xtask::Outcome;

use crate::reference;

/// Holds where the runtime says that services are reached, by their prefix alone, against the tests of
/// botocore's source, and what users set against the tests of configured endpoints.
#[derive(clap::Args)]
pub struct Arguments {
    /// botocore's source, as PyPI has it: a folder with `botocore/data` and `tests`.
    #[arg(long, value_name = "FOLDER")]
    source: Option<PathBuf>,
    /// The tests of configured endpoints: `profile-tests.json`.
    #[arg(long, value_name = "FILE")]
    urls: Option<PathBuf>,
    /// How many tests of each kind to show.
    #[arg(long, default_value_t = 0)]
    show: usize,
}

#[derive(Deserialize)]
struct Tests {
    #[serde(rename = "testCases")]
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    params: BTreeMap<String, serde_json::Value>,
    #[serde(default, rename = "operationInputs")]
    inputs: Vec<serde_json::Value>,
    expect: Expected,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Expected {
    Endpoint { url: String },
    Error(String),
}

/// What became of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// It says the same.
    Agrees,
    /// It depends on more than region, FIPS and both families of addresses.
    Asks,
    /// The host is the formula's with the other suffix.
    OtherSuffix,
    /// The host is another.
    OtherHost,
    /// An error is expected, or there is none for lack of a region.
    OtherError,
}

impl Kind {
    fn words(self) -> &'static str {
        match self {
            Kind::Agrees => "agree",
            Kind::Asks => "depend on more than region, FIPS and families of addresses",
            Kind::OtherSuffix => "have the suffix of both families of addresses always",
            Kind::OtherHost => "have a host of their own",
            Kind::OtherError => "expect an error of their own",
        }
    }
}

pub fn run(arguments: &Arguments) -> Outcome {
    let mut good = true;
    match &arguments.urls {
        Some(path) => good &= urls::hold(path)?,
        None => println!("skipped: configured endpoints, as no --urls says where their tests are"),
    }
    match &arguments.source {
        Some(source) => hold(source, arguments.show)?,
        None => println!("skipped: endpoints, as no --source says where botocore's source is"),
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn hold(source: &Path, show: usize) -> Result<(), String> {
    let folder = source.join("tests/functional/endpoint-rules");
    let at = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut counts: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    let mut services: Vec<String> = Vec::new();
    for entry in fs::read_dir(&folder).map_err(at)? {
        let entry = entry.map_err(at)?;
        if entry.path().is_dir() {
            services.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    services.sort();
    for service in services {
        let path = folder.join(&service).join("endpoint-tests-1.json");
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let tests: Tests =
            serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        let model = reference::model(&source.join("botocore/data"), &service)?;
        let prefix = model["metadata"]["endpointPrefix"].as_str().unwrap_or_default().to_owned();
        // A program of a service has it as a constant.
        let prefix: &'static str = Box::leak(prefix.into_boxed_str());
        let facts = ServiceFacts { endpoint_prefix: Some(prefix), ..ServiceFacts::NONE };
        for case in &tests.cases {
            let (kind, said) = try_case(&facts, case);
            counts.entry(kind).or_default().push(format!("{service}: {said}"));
        }
    }
    for (kind, cases) in &counts {
        println!("{:>6} {}", cases.len(), kind.words());
        if *kind != Kind::Agrees {
            cases.iter().take(show).for_each(|case| println!("         {case}"));
        }
    }
    Ok(())
}

fn try_case(facts: &ServiceFacts, case: &Case) -> (Kind, String) {
    let known = ["Region", "UseFIPS", "UseDualStack"];
    if !case.inputs.is_empty() || case.params.keys().any(|key| !known.contains(&key.as_str())) {
        return (Kind::Asks, format!("{:?}", case.params));
    }
    let is_set = |key: &str| case.params.get(key).and_then(|it| it.as_bool()).unwrap_or_default();
    let asked = Asked {
        region: case.params.get("Region").and_then(|it| it.as_str()).unwrap_or_default(),
        fips: is_set("UseFIPS"),
        dual_stack: is_set("UseDualStack"),
    };
    let url = |asked: &Asked<'_>| {
        let resolved = resolve(facts, asked).map_err(|error| error.to_string())?;
        Ok::<_, String>(resolved.endpoint.uri.to_string().trim_end_matches('/').to_owned())
    };
    let found = url(&asked);
    let said = format!("{asked:?}: {found:?}");
    match (&case.expect, found) {
        (Expected::Endpoint { url }, Ok(found)) if found == *url => (Kind::Agrees, said),
        (Expected::Error(error), Err(_)) if error.contains("Region") => (Kind::Agrees, said),
        (Expected::Endpoint { url: expected }, Ok(_)) => {
            let both = url(&Asked { dual_stack: true, ..asked });
            let kind =
                if both.as_ref() == Ok(expected) { Kind::OtherSuffix } else { Kind::OtherHost };
            (kind, format!("{said}, expected {expected}"))
        }
        (Expected::Endpoint { url }, Err(_)) => {
            (Kind::OtherHost, format!("{said}, expected {url}"))
        }
        (Expected::Error(error), _) => (Kind::OtherError, format!("{said}, expected: {error}")),
    }
}
