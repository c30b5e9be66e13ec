//! Brings the pages of a list: asks for each, holds what comes against what a page looks like, and
//! stores them as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::client::{Failure, Got, Validators};
use super::look;
use super::{
    Address, Answer, Brought, Context, Event, Form, Judged, Listed, Listing, Set, Verdict, Wanted,
};
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place, Rule};
use crate::store::{Lock, Mark, Page, Staging, digest, essence, file_name};

/// Requests in vain after which no more are made in this run.
const IN_VAIN: usize = 3;

/// Requests that were made of those that are ahead.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    pub all: usize,
    pub done: AtomicUsize,
}

/// A page that is to be asked for.
struct Job {
    /// The names that its file has in each form, with where it is.
    places: Vec<(String, Address, Form)>,
    /// The list has it; otherwise it is only there still.
    listed: bool,
}

/// What became of a page.
enum Became {
    /// It says what it said.
    Same(String, Page),
    /// It is new or says something else, and is laid aside.
    New(String, Page),
    /// What was there stays.
    Stays(String, Option<(String, Page)>, Diagnostic),
    /// It is gone.
    Gone,
    /// Nothing is to be kept of it.
    OfNoUse(Diagnostic),
    /// It is to be asked for again.
    Later(Diagnostic),
}

pub(super) fn bring(context: &Context<'_>, set: &Set, listed: Listed, ahead: &Ahead) -> Brought {
    let mut brought = Brought { set: set.clone(), ..Brought::default() };
    let (source, store) = (context.source.name.as_str(), context.store);
    let failed = |brought: &mut Brought, error: std::io::Error| {
        brought.interrupted = true;
        brought.changed.clear();
        brought.gone.clear();
        let place = Place::new(store.root(), 0);
        brought.diagnostics.push(Diagnostic::new(&rules::STORE, place, error.to_string()));
    };
    let listing = match listed {
        Listed::Same => {
            // A run that was killed may have begun a change that is none.
            if let Err(error) = Staging::forget(store, source, &set.name) {
                failed(&mut brought, error);
            }
            return brought;
        }
        Listed::Failed(diagnostic) => {
            brought.interrupted = true;
            brought.diagnostics.push(diagnostic);
            return brought;
        }
        Listed::Pages(listing) => listing,
    };
    let lock = match store.last_seen(source, &set.name) {
        Ok(lock) => lock,
        Err(diagnostics) => {
            brought.interrupted = true;
            brought.diagnostics = diagnostics;
            return brought;
        }
    };
    let staging = match Staging::begin(store, source, &set.name, &listing.mark.key()) {
        Ok(staging) => staging,
        Err(error) => {
            failed(&mut brought, error);
            return brought;
        }
    };
    let mut jobs = jobs(&listing, &lock);
    // Of a list that is known, only what could not be had is asked for.
    let known = lock.index.as_ref().is_some_and(|old| old.key() == listing.mark.key());
    let rest = known && !lock.again.is_empty() && !context.full;
    if rest {
        let wanted = |job: &Job| job.places.iter().any(|(name, ..)| lock.again.contains(name));
        jobs.retain(wanted);
    }
    let run = Run { context, set, listing: &listing, lock: &lock, staging: &staging, ahead };
    let became = run.all(&jobs);
    let (mut again, mut restored) = (Vec::new(), false);
    let mut pages = BTreeMap::new();
    if listing.grows || rest {
        pages = lock.pages.clone();
    }
    for became in became {
        match became {
            Became::Same(name, page) => drop(pages.insert(name, page)),
            Became::New(name, page) => {
                let old = lock.pages.get(&name);
                match old.is_some_and(|old| old.digest == page.digest) {
                    true => restored = true,
                    false => brought.changed.push(name.clone()),
                }
                pages.insert(name, page);
            }
            Became::Stays(name, page, diagnostic) => {
                again.push(name);
                pages.extend(page);
                brought.diagnostics.push(diagnostic);
            }
            Became::Gone => {}
            Became::OfNoUse(diagnostic) => brought.diagnostics.push(diagnostic),
            Became::Later(diagnostic) => {
                brought.interrupted = true;
                brought.diagnostics.push(diagnostic);
            }
        }
    }
    brought.diagnostics.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
    if brought.interrupted {
        brought.changed.clear();
        brought.diagnostics.dedup_by(|a, b| a.rule.id == "site-unreachable" && a.rule == b.rule);
        staging.interrupt();
        return brought;
    }
    brought.gone = lock.pages.keys().filter(|name| !pages.contains_key(*name)).cloned().collect();
    again.sort();
    let index = Some(listing.mark.since(lock.index.as_ref(), &context.client.now()));
    let new = Lock { index, read: lock.read.clone(), open: lock.open, again, pages };
    let same = brought.changed.is_empty() && brought.gone.is_empty() && !restored;
    let written = match same {
        true if new.pages.is_empty() && new.again.is_empty() => staging.abandon(),
        true => staging.abandon().and_then(|()| match new == lock {
            true => Ok(()),
            false => store.write_seen(source, &set.name, &new).map(drop),
        }),
        false => staging.commit(&new),
    };
    if let Err(error) = written {
        failed(&mut brought, error);
    }
    brought
}

