//! What a program that calls four services costs to compile from nothing, beside the same by Amazon's SDK.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use super::{cargo, run_cargo, write};
use crate::features::{of_specs, with_services};
use crate::{Outcome, files, root, tool};

/// The services that are called.
pub(super) const SERVICES: [&str; 4] = ["dynamodb", "ec2", "s3", "sqs"];

/// What the program is, over the bindings; by the SDK it is `rivals/consumer`.
const PROGRAM: &str = "\
//! What is in each of four services.

use cloud_bindings::aws::{dynamodb, ec2, s3, sqs};
use cloud_bindings::runtime::BoxError;

#[tokio::main(flavor = \"current_thread\")]
async fn main() -> Result<(), BoxError> {
    let tables = dynamodb::Client::from_env()?.list_tables(Default::default()).await?;
    let queues = sqs::Client::from_env()?.list_queues(Default::default()).await?;
    let buckets = s3::Client::from_env()?.list_buckets(Default::default()).await?;
    let machines = ec2::Client::from_env()?.describe_instances(Default::default()).await?;
    println!(\"{} tables\", tables.table_names.len());
    println!(\"{} queues\", queues.queue_urls.len());
    println!(\"{} buckets\", buckets.buckets.len());
    println!(\"{} reservations\", machines.reservations.len());
    Ok(())
}
";

/// What compiling took.
struct Compiled {
    /// Crates, the program not counted.
    crates: usize,
    check: Taken,
    build: Taken,
    /// What a debug build leaves on the disk, in bytes.
    disk: u64,
}

/// What a command took, with all that it started.
#[derive(Clone, Copy)]
struct Taken {
    /// By the clock, which others on the machine hold up.
    wall: Duration,
    /// Of the processors.
    cpu: Duration,
    /// The most memory that one compiler held.
    peak: u64,
}

/// Checks and builds both, each time from an empty folder, and prints a table. What is compiled was fetched
/// before.
pub(super) fn run(package: &Path, specs: &Path) -> Outcome {
    let home = root().join("target/rivals/consumer");
    let bindings = bindings(&home, specs)?;
    let mut ours = Vec::new();
    for adapter in ["hyper", "ureq", "sockets"] {
        let user = home.join(format!("over-{adapter}"));
        let features: Vec<String> =
            SERVICES.iter().map(|service| format!("\"aws-{service}\"")).collect();
        let manifest = format!(
            "[package]\nname = \"consumer\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             cloud-bindings = {{ path = {:?}, features = [\"credentials\", \"{adapter}\", {}] }}\n{}",
            bindings.display().to_string(),
            features.join(", "),
            if adapter == "hyper" {
                "tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt\"] }\n"
            } else {
                ""
            },
        );
        write(&user.join("Cargo.toml"), &manifest)?;
        let program = if adapter == "hyper" { PROGRAM.to_owned() } else { blocking(PROGRAM) };
        write(&user.join("src/main.rs"), &program)?;
        locked_as(&user, &root().join("Cargo.lock"))?;
        ours.push((format!("ours, `{adapter}`"), user));
    }
    let sdk = home.join("sdk");
    write(&sdk.join("Cargo.toml"), &manifest_of_sdk(package)?)?;
    write(&sdk.join("src/main.rs"), &text(&package.join("consumer/src/main.rs"))?)?;
    locked_as(&sdk, &package.join("Cargo.lock"))?;
    ours.push(("aws-sdk-*, aws-config".to_owned(), sdk));
    let mut rows = Vec::new();
    for (title, user) in &ours {
        rows.push((title, compiled(user)?));
    }
    let (_, theirs) = &rows[rows.len() - 1];
    println!(
        "| dynamodb, sqs, s3 and ec2 | crates | check: processor s, of the SDK's | by the clock, s | debug build: processor s, \
         of the SDK's | by the clock, s | peak of one compiler, MB | on disk, MB |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (title, it) in &rows {
        let times = |ours: Taken, theirs: Taken| {
            let [ours_cpu, theirs_cpu] = [ours.cpu, theirs.cpu].map(|cpu| cpu.as_secs_f64());
            let (wall, share) = (ours.wall.as_secs_f64(), ours_cpu / theirs_cpu);
            format!("{ours_cpu:.0}, {share:.2} | {wall:.0}")
        };
        println!(
            "| {title} | {} | {} | {} | {:.0} | {:.0} |",
            it.crates,
            times(it.check, theirs.check),
            times(it.build, theirs.build),
            it.check.peak.max(it.build.peak) as f64 / 1e6,
            it.disk as f64 / 1e6,
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// The crate of bindings with the specs of the services, as a user has it who keeps them.
fn bindings(home: &Path, specs: &Path) -> Result<PathBuf, String> {
    let (from, to) = (root(), home.join("bindings"));
    for name in ["build.rs", "README.md", "generated", "runtime", "codegen"] {
        copy(&from.join(name), &to.join(name))?;
    }
    for service in SERVICES {
        let spec = format!("aws/{service}.yaml");
        copy(&specs.join(&spec), &to.join("spec").join(&spec))?;
    }
    let manifest = text(&from.join("Cargo.toml"))?;
    let members = "members = [\"codegen\", \"proof\", \"runtime\", \"xtask\"]";
    if !manifest.contains(members) {
        return Err("Cargo.toml has other members of the workspace".into());
    }
    let manifest = manifest.replace(members, "members = [\"codegen\", \"runtime\"]");
    // Its examples are of other services.
    let (before, rest) = manifest.split_once("[[example]]").ok_or("Cargo.toml has no example")?;
    let after = rest.find("[dev-dependencies]").map_or("", |at| &rest[at..]);
    let services = of_specs(&to.join("spec"))?;
    let manifest = with_services(&format!("{before}{after}"), &services)
        .ok_or("Cargo.toml has no `# <services>` list")?;
    write(&to.join("Cargo.toml"), &manifest)?;
    Ok(to)
}

/// Copies a file, or what is below a folder. What says the same already stays as old as it is.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let told = |error| format!("{}: {error}", from.display());
    if !from.is_dir() {
        let there = fs::read(from).map_err(told)?;
        if fs::read(to).is_ok_and(|it| it == there) {
            return Ok(());
        }
        fs::create_dir_all(to.parent().unwrap_or(to)).map_err(told)?;
        return fs::write(to, there).map_err(|error| format!("{}: {error}", to.display()));
    }
    for entry in fs::read_dir(from).map_err(told)? {
        let name = entry.map_err(told)?.file_name();
        if name != "target" {
            copy(&from.join(&name), &to.join(&name))?;
        }
    }
    Ok(())
}

/// The manifest of `rivals/consumer`, for a package that stands alone.
fn manifest_of_sdk(package: &Path) -> Result<String, String> {
    let workspace = text(&package.join("Cargo.toml"))?;
    let own = text(&package.join("consumer/Cargo.toml"))?;
    let table = workspace
        .split_once("[workspace.dependencies]")
        .and_then(|(_, rest)| rest.split_once("\n["))
        .map(|(table, _)| table)
        .ok_or("rivals/Cargo.toml pins nothing")?;
    Ok(format!("{own}\n[workspace]\n\n[workspace.dependencies]{table}\n"))
}

/// The program without an async runtime.
fn blocking(program: &str) -> String {
    program
        .replace("#[tokio::main(flavor = \"current_thread\")]\nasync fn", "fn")
        .replace(".await?", ".wait()?")
}

/// Begins with the releases of that lock file, and fetches what is missing.
fn locked_as(user: &Path, lock: &Path) -> Result<(), String> {
    copy(lock, &user.join("Cargo.lock"))?;
    run_cargo(user, &["fetch"])
}

fn compiled(user: &Path) -> Result<Compiled, String> {
    let target = user.join("target");
    let mut costs = Vec::new();
    for with in ["check", "build"] {
        if target.exists() {
            fs::remove_dir_all(&target).map_err(|e| format!("{}: {e}", target.display()))?;
        }
        let mut command = cargo(user);
        command.args([with, "--quiet", "--locked"]).stderr(Stdio::inherit());
        let before = tool::cpu_of_children();
        let (status, cost) = tool::measure(&mut command)?;
        if !status.success() {
            return Err(format!("cargo {with} failed in {}", user.display()));
        }
        let cpu = tool::cpu_of_children().saturating_sub(before);
        costs.push(Taken { wall: cost.wall, cpu, peak: cost.peak.unwrap_or(0) });
    }
    let [check, build] = costs[..] else { return Err("nothing was compiled".into()) };
    let disk = files::size_below(&target)?;
    // The next one is to have the room.
    fs::remove_dir_all(&target).map_err(|e| format!("{}: {e}", target.display()))?;
    Ok(Compiled { crates: crates(user)?, check, build, disk })
}

/// How many crates are compiled beside the program, for whatever reason.
fn crates(user: &Path) -> Result<usize, String> {
    let mut command = cargo(user);
    command.args(["tree", "--quiet", "--edges", "normal,build", "--prefix", "none", "--no-dedupe"]);
    let output = command.output().map_err(|e| format!("cargo: {e}"))?;
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let names: std::collections::BTreeSet<&str> = lines
        .lines()
        .filter_map(|line| line.split(" (").next())
        .filter(|it| !it.is_empty())
        .collect();
    Ok(names.len().saturating_sub(1))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}
