//! What changed between two versions of any number of services.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::change::{Change, Subject};
use super::compare::diff;
use super::content;
use super::level::{Level, Only};
use super::rule::{Action, Kind, Rule, Verdict};
use super::rules;
use super::settings::Settings;
use super::told::Told;
use crate::spec::yaml::Locator;
use crate::spec::{Provider, Spec};

/// One version of a service.
pub struct Version {
    /// The spec.
    pub spec: Spec,
    /// The file it was read from.
    pub path: PathBuf,
    /// The text of that file, by which changes get their lines.
    pub text: String,
}

/// What changed.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What the old side is called: a revision, a file or a folder.
    pub old: String,
    /// What the new side is called.
    pub new: String,
    /// The day to put on the report, if any: `2025-06-01`.
    pub date: Option<String>,
    /// The services in which something changed, by provider and id.
    pub services: Vec<ServiceReport>,
    /// How many changes nobody asked for.
    pub left_out: usize,
}

/// What changed in one service.
#[derive(Clone, Debug)]
pub struct ServiceReport {
    /// Who provides it.
    pub provider: Provider,
    /// Its id.
    pub service: String,
    /// Its full name, or its id.
    pub title: String,
    /// Whether it is new, gone or in both.
    pub presence: Presence,
    /// The file of the new version, or of the old one if the service is gone.
    pub path: PathBuf,
    /// The operations that are new, as methods; all of them if the service is.
    pub new_operations: Vec<String>,
    /// What changed.
    pub changes: Vec<Told>,
    /// The operations of both versions, in their order.
    pub(super) order: Vec<String>,
    /// The methods of the operations of both versions.
    methods: BTreeMap<String, String>,
    /// The operations that are counted, where they are not all.
    counted: Option<BTreeSet<String>>,
}

/// Whether a service is in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// It is in both.
    Both,
}

/// What a report fails on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// A change that breaks callers.
    Breaking,
    /// A change that breaks Rust code, or callers.
    Rust,
    /// Any change.
    Any,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Whether it is this change, among others, that a report would fail on.
    pub fn names(self, change: &Change) -> bool {
        match self {
            FailOn::Breaking => change.wire == Verdict::Breaks,
            FailOn::Rust => change.worst() == Verdict::Breaks,
            FailOn::Any => true,
            FailOn::Never => false,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            FailOn::Breaking => "breaking",
            FailOn::Rust => "rust",
            FailOn::Any => "any",
            FailOn::Never => "never",
        }
    }
}

/// How many changes there are of each sort. Those that are expected count only as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Operations that are new.
    pub new_operations: usize,
    /// Operations that are gone.
    pub gone_operations: usize,
    /// Operations that are in both and that something other than documentation reaches.
    pub updated_operations: usize,
    /// Changes that break callers.
    pub wire_breaks: usize,
    /// Changes that may break callers.
    pub wire_risks: usize,
    /// Changes that break Rust code.
    pub rust_breaks: usize,
    /// Changes of what people read.
    pub documentation: usize,
    /// Facts that are stated now, or not stated any more.
    pub stated: usize,
    /// All other changes.
    pub other: usize,
    /// Changes that are expected.
    pub accepted: usize,
}

impl Report {
    /// Compares all services of two versions.
    pub fn of(old: &[Version], new: &[Version], settings: &Settings) -> Report {
        let key =
            |version: &Version| (version.spec.provider, version.spec.service.as_str().to_owned());
        let mut sides: BTreeMap<_, (Option<&Version>, Option<&Version>)> = BTreeMap::new();
        for version in old {
            sides.entry(key(version)).or_default().0 = Some(version);
        }
        for version in new {
            sides.entry(key(version)).or_default().1 = Some(version);
        }
        let services = sides.into_values().filter_map(|sides| service(sides, settings));
        Report { services: services.collect(), ..Report::default() }
    }

    /// Whether there is something to fail on.
    pub fn fails(&self, on: FailOn) -> bool {
        let changes = self.services.iter().flat_map(|service| &service.changes);
        let mut unexpected = changes.filter(|told| told.accepted.is_none());
        unexpected.any(|told| on.names(&told.change))
    }

    /// How many changes there are in all services together.
    pub fn counts(&self) -> Counts {
        self.services.iter().fold(Counts::default(), |sum, service| sum.and(service.counts()))
    }

