//! The project's own errands; `cargo xtask help` lists them.

mod compile;
mod corpus;
mod demo;
mod features;
mod files;
mod fuzz;
mod html;
mod huaweicloud;
mod model;
mod names;
mod proof;
mod python;
mod reference;
mod serde_cost;
mod slice;
mod speed;
mod stability;
mod tool;
mod truth;
mod verify;
mod witness;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own errands.
#[derive(Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = false)]
struct Arguments {
    #[command(subcommand)]
    errand: Errand,
}

#[derive(Subcommand)]
enum Errand {
    Awsapichanges(proof::archive::Arguments),
    Compile(compile::Arguments),
    Corpus(corpus::Arguments),
    Demo(demo::Arguments),
    DiffProof(proof::Arguments),
    Features(features::Arguments),
    Fuzz(fuzz::Arguments),
    Html(html::Arguments),
    Huaweicloud(huaweicloud::Arguments),
    HuaweicloudSdk(huaweicloud::package::Arguments),
    Model(model::Arguments),
    Reference(reference::Arguments),
    Names(names::Arguments),
    SerdeCost(serde_cost::Arguments),
    Slice(slice::Arguments),
    Speed(speed::Arguments),
    Stability(stability::Arguments),
    Verify(verify::Arguments),
    Witnesses(witness::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().errand {
        Errand::Awsapichanges(arguments) => proof::archive::run(&arguments),
        Errand::Compile(arguments) => compile::run(&arguments),
        Errand::Corpus(arguments) => corpus::run(&arguments),
        Errand::Demo(arguments) => demo::run(&arguments),
        Errand::DiffProof(arguments) => proof::run(&arguments),
        Errand::Features(arguments) => features::run(&arguments),
        Errand::Fuzz(arguments) => fuzz::run(&arguments),
        Errand::Html(arguments) => html::run(&arguments),
        Errand::Huaweicloud(arguments) => huaweicloud::run(&arguments),
        Errand::HuaweicloudSdk(arguments) => huaweicloud::package::run(&arguments),
        Errand::Model(arguments) => model::run(&arguments),
        Errand::Reference(arguments) => reference::run(&arguments),
        Errand::Names(arguments) => names::run(&arguments),
        Errand::SerdeCost(arguments) => serde_cost::run(&arguments),
        Errand::Slice(arguments) => slice::run(&arguments),
        Errand::Speed(arguments) => speed::run(&arguments),
        Errand::Stability(arguments) => stability::run(&arguments),
        Errand::Verify(arguments) => verify::run(&arguments),
        Errand::Witnesses(arguments) => witness::run(&arguments),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

/// What an errand ends with: its exit code, or why it could not be done.
type Outcome = Result<ExitCode, String>;
