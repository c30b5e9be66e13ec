//! `doc-bindgen completions`: a script for a shell.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::{Cli, Outcome};

/// Write a completion script for a shell.
#[derive(Args)]
#[command(
    after_help = "Example:\n  doc-bindgen completions bash > ~/.local/share/bash-completion/completions/doc-bindgen"
)]
pub struct Arguments {
    /// The shell.
    shell: Shell,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "doc-bindgen", &mut script);
    #[cfg(feature = "call")]
    script.extend_from_slice(crate::call::complete::script(arguments.shell).as_bytes());
    // A reader that has seen enough stops nothing.
    let _ = std::io::stdout().lock().write_all(&script);
    Outcome::Done
}
