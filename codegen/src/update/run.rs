//! The whole way: fetch, read, tell.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::judge;
use super::read::{HowRead, Reading, specs_of};
use super::units::{Unit, by_service, units};
use super::{SourceUpdate, Update};
use crate::diagnostic::rules::fetch as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::diff::{Report, Settings, Version};
use crate::fetch::{self, Brought, Client, Clock, Context, Event, Names, Transport};
use crate::files::write_if_changed;
use crate::pipeline::Step;
use crate::project::{Project, Services, Source};
use crate::spec::{self, Provider, ServiceId};
use crate::store::{Guard, Store};
use crate::{emit, pipeline, resolve};

/// How a run goes about its work.
pub struct Options<'a> {
    /// Fetch nothing: read what is in the store.
    pub offline: bool,
    /// Fetch, and read nothing.
    pub fetch_only: bool,
    /// Change neither store nor specs: only tell what would change.
    pub try_only: bool,
    /// Ask for every page, also where the list of pages has not changed.
    pub full: bool,
    /// Make as many requests as it takes.
    pub yes: bool,
    /// These services alone; all where none is named.
    pub services: &'a [ServiceId],
    /// The file of expected changes.
    pub settings: Settings,
    /// What is wished of reading.
    pub how: HowRead<'a>,
    /// Where programs may keep what they need.
    pub tools: PathBuf,
    /// What carries requests.
    pub transport: &'a dyn Transport,
    /// What tells the time.
    pub clock: &'a dyn Clock,
    /// Called with how the fetch goes, from any thread.
    pub told: &'a (dyn Fn(Event) + Sync),
    /// Called with how reading goes, from any thread.
    pub progress: &'a (dyn Fn(Step) + Sync),
    /// Called where another run has the store, and this one waits.
    pub waits: &'a dyn Fn(),
}

/// Runs it.
///
/// # Errors
///
/// If the store or a lock file cannot be used. What concerns one source, service or page is a
/// diagnostic and stops none of the others.
pub fn run(project: &Project, options: &Options<'_>) -> Result<Update, Vec<Diagnostic>> {
    let unusable = |error: std::io::Error| {
        vec![Diagnostic::new(&rules::STORE, Place::new(&project.store, 0), error.to_string())]
    };
    let _guard = Guard::take(&project.store, options.waits).map_err(unusable)?;
    let store = Store::new(&project.store);
    store.recover().map_err(unusable)?;
    let project = &narrowed(project, options.services);
    if !options.try_only {
        return go(project, &store, &project.specs, options);
    }
    let place = project.store.join(format!(".try-{}", std::process::id()));
    let specs = place.join("specs");
    let tried = copy_specs(&project.specs, &specs).map_err(unusable).and_then(|()| {
        let store = store.tried_in(place.join("pages"));
        go(project, &store, &specs, options)
    });
    // What is left of it goes with the next run.
    drop(fs::remove_dir_all(&place));
    let mut update = tried?;
    for service in &mut update.report.services {
        if let Ok(way) = service.path.strip_prefix(&specs) {
            service.path = project.specs.join(way);
        }
    }
    for path in &mut update.written {
        if let Ok(way) = path.strip_prefix(&specs) {
            *path = project.specs.join(way);
        }
    }
    update.files.clear();
    Ok(update)
}

/// The project with these services alone.
fn narrowed(project: &Project, wanted: &[ServiceId]) -> Project {
    let mut project = project.clone();
    if wanted.is_empty() {
        return project;
    }
    for source in &mut project.sources {
        source.services = Services::These(match &source.services {
            Services::All => wanted.to_vec(),
            Services::These(these) => {
                these.iter().filter(|it| wanted.contains(it)).cloned().collect()
            }
        });
    }
    project.sources.retain(|source| !source.services.named().is_empty());
    project
}

