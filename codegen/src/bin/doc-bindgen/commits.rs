//! The commits that touched a spec, and what each did.

use std::path::Path;

use doc_bindgen::diagnostic::Diagnostic;
use doc_bindgen::diff::{Focus, Report, Settings, Version};
use doc_bindgen::spec::Spec;

use crate::report::Reporter;
use crate::versions;

/// A commit that touched the spec.
pub struct Commit {
    /// `None` for what is not committed.
    pub hash: Option<String>,
    pub short: String,
    pub day: String,
    pub author: String,
    pub subject: String,
    /// Where the spec was.
    pub path: String,
}

impl Commit {
    /// As it is listed.
    pub fn line(&self) -> String {
        format!("{} {} {}", self.short, self.day, self.author)
    }
}

/// A commit with the versions before and after it.
pub struct Step {
    pub commit: Commit,
    pub old: Option<Version>,
    pub new: Option<Version>,
}

/// A commit whose spec this version does not read.
pub struct Unreadable {
    pub commit: String,
    pub diagnostics: Vec<Diagnostic>,
}

impl Unreadable {
    /// Says so.
    pub fn note(&self, out: &Reporter) {
        out.note(&format!("{}: its spec cannot be read", self.commit));
        if out.verbose {
            out.diagnostics(&self.diagnostics);
        }
    }
}

/// The commits that touched a file, the newest first, under whatever names it had.
pub fn commits(path: &Path) -> Result<Vec<Commit>, String> {
    let format = "--format=%x1e%H%x1f%h%x1f%as%x1f%an%x1f%s%x1f";
    let path = path.to_string_lossy();
    let arguments =
        ["-c", "core.quotePath=false", "log", "--follow", "--name-only", format, "--", &path];
    let text = versions::git(&arguments)?;
    let commits = text.split('\u{1e}').filter_map(|entry| {
        let mut parts = entry.split('\u{1f}');
        let mut part = || parts.next().map(|part| part.trim().to_owned());
        let (hash, short, day, author) = (part()?, part()?, part()?, part()?);
        let (subject, path) = (part()?, part()?);
        let hash = (!hash.is_empty()).then_some(hash)?;
        Some(Commit { hash: Some(hash), short, day, author, subject, path })
    });
    Ok(commits.filter(|commit| !commit.path.is_empty()).collect())
}

impl Step {
    /// The versions before and after a commit.
    pub fn of(commit: Commit) -> Result<Step, Unreadable> {
        let read = |text: Option<String>| {
            text.map(|text| versions::of_text(text, Path::new(&commit.path))).transpose()
        };
        let show = |object: &str| versions::git(&["show", object]).ok();
        let (old, new) = match &commit.hash {
            Some(hash) => {
                // Under the name that it had, if it was moved.
                let moved = || {
                    let format = ["show", "--find-renames", "--format=", "--name-status", hash];
                    let text = versions::git(&format).ok()?;
                    let line = text.lines().find(|line| {
                        line.starts_with('R') && line.ends_with(&format!("\t{}", commit.path))
                    })?;
                    show(&format!("{hash}^:{}", line.split('\t').nth(1)?))
                };
                let old = show(&format!("{hash}^:{}", commit.path)).or_else(moved);
                (old, show(&format!("{hash}:{}", commit.path)))
            }
            None => {
                let here = std::fs::read_to_string(&commit.subject).ok();
                (show(&format!("HEAD:{}", commit.path)), here)
            }
        };
        match (read(old), read(new)) {
            (Ok(old), Ok(new)) => Ok(Step { commit, old, new }),
            (Err(diagnostics), _) | (_, Err(diagnostics)) => {
                Err(Unreadable { commit: commit.line(), diagnostics })
            }
        }
    }

    /// The versions that there are.
    pub fn specs(&self) -> impl Iterator<Item = &Spec> {
        self.old.iter().chain(&self.new).map(|version| &version.spec)
    }

    /// What the commit did. A service that is called otherwise since is still that service: it is the
    /// file that moved.
    pub fn report(&self) -> Report {
        let settings = Settings::default();
        let (Some(old), Some(new)) = (&self.old, &self.new) else {
            return Report::of(self.old.as_slice(), self.new.as_slice(), &settings);
        };
        let mut spec = old.spec.clone();
        spec.service.clone_from(&new.spec.service);
        spec.provider = new.spec.provider;
        let old = Version { spec, path: old.path.clone(), text: old.text.clone() };
        Report::of(&[old], std::slice::from_ref(new), &settings)
    }

    /// Leaves what is of the focus; gives that as it was before.
    pub fn narrow(&self, report: &mut Report, focus: &Focus, deep: bool) -> Focus {
        let mut before = focus.clone();
        let (Some(old), Some(new)) = (&self.old, &self.new) else {
            // The whole service came or went, and what is asked of with it.
            if !self.specs().any(|spec| focus.is_in(spec)) {
                report.services.clear();
            }
            return before;
        };
        for service in &mut report.services {
            before = before.before(service.changes.iter().map(|told| &told.change), &new.spec);
            service.changes.retain(|told| focus.is_of(&told.change, &old.spec, &new.spec, deep));
            if let Some(names) = focus.names([&old.spec, &new.spec]) {
                service.count_only(names);
            }
        }
        report.services.retain(|service| !service.changes.is_empty());
        before
    }
}
