//! A report for a pull request.

use std::fmt::Write as _;

use super::words::{Piece, compare};
use crate::diff::change::Part;
use crate::diff::outline::{Heading, reached, sections};
use crate::diff::report::{Presence, Report, ServiceReport, Told};
use crate::diff::rule::Verdict;

/// A report as GitHub renders it: a summary on top, then each service with its operations; changes
/// of documentation are folded.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    out.push_str("## API changes\n\n");
    if !report.old.is_empty() || !report.new.is_empty() {
        let _ = writeln!(out, "{} → {}\n", code(&report.old), code(&report.new));
    }
    if report.services.is_empty() {
        out.push_str("Nothing changed.\n");
        return out;
    }
    summary(&mut out, report);
    for service in &report.services {
        self::service(&mut out, service);
    }
    out.push_str("\n🔴 breaks · 🟡 may break · 🟢 does not; first callers, then Rust code.\n");
    out
}

fn summary(out: &mut String, report: &Report) {
    for service in &report.services {
        let date = report.date.as_ref().map(|date| format!("{date} · ")).unwrap_or_default();
        let counts = service.counts();
        let words = match service.presence {
            Presence::New => {
                format!("new service, {}", plural(service.new_operations.len(), "new api method"))
            }
            Presence::Gone => "service gone".to_owned(),
            Presence::Both => {
                let methods = [
                    (counts.new_operations, "new"),
                    (counts.updated_operations, "updated"),
                    (counts.gone_operations, "removed"),
                ];
                let methods = methods.iter().filter(|(count, _)| *count > 0);
                let mut words: Vec<String> = methods
                    .map(|(count, what)| plural(*count, &format!("{what} api method")))
                    .collect();
                for (count, one, many) in [
                    (counts.wire_breaks, "breaks callers", "break callers"),
                    (counts.rust_breaks, "breaks Rust code", "break Rust code"),
                ] {
                    if count > 0 {
                        let verb = if count == 1 { one } else { many };
                        words.push(format!("**{} {verb}**", plural(count, "change")));
                    }
                }
                if words.is_empty() {
                    words.push(plural(counts.documentation.max(counts.other), "small change"));
                }
                words.join(" · ")
            }
        };
        let _ = writeln!(out, "- {date}**{}** · {words}", escape(&service.title));
    }
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") }
}

fn service(out: &mut String, service: &ServiceReport) {
    let id = format!("{}/{}", service.provider, service.service);
    let _ = writeln!(out, "\n### {} ({})\n", escape(&service.title), code(&id));
    match service.presence {
        Presence::New => {
            let methods: Vec<String> =
                service.new_operations.iter().map(|method| code(method)).collect();
            let _ = writeln!(out, "The service is new: {}.", methods.join(", "));
            return;
        }
        Presence::Gone => {
            out.push_str("🔴 🔴 The service is gone.\n");
            return;
        }
        Presence::Both => {}
    }
    let mut documentation = Vec::new();
    for section in sections(service) {
        documentation.extend(section.documentation);
        if section.changes.is_empty() {
            continue;
        }
        let heading = match section.heading {
            Heading::Service => "The service".to_owned(),
            Heading::Operation(name, fate) => format!("{} ({})", code(name), fate.as_str()),
            Heading::Shared(name) => format!("{} (shared)", code(name)),
            Heading::Waiters => "Waiters".to_owned(),
            Heading::Unreached => "Types that no operation leads to".to_owned(),
        };
        let _ = writeln!(out, "#### {heading}\n");
        for told in section.changes {
            change(out, told);
        }
        out.push('\n');
    }
    if !documentation.is_empty() {
        let _ = writeln!(
            out,
            "<details><summary>{} of documentation</summary>\n",
            plural(documentation.len(), "change")
        );
        for told in documentation {
            change(out, told);
            words(out, told);
        }
        out.push_str("\n</details>\n");
    }
}

fn change(out: &mut String, told: &Told) {
    let change = &told.change;
    let sentence: String = change.parts().iter().map(part).collect();
    let _ = write!(out, "- {} {} {sentence}", sign(change.wire), sign(change.rust));
    if change.operations.len() > 1 {
        let _ = write!(out, " <sub>{}</sub>", escape(&reached(change, 8)));
    }
    match &told.accepted {
        Some(reason) => {
            let _ = write!(out, " · *expected: {}*", escape(reason));
        }
        None => {
            let _ = write!(out, " <sub>{} {}</sub>", change.rule.id, change.fingerprint);
        }
    }
    out.push('\n');
}

fn words(out: &mut String, told: &Told) {
    let (old, new) = (told.change.old.as_deref(), told.change.new.as_deref());
    let mut text = String::new();
    for piece in compare(old.unwrap_or_default(), new.unwrap_or_default()) {
        let (before, piece, after) = match piece {
            Piece::Same(text) => ("", text, ""),
            Piece::Gone(text) => ("<del>", text, "</del>"),
            Piece::New(text) => ("<ins>", text, "</ins>"),
        };
        let piece = escape(&piece.split_whitespace().collect::<Vec<_>>().join(" "));
        if !piece.is_empty() {
            let _ = write!(text, "{before}{piece}{after} ");
        }
    }
    let _ = writeln!(out, "  > {}", text.trim_end());
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breaks => "🔴",
        Verdict::Risk => "🟡",
        Verdict::Safe => "🟢",
    }
}

fn part(part: &Part) -> String {
    match part {
        Part::Words(words) => escape(words),
        Part::Value(value) => code(value),
    }
}

/// A text as inline code, whatever is in it.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if text.is_empty() {
        "` `".to_owned()
    } else if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// A text that Markdown shows as it is, on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(character);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
