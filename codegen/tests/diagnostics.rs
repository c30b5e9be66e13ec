//! The catalogue of diagnostics, shown: each row by the case of its name in `diagnostics/`, as a
//! user sees it. `BLESS=1 cargo test -p doc-bindgen --test diagnostics` writes what is said now into
//! the cases; `git diff` shows what changed.
//!
//! A case is a text of this form:
//!
//! ```text
//! $ parse pages --out spec                 the command's arguments; of several lines the last counts
//! === pages/list.rst                       a file: all lines up to the next of these
//! === pages/get.rst = services/get.rst     a page of the fixtures, changed:
//! - the lines of it that go
//! + the lines that come in their place
//! === site/robots.txt                      a file of the site that is at {site}; of `(500)` it has this
//! === pages/large.rst, 70000000 bytes      a file of zeros
//! === stderr, status 1                     what is said, written by BLESS=1
//! ```
//!
//! In a file's lines `\xFF` is that byte, and `\x20` at the end of a line keeps a blank there.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use doc_bindgen::diagnostic::rules::catalogue;

/// What a case consists of.
struct Case<'a> {
    commands: Vec<&'a str>,
    /// The head of each file, and its lines.
    files: Vec<(&'a str, Vec<&'a str>)>,
    /// Everything before what is said.
    given: &'a str,
    said: Option<&'a str>,
}

impl<'a> Case<'a> {
    fn of(text: &'a str) -> Self {
        let mut case = Case { commands: Vec::new(), files: Vec::new(), given: text, said: None };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let line = line.trim_end_matches('\n');
            if line.starts_with("=== stderr") {
                (case.given, case.said) = (&text[..start], Some(&text[start..]));
                break;
            } else if let Some(head) = line.strip_prefix("=== ") {
                case.files.push((head, Vec::new()));
            } else if let Some((_, lines)) = case.files.last_mut() {
                lines.push(line);
            } else if let Some(command) = line.strip_prefix("$ ") {
                case.commands.push(command);
            } else {
                assert!(line.is_empty(), "what is {line:?}?");
            }
        }
        case
    }

    /// What the last command says, with how it ends.
    fn run(&self, folder: &Path) -> String {
        for (head, lines) in &self.files {
            let (path, content) = content(head, lines);
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        let is_site = self.files.iter().any(|(head, _)| head.starts_with("site/"));
        let site = is_site.then(|| site(&folder.join("site")));
        if let Some(site) = &site {
            let project = folder.join("doc-bindgen.toml");
            let text = fs::read_to_string(&project).unwrap();
            fs::write(project, text.replace("{site}", site)).unwrap();
        }
        let mut said = String::new();
        for command in &self.commands {
            let output = Command::new(env!("CARGO_BIN_EXE_doc-bindgen"))
                .args(command.split_whitespace())
                .current_dir(folder)
                .env("XDG_CACHE_HOME", folder.join("cache"))
                .output()
                .unwrap();
            let status = output.status.code().unwrap();
            let text = String::from_utf8(output.stderr).unwrap();
            let text = site.iter().fold(text, |text, site| text.replace(site, "{site}"));
            said = format!("=== stderr, status {status}\n{}\n", text.trim_end());
        }
        said
    }
}

/// Serves a folder on this machine until the tests are done; gives its address.
fn site(folder: &Path) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let folder = folder.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let path = first.split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
            let (status, body) = match fs::read_to_string(folder.join(path)) {
                Ok(body) if body.trim() == "(500)" => (500, String::new()),
                Ok(body) => (200, body),
                Err(_) => (404, String::new()),
            };
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} x\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
            );
            drop(stream.write_all(format!("{head}{body}").as_bytes()));
        }
    });
    address
}

fn content<'a>(head: &'a str, lines: &[&str]) -> (&'a str, Vec<u8>) {
    if let Some((path, size)) = head.split_once(", ") {
        let size = size.strip_suffix(" bytes").unwrap().parse().unwrap();
        return (path, vec![0; size]);
    }
    let Some((path, fixture)) = head.split_once(" = ") else {
        return (head, bytes(&lines.iter().map(|line| format!("{line}\n")).collect::<String>()));
    };
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = home.join("tests/fixtures").join(fixture);
    let fixture = if own.is_file() { own } else { home.join("../tests/fixtures").join(fixture) };
    let mut text = fs::read_to_string(&fixture).unwrap();
    for edit in lines.chunk_by(|a, b| !(a.starts_with('+') && b.starts_with('-'))) {
        let side = |sign: &str| -> String {
            let lines = edit.iter().filter_map(|line| line.strip_prefix(sign));
            lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
        };
        let old = side("-");
        if old.is_empty() {
            continue;
        }
        assert_eq!(text.matches(&old).count(), 1, "{fixture:?}: {old}");
        text = text.replacen(&old, &side("+"), 1);
    }
    (path, bytes(&text))
}

fn bytes(text: &str) -> Vec<u8> {
    let mut pieces = text.split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    bytes
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn id(case: &Path) -> &str {
    case.file_stem().unwrap().to_str().unwrap()
}

#[test]
fn each_row_of_the_catalogue_has_a_case() {
    let ids: Vec<&str> = catalogue().map(|rule| rule.id).collect();
    let rows: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(rows.len(), ids.len(), "an id stands twice in {ids:?}");
    let cases = cases();
    let shown: BTreeSet<&str> = cases.iter().map(|case| id(case)).collect();
    assert_eq!(rows.difference(&shown).next(), None, "a row without a case");
    assert_eq!(shown.difference(&rows).next(), None, "a case of no row");
    for rule in catalogue() {
        let begins = rule.help.starts_with(|c: char| !c.is_uppercase());
        assert!(begins && !rule.help.ends_with('.'), "{}: {}", rule.id, rule.help);
    }
}

#[test]
fn each_case_shows_its_row() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for path in cases() {
        let text = fs::read_to_string(&path).unwrap();
        let (case, id) = (Case::of(&text), id(&path));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diagnostics").join(id);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let said = case.run(&folder);
        let severity = catalogue().find(|rule| rule.id == id).unwrap().severity;
        if !said.contains(&format!("{severity}[{id}]")) {
            wrong.push(format!("{id} is not shown, but:\n{said}"));
        } else if bless {
            fs::write(&path, format!("{}{said}", case.given)).unwrap();
        } else if case.said != Some(&*said) {
            wrong.push(format!("{id}: this is said now:\n{said}"));
        }
        let _ = fs::remove_dir_all(&folder);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
