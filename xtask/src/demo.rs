//! `cargo xtask demo`: the main job on the pages that come with the repository.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::{Outcome, tool};

/// Takes the pages that come with the repository to specs, and the specs to Rust, under
/// target/demo.
#[derive(clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments) -> Outcome {
    let command = tool::build()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let steps: [&[&str]; 2] = [
        &["parse", "tests/fixtures/services", "--out", "target/demo/spec"],
        &["generate", "target/demo/spec", "--out", "target/demo/bindings"],
    ];
    for step in steps {
        println!("$ doc-bindgen {}", step.join(" "));
        let status = Command::new(&command).args(step).current_dir(&root).status();
        let status = status.map_err(|e| format!("{}: {e}", command.display()))?;
        if !status.success() {
            return Err(format!("doc-bindgen ended with {status}"));
        }
        println!();
    }
    println!("Read target/demo/spec/aws/sts.yaml, then target/demo/bindings/aws/sts.rs.");
    Ok(ExitCode::SUCCESS)
}
