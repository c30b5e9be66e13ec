//! How things stand: a row a service.

use std::collections::BTreeMap;
use std::fs;

use super::read::{open, specs_of};
use super::units::units;
use crate::diagnostic::Diagnostic;
use crate::diff::{Report, Verdict};
use crate::pipeline;
use crate::project::Project;
use crate::spec;
use crate::store::Store;

/// How a service stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its id, with the provider before it.
    pub service: String,
    /// The version of its API, as the spec has it.
    pub version: Option<String>,
    /// When pages of it were last fetched.
    pub fetched: Option<String>,
    /// How many pages there are.
    pub pages: usize,
    /// When the newest page changed, as its site says, or else as it was seen.
    pub newest: Option<String>,
    /// What there was to say when the pages were last read.
    pub open: usize,
    /// Overlays that change nothing any more, or do not fit.
    pub idle: usize,
    /// The pages changed since the spec was made.
    pub unread: bool,
}

/// How the services of a project stand.
///
/// # Errors
///
/// If a lock file cannot be read.
pub fn status(project: &Project) -> Result<Vec<Row>, Vec<Diagnostic>> {
    let store = Store::new(&project.store);
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut specs = Vec::new();
    for unit in units(project, &store)? {
        for (service, path) in specs_of(&unit, &project.specs) {
            let provider = path.parent().and_then(|it| it.file_name()).unwrap_or_default();
            let name = format!("{}/{service}", provider.to_string_lossy());
            let row = rows.entry(name.clone()).or_insert(Row { service: name, ..Row::default() });
            let text = fs::read_to_string(&path).unwrap_or_default();
            if let Ok(spec) = spec::read(&text, &path) {
                row.version.clone_from(&spec.version);
                specs.push(spec);
            }
            for part in &unit.sets {
                row.pages += part.lock.pages.len();
                row.open += open(&part.lock);
                row.unread |= part.is_unread();
                for page in part.lock.pages.values() {
                    row.fetched = row.fetched.take().max(Some(page.date.clone()));
                    let changed = page.modified.as_deref().and_then(day);
                    row.newest = row.newest.take().max(changed.or(Some(page.date.clone())));
                }
            }
        }
    }
    let idle = pipeline::overlays(&project.specs).and_then(|overlays| overlays.verify(&specs));
    for told in idle.err().unwrap_or_default() {
        let stem = told.place.path.file_stem().unwrap_or_default().to_string_lossy();
        for row in rows.values_mut().filter(|row| row.service.ends_with(&format!("/{stem}"))) {
            row.idle += 1;
        }
    }
    Ok(rows.into_values().collect())
}

/// A time of HTTP as lock files write it.
fn day(time: &str) -> Option<String> {
    doc_bindgen_runtime::Timestamp::parse_http_date(time).ok().map(|time| time.to_string())
}

/// Whether a report has a change that breaks callers and that nobody expects.
pub(super) fn breaks(report: &Report) -> bool {
    report
        .services
        .iter()
        .flat_map(|service| &service.changes)
        .any(|told| told.accepted.is_none() && told.change.wire == Verdict::Breaks)
}
