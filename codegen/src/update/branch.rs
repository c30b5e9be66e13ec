//! Leaves what changed in git: a commit, or a branch a service that nobody has to check out.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::message::{TRAILER, message};
use super::{Update, status};
use crate::diff::Report;

/// A branch that was made.
#[derive(Debug, PartialEq, Eq)]
pub struct Branch {
    /// What it is called.
    pub name: String,
    /// Its commit.
    pub commit: String,
    /// The first line of its message.
    pub summary: String,
    /// The services that are on it.
    pub services: Vec<String>,
    /// Callers break.
    pub breaks: bool,
}

/// Commits what an update wrote on the branch that is checked out. `None` where nothing changed.
///
/// # Errors
///
/// What git says.
pub fn commit(folder: &Path, update: &Update) -> Result<Option<String>, String> {
    let paths: Vec<PathBuf> = update.files.iter().flat_map(|(_, files)| files.clone()).collect();
    let paths = kept(folder, &paths)?;
    if paths.is_empty() {
        return Ok(None);
    }
    let mut add = vec!["add", "--all", "--"];
    add.extend(paths.iter().map(String::as_str));
    git(folder, &add, None)?;
    let mut changed = vec!["diff", "--cached", "--quiet", "--"];
    changed.extend(paths.iter().map(String::as_str));
    if git(folder, &changed, None).is_ok() {
        return Ok(None);
    }
    let text = message(&update.report);
    // Only these paths: what somebody else has staged is theirs.
    let mut commit = vec!["commit", "--quiet", "--file", "-", "--"];
    commit.extend(paths.iter().map(String::as_str));
    git(folder, &commit, Some(&text))?;
    git(folder, &["rev-parse", "HEAD"], None).map(|commit| Some(commit.trim().to_owned()))
}

/// Puts what an update wrote on branches, without checking one out: one branch, or where the name has
/// `{service}` in it one for each service. What was written leaves the folder again.
///
/// # Errors
///
/// What git says; or that a branch of that name is somebody else's.
pub fn commit_to_branches(
    folder: &Path,
    update: &Update,
    name: &str,
) -> Result<Vec<Branch>, String> {
    let mut made = Vec::new();
    let groups: Vec<&[(String, Vec<PathBuf>)]> = match name.contains("{service}") {
        true => update.files.chunks(1).collect(),
        false => vec![&update.files],
    };
    for files in groups {
        let first = files.first().map_or("", |(service, _)| service.as_str());
        let name = name.replace("{service}", first);
        let services: Vec<String> = files.iter().map(|(service, _)| service.clone()).collect();
        let paths: Vec<PathBuf> = files.iter().flat_map(|(_, files)| files.clone()).collect();
        let mut report = Report { old: update.report.old.clone(), ..Report::default() };
        report.services = update.report.services.clone();
        report.services.retain(|service| services.contains(&service.service));
        if let Some(branch) = one(folder, &name, services, &paths, &report)? {
            made.push(branch);
        }
    }
    Ok(made)
}

