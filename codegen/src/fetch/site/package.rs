//! boto3's reference without its site: the package of a version, rendered by its own documenter.
//!
//! The site asks for five seconds between two pages and has 26,000 of them, so this is the way for
//! whole corpora. A service is rendered again only where its model, or what renders it, changed.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde_json::Value;

use super::folder::by_service;
use super::{Index, base, index, no_index, tools};
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::fetch::client::Failure;
use crate::fetch::given::give;
use crate::fetch::{Brought, Context, Event, Listed, Set};
use crate::project::Services;
use crate::store::{Lock, Mark};

/// What renders.
const SCRIPT: &str = include_str!("package.py");

pub(super) fn fetch(context: &Context<'_>, sets: &[Set]) -> Vec<Brought> {
    match brought(context, sets) {
        Ok(brought) => brought,
        Err(diagnostic) => {
            let diagnostics = vec![diagnostic];
            vec![Brought { interrupted: true, diagnostics, ..Brought::default() }]
        }
    }
}

fn brought(context: &Context<'_>, sets: &[Set]) -> Result<Vec<Brought>, Diagnostic> {
    let mut locks: Vec<(&Set, Lock)> = Vec::new();
    for set in sets {
        let lock = context.store.last_seen(&context.source.name, &set.name);
        locks.push((set, lock.map_err(|mut wrong| wrong.remove(0))?));
    }
    let Some(newest) = newest(context, &locks)? else { return Ok(same(sets)) };
    let all = context.source.services == Services::All;
    let is_new = |lock: &Lock| {
        let old = lock.index.as_ref().and_then(|old| old.version.as_ref());
        old != newest.version.as_ref() || context.full
    };
    if !locks.is_empty() && !locks.iter().any(|(_, lock)| is_new(lock)) {
        return Ok(same(sets));
    }
    let version = newest.version.clone().unwrap_or_default();
    let _guard = tools(context)?;
    let python = python(context, &version)?;
    let out = context.tools.join("pages");
    drop(fs::remove_dir_all(&out));
    let known = |(set, lock): &(&Set, Lock)| {
        let digest = lock.index.as_ref().and_then(|mark| mark.digest.clone());
        format!("{} {}", set.name, digest.filter(|_| !context.full).unwrap_or_else(|| "-".into()))
    };
    let wanted: Vec<String> = locks.iter().map(known).collect();
    let made = render(context, &python, &out, &wanted, all)?;
    let failed = |why: String| Diagnostic::new(&rules::TOOL, Place::new(&out, 0), why);
    let mut pages = match out.is_dir() {
        true => by_service(&out).map_err(failed)?,
        false => Default::default(),
    };
    let mut brought = Vec::new();
    for (name, became) in made {
        let set = Set { name: name.clone(), services: vec![name.clone()] };
        brought.push(match became {
            Made::Same => seen(context, set, &newest),
            Made::Rendered(digest) => {
                let mark = Mark { digest: Some(digest), ..newest.clone() };
                let mut pages = pages.remove(&name).unwrap_or_default();
                for page in &mut pages {
                    page.url = format!("pypi:boto3=={version}#{}", page.url);
                }
                give(context, &set, &mark, &pages)
            }
            Made::Unknown => {
                let message = format!("{name}: boto3 {version} has no such service");
                let place = Place::new(&newest.url, 0);
                let diagnostics = vec![Diagnostic::new(&rules::NO_SERVICE, place, message)];
                Brought { set, diagnostics, ..Brought::default() }
            }
        });
    }
    drop(fs::remove_dir_all(&out));
    Ok(brought)
}

fn same(sets: &[Set]) -> Vec<Brought> {
    sets.iter().map(|set| Brought { set: set.clone(), ..Brought::default() }).collect()
}

/// Remembers that a version has the same model of a service as the one before it.
fn seen(context: &Context<'_>, set: Set, newest: &Mark) -> Brought {
    let source = &context.source.name;
    if let Ok(mut lock) = context.store.last_seen(source, &set.name)
        && let Some(mark) = &mut lock.index
    {
        mark.version.clone_from(&newest.version);
        mark.etag.clone_from(&newest.etag);
        mark.modified.clone_from(&newest.modified);
        // Lost, the version is looked at again.
        let _ = context.store.write_seen(source, &set.name, &lock);
    }
    Brought { set, ..Brought::default() }
}

