//! One small reader a site, of how it lists its pages.

mod api_reference;
mod awsapichanges;
mod boto3;
mod folder;
mod git;
mod huaweicloud;
mod inventory;
mod links;
mod opentelekomcloud;
mod package;
mod repository;

use std::collections::BTreeMap;
use std::time::Duration;

pub use git::is_repository;

use super::bring::{Ahead, bring};
use super::client::{Failure, Got, Validators};
use super::{Address, Answer, Brought, Context, Event, Listed, Lists, Set};
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::project::{Kind, Services, Source};
use crate::store::{Guard, Lock, Mark, Store, digest};

/// By which names sites know services.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The services by the prefix of their endpoint.
    pub by_prefix: BTreeMap<String, Vec<String>>,
    /// The services by their full name.
    pub by_title: Option<fn(&str) -> Vec<String>>,
    /// The day that the spec of a service is of: what changed until then is in it.
    pub since: BTreeMap<String, String>,
}

/// The sets of pages of a source: one a service, but where services have one guide.
pub fn sets(source: &Source, store: &Store) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    let one = |service: &str| Set { name: service.to_owned(), services: vec![service.to_owned()] };
    match &source.services {
        Services::All => sets.extend(store.sets(&source.name).iter().map(|set| one(set))),
        Services::These(services) => {
            for service in services {
                let guide = source.guides.get(service.as_str());
                let with = sets.iter_mut().find(|set| {
                    guide.is_some()
                        && source.kind == Kind::ApiReference
                        && source.guides.get(&set.name) == guide
                });
                match with {
                    Some(set) => set.services.push(service.to_string()),
                    None => sets.push(one(service.as_str())),
                }
            }
        }
    }
    sets
}

pub(super) fn fetch(context: &Context<'_>) -> Vec<Brought> {
    let sets = sets(context.source, context.store);
    let lists = match context.source.kind {
        Kind::Boto3Package => return package::fetch(context, &sets),
        Kind::Folder => return folder::fetch(context),
        Kind::OpenTelekomCloud => return repository::fetch(context, &sets),
        Kind::Boto3Site => boto3::list(context, &sets),
        Kind::ApiReference => api_reference::list(context, &sets),
        Kind::AwsApiChanges => awsapichanges::list(context, &sets),
        Kind::HuaweiCloud => huaweicloud::list(context, &sets),
        Kind::OpenTelekomCloudSite => opentelekomcloud::list(context, &sets),
    };
    bring_all(context, &sets, lists)
}

/// Lists each set of a site by itself.
fn each(
    context: &Context<'_>,
    sets: &[Set],
    listed: impl Fn(&Address, &Set, &Lock) -> Listed,
) -> Lists {
    let mut lists = Lists::new();
    let Some(base) = base(context.source) else { return no_site(context, sets) };
    let locks = locks(context, sets, &mut lists);
    for set in sets {
        let Some(lock) = locks.get(&set.name) else { continue };
        lists.insert(set.name.clone(), listed(&base, set, lock));
    }
    lists
}

/// Lists the sets of a site that has one list for all of them, at `path` below the site: `read` reads
/// it, and `listed` finds in it what is of a set.
fn together<T>(
    context: &Context<'_>,
    sets: &[Set],
    path: &str,
    read: impl Fn(&[u8]) -> Result<T, String>,
    listed: impl Fn(&Shared<T>, &Set, &Lock) -> Listed,
) -> Lists {
    let mut lists = Lists::new();
    let at = |base: Address| Some((base.join(path)?, base));
    let Some((at, base)) = base(context.source).and_then(at) else { return no_site(context, sets) };
    let locks = locks(context, sets, &mut lists);
    let known = shared(&locks).filter(|_| !context.full);
    let found = match index(context, &at, known) {
        Ok(Index::Same) => None,
        Ok(Index::Text(answer, mark)) => {
            Some(read(&answer.body).map(|list| (list, mark)).map_err(Failure::Wrong))
        }
        Err(failure) => Some(Err(failure)),
    };
    let shared = found.map(|found| Shared { base, at, found });
    for set in sets {
        let Some(lock) = locks.get(&set.name) else { continue };
        let listed = shared.as_ref().map_or(Listed::Same, |shared| listed(shared, set, lock));
        lists.insert(set.name.clone(), listed);
    }
    lists
}

/// A list that all sets of a site share, and is another than the one that is known.
struct Shared<T> {
    base: Address,
    /// Where it is.
    at: Address,
    /// It, and by what it is known.
    found: Result<(T, Mark), Failure>,
}

/// Asks for a list that a set has for itself. The error is what becomes of the set without it.
fn own_index(
    context: &Context<'_>,
    at: &Address,
    set: &Set,
    lock: &Lock,
) -> Result<(Answer, Mark), Box<Listed>> {
    let known = lock.index.as_ref().filter(|_| !context.full && lock.again.is_empty());
    match index(context, at, known) {
        Ok(Index::Same) => Err(Listed::Same.into()),
        Ok(Index::Text(_, mark)) if is_done(context, lock, &mark) => Err(Listed::Same.into()),
        Ok(Index::Text(answer, mark)) => Ok((answer, mark)),
        Err(failure) => Err(no_index(at, &set.name, failure).into()),
    }
}

