//! `cargo xtask speed`: how long the whole way takes, beside `cat` over the same files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use crate::corpus::BOTO3;
use crate::tool::{self, Cost, Profile};
use crate::{Outcome, files};

/// The most bytes of paths that are given to one `cat`.
const ARGUMENTS: usize = 1 << 20;

/// Times `doc-bindgen parse` on more and more services, beside `cat` over the same files, and
/// prints a table: into an empty folder, where every shape has to be given a name; over the specs
/// that stand; and once more where nothing has changed. Each figure is the best of several runs with
/// a warm cache.
#[derive(clap::Args)]
pub struct Arguments {
    /// The corpus.
    #[arg(long, default_value_os_t = PathBuf::from(format!("corpus/boto3-{BOTO3}")))]
    corpus: PathBuf,
    /// Pages of the API Reference, a folder a service, to be read with boto3's, as
    /// `cargo proof reference-pages` writes them.
    #[arg(long)]
    reference: Option<PathBuf>,
    /// The command to time; built where left out.
    #[arg(long)]
    command: Option<PathBuf>,
    /// How many services; all of them last.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 10, 100])]
    services: Vec<usize>,
    /// Runs of which the best counts.
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let command = match &arguments.command {
        Some(command) => command.clone(),
        None => tool::build(Profile::Release, "doc-bindgen")?,
    };
    let pages = arguments.corpus.join("services");
    let pages = pages.canonicalize().map_err(|e| format!("{}: {e}", pages.display()))?;
    let all = files::stems(&pages, "rst")?;
    // The services of a step are those of the steps before and more, small and large as they come.
    let order = spread(&all);
    let steps: Vec<usize> = arguments
        .services
        .iter()
        .copied()
        .filter(|count| *count < all.len())
        .chain([all.len()])
        .collect();
    let out = std::env::temp_dir().join(format!("doc-bindgen-speed-{}", std::process::id()));
    println!(
        "| services | files | MB | cat | new | ratio | over specs | ratio | ms/MB | peak MB | again |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for count in steps {
        let services: Vec<PathBuf> = order[..count]
            .iter()
            .flat_map(|service| {
                let boto3 = [pages.join(format!("{service}.rst")), pages.join(service)];
                let reference = arguments.reference.iter().map(|folder| folder.join(service));
                boto3.into_iter().chain(reference.collect::<Vec<_>>())
            })
            .collect();
        let mut list = Vec::new();
        services.iter().try_for_each(|path| walk(path, &mut list))?;
        let bytes: u64 = list.iter().map(|(_, size)| size).sum();
        let reading = best(arguments.runs, || cat(&list))?;
        let new = best(arguments.runs, || {
            let _ = fs::remove_dir_all(&out);
            parse(&command, &services, &out, false)
        })?;
        let parsing = best(arguments.runs, || parse(&command, &services, &out, false))?;
        // The first of these writes down what was read, the rest find nothing to do.
        let again = best(arguments.runs + 1, || parse(&command, &services, &out, true))?;
        let megabytes = bytes as f64 / 1e6;
        println!(
            "| {count} | {} | {megabytes:.1} | {:.3} s | {:.3} s | {:.1} | {:.3} s | {:.1} | {:.1} | {} | \
             {:.3} s |",
            list.len(),
            reading.wall.as_secs_f64(),
            new.wall.as_secs_f64(),
            new.wall.as_secs_f64() / reading.wall.as_secs_f64(),
            parsing.wall.as_secs_f64(),
            parsing.wall.as_secs_f64() / reading.wall.as_secs_f64(),
            parsing.wall.as_secs_f64() * 1e3 / megabytes,
            new.peak
                .max(parsing.peak)
                .map_or_else(|| "-".into(), |peak| format!("{:.0}", peak as f64 / 1e6)),
            again.wall.as_secs_f64(),
        );
    }
    let _ = fs::remove_dir_all(&out);
    Ok(ExitCode::SUCCESS)
}

/// The services in an order in which any first few are like the whole: by the bits of their
/// places, reversed.
fn spread(all: &[String]) -> Vec<&str> {
    let bits = usize::BITS - all.len().leading_zeros();
    let mut order: Vec<(usize, &str)> = all
        .iter()
        .enumerate()
        .map(|(at, name)| (at.reverse_bits() >> (usize::BITS - bits.max(1)), name.as_str()))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(_, name)| name).collect()
}

/// The pages at a path, with their sizes.
fn walk(path: &Path, out: &mut Vec<(PathBuf, u64)>) -> Result<(), String> {
    let fail = |e| format!("{}: {e}", path.display());
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(fail(error)),
    };
    if metadata.is_dir() {
        for entry in fs::read_dir(path).map_err(fail)? {
            walk(&entry.map_err(fail)?.path(), out)?;
        }
    } else {
        out.push((path.to_path_buf(), metadata.len()));
    }
    Ok(())
}

fn best(runs: usize, mut run: impl FnMut() -> Result<Cost, String>) -> Result<Cost, String> {
    let mut best: Option<Cost> = None;
    for _ in 0..runs.max(1) {
        let cost = run()?;
        if best.is_none_or(|best| cost.wall < best.wall) {
            best = Some(cost);
        }
    }
    best.ok_or_else(|| "nothing was run".into())
}

fn cat(files: &[(PathBuf, u64)]) -> Result<Cost, String> {
    let mut whole = Cost { wall: Duration::ZERO, peak: None };
    let mut rest = files;
    while !rest.is_empty() {
        let mut length = 0;
        let fits = |(path, _): &&(PathBuf, u64)| {
            length += path.as_os_str().len() + 1;
            length < ARGUMENTS
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (now, later) = rest.split_at(count);
        let mut command = Command::new("cat");
        command.args(now.iter().map(|(path, _)| path)).stdout(Stdio::null());
        let (status, cost) = tool::measure(&mut command)?;
        if !status.success() {
            return Err("cat failed".into());
        }
        whole.wall += cost.wall;
        rest = later;
    }
    Ok(whole)
}

/// Reads the pages into `out`: all of them where it `remembers` nothing of earlier runs.
fn parse(command: &Path, paths: &[PathBuf], out: &Path, remembers: bool) -> Result<Cost, String> {
    let mut run = Command::new(command);
    run.args(["--quiet", "parse"]).args(paths.iter().filter(|path| path.exists())).arg("--out");
    run.arg(out).stdout(Stdio::null()).stderr(Stdio::null());
    if !remembers {
        run.arg("--no-cache");
    }
    let (status, cost) = tool::measure(&mut run)?;
    match status.code() {
        Some(0 | 1) => Ok(cost),
        _ => Err(format!("doc-bindgen parse ended with {status}")),
    }
}
