//! Members that stand in the path and the query, written.

use super::super::address::Target;
use super::super::input::{Field, Input};
use super::super::text;
use super::headers::each;
use crate::Failure;
use crate::facts::{HttpFacts, OperationFacts};
use crate::value::View;
use crate::wire::{Location, TimestampFormat};

/// The path with its labels, and the query.
pub(super) fn target(
    facts: &OperationFacts,
    http: &HttpFacts,
    input: &Input<'_>,
) -> Result<Target, Failure> {
    let (path, query) = http.path.split_once('?').unwrap_or((http.path, ""));
    let mut target = Target::new("");
    let mut rest = path;
    while let Some((before, label)) = rest.split_once('{') {
        target.push(before);
        let Some((label, after)) = label.split_once('}') else { break };
        rest = after;
        let (name, greedy) = match label.strip_suffix('+') {
            Some(name) => (name, true),
            None => (label, false),
        };
        let at = |field: &Field<'_>| field.wire.location == Location::Path && field.name() == name;
        let Some(field) = input.fields().find(at) else {
            return Err(Failure::lacks(facts, name, "the path of the request holds it"));
        };
        let mut value = String::new();
        let format = field.wire.timestamp.unwrap_or(TimestampFormat::DateTime);
        if !text::push(field.value.view(), format, &mut value) {
            return Err(Failure::unwritable(format!(
                "{}: `{}` is no text that a path could hold",
                facts.name, field.member,
            )));
        }
        if value.is_empty() {
            return Err(Failure::lacks(facts, field.member, "the path of the request holds it"));
        }
        target.label(&value, greedy);
    }
    target.push(rest);
    if !query.is_empty() {
        target.literal(query);
    }
    let mut maps = Vec::new();
    let mut names = Vec::new();
    for field in input.fields().filter(|field| field.wire.location == Location::Query) {
        if let View::Map(_) = field.value.view() {
            maps.push(field);
            continue;
        }
        let name = field.name();
        each(field.value, &field.wire, &mut |view, wire| {
            let mut value = String::new();
            let format = wire.timestamp.unwrap_or(TimestampFormat::DateTime);
            if text::push(view, format, &mut value) {
                target.pair(&name, &value);
            }
        });
        names.push(name);
    }
    for field in maps {
        let View::Map(map) = field.value.view() else { continue };
        let wire = field.wire.within();
        map.each(&mut |key, value| {
            // What has a member of its own is that member's.
            if !names.iter().any(|name| name == key) {
                each(value, &wire, &mut |view, wire| {
                    let mut value = String::new();
                    let format = wire.timestamp.unwrap_or(TimestampFormat::DateTime);
                    if text::push(view, format, &mut value) {
                        target.pair(key, &value);
                    }
                });
            }
            true
        });
    }
    Ok(target)
}
