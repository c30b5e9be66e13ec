//! `cargo proof endpoints`: where services are reached, against botocore's tests of endpoints.

pub mod rules;
mod urls;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use doc_bindgen_runtime::endpoints::{Asked, resolve};
use doc_bindgen_runtime::facts::ServiceFacts;
use serde::Deserialize;
use xtask::corpus::{self, BOTO3};
use xtask::{Outcome, python};

use self::rules::Service;

const SCRIPT: &str = concat!(include_str!("answers.py"), include_str!("rules.py"));

/// Makes rules of where botocore reaches services, where that is not at their prefix, and holds where the
/// runtime says that they are reached, with and without them, against the tests of botocore's source.
/// Holds what users set against the tests of configured endpoints.
#[derive(clap::Args)]
pub struct Arguments {
    /// botocore's source, as PyPI has it: a folder with `botocore/data` and `tests`.
    #[arg(long, value_name = "FOLDER")]
    source: Option<PathBuf>,
    /// Where botocore is, as `cargo xtask corpus` leaves it; installed from PyPI if it is not there.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Show the rules.
    #[arg(long)]
    rules: bool,
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
        Some(source) => good &= hold(source, arguments)?,
        None => println!("skipped: endpoints, as no --source says where botocore's source is"),
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether the rules say all that botocore says, and its tests with them.
fn hold(source: &Path, arguments: &Arguments) -> Result<bool, String> {
    let services = answers(source, &arguments.corpus)?;
    let (mut agree, mut differ, mut rows, mut special) = (0, 0, 0, 0);
    let mut formula: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    let mut whole: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for service in &services {
        let facts = rules::facts(service);
        let (same, other) = rules::hold(&facts, service);
        (agree, differ) = (agree + same, differ + other);
        rows += facts.endpoints.len();
        special += usize::from(!facts.endpoints.is_empty());
        if arguments.rules {
            for rule in facts.endpoints {
                println!("{}: {rule:?}", service.service);
            }
        }
        let bare = ServiceFacts { endpoints: &[], ..facts };
        for case in tests(source, &service.service)? {
            for (facts, kinds) in [(&bare, &mut formula), (&facts, &mut whole)] {
                let (kind, said) = try_case(facts, &case);
                kinds.entry(kind).or_default().push(format!("{}: {said}", service.service));
            }
        }
    }
    println!(
        "{rows} rules of {special} of {} services: {agree} answers agree, {differ} differ",
        services.len()
    );
    for (title, kinds) in [("by the formula alone", &formula), ("with the rules", &whole)] {
        println!("botocore's tests, {title}:");
        for (kind, cases) in kinds {
            println!("{:>6} {}", cases.len(), kind.words());
            if !matches!(kind, Kind::Agrees | Kind::Asks) {
                cases.iter().take(arguments.show).for_each(|case| println!("         {case}"));
            }
        }
    }
    Ok(differ == 0)
}

/// Where botocore reaches each service.
fn answers(source: &Path, folder: &Path) -> Result<Vec<Service>, String> {
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let interpreter = corpus::installed(folder, BOTO3)?;
    let output = python::without_configuration(&interpreter, folder)
        .args(["-c", SCRIPT])
        .arg(source.join("botocore/data"))
        .output()
        .map_err(|e| format!("{}: {e}", interpreter.display()))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).map_err(|e| e.to_string())).collect()
}

/// The tests of a service.
fn tests(source: &Path, service: &str) -> Result<Vec<Case>, String> {
    let folder = source.join("tests/functional/endpoint-rules").join(service);
    let path = folder.join("endpoint-tests-1.json");
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let tests: Tests =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(tests.cases)
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
        (Expected::Error(error), Err(_)) if error.to_lowercase().contains("region") => {
            (Kind::Agrees, said)
        }
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
