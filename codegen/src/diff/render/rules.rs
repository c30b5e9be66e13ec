//! The table of rules, for people.

use std::fmt::Write as _;

use crate::diff::rules::RULES;

/// The table of rules for a terminal.
pub fn rules_text() -> String {
    let width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut out = format!("{:width$}  direction  wire    rust    what is told\n", "rule");
    for rule in RULES {
        let _ = writeln!(
            out,
            "{:width$}  {:9}  {:6}  {:6}  {}",
            rule.id,
            rule.direction.as_str(),
            rule.wire.as_str(),
            rule.rust.as_str(),
            plain(rule.sentence)
        );
    }
    out
}

/// The table of rules as the project documents it.
pub fn rules_markdown() -> String {
    let mut out = String::from(
        "# What `doc-bindgen diff` tells\n\n\
         One row a rule. *wire*: whether an existing caller's request, or an existing reader of\n\
         responses, breaks. *Rust*: whether code that compiled against the old crate stops compiling.\n\
         A change to something that goes both ways is told under the worse rule. The examples are\n\
         lines of a spec and what takes their place; the tests hold every row against its example.\n\n\
         This page is written by `doc-bindgen rules --markdown`.\n\n\
         | rule | kind | action | direction | wire | Rust | what is told | example |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let cell = |text: &str| {
            let lines: Vec<String> = text
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(|line| format!("`{}`", line.replace('|', "\\|")))
                .collect();
            lines.join("<br>")
        };
        let example = rule.example.iter().map(|(from, to)| {
            let (from, to) = (cell(from), cell(to));
            if to.is_empty() { format!("{from} → gone") } else { format!("{from} → {to}") }
        });
        let example = example.collect::<Vec<_>>().join("<br>and ");
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} | {} | {example} |",
            rule.id,
            rule.kind.as_str(),
            rule.action.as_str(),
            rule.direction.as_str(),
            rule.wire,
            rule.rust,
            plain(rule.sentence)
        );
    }
    out
}

fn plain(sentence: &str) -> String {
    sentence.replace("{}", "…").replace("{old}", "*old*").replace("{new}", "*new*")
}
