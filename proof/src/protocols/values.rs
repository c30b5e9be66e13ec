//! Values as the protocol tests write them in JSON, and back.

use doc_bindgen_runtime::{
    Blob, Document, Member, Slot, Timestamp, UnknownMember, Value as _, View, dynamic,
};
use serde_json::{Map, Value, json};

/// Puts what a test says into a value.
pub fn fill(value: &mut dyn doc_bindgen_runtime::Value, given: &Value) -> Result<(), String> {
    match value.slot() {
        Slot::Record => {}
        Slot::Inner(record) => return members(record, given),
        Slot::Boolean(value) => *value = given.as_bool().ok_or_else(|| wrong(given))?,
        Slot::Integer(value) => *value = given.as_i64().ok_or_else(|| wrong(given))?,
        Slot::Float(value) => *value = number(given).ok_or_else(|| wrong(given))? as f32,
        Slot::Double(value) => *value = number(given).ok_or_else(|| wrong(given))?,
        Slot::String(value) => *value = given.as_str().ok_or_else(|| wrong(given))?.to_owned(),
        Slot::Timestamp(value) => {
            let seconds = given.as_f64().ok_or_else(|| wrong(given))?;
            *value = Timestamp::from_epoch_seconds(seconds).map_err(|e| e.to_string())?;
        }
        Slot::Blob(value) => *value = Blob::from(given.as_str().ok_or_else(|| wrong(given))?),
        Slot::Stream(value) => {
            *value = given.as_str().ok_or_else(|| wrong(given))?.to_owned().into();
        }
        Slot::Document(value) => {
            // Models have the text of what boto3 takes and gives as the JSON that it is.
            let stated = given;
            let json = given.as_str().filter(|text| text.starts_with('{'));
            let given = json.and_then(|text| serde_json::from_str(text).ok());
            let given: Value = given.unwrap_or_else(|| stated.clone());
            *value = serde_json::from_value(given).map_err(|e| e.to_string())?;
        }
        Slot::List(list) => {
            list.restart(0);
            for item in given.as_array().ok_or_else(|| wrong(given))? {
                if !item.is_null() {
                    fill(list.push(), item)?;
                }
            }
        }
        Slot::Map(map) => {
            map.restart();
            for (key, value) in given.as_object().ok_or_else(|| wrong(given))? {
                if !value.is_null() {
                    fill(map.entry(key).ok_or("no key of its map")?, value)?;
                }
            }
        }
        Slot::Union(union) => {
            let given = given.as_object().ok_or_else(|| wrong(given))?;
            for (name, value) in given.iter().filter(|(_, value)| !value.is_null()) {
                match union.shape().place(name) {
                    Some(place) => fill(union.set(place), value)?,
                    None => union.set_unknown(UnknownMember::new(
                        name.clone(),
                        serde_json::from_value::<Document>(value.clone())
                            .map_err(|e| e.to_string())?,
                    )),
                }
            }
        }
        Slot::Nothing | Slot::Enumeration(_) | Slot::Events(_) => return Err(wrong(given)),
    }
    match value.view() {
        View::Record => members(value, given),
        _ => Ok(()),
    }
}

fn members(record: &mut dyn doc_bindgen_runtime::Value, given: &Value) -> Result<(), String> {
    let shape = record.shape();
    for (name, value) in given.as_object().ok_or_else(|| wrong(given))? {
        if value.is_null() {
            continue;
        }
        let place = shape.place(name).ok_or_else(|| format!("`{}` has no `{name}`", shape.name))?;
        fill(record.member_mut(place), value)?;
    }
    Ok(())
}

fn wrong(given: &Value) -> String {
    format!("{given} is none of its kind")
}

fn number(given: &Value) -> Option<f64> {
    match given.as_str() {
        Some("NaN") => Some(f64::NAN),
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        _ => given.as_f64(),
    }
}

/// A value as a test would write it.
pub fn shown(value: &dyn doc_bindgen_runtime::Value) -> Value {
    match value.view() {
        View::Unset => Value::Null,
        View::Record => record(value),
        View::Inner(inner) => record(inner),
        View::Boolean(value) => value.into(),
        View::Integer(value) => value.into(),
        View::Float(value) => float(value.into()),
        View::Double(value) => float(value),
        View::String(value) => value.into(),
        View::Timestamp(value) => {
            let seconds = value.secs() as f64 + f64::from(value.subsec_nanos()) / 1e9;
            seconds.into()
        }
        View::Blob(value) => String::from_utf8_lossy(value).into(),
        View::Stream(value) => match value.as_bytes() {
            Some(bytes) => String::from_utf8_lossy(bytes).into(),
            None => "a live stream".into(),
        },
        View::Document(value) => document(value),
        View::List(list) => {
            (0..list.count()).filter_map(|index| list.at(index)).map(shown).collect()
        }
        View::Map(map) => {
            let mut entries = Map::new();
            map.each(&mut |key, value| {
                entries.insert(key.to_owned(), shown(value));
                true
            });
            entries.into()
        }
        View::Union(union) => match union.get() {
            Member::Known(place, value) => json!({ union.shape().members[place]: shown(value) }),
            Member::Unknown(member) if member.name().is_empty() => json!({}),
            // As botocore tells of it, without the value.
            Member::Unknown(member) => json!({ "SDK_UNKNOWN_MEMBER": { "name": member.name() } }),
        },
        View::Events(_) => "events".into(),
    }
}

fn document(value: &Document) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn record(record: &dyn doc_bindgen_runtime::Value) -> Value {
    let members = record.shape().members.iter().enumerate();
    let set = members.filter_map(|(place, name)| {
        let value = shown(record.member(place));
        (!value.is_null()).then(|| ((*name).to_owned(), value))
    });
    Value::Object(set.collect())
}

fn float(value: f64) -> Value {
    match value {
        _ if value.is_finite() => value.into(),
        f64::INFINITY => "Infinity".into(),
        f64::NEG_INFINITY => "-Infinity".into(),
        _ => "NaN".into(),
    }
}

/// Whether two values are the same; numbers by what they are and not by how they are written.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b
                || a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| (a - b).abs() <= a.abs() * 1e-6)
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let there = |a: &Map<String, Value>, b: &Map<String, Value>| {
                a.iter().all(|(key, value)| {
                    value.is_null() || b.get(key).is_some_and(|other| same(value, other))
                })
            };
            there(a, b) && there(b, a)
        }
        // Text that is JSON.
        (Value::String(text), Value::Object(_)) | (Value::Object(_), Value::String(text)) => {
            let other = if a.is_object() { a } else { b };
            serde_json::from_str::<Value>(text).is_ok_and(|parsed| same(&parsed, other))
        }
        _ => a == b,
    }
}

/// A value of which the members are there to be set.
pub fn blank(kind: dynamic::Kind) -> dynamic::Dynamic {
    let mut value = dynamic::Dynamic::of(kind);
    value.slot();
    value
}
