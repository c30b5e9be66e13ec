//! `doc-bindgen update`, `fetch` and `status`: keeping specs current.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::Args;
use doc_bindgen::diagnostic::Diagnostic;
use doc_bindgen::diff::Settings;
use doc_bindgen::diff::render::{self, MarkdownOptions};
use doc_bindgen::fetch::{Event, SystemClock, Transport, readable};
use doc_bindgen::pipeline;
use doc_bindgen::project::{self, Project};
use doc_bindgen::spec::ServiceId;
use doc_bindgen::update::{self, HowRead, Options, Update};

use crate::progress::Progress;
use crate::report::Reporter;
use crate::{Color, Outcome, diff};

/// Fetch what changed, read it, tell what that means, and write specs.
///
/// `doc-bindgen.toml` says which services are kept and where their documentation lies. Where no page
/// changed nothing is read and nothing is written. A page that a site gives in place of another (an
/// error, a page to sign in, half of one) takes nothing's place and is named.
#[derive(Args)]
#[command(after_help = UPDATE)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,

    /// Fetch nothing; read what is in the store.
    #[arg(long)]
    offline: bool,

    /// Tell what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,

    /// For CI: as --dry-run, with status 1 if the documentation has moved.
    #[arg(long)]
    check: bool,

    /// Commit what was written, with a message that says what changed.
    #[arg(long, conflicts_with_all = ["dry_run", "check"])]
    commit: bool,

    /// Leave what was written on this branch, and the folder as it was; `{service}` in the name
    /// makes a branch a service.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["dry_run", "check", "commit"])]
    branch: Option<String>,

    /// Leave off what the tool knows of services beside their pages.
    #[arg(long)]
    no_built_in_overlays: bool,

    /// Let pages take away whatever they do not have any more of this service. May be repeated.
    #[arg(long, value_name = "SERVICE")]
    allow_removal: Vec<String>,

    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Write the report as Markdown for each service into DIR/SERVICE.md as well.
    #[arg(long, value_name = "DIR")]
    reports: Option<PathBuf>,

    /// The file of expected changes.
    #[arg(long, value_name = "FILE", default_value = "spec/diff.yaml")]
    settings: PathBuf,
}

const UPDATE: &str = "\
Examples:
  doc-bindgen update                                   fetch, read, tell, write
  doc-bindgen update --service sqs --dry-run           what would change in sqs?
  doc-bindgen update --check                           in CI: status 1 if the documentation moved
  doc-bindgen update --branch 'api/{service}'          a branch a service, for pull requests

The report goes to standard output.
Exit status: 0 done; 1 done, and there is something to say (with --check: the documentation has
moved); 2 a source or a service could not be brought up to date.";

/// Fetch what changed into the store, and read nothing.
#[derive(Args)]
#[command(after_help = "Example:\n  doc-bindgen fetch --service sqs")]
pub struct Fetch {
    #[command(flatten)]
    common: Common,
}

/// Show how things stand: a row a service.
#[derive(Args)]
pub struct Status {
    /// The project's file; the one in this folder or above where left out.
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
}

#[derive(Args)]
struct Common {
    /// The project's file; the one in this folder or above where left out.
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,

    /// Only this service. May be repeated.
    #[arg(long, value_name = "SERVICE", value_delimiter = ',')]
    service: Vec<String>,

    /// Ask for every page, also where the list of pages has not changed.
    #[arg(long)]
    full: bool,

    /// Make as many requests as it takes.
    #[arg(long)]
    yes: bool,

    /// Threads to read with; every core where left out.
    #[arg(long, short, value_name = "N")]
    jobs: Option<NonZero<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
}

/// The project's file that is named, or the nearest, and what it says.
pub fn project(named: Option<&Path>, out: &Reporter) -> Result<Project, Outcome> {
    let folder = env::current_dir().unwrap_or_default();
    let path = match named.map(Path::to_owned).or_else(|| project::find(&folder)) {
        Some(path) => path.strip_prefix(&folder).map(Path::to_owned).unwrap_or(path),
        None => return Err(no_project(out)),
    };
    let read = match fs::read_to_string(&path) {
        Ok(text) => Project::read(&text, &path),
        Err(error) => {
            let rule = &doc_bindgen::diagnostic::rules::fetch::PROJECT;
            let place = doc_bindgen::diagnostic::Place::new(path, 0);
            Err(vec![Diagnostic::new(rule, place, format!("cannot be read: {error}"))])
        }
    };
    read.map_err(|wrong| out.diagnostics(&wrong))
}

/// Says how a project is begun.
fn no_project(out: &Reporter) -> Outcome {
    let (file, first) = (project::FILE, project::FIRST.trim_end());
    out.fail(
        &format!("there is no {file} in this folder or one above it"),
        &format!(
            "begin one that names the services you want, such as:\n\n{first}\n\nand run it again; \
             docs/updating.md says where else documentation comes from"
        ),
    )
}

