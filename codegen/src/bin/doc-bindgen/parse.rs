//! `doc-bindgen parse`: pages to specs.

use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;

use clap::Args;
use doc_bindgen::pipeline::{self, Change, Options, Report};
use doc_bindgen::spec::ServiceId;
use doc_bindgen::update;

use crate::Outcome;
use crate::progress::Progress;
use crate::report::Reporter;

/// Read pages of documentation and merge what they state into specs.
///
/// Pages are recognised by what is on them, never by their names. A spec that already stands in
/// the output folder keeps the names it gave, and all that no page says is gone: an operation goes
/// when the service's index page does not list it any more and no page describes it. What the
/// index lists and no page describes stays as it stands, and is said.
///
/// Pages that would take away more than a small share of what stands are not believed, and nothing
/// is written for that service: more than two operations, paginators, waiters or paths (one in
/// twenty, where that is more); half of the errors, members or texts; or all that is in a structure.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Pages, or folders of them.
    #[arg(required_unless_present = "store", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Read all pages in the store of the project that doc-bindgen.toml describes.
    #[arg(long, conflicts_with_all = ["paths", "service"])]
    store: bool,

    /// The folder of specs: PROVIDER/SERVICE.yaml is written in it.
    #[arg(long, short, value_name = "DIR", default_value = "spec")]
    out: PathBuf,

    /// The id of the service of pages that do not tell theirs, such as a paginator's page by itself
    /// or many of Huawei Cloud.
    #[arg(long, value_name = "ID")]
    service: Option<String>,

    /// Let the pages take away whatever they do not have any more of this service, however much that
    /// is. May be given several times.
    #[arg(long, value_name = "SERVICE")]
    allow_removal: Vec<String>,

    /// Leave off what the tool knows by itself of how services are spoken to: `doc-bindgen overlays`
    /// shows it.
    #[arg(long)]
    no_built_in_overlays: bool,

    /// Threads to work with; every core where left out.
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZero<usize>>,

    /// Read every page, also those that have not changed since they were last read.
    #[arg(long)]
    no_cache: bool,
}

const EXAMPLES: &str = "\
Examples:
  doc-bindgen parse reference/services/sqs.rst reference/services/sqs --out spec
  doc-bindgen parse reference/services --out spec

What is written is listed on standard output, one spec a line.
Exit status: 0 all pages are in the specs; 1 some are not, or contradict each other; 2 nothing
could be made of an input, or a spec could not be written or would have lost too much.";

/// Runs it.
pub fn run(arguments: &Arguments, out: &Reporter) -> Outcome {
    let service = match arguments.service.as_deref().map(ServiceId::new).transpose() {
        Ok(service) => service,
        Err(error) => return out.fail(&error.to_string(), "name it as its spec's file is named"),
    };
    let allowed = arguments.allow_removal.iter().map(|service| ServiceId::new(service));
    let allow_removal: Vec<ServiceId> = match allowed.collect() {
        Ok(services) => services,
        Err(error) => return out.fail(&error.to_string(), "name it as its spec's file is named"),
    };
    let progress = Progress::new(out.quiet);
    if arguments.store {
        return store(arguments, &allow_removal, &progress, out);
    }
    // What is remembered of pages does not say under which name they were read.
    let remembers = !arguments.no_cache && service.is_none();
    let options = Options {
        jobs: arguments.jobs.unwrap_or_else(pipeline::default_jobs),
        memory: if remembers { pipeline::default_memory() } else { None },
        built_in: !arguments.no_built_in_overlays,
        service: service.as_ref(),
        allow_removal: &allow_removal,
        only: &[],
        progress: &|step| progress.step(step),
    };
    let parsed = pipeline::parse(&arguments.paths, &arguments.out, &options);
    progress.finish();
    let report = match parsed {
        Ok(report) => report,
        Err(failed) => {
            return out.fail(
                &format!("`{}` cannot be read: {}", failed.path.display(), failed.error),
                "name a page, or a folder of pages",
            );
        }
    };
    let outcome = out.diagnostics(&report.diagnostics);
    if list(&report).is_err() {
        return Outcome::Failed;
    }
    out.note(&summary(&report));
    if report.pages == 0 && report.unchanged == 0 {
        return out.fail(
            &nothing_found(&report),
            "name pages of a documentation that is known, such as the boto3 reference",
        );
    }
    outcome
}

/// Reads what is in the store.
fn store(
    arguments: &Arguments,
    allow_removal: &[ServiceId],
    progress: &Progress,
    out: &Reporter,
) -> Outcome {
    let jobs = arguments.jobs.unwrap_or_else(pipeline::default_jobs);
    let step = |step| progress.step(step);
    let project = match crate::update::project(None, out) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let how = update::HowRead { jobs, built_in: !arguments.no_built_in_overlays, allow_removal };
    let read = update::parse_store(&project, &arguments.out, &how, &step);
    let update::FromStore { specs, written, diagnostics } = match read {
        Ok(read) => read,
        Err(wrong) => return out.diagnostics(&wrong),
    };
    let outcome = out.diagnostics(&diagnostics);
    let mut stdout = std::io::stdout().lock();
    for spec in &specs {
        let change = if written.contains(spec) { "written" } else { "unchanged" };
        // A reader that has seen enough and closed the pipe stops nothing.
        let _ = writeln!(stdout, "{}: {change}", spec.display());
    }
    if specs.is_empty() && outcome < Outcome::Failed {
        return out.fail("there is no page in the store", "`doc-bindgen fetch` fills it");
    }
    outcome
}

fn list(report: &Report) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    for service in &report.services {
        let change = match service.change {
            Change::New => "new",
            Change::Changed => "changed",
            Change::Unchanged => "unchanged",
        };
        let path = service.path.display();
        let (operations, shapes) = (service.operations, service.shapes);
        writeln!(stdout, "{path}: {operations} operations, {shapes} shapes, {change}")?;
    }
    stdout.flush()
}

fn summary(report: &Report) -> String {
    let mut text = format!("{} pages of {} files", report.pages, report.files);
    for (reason, count) in &report.left_out {
        text.push_str(&format!("; {count} left out: {reason}"));
    }
    if report.unchanged > 0 {
        text.push_str(&format!("; {} not read, unchanged since the last run", report.unchanged));
    }
    if report.skipped > 0 {
        text.push_str(&format!("; {} skipped", report.skipped));
    }
    text
}

fn nothing_found(report: &Report) -> String {
    match report.files {
        0 => "there is no file to read".to_owned(),
        files => format!("no page of an API was found in {files} files"),
    }
}
