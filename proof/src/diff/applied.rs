//! `cargo proof awsapichanges --versions`: the spec of the version before with a page of changes
//! applied, against the spec of the version after.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::sync::Arc;

use doc_bindgen::diff::{Action, Change, Kind, diff};
use doc_bindgen::spec::Spec;
use doc_bindgen::{dialect, pipeline, resolve};

use xtask::tool::Profile;
use xtask::{Outcome, corpus, files, python, tool};

const SCRIPT: &str = include_str!("versions.py");
/// The releases, the newest first, each with its hash and day.
const RELEASES: &str = include_str!("change-releases.txt");

/// A page of changes.
struct Page {
    path: PathBuf,
    service: String,
    /// The release of the page's day.
    after: &'static str,
    /// The release before it.
    before: &'static str,
}

pub fn run(pages: &[PathBuf], folder: &Path) -> Outcome {
    let files = pipeline::files(pages).map_err(|error| format!("{error:?}"))?;
    let pages: Vec<Page> = files.iter().map(|path| page(path)).collect::<Result<_, _>>()?;
    let work = folder.join("awsapichanges");
    fs::create_dir_all(&work).map_err(|e| format!("{}: {e}", work.display()))?;
    render(&pages, folder, &work)?;
    let command = tool::build(Profile::Release, "proof")?;
    let (mut additions, mut wrong) = (0, 0);
    let mut untold: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &pages {
        let held = hold(page, &work, &command)?;
        println!(
            "{}: {} {} → {}: {} of {} additions are there, {} changes are none of such a page",
            page.path.file_name().unwrap_or_default().display(),
            page.service,
            page.before,
            page.after,
            held.additions - held.missed.len(),
            held.additions,
            held.untold.len(),
        );
        held.missed.iter().for_each(|it| println!("  missed: {it}"));
        held.invented.iter().for_each(|it| println!("  invented: {it}"));
        additions += held.additions;
        wrong += held.missed.len() + held.invented.len();
        for reason in held.untold {
            *untold.entry(reason).or_default() += 1;
        }
    }
    println!(
        "together: {} pages, {additions} additions, {wrong} wrong; not told by pages:",
        pages.len()
    );
    for (reason, count) in untold {
        println!("  {count:>4} {reason}");
    }
    Ok(if wrong == 0 && additions > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn page(path: &Path) -> Result<Page, String> {
    let told = |why: &str| format!("{}: {why}", path.display());
    let bytes = fs::read(path).map_err(|e| told(&e.to_string()))?;
    let facts = dialect::read_bytes(&Arc::from(path), &bytes).map_err(|it| it.to_string())?;
    let day = facts.day.clone().ok_or_else(|| told("no page of changes, or of no day"))?;
    let (groups, _) = resolve::group(vec![facts], &resolve::Known::default());
    let service = groups.first().ok_or_else(|| told("of no service"))?.service.to_string();
    let releases: Vec<(&str, &str)> = RELEASES
        .lines()
        .filter_map(|line| {
            let (release, day) = line.split_once(" # ")?;
            Some((release.split_whitespace().next()?.strip_prefix("botocore==")?, day))
        })
        .collect();
    let at = releases.iter().position(|(_, released)| *released == &*day);
    let pair = at.and_then(|at| Some((releases.get(at)?.0, releases.get(at + 1)?.0)));
    let (after, before) =
        pair.ok_or_else(|| told(&format!("no release of {day} is in change-releases.txt")))?;
    Ok(Page { path: path.to_owned(), service, after, before })
}

/// Renders the pages of each service before and after.
fn render(pages: &[Page], folder: &Path, work: &Path) -> Result<(), String> {
    let home = folder.join(format!("boto3-{}", corpus::BOTO3));
    fs::create_dir_all(&home).map_err(|e| format!("{}: {e}", home.display()))?;
    let home = home.canonicalize().map_err(|e| format!("{}: {e}", home.display()))?;
    let python = corpus::installed(&home, corpus::BOTO3)?;
    let write = |name: &str, text: &str| {
        let path = work.join(name);
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display())).map(|()| path)
    };
    let (script, list) = (write("versions.py", SCRIPT)?, write("releases.txt", RELEASES)?);
    let wanted = pages.iter().flat_map(|page| {
        [page.before, page.after].map(|release| format!("{release}:{}", page.service))
    });
    let status = python::without_configuration(&python, work)
        .arg(&script)
        .arg(work)
        .arg(&list)
        .args(wanted)
        .stderr(Stdio::inherit())
        .status()
        .map_err(|e| format!("{}: {e}", python.display()))?;
    if status.success() { Ok(()) } else { Err("the pages could not be rendered".into()) }
}

