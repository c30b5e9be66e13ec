//! A report for a pull request.

use std::fmt::Write as _;

use super::words::{Stretch, compare};
use crate::diff::change::Fragment;
use crate::diff::entry::Entry;
use crate::diff::level::Level;
use crate::diff::outline::{AtLevel, Group, ReportSection, levels};
use crate::diff::report::{Presence, Report, ServiceReport};
use crate::diff::rule::Verdict;
use crate::diff::told::Told;

/// How a report is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkdownOptions<'a> {
    /// No more bytes than this: what breaks is written first, and the rest is counted.
    pub max_bytes: Option<usize>,
    /// Where the whole report is.
    pub link: Option<&'a str>,
}

/// A report as GitHub renders it: a summary on top, what breaks first; what is in new things,
/// changes of documentation and facts that are stated now are folded.
pub fn markdown(report: &Report, options: MarkdownOptions<'_>) -> String {
    let mut page = Page::new(options);
    let mut head = String::from("## API changes\n\n");
    if !report.old.is_empty() || !report.new.is_empty() {
        let _ = writeln!(head, "{} → {}\n", code(&report.old), code(&report.new));
    }
    page.add(&head);
    if report.services.is_empty() {
        page.add(&format!("{}\n", report.nothing()));
        return page.out;
    }
    summary(&mut page, report);
    for level in levels(report) {
        self::level(&mut page, &level);
    }
    page.end(report)
}

/// A page that is written to a limit.
struct Page<'a> {
    out: String,
    options: MarkdownOptions<'a>,
    /// Headings that are written when something stands under them.
    pending: Vec<String>,
    /// The changes that found no room, by level.
    left_out: Vec<(Level, usize)>,
    /// What closes what is open.
    closing: &'static str,
}

/// Bytes for what is said at the end.
const ROOM: usize = 600;

impl<'a> Page<'a> {
    fn new(options: MarkdownOptions<'a>) -> Self {
        Page { out: String::new(), options, pending: Vec::new(), left_out: Vec::new(), closing: "" }
    }

    /// The bytes that are left.
    fn room(&self) -> usize {
        let Some(max) = self.options.max_bytes else { return usize::MAX };
        let link = self.options.link.map_or(0, str::len);
        max.saturating_sub(self.out.len() + ROOM + link + self.closing.len())
    }

    /// Writes a text, with the headings that wait for it, if there is room.
    fn add(&mut self, text: &str) -> bool {
        let headings: usize = self.pending.iter().map(String::len).sum();
        let fits = headings + text.len() <= self.room();
        if fits {
            self.pending.drain(..).for_each(|heading| self.out.push_str(&heading));
            self.out.push_str(text);
        }
        fits
    }

    fn left_out(&mut self, level: Level, count: usize) {
        match self.left_out.last_mut().filter(|(last, _)| *last == level) {
            Some((_, sum)) => *sum += count,
            None => self.left_out.push((level, count)),
        }
    }

    fn end(mut self, report: &Report) -> String {
        let mut end = String::new();
        if !self.left_out.is_empty() {
            let words: Vec<String> = self
                .left_out
                .iter()
                .map(|(level, count)| format!("{count} under “{}”", level.title()))
                .collect();
            let all: usize = self.left_out.iter().map(|(_, count)| count).sum();
            let has = if all == 1 { "change has" } else { "changes have" };
            let _ = write!(end, "\n**{all} more {has} no room here**: {}.", words.join(", "));
            match self.options.link {
                Some(link) => {
                    let _ = writeln!(end, " [The whole report]({link}).");
                }
                None => end.push_str(" `doc-bindgen diff` shows all.\n"),
            }
        } else if let Some(link) = self.options.link {
            let _ = writeln!(end, "\n[The whole report]({link}).");
        }
        let legend = "\n🔴 breaks · 🟡 may break · 🟢 does not; first callers, then Rust code.\n";
        end.push_str(legend);
        self.out.push_str(&end);
        let Some(max) = self.options.max_bytes else { return self.out };
        if self.out.len() > max {
            // No room for anything: one line, or as much of it as there is room for.
            self.out = format!("API changes: {}.\n", report.counts().words());
            let mut cut = max.min(self.out.len());
            while !self.out.is_char_boundary(cut) {
                cut -= 1;
            }
            self.out.truncate(cut);
        }
        self.out
    }
}

fn summary(page: &mut Page<'_>, report: &Report) {
    let services = report.by_level();
    if services.len() > 1 {
        page.add(&format!("{}:\n\n", report.headline()));
    }
    // What breaks is worth more than a long list.
    let least = page.options.max_bytes.map_or(0, |max| max - max / 4);
    for (index, service) in services.iter().enumerate() {
        let line = line(report, service);
        if page.room() < least || !page.add(&line) {
            let more = services.len() - index;
            page.add(&format!("- and {}\n", plural(more, "more service")));
            break;
        }
    }
}

fn line(report: &Report, service: &ServiceReport) -> String {
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
                let small = counts.documentation + counts.stated + counts.other + counts.accepted;
                words.push(plural(small.max(1), "small change"));
            }
            words.join(" · ")
        }
    };
    format!("- {date}**{}** · {words}\n", escape(&service.title))
}

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") }
}

