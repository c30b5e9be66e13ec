//! The whole way from files of documentation to spec files.
//!
//! Pages are read side by side on every core and dropped one by one as soon as their facts are
//! taken, so memory follows what the pages state, not their size. Then each service is resolved
//! and written for itself.

mod discover;
mod known;
mod memory;
mod names;
mod overlays;
mod pages;
mod service;
mod stamps;

use std::cell::RefCell;
use std::fs;
use std::io::{self, Read};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::rules::file as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::facts::PageFacts;
pub use crate::parallel::default_jobs;
use crate::parallel::{map, on};
use crate::spec::{self, Provider, ServiceId, Spec};
use crate::{dialect, knowledge, resolve};

use discover::found;
pub use discover::{DiscoverError, files};
#[cfg(feature = "update")]
pub(crate) use known::standing as known_services;
pub use overlays::overlays;
pub use pages::{pages, remembered};
pub use stamps::default_folder as default_memory;

use memory::Memory;
use names::PageNames;
use service::Run;

/// The largest file that is taken for a page, in bytes. The largest page of boto3's reference has
/// under 2 MB.
const LARGEST_PAGE: u64 = 64 << 20;

/// How a run goes about its work.
pub struct Options<'a> {
    /// Threads to read and resolve with.
    pub jobs: NonZero<usize>,
    /// The folder to remember in what was read and written, so that pages that have not changed
    /// since need not be read again; `None` to remember nothing.
    pub memory: Option<PathBuf>,
    /// What the tool knows by itself goes below the overlays of the folder ([`crate::knowledge`]).
    pub built_in: bool,
    /// The service of the pages that do not name theirs.
    pub service: Option<&'a ServiceId>,
    /// The services of which pages may take away whatever they do not have any more.
    pub allow_removal: &'a [ServiceId],
    /// The services that are wanted, whatever others pages are of; all where none is named.
    pub only: &'a [ServiceId],
    /// Called with what has been done so far, from any thread.
    pub progress: &'a (dyn Fn(Step) + Sync),
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many of so many files are read.
    Read(usize, usize),
    /// So many of so many services are resolved and written.
    Resolved(usize, usize),
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Report {
    /// The services whose specs stand now, sorted by path.
    pub services: Vec<ServiceReport>,
    /// What there is to say, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Files read.
    pub files: usize,
    /// Pages that state something.
    pub pages: usize,
    /// Pages that were recognised and hold nothing of an API, by reason.
    pub left_out: Vec<(&'static str, usize)>,
    /// Files that were not read, as neither they nor their specs have changed since the last run.
    pub unchanged: usize,
    /// Files that are no page of a dialect that is known.
    pub skipped: usize,
}

/// What became of one service.
#[derive(Debug)]
pub struct ServiceReport {
    /// Its spec file.
    pub path: PathBuf,
    /// What happened to that file.
    pub change: Change,
    /// How many operations it has.
    pub operations: usize,
    /// How many shapes it has.
    pub shapes: usize,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    New,
    /// It has changed.
    Changed,
    /// It already said the same.
    Unchanged,
}

/// Reads the pages under `inputs` and merges what they state into the specs under `out`.
///
/// # Errors
///
/// If an input is not there. Everything else is a diagnostic of the report: what concerns one page
/// or one service stops none of the others.
pub fn parse(
    inputs: &[PathBuf],
    out: &Path,
    options: &Options<'_>,
) -> Result<Report, DiscoverError> {
    on(options.jobs, || parse_here(inputs, out, options))
}

fn parse_here(
    inputs: &[PathBuf],
    out: &Path,
    options: &Options<'_>,
) -> Result<Report, DiscoverError> {
    let files = found(inputs, options.jobs)?;
    let mut report = Report { files: files.len(), ..Report::default() };
    let overlays = match self::overlays(out) {
        Ok(overlays) if options.built_in => overlays.over(knowledge::of),
        Ok(overlays) => overlays,
        Err(diagnostics) => return Ok(Report { diagnostics, ..report }),
    };
    let mut memory = Memory::recall(&files, &overlays, out, options);

    let names = PageNames::of(&files);
    let mut to_read = files.clone();
    let passed_over: Vec<_> = to_read.extract_if(.., |file| memory.is_fresh(file)).collect();
    let mut facts = read_pages(&to_read, &mut report, options);
    let again = memory.read_after_all(&passed_over, &facts, out);
    facts.extend(read_pages(&again, &mut report, options));
    report.unchanged = passed_over.len() - again.len();

    let known = known::beside(&facts, out, options.service);
    let (services, diagnostics) = resolve::group(facts, &known);
    report.diagnostics.extend(diagnostics);
    let wanted =
        |group: &resolve::Group| options.only.is_empty() || options.only.contains(&group.service);
    let services: Vec<_> =
        services.into_iter().filter(wanted).map(|service| Mutex::new(Some(service))).collect();
    let done = AtomicUsize::new(0);
    let run = Run { out, overlays: &overlays, memory: &memory, names: &names, options };
    let resolved = map(&services, options.jobs, |service| {
        let service = service.lock().unwrap_or_else(PoisonError::into_inner).take();
        let resolved = service.map(|service| run.service(service));
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        (options.progress)(Step::Resolved(done, services.len()));
        resolved
    });
    report.services.extend(memory.fresh_services());
    for resolved in resolved.into_iter().flatten() {
        // One that nothing came of is tried again at the next run.
        memory.remember(&resolved.path, resolved.remembered);
        report.services.extend(resolved.report);
        report.diagnostics.extend(resolved.diagnostics);
    }
    memory.store();
    report.left_out.sort_unstable();
    report.services.sort_by(|a, b| a.path.cmp(&b.path));
    report.diagnostics.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
    Ok(report)
}

/// Reads `files` side by side.
fn read_pages(files: &[PathBuf], report: &mut Report, options: &Options<'_>) -> Vec<PageFacts> {
    let done = AtomicUsize::new(0);
    let pages = map(files, options.jobs, |file| {
        let page = read_page(file);
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        (options.progress)(Step::Read(done, files.len()));
        page
    });
    let facts = pages.into_iter().filter_map(|page| match page {
        Ok(mut page) => {
            let service = &mut page.service;
            if let Some(id) = options.service.filter(|_| service.is_nameless()) {
                service.id = Some(id.as_str().into());
            }
            if let Some(reason) = page.left_out {
                count(&mut report.left_out, reason);
            }
            report.pages += usize::from(!page.statements.is_empty());
            Some(page)
        }
        Err(diagnostic) => {
            report.skipped += 1;
            report.diagnostics.push(diagnostic);
            None
        }
    });
    facts.collect()
}

fn count(reasons: &mut Vec<(&'static str, usize)>, reason: &'static str) {
    match reasons.iter_mut().find(|(known, _)| *known == reason) {
        Some((_, count)) => *count += 1,
        None => reasons.push((reason, 1)),
    }
}

/// Reads one file and takes its facts.
fn read_page(file: &Path) -> Result<PageFacts, Diagnostic> {
    let path: Arc<Path> = Arc::from(file);
    let unreadable = |why: String| {
        Diagnostic::new(&rules::UNREADABLE_FILE, Place { path: Arc::clone(&path), line: 0 }, why)
    };
    let failed = |error: io::Error| unreadable(format!("cannot be read: {error}"));
    let mut file = fs::File::open(file).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    if size > LARGEST_PAGE {
        return Err(unreadable(format!("has {size} bytes; a page has at most {LARGEST_PAGE}")));
    }
    BUFFER.with_borrow_mut(|buffer| {
        let bytes = read_whole(&mut file, size as usize, buffer).map_err(failed)?;
        let mut page = dialect::read_bytes(&path, bytes);
        buffer.truncate(BUFFER_KEPT);
        buffer.shrink_to(BUFFER_KEPT);
        if let Ok(page) = &mut page {
            // They stay until all pages are read, and most pages state one thing.
            page.statements.shrink_to_fit();
        }
        page
    })
}

/// Reads the file of `size` bytes into `buffer`, in one go where it tells its size. What is in
/// `buffer` is of no matter, and is left there, as clearing it for every page takes time.
fn read_whole<'b>(
    file: &mut fs::File,
    size: usize,
    buffer: &'b mut Vec<u8>,
) -> io::Result<&'b [u8]> {
    if size == 0 {
        buffer.clear();
        file.read_to_end(buffer)?;
        return Ok(buffer);
    }
    if buffer.len() < size {
        buffer.resize(size, 0);
    }
    let bytes = &mut buffer[..size];
    file.read_exact(bytes)?;
    Ok(bytes)
}

