//! Which pages need not be read again.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::stamps::{Remembered, Stamp, Stamps};
use super::{Change, Options, ServiceReport, spec_path};
use crate::facts::PageFacts;
use crate::parallel::map;
use crate::spec::Overlays;

/// What is remembered of the runs before, held against the files of this one.
pub struct Memory {
    stamps: Stamps,
    /// The files of this run, each with its stamp. Empty where nothing is to be remembered.
    now: HashMap<PathBuf, Stamp>,
    /// The overlays, which every spec is made from as well.
    overlays: Vec<PathBuf>,
    /// The specs that would come out as they stand: all their pages are among the files of this
    /// run, and neither they nor the spec have changed.
    fresh: BTreeSet<PathBuf>,
    /// The pages of those.
    fresh_pages: HashSet<PathBuf>,
}

impl Memory {
    /// Holds `files` against what is remembered of `out`.
    pub fn recall(
        files: &[PathBuf],
        overlays: &Overlays,
        out: &Path,
        options: &Options<'_>,
    ) -> Self {
        let stamps = Stamps::load(options, out);
        let mut memory = Memory {
            stamps,
            now: HashMap::new(),
            overlays: overlays.paths().map(Path::to_owned).collect(),
            fresh: BTreeSet::new(),
            fresh_pages: HashSet::new(),
        };
        if options.memory.is_none() {
            return memory;
        }
        let found = map(files, options.jobs, |file| Stamp::of(file));
        let overlays = memory.overlays.iter().map(|overlay| (overlay, Stamp::of(overlay)));
        let found = files.iter().zip(found).chain(overlays);
        memory.now = found.filter_map(|(file, stamp)| Some((file.clone(), stamp?))).collect();
        for (spec, remembered) in &memory.stamps.specs {
            let same = remembered.spec.is_some()
                && memory.overlays.iter().all(|overlay| remembered.pages.contains_key(overlay))
                && remembered.pages.iter().all(|(page, stamp)| memory.now.get(page) == Some(stamp))
                && Stamp::of(spec) == remembered.spec;
            if same && !remembered.pages.is_empty() {
                memory.fresh.insert(spec.clone());
                memory.fresh_pages.extend(remembered.pages.keys().cloned());
            }
        }
        memory
    }

    /// Whether the page need not be read, as far as is known before others are read.
    pub fn is_fresh(&self, page: &Path) -> bool {
        self.fresh_pages.contains(page)
    }

    /// The pages among `passed_over` that have to be read after all: a page that is new or has
    /// changed speaks of the same service.
    pub fn read_after_all(
        &mut self,
        passed_over: &[PathBuf],
        facts: &[PageFacts],
        out: &Path,
    ) -> Vec<PathBuf> {
        let touched: Vec<PathBuf> = match service_paths(facts, out) {
            Some(paths) => paths.into_iter().filter(|path| self.fresh.contains(path)).collect(),
            None => self.fresh.iter().cloned().collect(),
        };
        let mut pages = HashSet::new();
        for spec in touched {
            self.fresh.remove(&spec);
            if let Some(remembered) = self.stamps.specs.get(&spec) {
                pages.extend(remembered.pages.keys().map(PathBuf::as_path));
            }
        }
        passed_over.iter().filter(|page| pages.contains(page.as_path())).cloned().collect()
    }

    /// The services whose specs stand as they would come out.
    pub fn fresh_services(&self) -> impl Iterator<Item = ServiceReport> {
        self.fresh.iter().filter_map(|spec| {
            let (operations, shapes) = self.stamps.specs.get(spec)?.counts;
            Some(ServiceReport {
                path: spec.clone(),
                change: Change::Unchanged,
                operations,
                shapes,
            })
        })
    }

    /// The pages of a service with their stamps, to be remembered once its spec is written.
    pub fn stamps_of<'a>(&'a self, pages: impl Iterator<Item = &'a Path>) -> Remembered {
        let pages = pages.chain(self.overlays.iter().map(PathBuf::as_path));
        let stamped = pages.filter_map(|page| {
            let stamp = *self.now.get(page)?;
            Some((page.to_owned(), stamp))
        });
        Remembered { pages: stamped.collect(), ..Remembered::default() }
    }

    /// Remembers what a spec was made from; one that is not to be remembered is forgotten.
    pub fn remember(&mut self, spec: &Path, remembered: Remembered) {
        if remembered.spec.is_some() {
            self.stamps.specs.insert(spec.to_owned(), remembered);
        } else {
            self.stamps.specs.remove(spec);
        }
    }

    /// Keeps it for the next run.
    pub fn store(&self) {
        self.stamps.store();
    }
}

/// The specs that the pages go into; `None` where one of them does not tell by itself.
fn service_paths(facts: &[PageFacts], out: &Path) -> Option<BTreeSet<PathBuf>> {
    let path =
        |page: &PageFacts| Some(spec_path(out, page.service.provider, page.service.id.as_deref()?));
    // A page that states nothing goes into none.
    facts.iter().filter(|page| !page.statements.is_empty()).map(path).collect()
}
