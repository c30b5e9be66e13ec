//! What the documentation says that a value may be.
//!
//! It is the service that decides, and documentation of bounds is often of another day. So what goes
//! beyond them is a doubt and no error. Patterns are not looked at: each is in whatever dialect of regular
//! expressions its author had in mind.

use std::cmp::Ordering;

use serde_json::Value;

use crate::spec::{Limits, Scalar, Type};

/// What is to be doubted of a value that was given, if anything is.
pub(super) fn doubt(limits: &Limits, ty: &Type, given: &Value) -> Option<String> {
    let count = match (ty, given) {
        (Type::List(_), Value::Array(items)) => Some((items.len(), "entries")),
        (Type::Map(..), Value::Object(entries)) => Some((entries.len(), "entries")),
        (Type::Scalar(Scalar::Blob), Value::String(text)) => {
            doc_bindgen_runtime::Blob::from_base64(text).map(|blob| (blob.len(), "bytes"))
        }
        (Type::Scalar(Scalar::String) | Type::Shape(_), Value::String(text)) => {
            Some((text.chars().count(), "characters"))
        }
        _ => None,
    };
    if let (Some(length), Some((count, of))) = (&limits.length, count) {
        let (min, max) = (length.min.unwrap_or(0), length.max.unwrap_or(u64::MAX));
        let bounds = bounds(
            length.min.map(|it| it.to_string()).as_deref(),
            length.max.map(|it| it.to_string()).as_deref(),
        );
        if !(min..=max).contains(&(count as u64)) {
            return Some(format!("the documentation has {bounds} {of}, and these are {count}"));
        }
    }
    if let (Some(range), Value::Number(number)) = (&limits.range, given) {
        let (min, max) = (range.min.as_deref(), range.max.as_deref());
        let is = |bound: Option<&str>, wrong: Ordering| {
            let bound = bound.and_then(|it| it.parse::<f64>().ok());
            bound
                .zip(number.as_f64())
                .is_some_and(|(bound, it)| it.partial_cmp(&bound) == Some(wrong))
        };
        if is(min, Ordering::Less) || is(max, Ordering::Greater) {
            let bounds = bounds(min, max);
            return Some(format!("the documentation has {bounds}, and this is {number}"));
        }
    }
    None
}

fn bounds(min: Option<&str>, max: Option<&str>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => min.to_owned(),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "any".to_owned(),
    }
}
