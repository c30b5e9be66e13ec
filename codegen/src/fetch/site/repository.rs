//! Open Telekom Cloud's sources, from git: a shallow fetch of one commit. Pages are known by their
//! `:original_name:`, as their files are called after titles, which change.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::folder::way;
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::fetch::given::{Given, give};
use crate::fetch::{Brought, Context, Event, Set};
use crate::pipeline;
use crate::store::Mark;

/// Where the API reference lies in a repository.
const PAGES: &str = "api-ref/source";

pub(super) fn fetch(context: &Context<'_>, sets: &[Set]) -> Vec<Brought> {
    sets.iter().map(|set| one(context, set)).collect()
}

fn one(context: &Context<'_>, set: &Set) -> Brought {
    let site = context.source.site.as_deref().or(context.source.kind.site()).unwrap_or_default();
    let repository = context.source.guides.get(&set.name).unwrap_or(&set.name);
    let url = format!("{}/{repository}", site.trim_end_matches('/'));
    brought(context, set, &url).unwrap_or_else(|diagnostic| Brought {
        set: set.clone(),
        interrupted: true,
        diagnostics: vec![diagnostic],
        ..Brought::default()
    })
}

fn brought(context: &Context<'_>, set: &Set, url: &str) -> Result<Brought, Diagnostic> {
    let lock = context.store.last_seen(&context.source.name, &set.name);
    let lock = lock.map_err(|mut wrong| wrong.remove(0))?;
    let unreachable = |why: String| {
        let message = format!("{}: {why}", set.name);
        Diagnostic::new(&rules::TOOL, Place::new(url, 0), message)
    };
    let heads = git(Path::new("."), &["ls-remote", "--", url, "HEAD"]).map_err(unreachable)?;
    let commit = heads.split_whitespace().next().unwrap_or_default().to_owned();
    if commit.len() < 40 || !commit.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(unreachable("the repository has no HEAD".to_owned()));
    }
    let mark = Mark { url: url.to_owned(), version: Some(commit.clone()), ..Mark::default() };
    let same = lock.index.as_ref().is_some_and(|old| old.version == mark.version);
    if same && !context.full {
        return Ok(Brought { set: set.clone(), ..Brought::default() });
    }
    context.client.tell(Event::Tool(format!("git fetch {url}")));
    let folder = context.tools.join("git").join(&set.name);
    let made = fs::remove_dir_all(&folder);
    drop(made);
    let failed = |why: String| {
        Diagnostic::new(&rules::TOOL, Place::new(&folder, 0), format!("{}: {why}", set.name))
    };
    fs::create_dir_all(&folder).map_err(|error| failed(error.to_string()))?;
    git(&folder, &["init", "--quiet"]).map_err(failed)?;
    let fetch = ["fetch", "--quiet", "--depth", "1", "--no-tags", "--", url, &commit];
    git(&folder, &fetch).map_err(unreachable)?;
    // Neither hooks nor filters of a repository run here.
    let config = ["-c", "core.hooksPath=/dev/null", "-c", "core.symlinks=false"];
    let checkout = ["checkout", "--quiet", "FETCH_HEAD", "--", PAGES];
    git(&folder, &[&config[..], &checkout[..]].concat()).map_err(failed)?;
    let pages = pages(&folder.join(PAGES), url).map_err(failed)?;
    let brought = give(context, set, &mark, &pages);
    drop(fs::remove_dir_all(&folder));
    Ok(brought)
}

fn pages(folder: &Path, url: &str) -> Result<Vec<Given>, String> {
    let files = pipeline::files(&[folder.to_owned()]);
    let files = files.map_err(|failed| format!("{}: {}", failed.path.display(), failed.error))?;
    let mut pages = Vec::new();
    for path in files {
        let Some((steps, form)) = way(folder, &path) else { continue };
        let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let text = String::from_utf8_lossy(&text);
        let name = text.lines().next().and_then(|line| line.strip_prefix(":original_name:"));
        // A page without one is of the site and not of the API.
        let Some(name) = name.map(|name| name.trim().trim_end_matches(".html").to_owned()) else {
            continue;
        };
        let url = format!("{url}#{}", steps.join("/"));
        pages.push(Given { words: vec![name], form, url, path });
    }
    pages.sort_by(|a, b| (&a.words, &a.path).cmp(&(&b.words, &b.path)));
    pages.dedup_by(|a, b| a.words == b.words);
    Ok(pages)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_TERMINAL_PROMPT", "0")
        .args(arguments)
        .output()
        .map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(said.lines().next().unwrap_or("git failed").to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