    /// Leaves out what is not wanted: other changes than `only`, other services and operations than
    /// those that are named, where any are.
    pub fn narrow(&mut self, only: Option<Only>, services: &[String], operations: &[String]) {
        let all = self.changes().count();
        self.services.retain(|it| services.is_empty() || services.iter().any(|name| it.is(name)));
        for service in &mut self.services {
            let asked = |name: &String, method: &String| {
                operations.iter().any(|it| it == name || it == method)
            };
            let methods = service.methods.iter();
            let named: BTreeSet<String> = methods
                .filter(|(name, method)| asked(name, method))
                .map(|(name, _)| name.clone())
                .collect();
            service.changes.retain(|told| {
                only.is_none_or(|only| only.wants(&told.change))
                    && (operations.is_empty() || told.change.is_of(&|name| named.contains(name)))
            });
            if !operations.is_empty() {
                service.count_only(named);
            }
            if only.is_some() {
                service.new_operations.clear();
            }
        }
        self.services.retain(|service| !service.changes.is_empty());
        self.left_out += all - self.changes().count();
    }

    /// What is said where no change is shown: that nothing of what was asked for changed is not that
    /// nothing did.
    pub(super) fn nothing(&self) -> String {
        match self.left_out {
            0 => "Nothing changed.".to_owned(),
            1 => "Nothing of that changed; 1 other change was not asked for.".to_owned(),
            count => format!("Nothing of that changed; {count} other changes were not asked for."),
        }
    }

    /// What changed in how many services: `3 services changed: 1 breaks callers, 2 break Rust code`.
    pub fn headline(&self) -> String {
        let breaking = |has: fn(&Counts) -> bool| {
            self.services.iter().filter(|service| has(&service.counts())).count()
        };
        let presence = |presence: Presence| {
            self.services.iter().filter(|service| service.presence == presence).count()
        };
        let parts = [
            (breaking(|it| it.wire_breaks > 0), "breaks callers", "break callers"),
            (breaking(|it| it.rust_breaks > 0), "breaks Rust code", "break Rust code"),
            (presence(Presence::New), "is new", "are new"),
            (presence(Presence::Gone), "is gone", "are gone"),
        ];
        let words: Vec<String> = parts
            .iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        let count = self.services.len();
        let services = if count == 1 { "1 service" } else { &format!("{count} services") };
        match words.is_empty() {
            true => format!("{services} changed, nothing breaks"),
            false => format!("{services} changed: {}", words.join(", ")),
        }
    }

    /// The services of which there is something to tell, the worst first.
    pub(super) fn by_level(&self) -> Vec<&ServiceReport> {
        let mut services: Vec<&ServiceReport> = self.services.iter().collect();
        services.sort_by_key(|service| service.changes.iter().map(Level::of).min());
        services
    }

    /// Every change, with the id of its service.
    pub fn changes(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.services.iter().flat_map(|service| {
            service.changes.iter().map(|told| (service.service.as_str(), &told.change))
        })
    }
}

impl ServiceReport {
    /// Whether that is what it is called: `sqs`, or `aws/sqs`.
    pub fn is(&self, name: &str) -> bool {
        let (provider, id) = name.split_once('/').unwrap_or((self.provider.as_str(), name));
        id == self.service && provider == self.provider.as_str()
    }

    /// Counts these operations only: others are reached by the same changes, and nobody asked of them.
    pub fn count_only(&mut self, names: BTreeSet<String>) {
        let methods: BTreeSet<&String> =
            names.iter().filter_map(|name| self.methods.get(name)).collect();
        self.new_operations.retain(|method| methods.contains(method));
        self.counted = Some(names);
    }

    /// How many changes there are.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { new_operations: self.new_operations.len(), ..Counts::default() };
        for Told { change, accepted, .. } in &self.changes {
            if accepted.is_some() {
                counts.accepted += 1;
                continue;
            }
            counts.gone_operations += usize::from(change.rule == &rules::OPERATION_REMOVED);
            counts.wire_breaks += usize::from(change.wire == Verdict::Breaks);
            counts.wire_risks += usize::from(change.wire == Verdict::Risk);
            counts.rust_breaks += usize::from(change.rust == Verdict::Breaks);
            if change.is_documentation() {
                counts.documentation += 1;
                continue;
            }
            if change.is_stated() {
                counts.stated += 1;
                continue;
            }
            counts.other += usize::from(change.worst() == Verdict::Safe);
        }
        counts.updated_operations = self.updated_operations().len();
        counts
    }

    /// The method of an operation of either version; its name where none is known.
    pub fn method_of<'a>(&'a self, operation: &'a str) -> &'a str {
        self.methods.get(operation).map_or(operation, String::as_str)
    }

    /// The operations in which something is otherwise than it was; those that came or went are not among them,
    /// nor those of which only what is told or stated of them changed.
    pub fn updated_operations(&self) -> BTreeSet<&str> {
        let mut updated = BTreeSet::new();
        for Told { change, accepted, .. } in &self.changes {
            let whole = change.rule.kind == Kind::Operation
                && matches!(change.rule.action, Action::Added | Action::Removed)
                && change.old.is_none()
                && change.new.is_none();
            if whole || accepted.is_some() || change.is_documentation() || change.is_stated() {
                continue;
            }
            let reached = change.operations.iter().map(|reached| reached.operation.as_str());
            let is_counted =
                |name: &&str| self.counted.as_ref().is_none_or(|names| names.contains(*name));
            updated.extend(reached.filter(is_counted));
        }
        updated
    }
}

