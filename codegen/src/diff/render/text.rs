//! A report for a terminal.

use std::fmt::Write as _;

use super::words::{Piece, compare};
use crate::diff::outline::{Fate, Heading, reached, sections};
use crate::diff::report::{Presence, Report, ServiceReport, Told};
use crate::diff::rule::Verdict;

/// How a report is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextOptions {
    /// With colours.
    pub color: bool,
    /// Documentation word by word, every operation that a change reaches, fingerprints.
    pub verbose: bool,
}

/// A report for a terminal: each change with what it does to callers and to Rust code.
pub fn text(report: &Report, options: TextOptions) -> String {
    let mut text = Text { out: String::new(), options };
    for service in &report.services {
        text.service(service);
    }
    text.summary(report);
    text.out
}

struct Text {
    out: String,
    options: TextOptions,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

impl Text {
    fn paint(&self, style: &str, text: &str) -> String {
        // A documentation text must not steer the terminal.
        let text: String = text
            .chars()
            .map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c })
            .collect();
        if self.options.color { format!("\x1b[{style}m{text}\x1b[0m") } else { text }
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{:indent$}{text}", "");
    }

    fn service(&mut self, service: &ServiceReport) {
        let id = format!("{}/{}", service.provider, service.service);
        let words = match service.presence {
            Presence::New => format!("new, with {} operations", service.new_operations.len()),
            Presence::Gone => "gone".to_owned(),
            Presence::Both => service.counts().words(),
        };
        let head =
            format!("{} {} ({words})", self.paint(BOLD, &id), self.paint(DIM, &service.title));
        self.line(0, &head);
        if service.presence != Presence::Both {
            self.out.push('\n');
            return;
        }
        for section in sections(service) {
            let (name, note) = match section.heading {
                Heading::Service => ("the service", String::new()),
                Heading::Operation(name, fate) => (name, fate.as_str().to_owned()),
                Heading::Shared(name) => (name, "shared".to_owned()),
                Heading::Waiters => ("waiters", String::new()),
                Heading::Unreached => ("types that no operation leads to", String::new()),
            };
            if section.changes.is_empty() && !self.options.verbose {
                continue;
            }
            let style = match section.heading {
                Heading::Operation(_, Fate::New) => GREEN,
                Heading::Operation(_, Fate::Gone) => RED,
                _ => BOLD,
            };
            let head = format!("{} {}", self.paint(style, name), self.paint(DIM, &note));
            self.line(2, head.trim_end());
            for told in section.changes {
                self.change(told);
            }
            if self.options.verbose {
                for told in section.documentation {
                    self.change(told);
                }
            }
        }
        self.out.push('\n');
    }

    fn change(&mut self, told: &Told) {
        let change = &told.change;
        let mut marks = String::new();
        for (what, verdict) in [("wire", change.wire), ("rust", change.rust)] {
            let (style, sign) = match verdict {
                Verdict::Breaks => (RED, "✗"),
                Verdict::Risk => (YELLOW, "?"),
                Verdict::Safe => (DIM, "·"),
            };
            marks.push_str(&self.paint(style, &format!("{sign} {what} ")));
        }
        let mut line = format!("{marks} {}", self.paint("0", &change.sentence()));
        if change.operations.len() > 1 {
            let most = if self.options.verbose { usize::MAX } else { 4 };
            line.push_str(&self.paint(DIM, &format!(" ({})", reached(change, most))));
        }
        // What may have to be accepted says what it is accepted by.
        let may_fail = change.worst() == Verdict::Breaks && told.accepted.is_none();
        if may_fail && !self.options.verbose {
            line.push_str(&self.paint(DIM, &format!(" {}", change.fingerprint)));
        }
        if let Some(reason) = &told.accepted {
            line.push_str(&self.paint(DIM, &format!(" [expected: {reason}]")));
        }
        self.line(4, &line);
        if self.options.verbose {
            if change.is_documentation() {
                self.words(change.old.as_deref(), change.new.as_deref());
            }
            let mark = format!("{} {}", change.rule.id, change.fingerprint);
            let mark = self.paint(DIM, &mark);
            self.line(20, &mark);
        }
    }

    fn words(&mut self, old: Option<&str>, new: Option<&str>) {
        let mut text = String::new();
        for piece in compare(old.unwrap_or_default(), new.unwrap_or_default()) {
            text.push_str(&match (piece, self.options.color) {
                (Piece::Same(text), _) => self.paint("0", &text),
                (Piece::Gone(text), true) => self.paint(RED, &text),
                (Piece::New(text), true) => self.paint(GREEN, &text),
                (Piece::Gone(text), false) => format!("[-{}-]", self.paint("0", &text)),
                (Piece::New(text), false) => format!("{{+{}+}}", self.paint("0", &text)),
            });
        }
        for line in text.lines() {
            self.line(20, line);
        }
    }

    fn summary(&mut self, report: &Report) {
        let counts = report.counts();
        let words = counts.words();
        if report.services.is_empty() {
            self.line(0, "Nothing changed.");
        } else if words.is_empty() {
            self.line(0, &format!("{} services changed.", report.services.len()));
        } else {
            self.line(0, &format!("In all: {words}."));
        }
        if counts.documentation > 0 && !self.options.verbose {
            self.line(0, "Changes of documentation are not shown.");
        }
    }
}
