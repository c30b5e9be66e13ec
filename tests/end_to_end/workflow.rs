//! The workflow that comments on pull requests, its steps run as they stand in a scratch repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_yaml::Value;

use super::Ran;
use super::repository::Repository;

/// What GitHub takes as a comment.
const COMMENT: usize = 65_536;
/// How many annotations of a level it shows.
const ANNOTATIONS: usize = 10;

/// A step of the workflow that runs something.
struct Step {
    run: String,
    env: Vec<(String, String)>,
}

fn steps() -> Option<Vec<(String, Step)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/github/api-changes.yml");
    // The package on crates.io has no examples beside it.
    let text = fs::read_to_string(path).ok()?;
    let workflow: Value = serde_yaml::from_str(&text).unwrap();
    let steps = workflow["jobs"]["diff"]["steps"].as_sequence().unwrap();
    let found = steps.iter().filter_map(|step| {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let env = step["env"].as_mapping().into_iter().flatten();
        let env = env.filter_map(|(key, value)| Some((text(key)?, text(value)?))).collect();
        Some((text(&step["name"])?, Step { run: text(&step["run"])?, env }))
    });
    Some(found.collect())
}

/// What a runner gives to steps, and a `gh` that writes down what it is asked for.
struct Runner {
    repository: Repository,
    steps: Vec<(String, Step)>,
}

impl Runner {
    fn new() -> Option<Self> {
        let (steps, repository) = (steps()?, Repository::new()?);
        if Command::new("bash").arg("--version").output().is_err() {
            eprintln!("skipped: there is no bash");
            return None;
        }
        let folder = &repository.folder;
        folder.write(".gitignore", "/target\n/bin\n/cache\n/runner\n/report.html\n/comment.md\n");
        let gh = "#!/bin/sh\necho \"$*\" >> runner/asked\nif [ \"$2\" = --paginate ]; then cat \
                  runner/comments; fi\n";
        let gh = folder.write("bin/gh", gh);
        let made = folder.path("target/release/doc-bindgen");
        fs::create_dir_all(made.parent().unwrap()).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&gh, fs::Permissions::from_mode(0o755)).unwrap();
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_doc-bindgen"), &made).unwrap();
        }
        for name in ["asked", "comments", "summary", "output"] {
            folder.write(&format!("runner/{name}"), "");
        }
        Some(Runner { repository, steps })
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.repository.folder.path(name)).unwrap()
    }

    /// Runs a step as a runner does.
    fn run(&self, name: &str) -> Ran {
        let step = self.steps.iter().find(|(it, _)| it == name);
        let (_, step) = step.unwrap_or_else(|| panic!("there is no step `{name}`"));
        let path = |name: &str| -> PathBuf { self.repository.folder.path(name) };
        let mut command = self.repository.command("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &step.run]);
        let paths = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{paths}", path("bin").display()));
        command.env("GITHUB_STEP_SUMMARY", path("runner/summary"));
        command.env("GITHUB_OUTPUT", path("runner/output"));
        command.env("GITHUB_REPOSITORY", "owner/project");
        let outputs = self.file("runner/output");
        for (key, value) in &step.env {
            let value = match &**value {
                "origin/${{ github.base_ref }}" => "origin/main".to_owned(),
                "${{ github.token }}" => "none".to_owned(),
                "${{ github.event.pull_request.number }}" => "7".to_owned(),
                "${{ steps.report.outputs.old }}" => {
                    outputs.lines().find_map(|it| it.strip_prefix("old=")).unwrap().to_owned()
                }
                value if value.starts_with("${{ github.server_url }}/") => {
                    "https://example.com/owner/project/actions/runs/1".to_owned()
                }
                other => panic!("`{other}` is nothing that this runner knows"),
            };
            command.env(key, value);
        }
        Ran::of(command.output().unwrap())
    }
}

/// Operations, each of which takes so many members.
const OPERATIONS: usize = 40;
const MEMBERS: usize = 20;