fn go(
    project: &Project,
    store: &Store,
    specs: &Path,
    options: &Options<'_>,
) -> Result<Update, Vec<Diagnostic>> {
    let mut update = Update::default();
    if !options.offline {
        fetch_all(project, store, options, &mut update)?;
    }
    let mut all = units(project, store)?;
    for source in &project.sources {
        let of_source = all.iter().flat_map(|unit| &unit.sets);
        let of_source = of_source.filter(|part| part.source == source.name);
        let changed = of_source.filter_map(|part| part.lock.newest()).max().map(str::to_owned);
        match update.sources.iter_mut().find(|it| it.name == source.name) {
            Some(told) => told.changed = changed,
            None => update.sources.push(SourceUpdate {
                name: source.name.clone(),
                changed,
                brought: Vec::new(),
            }),
        }
    }
    if options.fetch_only {
        update.diagnostics.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
        return Ok(update);
    }
    for unit in &mut all {
        // A store may have been moved without the specs, or one of them be deleted.
        if specs_of(unit, specs).iter().all(|(_, path)| !path.is_file()) {
            unit.forget_what_was_read();
        }
    }
    let unread: Vec<Unit> = all.into_iter().filter(Unit::is_unread).collect();
    if unread.is_empty() {
        return Ok(update);
    }
    let lost = lost(&unread, store);
    if !lost.is_empty() && !options.offline {
        restore(project, store, options, &lost, &mut update);
    }
    read(project, store, specs, options, unread, &mut update);
    update.diagnostics.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
    Ok(update)
}

/// Fetches what changed of each source, in the order of the file.
fn fetch_all(
    project: &Project,
    store: &Store,
    options: &Options<'_>,
    update: &mut Update,
) -> Result<(), Vec<Diagnostic>> {
    let mut names = names(&project.specs);
    let mut moved: BTreeSet<String> = BTreeSet::new();
    for source in &project.sources {
        names.since.clear();
        for (service, units) in by_service(&units(project, store)?) {
            let since = units.iter().map(|unit| unit.since()).max().unwrap_or_default();
            names.since.insert(service.to_owned(), since);
        }
        let suspected: Vec<String> = moved.iter().cloned().collect();
        let way = Way { names: &names, suspected, full: options.full };
        let brought = fetch_one(project, source, store, options, way, update);
        for set in &brought {
            if !set.changed.is_empty() || !set.gone.is_empty() {
                moved.extend(set.set.services.iter().cloned());
            }
        }
        update.sources.push(SourceUpdate { name: source.name.clone(), brought, changed: None });
    }
    Ok(())
}

/// How a source is fetched.
struct Way<'a> {
    names: &'a Names,
    /// The sets that something else says have changed.
    suspected: Vec<String>,
    full: bool,
}

fn fetch_one(
    project: &Project,
    source: &Source,
    store: &Store,
    options: &Options<'_>,
    way: Way<'_>,
    update: &mut Update,
) -> Vec<Brought> {
    let defaults = fetch::Settings::default();
    let settings = fetch::Settings {
        delay: source.delay.unwrap_or(defaults.delay),
        connections: source.connections,
        contact: project.contact.clone(),
        many: source.requests.unwrap_or(defaults.many),
        ..defaults
    };
    let client = Client::new(options.transport, options.clock, store, settings, options.told);
    let judge = judge::Reading { kind: source.kind, by_title: resolve::services_of_title };
    let context = Context {
        source,
        store,
        client: &client,
        judge: &judge,
        names: way.names,
        full: way.full,
        suspected: way.suspected,
        yes: options.yes,
        tools: options.tools.clone(),
    };
    let mut brought = fetch::fetch(&context);
    let counts = client.counts();
    update.counts.requests += counts.requests;
    update.counts.bytes += counts.bytes;
    for set in &mut brought {
        update.diagnostics.append(&mut set.diagnostics);
    }
    brought
}

/// By which names sites know the services whose specs stand.
fn names(specs: &Path) -> Names {
    let mut by_prefix: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for known in pipeline::known_services(&specs.join(Provider::Aws.as_str())) {
        if let Some(prefix) = known.endpoint_prefix {
            by_prefix.entry(prefix.to_string()).or_default().push(known.service.to_string());
        }
    }
    Names { by_prefix, by_title: Some(resolve::services_of_title), since: BTreeMap::new() }
}

/// The sets of which pages are in the lock file and not in the store, by source: where the store is
/// not committed, a clone has none.
fn lost(units: &[Unit], store: &Store) -> BTreeMap<String, BTreeSet<String>> {
    let mut lost: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for unit in units {
        for (part, pages) in unit.pages(store, false) {
            if pages.iter().any(|page| !page.is_file()) {
                lost.entry(part.source.clone()).or_default().insert(part.set.name.clone());
            }
        }
    }
    lost
}

