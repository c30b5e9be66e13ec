//! Makes the services that are switched on: for each feature `aws-sqs`, `spec/aws/sqs.yaml` becomes
//! a module.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;
use std::{env, fs};

use doc_bindgen::build_script::{Build, switched_on};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    let path = |name| PathBuf::from(env::var_os(name).unwrap_or_default());
    let jobs = env::var("NUM_JOBS").ok().and_then(|jobs| jobs.parse().ok()).unwrap_or(1);
    let build = Build {
        specs: path("CARGO_MANIFEST_DIR").join("spec"),
        out: path("OUT_DIR"),
        jobs,
        tool: env::current_exe().ok().and_then(|exe| identity(&exe)),
    };
    let services = switched_on(env::vars_os().filter_map(|(name, _)| name.into_string().ok()));
    for service in &services {
        println!("cargo::rerun-if-changed={}", build.spec(service).display());
    }
    match build.run(&services) {
        Ok(_) => ExitCode::SUCCESS,
        Err(errors) => {
            for error in errors {
                println!("cargo::error={error}");
            }
            ExitCode::FAILURE
        }
    }
}

/// What tells a build of this script from another.
fn identity(exe: &Path) -> Option<String> {
    let metadata = fs::metadata(exe).ok()?;
    let built = metadata.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(format!("{} {}", metadata.len(), built.as_nanos()))
}
