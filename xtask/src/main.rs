//! The errands that make and measure; `cargo xtask help` lists all of them.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use xtask::errands;
use xtask::{corpus, demo, features, rivals, serde_cost, speed, stories};

/// The project's own errands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    errand: Errand,
}

#[derive(Subcommand)]
enum Errand {
    Corpus(corpus::Arguments),
    Demo(demo::Arguments),
    Features(features::Arguments),
    Rivals(rivals::Arguments),
    SerdeCost(serde_cost::Arguments),
    Speed(speed::Arguments),
    Stories(stories::Arguments),
}

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    if let Some(why) = errands::elsewhere("xtask", &asked) {
        return xtask::ended(Err(why));
    }
    let matches = errands::with_list(Arguments::command()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    xtask::ended(match arguments.errand {
        Errand::Corpus(arguments) => corpus::run(&arguments),
        Errand::Demo(arguments) => demo::run(&arguments),
        Errand::Features(arguments) => features::run(&arguments),
        Errand::Rivals(arguments) => rivals::run(&arguments),
        Errand::SerdeCost(arguments) => serde_cost::run(&arguments),
        Errand::Speed(arguments) => speed::run(&arguments),
        Errand::Stories(arguments) => stories::run(&arguments),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_errand_is_listed() {
        let command = Arguments::command();
        let mut known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        known.sort_unstable();
        assert_eq!(known, errands::of_package("xtask"));
    }
}
