//! The message of a commit: what a person would write who has read the report.

use crate::diff::{Report, ServiceReport};

/// By which a branch that was made here is known.
pub const TRAILER: &str = "Updated-by: doc-bindgen update";

/// The longest first line.
const LONGEST: usize = 72;

/// Operations of a kind that are named.
const NAMED: usize = 12;

/// The message for what changed in these services: a summary first, then what breaks, then what is
/// new and what is updated.
pub fn message(report: &Report) -> String {
    let mut out = match report.services.as_slice() {
        [] => "Follow the documentation; no API changed".to_owned(),
        [one] => title(one),
        services => {
            let mut names: Vec<&str> = services.iter().map(|it| it.service.as_str()).collect();
            names.sort_unstable();
            let all = format!("Follow the documentation of {}", names.join(", "));
            match all.len() <= LONGEST {
                true => all,
                false => format!("Follow the documentation of {} services", names.len()),
            }
        }
    };
    out.push_str("\n\n");
    for service in &report.services {
        body(service, report.services.len() > 1, &mut out);
    }
    out.push_str(TRAILER);
    out.push('\n');
    out
}

/// `sqs: 1 new and 2 updated operations`, and that callers break where they do.
fn title(service: &ServiceReport) -> String {
    let name = &service.service;
    let counts = service.counts();
    if service.presence == crate::diff::Presence::New {
        return format!("Add {name}: {} operations", counts.new_operations);
    }
    let mut parts = Vec::new();
    for (count, word) in [
        (counts.new_operations, "new"),
        (counts.updated_operations, "updated"),
        (counts.gone_operations, "removed"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    let many = counts.new_operations + counts.updated_operations + counts.gone_operations;
    let operations = if many == 1 { "operation" } else { "operations" };
    let what = match parts.is_empty() {
        true => "words of the documentation".to_owned(),
        false => format!("{} {operations}", and(&parts)),
    };
    let breaks = if counts.wire_breaks > 0 { "; callers break" } else { "" };
    let title = format!("{name}: {what}{breaks}");
    title.chars().take(LONGEST).collect()
}

fn body(service: &ServiceReport, titled: bool, out: &mut String) {
    let counts = service.counts();
    if titled {
        out.push_str(&format!("{}: {}\n", service.service, counts.words()));
    } else {
        out.push_str(&format!("{}: {}.\n", service.title, counts.words()));
    }
    let breaking = service
        .changes
        .iter()
        .filter(|told| told.accepted.is_none() && told.change.wire == crate::diff::Verdict::Breaks);
    let breaking: Vec<String> = breaking.map(|told| told.change.sentence()).collect();
    for sentence in breaking.iter().take(NAMED) {
        out.push_str(&format!("- breaks callers: {sentence}\n"));
    }
    if breaking.len() > NAMED {
        out.push_str(&format!("- and {} more that break callers\n", breaking.len() - NAMED));
    }
    let new: Vec<&str> = service.new_operations.iter().map(String::as_str).collect();
    let updated = service.updated_operations().into_iter().map(|name| service.method_of(name));
    named("new", &new, out);
    named("updated", &updated.collect::<Vec<_>>(), out);
    out.push('\n');
}

/// The first of these operations by name.
fn named(word: &str, names: &[&str], out: &mut String) {
    if !names.is_empty() {
        let more = names.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = names[..names.len().min(NAMED)].join(", ");
        out.push_str(&format!("- {word}: {names}{more}\n"));
    }
}

/// `a, b and c`.
fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diff::{RULES, Settings, Version};

    #[test]
    fn operations_that_are_new_or_updated_are_named() {
        let message = |id: &str| {
            let rule = RULES.iter().find(|rule| rule.id == id).unwrap();
            let (old, new) = rule.versions().unwrap();
            let version = |text: String| {
                let path = Path::new("library.yaml");
                let spec = crate::spec::read(&text, path).unwrap();
                [Version { spec, path: path.to_owned(), text }]
            };
            message(&Report::of(&version(old), &version(new), &Settings::default()))
        };
        let told = message("request-member-added");
        assert!(told.starts_with("library: 1 updated operation\n\n"), "{told}");
        assert!(told.contains("\n- updated: list_books\n\nUpdated-by: "), "{told}");
        let told = message("operation-added");
        assert!(told.contains("\n- new: ") && !told.contains("- updated: "), "{told}");
    }

    #[test]
    fn of_many_operations_some_are_named() {
        let names: Vec<String> = (0..20).map(|at| format!("op{at}")).collect();
        let mut out = String::new();
        named("new", &names.iter().map(String::as_str).collect::<Vec<_>>(), &mut out);
        assert!(out.ends_with(", op11 and 8 more\n"), "{out}");
        out.clear();
        named("new", &[], &mut out);
        assert_eq!(out, "");
    }
}
