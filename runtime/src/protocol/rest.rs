//! What `rest-json`, `rest-xml` and Huawei Cloud have in common: members stand in the path, the query,
//! headers and the body.

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Response};

use super::address::Target;
use super::answer::Answer;
use super::input::{Field, Input};
use super::{RequestContext, events, record, text};
use crate::facts::{HttpFacts, OperationFacts, Streamed};
use crate::value::{Shape, Slot, Value, View};
use crate::wire::{Case, Location, TimestampFormat, Wire};
use crate::{Blob, ByteStream, Bytes, Failure};

/// How bodies are written and read.
pub(super) struct Format {
    /// The type of a body.
    pub(super) content_type: &'static str,
    /// The body of members that stand in it, among others.
    pub(super) fields: fn(&OperationFacts, &Input<'_>) -> Result<Vec<u8>, Failure>,
    /// The body that one member is.
    pub(super) payload: fn(&OperationFacts, &Field<'_>) -> Result<Vec<u8>, Failure>,
    /// The body of an operation none of whose members are set.
    pub(super) empty: &'static [u8],
    /// Reads a body into a value. What is wrong is the error.
    pub(super) read: ReadBody,
    /// The format of the payloads of events.
    pub(super) events: &'static events::Format,
}

/// Reads a body into a value, of which `Wire` is stated.
pub(super) type ReadBody =
    fn(&OperationFacts, &[u8], &mut dyn Value, &Wire) -> Result<(), crate::BoxError>;

/// The request that asks for an operation.
pub(super) fn request(
    facts: &'static OperationFacts,
    input: &dyn Value,
    context: &RequestContext<'_>,
    format: &Format,
) -> Result<Request<ByteStream>, Failure> {
    let http =
        facts.http.ok_or_else(|| Failure::unstated(facts, "its method and path (`http`)"))?;
    let input = Input::new(input, facts.service.wire_case, context);
    let mut headers = HeaderMap::new();
    let target = target(facts, &http, &input)?;
    self::headers(facts, &input, &mut headers)?;
    let body = body(facts, &input, format, &mut headers)?;
    let method = Method::from_bytes(http.method.as_bytes()).map_err(|e| {
        Failure::unwritable(format!("`{}` is no method", http.method)).with_source(e)
    })?;
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = target.uri(facts, &input, context)?;
    *request.headers_mut() = headers;
    Ok(request)
}

/// The response that holds an output.
pub(super) fn reply(
    facts: &'static OperationFacts,
    output: &Input<'_>,
    format: &Format,
) -> Result<Response<ByteStream>, Failure> {
    let mut headers = HeaderMap::new();
    self::headers(facts, output, &mut headers)?;
    // A member that is the whole body and unset is no body.
    let is_unset = |field: Field<'_>| matches!(field.value.view(), View::Unset);
    let body = match output.payload().is_some_and(is_unset) {
        true => ByteStream::default(),
        false => body(facts, output, format, &mut headers)?,
    };
    let mut response = Response::new(body);
    *response.headers_mut() = headers;
    Ok(response)
}

/// The members that stand in headers.
pub(super) fn headers(
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

/// The path with its labels, and the query.
fn target(facts: &OperationFacts, http: &HttpFacts, input: &Input<'_>) -> Result<Target, Failure> {
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
        each(field.value, field.wire, &mut |view, wire| {
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

/// Calls `f` with the value, or with each entry if it is a list.
fn each<'a>(value: &'a dyn Value, wire: &Wire, f: &mut dyn FnMut(View<'a>, &Wire)) {
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
    each(field.value, field.wire, &mut |view, wire| {
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

fn body(
    facts: &'static OperationFacts,
    input: &Input<'_>,
    format: &Format,
    headers: &mut HeaderMap,
) -> Result<ByteStream, Failure> {
    let (body, content_type) = match input.payload() {
        None if !input.has_body() => return Ok(ByteStream::default()),
        None if input.body().next().is_none() => {
            (Bytes::from_static(format.empty), Some(format.content_type))
        }
        None => (Bytes::from((format.fields)(facts, input)?), Some(format.content_type)),
        Some(field) => match field.value.view() {
            View::Stream(stream) => return Ok(stream.clone()),
            View::Blob(blob) => (Bytes::copy_from_slice(blob), Some("application/octet-stream")),
            View::String(text) => (Bytes::copy_from_slice(text.as_bytes()), Some("text/plain")),
            View::Events(stream) => {
                headers.entry(CONTENT_TYPE).or_insert(events::CONTENT_TYPE);
                return events::write(facts, stream, None, format.events);
            }
            View::Unset if field.wire.raw || facts.input_stream.is_some() => {
                return Ok(ByteStream::default());
            }
            View::Unset => (Bytes::from_static(format.empty), Some(format.content_type)),
            _ => (Bytes::from((format.payload)(facts, &field)?), Some(format.content_type)),
        },
    };
    if let Some(content_type) = content_type.filter(|_| !body.is_empty()) {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    }
    Ok(body.into())
}

/// Reads a response that is no error.
pub(super) fn output(
    facts: &'static OperationFacts,
    response: Response<ByteStream>,
    output: &mut dyn Value,
    format: &Format,
) -> Result<(), Failure> {
    let output = record(output);
    let shape = output.shape();
    let payload = shape.members().find(|(.., wire)| wire.location == Location::Payload);
    if let (Some((place, ..)), Some(streamed)) = (payload, facts.output_stream) {
        let (parts, body) = response.into_parts();
        let answer = Answer { parts, body: Bytes::new() };
        elsewhere(&answer, output)?;
        match (streamed, output.member_mut(place).slot()) {
            (Streamed::Events, Slot::Events(stream)) => {
                events::read(facts, stream, body, format.events);
            }
            (_, Slot::Stream(stream)) => *stream = body,
            _ => {}
        }
        return Ok(());
    }
    let answer = Answer::new(response);
    elsewhere(&answer, output)?;
    body_of(facts, &answer, output, format)
        .map_err(|e| answer.strange(format_args!("{}: {e}", facts.name)))
}

/// Reads the members of an error.
pub(super) fn error(
    facts: &OperationFacts,
    answer: &Answer,
    error: &mut dyn Value,
    format: &Format,
) {
    let error = record(error);
    // What cannot be read stays blank: the error is known by its code.
    let _ = elsewhere(answer, error);
    let _ = body_of(facts, answer, error, format);
}

fn body_of(
    facts: &OperationFacts,
    answer: &Answer,
    record: &mut dyn Value,
    format: &Format,
) -> Result<(), crate::BoxError> {
    let shape = record.shape();
    let payload = shape.members().find(|(.., wire)| wire.location == Location::Payload);
    let Some((place, _, wire)) = payload else {
        if shape.members().any(|(.., wire)| wire.location.is_in_response_body()) {
            (format.read)(facts, &answer.body, record, &Wire::NONE)?;
        }
        return Ok(());
    };
    if answer.body.is_empty() {
        return Ok(());
    }
    let member = record.member_mut(place);
    match member.slot() {
        Slot::Stream(stream) => *stream = answer.body.clone().into(),
        Slot::Blob(blob) => *blob = Blob::from(&*answer.body),
        mut slot @ (Slot::String(_) | Slot::Enumeration(_)) => {
            text::into(std::str::from_utf8(&answer.body)?, &mut slot)?;
        }
        _ => (format.read)(facts, &answer.body, member, wire)?,
    }
    Ok(())
}

/// Reads the members that do not stand in the body.
fn elsewhere(answer: &Answer, record: &mut dyn Value) -> Result<(), Failure> {
    let shape: &'static Shape = record.shape();
    for (place, member, wire) in shape.members() {
        match wire.location {
            Location::Status => {
                if let Slot::Integer(value) = record.member_mut(place).slot() {
                    *value = answer.parts.status.as_u16().into();
                }
            }
            Location::Header => {
                let name = super::input::name(member, wire, Case::Same);
                let Some(value) = answer.parts.headers.get(&*name) else { continue };
                let text = String::from_utf8_lossy(value.as_bytes());
                read_header(&text, record.member_mut(place), wire).map_err(|expected| {
                    answer.strange(format_args!("the header `{name}` is {text:?}, not {expected}"))
                })?;
            }
            Location::Headers => {
                let prefix = wire.name.unwrap_or_default().to_ascii_lowercase();
                let Slot::Map(map) = record.member_mut(place).slot() else { continue };
                for (name, value) in &answer.parts.headers {
                    let Some(key) = name.as_str().strip_prefix(&*prefix) else { continue };
                    if let Some(entry) = map.entry(key) {
                        // Every kind of text is text.
                        let _ = text::read(&String::from_utf8_lossy(value.as_bytes()), entry);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn read_header(text: &str, value: &mut dyn Value, wire: &Wire) -> Result<(), &'static str> {
    match value.slot() {
        Slot::List(list) => {
            list.restart(0);
            for item in items(text) {
                text::read(&item, list.push())?;
            }
            Ok(())
        }
        #[cfg(feature = "json")]
        Slot::Document(document) if wire.json => {
            let bytes = Blob::from_base64(text.trim()).ok_or("base64")?;
            *document = super::json::document(&bytes).ok_or("JSON in base64")?;
            Ok(())
        }
        Slot::String(value) if wire.json => {
            let bytes = Blob::from_base64(text.trim()).ok_or("base64")?;
            *value = String::from_utf8(bytes.into_vec()).map_err(|_| "text in base64")?;
            Ok(())
        }
        mut slot => text::into(text, &mut slot),
    }
}

/// The items of a header that is a list: between commas, but for those in quotes and in dates, where
/// one stands behind the name of the day.
fn items(text: &str) -> Vec<String> {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    let is_day = |item: &str| {
        DAYS.iter().any(|day| {
            item.strip_prefix(day).is_some_and(|rest| rest.is_empty() || rest.ends_with("day"))
        })
    };
    let mut items = vec![String::new()];
    let mut chars = text.chars();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        let Some(item) = items.last_mut() else { break };
        match c {
            '"' if !quoted && item.trim().is_empty() => {
                item.clear();
                quoted = true;
            }
            '"' if quoted => quoted = false,
            '\\' if quoted => item.extend(chars.next()),
            ',' if !quoted && !is_day(item.trim()) => items.push(String::new()),
            _ => item.push(c),
        }
    }
    items.iter().map(|item| item.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_between_commas_that_are_no_part_of_one() {
        assert_eq!(items("a, b,c"), ["a", "b", "c"]);
        assert_eq!(items(r#""b,c", "\"def\"", a"#), ["b,c", "\"def\"", "a"]);
        let dates = "Mon, 16 Dec 2019 23:48:18 GMT, Monday, 16-Dec-19 23:48:18 GMT";
        let read = ["Mon, 16 Dec 2019 23:48:18 GMT", "Monday, 16-Dec-19 23:48:18 GMT"];
        assert_eq!(items(dates), read);
    }
}