/// What came of a page.
struct Held {
    /// What the later version has and the earlier one has not, of what such a page can state.
    additions: usize,
    /// Additions that the page, applied, did not make.
    missed: Vec<String>,
    /// What the page, applied, made and the later version has otherwise.
    invented: Vec<String>,
    /// Why changes between the versions are none of such a page's.
    untold: Vec<&'static str>,
}

/// When a page of changes does not tell a kind of change.
enum Beyond {
    /// Neither of what stood nor of what is new.
    Always,
    /// Of what is new it tells all there is.
    WhereItStood,
}

/// Why a page of changes does not tell this change; `None` if it does.
fn beyond(change: &Change) -> Option<(&'static str, Beyond)> {
    let rule = change.rule;
    Some(match (rule.kind, rule.action) {
        (Kind::Error, _) => ("errors: such a page lists none", Beyond::Always),
        (Kind::Pagination | Kind::Waiter, _) => {
            ("paginators and waiters: such a page has none", Beyond::Always)
        }
        (Kind::Service | Kind::Protocol, _) => ("the service itself", Beyond::Always),
        _ if rule.id.starts_with("service-") => ("the service itself", Beyond::Always),
        (_, Action::Removed) => ("what was taken away", Beyond::WhereItStood),
        (Kind::Documentation, _) => ("other words for what stood", Beyond::WhereItStood),
        (Kind::Requiredness, _) => ("what is required of what stood", Beyond::WhereItStood),
        (_, Action::Changed | Action::Renamed) => ("another type, or name", Beyond::WhereItStood),
        (_, Action::Added) => return None,
    })
}

/// The spec of a service before it was there.
fn nothing(after: &Spec) -> Spec {
    Spec { operations: Vec::new(), waiters: Vec::new(), shapes: Vec::new(), ..after.clone() }
}

fn hold(page: &Page, work: &Path, command: &Path) -> Result<Held, String> {
    let name = page.path.file_stem().unwrap_or_default();
    let out = work.join("specs").join(name);
    let _ = fs::remove_dir_all(&out);
    let spec = |side: &str| out.join(side).join("aws").join(format!("{}.yaml", page.service));
    let pages = |release: &str| -> Vec<PathBuf> {
        let folder = work.join(release);
        let index = folder.join(format!("{}.rst", page.service));
        if index.exists() { vec![index, folder.join(&page.service)] } else { Vec::new() }
    };
    let before = pages(page.before);
    // The names of the version before stay.
    for side in ["before", "applied", "after"] {
        if !before.is_empty() {
            tool::parse(command, before.clone(), &out.join(side))?;
        }
    }
    tool::parse(command, [page.path.clone()], &out.join("applied"))?;
    tool::parse(command, pages(page.after), &out.join("after"))?;
    let applied = files::spec(&spec("applied"))?;
    let after = files::spec(&spec("after"))?;
    let before = if before.is_empty() { nothing(&after) } else { files::spec(&spec("before"))? };

    let happened = diff(&before, &after);
    let told = |change: &Change| {
        happened.iter().any(|it| {
            it.rule == change.rule && it.subject == change.subject && it.new == change.new
        })
    };
    let additions: Vec<&Change> = happened.iter().filter(|it| beyond(it).is_none()).collect();
    let mut held =
        Held { additions: additions.len(), missed: vec![], invented: vec![], untold: vec![] };
    for change in diff(&applied, &after) {
        let sentence = || format!("{}: {}", change.rule.id, change.sentence());
        match beyond(&change) {
            None => held.missed.push(sentence()),
            // Of what was added, too, the page tells none of this.
            Some((why, Beyond::Always)) => held.untold.push(why),
            Some((why, Beyond::WhereItStood)) if told(&change) => held.untold.push(why),
            Some(_) => held.invented.push(sentence()),
        }
    }
    Ok(held)
}
