//! `cargo xtask corpus`: boto3's reference as pages, from PyPI, and what botocore's models say.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

use crate::python::{self, remove};
use crate::{Outcome, chosen};

/// The release that the project's figures are about.
pub const BOTO3: &str = "1.44.5";

const SCRIPT: &str = include_str!("corpus.py");
/// Everything that BOTO3 needs, each with its hashes.
const PINNED: &str = include_str!("../requirements.txt");

/// Makes the corpus: installs boto3 from PyPI, renders its reference page by page and writes down
/// what the models say. Goes on where it was stopped; versions stand side by side.
#[derive(clap::Args)]
pub struct Arguments {
    /// The version of boto3.
    #[arg(long, default_value = BOTO3)]
    boto3: String,
    /// The services, with commas between them; all of them where left out.
    #[arg(long, value_delimiter = ',')]
    services: Vec<String>,
    /// The services of `xtask/services-ci.txt`; of an older boto3 those that it has.
    #[arg(long, conflicts_with = "services")]
    slice: bool,
    /// Where to: a folder that git ignores.
    #[arg(long, default_value = "corpus")]
    out: PathBuf,
    /// How many processes; one a processor where left out.
    #[arg(long)]
    processes: Option<usize>,
    /// Write down anew what the models say, and render nothing.
    #[arg(long)]
    truth: bool,
}

pub fn run(arguments: &Arguments) -> Outcome {
    if !arguments.boto3.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(format!("`{}` is no version of boto3", arguments.boto3));
    }
    let folder = arguments.out.join(format!("boto3-{}", arguments.boto3));
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let folder = folder.canonicalize().map_err(|e| format!("{}: {e}", folder.display()))?;
    let python = installed(&folder, &arguments.boto3)?;
    link_models(&folder, &python)?;
    if arguments.truth {
        remove(&folder.join("truth"))?;
    }
    render(&folder, &python, arguments)?;
    let pages = count_pages(&folder.join("services"));
    let services = fs::read_dir(folder.join("truth")).map_or(0, Iterator::count);
    println!("{}: {services} services, {pages} pages", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// The interpreter of a virtual environment that has boto3; made if it is not there whole.
pub fn installed(folder: &Path, version: &str) -> Result<PathBuf, String> {
    let venv = folder.join("venv");
    let python = python::interpreter(&venv);
    if python::is_whole(&venv) {
        eprintln!("boto3 {version} is installed in {}", venv.display());
        return Ok(python);
    }
    let list = folder.join("requirements.txt");
    fs::write(&list, requirements(version)).map_err(|e| format!("{}: {e}", list.display()))?;
    eprintln!("installing boto3 {version} from PyPI");
    if let Err(said) = python::make(&venv, Some(&list)) {
        // pip would list every version that there is.
        return Err(if said.contains("No matching distribution found") {
            remove(folder)?;
            format!("PyPI has no boto3 {version} for this Python")
        } else {
            format!("boto3 {version} could not be installed:\n{said}")
        });
    }
    Ok(python)
}

/// What pip is told to install. Of the release that the figures are about, every package is held
/// to its hash; of another, boto3 and botocore are held to the version, and of the rest whatever
/// they ask for, as it has no part in the pages.
fn requirements(version: &str) -> String {
    if version == BOTO3 {
        PINNED.to_string()
    } else {
        format!("boto3=={version}\nbotocore=={}\n", botocore(version))
    }
}

/// The botocore that was released together with a boto3. Both have had the same number since
/// 1.33.0; before, botocore was three minor versions ahead (1.29.7 came with 1.32.7).
fn botocore(boto3: &str) -> String {
    let mut parts: Vec<&str> = boto3.split('.').collect();
    let ahead = match parts[..] {
        ["1", minor, ..] => minor.parse().ok().filter(|minor: &u32| *minor < 33),
        _ => None,
    };
    let minor = ahead.map(|minor| (minor + 3).to_string());
    if let (Some(minor), Some(place)) = (&minor, parts.get_mut(1)) {
        *place = minor;
    }
    parts.join(".")
}

/// Lays botocore's models at hand: `models/<service>/<version>/service-2.json.gz`.
fn link_models(folder: &Path, python: &Path) -> Result<(), String> {
    let link = folder.join("models");
    if link.exists() {
        return Ok(());
    }
    let script = "import botocore, os, sys; \
                  data = os.path.join(os.path.dirname(botocore.__file__), 'data'); \
                  os.symlink(os.path.relpath(data, os.path.dirname(sys.argv[1])), sys.argv[1])";
    let linked = Command::new(python).args(["-c", script]).arg(&link).status();
    match linked {
        Ok(status) if status.success() => Ok(()),
        _ => Err(format!("{}: botocore's models could not be linked there", link.display())),
    }
}

fn render(folder: &Path, python: &Path, arguments: &Arguments) -> Result<(), String> {
    let script = folder.join("corpus.py");
    fs::write(&script, SCRIPT).map_err(|e| format!("{}: {e}", script.display()))?;
    let processes = arguments
        .processes
        .or_else(|| thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(2);
    let mut command = python::without_configuration(python, folder);
    command.arg(&script).arg(folder).arg(processes.to_string());
    if arguments.truth {
        command.arg("--truth");
    }
    let services = if arguments.slice { chosen::services() } else { arguments.services.clone() };
    if arguments.slice && arguments.boto3 != BOTO3 {
        command.arg("--there");
    }
    command.args(services).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("{}: {e}", python.display()))?;
    if let Some(output) = child.stdout.take() {
        for (done, line) in BufReader::new(output).lines().map_while(Result::ok).enumerate() {
            eprintln!("{:>4} {line}", done + 1);
        }
    }
    let status = child.wait().map_err(|e| e.to_string())?;
    match status.code() {
        Some(0) => Ok(()),
        Some(2) => Err(format!("nothing was rendered into {}", folder.display())),
        _ => Err("rendering broke off; run the same again to go on".into()),
    }
}

fn count_pages(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => count_pages(&entry.path()),
            _ => usize::from(entry.path().extension().is_some_and(|e| e == "rst")),
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_releases_of_boto3_have_another_number_than_their_botocore() {
        assert_eq!(botocore("1.44.5"), "1.44.5");
        assert_eq!(botocore("1.33.0"), "1.33.0");
        assert_eq!(botocore("1.29.7"), "1.32.7");
        assert_eq!(botocore("1.9.253"), "1.12.253");
    }
}
