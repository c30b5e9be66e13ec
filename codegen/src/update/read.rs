//! Pages of the store → specs.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use super::units::{Unit, units};
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::pipeline::{self, Change, Step};
use crate::project::{Kind, Project};
use crate::spec::{Provider, ServiceId};
use crate::store::{Lock, Store};

/// How pages are read.
pub(super) struct Reading<'a> {
    pub store: &'a Store,
    pub specs: &'a Path,
    pub how: &'a HowRead<'a>,
    /// Read what was read already, too.
    pub all: bool,
    pub progress: &'a (dyn Fn(Step) + Sync),
}

/// What is wished of reading.
#[derive(Clone, Copy, Debug)]
pub struct HowRead<'a> {
    /// Threads to read with.
    pub jobs: NonZero<usize>,
    /// With what the tool knows of services beside their pages.
    pub built_in: bool,
    /// The services of which pages may take away whatever they do not have any more.
    pub allow_removal: &'a [ServiceId],
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub diagnostics: Vec<Diagnostic>,
    /// The services whose pages were read.
    pub services: Vec<String>,
    /// The specs that are new or changed.
    pub written: Vec<PathBuf>,
    /// All specs that came of it.
    pub specs: Vec<PathBuf>,
}

impl Reading<'_> {
    /// Reads the units that are wanted and remembers which pages the specs are made of.
    pub fn units(&self, mut wanted: Vec<Unit>) -> Read {
        let mut read = Read::default();
        // Pages that do not name their service are read with its name, one service after the other.
        let nameless: Vec<Unit> = wanted.extract_if(.., |unit| unit.tells_no_service()).collect();
        if !wanted.is_empty() {
            self.together(&wanted, None, &mut read);
        }
        for unit in &nameless {
            let service = unit.services.iter().next().and_then(|id| ServiceId::new(id).ok());
            self.together(std::slice::from_ref(unit), service.as_ref(), &mut read);
        }
        read
    }

    fn together(&self, units: &[Unit], service: Option<&ServiceId>, read: &mut Read) {
        let mut pages = BTreeSet::new();
        for unit in units {
            let of_parts = unit.pages(self.store, self.all);
            pages.extend(of_parts.into_iter().flat_map(|(_, pages)| pages));
        }
        let pages: Vec<PathBuf> = pages.into_iter().collect();
        if let Some(lost) = pages.iter().find(|page| !page.is_file()) {
            let message = "it is in the lock file and not in the store";
            let place = Place::new(lost, 0);
            read.diagnostics.push(Diagnostic::new(&rules::STORE, place, message));
            return;
        }
        let only: Vec<ServiceId> = units
            .iter()
            .flat_map(|unit| &unit.services)
            .filter_map(|service| ServiceId::new(service).ok())
            .collect();
        let options = pipeline::Options {
            built_in: self.how.built_in,
            jobs: self.how.jobs,
            memory: None,
            service,
            allow_removal: self.how.allow_removal,
            only: &only,
            progress: self.progress,
        };
        let report = match pipeline::parse(&pages, self.specs, &options) {
            Ok(report) => report,
            Err(failed) => {
                let place = Place::new(failed.path, 0);
                let diagnostic = Diagnostic::new(&rules::STORE, place, failed.error.to_string());
                read.diagnostics.push(diagnostic);
                return;
            }
        };
        let clean = report.diagnostics.iter().all(|it| it.rule.severity < Severity::Error);
        let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let made: BTreeSet<String> =
            report.services.iter().filter_map(|service| stem(&service.path)).collect();
        for unit in units {
            read.services.extend(unit.services.iter().cloned());
            if clean || unit.services.iter().all(|service| made.contains(service)) {
                self.remember(unit, &report.diagnostics, read);
            }
        }
        for service in report.services {
            if service.change != Change::Unchanged {
                read.written.push(service.path.clone());
            }
            read.specs.push(service.path);
        }
        read.diagnostics.extend(report.diagnostics);
    }

    /// Writes into the lock files that specs are made of these pages.
    fn remember(&self, unit: &Unit, said: &[Diagnostic], read: &mut Read) {
        let all = self.all || unit.is_unread_as_a_whole();
        for part in unit.sets.iter().filter(|part| all || !part.is_whole()) {
            let (source, set) = (&part.source, &part.set.name);
            let mut lock = match self.store.lock(source, set) {
                Ok(lock) => lock,
                Err(wrong) => {
                    read.diagnostics.extend(wrong);
                    continue;
                }
            };
            if lock.pages.is_empty() && lock.read.is_none() {
                continue;
            }
            let before = lock.clone();
            lock.read = Some(lock.digest());
            if part.kind == Kind::AwsApiChanges {
                lock.pages.values_mut().for_each(|page| page.applied = true);
            }
            let folder = self.store.folder(source, set);
            let open = said.iter().filter(|it| {
                it.rule.severity > Severity::Note && it.place.path.starts_with(&folder)
            });
            lock.open = Some(open.count()).filter(|open| *open > 0);
            if lock != before
                && let Err(error) = self.store.write_lock(source, set, &lock)
            {
                let place = Place::new(self.store.lock_path(source, set), 0);
                read.diagnostics.push(Diagnostic::new(&rules::STORE, place, error.to_string()));
            }
        }
    }
}

/// What came of the pages of a store.
#[derive(Debug, Default)]
pub struct FromStore {
    /// All specs that came of it.
    pub specs: Vec<PathBuf>,
    /// Those that are new or changed.
    pub written: Vec<PathBuf>,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads all pages of the store of a project into specs under `out`.
///
/// # Errors
///
/// If a lock file cannot be read.
pub fn parse_store(
    project: &Project,
    out: &Path,
    how: &HowRead<'_>,
    progress: &(dyn Fn(Step) + Sync),
) -> Result<FromStore, Vec<Diagnostic>> {
    let store = Store::new(&project.store);
    let wanted = units(project, &store)?;
    let reading = Reading { store: &store, specs: out, how, all: true, progress };
    let read = reading.units(wanted);
    Ok(FromStore { specs: read.specs, written: read.written, diagnostics: read.diagnostics })
}

/// The pages in the store of a project that the spec of a service is made of, as far as they are there.
///
/// # Errors
///
/// If a lock file cannot be read.
pub fn pages_of(project: &Project, service: &ServiceId) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
    let store = Store::new(&project.store);
    let units = units(project, &store)?;
    let own = units.iter().filter(|unit| unit.services.contains(service.as_str()));
    let parts = own.flat_map(|unit| unit.pages(&store, true));
    Ok(parts.flat_map(|(_, pages)| pages).filter(|page| page.is_file()).collect())
}

/// The specs of a unit, where they stand or would.
pub(super) fn specs_of(unit: &Unit, specs: &Path) -> Vec<(String, PathBuf)> {
    let providers = match unit.provider {
        Some(provider) => vec![provider],
        None => Provider::ALL.to_vec(),
    };
    let mut found = Vec::new();
    for service in &unit.services {
        for provider in &providers {
            let path = specs.join(provider.as_str()).join(format!("{service}.yaml"));
            if unit.provider.is_some() || path.is_file() {
                found.push((service.clone(), path));
            }
        }
    }
    found
}

/// What a lock file says of the pages that a spec was made of.
pub(super) fn open(lock: &Lock) -> usize {
    lock.open.unwrap_or_default()
}
