//! `cargo xtask demo`: the main job on the pages that come with the repository.

use std::process::{Command, ExitCode};

use crate::tool::{self, Profile};
use crate::{Outcome, root};

/// Takes the pages that come with the repository to specs, and the specs to Rust, under
/// target/demo.
#[derive(clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments) -> Outcome {
    // A few pages are read in no time either way, and this compiles in a third of it.
    let command = tool::build(Profile::Dev, "xtask")?;
    let steps: [&[&str]; 2] = [
        &["parse", "tests/fixtures/services", "--out", "target/demo/spec"],
        &["generate", "target/demo/spec", "--out", "target/demo/bindings"],
    ];
    for step in steps {
        println!("$ doc-bindgen {}", step.join(" "));
        let status = Command::new(&command).args(step).current_dir(root()).status();
        let status = status.map_err(|e| format!("{}: {e}", command.display()))?;
        if !status.success() {
            return Err(format!("doc-bindgen ended with {status}"));
        }
        println!();
    }
    println!("Read target/demo/spec/aws/sts.yaml, then target/demo/bindings/aws/sts.rs.");
    Ok(ExitCode::SUCCESS)
}
