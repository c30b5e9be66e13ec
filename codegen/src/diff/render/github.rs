//! A report as annotations of the lines of a pull request on GitHub.

use std::fmt::Write as _;

use crate::diff::change::Fragment;
use crate::diff::level::Level;
use crate::diff::outline::{Group, sections};
use crate::diff::report::{Report, ServiceReport};
use crate::diff::rule::Verdict;

/// GitHub shows so many annotations of a level in a step of a workflow, and drops the rest.
const MOST: usize = 10;

/// The levels of annotations: an error where callers break, a warning where Rust code does or
/// callers may, a notice otherwise.
const LEVELS: [&str; 3] = ["error", "warning", "notice"];

/// Workflow commands, at most ten of a level: the worst first, and the last sums up what is left.
/// Changes of documentation, facts that are stated now and expected changes are left out.
pub fn github(report: &Report) -> String {
    let mut commands: [Vec<(Level, usize, String)>; 3] = Default::default();
    for service in report.by_level() {
        let wanted = |level: Level| !level.is_folded() && level != Level::Expected;
        for section in sections(service, |told| wanted(Level::of(told))) {
            for group in &section.groups {
                let change = &group.0[0].change;
                let weight = match (change.wire, change.rust) {
                    (Verdict::Breaks, _) => 0,
                    (Verdict::Risk, _) | (_, Verdict::Breaks) => 1,
                    _ => 2,
                };
                let level = Level::of(group.0[0]);
                let command = command(service, group, LEVELS[weight]);
                commands[weight].push((level, group.0.len(), command));
            }
        }
    }
    let mut out = String::new();
    for (level, mut commands) in LEVELS.iter().zip(commands) {
        commands.sort_by_key(|(level, _, _)| *level);
        let shown = if commands.len() > MOST { MOST - 1 } else { commands.len() };
        let left: usize = commands[shown..].iter().map(|(_, count, _)| count).sum();
        commands[..shown].iter().for_each(|(_, _, command)| out.push_str(command));
        if left > 0 {
            let has = if left == 1 { "change" } else { "changes" };
            let _ = writeln!(
                out,
                "::{level} title=doc-bindgen diff::{left} more {has} of this level; `doc-bindgen \
                 diff` shows all"
            );
        }
    }
    out
}

fn command(service: &ServiceReport, group: &Group<'_>, level: &str) -> String {
    let told = group.0[0];
    let change = &told.change;
    let file = property(&service.path.display().to_string());
    let mut command = format!("::{level} file={file}");
    if told.line != 0 {
        let _ = write!(command, ",line={}", told.line);
    }
    let title = property(&format!("{} {}", service.service, change.rule.id));
    let sentence: String = group
        .parts(8)
        .into_iter()
        .map(|part| match part {
            Fragment::Words(words) => words,
            Fragment::Value(value) => format!("`{value}`"),
        })
        .collect();
    let reached = group.reached(8).map(|it| format!(" (reaches {it})")).unwrap_or_default();
    let said = format!(
        "{sentence}{reached} [wire {}, rust {}, {}]",
        change.wire, change.rust, change.fingerprint
    );
    let _ = writeln!(command, ",title={title}::{}", data(&said));
    command
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
