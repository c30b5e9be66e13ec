//! Facts that no page states, written by hand and merged over what the pages do state.
//!
//! An overlay is merged when pages are parsed, so that the spec a reviewer reads is whole. Every
//! entry of it must find what it speaks of; what it adds the pages must not have; and it says why.

mod file;
mod fit;
mod merge;
mod place;
mod set;

use std::path::Path;
use std::sync::Arc;

use self::file::{File, ServiceTable};
use self::merge::Merge;
use super::locate::Locator;
use super::problem::{KeyPath, Problem, ProblemKind, SpecError};
use super::read::{Located, Tables, read_tables, without_mark};
use super::{Provider, ServiceId, Spec};
use crate::diagnostic::Place;
pub use set::{BuiltIn, BuiltInOf, Overlays};

/// An overlay file.
pub struct Overlay {
    path: Arc<Path>,
    text: Box<str>,
    provider: Provider,
    services: Vec<ServiceOverlay>,
    /// Why it is there, where it says so for all of its entries.
    reason: Option<Box<str>>,
    /// It speaks of many services, not all of which need to be there.
    is_table: bool,
    /// The names of shapes that its preliminary ids stand for.
    names: Vec<Box<str>>,
}

/// What an overlay file states of one service.
struct ServiceOverlay {
    service: ServiceId,
    at: KeyPath,
    table: ServiceTable,
}

impl Overlay {
    /// Reads the text of an overlay's file; `path` is only what errors name.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(text: &str, path: &Path) -> Result<Self, Vec<SpecError>> {
        let text = without_mark(text);
        let path: Arc<Path> = Arc::from(path);
        parse(text, &path).map_err(|problems| Located::all(text, &path, problems))
    }

    /// Whether it states anything of this service.
    pub fn speaks_of(&self, spec: &Spec) -> bool {
        self.of(spec).next().is_some()
    }

    /// Whether it has an entry of a service of that name.
    pub(crate) fn names(&self, service: &ServiceId) -> bool {
        self.services.iter().any(|it| it.service == *service)
    }

    /// Merges what it states of the spec's service into what the pages state.
    ///
    /// # Errors
    ///
    /// Every entry that matches nothing, or adds what is there. The spec is half merged then, and
    /// is not to be used.
    pub fn merge(&self, spec: &mut Spec) -> Result<(), Vec<SpecError>> {
        self.merge_beside(spec, None)
    }

    /// The same; places below operations that only the spec that stands has lead where they do there.
    fn merge_beside(&self, spec: &mut Spec, standing: Option<&Spec>) -> Result<(), Vec<SpecError>> {
        self.run(spec, standing, true, true)
    }

    /// The same of what fits the spec, and nothing is told of the rest.
    fn merge_what_fits(&self, spec: &mut Spec, standing: Option<&Spec>) {
        // Nothing is told, so nothing can be wrong.
        let _ = self.run(spec, standing, true, false);
    }

    /// Whether the spec, into which it was merged before, has what it states.
    ///
    /// # Errors
    ///
    /// Every entry that matches nothing, or is not in the spec.
    pub fn verify(&self, spec: &Spec) -> Result<(), Vec<SpecError>> {
        let mut spec = spec.clone();
        self.run(&mut spec, None, false, true)
    }

    /// Whether there is a spec for what it states, among all specs that there are.
    ///
    /// # Errors
    ///
    /// An overlay of one service that has no spec. A table may speak of services that have none yet.
    pub fn verify_used<'a>(
        &self,
        specs: impl IntoIterator<Item = (Provider, &'a ServiceId)>,
    ) -> Result<(), Vec<SpecError>> {
        let [one] = &self.services[..] else { return Ok(()) };
        let mut specs = specs.into_iter();
        let same =
            |(provider, id): (_, &ServiceId)| provider == self.provider && one.service == *id;
        if self.is_table || specs.any(same) {
            return Ok(());
        }
        let name = one.service.to_string();
        let kind = ProblemKind::Unmatched { what: "service", name, nearest: Vec::new() };
        Err(self.errors(vec![Problem { kind, at: KeyPath::of(["service"]) }]))
    }

    /// Where it states something of an entry of this service's spec, with the reason it gives: an
    /// operation (`["operations", NAME]`), a shape (`["shapes", NAME]`), a member of one (`["shapes",
    /// NAME, "members", NAME]`).
    pub fn states<'a>(&'a self, spec: &'a Spec, entry: &[&'a str]) -> Option<(Place, &'a str)> {
        let own = |service: &'a ServiceOverlay| {
            let of_name = service.table.reason(entry).map(|reason| (entry.to_vec(), reason));
            let (keys, reason) = of_name.or_else(|| service.table.placed(spec, entry))?;
            let at = keys.iter().fold(service.at.clone(), |at, key| at.key(key));
            Some((service, at, reason))
        };
        let (service, at, reason) = self.of(spec).find_map(own)?;
        let (line, _) = Locator::new(&self.text).locate(&at);
        let reason = reason.or(service.table.reason.as_deref()).or(self.reason.as_deref());
        Some((Place { path: Arc::clone(&self.path), line }, reason.unwrap_or_default()))
    }

    /// Whether it adds an entry of this service's spec: a shape (`["shapes", NAME]`), or a member of
    /// one (`["shapes", NAME, "members", NAME]`).
    fn adds(&self, spec: &Spec, entry: &[&str]) -> bool {
        self.of(spec).any(|service| service.table.adds(spec, entry))
    }

    fn of<'a>(&'a self, spec: &'a Spec) -> impl Iterator<Item = &'a ServiceOverlay> {
        let same = move |it: &&ServiceOverlay| {
            self.provider == spec.provider && it.service == spec.service
        };
        self.services.iter().filter(same)
    }

    fn run(
        &self,
        spec: &mut Spec,
        standing: Option<&Spec>,
        fresh: bool,
        tells: bool,
    ) -> Result<(), Vec<SpecError>> {
        let (provider, service) = (spec.provider, spec.service.clone());
        let mut problems = Vec::new();
        for overlay in &self.services {
            if self.provider == provider && overlay.service == service {
                let mut merge = Merge::new(spec, &self.names, fresh, tells, &overlay.at);
                merge.service(&overlay.table, standing);
                problems.extend(merge.finish());
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(self.errors(problems)) }
    }

    fn errors(&self, problems: Vec<Problem>) -> Vec<SpecError> {
        let mut locator = Locator::new(&self.text);
        let locate = |problem: Problem| {
            let (line, column) = locator.locate(&problem.at);
            let place = Place { path: Arc::clone(&self.path), line };
            SpecError { kind: problem.kind, at: problem.at, place, column }
        };
        let mut errors: Vec<SpecError> = problems.into_iter().map(locate).collect();
        errors.sort_by_key(|error| (error.place.line, error.column));
        errors
    }
}

