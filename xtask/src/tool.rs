//! The command itself, built and run as its users run it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How the command is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Soon there.
    Dev,
    /// With optimisation, as its users build it.
    Release,
}

/// Cargo, as if it was called from a shell. What `cargo run` tells an errand of its own package is not told
/// on: the build script of `ring` would take it for a change, and it and all above it would be compiled anew.
pub fn cargo() -> Command {
    let mut command = Command::new(env!("CARGO"));
    let of_a_package = ["CARGO_MANIFEST_", "CARGO_PKG_"];
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if of_a_package.iter().any(|start| text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Builds `doc-bindgen`, and says where it is. Chosen together with the package that is running,
/// what both depend on has the features it has now, and is not compiled again.
pub fn build(profile: Profile, beside: &str) -> Result<PathBuf, String> {
    let (arguments, folder): (&[&str], _) = match profile {
        Profile::Dev => (&["build"], "debug"),
        Profile::Release => (&["build", "--release"], "release"),
    };
    let status = cargo()
        .args(arguments)
        .args(["--bin", "doc-bindgen", "--package", "doc-bindgen", "--package", beside])
        .status()
        .map_err(|e| format!("cargo: {e}"))?;
    if !status.success() {
        return Err("doc-bindgen does not build".into());
    }
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), Into::into);
    let path = target.join(folder).join(format!("doc-bindgen{}", env::consts::EXE_SUFFIX));
    path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))
}

/// Reads `pages` into the specs under `out`, with nothing remembered and nothing said. They are known
/// to be whole, so whatever they do not have any more is gone.
pub fn parse(
    command: &Path,
    pages: impl IntoIterator<Item = PathBuf>,
    out: &Path,
) -> Result<(), String> {
    let status = Command::new(command)
        .args(["--quiet", "parse", "--no-cache"])
        .args(pages)
        .args(standing(out).flat_map(|service| ["--allow-removal".to_owned(), service]))
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_err(|e| format!("{}: {e}", command.display()))?;
    match status.code() {
        // 1 is "done, and there is something to say".
        Some(0 | 1) => Ok(()),
        _ => Err(format!("doc-bindgen parse into {} ended with {status}", out.display())),
    }
}

/// The services whose specs stand in a folder.
fn standing(out: &Path) -> impl Iterator<Item = String> {
    let folders = ["aws", "huaweicloud"].map(|provider| out.join(provider));
    let files = folders.into_iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten());
    let paths = files.flatten().map(|file| file.path());
    let specs = paths.filter(|path| path.extension().is_some_and(|it| it == "yaml"));
    specs.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
}

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// By the clock.
    pub wall: Duration,
    /// The most memory that it, or any one process that it started, held, in bytes; where the
    /// system tells.
    pub peak: Option<u64>,
}

/// Runs a command to its end, and measures it.
pub fn measure(command: &mut Command) -> Result<(ExitStatus, Cost), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let begin = Instant::now();
    let mut child = command.spawn().map_err(|e| format!("{name}: {e}"))?;
    let mut peak = None;
    let status = loop {
        // The mark only ever rises, so what it is shortly before the end is what it was.
        peak = peak.max(high_water(child.id()));
        match child.try_wait().map_err(|e| format!("{name}: {e}"))? {
            Some(status) => break status,
            // Often at first, for what is over soon; seldom where it takes its time.
            None => thread::sleep((begin.elapsed() / 100).clamp(SHORTEST, LONGEST)),
        }
    };
    Ok((status, Cost { wall: begin.elapsed(), peak }))
}

/// The time that the processes which this one started and which are over kept a processor busy, in
/// hundredths of a second, as Linux tells it; nothing elsewhere.
pub fn cpu_of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name, which may hold anything, the 14th and 15th value: in user mode and in the system.
    let values = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = values.skip(13).take(2).filter_map(|value| value.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

const SHORTEST: Duration = Duration::from_millis(1);
const LONGEST: Duration = Duration::from_millis(50);

/// The highest mark of the memory of a process and those below it, in bytes.
fn high_water(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let own = line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kib| kib << 10);
    let threads = fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let below = threads
        .flatten()
        .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
        .collect::<Vec<_>>()
        .join(" ");
    own.max(below.split_whitespace().filter_map(|id| high_water(id.parse().ok()?)).max())
}