/// Runs `update`.
pub fn run(arguments: &Arguments, out: &Reporter, color: Color) -> Outcome {
    let try_only = arguments.dry_run || arguments.check;
    let plan = Plan {
        offline: arguments.offline,
        fetch_only: false,
        try_only,
        built_in: !arguments.no_built_in_overlays,
        allow_removal: &arguments.allow_removal,
        settings: Some(&arguments.settings),
    };
    let update = match go(&arguments.common, &plan, out) {
        Ok(update) => update,
        Err(outcome) => return outcome,
    };
    let mut outcome = out.diagnostics(&update.diagnostics);
    if !update.report.services.is_empty() {
        let text = match arguments.format {
            Format::Text => render::text(&update.report, diff::text_options(out, color)),
            Format::Markdown => render::markdown(&update.report, MarkdownOptions::default()),
            Format::Json => render::json(&update.report),
        };
        // A reader that has seen enough and closed the pipe stops nothing.
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }
    say_sources(&update, out);
    for path in &update.written {
        let word = if try_only { "would be written" } else { "written" };
        out.note(&format!("{}: {word}", path.display()));
    }
    if let Some(folder) = &arguments.reports
        && let Err(error) = reports(&update, folder)
    {
        return out.fail(&error, "see that the folder can be written to");
    }
    let folder = Path::new(".");
    if arguments.commit {
        match update::commit(folder, &update) {
            Ok(Some(commit)) => {
                out.note(&format!("committed as {}", &commit[..commit.len().min(12)]))
            }
            Ok(None) => out.note("nothing to commit"),
            Err(why) => return out.fail(&why, "what was fetched and read is there, uncommitted"),
        }
    }
    if let Some(name) = &arguments.branch {
        match update::commit_to_branches(folder, &update, name) {
            Ok(branches) => {
                let mut stdout = std::io::stdout().lock();
                for branch in &branches {
                    let breaks = if branch.breaks { "\tbreaking" } else { "" };
                    let _ = writeln!(stdout, "{}\t{}{breaks}", branch.name, branch.summary);
                }
                if branches.is_empty() {
                    out.note("nothing to commit");
                }
            }
            Err(why) => return out.fail(&why, "what was fetched and read is there, uncommitted"),
        }
    }
    if arguments.check && update.has_moved() {
        outcome = outcome.max(Outcome::Remarks);
    }
    outcome
}

/// Runs `fetch`.
pub fn fetch(arguments: &Fetch, out: &Reporter) -> Outcome {
    let plan = Plan { fetch_only: true, ..Plan::default() };
    match go(&arguments.common, &plan, out) {
        Ok(update) => {
            let outcome = out.diagnostics(&update.diagnostics);
            say_sources(&update, out);
            outcome
        }
        Err(outcome) => outcome,
    }
}

/// Runs `status`.
pub fn status(arguments: &Status, out: &Reporter) -> Outcome {
    let project = match project(arguments.project.as_deref(), out) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let rows = match update::status(&project) {
        Ok(rows) => rows,
        Err(wrong) => return out.diagnostics(&wrong),
    };
    let head =
        ["service", "version", "fetched", "pages", "newest page", "open", "idle overlays", ""];
    let day =
        |time: Option<String>| time.map_or("-".to_owned(), |it| it.chars().take(10).collect());
    let mut table: Vec<[String; 8]> = vec![head.map(str::to_owned)];
    for row in rows {
        table.push([
            row.service,
            row.version.unwrap_or_else(|| "-".to_owned()),
            day(row.fetched),
            row.pages.to_string(),
            day(row.newest),
            row.open.to_string(),
            row.idle.to_string(),
            if row.unread { "pages changed since it was read".to_owned() } else { String::new() },
        ]);
    }
    let mut text = String::new();
    for row in &table {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = table.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Outcome::Done
}

#[derive(Default)]
struct Plan<'a> {
    offline: bool,
    fetch_only: bool,
    try_only: bool,
    built_in: bool,
    allow_removal: &'a [String],
    settings: Option<&'a Path>,
}

