//! `cargo proof compile`: every service emitted and compiled, in batches that fit the memory.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use crate::parallel::{default_jobs, map};
use doc_bindgen::spec::Provider;
use doc_bindgen::{build_script, emit};

use xtask::{Outcome, files, tool};

/// Emits the services and compiles them in batches, each batch a crate of its own, and prints what
/// that took. A warning is a failure.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of specs.
    #[arg(long, default_value = "spec/aws")]
    spec: PathBuf,
    /// The most that is compiled at a time, in megabytes of emitted code; a service that is larger
    /// is a batch of its own.
    #[arg(long, default_value_t = 8)]
    megabytes: usize,
    /// What cargo does with each batch: check, build, clippy, doc or test. A test writes and reads
    /// values of every type that is emitted, with the project's own `tests/round_trip.rs`.
    #[arg(long, default_value = "check")]
    with: String,
    /// The services; all of the folder where left out.
    services: Vec<String>,
}

/// A service as it is compiled.
struct Emitted {
    provider: Provider,
    module: String,
    source: String,
    /// The types, in the form that `tests/round_trip.rs` takes.
    types: String,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let services = if arguments.services.is_empty() {
        files::stems(&arguments.spec, "yaml")?
    } else {
        arguments.services.clone()
    };
    let emitted = map(&services, default_jobs(), |service| emit(&arguments.spec, service));
    let emitted = emitted.into_iter().collect::<Result<Vec<Emitted>, String>>()?;
    let batches = batches(emitted, arguments.megabytes << 20);
    let folder = Path::new("target").join("compile");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let folder = folder.canonicalize().map_err(|e| e.to_string())?;
    let (mut wall, mut peak, mut lines, mut failed) = (Duration::ZERO, None, 0, 0);
    let count = batches.len();
    for (at, batch) in batches.iter().enumerate() {
        let package = folder.join("batch");
        write(&package, batch)?;
        let mut command = tool::cargo();
        command
            .arg(&arguments.with)
            .args(["--quiet", "--manifest-path"])
            .arg(package.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(folder.join("target"))
            .env("RUSTFLAGS", "-Dwarnings")
            .env("RUSTDOCFLAGS", "-Dwarnings");
        if arguments.with != "test" {
            command.stdout(Stdio::null());
        }
        if arguments.with == "doc" {
            command.arg("--no-deps");
        }
        if arguments.with == "test" {
            command.args(["--test", "round_trip"]);
        }
        let (status, cost) = tool::measure(&mut command)?;
        let of_batch: usize = batch.iter().map(|e| e.source.lines().count()).sum();
        wall += cost.wall;
        peak = peak.max(cost.peak);
        lines += of_batch;
        let names: Vec<&str> = batch.iter().map(|e| &*e.module).collect();
        println!(
            "{:>3} of {count}: {} {:.1} s, {} MB, {of_batch} lines: {}",
            at + 1,
            if status.success() { "good," } else { "FAILED," },
            cost.wall.as_secs_f64(),
            cost.peak.unwrap_or(0) / 1_000_000,
            names.join(" ")
        );
        failed += usize::from(!status.success());
    }
    println!(
        "{} services, {lines} lines in {count} batches: cargo {} took {:.1} s, at most {} MB; \
         {failed} failed",
        services.len(),
        arguments.with,
        wall.as_secs_f64(),
        peak.unwrap_or(0) / 1_000_000
    );
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn emit(folder: &Path, service: &str) -> Result<Emitted, String> {
    let path = folder.join(format!("{service}.yaml"));
    let spec = files::spec(&path)?;
    let (provider, module) = (spec.provider, spec.service.module());
    let types = build_script::types_of(&spec);
    Ok(Emitted { provider, module, source: emit::to_source(&spec), types })
}

/// Puts services together until a batch is full, the largest first.
fn batches(mut emitted: Vec<Emitted>, most: usize) -> Vec<Vec<Emitted>> {
    emitted.sort_by_key(|e| std::cmp::Reverse(e.source.len()));
    let mut batches: Vec<(usize, Vec<Emitted>)> = Vec::new();
    for service in emitted {
        let size = service.source.len();
        match batches.iter_mut().find(|(full, _)| full + size <= most) {
            Some((full, batch)) => {
                *full += size;
                batch.push(service);
            }
            None => batches.push((size, vec![service])),
        }
    }
    batches.into_iter().map(|(_, batch)| batch).collect()
}

/// Writes a batch as a crate that stands on the runtime of this workspace. It has the name and the
/// modules of the project's own, so that the project's tests take it for that.
fn write(package: &Path, batch: &[Emitted]) -> Result<(), String> {
    let source = package.join("src");
    let _ = fs::remove_dir_all(&source);
    fs::create_dir_all(&source).map_err(|e| format!("{}: {e}", source.display()))?;
    let workspace = Path::new(".").canonicalize().map_err(|e| e.to_string())?;
    let place = |path: &str| format!("{:?}", workspace.join(path).display().to_string());
    let manifest = format!(
        "[package]\nname = \"batch\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [lib]\nname = \"cloud_bindings\"\n\n\
         [features]\ndefault = [\"serde\"]\nserde = []\n\n\
         [profile.dev]\ndebug = false\n\n\
         [dependencies]\ndoc-bindgen-runtime = {{ path = {} }}\n\n\
         [dev-dependencies]\nrmp-serde = \"1\"\n\
         serde = {{ version = \"1\", default-features = false, features = [\"std\"] }}\n\
         serde_json = {{ version = \"1\", features = [\"float_roundtrip\"] }}\n\n\
         [[test]]\nname = \"round_trip\"\npath = {}\n",
        place("runtime"),
        place("tests/round_trip.rs"),
    );
    let mut root = String::new();
    for provider in Provider::ALL {
        let _ = writeln!(root, "pub mod {provider} {{");
        for service in batch.iter().filter(|it| it.provider == provider) {
            let path = source.join(format!("{}.rs", service.module));
            fs::write(&path, &service.source).map_err(|e| format!("{}: {e}", path.display()))?;
            let _ = writeln!(root, "    include!(\"{}.rs\");", service.module);
        }
        root.push_str("}\n");
    }
    let types: String = batch.iter().map(|it| &*it.types).collect();
    let files = [
        ("Cargo.toml", &*manifest),
        ("build.rs", BUILD_SCRIPT),
        ("types.rs", &*types),
        ("src/lib.rs", &*root),
    ];
    for (path, text) in files {
        let path = package.join(path);
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

/// Puts the list of types where the project's build script puts it.
const BUILD_SCRIPT: &str = r#"
fn main() {
    println!("cargo::rerun-if-changed=types.rs");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets it");
    std::fs::copy("types.rs", std::path::Path::new(&out).join("types.rs")).expect("it is written");
}
"#;
