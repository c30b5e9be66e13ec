//! Git, run as a guest of repositories that others wrote: how they may be reached, which settings count,
//! how much and how long.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How repositories may be reached. `ext::` and the like run programs that an address names.
const WAYS: [&str; 4] = ["https", "http", "ssh", "file"];

/// What a run may leave in its folder.
const LARGEST: u64 = 1 << 30;

/// How long a run may take.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// How much of what git says is kept.
const SAID: u64 = 64 << 10;

/// What of the environment says which repository is meant, as in a hook: here it is always the one in the
/// folder. `git rev-parse --local-env-vars` lists them.
const LOCAL: [&str; 17] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Neither hooks run here nor what tidies up behind one's back; a server that leads elsewhere is not
/// followed, and one that has stopped sending is not waited for.
const SETTINGS: [&str; 7] = [
    "core.hooksPath=/dev/null",
    "core.symlinks=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "http.followRedirects=false",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=60",
];

/// Whose settings count beside [`SETTINGS`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Settings {
    /// Those of the person too: a proxy, keys, another place for an address.
    Own,
    /// Nobody's: what a repository says of its files must start no filter that a person has set up.
    None,
}

/// Whether an address is one of a repository, as a project's file may say it: `https`, `http`, `ssh` or
/// `file`, a host, and a path; with nothing in it that ends up in a lock file and is secret.
pub fn is_repository(address: &str) -> bool {
    let Some((way, rest)) = address.split_once("://") else { return false };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (user, name) =
        host.rsplit_once('@').map_or((None, host), |(user, name)| (Some(user), name));
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~%+:@/".contains(&b);
    // A program that is given a host or a user must not take it for an option.
    let is_word = |word: &str| !word.is_empty() && !word.starts_with('-');
    WAYS.contains(&way)
        && address.len() <= 1000
        && rest.bytes().all(plain)
        && match way {
            "file" => host.is_empty() && path.len() > 1,
            "ssh" => is_word(name) && user.is_none_or(|user| is_word(user) && !user.contains(':')),
            _ => is_word(name) && user.is_none(),
        }
}

/// Runs git in a folder and gives what it wrote. The error is what it said, in a line.
pub(super) fn git(folder: &Path, settings: Settings, arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new("git");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    for name in LOCAL {
        command.env_remove(name);
    }
    if settings == Settings::None {
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    }
    command
        .current_dir(folder)
        .args(arguments)
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_ALLOW_PROTOCOL", WAYS.join(":"))
        .env("LC_ALL", "C");
    run(command, folder, LARGEST, LONGEST)
}

/// Runs a command until it ends, or has taken too long or left too much in a folder.
fn run(
    mut command: Command,
    folder: &Path,
    largest: u64,
    longest: Duration,
) -> Result<String, String> {
    let program = Path::new(command.get_program()).display().to_string();
    let failed = |error: io::Error| format!("{program} cannot be run: {error}");
    let pipes = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().map_err(failed)?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let out = thread::spawn(|| said(out));
    let err = thread::spawn(|| said(err));
    let begin = Instant::now();
    let mut looked = begin;
    let mut pause = Duration::from_millis(1);
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break status;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
        let over = if begin.elapsed() > longest {
            Some(format!("{program} took longer than {} s", longest.as_secs()))
        } else if looked.elapsed() > longest.min(Duration::from_secs(1)) {
            looked = Instant::now();
            (size(folder) > largest).then(|| format!("there are more than {} MB", largest >> 20))
        } else {
            None
        };
        if let Some(over) = over {
            // One that has just ended cannot be ended.
            let _ = child.kill();
            let _ = child.wait();
            return Err(over);
        }
    };
    let out = out.join().unwrap_or_default();
    if status.success() {
        return Ok(out);
    }
    Err(why(&err.join().unwrap_or_default(), &program))
}

/// The line that says best why git failed, without what a terminal would take for orders.
fn why(said: &str, program: &str) -> String {
    let own = |line: &&str| !line.trim().is_empty() && !line.starts_with("remote:");
    let line = said.lines().find(own).or_else(|| said.lines().next());
    let line = line.map_or_else(|| format!("{program} failed"), |line| line.trim().to_owned());
    line.chars().filter(|c| !c.is_control()).take(300).collect()
}

/// The beginning of what a pipe has; the rest of it is read and left.
fn said(pipe: Option<impl Read>) -> String {
    let Some(mut pipe) = pipe else { return String::new() };
    let mut said = Vec::new();
    // What cannot be read was not said.
    let _ = pipe.by_ref().take(SAID).read_to_end(&mut said);
    let _ = io::copy(&mut pipe, &mut io::sink());
    String::from_utf8_lossy(&said).into_owned()
}

/// The bytes of all files below a folder, as far as they can be seen.
fn size(folder: &Path) -> u64 {
    let mut left = vec![folder.to_owned()];
    let mut size = 0;
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(it) if it.is_dir() => left.push(entry.path()),
                Ok(it) => size += it.len(),
                Err(_) => {}
            }
        }
    }
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repositories_are_reached_in_ways_that_run_nothing() {
        for good in [
            "https://github.com/opentelekomcloud-docs/",
            "http://127.0.0.1:8080/docs",
            "ssh://git@host.example:22/docs/nat",
            "file:///srv/docs",
        ] {
            assert!(is_repository(good), "{good}");
        }
        for bad in [
            "ext::sh -c touch% /tmp/x",
            "ext::sh://x/y",
            "fd::3",
            "git://host/x",
            "--upload-pack=touch x",
            "-oProxyCommand=x",
            "ssh://-oProxyCommand=x/y",
            "ssh://-x@host/y",
            "ssh://git:secret@host/y",
            "https://user:secret@host/y",
            "https:///y",
            "https://host/a b",
            "https://host/a\n",
            "https://host/?x=y",
            "file://host/x",
            "file://",
            "git@host:path",
            "../x",
            "/srv/x",
            "",
        ] {
            assert!(!is_repository(bad), "{bad:?}");
        }
    }

    #[test]
    fn what_a_server_says_orders_no_terminal() {
        let said = "remote: \u{1b}[2J\u{7}all is well\nfatal: it\u{1b}]0;x\u{7} broke\nmore\n";
        assert_eq!(why(said, "git"), "fatal: it]0;x broke");
        assert_eq!(why("remote: no\n", "git"), "remote: no");
        assert_eq!(why("", "git"), "git failed");
        assert_eq!(why(&"x".repeat(1000), "git").len(), 300);
    }

    #[cfg(unix)]
    #[test]
    fn what_takes_too_long_or_leaves_too_much_is_ended() {
        let folder = std::env::temp_dir().join(format!("doc-bindgen-git-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let shell = |script: &str| {
            let mut command = Command::new("sh");
            command.args(["-c", script]).current_dir(&folder);
            command
        };
        let short = Duration::from_millis(200);
        let told = run(shell("exec sleep 60"), &folder, 1 << 20, short);
        assert_eq!(told.unwrap_err(), "sh took longer than 0 s");
        let script = "head -c 2000000 /dev/zero > big; exec sleep 60";
        let told = run(shell(script), &folder, 1 << 20, Duration::from_secs(30));
        assert_eq!(told.unwrap_err(), "there are more than 1 MB");
        // More than is kept of it stops nobody.
        let told =
            run(shell("head -c 1000000 /dev/zero; echo no >&2; exit 3"), &folder, 1 << 30, LONGEST);
        assert_eq!(told.unwrap_err(), "no");
        fs::remove_dir_all(&folder).unwrap();
    }
}