/// The version that is wanted: the one that is said, or the newest that the registry names. `None`
/// where that is the one that is known.
fn newest(context: &Context<'_>, locks: &[(&Set, Lock)]) -> Result<Option<Mark>, Diagnostic> {
    if let Some(version) = &context.source.version {
        let url = format!("pypi:boto3=={version}");
        return Ok(Some(Mark { url, version: Some(version.clone()), ..Mark::default() }));
    }
    let at = base(context.source).and_then(|base| base.join("boto3/json"));
    let Some(at) = at else {
        let place = Place::new(context.source.site.as_deref().unwrap_or_default(), 0);
        return Err(Diagnostic::new(
            &rules::NO_INDEX,
            place,
            "the site of the source is no address",
        ));
    };
    let first = locks.first().and_then(|(_, lock)| lock.index.as_ref());
    let agree = locks.iter().all(|(_, lock)| {
        lock.index.as_ref().map(|mark| &mark.version) == first.map(|mark| &mark.version)
    });
    let known = first.filter(|_| agree && !context.full);
    // Their digests are of models, and not of the answer.
    let known = known.map(|mark| Mark { digest: None, ..mark.clone() });
    let wrong = |failure: Failure| match no_index(&at, "boto3", failure) {
        Listed::Failed(diagnostic) => diagnostic,
        _ => Diagnostic::new(&rules::NO_INDEX, Place::new(at.to_string(), 0), "there is no list"),
    };
    match index(context, &at, known.as_ref()).map_err(wrong)? {
        Index::Same => Ok(None),
        Index::Text(answer, mark) => {
            let told: Option<Value> = serde_json::from_slice(&answer.body).ok();
            let version = told.as_ref().and_then(|told| told.get("info")?.get("version")?.as_str());
            let plain = |it: &&str| it.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            let Some(version) = version.filter(plain) else {
                return Err(wrong(Failure::Wrong("it names no version".to_owned())));
            };
            Ok(Some(Mark { version: Some(version.to_owned()), digest: None, ..mark }))
        }
    }
}

/// The interpreter that has boto3 of a version, made where it is not there yet.
fn python(context: &Context<'_>, version: &str) -> Result<PathBuf, Diagnostic> {
    let home = context.tools.join(format!("boto3-{version}"));
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let done = home.join(".done");
    if done.is_file() {
        return Ok(python);
    }
    context.client.tell(Event::Tool(format!("pip install boto3=={version}")));
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
    let package = format!("boto3=={version}");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run(Command::new(&python).args(pip).arg(&package))?;
    // A release takes any later botocore too; its own is the least that it takes.
    let own = run(Command::new(&python).args(["-c", OWN_BOTOCORE]))?;
    run(Command::new(&python).args(pip).arg(own.trim()))?;
    fs::write(&done, version).map_err(|error| tool(&done, error.to_string()))?;
    Ok(python)
}

fn tool(what: &Path, why: String) -> Diagnostic {
    Diagnostic::new(&rules::TOOL, Place::new(what, 0), why)
}

fn run(command: &mut Command) -> Result<String, Diagnostic> {
    let program = PathBuf::from(command.get_program());
    let output = command.stdin(Stdio::null()).output();
    let output = output.map_err(|error| tool(&program, format!("cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it failed");
    Err(tool(&program, said.to_owned()))
}

/// Names the botocore that a release of boto3 was made with.
const OWN_BOTOCORE: &str = "
import importlib.metadata, re
wanted = [it for it in importlib.metadata.requires('boto3') if it.startswith('botocore')]
print('botocore==' + re.search(r'>=\\s*([0-9.]+)', wanted[0]).group(1))
";

/// What became of a service.
enum Made {
    /// Its model is the one that its pages were rendered from.
    Same,
    /// Its pages were rendered from a model of this digest.
    Rendered(String),
    /// There is none.
    Unknown,
}

fn render(
    context: &Context<'_>,
    python: &Path,
    out: &Path,
    wanted: &[String],
    all: bool,
) -> Result<Vec<(String, Made)>, Diagnostic> {
    let failed = |error: std::io::Error| tool(python, format!("cannot be run: {error}"));
    let jobs = crate::pipeline::default_jobs().to_string();
    let all = if all { "all" } else { "these" };
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .args([out.as_os_str(), jobs.as_ref(), all.as_ref()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(wanted.join("\n").as_bytes()).map_err(failed)?;
    }
    let (mut made, mut ahead, mut done) = (Vec::new(), 0, 0);
    let begin = Instant::now();
    for line in child.stdout.take().into_iter().flat_map(|it| BufReader::new(it).lines()) {
        let line = line.map_err(failed)?;
        let mut words = line.split(' ');
        let became = match (words.next(), words.next(), words.next()) {
            (Some("same"), Some(name), None) => (name, Made::Same),
            (Some("made"), Some(name), Some(digest)) => (name, Made::Rendered(digest.to_owned())),
            (Some("unknown"), Some(name), None) => (name, Made::Unknown),
            (Some("ahead"), Some(count), None) => {
                ahead = count.parse().unwrap_or(0);
                continue;
            }
            _ => continue,
        };
        if matches!(became.1, Made::Rendered(_)) {
            done += 1;
            let left = begin.elapsed() / done * u32::saturating_sub(ahead, done);
            context.client.tell(Event::Rendered(done as usize, ahead as usize, left));
        }
        made.push((became.0.to_owned(), became.1));
    }
    let output = child.wait_with_output().map_err(failed)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it failed");
        return Err(tool(python, said.to_owned()));
    }
    made.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(made)
}
