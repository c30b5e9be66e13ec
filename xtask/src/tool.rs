//! The command itself, built and run as its users run it.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

/// Builds `doc-bindgen` with optimisation, and says where it is.
pub fn build() -> Result<PathBuf, String> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--package", "doc-bindgen", "--bin", "doc-bindgen"])
        .status()
        .map_err(|e| format!("cargo: {e}"))?;
    if !status.success() {
        return Err("doc-bindgen does not build".into());
    }
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), Into::into);
    let path = target.join("release").join(format!("doc-bindgen{}", env::consts::EXE_SUFFIX));
    path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))
}

/// What a run took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// By the clock.
    pub wall: Duration,
    /// The most memory that it held, in bytes; where the system tells.
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
        peak = high_water(&child).or(peak);
        match child.try_wait().map_err(|e| format!("{name}: {e}"))? {
            Some(status) => break status,
            None => thread::sleep(Duration::from_millis(1)),
        }
    };
    Ok((status, Cost { wall: begin.elapsed(), peak }))
}

/// The high-water mark of the memory of a process, in bytes.
fn high_water(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kib| kib << 10)
}
