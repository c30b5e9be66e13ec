//! `doc-bindgen diff`: what changed between two versions of specs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use doc_bindgen::diagnostic::Diagnostic;
use doc_bindgen::diff::render::{self, MarkdownOptions, TextOptions};
use doc_bindgen::diff::{Change, FailOn, Only, Report, Settings, Version};
use doc_bindgen::files;

use crate::report::Reporter;
use crate::{Color, Outcome, versions};

/// Tell what changed in an API, and what it means for callers and for Rust code.
///
/// OLD and NEW are specs, folders of specs, or git revisions. With OLD alone, `A..B` compares two
/// revisions, and anything else is compared with the specs as they lie in the folder.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The old version.
    old: String,

    /// The new version.
    new: Option<String>,

    /// Where the specs are, for versions that are git revisions.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    specs: PathBuf,

    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// What ends with status 1.
    #[arg(long, value_enum, default_value_t = Fail::Breaking)]
    fail_on: Fail,

    /// Only these changes.
    #[arg(long, value_enum)]
    only: Option<Wanted>,

    /// Only this service: `sqs`, or `aws/sqs`. May be repeated.
    #[arg(long, value_name = "SERVICE", value_delimiter = ',')]
    service: Vec<String>,

    /// Only this operation, and what reaches it: `SendMessage`, or `send_message`. May be repeated.
    #[arg(long, value_name = "OPERATION", value_delimiter = ',')]
    operation: Vec<String>,

    /// Write at most so many bytes of Markdown: what breaks first, then a count of the rest.
    #[arg(long, value_name = "BYTES")]
    max_bytes: Option<usize>,

    /// Where the whole report is, for Markdown to point at.
    #[arg(long, value_name = "URL")]
    link: Option<String>,

    /// The file of expected changes and of rules that weigh otherwise.
    #[arg(long, value_name = "FILE", default_value = "spec/diff.yaml")]
    settings: PathBuf,

    /// Write into the file of expected changes, with this reason, what `--fail-on` would end with
    /// status 1 for; or the changes that `--change` names.
    #[arg(long, value_name = "REASON")]
    accept: Option<String>,

    /// A change to accept, by its fingerprint, which the report shows. May be repeated.
    #[arg(long, value_name = "FINGERPRINT", value_delimiter = ',', requires = "accept")]
    change: Vec<String>,

    /// The day to put on the report: 2025-06-01.
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  doc-bindgen diff main                                the specs here against those of main
  doc-bindgen diff main..HEAD --format markdown        for a pull request
  doc-bindgen diff old/sqs.yaml spec/aws/sqs.yaml
  doc-bindgen diff main --only breaking                what breaks callers or Rust code
  doc-bindgen diff main --service sqs --operation SendMessage
  doc-bindgen diff main --format markdown --max-bytes 65536 --link https://ci.example/report.html
  doc-bindgen diff main --accept 'announced for June'  expect what breaks from now on
  doc-bindgen diff main --accept 'announced for June' --change c391d7d2ef6667a5

Exit status: 0 nothing to fail on; 1 a change that --fail-on names, of those that are shown; 2 could not
be done.";

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a pull request.
    Markdown,
    /// For programs; `doc-bindgen rules --json-schema` describes it.
    Json,
    /// Annotations of a GitHub workflow.
    Github,
    /// One page for a browser, with search.
    Html,
}

#[derive(Clone, Copy, ValueEnum)]
enum Fail {
    /// A change that breaks callers.
    Breaking,
    /// A change that breaks Rust code, or callers.
    Rust,
    /// Any change.
    Any,
    /// Nothing.
    Never,
}

#[derive(Clone, Copy, ValueEnum)]
enum Wanted {
    /// What breaks callers or Rust code.
    Breaking,
    /// What breaks Rust code.
    Rust,
    /// What breaks callers, or may.
    Wire,
}

impl From<Wanted> for Only {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Breaking => Only::Breaking,
            Wanted::Rust => Only::Rust,
            Wanted::Wire => Only::Wire,
        }
    }
}

impl From<Fail> for FailOn {
    fn from(fail: Fail) -> Self {
        match fail {
            Fail::Breaking => FailOn::Breaking,
            Fail::Rust => FailOn::Rust,
            Fail::Any => FailOn::Any,
            Fail::Never => FailOn::Never,
        }
    }
}

/// Runs it.
pub fn run(arguments: &Arguments, out: &Reporter, color: Color) -> Outcome {
    match report(arguments, out) {
        Ok(report) => {
            if let Some(reason) = &arguments.accept {
                return accept(&report, arguments, reason, out);
            }
            let text = match arguments.format {
                Format::Text => render::text(&report, text_options(out, color)),
                Format::Markdown => {
                    let (max_bytes, link) = (arguments.max_bytes, arguments.link.as_deref());
                    render::markdown(&report, MarkdownOptions { max_bytes, link })
                }
                Format::Json => render::json(&report),
                Format::Github => render::github(&report),
                Format::Html => render::html(&report),
            };
            // A reader that has seen enough and closed the pipe stops nothing.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            if report.fails(arguments.fail_on.into()) { Outcome::Remarks } else { Outcome::Done }
        }
        Err(diagnostics) => out.diagnostics(&diagnostics),
    }
}

pub fn text_options(out: &Reporter, color: Color) -> TextOptions {
    let color = color.on(&std::io::stdout());
    TextOptions { color, verbose: out.verbose }
}