fn parse(text: &str, path: &Arc<Path>) -> Result<Overlay, Vec<Located>> {
    let Tables { table: file, mut problems, names } = read_tables::<File>(text, true)?;
    let missing =
        |key, at: KeyPath| Problem { kind: ProblemKind::MissingKey { key, of: "an overlay" }, at };
    match file.format.as_deref() {
        Some("1") => {}
        Some(other) => {
            let kind = ProblemKind::Format(other.into());
            problems.push(Problem { kind, at: KeyPath::of(["format"]) });
        }
        None => problems.push(missing("format", KeyPath::default())),
    }
    let mut services = Vec::new();
    let is_table = file.service.is_none();
    let stated_reason = file.reason;
    let reason = stated_reason.is_some();
    if let Some(service) = file.service {
        services.push(ServiceOverlay { service, at: KeyPath::default(), table: file.of_service });
        if !file.services.is_empty() {
            let belongs = "an overlay without `service`";
            let kind = ProblemKind::Misplaced { key: "services", belongs };
            problems.push(Problem { kind, at: KeyPath::of(["services"]) });
        }
    }
    for (name, table) in file.services {
        let at = KeyPath::of(["services", &name]);
        match ServiceId::new(&name) {
            Ok(service) => services.push(ServiceOverlay { service, at, table }),
            Err(error) => {
                problems.push(Problem { kind: ProblemKind::ServiceId(error.to_string()), at });
            }
        }
    }
    if services.is_empty() && problems.is_empty() {
        problems.push(missing("service", KeyPath::default()));
    }
    for service in &services {
        service.table.check_reasons(&service.at, reason, &mut problems);
    }
    let Some(provider) = file.provider.filter(|_| problems.is_empty()) else {
        if problems.is_empty() {
            problems.push(missing("provider", KeyPath::default()));
        }
        return Err(problems.into_iter().map(Located::from).collect());
    };
    let reason = stated_reason.map(Into::into);
    let path = Arc::clone(path);
    Ok(Overlay { path, text: text.into(), provider, services, reason, is_table, names })
}

#[cfg(test)]
mod tests;
