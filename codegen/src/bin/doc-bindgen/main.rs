//! The command `doc-bindgen`.

#[cfg(feature = "call")]
mod call;
mod check;
mod commits;
mod completions;
mod diff;
mod explain;
mod generate;
mod history;
mod overlays;
#[path = "../../parallel.rs"]
mod parallel;
mod parse;
mod progress;
mod report;
mod rules;
mod schema;
mod specs;
mod update;
mod versions;

use std::env;
use std::io::IsTerminal;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Pages are read by many small allocations on every core.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads the documentation that cloud providers publish, makes a reviewed YAML spec of it, and
/// emits Rust bindings.
#[derive(Parser)]
#[command(version, about, after_help = EXAMPLES, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Say nothing but errors.
    #[arg(long, short, global = true)]
    quiet: bool,

    /// Show every diagnostic; without it at most ten of a kind, and no notes.
    #[arg(long, short, global = true)]
    verbose: bool,

    /// When to colour what is said.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
}

const EXAMPLES: &str = "\
Examples:
  doc-bindgen update                                       fetch what changed, read it, show the diff
  doc-bindgen parse pages/sqs --out spec                   pages to spec/aws/sqs.yaml
  doc-bindgen generate spec/aws/sqs.yaml --out bindings    spec to Rust
  doc-bindgen check spec                                   are the specs valid?
  doc-bindgen diff main                                    what changed since then?
  doc-bindgen log sqs SendMessage                          when did it change?
  doc-bindgen explain sqs SendMessage.MessageBody          which lines say so?
  doc-bindgen call sqs ListQueues --region eu-west-1       what does the service answer?

Results go to standard output, everything else to standard error.
Exit status: 0 done; 1 done, and there is something to say; 2 could not be done.";

#[derive(Subcommand)]
enum Command {
    Update(update::Arguments),
    Fetch(update::Fetch),
    Status(update::Status),
    Parse(parse::Arguments),
    Generate(generate::Arguments),
    Check(check::Arguments),
    Diff(diff::Arguments),
    Log(history::Log),
    Blame(history::Blame),
    Explain(explain::Arguments),
    #[cfg(feature = "call")]
    Call(call::Arguments),
    #[cfg(feature = "call")]
    Complete(call::complete::Arguments),
    Overlays(overlays::Arguments),
    Rules(rules::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
    GitDiff(diff::Driver),
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether to colour what goes to `stream`.
    fn on(self, stream: &impl IsTerminal) -> bool {
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stream.is_terminal() && env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
            }
        }
    }
}

/// How a run ended, as its exit status.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Everything was done, and there is nothing to say.
    Done = 0,
    /// It was done, and there is something to say.
    Remarks = 1,
    /// It could not be done.
    Failed = 2,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let out = report::Reporter::new(cli.quiet, cli.verbose, cli.color);
    let outcome = match cli.command {
        Command::Update(arguments) => update::run(&arguments, &out, cli.color),
        Command::Fetch(arguments) => update::fetch(&arguments, &out),
        Command::Status(arguments) => update::status(&arguments, &out),
        Command::Parse(arguments) => parse::run(&arguments, &out),
        Command::Generate(arguments) => generate::run(&arguments, &out),
        Command::Check(arguments) => check::run(&arguments, &out),
        Command::Diff(arguments) => diff::run(&arguments, &out, cli.color),
        Command::Log(arguments) => history::log(&arguments, &out, cli.color),
        Command::Blame(arguments) => history::blame(&arguments, &out),
        Command::Explain(arguments) => explain::run(&arguments, &out),
        #[cfg(feature = "call")]
        Command::Call(arguments) => call::run(&arguments, &out),
        #[cfg(feature = "call")]
        Command::Complete(arguments) => call::complete::run(&arguments),
        Command::Overlays(arguments) => overlays::run(&arguments, &out),
        Command::GitDiff(arguments) => diff::driver(&arguments, &out, cli.color),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    ExitCode::from(outcome as u8)
}
