//! Which pages are read together: those of one service, from whatever source.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::fetch::{self, Set};
use crate::project::{Kind, Project, Source};
use crate::spec::Provider;
use crate::store::{Lock, Page, Store};

/// Pages that are read together.
#[derive(Debug, Default)]
pub(super) struct Unit {
    /// Whose services they are of; a folder may have those of any.
    pub provider: Option<Provider>,
    /// The services.
    pub services: BTreeSet<String>,
    /// The sets, each with its source and what is known of it.
    pub sets: Vec<UnitSet>,
}

/// A set of a unit.
#[derive(Debug)]
pub(super) struct UnitSet {
    pub source: String,
    pub kind: Kind,
    pub set: Set,
    pub lock: Lock,
}

impl UnitSet {
    /// Whether specs were made of other pages than these.
    pub fn is_unread(&self) -> bool {
        match self.kind {
            Kind::AwsApiChanges => self.lock.pages.values().any(|page| !page.applied),
            _ => self.lock.is_unread(),
        }
    }

    /// Whether its pages describe the API, and not only what became of it.
    pub fn is_whole(&self) -> bool {
        self.kind != Kind::AwsApiChanges
    }
}

impl Unit {
    /// Whether specs were made of other pages than these.
    pub fn is_unread(&self) -> bool {
        self.sets.iter().any(UnitSet::is_unread)
    }

    /// Whether specs were made of other pages of the whole API than these.
    pub fn is_unread_as_a_whole(&self) -> bool {
        self.sets.iter().any(|part| part.is_whole() && part.is_unread())
    }

    /// Has all pages of the API read again.
    pub fn forget_what_was_read(&mut self) {
        for part in self.sets.iter_mut().filter(|part| part.is_whole()) {
            part.lock.read = None;
        }
    }

    /// The pages to read. Where pages of the whole API are others, or `all` is asked for, it is those, and
    /// the changes of a day after theirs, which say nothing of what came before; else only the changes that
    /// are not in the spec yet, as the pages do not know of those that are.
    pub fn pages<'s>(&'s self, store: &Store, all: bool) -> Vec<(&'s UnitSet, Vec<PathBuf>)> {
        let since = self.since();
        let all = all || self.is_unread_as_a_whole();
        let of_part = |part: &'s UnitSet| {
            let folder = store.folder(&part.source, &part.set.name);
            let wanted = |(name, page): &(&String, &Page)| match part.is_whole() {
                true => all,
                false => (all || !page.applied) && name.as_str() > since.as_str(),
            };
            let wanted = part.lock.pages.iter().filter(wanted);
            (part, wanted.map(|(name, _)| folder.join(name)).collect())
        };
        self.sets.iter().map(of_part).collect()
    }

    /// Whether its pages do not name their service: only those of boto3 do.
    pub fn tells_no_service(&self) -> bool {
        let names = |kind| matches!(kind, Kind::Boto3Package | Kind::Boto3Site | Kind::Folder);
        self.services.len() == 1 && !self.sets.iter().any(|part| names(part.kind))
    }

    /// The day that the pages of the whole API are of: the changes until then are on them.
    pub fn since(&self) -> String {
        let whole = self.sets.iter().filter(|part| part.is_whole());
        let days = whole.filter_map(|part| part.lock.index.as_ref().map(|mark| mark.date.as_str()));
        days.max().and_then(|date| date.get(..10)).unwrap_or_default().to_owned()
    }
}

/// The units of a project.
pub(super) fn units(project: &Project, store: &Store) -> Result<Vec<Unit>, Vec<Diagnostic>> {
    let mut wrong = Vec::new();
    let mut units: Vec<Unit> = Vec::new();
    for source in &project.sources {
        for part in parts(source, store) {
            match part {
                Ok(part) => place(part, &mut units),
                Err(found) => wrong.extend(found),
            }
        }
    }
    units.sort_by(|a, b| (a.provider, &a.services).cmp(&(b.provider, &b.services)));
    if wrong.is_empty() { Ok(units) } else { Err(wrong) }
}

fn parts<'a>(
    source: &'a Source,
    store: &'a Store,
) -> impl Iterator<Item = Result<UnitSet, Vec<Diagnostic>>> + 'a {
    fetch::sets(source, store).into_iter().map(move |set| {
        let lock = store.last_seen(&source.name, &set.name)?;
        Ok(UnitSet { source: source.name.clone(), kind: source.kind, set, lock })
    })
}

/// Puts a set where its services are; a set of several brings together what was apart.
fn place(part: UnitSet, units: &mut Vec<Unit>) {
    let provider = part.kind.provider();
    let fits = |unit: &Unit| {
        let same = unit.provider.is_none() || provider.is_none() || unit.provider == provider;
        same && part.set.services.iter().any(|service| unit.services.contains(service))
    };
    let mut unit = Unit { provider, ..Unit::default() };
    for other in units.extract_if(.., |unit| fits(unit)) {
        unit.provider = unit.provider.or(other.provider);
        unit.services.extend(other.services);
        unit.sets.extend(other.sets);
    }
    unit.services.extend(part.set.services.iter().cloned());
    unit.sets.push(part);
    units.push(unit);
}

/// By service, the units that it is in.
pub(super) fn by_service(units: &[Unit]) -> BTreeMap<&str, Vec<&Unit>> {
    let mut found: BTreeMap<&str, Vec<&Unit>> = BTreeMap::new();
    for unit in units {
        for service in &unit.services {
            found.entry(service).or_default().push(unit);
        }
    }
    found
}