/// A service whose every request has members like this, `{}` being its number.
fn spec(member: &str) -> String {
    let mut text = String::from("format: 1\nprovider: aws\nservice: library\noperations:\n");
    for index in 0..OPERATIONS {
        text.push_str(&format!(
            "  Get{index:02}: {{method: get_{index:02}, input: Get{index:02}Request}}\n"
        ));
    }
    text.push_str("shapes:\n");
    for index in 0..OPERATIONS {
        text.push_str(&format!("  Get{index:02}Request:\n    type: structure\n    members:\n"));
        for place in 0..MEMBERS {
            let number = format!("{index}x{place}");
            text.push_str(&format!("      {}\n", member.replace("{}", &number)));
        }
    }
    text
}

fn annotations(out: &str, level: &str) -> usize {
    out.lines().filter(|line| line.starts_with(&format!("::{level} "))).count()
}

#[test]
fn the_workflow_comments_annotates_and_fails() {
    let Some(runner) = Runner::new() else { return };
    let repository = &runner.repository;
    let (write, path) =
        (|text: &str| repository.folder.write("spec/aws/library.yaml", text), "spec");
    write(&spec("gone{}: {type: string}"));
    repository.commit("Begin");
    // The runner's clone has the base as a branch of its origin.
    repository.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    repository.git(&["checkout", "--quiet", "-b", "change"]);
    write(&spec("came{}: {type: string}\n      gone{}: {type: string}"));
    repository.commit("Read what came");
    write(&spec("came{}: {type: integer, range: {max: 9}}"));
    repository.commit("Read what went");
    assert_eq!(repository.git(&["status", "--porcelain", path]), "");

    runner.run("Write the reports").ends(0);
    let comment = runner.file("comment.md");
    assert!(comment.starts_with("<!-- doc-bindgen: API changes -->\n"));
    assert!(comment.len() <= COMMENT, "{} bytes", comment.len());
    // All of it would not have fitted; what is left out is counted, and where it is is said.
    assert!(comment.len() > COMMENT / 2, "{} bytes", comment.len());
    let run = "https://example.com/owner/project/actions/runs/1";
    assert!(comment.contains("have no room here") && comment.contains(run), "{comment}");
    assert_eq!(runner.file("runner/summary"), comment);
    let page = runner.file("report.html");
    assert!(page.contains("came39x19") && page.contains("gone39x19"), "the page has everything");

    // The first comment, and then the same again.
    runner.run("Comment").ends(0);
    let asked = runner.file("runner/asked");
    assert!(asked.contains("--method POST repos/owner/project/issues/7/comments"), "{asked}");
    repository.folder.write("runner/comments", "42\n");
    runner.run("Comment").ends(0);
    let asked = runner.file("runner/asked");
    assert!(asked.contains("--method PATCH repos/owner/project/issues/comments/42"), "{asked}");

    let annotate = "Annotate the lines, and fail if callers break";
    let ran = runner.run(annotate).ends(1);
    assert!(annotations(&ran.out, "error") > 0, "{}", ran.out);
    for level in ["error", "warning", "notice"] {
        assert!(annotations(&ran.out, level) <= ANNOTATIONS, "{level}: {}", ran.out);
    }

    repository.run(&["diff", "origin/main", "--accept", " "]).ends(2).says("no reason is given");
    // Once what breaks is accepted, nothing fails.
    repository.run(&["diff", "origin/main", "--accept", "announced"]).ends(0);
    repository.commit("Expect it");
    runner.run("Write the reports").ends(0);
    runner.run(annotate).ends(0);
}

#[test]
fn every_step_that_runs_something_is_tried() {
    let Some(steps) = steps() else { return };
    let names: Vec<&str> = steps.iter().map(|(name, _)| &**name).collect();
    assert_eq!(
        names,
        [
            "Build doc-bindgen",
            "Write the reports",
            "Comment",
            "Annotate the lines, and fail if callers break"
        ]
    );
}
