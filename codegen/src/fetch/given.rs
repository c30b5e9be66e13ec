//! Pages that are had as a whole and without asking a site: from a folder, a package, a repository.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Brought, Context, Form, Judged, Set, Verdict};
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::store::{Lock, Mark, Page, Staging, digest, essence, file_name};

/// A page as it was found.
pub(super) struct Given {
    /// What it is called there.
    pub words: Vec<String>,
    /// What it is written in.
    pub form: Form,
    /// Where it is from.
    pub url: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// Stores the pages of a set; one that is not among them goes.
pub(super) fn give(context: &Context<'_>, set: &Set, mark: &Mark, pages: &[Given]) -> Brought {
    let mut brought = Brought { set: set.clone(), ..Brought::default() };
    if let Err(diagnostics) = store(context, set, mark, pages, &mut brought) {
        brought.interrupted = true;
        brought.changed.clear();
        brought.gone.clear();
        brought.diagnostics.extend(diagnostics);
    }
    brought
}

fn store(
    context: &Context<'_>,
    set: &Set,
    mark: &Mark,
    given: &[Given],
    brought: &mut Brought,
) -> Result<(), Vec<Diagnostic>> {
    let (source, store) = (context.source.name.as_str(), context.store);
    let unusable = |error: std::io::Error| {
        vec![Diagnostic::new(&rules::STORE, Place::new(store.root(), 0), error.to_string())]
    };
    let lock = store.last_seen(source, &set.name)?;
    if given.is_empty() && !lock.pages.is_empty() {
        let message =
            format!("{}: there is no page of it any more; what was there stays", set.name);
        return Err(vec![Diagnostic::new(&rules::NO_INDEX, Place::new(&mark.url, 0), message)]);
    }
    let staging = Staging::begin(store, source, &set.name, &mark.key()).map_err(unusable)?;
    let mut new = Lock { read: lock.read.clone(), open: lock.open, ..Lock::default() };
    let mut refused = false;
    for page in given {
        let words: Vec<&str> = page.words.iter().map(String::as_str).collect();
        let name = file_name(&words, page.form.ending());
        let place = || Place::new(&page.path, 0);
        let largest = context.client.settings().largest;
        let bytes = read(&page.path, largest).map_err(|error| {
            vec![Diagnostic::new(&rules::UNREACHABLE, place(), format!("cannot be read: {error}"))]
        })?;
        let old = lock.pages.get(&name);
        let there = old.filter(|_| store.folder(source, &set.name).join(&name).is_file());
        let digest = digest(&essence(&bytes));
        if let Some(same) = there.filter(|there| there.digest == digest) {
            new.pages.insert(name, same.clone());
            continue;
        }
        let before = there.and_then(|_| store.page(source, &set.name, &name));
        let judged =
            Judged { set: &set.name, url: &page.url, bytes: &bytes, old: before.as_deref() };
        let against = if bytes.len() as u64 > largest {
            Some(Verdict::Wrong(format!("it has more than {largest} bytes")))
        } else if bytes.trim_ascii().is_empty() {
            Some(Verdict::Wrong("it is empty".to_owned()))
        } else {
            context.judge.against(&judged)
        };
        match against {
            None => {
                let date = context.client.now();
                let page = Page { url: page.url.clone(), date, digest, ..Page::default() };
                staging.put(&name, &bytes, &page).map_err(unusable)?;
                brought.changed.push(name.clone());
                new.pages.insert(name, page);
            }
            Some(Verdict::OfNoUse(why)) if old.is_none() => {
                brought.diagnostics.push(Diagnostic::new(&rules::NO_API, place(), why));
            }
            Some(Verdict::OfNoUse(why) | Verdict::Wrong(why)) => {
                refused = true;
                let stays = if old.is_some() { "; the page that was there stays" } else { "" };
                let message = format!("{}: {why}{stays}", set.name);
                brought.diagnostics.push(Diagnostic::new(&rules::REFUSED, place(), message));
                new.pages.extend(old.map(|old| (name, old.clone())));
            }
        }
    }
    brought.gone = lock.pages.keys().filter(|it| !new.pages.contains_key(*it)).cloned().collect();
    new.index = match refused {
        true => lock.index.clone(),
        false => Some(mark.since(lock.index.as_ref(), &context.client.now())),
    };
    if brought.changed.is_empty() && brought.gone.is_empty() {
        staging.abandon().map_err(unusable)?;
        if new != lock && !new.pages.is_empty() {
            store.write_seen(source, &set.name, &new).map_err(unusable)?;
        }
        return Ok(());
    }
    staging.commit(&new).map_err(unusable)
}

/// A file, of which no more is read than shows that it is too large.
fn read(path: &Path, largest: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(largest + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