fn level(page: &mut Page<'_>, part: &AtLevel<'_>) {
    page.pending.clear();
    let title = format!("{} ({})", part.level.title(), part.count());
    if part.level.is_folded() {
        page.pending.push(format!("\n<details><summary>{title}</summary>\n"));
    } else {
        page.pending.push(format!("\n### {title}\n"));
    }
    let before = page.out.len();
    if part.level.is_folded() {
        page.closing = "\n</details>\n";
    }
    let waiting = page.pending.len();
    for (service, sections) in &part.services {
        // A heading under which nothing found room is not written at the next one.
        page.pending.truncate(waiting);
        if page.out.len() > before {
            page.pending.clear();
        }
        let id = format!("{}/{}", service.provider, service.service);
        page.pending.push(format!("\n#### {} ({})\n", escape(&service.title), code(&id)));
        for section in sections {
            self::section(page, section, part.level);
        }
    }
    page.pending.clear();
    let closing = std::mem::take(&mut page.closing);
    if page.out.len() > before {
        page.out.push_str(closing);
    }
}

fn section(page: &mut Page<'_>, section: &ReportSection<'_>, level: Level) {
    let heading = match section.heading.words() {
        (Some(name), note) => format!("{} ({note})", code(name)),
        (None, note) => note.to_owned(),
    };
    page.pending.push(format!("\n**{heading}**\n\n"));
    let waiting = page.pending.len();
    for group in &section.groups {
        let told = group.0[0];
        let line = change(group);
        let more = match (&told.change.content, told.change.is_documentation()) {
            (_, true) => words(told),
            (Some(entry), _) => content(entry),
            _ => String::new(),
        };
        // Where a break found no room, nothing that is shorter takes it.
        let is_full = !level.breaks() && page.left_out.iter().any(|(level, _)| level.breaks());
        // What does not fit whole may fit without what is folded.
        if is_full || !page.add(&format!("{line}{more}")) && !page.add(&line) {
            page.left_out(level, group.0.len());
        }
    }
    if page.pending.len() == waiting {
        page.pending.pop();
    }
}

fn change(group: &Group<'_>) -> String {
    let told = group.0[0];
    let change = &told.change;
    let sentence: String = group.parts(12).iter().map(part).collect();
    let mut out = match change.worst() {
        Verdict::Safe => format!("- {sentence}"),
        _ => format!("- {} {} {sentence}", sign(change.wire), sign(change.rust)),
    };
    if let Some(reached) = group.reached(8) {
        let _ = write!(out, " <sub>{}</sub>", escape(&reached));
    }
    match &told.accepted {
        Some(reason) => {
            let _ = write!(out, " · *expected: {}*", escape(reason));
        }
        None => {
            let print = change.fingerprint;
            let more = match group.0.len() {
                1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            let _ = write!(out, " <sub>{} {print}{more}</sub>", change.rule.id);
        }
    }
    out.push('\n');
    out
}

/// What came with a change, folded.
fn content(entry: &Entry) -> String {
    let count = entry.count();
    let summary = match (count, &entry.said) {
        (0, None) if !entry.required => return String::new(),
        (0, _) => "more".to_owned(),
        _ => plural(count, "part"),
    };
    let mut out = format!("  <details><summary>{summary}</summary>\n\n");
    self::entry(&mut out, entry, 2);
    out.push_str("\n  </details>\n\n");
    out
}

fn entry(out: &mut String, entry: &Entry, indent: usize) {
    let _ = write!(out, "{:indent$}- {}", "", code(&entry.name));
    if !entry.ty.is_empty() && entry.ty != entry.name {
        let _ = write!(out, " {}", code(&entry.ty));
    }
    if entry.required {
        out.push_str(" *required*");
    }
    if !entry.values.is_empty() {
        let values: Vec<String> = entry.values.iter().map(|value| code(value)).collect();
        let _ = write!(out, " = {}", values.join(" "));
    }
    if let Some(said) = &entry.said {
        let _ = write!(out, ": {}", escape(said));
    }
    out.push('\n');
    // A list that is deeper than this shows as code.
    let deeper = if indent < 40 { indent + 2 } else { indent };
    entry.entries.iter().for_each(|it| self::entry(out, it, deeper));
}

fn words(told: &Told) -> String {
    let (old, new) = (told.change.old.as_deref(), told.change.new.as_deref());
    let mut text = String::new();
    for piece in compare(old.unwrap_or_default(), new.unwrap_or_default()) {
        let (before, piece, after) = match piece {
            Stretch::Same(text) => ("", text, ""),
            Stretch::Gone(text) => ("<del>", text, "</del>"),
            Stretch::New(text) => ("<ins>", text, "</ins>"),
        };
        let piece = escape(&piece.split_whitespace().collect::<Vec<_>>().join(" "));
        if !piece.is_empty() {
            let _ = write!(text, "{before}{piece}{after} ");
        }
    }
    format!("  > {}\n", text.trim_end())
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Breaks => "🔴",
        Verdict::Risk => "🟡",
        Verdict::Safe => "🟢",
    }
}

fn part(part: &Fragment) -> String {
    match part {
        Fragment::Words(words) => escape(words),
        Fragment::Value(value) => code(value),
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
