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
    ("`opt-level = \"s\"` with them", "small"),
];

/// What each adapter stands on: a program that gets what is at an address, without anything of ours.
const BARE: [(&str, &str); 2] =
    [("hyper, rustls and ring alone", "bare-hyper"), ("ureq, rustls and ring alone", "bare-ureq")];

/// Builds the programs by each profile, and prints a table.
pub(super) fn run(package: &Path) -> Outcome {
    let (callers, bare) = (CALLERS.iter(), BARE.iter());
    let titles: Vec<&str> = callers.clone().chain(bare.clone()).map(|(title, _)| *title).collect();
    println!("| MB, and of the SDK's | {} |", titles.join(" | "));
    println!("|---|{}", "---:|".repeat(titles.len()));
    for (title, profile) in PROFILES {
        let lists = callers.clone().map(|(_, feature)| (*feature, format!("tables-{feature}")));
        let gets = bare.clone().map(|(_, feature)| (*feature, (*feature).to_owned()));
        let programs: Vec<_> = lists.chain(gets).collect();
        let mut sizes = Vec::new();
        for (feature, program) in &programs {
            sizes.push(size(package, profile, feature, program)?);
        }
        // The last of the callers is the SDK.
        let theirs = sizes[CALLERS.len() - 1];
        let cells = sizes.iter().map(|size| format!(" {:.2}, {:.2} |", size / 1e6, size / theirs));
        println!("| {title} |{}", cells.collect::<String>());
    }
    Ok(ExitCode::SUCCESS)
}

/// How large a program is.
fn size(package: &Path, profile: &str, feature: &str, program: &str) -> Result<f64, String> {
    let build = ["build", "--locked", "--profile", profile, "--package", "calls"];
    run_cargo(package, &[&build[..], &["--features", feature, "--bin", program]].concat())?;
    let path = package.join("target").join(profile).join(program);
    let told = |e| format!("{}: {e}", path.display());
    Ok(fs::metadata(&path).map_err(told)?.len() as f64)
}
