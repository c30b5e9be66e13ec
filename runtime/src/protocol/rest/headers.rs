//! Members that stand in headers, written.

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::super::input::{Field, Input};
use super::super::text;
use crate::facts::OperationFacts;
use crate::value::{Value, View};
use crate::wire::{Location, TimestampFormat, Wire};
use crate::{Blob, Failure};

/// The members that stand in headers.
pub(in super::super) fn headers(
    facts: &OperationFacts,
    input: &Input<'_>,
    headers: &mut HeaderMap,
) -> Result<(), Failure> {
    for field in input.fields() {
        match field.wire.location {
            Location::Header => header(facts, &field, headers)?,
            Location::Headers => prefixed(facts, &field, headers)?,
            _ => {}
        }
    }
    Ok(())
}

/// Calls `f` with the value, or with each entry if it is a list.
pub(super) fn each<'a>(value: &'a dyn Value, wire: &Wire, f: &mut dyn FnMut(View<'a>, &Wire)) {
    match value.view() {
        View::List(list) => {
            let wire = wire.within();
            for item in (0..list.count()).filter_map(|index| list.at(index)) {
                f(item.view(), &wire);
            }
        }
        view => f(view, wire),
    }
}

fn header(
    facts: &OperationFacts,
    field: &Field<'_>,
    headers: &mut HeaderMap,
) -> Result<(), Failure> {
    let mut value = String::new();
    let is_list = matches!(field.value.view(), View::List(_));
    let (mut first, mut written) = (true, true);
    each(field.value, &field.wire, &mut |view, wire| {
        if !std::mem::take(&mut first) {
            value.push(',');
        }
        let format = wire.timestamp.unwrap_or(TimestampFormat::HttpDate);
        match view {
            View::String(text) if is_list && text.contains([',', '"']) => {
                value.push('"');
                value.push_str(&text.replace('"', "\\\""));
                value.push('"');
            }
            View::Document(document) if field.wire.json => {
                value.push_str(&Blob::from(document.to_string()).to_base64());
            }
            View::String(text) if field.wire.json => {
                value.push_str(&Blob::from(text).to_base64());
            }
            view => written &= text::push(view, format, &mut value),
        }
    });
    // A list of nothing is no header.
    if first && is_list {
        return Ok(());
    }
    if !written {
        return Err(no_header(facts, field.member));
    }
    insert(facts, field.member, &field.name(), &value, headers)
}

/// A map, each of whose entries is a header.
fn prefixed(
    facts: &OperationFacts,
    field: &Field<'_>,
    headers: &mut HeaderMap,
) -> Result<(), Failure> {
    let View::Map(map) = field.value.view() else {
        return Err(no_header(facts, field.member));
    };
    // An empty prefix is stated as such: it is no name that the member could have.
    let prefix = field.wire.name.unwrap_or_default();
    let wire = field.wire.within();
    let mut result = Ok(());
    map.each(&mut |key, value| {
        let mut text = String::new();
        let format = wire.timestamp.unwrap_or(TimestampFormat::HttpDate);
        result = if text::push(value.view(), format, &mut text) {
            insert(facts, field.member, &format!("{prefix}{key}"), &text, headers)
        } else {
            Err(no_header(facts, field.member))
        };
        result.is_ok()
    });
    result
}

fn no_header(facts: &OperationFacts, member: &str) -> Failure {
    Failure::unwritable(format!("{}: `{member}` is nothing that a header could hold", facts.name))
}

fn insert(
    facts: &OperationFacts,
    member: &str,
    name: &str,
    value: &str,
    headers: &mut HeaderMap,
) -> Result<(), Failure> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|e| {
        let message = format!("{}: `{member}` gives `{name}`, no name of a header", facts.name);
        Failure::unwritable(message).with_source(e)
    })?;
    let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|e| {
        let message = format!("{}: `{member}` has characters that no header may have", facts.name);
        Failure::unwritable(message).with_source(e)
    })?;
    headers.insert(name, value);
    Ok(())
}