impl Mark {
    /// By which a change that was interrupted is known to be of the same list.
    pub(in crate::fetch) fn key(&self) -> String {
        let parts = [Some(&self.url), self.version.as_ref(), self.digest.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// This mark with the day since when the list says so.
    pub(in crate::fetch) fn since(&self, old: Option<&Mark>, now: &str) -> Mark {
        let same = old.filter(|old| old.key() == self.key());
        Mark { date: same.map_or(now, |old| &old.date).to_owned(), ..self.clone() }
    }
}

/// What is to be asked for: what the list has, and what it has no more.
fn jobs(listing: &Listing, lock: &Lock) -> Vec<Job> {
    let mut taken = BTreeSet::new();
    let mut jobs: Vec<Job> = Vec::new();
    for wanted in &listing.pages {
        let places = named(wanted, &mut taken);
        jobs.push(Job { places, listed: true });
    }
    let known: BTreeSet<&str> =
        jobs.iter().flat_map(|job| &job.places).map(|(name, ..)| name.as_str()).collect();
    let mut left = Vec::new();
    if !listing.grows {
        for (name, page) in lock.pages.iter().filter(|(name, _)| !known.contains(name.as_str())) {
            let form = match name.rsplit('.').next() {
                Some("md") => Form::Markdown,
                Some("rst") => Form::Rst,
                _ => Form::Html,
            };
            if let Some(address) = Address::parse(&page.url) {
                left.push(Job { places: vec![(name.clone(), address, form)], listed: false });
            }
        }
    }
    jobs.extend(left);
    jobs
}

/// The names of the files of a page; two that differ in case alone are told apart.
fn named(wanted: &Wanted, taken: &mut BTreeSet<String>) -> Vec<(String, Address, Form)> {
    let mut words: Vec<&str> = wanted.words.iter().map(String::as_str).collect();
    let lower = words.join("/").to_ascii_lowercase();
    let mut other = String::new();
    if !taken.insert(lower) {
        if let Some(last) = words.last_mut() {
            other.push_str(&format!("{last}-{}", &digest(last.as_bytes())[..8]));
            *last = &other;
        }
        taken.insert(words.join("/").to_ascii_lowercase());
    }
    let name = |form: Form| file_name(&words, form.ending());
    wanted.places.iter().map(|(at, form)| (name(*form), at.clone(), *form)).collect()
}

struct Run<'a> {
    context: &'a Context<'a>,
    set: &'a Set,
    listing: &'a Listing,
    lock: &'a Lock,
    staging: &'a Staging<'a>,
    ahead: &'a Ahead,
}

impl Run<'_> {
    /// Asks for all pages, some at once.
    fn all(&self, jobs: &[Job]) -> Vec<Became> {
        let next = AtomicUsize::new(0);
        let in_vain = AtomicUsize::new(0);
        let became = Mutex::new(Vec::with_capacity(jobs.len()));
        let work = || {
            while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                if in_vain.load(Ordering::Relaxed) >= IN_VAIN {
                    break;
                }
                let one = self.one(job);
                match one {
                    Became::Later(_) => drop(in_vain.fetch_add(1, Ordering::Relaxed)),
                    _ => in_vain.store(0, Ordering::Relaxed),
                }
                became.lock().unwrap_or_else(PoisonError::into_inner).push(one);
                self.progress();
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.context.client.settings().connections {
                scope.spawn(work);
            }
            work();
        });
        became.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn progress(&self) {
        let done = self.ahead.done.fetch_add(1, Ordering::Relaxed) + 1;
        let all = self.ahead.all.max(done);
        let client = self.context.client;
        let host = Address::parse(&self.listing.mark.url);
        let left = host.map_or_else(Default::default, |at| client.time_of(at.host(), all - done));
        client.tell(Event::Page(done, all, left));
    }

