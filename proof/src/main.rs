//! The errands that hold the tool against what nobody here wrote; `cargo proof help` lists them with
//! the others.

mod compile;
mod diff;
mod endpoints;
mod fuzz;
mod html;
mod huaweicloud;
mod known;
mod model;
mod names;
mod overlays;
mod pages;
#[path = "../../codegen/src/parallel.rs"]
mod parallel;
mod protocols;
mod reference;
mod round_trip;
mod signatures;
mod slice;
mod stability;
mod together;
mod truth;
mod verify;
mod waiters;
mod witness;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use xtask::errands;

/// The project's own errands, and what holds the tool against what nobody here wrote.
#[derive(Parser)]
#[command(name = "cargo proof", bin_name = "cargo proof")]
struct Arguments {
    #[command(subcommand)]
    errand: Errand,
}

#[derive(Subcommand)]
enum Errand {
    Awsapichanges(diff::archive::Arguments),
    Compile(compile::Arguments),
    Diff(diff::Arguments),
    Endpoints(endpoints::Arguments),
    Fuzz(fuzz::Arguments),
    Html(html::Arguments),
    Huaweicloud(huaweicloud::Arguments),
    HuaweicloudSdk(huaweicloud::package::Arguments),
    Model(model::Arguments),
    Names(names::Arguments),
    Overlays(overlays::Arguments),
    Protocols(protocols::Arguments),
    Reference(reference::Arguments),
    ReferencePages(pages::Arguments),
    RoundTrip(round_trip::Arguments),
    Signatures(signatures::Arguments),
    Slice(slice::Arguments),
    Stability(stability::Arguments),
    Together(together::Arguments),
    Verify(verify::Arguments),
    Waiters(waiters::Arguments),
    Witnesses(witness::Arguments),
}

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    if let Some(why) = errands::elsewhere("proof", &asked) {
        return xtask::ended(Err(why));
    }
    let matches = errands::with_list(Arguments::command()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    xtask::ended(match arguments.errand {
        Errand::Awsapichanges(arguments) => diff::archive::run(&arguments),
        Errand::Compile(arguments) => compile::run(&arguments),
        Errand::Diff(arguments) => diff::run(&arguments),
        Errand::Endpoints(arguments) => endpoints::run(&arguments),
        Errand::Fuzz(arguments) => fuzz::run(&arguments),
        Errand::Html(arguments) => html::run(&arguments),
        Errand::Huaweicloud(arguments) => huaweicloud::run(&arguments),
        Errand::HuaweicloudSdk(arguments) => huaweicloud::package::run(&arguments),
        Errand::Model(arguments) => model::run(&arguments),
        Errand::Names(arguments) => names::run(&arguments),
        Errand::Overlays(arguments) => overlays::run(&arguments),
        Errand::Protocols(arguments) => protocols::run(&arguments),
        Errand::Reference(arguments) => reference::run(&arguments),
        Errand::ReferencePages(arguments) => pages::run(&arguments),
        Errand::RoundTrip(arguments) => round_trip::run(&arguments),
        Errand::Signatures(arguments) => signatures::run(&arguments),
        Errand::Slice(arguments) => slice::run(&arguments),
        Errand::Stability(arguments) => stability::run(&arguments),
        Errand::Together(arguments) => together::run(&arguments),
        Errand::Verify(arguments) => verify::run(&arguments),
        Errand::Waiters(arguments) => waiters::run(&arguments),
        Errand::Witnesses(arguments) => witness::run(&arguments),
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
        assert_eq!(known, errands::of_package("proof"));
    }
}
