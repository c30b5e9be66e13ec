//! Answers, read.

use http::Response;

use super::super::answer::Answer;
use super::super::{input, record, text};
use super::format::Format;
use crate::facts::{OperationFacts, Streamed};
use crate::value::{Shape, Slot, Value};
use crate::wire::{Case, Location, Wire};
use crate::{Blob, ByteStream, Bytes, Failure};

/// Reads a response that is no error.
pub(in super::super) fn output(
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
                (stream.machinery().read)(facts, stream, body, format.events);
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
pub(in super::super) fn error(
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
        _ => (format.read)(facts, &answer.body, member, &wire)?,
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
                let name = input::name(member, wire.name, Case::Same);
                let Some(value) = answer.parts.headers.get(&*name) else { continue };
                let text = String::from_utf8_lossy(value.as_bytes());
                let read = read_header(&text, record.member_mut(place), &wire);
                // What another member has as it stands there may be anything.
                match read {
                    Err(_) if has_other(shape, place, &name) => record.member_mut(place).clear(),
                    read => read.map_err(|expected| {
                        let told = format_args!("the header `{name}` is {text:?}, not {expected}");
                        answer.strange(told)
                    })?,
                }
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

/// Whether another member than the one at that place is in the header.
fn has_other(shape: &Shape, place: usize, header: &str) -> bool {
    shape.members().any(|(other, member, wire)| {
        let name = wire.name.unwrap_or(member);
        other != place && wire.location == Location::Header && name.eq_ignore_ascii_case(header)
    })
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
            *document = super::super::json::document(&bytes).ok_or("JSON in base64")?;
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

    /// As S3's `Expires`, which is whatever the object was stored with, and `ExpiresString`.
    #[test]
    fn a_header_that_another_member_has_as_text_may_be_anything() {
        use crate::dynamic::{Dynamic, Kind, Stated, Structure};
        use crate::value::View;

        let object = |members: &[(&str, Kind)]| {
            let structure = Structure::named("Object");
            let wires = (0..members.len()).map(|place| Wire {
                place: place as u16,
                location: Location::Header,
                name: Some("Expires"),
                ..Wire::NONE
            });
            let wire = wires.collect();
            structure.define(members.to_vec(), Stated { wire, ..Stated::default() });
            Dynamic::of(Kind::Structure(structure))
        };
        let read = |text: &str, members: &[(&str, Kind)]| {
            let response = Response::builder().header("expires", text).body(ByteStream::default());
            let mut object = object(members);
            elsewhere(&Answer::new(response.unwrap()), record(&mut object)).map(|()| object)
        };
        let both = [("Expires", Kind::Timestamp), ("ExpiresString", Kind::String)];
        let soon = read("soon", &both).unwrap();
        assert!(matches!(soon.member(0).view(), View::Unset));
        assert!(matches!(soon.member(1).view(), View::String("soon")));
        let date = read("Thu, 01 Jan 1970 00:00:07 GMT", &both).unwrap();
        assert!(matches!(date.member(0).view(), View::Timestamp(at) if at.secs() == 7));
        let error = read("soon", &both[..1]).unwrap_err();
        assert!(error.to_string().contains("the header `Expires` is \"soon\""), "{error}");
    }
}