    fn one(&self, job: &Job) -> Became {
        let old = job.places.iter().find_map(|(name, ..)| {
            self.lock.pages.get_key_value(name).map(|(name, page)| (name.clone(), page.clone()))
        });
        for (name, ..) in &job.places {
            if let Some(page) = self.staging.brought(name) {
                return Became::New(name.clone(), page.clone());
            }
        }
        let name = || job.places.first().map_or(String::new(), |(name, ..)| name.clone());
        let mut order: Vec<&(String, Address, Form)> = job.places.iter().collect();
        // The form that it has been in is asked for first.
        order.sort_by_key(|(name, ..)| old.as_ref().is_some_and(|(old, _)| old != name));
        let mut against: Option<(Address, String)> = None;
        let mut gone = None;
        for (file, at, form) in order {
            match self.ask(file, at, *form, old.is_some()) {
                Ok(became) => return became,
                Err(Failure::Gone) => gone = Some(at),
                Err(Failure::Disallowed) => {
                    let why = "robots.txt of the site says not to fetch it";
                    return Became::Stays(name(), old, self.say(&rules::DISALLOWED, at, why));
                }
                Err(Failure::Later(why)) => {
                    return Became::Later(self.say(&rules::UNREACHABLE, at, &why));
                }
                Err(Failure::Wrong(why)) => {
                    against.get_or_insert((at.clone(), why));
                }
            }
        }
        match (against, gone) {
            (Some((at, why)), _) => {
                let stays = if old.is_some() { "; the page that was there stays" } else { "" };
                Became::Stays(name(), old, self.say(&rules::REFUSED, &at, &format!("{why}{stays}")))
            }
            (None, Some(_)) if !job.listed => Became::Gone,
            (None, Some(at)) => {
                let why = "the site lists it, and has no such page";
                Became::Stays(name(), old, self.say(&rules::NOT_THERE, at, why))
            }
            (None, None) => Became::Gone,
        }
    }

    /// What became of a page in one of its forms; `stands` is whether it is kept in any of them.
    fn ask(&self, name: &str, at: &Address, form: Form, stands: bool) -> Result<Became, Failure> {
        let (source, set) = (self.context.source.name.as_str(), self.set.name.as_str());
        let old = self.lock.pages.get(name);
        let path = self.context.store.folder(source, set).join(name);
        let there = old.filter(|_| path.is_file());
        let known = Validators {
            etag: there.and_then(|page| page.etag.as_deref()),
            modified: there.and_then(|page| page.modified.as_deref()),
        };
        let client = self.context.client;
        let (answer, came_from) = match client.page(at, known, &self.listing.within)? {
            Got::Same => {
                let page =
                    old.cloned().ok_or_else(|| Failure::Wrong("nothing was asked".into()))?;
                return Ok(Became::Same(name.to_owned(), page));
            }
            Got::Page(answer, at) => (answer, at),
        };
        if let Some(why) = look::against(form, &answer) {
            return Err(Failure::Wrong(why));
        }
        let digest = digest(&essence(&answer.body));
        let url = came_from.to_string();
        let page = page_of(&answer, at.to_string(), digest, client.now());
        if let Some(same) = there.filter(|there| there.digest == page.digest) {
            let page = Page { date: same.date.clone(), applied: same.applied, ..page };
            return Ok(Became::Same(name.to_owned(), page));
        }
        let before = there.and_then(|_| std::fs::read(&path).ok());
        let judged = Judged { set, url: &url, bytes: &answer.body, old: before.as_deref() };
        match self.context.judge.against(&judged) {
            None => {}
            Some(Verdict::OfNoUse(why)) if !stands => {
                return Ok(Became::OfNoUse(self.say(&rules::NO_API, at, &why)));
            }
            Some(Verdict::OfNoUse(why) | Verdict::Wrong(why)) => return Err(Failure::Wrong(why)),
        }
        let stored = self.staging.put(name, &answer.body, &page);
        stored.map_err(|error| Failure::Later(format!("it cannot be stored: {error}")))?;
        // One that was lost from the store and says what it said is as old as it was.
        let date = old.filter(|old| old.digest == page.digest).map(|old| old.date.clone());
        Ok(Became::New(
            name.to_owned(),
            Page { date: date.unwrap_or_else(|| page.date.clone()), ..page },
        ))
    }

    fn say(&self, rule: &'static Rule, at: &Address, why: &str) -> Diagnostic {
        let set = &self.set.name;
        Diagnostic::new(rule, Place::new(at.to_string(), 0), format!("{set}: {why}"))
    }
}

/// What the lock file says of a page that came.
pub(super) fn page_of(answer: &Answer, url: String, digest: String, date: String) -> Page {
    let plain = |name: &str| {
        let value = answer.header(name)?;
        let fits = value.len() <= 200 && value.bytes().all(|b| (b' '..=b'~').contains(&b));
        fits.then(|| value.to_owned())
    };
    let (etag, modified) = (plain("etag"), plain("last-modified"));
    Page { url, date, digest, etag, modified, applied: false }
}
