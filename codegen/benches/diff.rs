//! What comparing two specs of 800 operations costs: `cargo bench -p doc-bindgen --bench diff`.
//!
//! The specs are made up: requests and responses of their own, and structures that lead to each
//! other and that many operations share. Something changed in one member of ten.

use std::fmt::Write;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use doc_bindgen::diff::{self, Report, Settings, Version, render};
use doc_bindgen::spec;

const OPERATIONS: usize = 800;
const SHARED: usize = 600;
const MEMBERS: usize = 12;

fn main() {
    let texts = [text(false), text(true)];
    let begin = Instant::now();
    let read = |text: &String| spec::read(text, Path::new("large.yaml")).expect("a valid spec");
    let [old, new] = [read(&texts[0]), read(&texts[1])];
    println!(
        "{:<28} {:>7.3} s, {:.1} MB",
        "both read",
        seconds(begin),
        texts[0].len() as f64 / 5e5
    );
    let begin = Instant::now();
    let changes = diff::diff(&old, &new);
    println!("{:<28} {:>7.3} s, {} changes", "compared", seconds(begin), changes.len());
    let [old, new] = [(old, &texts[0]), (new, &texts[1])].map(|(spec, text)| Version {
        spec,
        path: PathBuf::from("large.yaml"),
        text: text.clone(),
    });
    let begin = Instant::now();
    let report = Report::of(&[old], &[new], &Settings::default());
    println!("{:<28} {:>7.3} s", "compared, with lines", seconds(begin));
    for (name, render) in [
        ("as text", (|report| render::text(report, render::TextOptions::default())) as fn(&_) -> _),
        ("as Markdown", |report| render::markdown(report, render::MarkdownOptions::default())),
        ("as JSON", render::json),
        ("as HTML", render::html),
    ] {
        let begin = Instant::now();
        let bytes = black_box(render(&report)).len();
        println!("{name:<28} {:>7.3} s, {:.1} MB", seconds(begin), bytes as f64 / 1e6);
    }
}

fn seconds(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64()
}

/// One version of the spec.
fn text(is_new: bool) -> String {
    let mut out = String::from("format: 1\nprovider: aws\nservice: large\noperations:\n");
    for at in 0..OPERATIONS {
        let _ = write!(
            out,
            "  Act{at:04}:\n    method: act{at:04}\n    documentation: Acts upon number {at}.\n    \
             input: Act{at:04}Request\n    output: Act{at:04}Response\n"
        );
    }
    out.push_str("shapes:\n");
    for at in 0..OPERATIONS {
        for (end, step) in [("Request", 7), ("Response", 11)] {
            structure(&mut out, &format!("Act{at:04}{end}"), at * step, is_new);
        }
    }
    for at in 0..SHARED {
        structure(&mut out, &format!("Part{at:04}"), at * 13, is_new);
    }
    out
}

fn structure(out: &mut String, name: &str, seed: usize, is_new: bool) {
    let _ = write!(out, "  {name}:\n    type: structure\n    members:\n");
    for member in 0..MEMBERS {
        let chance = seed * 31 + member * 17;
        let ty = match chance % 6 {
            0 => format!("Part{:04}", chance % SHARED),
            1 => format!("list<Part{:04}>", (chance * 3) % SHARED),
            2 => "integer".to_owned(),
            _ => "string".to_owned(),
        };
        let is_changed = is_new && chance.is_multiple_of(10);
        let (name, text) = match (is_changed, chance % 3) {
            (true, 0) => (format!("added{member}"), "What it is."),
            (true, _) => (format!("member{member}"), "What it is, and what it was."),
            (false, _) => (format!("member{member}"), "What it is."),
        };
        let _ = write!(
            out,
            "      {name}:\n        type: {ty}\n        documentation: {text} Number {member}.\n"
        );
    }
}
