//! A report for programs.

use std::fmt::Write as _;

use crate::diff::change::Subject;
use crate::diff::entry::Entry;
use crate::diff::report::{Counts, Presence, Report, ServiceReport};
use crate::diff::told::Told;

/// A report as JSON, which [`JSON_SCHEMA`] describes.
pub fn json(report: &Report) -> String {
    let mut out = String::from("{\n");
    let _ = writeln!(out, "  \"format\": 1,");
    let _ = writeln!(out, "  \"old\": {},", quoted(&report.old));
    let _ = writeln!(out, "  \"new\": {},", quoted(&report.new));
    if let Some(date) = &report.date {
        let _ = writeln!(out, "  \"date\": {},", quoted(date));
    }
    let _ = writeln!(out, "  \"summary\": {},", counts(&report.counts()));
    out.push_str("  \"services\": [");
    for (index, service) in report.services.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { ",\n" });
        self::service(&mut out, service);
    }
    out.push_str(if report.services.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    out
}

fn counts(counts: &Counts) -> String {
    format!(
        "{{\"new_operations\": {}, \"updated_operations\": {}, \"gone_operations\": {}, \
         \"wire_breaks\": {}, \"wire_risks\": {}, \"rust_breaks\": {}, \"documentation\": {}, \
         \"stated\": {}, \"other\": {}, \"accepted\": {}}}",
        counts.new_operations,
        counts.updated_operations,
        counts.gone_operations,
        counts.wire_breaks,
        counts.wire_risks,
        counts.rust_breaks,
        counts.documentation,
        counts.stated,
        counts.other,
        counts.accepted
    )
}

fn service(out: &mut String, service: &ServiceReport) {
    let presence = match service.presence {
        Presence::New => "new",
        Presence::Gone => "gone",
        Presence::Both => "both",
    };
    let _ = writeln!(out, "    {{");
    let _ = writeln!(out, "      \"provider\": {},", quoted(service.provider.as_str()));
    let _ = writeln!(out, "      \"service\": {},", quoted(&service.service));
    let _ = writeln!(out, "      \"title\": {},", quoted(&service.title));
    let _ = writeln!(out, "      \"presence\": \"{presence}\",");
    let _ = writeln!(out, "      \"path\": {},", quoted(&service.path.display().to_string()));
    let operations: Vec<String> = service.new_operations.iter().map(|it| quoted(it)).collect();
    let _ = writeln!(out, "      \"new_operations\": [{}],", operations.join(", "));
    let _ = writeln!(out, "      \"summary\": {},", counts(&service.counts()));
    out.push_str("      \"changes\": [\n");
    for (index, told) in service.changes.iter().enumerate() {
        let comma = if index + 1 < service.changes.len() { "," } else { "" };
        let _ = writeln!(out, "        {}{comma}", change(told));
    }
    out.push_str("      ]\n    }");
}

fn change(told: &Told) -> String {
    let change = &told.change;
    let rule = change.rule;
    let subject = match &change.subject {
        Subject::Service => "{\"kind\": \"service\"}".to_owned(),
        Subject::Operation(name) => {
            format!("{{\"kind\": \"operation\", \"name\": {}}}", quoted(name))
        }
        Subject::Waiter(name) => format!("{{\"kind\": \"waiter\", \"name\": {}}}", quoted(name)),
        Subject::Shape(name) => format!("{{\"kind\": \"shape\", \"name\": {}}}", quoted(name)),
        Subject::Member(shape, name) => format!(
            "{{\"kind\": \"member\", \"shape\": {}, \"name\": {}}}",
            quoted(shape),
            quoted(name)
        ),
    };
    let mut out = format!(
        "{{\"rule\": \"{}\", \"kind\": \"{}\", \"action\": \"{}\", \"direction\": \"{}\", \
         \"wire\": \"{}\", \"rust\": \"{}\", \"subject\": {subject}",
        rule.id,
        rule.kind.as_str(),
        rule.action.as_str(),
        change.direction.as_str(),
        change.wire,
        change.rust
    );
    for (key, value) in [("old", &change.old), ("new", &change.new)] {
        if let Some(value) = value {
            let _ = write!(out, ", \"{key}\": {}", quoted(value));
        }
    }
    let _ = write!(out, ", \"sentence\": {}, \"operations\": [", quoted(&change.sentence()));
    for (index, reached) in change.operations.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let _ = write!(
            out,
            "{comma}{{\"operation\": {}, \"direction\": \"{}\"}}",
            quoted(&reached.operation),
            reached.direction.as_str()
        );
    }
    out.push(']');
    if let Some(content) = &change.content {
        out.push_str(", \"content\": ");
        entry(&mut out, content);
    }
    let _ = write!(out, ", \"fingerprint\": \"{}\"", change.fingerprint);
    if told.line != 0 {
        let _ = write!(out, ", \"line\": {}", told.line);
    }
    if let Some(reason) = &told.accepted {
        let _ = write!(out, ", \"accepted\": {}", quoted(reason));
    }
    out.push('}');
    out
}

fn entry(out: &mut String, entry: &Entry) {
    let Entry { name, ty, required, values, said, entries } = entry;
    let _ = write!(out, "{{\"name\": {}", quoted(name));
    if !ty.is_empty() {
        let _ = write!(out, ", \"type\": {}", quoted(ty));
    }
    if *required {
        out.push_str(", \"required\": true");
    }
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
        let _ = write!(out, ", \"values\": [{}]", values.join(", "));
    }
    if let Some(said) = said {
        let _ = write!(out, ", \"documentation\": {}", quoted(said));
    }
    if !entries.is_empty() {
        out.push_str(", \"entries\": [");
        for (index, it) in entries.iter().enumerate() {
            out.push_str(if index == 0 { "" } else { ", " });
            self::entry(out, it);
        }
        out.push(']');
    }
    out.push('}');
}

/// A JSON string; `<` is escaped, so that it can stand in a page.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\x1f' | '<' | '\u{7f}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", character as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A JSON Schema, draft 2020-12, of what [`json`] gives.
pub const JSON_SCHEMA: &str = include_str!("report.schema.json");
