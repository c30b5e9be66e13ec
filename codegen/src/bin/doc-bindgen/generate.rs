//! `doc-bindgen generate`: specs to formatted Rust.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use doc_bindgen::diagnostic::rules::file as rules;
use doc_bindgen::diagnostic::{Diagnostic, Place};
use doc_bindgen::{emit, files};

use crate::parallel;
use crate::report::Reporter;
use crate::{Outcome, specs};

/// Emit formatted Rust from specs, for reading and for crates that do without a build script.
///
/// Writes PROVIDER/SERVICE.rs for each spec. The code stands on the crate doc-bindgen-runtime.
#[derive(Args)]
#[command(after_help = "Example:\n  doc-bindgen generate spec/aws/sqs.yaml --out bindings")]
pub struct Arguments {
    /// Specs, or folders of them.
    #[arg(required = true, value_name = "SPEC")]
    specs: Vec<PathBuf>,

    /// The folder to write into.
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,

    /// Write nothing; fail if what stands in the folder is not what would be written.
    #[arg(long)]
    check: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments, out: &Reporter) -> Outcome {
    let found = match specs::find(&arguments.specs) {
        Ok(found) => found,
        Err(diagnostic) => return out.diagnostics(&[diagnostic]),
    };
    let results = parallel::map(&found, parallel::default_jobs(), |path| emit_one(path, arguments));
    let mut diagnostics = Vec::new();
    let mut stdout = std::io::stdout().lock();
    for result in results {
        match result {
            // A reader that has seen enough and closed the pipe stops nothing.
            Ok(line) => drop(writeln!(stdout, "{line}")),
            Err(found) => diagnostics.extend(found),
        }
    }
    out.diagnostics(&diagnostics)
}

fn emit_one(path: &Path, arguments: &Arguments) -> Result<String, Vec<Diagnostic>> {
    let spec = specs::read(path)?;
    let source = emit::pretty(&spec).map_err(|error| {
        vec![Diagnostic::new(&rules::NOT_EMITTED, Place::new(path, 0), error.to_string())]
    })?;
    let target =
        arguments.out.join(spec.provider.as_str()).join(format!("{}.rs", spec.service.module()));
    let lines = source.lines().count();
    if arguments.check {
        return match std::fs::read(&target) {
            Ok(standing) if standing == source.as_bytes() => {
                Ok(format!("{}: {lines} lines, current", target.display()))
            }
            Ok(_) => Err(vec![Diagnostic::new(
                &rules::STALE_CODE,
                Place::new(target, 0),
                format!("is not what `{}` says", path.display()),
            )]),
            Err(error) => Err(vec![Diagnostic::new(
                &rules::STALE_CODE,
                Place::new(target, 0),
                format!("cannot be read: {error}"),
            )]),
        };
    }
    match files::write_if_changed(&target, source.as_bytes()) {
        Ok(true) => Ok(format!("{}: {lines} lines, written", target.display())),
        Ok(false) => Ok(format!("{}: {lines} lines, unchanged", target.display())),
        Err(error) => Err(vec![Diagnostic::new(
            &rules::NOT_EMITTED,
            Place::new(target, 0),
            format!("cannot be written: {error}"),
        )]),
    }
}
