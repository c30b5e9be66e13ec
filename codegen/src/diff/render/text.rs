//! A report for a terminal.

use std::fmt::Write as _;

use super::words::{Stretch, compare};
use crate::diff::change::Fragment;
use crate::diff::entry::Entry;
use crate::diff::level::Level;
use crate::diff::outline::{AtLevel, Fate, Group, Heading, ReportSection, levels};
use crate::diff::report::{Presence, Report, ServiceReport};
use crate::diff::rule::Verdict;

/// How a report is shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextOptions {
    /// With colours.
    pub color: bool,
    /// Documentation word by word, what is stated now, what is in new things, every operation that
    /// a change reaches, fingerprints.
    pub verbose: bool,
}

/// A report for a terminal: what breaks first, each change with what it does to callers and to Rust
/// code.
pub fn text(report: &Report, options: TextOptions) -> String {
    let mut text = TextWriter { out: String::new(), options };
    text.summary(report);
    for level in levels(report) {
        text.level(&level, report.services.len() > 1);
    }
    text.folded(report);
    text.out
}

struct TextWriter {
    out: String,
    options: TextOptions,
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";

impl TextWriter {
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

    /// What changed in how many, and in each.
    fn summary(&mut self, report: &Report) {
        let services = report.by_level();
        if services.is_empty() {
            self.line(0, &report.nothing());
            return;
        }
        let word = |service: &ServiceReport| match service.presence {
            Presence::New => format!("new, with {} operations", service.new_operations.len()),
            Presence::Gone => "gone".to_owned(),
            Presence::Both => service.counts().words(),
        };
        let id = |service: &ServiceReport| format!("{}/{}", service.provider, service.service);
        if let [service] = services[..] {
            let (id, title) = (self.paint(BOLD, &id(service)), self.paint(DIM, &service.title));
            self.line(0, &format!("{id} {title}: {}", word(service)));
            return;
        }
        self.line(0, &self.paint(BOLD, &report.headline()));
        let width = services.iter().map(|service| id(service).chars().count()).max();
        for service in services {
            let id = format!("{:width$}", id(service), width = width.unwrap_or_default());
            self.line(2, &format!("{}  {}", self.paint(BOLD, &id), word(service)));
        }
    }

    fn level(&mut self, part: &AtLevel<'_>, several: bool) {
        if part.level.is_folded() && !self.options.verbose {
            return;
        }
        let style = match part.level {
            Level::Callers | Level::Rust => RED,
            Level::Risk => YELLOW,
            Level::New => GREEN,
            _ => BOLD,
        };
        let title = format!("{} ({})", part.level.title(), part.count());
        self.out.push('\n');
        self.line(0, &self.paint(style, &title));
        for (service, sections) in &part.services {
            if several {
                let id = format!("{}/{}", service.provider, service.service);
                self.line(2, &self.paint(BOLD, &id));
            }
            for section in sections {
                self.section(section);
            }
        }
    }

    fn section(&mut self, section: &ReportSection<'_>) {
        let style = match section.heading {
            Heading::Operation(_, Fate::New) => GREEN,
            Heading::Operation(_, Fate::Gone) => RED,
            _ => BOLD,
        };
        let head = match section.heading.words() {
            (Some(name), note) => format!("{} {}", self.paint(style, name), self.paint(DIM, note)),
            (None, note) => self.paint(style, note),
        };
        self.line(4, &head);
        for group in &section.groups {
            self.group(group);
        }
    }

