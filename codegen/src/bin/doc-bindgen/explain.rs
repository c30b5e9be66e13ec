//! `doc-bindgen explain`: where a fact came from.

use std::env;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use doc_bindgen::explain::{Entry, Origin, Path, entries, explain};
use doc_bindgen::knowledge;
use doc_bindgen::pipeline::{self, Options};
use doc_bindgen::project;
use doc_bindgen::spec::{Provider, ServiceId};
use doc_bindgen::update;

use crate::report::Reporter;
use crate::{Outcome, specs};

/// Tell where a fact came from: every line of every page that states something of it.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The service, by the name of its spec.
    service: String,

    /// The operation; behind it, with dots, the members that lead to the one that is asked for.
    #[arg(value_name = "OPERATION.MEMBER")]
    path: String,

    /// Pages, or folders of them; those that `update` keeps, or of the last `parse`, where left out.
    #[arg(value_name = "PATH")]
    pages: Vec<PathBuf>,

    /// The folder of specs; that of the project, or else `spec`.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  doc-bindgen explain sqs SendMessage                         the operation and its errors
  doc-bindgen explain sqs SendMessage.MessageAttributes.DataType
  doc-bindgen explain sqs ReceiveMessage.output.Messages pages/sqs

Each line of the answer is a place, what stands there, and what the page says of it. Lists and maps
are passed through; `input` and `output` tell the sides of an operation apart.
Exit status: 0 something states it; 2 nothing does.";

/// Runs it.
pub fn run(arguments: &Arguments, out: &Reporter) -> Outcome {
    let service = match ServiceId::new(&arguments.service) {
        Ok(service) => service,
        Err(error) => return out.fail(&error.to_string(), "name it as its spec's file is named"),
    };
    let path = match arguments.path.parse::<Path>() {
        Ok(path) => path,
        Err(error) => {
            return out.fail(&error.to_string(), "for example `ListSessions.sessions.status`");
        }
    };
    let options = Options {
        jobs: pipeline::default_jobs(),
        memory: pipeline::default_memory(),
        built_in: true,
        service: Some(&service),
        allow_removal: &[],
        only: &[],
        progress: &|_| {},
    };
    let project = match Kept::of(&service, out) {
        Ok(project) => project,
        Err(outcome) => return outcome,
    };
    let folder = arguments.out.clone().or_else(|| Some(project.as_ref()?.specs.clone()));
    let folder = folder.unwrap_or_else(|| PathBuf::from("spec"));
    let named = !arguments.pages.is_empty();
    let pages = match project {
        _ if named => arguments.pages.clone(),
        Some(kept) if !kept.pages.is_empty() => kept.pages,
        _ => pipeline::remembered(&service, &folder, &options),
    };
    let pages = match pipeline::pages(&service, &pages, &folder, &options) {
        Ok(pages) => pages,
        Err(failed) => {
            let message = format!("`{}` cannot be read: {}", failed.path.display(), failed.error);
            return out.fail(&message, "name a page, or a folder of pages");
        }
    };
    let stated = stated(&folder, &service, &path);
    if pages.is_empty() && stated.is_empty() {
        let message = match named {
            true => format!("none of these pages is of the service `{service}`"),
            false => format!("no run is remembered that made a spec of `{service}`"),
        };
        return out.fail(&message, "name the pages behind the path, or run `update` or `parse`");
    }
    match explain(&pages, &path) {
        Ok(origins) => print(&origins, &stated),
        Err(_) if !stated.is_empty() => print(&[], &stated),
        Err(unknown) => {
            let of = match &*unknown.found {
                "" => String::new(),
                found => format!(" in `{found}`"),
            };
            let help = match &unknown.nearest[..] {
                [] => "the pages tell of nothing that is called like it".to_owned(),
                nearest => format!("there is `{}`", nearest.join("`, `")),
            };
            out.fail(&format!("no page tells of `{}`{of}", unknown.name), &help)
        }
    }
}

/// What a project keeps of a service.
struct Kept {
    specs: PathBuf,
    pages: Vec<PathBuf>,
}

impl Kept {
    /// Of the project whose file is in this folder or one above it, if there is one.
    fn of(service: &ServiceId, out: &Reporter) -> Result<Option<Kept>, Outcome> {
        let Some(file) = project::find(&env::current_dir().unwrap_or_default()) else {
            return Ok(None);
        };
        let project = crate::update::project(Some(&file), out)?;
        let pages = update::pages_of(&project, service).map_err(|wrong| out.diagnostics(&wrong))?;
        Ok(Some(Kept { specs: project.specs, pages }))
    }
}

/// What the overlays state of it, of the spec that stands.
fn stated(folder: &std::path::Path, service: &ServiceId, path: &Path) -> Vec<Origin> {
    let mut stated = Vec::new();
    // What is wrong with specs and overlays is said by `check`.
    for provider in Provider::ALL {
        let file = folder.join(provider.as_str()).join(format!("{service}.yaml"));
        let Ok(spec) = specs::read(&file) else { continue };
        let overlays = pipeline::overlays(folder);
        let overlays = overlays.and_then(|it| it.over(knowledge::of).with_built_in(&spec));
        let Ok(overlays) = overlays else { continue };
        for entry in entries(&spec, path) {
            let (at, keys) = match entry {
                Entry::Operation(name) => (name.to_owned(), vec!["operations", name]),
                Entry::Shape(name) => (name.to_owned(), vec!["shapes", name]),
                Entry::Member(shape, name) => {
                    (format!("{shape}.{name}"), vec!["shapes", shape, "members", name])
                }
            };
            for (place, reason) in overlays.states(&spec, &keys) {
                let said = format!("overlay, {reason}");
                stated.push(Origin { place, at: at.clone(), said });
            }
        }
    }
    stated
}

fn print(origins: &[Origin], stated: &[Origin]) -> Outcome {
    let mut stdout = std::io::stdout().lock();
    for Origin { place, at, said } in origins.iter().chain(stated) {
        if writeln!(stdout, "{place}: {at}: {said}").is_err() {
            return Outcome::Failed;
        }
    }
    Outcome::Done
}
