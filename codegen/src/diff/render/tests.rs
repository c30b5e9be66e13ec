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
    assert!(!markdown(&report, MarkdownOptions::default()).contains('\u{1b}'));
    assert!(!html(&report).contains('\u{1b}'));
}

#[test]
fn markdown_shows_what_changed() {
    let shown = markdown(&report(&newer(), SETTINGS), MarkdownOptions::default());
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
fn a_large_page_is_the_same_in_pieces() {
    let report = much();
    let whole = super::html::page(&report, usize::MAX);
    assert!(!whole.contains("<noscript class") && !whole.contains("class=\"blocked\""));
    for at_once in [0, 1, 30, 70] {
        let page = super::html::page(&report, at_once);
        let mut pieces = page.split("<noscript class=\"").skip(1);
        assert!(pieces.clone().count() >= 2, "{at_once}");
        // A piece ends at the first end that there is.
        assert!(pieces.all(|piece| piece.matches("</noscript>").count() == 1));
        let mut plain = page.clone();
        for kind in ["later", "texts"] {
            assert!(page.contains(&format!("<noscript class=\"{kind}\">")), "{kind}, {at_once}");
            plain = plain.replace(&format!("<noscript class=\"{kind}\">"), "");
        }
        let start = plain.find("<p class=\"blocked\">").unwrap();
        let end = start + plain[start..].find('\n').unwrap() + 1;
        plain.replace_range(start..end, "");
        let (style, rest) = plain.split_once("</noscript>").unwrap();
        assert_eq!(format!("{style}</noscript>{}", rest.replace("</noscript>\n", "")), whole);
    }
}

#[test]
fn a_report_fails_on_what_it_is_told_to() {
    let fails = |new: &str, settings: &str| {
        let report = report(new, settings);
        let choices = [FailOn::Breaking, FailOn::Rust, FailOn::Any, FailOn::Never];
        choices.map(|on| report.fails(on))
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
    assert!(shown.starts_with("aws/library Library: gone\n"), "{shown}");
    let new = Report::of(&[], &[version(EXAMPLE)], &Settings::default());
    assert!(!new.fails(FailOn::Rust));
    let shown = markdown(&new, MarkdownOptions::default());
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

/// A version in which much changed.
fn much() -> Report {
    let mut old = EXAMPLE.to_owned();
    let mut new = EXAMPLE.to_owned();
    for index in 0..60 {
        let member =
            format!("      member{index}: {{type: string, documentation: Said {index}.}}\n");
        old = old.replace("      title:", &format!("{member}      title:"));
        if index % 3 > 0 {
            let said = member.replace("Said", "Said otherwise");
            new = new.replace("      title:", &format!("{said}      title:"));
        }
        let added = format!("      added{index}: {{type: Shelf}}\n");
        new = new.replace("      total:", &format!("{added}      total:"));
    }
    let shelf =
        "  Shelf: {type: structure, members: {kind: {type: string}, wood: {type: string}}}\n";
    let new = new.replace("  WatchRequest:", &format!("{shelf}  WatchRequest:"));
    let mut report = Report::of(&[version(&old)], &[version(&new)], &Settings::default());
    report.new = "v2".into();
    report
}

#[test]
fn a_comment_keeps_to_its_limit_with_what_breaks_first() {
    let report = much();
    let whole = markdown(&report, MarkdownOptions::default());
    let breaking = whole.matches("🔴 🔴").count();
    assert_eq!(breaking, 20);
    let link = Some("https://ci.example/report.html");
    for max in (0..whole.len() + 2000).step_by(97) {
        let shown = markdown(&report, MarkdownOptions { max_bytes: Some(max), link });
        assert!(shown.len() <= max, "{} in {max}", shown.len());
        let opened = shown.matches("<details>").count();
        assert_eq!(opened, shown.matches("</details>").count(), "{shown}");
        // Nothing is written before all that breaks is.
        if shown.contains("### New") {
            assert_eq!(shown.matches("🔴 🔴").count(), breaking, "{shown}");
        }
        if shown.contains("no room here") {
            assert!(
                shown.contains("[The whole report](https://ci.example/report.html)"),
                "{shown}"
            );
        }
    }
    let some = markdown(&report, MarkdownOptions { max_bytes: Some(6000), link: None });
    assert!(some.contains("more changes have no room here"), "{some}");
    let all = markdown(&report, MarkdownOptions { max_bytes: Some(1 << 20), link: None });
    assert_eq!(all, whole);
}

#[test]
fn at_most_ten_annotations_of_a_level() {
    let shown = github(&much());
    for level in ["::error", "::warning", "::notice"] {
        assert!(shown.lines().filter(|line| line.starts_with(level)).count() <= 10, "{shown}");
    }
    assert!(
        shown.contains("::error title=doc-bindgen diff::11 more changes of this level"),
        "{shown}"
    );
    assert!(shown.contains("::notice title=doc-bindgen diff::51 more"), "{shown}");
    assert!(!github(&report(&newer(), SETTINGS)).contains("more change"));
}

#[test]
fn equal_changes_are_one_line() {
    let new = EXAMPLE
        .replace("method: ping", "method: ping\n    errors: [Lost]")
        .replace("method: watch", "method: watch\n    errors: [Lost]");
    let shown = text(&report(&new, SETTINGS), TextOptions::default());
    assert!(shown.contains("2 operations can fail with `Lost` now: `Ping`, `Watch`"), "{shown}");
    let new = EXAMPLE.replace("by: {type: string}", "by: {type: string, length: {max: 3}}");
    let verbose = TextOptions { verbose: true, color: false };
    let shown = text(&report(&new, SETTINGS), verbose);
    assert!(
        shown.contains(
            "it is stated now what `Given.by` holds: `length at most 3`, and the same of `Lent.by`"
        ),
        "{shown}"
    );
    let quiet = text(&report(&new, SETTINGS), TextOptions::default());
    assert!(
        quiet.contains("Not shown: 2 facts stated now or no longer. -v (--verbose) shows it."),
        "{quiet}"
    );
}

#[test]
fn a_report_is_narrowed() {
    use crate::diff::Only;
    let shown = |only: Option<Only>, services: &[&str], operations: &[&str]| -> Vec<&'static str> {
        let strings = |list: &[&str]| list.iter().map(|it| it.to_string()).collect::<Vec<_>>();
        let mut report = report(&newer(), SETTINGS);
        report.narrow(only, &strings(services), &strings(operations));
        report.changes().map(|(_, change)| change.rule.id).collect()
    };
    let all = shown(None, &[], &[]).len();
    assert!(all > 8);
    assert_eq!(shown(None, &["aws/library"], &[]).len(), all);
    assert_eq!(shown(None, &["library"], &[]).len(), all);
    assert_eq!(shown(None, &["huaweicloud/library"], &[]), [""; 0]);
    assert_eq!(
        shown(Some(Only::Rust), &[], &[]),
        ["operation-removed", "response-member-removed", "request-member-became-required"]
    );
    assert!(shown(Some(Only::Wire), &[], &[]).contains(&"pattern-changed"));
    let mut none = report(&newer(), SETTINGS);
    none.narrow(None, &["archive".to_owned()], &[]);
    let said = format!("Nothing of that changed; {all} other changes were not asked for.\n");
    assert_eq!(text(&none, TextOptions::default()), said);
    assert!(markdown(&none, MarkdownOptions::default()).ends_with(&said));
    assert!(html(&none).contains(said.trim()));
    assert_eq!(shown(Some(Only::Breaking), &[], &["ping"]), ["operation-removed"]);
    assert_eq!(
        shown(Some(Only::Breaking), &[], &["ListBooks"]),
        ["response-member-removed", "request-member-became-required"]
    );
}

#[test]
fn several_services_are_summed_up_at_the_top() {
    let other = |text: &str| version(&text.replace("service: library", "service: archive"));
    let old = [version(EXAMPLE), other(EXAMPLE)];
    let new =
        [version(&newer()), other(&EXAMPLE.replace("values: [de, en]", "values: [de, en, fr]"))];
    let report = Report::of(&old, &new, &Settings::default());
    let shown = text(&report, TextOptions::default());
    assert!(
        shown.starts_with(
            "2 services changed: 1 breaks callers, 1 breaks Rust code\n  aws/library  "
        ),
        "{shown}"
    );
    assert!(shown.contains("\n  aws/archive  "), "{shown}");
    // What breaks stands before what is new, whichever service it is of.
    let place = |what: &str| shown.find(what).unwrap();
    assert!(place("Breaks callers (4)") < place("New ("), "{shown}");
}