fn bring_all(context: &Context<'_>, sets: &[Set], mut lists: Lists) -> Vec<Brought> {
    let client = context.client;
    let pages = |listed: &Listed| match listed {
        Listed::Pages(listing) => listing.pages.len(),
        _ => 0,
    };
    let ahead = Ahead { all: lists.values().map(pages).sum(), ..Ahead::default() };
    let name = context.source.name.clone();
    if ahead.all > 50.min(client.settings().many) {
        let host = base(context.source).map(|base| base.host().to_owned()).unwrap_or_default();
        let time = client.time_of(&host, ahead.all);
        client.tell(Event::Estimate { source: name.clone(), requests: ahead.all, time });
        if ahead.all > client.settings().many && !context.yes {
            let message =
                format!("{} requests are ahead, which take at least {}", ahead.all, readable(time));
            let place = Place::new(&name, 0);
            let diagnostic = Diagnostic::new(&rules::MANY, place, message);
            let refused =
                Brought { interrupted: true, diagnostics: vec![diagnostic], ..Brought::default() };
            return vec![refused];
        }
    }
    let mut brought = Vec::new();
    for set in sets {
        let listed = lists.remove(&set.name).unwrap_or(Listed::Same);
        brought.push(bring(context, set, listed, &ahead));
    }
    brought
}

/// Takes hold of the folder of tools, which projects share: what one of them makes there is not touched by
/// another's run before it is done.
fn tools(context: &Context<'_>) -> Result<Guard, Diagnostic> {
    let waits = || context.client.tell(Event::Tool("another run works with the tools".to_owned()));
    Guard::take(&context.tools, &waits).map_err(|error| {
        Diagnostic::new(&rules::TOOL, Place::new(&context.tools, 0), error.to_string())
    })
}

/// A time as a person says it.
pub fn readable(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds @ 120..7200 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h", seconds.div_ceil(3600)),
    }
}

/// Where the site of a source is.
fn base(source: &Source) -> Option<Address> {
    let site = source.site.as_deref().or(source.kind.site())?;
    Address::parse(&match site.ends_with('/') {
        true => site.to_owned(),
        false => format!("{site}/"),
    })
}

/// A list of pages as a site gave it.
enum Index {
    /// It is the one that is known.
    Same,
    /// Its text, and by what it is known.
    Text(Answer, Mark),
}

/// Asks for a list of pages. `known` is what is known of it, if all sets that it is for know the same.
fn index(context: &Context<'_>, at: &Address, known: Option<&Mark>) -> Result<Index, Failure> {
    let url = at.to_string();
    let known = known.filter(|mark| mark.url == url);
    let validators = Validators {
        etag: known.and_then(|mark| mark.etag.as_deref()),
        modified: known.and_then(|mark| mark.modified.as_deref()),
    };
    let answer = match context.client.index(at, validators)? {
        Got::Same => return Ok(Index::Same),
        Got::Page(answer, _) => answer,
    };
    let digest = digest(&answer.body);
    if known.is_some_and(|mark| mark.digest.as_ref() == Some(&digest)) {
        return Ok(Index::Same);
    }
    let page = super::bring::page_of(&answer, url, digest, context.client.now());
    let mark = Mark {
        url: page.url,
        date: page.date,
        digest: Some(page.digest),
        etag: page.etag,
        modified: page.modified,
        version: None,
    };
    Ok(Index::Text(answer, mark))
}

/// The locks of sets; those that cannot be read are told as failed.
fn locks(context: &Context<'_>, sets: &[Set], lists: &mut Lists) -> BTreeMap<String, Lock> {
    let mut locks = BTreeMap::new();
    for set in sets {
        match context.store.last_seen(&context.source.name, &set.name) {
            Ok(lock) => drop(locks.insert(set.name.clone(), lock)),
            Err(mut diagnostics) => {
                if !diagnostics.is_empty() {
                    lists.insert(set.name.clone(), Listed::Failed(diagnostics.remove(0)));
                }
            }
        }
    }
    locks
}

/// What all sets know of the list that they share, if they know the same.
fn shared(locks: &BTreeMap<String, Lock>) -> Option<&Mark> {
    // What could not be had is asked for again, and for that the list is needed.
    if locks.values().any(|lock| !lock.again.is_empty()) {
        return None;
    }
    let mut marks = locks.values().map(|lock| lock.index.as_ref());
    let first = marks.next()??;
    marks.all(|mark| mark.is_some_and(|mark| mark.digest == first.digest)).then_some(first)
}

/// Whether all that a list has was brought.
fn is_done(context: &Context<'_>, lock: &Lock, mark: &Mark) -> bool {
    let same = lock.index.as_ref().is_some_and(|old| old.key() == mark.key());
    same && lock.again.is_empty() && !context.full
}

/// Why a list could not be had.
fn no_index(at: &Address, set: &str, failure: Failure) -> Listed {
    let place = Place::new(at.to_string(), 0);
    Listed::Failed(match failure {
        Failure::Later(why) => Diagnostic::new(&rules::UNREACHABLE, place, format!("{set}: {why}")),
        Failure::Gone => {
            Diagnostic::new(&rules::NO_INDEX, place, format!("{set}: there is no such list"))
        }
        Failure::Wrong(why) => Diagnostic::new(&rules::NO_INDEX, place, format!("{set}: {why}")),
        Failure::Disallowed => {
            let why = format!("{set}: robots.txt of the site says not to fetch it");
            Diagnostic::new(&rules::DISALLOWED, place, why)
        }
    })
}

/// What to say of a source whose site is no address.
fn no_site(context: &Context<'_>, sets: &[Set]) -> Lists {
    let failed = |set: &Set| {
        let place = Place::new(context.source.site.as_deref().unwrap_or_default(), 0);
        let message = format!("{}: the site of the source is no address", set.name);
        (set.name.clone(), Listed::Failed(Diagnostic::new(&rules::NO_INDEX, place, message)))
    };
    sets.iter().map(failed).collect()
}

/// A list that has no page of a set.
fn not_listed(at: &Address, set: &str) -> Listed {
    let message = format!("{set}: the site lists no page of it; what was there stays");
    Listed::Failed(Diagnostic::new(&rules::NO_SERVICE, Place::new(at.to_string(), 0), message))
}
