//! How large programs are that list tables, beside one by Amazon's SDK.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::run_cargo;
use super::soak::CALLERS;
use crate::Outcome;

/// The profiles of `rivals/Cargo.toml`, and what is asked of the compiler there.
const PROFILES: [(&str, &str); 3] = [
    ("`cargo build --release`, symbols stripped", "release"),
    ("`lto = true`, `codegen-units = 1` with it", "lto"),
    ("`opt-level = \"s\"`, `panic = \"abort\"` with them", "small"),
];

/// Builds the programs by each profile, and prints a table.
pub(super) fn run(package: &Path) -> Outcome {
    let (_, sdk) = CALLERS[CALLERS.len() - 1];
    let titles: Vec<&str> = CALLERS.iter().map(|(title, _)| *title).collect();
    println!("| a program that lists tables, MB, and of the SDK's | {} |", titles.join(" | "));
    println!("|---|{}", "---:|".repeat(CALLERS.len()));
    for (title, profile) in PROFILES {
        let theirs = size(package, profile, sdk)?;
        print!("| {title} |");
        for (_, feature) in CALLERS {
            let size = size(package, profile, feature)?;
            print!(" {:.2}, {:.2} |", size / 1e6, size / theirs);
        }
        println!();
    }
    Ok(ExitCode::SUCCESS)
}

/// How large the program over `feature` is.
fn size(package: &Path, profile: &str, feature: &str) -> Result<f64, String> {
    let program = format!("tables-{feature}");
    let build = ["build", "--locked", "--profile", profile, "--package", "calls"];
    run_cargo(package, &[&build[..], &["--features", feature, "--bin", &program]].concat())?;
    let path = package.join("target").join(profile).join(&program);
    let told = |e| format!("{}: {e}", path.display());
    Ok(fs::metadata(&path).map_err(told)?.len() as f64)
}