fn report(arguments: &Arguments, out: &Reporter) -> Result<Report, Vec<Diagnostic>> {
    let settings = read_settings(&arguments.settings)?;
    let (old, new) = match (&arguments.new, arguments.old.split_once("..")) {
        (None, Some((old, new))) if !Path::new(&arguments.old).exists() => (old, Some(new)),
        (new, _) => (arguments.old.as_str(), new.as_deref()),
    };
    let old_versions = versions::read(old, &arguments.specs)?;
    let new_versions = match new {
        Some("") => versions::read("HEAD", &arguments.specs)?,
        Some(new) => versions::read(new, &arguments.specs)?,
        None => versions::working_tree(&arguments.specs)?,
    };
    let mut report = Report::of(&old_versions, &new_versions, &settings);
    report.old = old.to_owned();
    report.new = new.unwrap_or("the working tree").to_owned();
    report.date.clone_from(&arguments.date);
    for (fingerprint, reason) in settings.unused(report.changes().map(|(_, change)| change)) {
        out.note(&format!("expected, and not among the changes: {fingerprint} ({reason})"));
    }
    let versions = || old_versions.iter().chain(&new_versions);
    for name in &arguments.service {
        if !versions().any(|version| names(version, name)) {
            return Err(vec![versions::unknown("service", name, versions().map(id))]);
        }
    }
    let chosen = || {
        let wanted = |version: &&Version| {
            arguments.service.is_empty() || arguments.service.iter().any(|it| names(version, it))
        };
        versions().filter(wanted).flat_map(|version| &version.spec.operations)
    };
    for name in &arguments.operation {
        if !chosen().any(|it| it.name == *name || it.method == *name) {
            let known = chosen().map(|it| it.name.clone());
            return Err(vec![versions::unknown("operation", name, known)]);
        }
    }
    report.narrow(arguments.only.map(Only::from), &arguments.service, &arguments.operation);
    Ok(report)
}

/// Whether a service is called that: `sqs`, or `aws/sqs`.
fn names(version: &Version, name: &str) -> bool {
    let (provider, service) = (version.spec.provider.as_str(), version.spec.service.as_str());
    name == service || name.split_once('/') == Some((provider, service))
}

fn id(version: &Version) -> String {
    version.spec.service.to_string()
}

/// The settings at `path`; there need be none.
fn read_settings(path: &Path) -> Result<Settings, Vec<Diagnostic>> {
    let Ok(text) = fs::read_to_string(path) else { return Ok(Settings::default()) };
    let read = Settings::read(&text, path);
    read.map_err(|errors| errors.into_iter().map(Diagnostic::from).collect())
}

/// Writes the changes that are not expected yet into the settings: those that are named, or those
/// that the report would fail on.
fn accept(report: &Report, arguments: &Arguments, reason: &str, out: &Reporter) -> Outcome {
    if reason.trim().is_empty() {
        return out.fail("no reason is given", "say why it is expected: who reviews it reads that");
    }
    let (path, named) = (&arguments.settings, &arguments.change);
    let absent = |name: &&String| {
        report.changes().all(|(_, change)| change.fingerprint.to_string() != **name)
    };
    if let Some(unknown) = named.iter().find(absent) {
        let message = format!("no change has the fingerprint `{unknown}`");
        return out.fail(&message, "`--verbose` shows the fingerprint of every change");
    }
    let fail_on = FailOn::from(arguments.fail_on);
    let wanted = |change: &Change| match named.is_empty() {
        true => fail_on.names(change),
        false => named.contains(&change.fingerprint.to_string()),
    };
    let told = report.services.iter().flat_map(|service| {
        let unexpected = service.changes.iter().filter(|told| told.accepted.is_none());
        unexpected.map(|told| (service.service.as_str(), &told.change))
    });
    let changes: Vec<_> = told.filter(|(_, change)| wanted(change)).collect();
    let count = changes.len();
    let text = fs::read_to_string(path).unwrap_or_default();
    let text = if count == 0 { text } else { Settings::accept(&text, changes, reason) };
    if count > 0
        && let Err(error) = files::write_if_changed(path, text.as_bytes())
    {
        let message = format!("`{}` cannot be written: {error}", path.display());
        return out.fail(&message, "see that its folder can be written to");
    }
    let what = if count == 1 { "1 change is" } else { &format!("{count} changes are") };
    out.note(&format!("{what} expected from now on, in {}", path.display()));
    Outcome::Done
}

/// What git hands to an external diff driver.
#[derive(Args)]
#[command(hide = true)]
pub struct Driver {
    /// The path, then file, object and mode of the old version, then of the new one.
    #[arg(num_args = 1..=9, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Shows the change of one spec as git's external diff. Never fails, as git would then show
/// nothing at all.
pub fn driver(driver: &Driver, out: &Reporter, color: Color) -> Outcome {
    let [path, old, _, _, new, ..] = driver.arguments.as_slice() else {
        return out.fail(
            "this is for git: it hands seven arguments to a diff driver",
            "git config diff.doc-bindgen.command 'doc-bindgen git-diff'",
        );
    };
    let read = |file: &str| -> Result<Vec<Version>, Vec<Diagnostic>> {
        let mut versions = versions::read_file(Path::new(file))?;
        versions.iter_mut().for_each(|version| version.path = path.into());
        Ok(versions)
    };
    match read(old).and_then(|old| Ok((old, read(new)?))) {
        Ok((old, new)) => {
            let mut report = Report::of(&old, &new, &Settings::default());
            report.old = format!("a/{path}");
            report.new = format!("b/{path}");
            let text = render::text(&report, text_options(out, color));
            let _ = write!(std::io::stdout().lock(), "--- a/{path}\n+++ b/{path}\n{text}");
        }
        Err(diagnostics) => {
            out.diagnostics(&diagnostics);
        }
    }
    Outcome::Done
}
