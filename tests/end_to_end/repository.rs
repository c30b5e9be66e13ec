//! A scratch repository of git, with specs that change from commit to commit.

use std::process::Command;

use super::{Folder, Ran};

pub struct Repository {
    pub folder: Folder,
}

impl Repository {
    /// An empty one; `None` where there is no git.
    pub fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            eprintln!("skipped: there is no git");
            return None;
        }
        let repository = Repository { folder: Folder::new() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        Some(repository)
    }

    /// Runs git here, whatever its user has set.
    pub fn git(&self, arguments: &[&str]) -> String {
        let ran = Ran::of(self.command("git").args(arguments).output().unwrap()).ends(0);
        ran.out.trim().to_owned()
    }

    /// A program that is run here.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.folder.0).env("XDG_CACHE_HOME", self.folder.path("cache"));
        for (key, value) in [
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_SYSTEM", "/dev/null"),
            ("GIT_AUTHOR_NAME", "Reviewer"),
            ("GIT_AUTHOR_EMAIL", "reviewer@example.com"),
            ("GIT_AUTHOR_DATE", "2026-02-03T04:05:06Z"),
            ("GIT_COMMITTER_NAME", "Reviewer"),
            ("GIT_COMMITTER_EMAIL", "reviewer@example.com"),
            ("GIT_COMMITTER_DATE", "2026-02-03T04:05:06Z"),
        ] {
            command.env(key, value);
        }
        command
    }

    /// The command itself, run here.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command(env!("CARGO_BIN_EXE_doc-bindgen"));
        Ran::of(command.args(arguments).output().unwrap())
    }

    /// Commits all that is here; gives the short hash.
    pub fn commit(&self, subject: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", subject]);
        self.git(&["rev-parse", "--short", "HEAD"])
    }
}
