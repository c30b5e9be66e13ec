//! Two versions of specs to compare: files, folders, or what git remembers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use doc_bindgen::diagnostic::rules::file as rules;
use doc_bindgen::diagnostic::{Diagnostic, Place};
use doc_bindgen::diff::Version;
use doc_bindgen::spec;

use crate::parallel;
use crate::specs;

/// Reads the version called `name`: a spec or a folder of specs that is there, `REVISION:PATH`, or
/// a git revision, of which the specs under `folder` are meant.
pub fn read(name: &str, folder: &Path) -> Result<Vec<Version>, Vec<Diagnostic>> {
    let path = Path::new(name);
    if path.exists() {
        return read_paths(&[path.to_owned()]);
    }
    let (revision, files) = match name.split_once(':') {
        Some((revision, file)) => (revision, vec![file.to_owned()]),
        None => (name, list(name, folder).map_err(|why| vec![no_version(name, &why)])?),
    };
    let read = |file: &String| {
        let object = format!("{revision}:{file}");
        let text = git(&["show", &object]).map_err(|why| vec![no_version(name, &why)])?;
        version(text, Path::new(file))
    };
    gather(parallel::map(&files, parallel::default_jobs(), read))
}

/// Reads the specs under `folder` as they lie there.
pub fn working_tree(folder: &Path) -> Result<Vec<Version>, Vec<Diagnostic>> {
    read_paths(&[folder.to_owned()])
}

/// Reads one file; none where git gives its own name of nothing.
pub fn read_file(path: &Path) -> Result<Vec<Version>, Vec<Diagnostic>> {
    if path == Path::new("/dev/null") || path == Path::new("nul") {
        return Ok(Vec::new());
    }
    read_paths(&[path.to_owned()])
}

/// A version of one service from its text; `path` is only what errors name.
pub fn of_text(text: String, path: &Path) -> Result<Version, Vec<Diagnostic>> {
    version(text, path)
}

/// A service or an operation that no version has.
pub fn unknown(
    what: &'static str,
    name: &str,
    known: impl IntoIterator<Item = String>,
) -> Diagnostic {
    let mut known: Vec<String> = known.into_iter().collect();
    known.sort();
    known.dedup();
    let near = doc_bindgen::spec::nearest_names(name, known.iter().map(String::as_str), 3);
    let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    let near = match near.is_empty() {
        true => String::new(),
        false => format!("; nearest: {}", near.join(", ")),
    };
    Diagnostic::new(
        &rules::NO_SUCH_NAME,
        Place::new(name, 0),
        format!("there is no such {what}{near}"),
    )
}

fn read_paths(paths: &[PathBuf]) -> Result<Vec<Version>, Vec<Diagnostic>> {
    let found = specs::find(paths).map_err(|diagnostic| vec![diagnostic])?;
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| {
            vec![no_version(&path.to_string_lossy(), &format!("cannot be read: {error}"))]
        })?;
        version(text, path)
    };
    gather(parallel::map(&found, parallel::default_jobs(), read))
}

fn version(text: String, path: &Path) -> Result<Version, Vec<Diagnostic>> {
    match spec::read(&text, path) {
        Ok(spec) => Ok(Version { spec, path: path.to_owned(), text }),
        Err(errors) => Err(errors.into_iter().map(Diagnostic::from).collect()),
    }
}

fn gather(read: Vec<Result<Version, Vec<Diagnostic>>>) -> Result<Vec<Version>, Vec<Diagnostic>> {
    let mut versions = Vec::new();
    let mut diagnostics = Vec::new();
    for version in read {
        match version {
            Ok(version) => versions.push(version),
            Err(found) => diagnostics.extend(found),
        }
    }
    if diagnostics.is_empty() { Ok(versions) } else { Err(diagnostics) }
}

/// The specs that a revision has under `folder`.
fn list(revision: &str, folder: &Path) -> Result<Vec<String>, String> {
    // Without this an argument that begins with a hyphen would be an option of git's.
    let commit = git(&["rev-parse", "--verify", "--end-of-options", &format!("{revision}^{{}}")])?;
    let folder = folder.to_string_lossy();
    let names =
        git(&["ls-tree", "-r", "-z", "--name-only", "--full-name", commit.trim(), "--", &folder])?;
    let specs = names.split('\0').filter(|name| specs::is_spec(Path::new(name)));
    Ok(specs.map(str::to_owned).collect())
}

/// Runs git and gives what it writes.
pub fn git(arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git").args(arguments).output();
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.lines().next().unwrap_or("git failed").to_owned());
    }
    String::from_utf8(output.stdout).map_err(|_| "git gave no UTF-8 text".to_owned())
}

pub fn no_version(name: &str, why: &str) -> Diagnostic {
    Diagnostic::new(&rules::NO_VERSION, Place::new(name, 0), why)
}
