//! `doc-bindgen completions`: a script for a shell.

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
    clap_complete::generate(
        arguments.shell,
        &mut Cli::command(),
        "doc-bindgen",
        &mut std::io::stdout(),
    );
    Outcome::Done
}