thread_local! {
    /// What a page is read into. A page is read after another was dropped, so one place serves a
    /// whole run, and the system need not hand out cleared memory for each page.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The bytes of such a place that are kept from one file to the next.
const BUFFER_KEPT: usize = 4 << 20;

/// Where the spec of a service stands.
fn spec_path(out: &Path, provider: Provider, id: &str) -> PathBuf {
    out.join(provider.as_str()).join(format!("{id}.yaml"))
}

/// A spec that stands.
struct Standing {
    /// The comments that its file begins with: what an editor is to know of it, as a rule.
    head: String,
    spec: Spec,
}

/// The spec at `path`, if one stands there.
fn read_standing(path: &Path) -> Result<Option<Standing>, Vec<Diagnostic>> {
    match fs::read_to_string(path) {
        Ok(text) => match spec::read(&text, path) {
            Ok(spec) => Ok(Some(Standing { head: head(&text).to_owned(), spec })),
            Err(errors) => Err(errors
                .into_iter()
                .map(|error| Diagnostic { rule: &rules::STANDING_SPEC, ..error.into() })
                .collect()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(vec![Diagnostic::new(
            &rules::STANDING_SPEC,
            Place::new(path, 0),
            format!("cannot be read: {error}"),
        )]),
    }
}

/// The comments at the head of a file, with the empty lines between them.
fn head(text: &str) -> &str {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut end = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        match line.trim_ascii() {
            "" => {}
            comment if comment.starts_with('#') && line.ends_with('\n') => end = at,
            _ => break,
        }
    }
    &text[..end]
}
