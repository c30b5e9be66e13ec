//! A report as one page that needs nothing else: it is whole without its script, which searches and
//! folds.

use std::fmt::Write as _;

use super::words::{Piece, compare};
use crate::diff::change::Part;
use crate::diff::outline::{Heading, Section, reached, sections};
use crate::diff::report::{Presence, Report, ServiceReport, Told};
use crate::diff::rule::Verdict;

/// A report as an HTML page.
pub fn html(report: &Report) -> String {
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
         <title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n",
        escape(&title),
        include_str!("page.css"),
        escape(&title)
    );
    if let Some(date) = &report.date {
        let _ = writeln!(out, "<p>{}</p>", escape(date));
    }
    let words = report.counts().words();
    let words = if report.services.is_empty() { "nothing changed" } else { words.as_str() };
    let _ = writeln!(out, "<p>{}</p>", escape(words));
    out.push_str(
        "<form id=\"filter\">\n\
         <input type=\"search\" id=\"search\" placeholder=\"Search\" aria-label=\"Search\">\n\
         <label><input type=\"checkbox\" id=\"breaking\"> only what breaks</label>\n\
         <label><input type=\"checkbox\" id=\"documentation\"> documentation</label>\n\
         <button type=\"button\" id=\"unfold\">Unfold all</button>\n\
         <button type=\"button\" id=\"fold\">Fold all</button>\n\
         <output id=\"shown\"></output>\n</form>\n</header>\n<main>\n",
    );
    for service in &report.services {
        self::service(&mut out, service);
    }
    let _ =
        write!(out, "</main>\n<script>\n{}</script>\n</body>\n</html>\n", include_str!("page.js"));
    out
}

fn service(out: &mut String, service: &ServiceReport) {
    let words = match service.presence {
        Presence::New => format!("new, with {} operations", service.new_operations.len()),
        Presence::Gone => "gone".to_owned(),
        Presence::Both => service.counts().words(),
    };
    let _ = write!(
        out,
        "<details class=\"service\" open>\n<summary><h2>{}</h2> <code>{}/{}</code> \
         <span class=\"note\">{}</span></summary>\n",
        escape(&service.title),
        service.provider,
        escape(&service.service),
        escape(&words)
    );
    match service.presence {
        Presence::New => {
            let methods: Vec<String> = service
                .new_operations
                .iter()
                .map(|method| format!("<code>{}</code>", escape(method)))
                .collect();
            let _ = writeln!(out, "<p>{}</p>", methods.join(", "));
        }
        Presence::Gone | Presence::Both => {
            for section in sections(service) {
                self::section(out, &section);
            }
        }
    }
    out.push_str("</details>\n");
}

fn section(out: &mut String, section: &Section<'_>) {
    let (name, note) = match section.heading {
        Heading::Service => ("The service".to_owned(), ""),
        Heading::Operation(name, fate) => (format!("<code>{}</code>", escape(name)), fate.as_str()),
        Heading::Shared(name) => (format!("<code>{}</code>", escape(name)), "shared"),
        Heading::Waiters => ("Waiters".to_owned(), ""),
        Heading::Unreached => ("Types that no operation leads to".to_owned(), ""),
    };
    let _ = write!(
        out,
        "<details class=\"section\" open>\n<summary><h3>{name}</h3> \
         <span class=\"note\">{note}</span></summary>\n<ul>\n"
    );
    for told in section.changes.iter().chain(&section.documentation) {
        change(out, told);
    }
    out.push_str("</ul>\n</details>\n");
}

fn change(out: &mut String, told: &Told) {
    let change = &told.change;
    let mut class = format!("wire-{} rust-{}", change.wire, change.rust);
    if change.is_documentation() {
        class.push_str(" documentation");
    }
    if told.accepted.is_some() {
        class.push_str(" expected");
    }
    let _ = write!(out, "<li class=\"{class}\" id=\"{}\">", change.fingerprint);
    for (what, verdict) in [("wire", change.wire), ("rust", change.rust)] {
        let sign = match verdict {
            Verdict::Breaks => "✗",
            Verdict::Risk => "?",
            Verdict::Safe => "·",
        };
        let _ = write!(out, "<span class=\"verdict {verdict}\">{sign} {what}</span> ");
    }
    for part in change.parts() {
        match part {
            Part::Words(words) => out.push_str(&escape(&words)),
            Part::Value(value) => {
                let _ = write!(out, "<code>{}</code>", escape(&value));
            }
        }
    }
    if change.operations.len() > 1 {
        let _ = write!(out, " <span class=\"note\">{}</span>", escape(&reached(change, 12)));
    }
    if let Some(reason) = &told.accepted {
        let _ = write!(out, " <em>expected: {}</em>", escape(reason));
    }
    let _ = write!(
        out,
        " <a class=\"mark\" href=\"#{0}\">{1} {0}</a>",
        change.fingerprint, change.rule.id
    );
    if change.is_documentation() {
        words(out, change.old.as_deref(), change.new.as_deref());
    }
    out.push_str("</li>\n");
}

fn words(out: &mut String, old: Option<&str>, new: Option<&str>) {
    out.push_str("<blockquote>");
    for piece in compare(old.unwrap_or_default(), new.unwrap_or_default()) {
        let _ = match piece {
            Piece::Same(text) => write!(out, "{}", escape(&text)),
            Piece::Gone(text) => write!(out, "<del>{}</del>", escape(&text)),
            Piece::New(text) => write!(out, "<ins>{}</ins>", escape(&text)),
        };
    }
    out.push_str("</blockquote>");
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