fn go(common: &Common, plan: &Plan<'_>, out: &Reporter) -> Result<Update, Outcome> {
    let project = project(common.project.as_deref(), out)?;
    let ids = |names: &[String]| -> Result<Vec<ServiceId>, Outcome> {
        let ids: Result<Vec<_>, _> = names.iter().map(|name| ServiceId::new(name)).collect();
        ids.map_err(|error| out.fail(&error.to_string(), "name it as its spec's file is named"))
    };
    let services = ids(&common.service)?;
    let known = project.sources.iter().flat_map(|source| source.services.named());
    let known: Vec<&ServiceId> = known.collect();
    let all = project.sources.iter().any(|it| it.services == project::Services::All);
    if let Some(unknown) = services.iter().find(|it| !all && !known.contains(it)) {
        let near = doc_bindgen::spec::nearest_names(
            unknown.as_str(),
            known.iter().map(|service| service.as_str()),
            1,
        );
        let hint = near.first().map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        let message = format!("no source of the project has the service `{unknown}`{hint}");
        return Err(out.fail(&message, "name it in `services` of a source"));
    }
    let settings = match plan.settings.and_then(|path| Some((fs::read_to_string(path).ok()?, path)))
    {
        Some((text, path)) => Settings::read(&text, path).map_err(|errors| {
            let wrong: Vec<_> = errors.into_iter().map(Diagnostic::from).collect();
            out.diagnostics(&wrong)
        })?,
        None => Settings::default(),
    };
    let progress = Progress::new(out.quiet);
    let tools = pipeline::default_memory()
        .map_or_else(|| project.store.join(".tools"), |it| it.join("tools"));
    let transport = transport();
    let options = Options {
        offline: plan.offline,
        fetch_only: plan.fetch_only,
        try_only: plan.try_only,
        full: common.full,
        yes: common.yes,
        services: &services,
        settings,
        how: HowRead {
            jobs: common.jobs.unwrap_or_else(pipeline::default_jobs),
            built_in: plan.built_in,
            allow_removal: &ids(plan.allow_removal)?,
        },
        tools,
        transport: &*transport,
        clock: &SystemClock,
        told: &|event| tell(&event, &progress, out),
        progress: &|step| progress.step(step),
        waits: &|| out.note("another run works on this store; waiting until it is done"),
    };
    let updated = update::run(&project, &options);
    progress.finish();
    updated.map_err(|wrong| out.diagnostics(&wrong))
}

#[cfg(feature = "fetch")]
fn transport() -> Box<dyn Transport> {
    Box::new(doc_bindgen::fetch::Ureq::default())
}

/// Without the feature `fetch` there is nothing that opens a socket.
#[cfg(not(feature = "fetch"))]
fn transport() -> Box<dyn Transport> {
    use doc_bindgen::fetch::{Answer, Refusal, Request};

    struct None;
    impl Transport for None {
        fn send(&self, _: &Request<'_>) -> Result<Answer, Refusal> {
            Err(Refusal::Broken("this program was built without the feature `fetch`".to_owned()))
        }
    }
    Box::new(None)
}

fn tell(event: &Event, progress: &Progress, out: &Reporter) {
    match event {
        Event::Estimate { source, requests, time } => {
            let time = readable(*time);
            progress.note(|| {
                out.note(&format!("{source}: {requests} requests are ahead, about {time}"))
            });
        }
        Event::Page(done, all, left) => {
            progress.part("fetching", *done, *all, &readable(*left));
        }
        Event::Rendered(done, all, left) => {
            progress.part("rendering", *done, *all, &readable(*left));
        }
        Event::Waiting(why, time) => {
            let time = readable(*time);
            progress.note(|| out.note(&format!("{why}; asking again in {time}")));
        }
        Event::Tool(what) => progress.tool(what),
    }
}

fn say_sources(update: &Update, out: &Reporter) {
    for source in &update.sources {
        let changed = source.changed.as_deref().map(|time| &time[..time.len().min(10)]);
        let since = changed.map_or(String::new(), |day| format!(", last seen to change on {day}"));
        let failed = source.brought.iter().any(|set| set.interrupted);
        let what = match (source.pages(), failed) {
            (0, true) => "not brought up to date".to_owned(),
            (0, false) => "no page changed".to_owned(),
            (1, _) => "1 page changed".to_owned(),
            (pages, _) => format!("{pages} pages changed"),
        };
        // What changed now changed today.
        let since = if source.pages() == 0 { since } else { String::new() };
        out.note(&format!("{}: {what}{since}", source.name));
    }
    let counts = update.counts;
    if counts.requests > 0 {
        let requests = if counts.requests == 1 { "request" } else { "requests" };
        out.note(&format!("{} {requests}, {} bytes", counts.requests, counts.bytes));
    }
}

/// The report of each service for itself.
fn reports(update: &Update, folder: &Path) -> Result<(), String> {
    for service in &update.report.services {
        let mut report = update.report.clone();
        report.narrow(None, std::slice::from_ref(&service.service), &[]);
        let options = MarkdownOptions { max_bytes: Some(65_000), ..MarkdownOptions::default() };
        let text = render::markdown(&report, options);
        let path = folder.join(format!("{}.md", service.service));
        doc_bindgen::files::write_if_changed(&path, text.as_bytes())
            .map_err(|error| format!("`{}` cannot be written: {error}", path.display()))?;
    }
    Ok(())
}
