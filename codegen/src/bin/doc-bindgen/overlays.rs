//! `doc-bindgen overlays`: what the tool knows by itself, and what lies beside the specs.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use doc_bindgen::knowledge;
use doc_bindgen::pipeline;
use doc_bindgen::spec::{Overlays, Provider, ServiceId};

use crate::Outcome;
use crate::report::Reporter;

/// Show the overlays that `parse` merges: those that the tool brings with it, and those of the folder of
/// specs, which go over them.
///
/// An overlay states what no page of the documentation does, such as how a service is spoken to, or what
/// pages have wrong. `parse --no-built-in-overlays` leaves off those of the tool.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The service whose overlays are shown; all are listed where left out.
    service: Option<String>,

    /// The folder of specs.
    #[arg(long, short, value_name = "DIR", default_value = "spec")]
    out: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  doc-bindgen overlays                 every file, in the order in which they are merged
  doc-bindgen overlays sqs             what they state of one service

Exit status: 0 done; 2 there is none of that service, or one cannot be read.";

/// Runs it.
pub fn run(arguments: &Arguments, out: &Reporter) -> Outcome {
    let service = match arguments.service.as_deref().map(ServiceId::new).transpose() {
        Ok(service) => service,
        Err(error) => return out.fail(&error.to_string(), "name it as its spec's file is named"),
    };
    let beside = match pipeline::overlays(&arguments.out) {
        Ok(overlays) => overlays,
        Err(diagnostics) => return out.diagnostics(&diagnostics),
    };
    let Some(service) = service else {
        return if list(&beside).is_ok() { Outcome::Done } else { Outcome::Failed };
    };
    match show(&service, &beside) {
        Ok(0) => out.fail(
            &format!("no overlay speaks of `{service}`"),
            "`doc-bindgen overlays` lists those that there are",
        ),
        Ok(_) => Outcome::Done,
        Err(error) => out.fail(&error.to_string(), "see that the overlays can be read"),
    }
}

fn list(beside: &Overlays) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    for file in knowledge::files() {
        writeln!(stdout, "{}", file.shown().display())?;
    }
    for path in beside.paths() {
        writeln!(stdout, "{}", path.display())?;
    }
    stdout.flush()
}

/// Shows the files that speak of the service, and tells how many there are.
fn show(service: &ServiceId, beside: &Overlays) -> std::io::Result<usize> {
    let mut stdout = std::io::stdout().lock();
    let mut shown = 0;
    let mut file = |path: &Path, text: &str| {
        shown += 1;
        writeln!(stdout, "# {}\n{}", path.display(), text.trim_end())
    };
    for built_in in Provider::ALL.into_iter().flat_map(|provider| knowledge::of(provider, service))
    {
        file(&built_in.shown(), built_in.text)?;
    }
    for path in beside.paths_of(service) {
        file(path, &std::fs::read_to_string(path)?)?;
    }
    Ok(shown)
}
