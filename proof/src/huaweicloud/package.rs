//! `cargo proof huaweicloud-sdk`: what the official SDK says of services, from PyPI.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use xtask::Outcome;
use xtask::python;

const SCRIPT: &str = include_str!("facts.py");
/// The packages that the project's figures are about, each with its hash.
const PINNED: &str = include_str!("../../huaweicloud-sdk.txt");

/// Takes what the SDK says of services out of its packages on PyPI, as JSON for
/// `cargo proof huaweicloud`. Nothing in the packages is run.
#[derive(clap::Args)]
pub struct Arguments {
    /// The services, with commas between them, as the packages call them (`vpc`); those of
    /// `proof/huaweicloud-sdk.txt` where left out. Others are of the same release.
    #[arg(long, value_delimiter = ',')]
    services: Vec<String>,
    /// Where to: a folder that git ignores.
    #[arg(long, default_value = "corpus/huaweicloud-sdk")]
    out: PathBuf,
}

pub fn run(arguments: &Arguments) -> Outcome {
    let list = requirements(&arguments.services)?;
    let at = |error: std::io::Error, path: &Path| format!("{}: {error}", path.display());
    let wheels = arguments.out.join("wheels");
    fs::create_dir_all(&wheels).map_err(|error| at(error, &wheels))?;
    let requirements = arguments.out.join("requirements.txt");
    fs::write(&requirements, list).map_err(|error| at(error, &requirements))?;
    let script = arguments.out.join("facts.py");
    fs::write(&script, SCRIPT).map_err(|error| at(error, &script))?;
    let venv = arguments.out.join("venv");
    if !python::is_whole(&venv) {
        python::make(&venv, None)?;
    }
    let pip = Command::new(python::interpreter(&venv))
        .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--only-binary", ":all:", "--dest"])
        .args([&wheels, Path::new("-r"), &requirements])
        .output()
        .map_err(|error| format!("pip: {error}"))?;
    if !pip.status.success() {
        return Err(String::from_utf8_lossy(&pip.stderr).into_owned());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&wheels).map_err(|error| at(error, &wheels))? {
        files.push(entry.map_err(|error| at(error, &wheels))?.path());
    }
    files.sort();
    let made = Command::new(python::interpreter(&venv))
        .arg(&script)
        .arg(&arguments.out)
        .args(&files)
        .status()
        .map_err(|error| format!("python: {error}"))?;
    if !made.success() {
        return Err(format!("{} did not come to its end", script.display()));
    }
    println!("{}: {} packages", arguments.out.display(), files.len());
    Ok(ExitCode::SUCCESS)
}

/// What pip is told to download. What is pinned is held to its hash, and all of it has to be.
fn requirements(services: &[String]) -> Result<String, String> {
    let pinned: Vec<&str> = PINNED.lines().filter(|line| !line.starts_with('#')).collect();
    if services.is_empty() {
        return Ok(pinned.join("\n") + "\n");
    }
    let release = pinned.iter().find_map(|line| line.split(' ').next()?.split_once("=="));
    let (_, release) = release.ok_or("huaweicloud-sdk.txt pins nothing")?;
    let line = |service: &String| {
        if !service.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Err(format!("`{service}` is no service of the SDK"));
        }
        let package = format!("huaweicloudsdk{service}=={release}");
        Ok(pinned.iter().find(|it| it.starts_with(&package)).map_or(package, |it| (*it).into()))
    };
    let mut lines = services.iter().map(line).collect::<Result<Vec<String>, String>>()?;
    if lines.iter().any(|line| !line.contains("--hash")) {
        // pip wants the hash of all or of none.
        for line in &mut lines {
            line.truncate(line.find(' ').unwrap_or(line.len()));
        }
    }
    Ok(lines.join("\n") + "\n")
}
