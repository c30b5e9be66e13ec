//! A report as one page that needs nothing else: it is whole without its script, which searches and
//! folds.
//!
//! A page of thousands of changes would take browsers longer to open than people wait, for all the
//! elements in it. Of such a page only what comes first is written as elements; the rest stands in
//! `noscript`, which is one piece of text to a browser with scripts and elements to one without, and the
//! script makes elements of it when the page is open, a piece after the other, or as soon as anything
//! needs all of it.

use std::fmt::Write as _;

use super::words::{Stretch, compare};
use crate::diff::change::Fragment;
use crate::diff::entry::Entry;
use crate::diff::level::Level;
use crate::diff::outline::{self, Group, ReportSection, sections};
use crate::diff::report::{Presence, Report, ServiceReport};
use crate::diff::rule::Verdict;
use crate::diff::told::Told;

/// How many changes are written as elements where a page has more than that.
const AT_ONCE: usize = 500;
/// How many changes make a piece of the rest: so many take no longer than a frame of the screen.
const PIECE: usize = 100;

/// A report as an HTML page.
pub fn html(report: &Report) -> String {
    page(report, AT_ONCE)
}

/// The same, with so many changes written as elements where it has more.
pub(super) fn page(report: &Report, at_once: usize) -> String {
    let mut out = String::with_capacity(64 * 1024);
    let title = if report.old.is_empty() && report.new.is_empty() {
        "API changes".to_owned()
    } else {
        format!("API changes: {} → {}", report.old, report.new)
    };
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{}</style>\n\
         <noscript><style>.blocked {{ display: none; }}</style></noscript>\n</head>\n<body>\n\
         <script>document.documentElement.className = \"script\"; document.body.className = \"quiet\"</script>\n\
         <a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n<header>\n<h1>{}</h1>\n",
        escape(&title),
        include_str!("page.css"),
        escape(&title)
    );
    if let Some(date) = &report.date {
        let _ = writeln!(out, "<p>{}</p>", escape(date));
    }
    let services = report.by_level();
    let words = match report.services.len() {
        0 => report.nothing(),
        1 => report.counts().words(),
        _ => format!("{}. In all: {}.", report.headline(), report.counts().words()),
    };
    let _ = writeln!(out, "<p>{}</p>", escape(&words));
    // What the page shows at first is written, so that its script has nothing to do until it is used.
    let parts: Vec<Parts<'_>> = services.iter().map(|service| Parts::of(service)).collect();
    let open: usize = parts.iter().map(|parts| count(&parts.open)).sum();
    let all = open + parts.iter().map(|parts| count(&parts.folded)).sum::<usize>();
    let form = include_str!("page.form.html").replace("<!-- all -->", &all.to_string());
    out.push_str(&form.replace("<!-- shown -->", &format!("{open} of {all} changes")));
    let is_large = all > at_once;
    if is_large {
        out.push_str(
            "<p class=\"blocked\">Scripts are blocked here, and most of this page is not shown \
             without them: open it as a file, or switch them off.</p>\n",
        );
    }
    out.push_str("</header>\n");
    contents(&mut out, &services);
    out.push_str("<main id=\"changes\" tabindex=\"-1\">\n");
    let mut room = if is_large { at_once } else { all };
    for (service, parts) in services.iter().zip(&parts) {
        self::service(&mut out, service, parts, &mut room, is_large);
    }
    let _ =
        write!(out, "</main>\n<script>\n{}</script>\n</body>\n</html>\n", include_str!("page.js"));
    out
}

/// What is told of a service: what is shown at first, what breaks before the rest, and what is shown to
/// who asks for it.
struct Parts<'a> {
    open: Vec<ReportSection<'a>>,
    folded: Vec<ReportSection<'a>>,
}

impl<'a> Parts<'a> {
    fn of(service: &'a ServiceReport) -> Self {
        let mut open = sections(service, |told| !Level::of(told).is_folded());
        open.sort_by_key(|section| Level::of(section.groups[0].0[0]));
        Parts { open, folded: sections(service, |told| Level::of(told).is_folded()) }
    }
}

