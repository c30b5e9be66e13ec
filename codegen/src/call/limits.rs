//! What the documentation says that a value may be.
//!
//! It is the service that decides, and documentation of bounds is often of another day. So what goes
//! beyond them is a doubt and no error. A pattern is in whatever dialect of regular expressions its author
//! had in mind: one that is none here, as it looks around or back, says nothing.

use std::cmp::Ordering;

use regex::RegexBuilder;
use serde_json::Value;

use crate::spec::{Limits, Scalar, Type};

/// How large a pattern may get, in bytes: those of documentation stay far below.
const LARGEST: usize = 1 << 20;

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
    if let (Some(pattern), Value::String(text)) = (&limits.pattern, given)
        && let Ok(found) = RegexBuilder::new(pattern).size_limit(LARGEST).build()
        && !found.is_match(text)
    {
        return Some(format!("the documentation has texts like {pattern}, and this is none"));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_held_against_a_pattern_that_is_one_here() {
        let told = |pattern: &str, text: &str| {
            let limits = Limits { pattern: Some(pattern.into()), ..Limits::default() };
            doubt(&limits, &Type::Scalar(Scalar::String), &Value::from(text))
        };
        let arn = "arn:aws[a-z-]*:sqs:.+";
        assert_eq!(told(arn, "arn:aws-cn:sqs:eu-west-1:1:jobs"), None);
        assert_eq!(
            told(arn, "jobs").as_deref(),
            Some("the documentation has texts like arn:aws[a-z-]*:sqs:.+, and this is none"),
        );
        // As in the documentation, only signs at its ends make it one of the whole text.
        assert_eq!(told("[a-z]+", "1a"), None);
        assert!(told("^[a-z]+$", "1a").is_some());
        assert_eq!(told(r"^[\p{L}\p{Z}\p{N}_.:/=+-]*$", "Größe: 3 m"), None);
        // What looks ahead, and what is too large, says nothing.
        assert_eq!(told("^(?!aws:).*$", "aws:x"), None);
        assert_eq!(told("(((a{1000}){1000}){1000}){1000}", "b"), None);
    }
}
