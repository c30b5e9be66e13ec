//! Bodies, compared by what they say.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::values;

/// What differs between two bodies of a protocol, if anything does.
pub fn difference(protocol: &str, expected: &[u8], ours: &[u8]) -> Option<String> {
    if expected == ours {
        return None;
    }
    let told = || {
        let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
        format!("the body is {:?} and not {:?}", text(ours), text(expected))
    };
    let same = match protocol {
        "query" | "ec2" => pairs(expected) == pairs(ours),
        "rest-xml" => {
            let (expected, ours) = (element(expected), element(ours));
            expected.is_some() && expected == ours
        }
        "rpc-v2-cbor" => {
            let read = |body: &[u8]| ciborium::from_reader::<ciborium::Value, _>(body).ok();
            read(expected).zip(read(ours)).is_some_and(|(a, b)| same_cbor(&a, &b))
        }
        _ => {
            let read = |body: &[u8]| serde_json::from_slice::<Value>(body).ok();
            read(expected).zip(read(ours)).is_some_and(|(a, b)| values::same(&a, &b))
        }
    };
    (!same).then(told)
}

/// The pairs of a form or a query, in the order of their names.
pub fn pairs(form: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(form);
    let decoded = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, after @ ..] = rest {
            let hex = std::str::from_utf8(after.get(..2).unwrap_or_default()).unwrap_or_default();
            match (first, u8::from_str_radix(hex, 16)) {
                (b'%', Ok(byte)) => {
                    bytes.push(byte);
                    rest = &after[2..];
                    continue;
                }
                (b'+', _) => bytes.push(b' '),
                _ => bytes.push(*first),
            }
            rest = after;
        }
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let mut pairs: Vec<(String, String)> = text
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name), decoded(value))
        })
        .collect();
    pairs.sort();
    pairs
}

/// An element with its attributes, its text, and what is in it in the order of what it says, as
/// members come in any order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Element {
    name: String,
    attributes: BTreeSet<(String, String)>,
    text: String,
    inside: Vec<Element>,
}

fn element(body: &[u8]) -> Option<Element> {
    let text = std::str::from_utf8(body).ok()?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => return read(&mut reader, &start),
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn read(reader: &mut Reader<&[u8]>, start: &BytesStart<'_>) -> Option<Element> {
    let attributes = start.attributes().flatten();
    let attribute = |it: quick_xml::events::attributes::Attribute<'_>| {
        (it.key.as_ref().to_owned(), it.value.clone().into_owned())
    };
    let mut element = Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.map(attribute).collect(),
        text: String::new(),
        inside: Vec::new(),
    };
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => element.inside.push(read(reader, &start)?),
            Event::Text(text) => element.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => element.text.push(c),
                _ => {
                    let name = reference.into_inner();
                    let known = quick_xml::escape::resolve_predefined_entity(&name);
                    element.text.push_str(known.unwrap_or(&name));
                }
            },
            Event::End(_) => break,
            Event::Eof => return None,
            _ => {}
        }
    }
    if !element.inside.is_empty() {
        element.text = element.text.trim().to_owned();
    }
    element.inside.sort();
    Some(element)
}

fn same_cbor(a: &ciborium::Value, b: &ciborium::Value) -> bool {
    use ciborium::Value::{Array, Float, Integer, Map, Tag};

    match (a, b) {
        (Float(a), Float(b)) => a == b || a.is_nan() && b.is_nan(),
        (Float(a), Integer(b)) | (Integer(b), Float(a)) => i128::from(*b) as f64 == *a,
        (Tag(a, inner), Tag(b, other)) => a == b && same_cbor(inner, other),
        (Array(a), Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_cbor(a, b)),
        (Map(a), Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    b.iter().any(|(other, there)| key == other && same_cbor(value, there))
                })
        }
        _ => a == b,
    }
}
