//! Open Telekom Cloud's sources, from git: a shallow fetch of one commit. Pages are known by their
//! `:original_name:`, as their files are called after titles, which change.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::folder::way;
use super::git::{Settings, git, is_repository};
use super::tools;
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::fetch::given::{Given, give};
use crate::fetch::{Brought, Context, Event, Set};
use crate::pipeline;
use crate::store::Mark;

/// Where the API reference lies in a repository.
const PAGES: &str = "api-ref/source";

/// Which commit is of today: what the repository shows first, or else the branch that the site is made of.
const HEADS: [&str; 2] = ["HEAD", "refs/heads/main"];

/// The longest first line of a page that is looked at.
const LINE: u64 = 1 << 10;

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
    if !is_repository(url) {
        return Err(unreachable("it is no address of a repository".to_owned()));
    }
    let _guard = tools(context)?;
    let folder = context.tools.join("git");
    let failed = |why: String| {
        Diagnostic::new(&rules::TOOL, Place::new(&folder, 0), format!("{}: {why}", set.name))
    };
    // What a run that was killed began is of no use.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).map_err(|error| failed(error.to_string()))?;
    let ask = [&["ls-remote", "--", url], &HEADS[..]].concat();
    let heads = git(&folder, Settings::Own, &ask).map_err(unreachable)?;
    let Some(commit) = commit(&heads) else {
        return Err(unreachable("the repository has neither HEAD nor a branch `main`".to_owned()));
    };
    let mark = Mark { url: url.to_owned(), version: Some(commit.to_owned()), ..Mark::default() };
    let same = lock.index.as_ref().is_some_and(|old| old.version == mark.version);
    if same && !context.full {
        return Ok(Brought { set: set.clone(), ..Brought::default() });
    }
    context.client.tell(Event::Tool(format!("git fetch {url}")));
    git(&folder, Settings::None, &["init", "--quiet"]).map_err(failed)?;
    let fetch = ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--"];
    let fetch = [&fetch[..], &[url, commit]].concat();
    git(&folder, Settings::Own, &fetch).map_err(unreachable)?;
    let checkout = ["checkout", "--quiet", "FETCH_HEAD", "--", PAGES];
    git(&folder, Settings::None, &checkout).map_err(failed)?;
    let pages = pages(&folder.join(PAGES), url).map_err(failed)?;
    let brought = give(context, set, &mark, &pages);
    drop(fs::remove_dir_all(&folder));
    Ok(brought)
}

/// The commit to fetch, of what `git ls-remote` tells.
fn commit(heads: &str) -> Option<&str> {
    let of = |wanted: &str| {
        let line = heads.lines().find(|line| line.split('\t').nth(1) == Some(wanted))?;
        let commit = line.split('\t').next()?;
        let is_one = commit.len() >= 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
        is_one.then_some(commit)
    };
    HEADS.into_iter().find_map(of)
}

fn pages(folder: &Path, url: &str) -> Result<Vec<Given>, String> {
    let files = pipeline::files(&[folder.to_owned()]);
    let files = files.map_err(|failed| format!("{}: {}", failed.path.display(), failed.error))?;
    let mut pages = Vec::new();
    for path in files {
        let Some((steps, form)) = way(folder, &path) else { continue };
        let name = original_name(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        // A page without one is of the site and not of the API.
        let Some(name) = name else { continue };
        let url = format!("{url}#{}", steps.join("/"));
        pages.push(Given { words: vec![name], form, url, path });
    }
    pages.sort_by(|a, b| (&a.words, &a.path).cmp(&(&b.words, &b.path)));
    pages.dedup_by(|a, b| a.words == b.words);
    Ok(pages)
}

/// What a page was called before its file was called after its title.
fn original_name(path: &Path) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?.take(LINE)).read_until(b'\n', &mut line)?;
    let line = String::from_utf8_lossy(&line);
    let name = line.trim_start_matches('\u{feff}').strip_prefix(":original_name:");
    Ok(name.map(|name| name.trim().trim_end_matches(".html").to_owned()))
}

#[cfg(test)]
mod tests {
    use super::commit;

    #[test]
    fn the_commit_of_today_is_that_of_head_and_else_of_main() {
        let (a, b) = ("a".repeat(40), "b".repeat(40));
        let of_both = format!("{b}\trefs/heads/main\n{a}\tHEAD\n{b}\trefs/heads/HEAD\n");
        assert_eq!(commit(&of_both), Some(a.as_str()));
        assert_eq!(commit(&format!("{b}\trefs/heads/main\n")), Some(b.as_str()));
        assert_eq!(commit(&format!("{b}\trefs/heads/master\n")), None);
        assert_eq!(commit(&format!("{b}\trefs/heads/x/HEAD\n")), None);
        assert_eq!(commit("--upload-pack=x\tHEAD\n"), None);
        assert_eq!(commit(""), None);
    }
}