fn restore(
    project: &Project,
    store: &Store,
    options: &Options<'_>,
    lost: &BTreeMap<String, BTreeSet<String>>,
    update: &mut Update,
) {
    let names = names(&project.specs);
    for source in &project.sources {
        let Some(sets) = lost.get(&source.name) else { continue };
        let services = sets.iter().filter_map(|set| ServiceId::new(set).ok()).collect();
        let source = Source { services: Services::These(services), ..source.clone() };
        let way = Way { names: &names, suspected: Vec::new(), full: true };
        fetch_one(project, &source, store, options, way, update);
    }
}

/// Reads the units whose pages changed, and tells what that does to specs.
fn read(
    project: &Project,
    store: &Store,
    specs: &Path,
    options: &Options<'_>,
    unread: Vec<Unit>,
    update: &mut Update,
) {
    let paths: BTreeSet<(String, PathBuf)> =
        unread.iter().flat_map(|unit| specs_of(unit, specs)).collect();
    let old = versions(paths.iter().map(|(_, path)| path));
    let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for unit in &unread {
        for (service, path) in specs_of(unit, specs) {
            files.entry(service).or_default().push(path);
        }
        for part in &unit.sets {
            let service = part.set.services.first().unwrap_or(&part.set.name);
            let files = files.entry(service.clone()).or_default();
            files.push(store.lock_path(&part.source, &part.set.name));
            files.push(store.folder(&part.source, &part.set.name));
        }
    }
    let reading =
        Reading { store, specs, how: &options.how, all: false, progress: options.progress };
    let read = reading.units(unread);
    let new: BTreeSet<&PathBuf> = paths.iter().map(|(_, path)| path).chain(&read.specs).collect();
    update.report = Report::of(&old, &versions(new.into_iter()), &options.settings);
    update.report.old = "the specs that stand".to_owned();
    update.report.new = "the documentation of today".to_owned();
    // Of a folder it is known only now whose services they are.
    for path in &read.specs {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let files = files.entry(stem.into_owned()).or_default();
        if !files.contains(path) {
            files.push(path.clone());
        }
    }
    if let Some(bindings) = project.bindings.as_ref().filter(|_| !options.try_only) {
        for path in &read.specs {
            match emit_one(path, bindings) {
                Ok((target, changed)) => {
                    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                    files.entry(stem.into_owned()).or_default().push(target.clone());
                    update.written.extend(changed.then_some(target));
                }
                Err(diagnostic) => update.diagnostics.push(diagnostic),
            }
        }
    }
    update.read = read.services;
    update.written.extend(read.written);
    update.written.sort();
    update.diagnostics.extend(read.diagnostics);
    update.files = files.into_iter().collect();
}

fn emit_one(path: &Path, bindings: &Path) -> Result<(PathBuf, bool), Diagnostic> {
    use crate::diagnostic::rules::file as rules;
    let failed = |why: String| Diagnostic::new(&rules::NOT_EMITTED, Place::new(path, 0), why);
    let text = fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    let spec = spec::read(&text, path).map_err(|wrong| {
        failed(wrong.into_iter().next().map(|it| it.to_string()).unwrap_or_default())
    })?;
    let source = emit::pretty(&spec).map_err(|error| failed(error.to_string()))?;
    let name = format!("{}.rs", spec.service.module());
    let target = bindings.join(spec.provider.as_str()).join(name);
    let changed = write_if_changed(&target, source.as_bytes());
    Ok((target, changed.map_err(|error| failed(error.to_string()))?))
}

/// The specs at these paths, as far as they stand and are sound.
fn versions<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> Vec<Version> {
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).ok()?;
        Some(Version { spec: spec::read(&text, path).ok()?, path: path.clone(), text })
    };
    paths.filter_map(read).collect()
}

/// Specs and overlays in another place, as links where the system has them: specs are never written
/// in place, so those that stand stay.
fn copy_specs(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    let mut left = vec![(from.to_owned(), to.to_owned())];
    while let Some((from, to)) = left.pop() {
        let Ok(entries) = fs::read_dir(&from) else { continue };
        for entry in entries {
            let entry = entry?;
            let (path, target) = (entry.path(), to.join(entry.file_name()));
            if entry.file_type()?.is_dir() {
                fs::create_dir_all(&target)?;
                left.push((path, target));
            } else if path.extension().is_some_and(|it| it == "yaml")
                && fs::hard_link(&path, &target).is_err()
            {
                fs::copy(&path, &target)?;
            }
        }
    }
    Ok(())
}