fn one(
    folder: &Path,
    name: &str,
    services: Vec<String>,
    paths: &[PathBuf],
    report: &Report,
) -> Result<Option<Branch>, String> {
    let reference = format!("refs/heads/{name}");
    git(folder, &["check-ref-format", &reference], None)
        .map_err(|_| format!("`{name}` is no name of a branch"))?;
    let old = git(folder, &["rev-parse", "--verify", "--quiet", &reference], None).ok();
    if let Some(old) = &old {
        let text = git(folder, &["log", "-1", "--format=%B", old.trim()], None)?;
        if !text.contains(TRAILER) {
            return Err(format!(
                "the branch `{name}` is there, and its last commit is not of here"
            ));
        }
        if git(folder, &["symbolic-ref", "--quiet", "HEAD"], None)
            .is_ok_and(|head| head.trim() == reference)
        {
            return Err(format!("the branch `{name}` is checked out"));
        }
    }
    let paths = kept(folder, paths)?;
    if paths.is_empty() {
        return Ok(None);
    }
    let index = git(folder, &["rev-parse", "--git-path", "doc-bindgen-index"], None)?;
    let index = folder.join(index.trim());
    drop(std::fs::remove_file(&index));
    let with =
        |arguments: &[&str], input: Option<&str>| run(folder, arguments, input, Some(&index));
    with(&["read-tree", "HEAD"], None)?;
    let mut add = vec!["add", "--all", "--"];
    add.extend(paths.iter().map(String::as_str));
    let added = with(&add, None).and_then(|_| with(&["write-tree"], None));
    drop(std::fs::remove_file(&index));
    let tree = added?.trim().to_owned();
    if git(folder, &["rev-parse", "HEAD^{tree}"], None)?.trim() == tree {
        return Ok(None);
    }
    let text = message(report);
    if let Some(old) = &old
        && says_the_same(folder, old.trim(), &tree)
    {
        put_back(folder, &paths)?;
        let summary = git(folder, &["log", "-1", "--format=%s", old.trim()], None)?;
        let (commit, summary) = (old.trim().to_owned(), summary.trim().to_owned());
        let breaks = status::breaks(report);
        return Ok(Some(Branch { name: name.to_owned(), commit, summary, services, breaks }));
    }
    let commit = git(folder, &["commit-tree", &tree, "-p", "HEAD", "-F", "-"], Some(&text))?;
    let commit = commit.trim().to_owned();
    git(folder, &["update-ref", &reference, &commit], None)?;
    put_back(folder, &paths)?;
    Ok(Some(Branch {
        name: name.to_owned(),
        commit,
        summary: text.lines().next().unwrap_or_default().to_owned(),
        services,
        breaks: status::breaks(report),
    }))
}

/// Whether a branch that was made before, from what is checked out now, has the same but for the days
/// in lock files: a pull request that waits is not pushed anew every day.
fn says_the_same(folder: &Path, old: &str, tree: &str) -> bool {
    let parent = git(folder, &["rev-parse", &format!("{old}^")], None);
    let head = git(folder, &["rev-parse", "HEAD"], None);
    let rest = ["diff", "--quiet", old, tree, "--", ":(top)", ":(top,exclude)*.lock"];
    parent.is_ok() && parent == head && git(folder, &rest, None).is_ok()
}

/// Makes these files again what they are in the commit that is checked out; they are on the branch.
fn put_back(folder: &Path, paths: &[String]) -> Result<(), String> {
    let mut clean = vec!["clean", "--quiet", "-d", "--force", "--"];
    clean.extend(paths.iter().map(String::as_str));
    git(folder, &clean, None)?;
    for path in paths {
        if !git(folder, &["ls-files", "--", path], None)?.is_empty() {
            git(folder, &["checkout", "--quiet", "HEAD", "--", path], None)?;
        }
    }
    Ok(())
}

/// The paths that git keeps: those that are there or were, and that nobody told it to ignore.
fn kept(folder: &Path, paths: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut kept = Vec::new();
    for path in paths {
        let Some(path) =
            std::path::absolute(path).ok().and_then(|it| it.to_str().map(str::to_owned))
        else {
            continue;
        };
        let ignored = git(folder, &["check-ignore", "--quiet", "--", &path], None).is_ok();
        let tracked = git(folder, &["ls-files", "--", &path], None)?;
        if (Path::new(&path).exists() && !ignored) || !tracked.is_empty() {
            kept.push(path);
        }
    }
    kept.sort();
    kept.dedup();
    Ok(kept)
}

fn git(folder: &Path, arguments: &[&str], input: Option<&str>) -> Result<String, String> {
    run(folder, arguments, input, None)
}

fn run(
    folder: &Path,
    arguments: &[&str],
    input: Option<&str>,
    index: Option<&Path>,
) -> Result<String, String> {
    use std::io::Write;
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(index) = index {
        command.env("GIT_INDEX_FILE", std::path::absolute(index).unwrap_or(index.to_owned()));
    }
    let failed = |error: std::io::Error| format!("git cannot be run: {error}");
    let mut child = command.spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read what it is given says why by its status.
        drop(stdin.write_all(input.unwrap_or_default().as_bytes()));
    }
    let output = child.wait_with_output().map_err(failed)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().next().unwrap_or("it failed");
        let what = arguments.first().copied().unwrap_or_default();
        return Err(format!("git {what}: {said}"));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
