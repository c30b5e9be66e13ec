//! What the bindings of EC2 alone cost to compile, beside the SDK's crate.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use super::{cargo, run_cargo, write};
use crate::{Outcome, files, root, tool};

/// What a crate alone costs to compile, all that it stands on being there.
#[derive(Default)]
struct Compiled {
    check: Taken,
    build: Taken,
    /// The rlib of a debug build, in bytes.
    rlib: u64,
}

#[derive(Default)]
struct Taken {
    wall: Duration,
    cpu: Duration,
    peak: u64,
}

/// Compiles EC2 of both, each in a package that does nothing but depend on it.
pub(super) fn run(package: &Path) -> Outcome {
    let bindings = package.join("src/bindings/aws/ec2.rs");
    let folder = root().join("target/rivals");
    let text = fs::read_to_string(package.join("Cargo.toml")).map_err(|e| e.to_string())?;
    let pinned = text.lines().find(|line| line.starts_with("aws-sdk-ec2 "));
    let pinned = pinned.ok_or("rivals/Cargo.toml pins no aws-sdk-ec2")?;
    let source = fs::read_to_string(&bindings).map_err(|e| e.to_string())?;
    // The SDK's types have no serde; ours have it unless its feature is off.
    let with_serde = ours(&folder, "ours-ec2", r#""serde", "xml""#, &source)?;
    let without = ours(&folder, "ours-ec2-without-serde", r#""xml""#, &source)?;
    let mut rows = Vec::new();
    for (name, dependency) in [
        ("aws-sdk-ec2", pinned.to_owned()),
        ("ours-ec2", with_serde),
        ("ours-ec2-without-serde", without),
    ] {
        let user = folder.join(format!("user-of-{name}"));
        // Compiled as what comes from crates.io is.
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [profile.dev]\nincremental = false\n\n[dependencies]\n{dependency}\n"
        );
        write(&user.join("Cargo.toml"), &manifest)?;
        write(&user.join("src/lib.rs"), "")?;
        // Both stand on the same releases of what is below them.
        let lock = user.join("Cargo.lock");
        if name == "aws-sdk-ec2" && !lock.exists() {
            let from = package.join("Cargo.lock");
            fs::copy(&from, &lock).map_err(|e| format!("{}: {e}", from.display()))?;
        }
        rows.push((name, compiled(&user, name)?));
    }
    println!("| EC2, the crate alone | aws-sdk-ec2 | ours | ratio | without serde | ratio |");
    println!("|---|---:|---:|---:|---:|---:|");
    type Figure = (&'static str, fn(&Compiled) -> f64);
    let figures: [Figure; 7] = [
        ("check, wall s", |it| it.check.wall.as_secs_f64()),
        ("check, processor s", |it| it.check.cpu.as_secs_f64()),
        ("check, peak MB", |it| it.check.peak as f64 / 1e6),
        ("debug build, wall s", |it| it.build.wall.as_secs_f64()),
        ("debug build, processor s", |it| it.build.cpu.as_secs_f64()),
        ("debug build, peak MB", |it| it.build.peak as f64 / 1e6),
        ("rlib, MB", |it| it.rlib as f64 / 1e6),
    ];
    let mut table = String::new();
    for (what, of) in figures {
        let theirs = of(&rows[0].1);
        let _ = write!(table, "| {what} | {theirs:.1} |");
        for (_, ours) in &rows[1..] {
            let _ = write!(table, " {:.1} | {:.1} |", of(ours), theirs / of(ours));
        }
        table.push('\n');
    }
    print!("{table}");
    Ok(ExitCode::SUCCESS)
}

/// Writes a package of the bindings, and says how another depends on it.
fn ours(folder: &Path, name: &str, features: &str, source: &str) -> Result<String, String> {
    let package = folder.join(name);
    let runtime = root().join("runtime");
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         doc-bindgen-runtime = {{ path = {:?}, default-features = false, features = [{features}] }}\n",
        runtime.display().to_string()
    );
    write(&package.join("Cargo.toml"), &manifest)?;
    write(&package.join("src/lib.rs"), source)?;
    Ok(format!("{name} = {{ path = {:?} }}", package.display().to_string()))
}

fn compiled(user: &Path, name: &str) -> Result<Compiled, String> {
    let mut out = Compiled::default();
    for (with, taken) in [("check", &mut out.check), ("build", &mut out.build)] {
        let below = below(user, name)?;
        let chosen = below.iter().flat_map(|package| ["--package", package]);
        run_cargo(user, &[with].into_iter().chain(chosen).collect::<Vec<_>>())?;
        run_cargo(user, &["clean", "--package", name])?;
        let before = tool::cpu_of_children();
        let mut command = cargo(user);
        command.args([with, "--quiet", "--jobs", "2"]).stderr(Stdio::inherit());
        let (status, cost) = tool::measure(&mut command)?;
        if !status.success() {
            return Err(format!("cargo {with} of {name} failed"));
        }
        taken.wall = cost.wall;
        taken.cpu = tool::cpu_of_children().saturating_sub(before);
        taken.peak = cost.peak.unwrap_or(0);
    }
    let start = format!("lib{}-", name.replace('-', "_"));
    let folder = user.join("target/debug/deps");
    for stem in files::stems(&folder, "rlib")? {
        if stem.starts_with(&start) {
            let path = folder.join(format!("{stem}.rlib"));
            out.rlib = fs::metadata(path).map_or(0, |it| it.len());
        }
    }
    Ok(out)
}

/// What a crate stands on, as `name@version`.
fn below(user: &Path, name: &str) -> Result<Vec<String>, String> {
    let mut command = cargo(user);
    command.args(["tree", "--quiet", "--edges", "normal", "--depth", "1", "--prefix", "none"]);
    let output = command.args(["--package", name]).output().map_err(|e| format!("cargo: {e}"))?;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let packages = lines.lines().skip(1).filter_map(|line| {
        let (name, rest) = line.split_once(" v")?;
        Some(format!("{name}@{}", rest.split(' ').next()?))
    });
    let packages: Vec<String> = packages.collect();
    if packages.is_empty() {
        Err(format!("cargo tree tells nothing of {name}"))
    } else {
        Ok(packages)
    }
}
