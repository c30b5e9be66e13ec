//! `cargo xtask serde-cost`: what it costs to give every type of a service serde and the std traits,
//! in several ways, side by side.

mod sample;
mod ways;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use crate::{Outcome, files, tool};
use ways::Way;

/// Emits the types of a service in several ways, and prints what each costs to compile and how fast
/// it runs. The service is one of structures and enums, as most are.
#[derive(clap::Args)]
pub struct Arguments {
    /// The spec of the service.
    spec: PathBuf,
    /// The ways; all of them where left out.
    #[arg(long, value_delimiter = ',')]
    ways: Vec<String>,
    /// Compile only, and do not time what was compiled.
    #[arg(long)]
    compile_only: bool,
    /// Runs of which the cheapest counts.
    #[arg(long, default_value_t = 2)]
    runs: usize,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let spec = files::spec(&arguments.spec)?;
    let ways: Vec<Way> = Way::ALL
        .into_iter()
        .filter(|way| arguments.ways.is_empty() || arguments.ways.iter().any(|it| it == way.name()))
        .collect();
    let sample = sample::most(&spec).ok_or("the service has no output")?;
    let folder = Folder::new(&ways)?;
    for way in &ways {
        folder.package(*way, &ways::source(*way, &spec, &sample)?)?;
    }
    // Everything that the ways stand on, so that it is not counted.
    folder.cargo(&["check", "--package", "ground"])?;
    folder.cargo(&["build", "--package", "ground"])?;
    if !arguments.compile_only {
        folder.cargo(&["build", "--release", "--package", "ground"])?;
    }
    if ways.contains(&Way::Tables) && !arguments.compile_only {
        folder.cargo(&["run", "--release", "--package", "tables", "--bin", "tables-sample"])?;
    }
    println!(
        "| what is emitted | check, CPU s | build, CPU s | rlib, MB | peak, GB | write, MB/s | read, MB/s |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|");
    for way in ways {
        let check = folder.cheapest(arguments.runs, way, "check")?;
        let build = folder.cheapest(arguments.runs, way, "build")?;
        let rlib = folder.0.join("target/debug").join(format!("lib{}.rlib", way.name()));
        let bytes = fs::metadata(&rlib).map_or(0, |it| it.len());
        let peak = check.peak.max(build.peak).unwrap_or(0);
        let speed = if way.has_serde() && !arguments.compile_only {
            folder.speed(way)?
        } else {
            "| | |".to_owned()
        };
        println!(
            "| {} | {:.2} | {:.2} | {:.1} | {:.2} {speed}",
            way.title(),
            check.cpu.as_secs_f64(),
            build.cpu.as_secs_f64(),
            bytes as f64 / 1e6,
            peak as f64 / 1e9,
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// What compiling took.
struct Compiled {
    cpu: Duration,
    peak: Option<u64>,
}

/// The folder in which a package for each way stands, one workspace.
struct Folder(PathBuf);

impl Folder {
    fn new(ways: &[Way]) -> Result<Self, String> {
        let path = Path::new("target").join("serde-cost");
        fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let folder = Folder(path.canonicalize().map_err(|error| error.to_string())?);
        let members: String = ways.iter().map(|way| format!(", {:?}", way.name())).collect();
        // Compiled as what comes from crates.io is.
        let workspace = format!(
            "[workspace]\nmembers = [\"ground\"{members}]\nresolver = \"3\"\n\n\
             [profile.dev]\nincremental = false\n"
        );
        folder.write("Cargo.toml", &workspace)?;
        folder.manifest("ground")?;
        folder.write("ground/src/lib.rs", "")?;
        Ok(folder)
    }

    fn package(&self, way: Way, source: &str) -> Result<(), String> {
        let name = way.name();
        self.manifest(name)?;
        self.write(&format!("{name}/src/lib.rs"), source)?;
        if way.has_serde() {
            let main = include_str!("speed.rs.txt").replace("way_", name);
            self.write(&format!("{name}/src/main.rs"), &main)?;
        }
        if way == Way::Tables {
            let sample = include_str!("sample.rs.txt");
            self.write(&format!("{name}/src/bin/tables-sample.rs"), sample)?;
        }
        Ok(())
    }

    fn manifest(&self, name: &str) -> Result<(), String> {
        let runtime = Path::new("runtime").canonicalize().map_err(|e| format!("runtime: {e}"))?;
        let mut manifest = String::new();
        let _ = write!(
            manifest,
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\ndoc-bindgen-runtime = {{ path = {:?} }}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n",
            runtime.display().to_string()
        );
        self.write(&format!("{name}/Cargo.toml"), &manifest)
    }

    fn write(&self, name: &str, text: &str) -> Result<(), String> {
        let path = self.0.join(name);
        let told = |error| format!("{}: {error}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(told)?;
        fs::write(&path, text).map_err(told)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = tool::cargo();
        command.arg(arguments[0]).arg("--quiet").args(&arguments[1..]).current_dir(&self.0);
        command.env_remove("CARGO_TARGET_DIR");
        command
    }

    fn cargo(&self, arguments: &[&str]) -> Result<(), String> {
        let status = self.command(arguments).status().map_err(|error| format!("cargo: {error}"))?;
        if status.success() { Ok(()) } else { Err(format!("cargo {} failed", arguments.join(" "))) }
    }

    /// The cheapest of several runs.
    fn cheapest(&self, runs: usize, way: Way, with: &str) -> Result<Compiled, String> {
        let source = format!("{}/src/lib.rs", way.name());
        let text = fs::read_to_string(self.0.join(&source)).map_err(|error| error.to_string())?;
        let mut best: Option<Compiled> = None;
        for _ in 0..runs.max(1) {
            self.write(&source, &text)?; // it is new to cargo
            let before = tool::cpu_of_children();
            let mut command = self.command(&[with, "--lib", "--package", way.name()]);
            let (status, cost) = tool::measure(command.stderr(Stdio::inherit()))?;
            if !status.success() {
                return Err(format!("`{}` does not compile", way.name()));
            }
            let cpu = tool::cpu_of_children().saturating_sub(before);
            if best.as_ref().is_none_or(|best| cpu < best.cpu) {
                best = Some(Compiled { cpu, peak: cost.peak });
            }
        }
        best.ok_or_else(|| "no run".to_owned())
    }

    /// How fast it writes and reads, as cells of the table.
    fn speed(&self, way: Way) -> Result<String, String> {
        let mut command = self.command(&["run", "--release", "--package", way.name(), "--bin"]);
        let output = command.arg(way.name()).output().map_err(|error| format!("cargo: {error}"))?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }
}
