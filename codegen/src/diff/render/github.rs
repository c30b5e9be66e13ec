//! A report as annotations of the lines of a pull request on GitHub.

use std::fmt::Write as _;

use crate::diff::report::Report;
use crate::diff::rule::Verdict;

/// One workflow command a change: an error where callers break, a warning where Rust code does or
/// callers may, a notice otherwise. The worst come first, as GitHub shows only so many; changes of
/// documentation and expected ones are left out.
pub fn github(report: &Report) -> String {
    let mut commands: Vec<(u8, String)> = Vec::new();
    for service in &report.services {
        for told in &service.changes {
            let change = &told.change;
            if change.is_documentation() || told.accepted.is_some() {
                continue;
            }
            let (weight, level) = match (change.wire, change.rust) {
                (Verdict::Breaks, _) => (0, "error"),
                (Verdict::Risk, _) | (_, Verdict::Breaks) => (1, "warning"),
                _ => (2, "notice"),
            };
            let file = property(&service.path.display().to_string());
            let mut command = format!("::{level} file={file}");
            if told.line != 0 {
                let _ = write!(command, ",line={}", told.line);
            }
            let title = property(&format!("{} {}", service.service, change.rule.id));
            let reached = crate::diff::outline::reached(change, 8);
            let reached = if change.operations.len() > 1 {
                format!(" (reaches {reached})")
            } else {
                String::new()
            };
            let sentence = format!(
                "{}{reached} [wire {}, rust {}, {}]",
                change.sentence(),
                change.wire,
                change.rust,
                change.fingerprint
            );
            let _ = writeln!(command, ",title={title}::{}", data(&sentence));
            commands.push((weight, command));
        }
    }
    commands.sort_by_key(|(weight, _)| *weight);
    commands.into_iter().map(|(_, command)| command).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
