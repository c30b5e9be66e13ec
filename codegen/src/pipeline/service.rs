//! One service: its pages resolved over the spec that stands, and written.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use super::memory::Memory;
use super::names::PageNames;
use super::stamps::{Remembered, Stamp};
use super::{BUFFER_KEPT, Change, Options, ServiceReport, read_standing, spec_path};
use crate::diagnostic::rules::{file as rules, service as service_rules};
use crate::diagnostic::{Diagnostic, Place};
use crate::files;
use crate::resolve::{self, Ground, Group, Listed};
use crate::spec::{self, Overlays, Spec};

/// What a run does to every service.
pub(super) struct Run<'a> {
    pub out: &'a Path,
    pub overlays: &'a Overlays,
    pub memory: &'a Memory,
    pub names: &'a PageNames<'a>,
    pub options: &'a Options<'a>,
}

/// What became of the pages of a service.
pub(super) struct Done {
    /// Where its spec stands, or would.
    pub path: PathBuf,
    /// `None` where nothing was written.
    pub report: Option<ServiceReport>,
    /// What is to be remembered.
    pub remembered: Remembered,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
}

impl Run<'_> {
    /// Resolves one service and writes its spec.
    pub(super) fn service(&self, group: Group) -> Done {
        let path = spec_path(self.out, group.provider, group.service.as_str());
        let stamps = self.memory.stamps_of(group.pages.iter().map(|page| &*page.path));
        let mut done =
            Done { path, report: None, remembered: Remembered::default(), diagnostics: Vec::new() };
        let standing = match read_standing(&done.path) {
            Ok(standing) => standing,
            Err(diagnostics) => return Done { diagnostics, ..done },
        };
        let service = group.service.clone();
        let file = |what: Listed, name: &str| {
            self.names.find(service.as_str(), what, name).map(Path::to_owned)
        };
        let ground = Ground {
            standing: standing.as_ref().map(|standing| &standing.spec),
            path: &done.path,
            overlays: self.overlays,
            allow_removal: self.options.allow_removal.contains(&group.service),
            file: &file,
        };
        let resolved = resolve::resolve(group, &ground);
        done.diagnostics = resolved.diagnostics;
        let Some(spec) = resolved.spec else { return done };
        if !is_sound(&spec, &done.path, &mut done.diagnostics) {
            return done;
        }
        let head = standing.as_ref().map_or("", |standing| &standing.head);
        let stands = standing.is_some();
        done.report = write(&spec, head, stands, &done.path, &mut done.diagnostics);
        // What there is to say must be said again at the next run.
        if let Some(report) = done.report.as_ref().filter(|_| done.diagnostics.is_empty()) {
            let counts = (report.operations, report.shapes);
            done.remembered = Remembered { spec: Stamp::of(&done.path), counts, ..stamps };
        }
        let is_mute = spec.protocol.as_ref().is_none_or(|protocol| protocol.name.is_none());
        // Who leaves off what the tool knows knows that it is missing.
        if is_mute && self.options.built_in {
            let message =
                "nobody states how it is spoken to, so none of its operations can be called";
            let place = Place::new(&done.path, 0);
            done.diagnostics.push(Diagnostic::new(&service_rules::NO_PROTOCOL, place, message));
        }
        done
    }
}

/// Whether a spec says nothing that no spec may say; what it says so is told.
fn is_sound(spec: &Spec, path: &Path, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let problems = spec::validate(spec);
    let sound = problems.is_empty();
    diagnostics.extend(problems.into_iter().map(|problem| {
        let message = format!("{}: {}", problem.at, problem.kind);
        Diagnostic::new(&rules::MADE_SPEC, Place::new(path, 0), message)
    }));
    sound
}

/// Writes a spec below the comments that its file begins with.
fn write(
    spec: &Spec,
    head: &str,
    stands: bool,
    path: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ServiceReport> {
    let written = OUTPUT.with_borrow_mut(|text| {
        text.push_str(head);
        spec::write_to(spec, text);
        let written = files::write_if_changed(path, text.as_bytes());
        text.clear();
        text.shrink_to(BUFFER_KEPT);
        written
    });
    match written {
        Ok(written) => Some(ServiceReport {
            path: path.to_owned(),
            change: match (stands, written) {
                (_, false) => Change::Unchanged,
                (true, true) => Change::Changed,
                (false, true) => Change::New,
            },
            operations: spec.operations.len(),
            shapes: spec.shapes.len(),
        }),
        Err(error) => {
            let why = format!("cannot be written: {error}");
            diagnostics.push(Diagnostic::new(&rules::UNWRITABLE, Place::new(path, 0), why));
            None
        }
    }
}

thread_local! {
    /// What a spec is written in.
    static OUTPUT: RefCell<String> = const { RefCell::new(String::new()) };
}