    fn group(&mut self, group: &Group<'_>) {
        let told = group.0[0];
        let change = &told.change;
        let verbose = self.options.verbose;
        let mut marks = String::new();
        // What is safe is not said of each line: it stands under a heading that breaks nothing.
        let verdicts = [("wire", change.wire), ("rust", change.rust)];
        for (what, verdict) in verdicts.into_iter().filter(|_| change.worst() != Verdict::Safe) {
            let (style, sign) = match verdict {
                Verdict::Breaks => (RED, "✗"),
                Verdict::Risk => (YELLOW, "?"),
                Verdict::Safe => (DIM, "·"),
            };
            marks.push_str(&self.paint(style, &format!("{sign} {what} ")));
        }
        marks.push_str(if marks.is_empty() { "" } else { " " });
        let most = if verbose { usize::MAX } else { 4 };
        let sentence: String = group
            .parts(most)
            .into_iter()
            .map(|part| match part {
                Fragment::Words(words) => words,
                Fragment::Value(value) => format!("`{value}`"),
            })
            .collect();
        let mut line = format!("{marks}{}", self.paint("0", &sentence));
        if let Some(reached) = group.reached(most) {
            line.push_str(&self.paint(DIM, &format!(" ({reached})")));
        }
        let content = change.content.as_ref().filter(|content| content.count() > 0);
        if let Some(content) = content.filter(|_| !verbose) {
            let count = content.count();
            let parts = if count == 1 { "part" } else { "parts" };
            line.push_str(&self.paint(DIM, &format!(" [{count} {parts}: -v]")));
        }
        // What may have to be accepted says what it is accepted by.
        let may_fail = Level::of(told).breaks();
        if may_fail && !verbose {
            let prints: Vec<String> =
                group.0.iter().take(4).map(|told| told.change.fingerprint.to_string()).collect();
            let more = if group.0.len() > 4 { " … (-v)" } else { "" };
            line.push_str(&self.paint(DIM, &format!(" {}{more}", prints.join(","))));
        }
        if let Some(reason) = &told.accepted {
            line.push_str(&self.paint(DIM, &format!(" [expected: {reason}]")));
        }
        self.line(6, &line);
        if verbose {
            if let Some(content) = &change.content {
                self.content(content, 10);
            }
            if change.is_documentation() {
                self.words(change.old.as_deref(), change.new.as_deref());
            }
            for told in &group.0 {
                let mark = format!("{} {}", told.change.rule.id, told.change.fingerprint);
                let mark = self.paint(DIM, &mark);
                self.line(10, &mark);
            }
        }
    }

    fn content(&mut self, entry: &Entry, indent: usize) {
        let mut line = self.paint("0", &entry.name);
        if !entry.ty.is_empty() && entry.ty != entry.name {
            line.push_str(&self.paint(DIM, &format!(": {}", entry.ty)));
        }
        if entry.required {
            line.push_str(" (required)");
        }
        if !entry.values.is_empty() {
            line.push_str(&self.paint(DIM, &format!(" = {}", entry.values.join(" | "))));
        }
        if let Some(said) = &entry.said {
            line.push_str(&self.paint(DIM, &format!("  {said}")));
        }
        self.line(indent, &line);
        for entry in &entry.entries {
            self.content(entry, indent + 2);
        }
    }

    fn words(&mut self, old: Option<&str>, new: Option<&str>) {
        let mut text = String::new();
        for piece in compare(old.unwrap_or_default(), new.unwrap_or_default()) {
            text.push_str(&match (piece, self.options.color) {
                (Stretch::Same(text), _) => self.paint("0", &text),
                (Stretch::Gone(text), true) => self.paint(RED, &text),
                (Stretch::New(text), true) => self.paint(GREEN, &text),
                (Stretch::Gone(text), false) => format!("[-{}-]", self.paint("0", &text)),
                (Stretch::New(text), false) => format!("{{+{}+}}", self.paint("0", &text)),
            });
        }
        for line in text.lines() {
            self.line(10, line);
        }
    }

    /// What is not shown, and how it is.
    fn folded(&mut self, report: &Report) {
        let counts = report.counts();
        if self.options.verbose || counts.documentation + counts.stated == 0 {
            return;
        }
        let plural = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let what = [
            plural(counts.documentation, "text changed", "texts changed"),
            plural(counts.stated, "fact stated now or no longer", "facts stated now or no longer"),
        ];
        let what: Vec<String> = what.into_iter().flatten().collect();
        self.out.push('\n');
        self.line(0, &format!("Not shown: {}. -v (--verbose) shows it.", what.join(", ")));
    }
}
