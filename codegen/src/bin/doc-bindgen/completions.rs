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
    #[cfg(feature = "call")]
    {
        use std::io::Write;

        // A reader that has seen enough stops nothing.
        let script = crate::call::complete::script(arguments.shell);
        let _ = std::io::stdout().lock().write_all(script.as_bytes());
    }
    Outcome::Done
}
