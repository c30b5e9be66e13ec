//! `doc-bindgen check`: are the specs valid, and do the overlays apply?

use std::path::PathBuf;

use clap::Args;
use doc_bindgen::pipeline;

use crate::parallel;
use crate::report::Reporter;
use crate::{Outcome, specs};

/// Check that specs are valid, and that the overlays beside them apply.
///
/// Every problem is shown with its file and line. `doc-bindgen generate --check` tells whether
/// emitted code is current.
#[derive(Args)]
#[command(after_help = "Example:\n  doc-bindgen check spec")]
pub struct Arguments {
    /// Specs, or folders of them.
    #[arg(value_name = "SPEC", default_value = "spec")]
    specs: Vec<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments, out: &Reporter) -> Outcome {
    let found = match specs::find(&arguments.specs) {
        Ok(found) => found,
        Err(diagnostic) => return out.diagnostics(&[diagnostic]),
    };
    let results = parallel::map(&found, parallel::default_jobs(), |path| specs::read(path));
    let mut diagnostics = Vec::new();
    let mut valid = Vec::new();
    for result in results {
        match result {
            Ok(spec) => valid.push(spec),
            Err(found) => diagnostics.extend(found),
        }
    }
    for folder in arguments.specs.iter().filter(|path| path.is_dir()) {
        let verified = pipeline::overlays(folder).and_then(|overlays| overlays.verify(&valid));
        diagnostics.extend(verified.err().unwrap_or_default());
    }
    let outcome = out.diagnostics(&diagnostics);
    if outcome == Outcome::Done {
        out.note(&format!("{} specs are valid", found.len()));
    }
    outcome
}
