//! `cargo proof witnesses`: the verdicts on Rust code, held against the compiler.

mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use doc_bindgen::diff::{EXAMPLE, RULES, Rule, Verdict};
use doc_bindgen::{emit, spec};
use serde::Deserialize;

use self::table::{BREAKS, USER};
use xtask::{Outcome, tool};

/// Emits both versions of the example of every rule, and compiles code that uses them. What
/// compiled against the old version must compile against the new one where the rule says that it is
/// safe, and where it says that it breaks, its witness must not, with the error that is expected.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where the crates are made.
    #[arg(long, default_value = "target/witnesses")]
    out: PathBuf,
}

/// A use of one version of the library.
struct Use<'a> {
    /// The module it becomes.
    module: String,
    /// The module of the version that it uses.
    version: String,
    code: &'a str,
    /// The error that it ends with, among others that follow from it.
    error: Option<&'a str>,
    rule: &'a str,
}

pub fn run(arguments: &Arguments) -> Outcome {
    complete()?;
    let versions: BTreeMap<String, String> = RULES
        .iter()
        .flat_map(|rule| {
            let (old, new) = versions(rule);
            [(module(rule, "old"), old), (module(rule, "new"), new)]
        })
        .collect();
    fs::create_dir_all(&arguments.out).map_err(|e| format!("{}: {e}", arguments.out.display()))?;
    let out = arguments.out.canonicalize().map_err(|e| e.to_string())?;
    write_versions(&out.join("versions"), &versions)?;
    let uses = uses();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut left: Vec<&Use<'_>> = uses.iter().collect();
    // The compiler stops at the first sort of error that it finds anywhere, so those that have
    // their errors are taken away until no more are found.
    let mut runs = 0;
    loop {
        write_uses(&out.join("uses"), &left)?;
        let errors = check(&out)?;
        runs += 1;
        if errors.is_empty() {
            break;
        }
        left.retain(|it| !errors.contains_key(&it.module));
        found.extend(errors);
    }
    let mut wrong = 0;
    for it in &uses {
        let errors = found.get(&it.module).cloned().unwrap_or_default();
        let holds = match it.error {
            Some(expected) => errors.contains(expected),
            None => errors.is_empty(),
        };
        if !holds {
            wrong += 1;
            println!("{}: {} ends with {errors:?}, not {:?}", it.rule, it.module, it.error);
        }
    }
    let breaking = uses.iter().filter(|it| it.error.is_some()).count();
    println!(
        "{} rules: {} uses compile, {breaking} break as they should, in {runs} runs; {wrong} do \
         otherwise",
        RULES.len(),
        uses.len() - breaking
    );
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Every rule that breaks code has a witness, and no other has.
fn complete() -> Result<(), String> {
    for rule in RULES {
        let witnesses = BREAKS.iter().filter(|(id, _, _)| *id == rule.id).count();
        let expected = usize::from(rule.rust == Verdict::Breaks);
        if witnesses != expected {
            return Err(format!("{}: {witnesses} witnesses, not {expected}", rule.id));
        }
    }
    match BREAKS.iter().find(|(id, _, _)| RULES.iter().all(|rule| rule.id != *id)) {
        Some((id, _, _)) => Err(format!("{id} is no rule")),
        None => Ok(()),
    }
}

fn uses() -> Vec<Use<'static>> {
    let mut uses = Vec::new();
    for rule in RULES {
        let mut one = |what: &str, side: &str, code, error| {
            let (module, version) = (module(rule, what), module(rule, side));
            uses.push(Use { module, version, code, error, rule: rule.id });
        };
        match BREAKS.iter().find(|(id, _, _)| *id == rule.id) {
            Some((_, error, code)) => {
                one("before", "old", *code, None);
                one("after", "new", *code, Some(*error));
            }
            None => {
                one("before", "old", USER, None);
                one("after", "new", USER, None);
            }
        }
    }
    uses
}

fn module(rule: &Rule, what: &str) -> String {
    format!("{}_{what}", rule.id.replace('-', "_"))
}

