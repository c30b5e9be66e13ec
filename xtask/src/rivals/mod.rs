//! `cargo xtask rivals`: the bindings beside Amazon's SDK: how fast they read and write, how many calls they make
//! in a second, how large programs are with them, and what they cost to compile.

mod alone;
mod consumer;
mod size;
mod soak;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::corpus::BOTO3;
use crate::tool::{self, Profile};
use crate::{Outcome, root};

/// Reads the pages of dynamodb and EC2, emits their bindings, and prints a table: what they read and write
/// beside the SDK and serde's derive macros, in one program by turns. The SDK's versions are pinned in
/// `rivals/Cargo.toml`; compiling it the first time takes a quarter of an hour and 5 GB of memory.
#[derive(clap::Args)]
pub struct Arguments {
    /// The corpus.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Rounds, in each of which everyone has a turn once; the median counts. 61 of reading and writing,
    /// and 3 of calls.
    #[arg(long)]
    rounds: Option<usize>,
    /// What EC2 alone costs to compile, all below it being there.
    #[arg(long, group = "what")]
    compile: bool,
    /// What a program with dynamodb, sqs, s3 and EC2 costs to compile from nothing, adapters included.
    #[arg(long, group = "what")]
    consumer: bool,
    /// How large programs are that list tables, by several profiles of the compiler.
    #[arg(long, group = "what")]
    size: bool,
    /// Calls of one server on this machine over each adapter and by the SDK: calls a second, memory and connections.
    #[arg(long, group = "what")]
    soak: bool,
    /// Calls in a round of `--soak`.
    #[arg(long, default_value_t = 100_000)]
    calls: usize,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let package = root().join("rivals");
    if arguments.soak {
        return soak::run(&package, arguments.calls, arguments.rounds.unwrap_or(3));
    }
    if arguments.size {
        return size::run(&package);
    }
    let specs = root().join("target/rivals/spec");
    if arguments.consumer {
        read(&arguments.corpus, &consumer::SERVICES, &specs)?;
        return consumer::run(&package, &specs);
    }
    let command = read(&arguments.corpus, &SERVICES, &specs)?;
    emit(&command, &specs, &package.join("src/bindings"))?;
    if arguments.compile {
        return alone::run(&package);
    }
    let rounds = arguments.rounds.unwrap_or(61).to_string();
    let status = cargo(&package)
        .args(["run", "--release", "--quiet", "--package", "rivals", "--", &rounds])
        .status()
        .map_err(|e| format!("cargo: {e}"))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const SERVICES: [&str; 2] = ["dynamodb", "ec2"];

/// Reads the pages of the services, and says where the command is that did.
fn read(corpus: &Path, services: &[&str], specs: &Path) -> Result<PathBuf, String> {
    let command = tool::build(Profile::Dev, "xtask")?;
    let pages = corpus.join("services");
    let of = |service: &&str| [pages.join(format!("{service}.rst")), pages.join(service)];
    tool::parse(&command, services.iter().flat_map(of), specs)?;
    Ok(command)
}

/// Emits the bindings that are held beside the SDK.
fn emit(command: &Path, specs: &Path, out: &Path) -> Result<(), String> {
    let specs = SERVICES.map(|service| specs.join(format!("aws/{service}.yaml")));
    let status = Command::new(command)
        .args(["--quiet", "generate"])
        .args(specs)
        .arg("--out")
        .arg(out)
        .status()
        .map_err(|e| format!("{}: {e}", command.display()))?;
    if status.success() { Ok(()) } else { Err("the bindings could not be emitted".to_owned()) }
}

/// Cargo in that folder, which is a workspace of its own.
fn cargo(folder: &Path) -> Command {
    let mut command = tool::cargo();
    command.current_dir(folder).env_remove("CARGO_TARGET_DIR");
    command
}

fn run_cargo(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let status = cargo(folder).args(arguments).arg("--quiet").status();
    match status.map_err(|e| format!("cargo: {e}"))?.success() {
        true => Ok(()),
        false => Err(format!("cargo {} failed in {}", arguments.join(" "), folder.display())),
    }
}

/// Writes a file unless it says that already, so that it stays as old as it is.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let told = |error| format!("{}: {error}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(told)?;
    fs::write(path, text).map_err(told)
}

/// The middle one of them.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
