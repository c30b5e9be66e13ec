//! Stories of emitted clients, told to a server that stands in for AWS.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

use crate::Outcome;
use crate::tool::{self, Profile};

/// The services that there are stories of.
const SERVICES: [&str; 14] = [
    "apigateway",
    "cloudwatch",
    "dynamodb",
    "ec2",
    "iam",
    "kms",
    "lambda",
    "route53",
    "s3",
    "scheduler",
    "sns",
    "sqs",
    "ssm",
    "sts",
];

/// cloudwatch speaks three protocols; the first is in the tool, and this is another.
const QUERY: &str = "\
format: 1
provider: aws
service: cloudwatch
reason: The story is told over another protocol of the service.
protocol:
  name: query
";

/// Tells stories over emitted clients to moto, which checks their signatures: reads the pages of fourteen
/// services, emits their bindings, compiles them and runs `stories/`; then calls operations straight from
/// the specs (`scripts/call-stories`). Needs python3, and PyPI the first
/// time.
#[derive(Args)]
pub struct Arguments {
    /// A corpus with pages of boto3 (`cargo xtask corpus`).
    #[arg(long, default_value = "corpus/boto3-1.44.5")]
    corpus: PathBuf,
}

/// Runs the errand.
pub fn run(arguments: &Arguments) -> Outcome {
    let tool = tool::build(Profile::Dev, "xtask")?;
    emit(&tool, &arguments.corpus, Path::new("target/stories"), &SERVICES, None)?;
    let query = Path::new("target/stories/query");
    emit(&tool, &arguments.corpus, query, &["cloudwatch"], Some(QUERY))?;
    let mut build = tool::cargo();
    build.args(["build", "--locked", "--manifest-path", "stories/Cargo.toml"]);
    ran(build.args(["--target-dir", "target/stories/build"]), &[0])?;
    ran(Command::new("scripts/with-moto").arg("target/stories/build/debug/stories"), &[0])?;
    let mut by_call = Command::new("scripts/with-moto");
    ran(by_call.arg("scripts/call-stories").env("DOC_BINDGEN", &tool), &[0])?;
    Ok(ExitCode::SUCCESS)
}

/// Reads the pages of services and emits their bindings, below a folder.
fn emit(
    tool: &Path,
    corpus: &Path,
    home: &Path,
    services: &[&str],
    overlay: Option<&str>,
) -> Result<(), String> {
    let (specs, bindings) = (home.join("spec"), home.join("bindings"));
    for folder in [&specs, &bindings] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
    }
    if let Some(overlay) = overlay {
        let path = specs.join("overlays/stories.yaml");
        fs::create_dir_all(specs.join("overlays"))
            .and_then(|()| fs::write(&path, overlay))
            .map_err(|e| format!("{}: {e}", path.display()))?;
    }
    let pages: Vec<PathBuf> =
        services.iter().map(|service| corpus.join("services").join(service)).collect();
    if let Some(missing) = pages.iter().find(|pages| !pages.exists()) {
        return Err(format!("{} is not there: run `cargo xtask corpus`", missing.display()));
    }
    let mut parse = Command::new(tool);
    parse.arg("parse").args(&pages).arg("--out").arg(&specs).arg("--no-cache");
    // Status 1 is "done, and there is something to say".
    ran(parse.arg("--quiet"), &[0, 1])?;
    let specs = services.iter().map(|service| specs.join(format!("aws/{service}.yaml")));
    ran(Command::new(tool).arg("generate").args(specs).arg("--out").arg(bindings), &[0])
}

fn ran(command: &mut Command, statuses: &[i32]) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|e| format!("{name}: {e}"))?;
    match status.code() {
        Some(code) if statuses.contains(&code) => Ok(()),
        _ => Err(format!("{name} failed ({status})")),
    }
}