/// The two versions of a rule's example; a service that is not there is empty.
fn versions(rule: &Rule) -> (String, String) {
    match rule.id {
        "service-removed" => (EXAMPLE.to_owned(), String::new()),
        _ => rule.versions().unwrap_or_else(|| (EXAMPLE.to_owned(), EXAMPLE.to_owned())),
    }
}

/// A crate with a module for each version.
fn write_versions(package: &Path, versions: &BTreeMap<String, String>) -> Result<(), String> {
    let runtime = Path::new("runtime").canonicalize().map_err(|e| format!("runtime: {e}"))?;
    let dependency =
        format!("doc-bindgen-runtime = {{ path = {:?} }}\n", runtime.display().to_string());
    manifest(package, "versions", &dependency)?;
    let mut root = String::from("#![allow(warnings)]\n");
    for (module, text) in versions {
        if text.is_empty() {
            let _ = writeln!(root, "pub mod {module} {{}}");
            continue;
        }
        let spec = spec::read(text, Path::new("library.yaml"))
            .map_err(|errors| format!("{module}: {}", errors[0]))?;
        let _ = writeln!(
            root,
            "pub mod {module} {{ pub use self::library::*;\n{}}}",
            emit::to_source(&spec)
        );
    }
    write(&package.join("src/lib.rs"), &root)
}

/// A crate with a module for each use, a file each, so that errors tell whose they are.
fn write_uses(package: &Path, uses: &[&Use<'_>]) -> Result<(), String> {
    let runtime = Path::new("runtime").canonicalize().map_err(|e| format!("runtime: {e}"))?;
    let dependencies = format!(
        "doc-bindgen-runtime = {{ path = {:?} }}\nversions = {{ path = \"../versions\" }}\n",
        runtime.display().to_string()
    );
    manifest(package, "uses", &dependencies)?;
    let mut root = String::from("#![allow(warnings)]\n");
    for it in uses {
        let _ = writeln!(root, "mod {};", it.module);
        let text = format!(
            "use doc_bindgen_runtime as rt;\nuse versions::{} as api;\n\n{}\n",
            it.version, it.code
        );
        write(&package.join(format!("src/{}.rs", it.module)), &text)?;
    }
    write(&package.join("src/lib.rs"), &root)
}

fn manifest(package: &Path, name: &str, dependencies: &str) -> Result<(), String> {
    let text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\n{dependencies}"
    );
    let source = package.join("src");
    fs::create_dir_all(&source).map_err(|e| format!("{}: {e}", source.display()))?;
    write(&package.join("Cargo.toml"), &text)
}

/// Writes a file unless it says that already, so that what did not change is not compiled again.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// The errors of each module of the uses, by their codes.
fn check(out: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, String> {
    #[derive(Deserialize)]
    struct CompilerLine {
        message: Option<Message>,
    }
    #[derive(Deserialize)]
    struct Message {
        level: String,
        code: Option<Code>,
        #[serde(default)]
        spans: Vec<Span>,
        #[serde(default)]
        rendered: Option<String>,
    }
    #[derive(Deserialize)]
    struct Code {
        code: String,
    }
    #[derive(Deserialize)]
    struct Span {
        file_name: String,
        is_primary: bool,
    }
    let output = tool::cargo()
        .args(["check", "--quiet", "--message-format", "json", "--manifest-path"])
        .arg(out.join("uses").join("Cargo.toml"))
        .arg("--target-dir")
        .arg(out.join("target"))
        .output()
        .map_err(|e| format!("cargo: {e}"))?;
    let mut errors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(CompilerLine { message: Some(message) }) = serde_json::from_str(line) else {
            continue;
        };
        if message.level != "error" {
            continue;
        }
        let Some(span) = message.spans.iter().find(|span| span.is_primary) else { continue };
        let module = Path::new(&span.file_name).file_stem().and_then(|it| it.to_str());
        let Some(module) = module.filter(|_| !span.file_name.contains("versions")) else {
            return Err(message.rendered.unwrap_or_default());
        };
        let code = message.code.map_or_else(String::new, |code| code.code);
        errors.entry(module.to_owned()).or_default().insert(code);
    }
    if errors.is_empty() && !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    Ok(errors)
}
