//! The project's own errands that make and measure, and what those of `proof/` share with them.

pub mod chosen;
pub mod corpus;
pub mod demo;
pub mod errands;
pub mod features;
pub mod files;
pub mod python;
pub mod rivals;
pub mod serde_cost;
pub mod speed;
pub mod stories;
pub mod tool;

use std::path::Path;
use std::process::ExitCode;

/// What an errand ends with: its exit code, or why it could not be done.
pub type Outcome = Result<ExitCode, String>;

/// What the process ends with.
pub fn ended(outcome: Outcome) -> ExitCode {
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}
