use std::path::PathBuf;

use super::*;
use crate::diff::tests::spec;
use crate::diff::{EXAMPLE, FailOn, Report, Settings, Version};

fn version(text: &str) -> Version {
    Version {
        spec: spec(text),
        path: PathBuf::from("spec/aws/library.yaml"),
        text: text.to_owned(),
    }
}

fn report(new: &str, settings: &str) -> Report {
    let settings = Settings::read(settings, "diff.yaml".as_ref()).unwrap();
    let report = Report::of(&[version(EXAMPLE)], &[version(new)], &settings);
    Report { old: "v1".into(), new: "v2".into(), date: Some("2025-06-01".into()), ..report }
}

/// Holds a text against a committed one; `UPDATE_FIXTURES=1` writes it anew.
fn golden(name: &str, shown: &str) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/render/goldens");
    let path = std::path::Path::new(folder).join(name);
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(&path, shown).unwrap();
    }
    assert_eq!(shown, std::fs::read_to_string(&path).unwrap());
}

/// A new version with something of everything.
fn newer() -> String {
    [
        ("      author: {type: string}\n", ""),
        ("  Ping:\n    method: ping\n", "  Pong:\n    method: pong\n"),
        ("      since: {type: string}\n", "      since: {type: string, required: true}\n"),
        ("Gets a book.", "Gets one book."),
        ("values: [pdf, text]", "values: [pdf, text, 'a`b<c>|*d*']"),
        ("delay: 5,", "delay: 7,"),
        ("name: json-1.0", "name: json-1.1"),
        ("'[a-z]+'", "'[a-z]*'"),
    ]
    .iter()
    .fold(EXAMPLE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from));
        text.replace(from, to)
    })
}

const SETTINGS: &str = "format: 1\n";

#[test]
fn text_shows_what_changed() {
    let shown = text(&report(&newer(), SETTINGS), TextOptions::default());
    golden("report.txt", &shown);
    let verbose = TextOptions { verbose: true, color: true };
    let shown = text(&report(&newer(), SETTINGS), verbose);
    assert!(shown.contains("\x1b[31ma \x1b[0m\x1b[32mone \x1b[0m"), "{shown}");
    let plain = text(&report(&newer(), SETTINGS), TextOptions { color: false, ..verbose });
    assert!(plain.contains("Gets [-a -]{+one +}book."), "{plain}");
    let none = text(&report(EXAMPLE, SETTINGS), TextOptions::default());
    assert_eq!(none, "Nothing changed.\n");
}

#[test]
fn a_text_does_not_steer_the_terminal() {
    let new =
        EXAMPLE.replace("author: {type: string}", "author: {type: string, default: \"\\e[2J\"}");
    let old = spec(EXAMPLE);
    // The reader refuses such a text, so it can only come from elsewhere.
    let mut spec = old.clone();
    spec.title = Some("\u{1b}[2Jx".into());
    let evil = Version { spec, path: "x.yaml".into(), text: new };
    let report = Report::of(&[version(EXAMPLE)], &[evil], &Settings::default());
    let options = TextOptions { verbose: true, color: false };
    assert!(!text(&report, options).contains('\u{1b}'));
    assert!(!markdown(&report).contains('\u{1b}'));
    assert!(!html(&report).contains('\u{1b}'));
}

#[test]
fn markdown_shows_what_changed() {
    let shown = markdown(&report(&newer(), SETTINGS));
    golden("report.md", &shown);
}

#[test]
fn annotations_name_the_lines() {
    let shown = github(&report(&newer(), SETTINGS));
    golden("report.github", &shown);
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(JSON_SCHEMA).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let accepted = "format: 1\naccepted:\n  c391d7d2ef6667a5: {reason: r}\n";
    let gone = EXAMPLE.replace("values: [de, en]", "values: [de]");
    for (new, settings) in
        [(newer().as_str(), SETTINGS), (EXAMPLE, SETTINGS), (gone.as_str(), accepted)]
    {
        let value: serde_json::Value = serde_json::from_str(&json(&report(new, settings))).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|it| it.to_string()).collect();
        assert_eq!(errors, [""; 0]);
    }
    let both = Report::of(&[version(EXAMPLE)], &[], &Settings::default());
    let value: serde_json::Value = serde_json::from_str(&json(&both)).unwrap();
    assert!(validator.is_valid(&value));
}

#[test]
fn the_page_holds_every_change_and_nothing_from_outside() {
    let report = report(&newer(), SETTINGS);
    let page = html(&report);
    for (_, change) in report.changes() {
        assert!(page.contains(&format!("id=\"{}\"", change.fingerprint)));
    }
    assert!(page.contains("a`b&lt;c&gt;|*d*") && !page.contains("b<c>"));
    for outside in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn a_report_fails_on_what_it_is_told_to() {
    let fails = |new: &str, settings: &str| {
        let report = report(new, settings);
        FailOn::ALL.map(|on| report.fails(on))
    };
    assert_eq!(fails(EXAMPLE, SETTINGS), [false; 4]);
    assert_eq!(fails(&newer(), SETTINGS), [true, true, true, false]);
    let rust = EXAMPLE.replace("values: [de, en]", "values: [de]");
    assert_eq!(fails(&rust, SETTINGS), [false, true, true, false]);
    let accepted = "format: 1\naccepted:\n  c391d7d2ef6667a5: {reason: r}\n";
    assert_eq!(fails(&rust, accepted), [false; 4]);
    let said = EXAMPLE.replace("Gets a book.", "Gets one book.");
    assert_eq!(fails(&said, SETTINGS), [false, false, true, false]);
    let ignored =
        "format: 1\nrules:\n  operation-documentation-changed: {ignore: true, reason: r}\n";
    assert_eq!(fails(&said, ignored), [false; 4]);
}

#[test]
fn services_come_and_go() {
    let gone = Report::of(&[version(EXAMPLE)], &[], &Settings::default());
    assert!(gone.fails(FailOn::Breaking));
    let shown = text(&gone, TextOptions::default());
    assert!(shown.starts_with("aws/library Library (gone)\n"), "{shown}");
    let new = Report::of(&[], &[version(EXAMPLE)], &Settings::default());
    assert!(!new.fails(FailOn::Rust));
    let shown = markdown(&new);
    assert!(shown.contains("new service, 4 new api methods"), "{shown}");
}

#[test]
fn the_page_of_rules_is_current() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff-rules.md");
    let written = rules_markdown();
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    // The page is not part of the package on crates.io.
    if let Ok(committed) = std::fs::read_to_string(&path) {
        assert!(committed == written, "run the test again with UPDATE_FIXTURES=1");
    }
    assert!(rules_text().lines().count() > 70);
}