impl Counts {
    fn and(self, other: Counts) -> Counts {
        Counts {
            new_operations: self.new_operations + other.new_operations,
            gone_operations: self.gone_operations + other.gone_operations,
            updated_operations: self.updated_operations + other.updated_operations,
            wire_breaks: self.wire_breaks + other.wire_breaks,
            wire_risks: self.wire_risks + other.wire_risks,
            rust_breaks: self.rust_breaks + other.rust_breaks,
            documentation: self.documentation + other.documentation,
            stated: self.stated + other.stated,
            other: self.other + other.other,
            accepted: self.accepted + other.accepted,
        }
    }

    /// What there is, in words: `3 new operations, 1 change that breaks callers`.
    pub fn words(&self) -> String {
        let parts = [
            (self.new_operations, "new operation", "new operations"),
            (self.updated_operations, "updated operation", "updated operations"),
            (self.gone_operations, "operation gone", "operations gone"),
            (self.wire_breaks, "change breaks callers", "changes break callers"),
            (self.wire_risks, "change may break callers", "changes may break callers"),
            (self.rust_breaks, "change breaks Rust code", "changes break Rust code"),
            (self.documentation, "text changed", "texts changed"),
            (self.stated, "fact stated now or no longer", "facts stated now or no longer"),
            (self.accepted, "expected change", "expected changes"),
        ];
        let words: Vec<String> = parts
            .iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        words.join(", ")
    }
}

fn service(
    (old, new): (Option<&Version>, Option<&Version>),
    settings: &Settings,
) -> Option<ServiceReport> {
    let version = new.or(old)?;
    let spec = &version.spec;
    let whole = |rule: &'static Rule| {
        let (service, direction) = (spec.service.as_str(), rule.direction);
        vec![Change::new(service, rule, direction, Subject::Service, None, None)]
    };
    let (presence, changes) = match (old, new) {
        (Some(old), Some(new)) => (Presence::Both, diff(&old.spec, &new.spec)),
        (None, _) => {
            let mut changes = whole(&rules::SERVICE_ADDED);
            changes.iter_mut().for_each(|it| it.content = Some(content::service(spec)));
            (Presence::New, changes)
        }
        (_, None) => (Presence::Gone, whole(&rules::SERVICE_REMOVED)),
    };
    let weighed =
        changes.into_iter().filter_map(|mut change| settings.weigh(&mut change).then_some(change));
    let mut locator = Locator::new(&version.text);
    let changes: Vec<Told> = weighed
        .map(|change| {
            let (line, _) = locator.locate(&change.key_path());
            let accepted = settings.accepted(&change).map(String::from);
            Told { change, accepted, line }
        })
        .collect();
    if changes.is_empty() {
        return None;
    }
    let new_operations = match presence {
        Presence::New => spec.operations.iter().map(|it| it.method.clone()).collect(),
        Presence::Gone => Vec::new(),
        Presence::Both => {
            let new = |told: &&Told| told.change.rule == &rules::OPERATION_ADDED;
            let names = changes.iter().filter(new).map(|told| told.change.subject.to_string());
            names.filter_map(|name| Some(spec.operation(&name)?.method.clone())).collect()
        }
    };
    let mut order: Vec<String> = spec.operations.iter().map(|it| it.name.clone()).collect();
    let both = [old, new].into_iter().flatten().flat_map(|version| &version.spec.operations);
    let methods = both.map(|it| (it.name.clone(), it.method.clone())).collect();
    let old = old.into_iter().flat_map(|old| &old.spec.operations);
    order.extend(old.map(|it| it.name.clone()).filter(|name| spec.operation(name).is_none()));
    Some(ServiceReport {
        provider: spec.provider,
        service: spec.service.to_string(),
        title: spec.title.clone().unwrap_or_else(|| spec.service.to_string()),
        presence,
        path: Path::new(&version.path).to_owned(),
        new_operations,
        changes,
        order,
        methods,
        counted: None,
    })
}