/// How many changes sections show.
fn count(sections: &[ReportSection<'_>]) -> usize {
    sections.iter().map(|section| section.groups.len()).sum()
}

fn anchor(service: &ServiceReport) -> String {
    escape(&format!("{}-{}", service.provider, service.service))
}

/// The services with how many changes of each sort they have.
fn contents(out: &mut String, services: &[&ServiceReport]) {
    if services.is_empty() {
        return;
    }
    out.push_str("<nav aria-label=\"Services\">\n<ol>\n");
    for service in services {
        let counts = service.counts();
        let _ = write!(out, "<li><a href=\"#{}\">{}</a>", anchor(service), escape(&service.title));
        let all = service.changes.len();
        for (class, count, what) in [
            ("breaks", counts.wire_breaks, "break callers"),
            ("rust", counts.rust_breaks, "break Rust code"),
            ("risk", counts.wire_risks, "may break callers"),
            ("new", counts.new_operations, "new operations"),
            ("all", all, "in all"),
        ] {
            if count > 0 {
                let _ = write!(
                    out,
                    " <span class=\"count {class}\" title=\"{count} {what}\">{count}<span \
                     class=\"hidden\"> {what}</span></span>"
                );
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n</nav>\n");
}

fn service(
    out: &mut String,
    service: &ServiceReport,
    parts: &Parts<'_>,
    room: &mut usize,
    is_large: bool,
) {
    let words = match service.presence {
        Presence::New => format!("new, with {} operations", service.new_operations.len()),
        Presence::Gone => "gone".to_owned(),
        Presence::Both => service.counts().words(),
    };
    let _ = write!(
        out,
        "<details class=\"service\" id=\"{}\" open>\n<summary><h2>{}</h2> <code>{}/{}</code> \
         <span class=\"note\">{}</span></summary>\n",
        anchor(service),
        escape(&service.title),
        service.provider,
        escape(&service.service),
        escape(&words)
    );
    let mut open = &parts.open[..];
    while let Some((first, rest)) = open.split_first().filter(|(it, _)| it.groups.len() <= *room) {
        section(out, first, "section");
        *room -= first.groups.len();
        open = rest;
    }
    if !open.is_empty() {
        // What follows waits, too: the pieces come one after the other.
        *room = 0;
        pieces(out, open, "later", "section");
    }
    if is_large {
        pieces(out, &parts.folded, "texts", "section quiet");
    } else {
        parts.folded.iter().for_each(|it| section(out, it, "section quiet"));
    }
    out.push_str("</details>\n");
}

/// Sections that the script makes elements of: `later` of its own accord, `texts` when asked for.
fn pieces(out: &mut String, sections: &[ReportSection<'_>], kind: &str, class: &str) {
    let mut rest = sections;
    while !rest.is_empty() {
        let mut changes = 0;
        let full = rest.iter().position(|section| {
            changes += section.groups.len();
            changes >= PIECE
        });
        let (piece, after) = rest.split_at(full.map_or(rest.len(), |last| last + 1));
        let _ = write!(out, "<noscript class=\"{kind}\">");
        piece.iter().for_each(|it| section(out, it, class));
        out.push_str("</noscript>\n");
        rest = after;
    }
}

fn section(out: &mut String, section: &ReportSection<'_>, class: &str) {
    let (name, note) = match section.heading.words() {
        (Some(name), note) => (format!("<code>{}</code>", escape(name)), note),
        (None, note) => (escape(note), ""),
    };
    let _ = write!(
        out,
        "<details class=\"{class}\" open><summary><h3>{name}</h3> \
         <span class=\"note\">{note}</span></summary><ul>"
    );
    for group in &section.groups {
        change(out, group);
    }
    out.push_str("</ul></details>\n");
}

fn change(out: &mut String, group: &Group<'_>) {
    let told = group.0[0];
    let change = &told.change;
    let _ = write!(out, "<li class=\"{}\" id=\"{}\">", class(told), change.fingerprint);
    // What is safe is not said: a page of thousands opens the sooner the less there is in it.
    let verdicts = [("wire", change.wire), ("rust", change.rust)];
    for (what, verdict) in verdicts.into_iter().filter(|_| change.worst() != Verdict::Safe) {
        let (sign, words) = match verdict {
            Verdict::Breaks => ("✗", "<span class=\"hidden\"> breaks </span>"),
            Verdict::Risk => ("?", "<span class=\"hidden\"> may break </span>"),
            Verdict::Safe => ("·", ""),
        };
        let _ = write!(out, "<span class=\"verdict {verdict}\">{sign} {what}{words}</span> ");
    }
    for part in group.parts(12) {
        match part {
            Fragment::Words(words) => out.push_str(&escape(&words)),
            Fragment::Value(value) => {
                let _ = write!(out, "<code>{}</code>", escape(&value));
            }
        }
    }
    if let Some(reached) = group.reached(12) {
        let _ = write!(out, " <span class=\"note\">{}</span>", escape(&reached));
    }
    if let Some(reason) = &told.accepted {
        let _ = write!(out, " <em>expected: {}</em>", escape(reason));
    }
    mark(out, told);
    if change.is_documentation() {
        sides(out, change.old.as_deref(), change.new.as_deref());
    }
    if let Some(content) = &change.content {
        self::content(out, content);
    }
    if group.0.len() > 1 {
        let _ = write!(
            out,
            "<details class=\"rest\"><summary>each of the {}</summary><ul>",
            group.0.len()
        );
        for told in &group.0[1..] {
            let _ = write!(
                out,
                "<li class=\"same\" id=\"{}\"><code>{}</code>",
                told.change.fingerprint,
                escape(&told.change.subject.to_string())
            );
            if told.change.operations.len() > 1 {
                let reached = outline::reached(&told.change, 12);
                let _ = write!(out, " <span class=\"note\">{}</span>", escape(&reached));
            }
            mark(out, told);
            out.push_str("</li>");
        }
        out.push_str("</ul></details>");
    }
    out.push_str("</li>");
}

fn class(told: &Told) -> String {
    let change = &told.change;
    let mut class = format!("change wire-{} rust-{}", change.wire, change.rust);
    if Level::of(told).is_folded() {
        class.push_str(" documentation");
    }
    if told.accepted.is_some() {
        class.push_str(" expected");
    }
    class
}

/// The rule, and a link that can be shared.
fn mark(out: &mut String, told: &Told) {
    let (print, rule) = (told.change.fingerprint, told.change.rule.id);
    let _ = write!(out, " <a class=\"mark\" href=\"#{print}\">{rule} {print}</a>");
}

/// What came with a change, folded. As text, an entry a line: a page holds tens of thousands of them,
/// and takes the longer to open the more elements there are.
fn content(out: &mut String, entry: &Entry) {
    let count = entry.count();
    let summary = match count {
        0 => "more".to_owned(),
        1 => "1 part".to_owned(),
        count => format!("{count} parts"),
    };
    let _ = write!(out, "<details class=\"content\"><summary>{summary}</summary><pre>");
    self::entry(out, entry, 0);
    out.push_str("</pre></details>");
}

fn entry(out: &mut String, entry: &Entry, depth: usize) {
    out.extend(std::iter::repeat_n("  ", depth));
    out.push_str(&escape(&entry.name));
    if !entry.ty.is_empty() && entry.ty != entry.name {
        let _ = write!(out, ": {}", escape(&entry.ty));
    }
    if entry.required {
        out.push_str(", required");
    }
    if !entry.values.is_empty() {
        let _ = write!(out, " = {}", escape(&entry.values.join(" | ")));
    }
    if let Some(said) = &entry.said {
        let _ = write!(out, "  \u{2014} {}", escape(&said.replace('\n', " ")));
    }
    out.push('\n');
    entry.entries.iter().for_each(|it| self::entry(out, it, depth + 1));
}

/// Two texts side by side, with the words marked that differ.
fn sides(out: &mut String, old: Option<&str>, new: Option<&str>) {
    let pieces = compare(old.unwrap_or_default(), new.unwrap_or_default());
    out.push_str("<div class=\"sides\">");
    for (there, side) in [(old.is_some(), "before"), (new.is_some(), "after")] {
        let _ = write!(out, "<div class=\"{side}\">");
        for piece in &pieces {
            let _ = match (piece, side) {
                (Stretch::Same(text), _) => write!(out, "{}", escape(text)),
                (Stretch::Gone(text), "before") => write!(out, "<del>{}</del>", escape(text)),
                (Stretch::New(text), "after") => write!(out, "<ins>{}</ins>", escape(text)),
                _ => Ok(()),
            };
        }
        if !there {
            out.push_str("nothing");
        }
        out.push_str("</div>");
    }
    out.push_str("</div>");
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
