//! Values without parts, as text: in paths, queries, headers, forms and XML.

use crate::value::{Slot, Value, View};
use crate::wire::TimestampFormat;
use crate::{Blob, Timestamp};

/// Appends a value without parts. `false` if it has parts, or none that text can hold.
pub(super) fn push(view: View<'_>, format: TimestampFormat, out: &mut String) -> bool {
    use std::fmt::Write;

    let written = match view {
        View::Boolean(value) => write!(out, "{value}"),
        View::Integer(value) => write!(out, "{value}"),
        View::Float(value) => match special(value.into()) {
            Some(word) => out.write_str(word),
            None => write!(out, "{value:?}"),
        },
        View::Double(value) => match special(value) {
            Some(word) => out.write_str(word),
            None => write!(out, "{value:?}"),
        },
        View::String(value) => out.write_str(value),
        View::Timestamp(value) => match format {
            TimestampFormat::EpochSeconds => write!(out, "{}", value.epoch_seconds()),
            TimestampFormat::DateTime => write!(out, "{value}"),
            TimestampFormat::HttpDate => write!(out, "{}", value.http_date()),
        },
        View::Blob(value) => out.write_str(&value.to_base64()),
        View::Stream(value) => match value.as_bytes() {
            Some(bytes) => out.write_str(&Blob::from(&**bytes).to_base64()),
            None => return false,
        },
        View::Document(value) => write!(out, "{value}"),
        _ => return false,
    };
    written.is_ok()
}

/// The word for a number that is none, or is infinite.
pub(super) fn special(value: f64) -> Option<&'static str> {
    match value {
        _ if value.is_finite() => None,
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => Some("NaN"),
    }
}

/// Reads text into a value without parts. A timestamp may be of any format, as services do not keep
/// to theirs. If the text is none of the value's kind, what was expected is the error.
pub(super) fn read(text: &str, value: &mut dyn Value) -> Result<(), &'static str> {
    into(text, &mut value.slot())
}

/// The same, of a value that was asked already.
pub(super) fn into(text: &str, slot: &mut Slot<'_>) -> Result<(), &'static str> {
    match slot {
        Slot::Boolean(value) => {
            **value = match text.trim() {
                "true" | "True" | "TRUE" | "1" => true,
                "false" | "False" | "FALSE" | "0" => false,
                _ => return Err("`true` or `false`"),
            };
        }
        Slot::Integer(value) => **value = integer(text).ok_or("a whole number")?,
        Slot::Float(value) => **value = double(text).ok_or("a number")? as f32,
        Slot::Double(value) => **value = double(text).ok_or("a number")?,
        Slot::String(value) => text.clone_into(*value),
        Slot::Enumeration(value) => value.set(text),
        Slot::Timestamp(value) => {
            **value = Timestamp::parse_any(text.trim()).map_err(|_| "a timestamp")?
        }
        Slot::Blob(value) => **value = Blob::from_base64(text.trim()).ok_or("base64")?,
        Slot::Stream(value) => {
            // One that is no whole body is bytes among others.
            **value = Blob::from_base64(text.trim()).ok_or("base64")?.into()
        }
        Slot::Document(value) => **value = text.into(),
        _ => return Err("no text"),
    }
    Ok(())
}

/// A whole number, which may be written as `30.0` or `1.0E10`.
pub(super) fn integer(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse().ok().or_else(|| whole(text.parse().ok()?))
}

/// The whole number that a number is.
pub(super) fn whole(value: f64) -> Option<i64> {
    // From 2^63 on, the next number that an `f64` holds is no `i64`.
    let fits = value.fract() == 0.0 && value >= i64::MIN as f64 && value < i64::MAX as f64;
    fits.then_some(value as i64)
}

/// A number, or the word for one that is none.
pub(super) fn double(text: &str) -> Option<f64> {
    match text.trim() {
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        text => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &dyn Value, format: TimestampFormat) -> String {
        let mut out = String::new();
        assert!(push(value.view(), format, &mut out));
        out
    }

    #[test]
    fn what_is_written_is_read() {
        let at = Timestamp::parse_rfc3339("1985-04-12T23:20:50Z").unwrap();
        for format in
            [TimestampFormat::DateTime, TimestampFormat::EpochSeconds, TimestampFormat::HttpDate]
        {
            let mut back = Timestamp::default();
            read(&written(&at, format), &mut back).unwrap();
            assert_eq!(back, at);
        }
        assert_eq!(written(&f64::NEG_INFINITY, TimestampFormat::DateTime), "-Infinity");
        assert_eq!(written(&1.0_f64, TimestampFormat::DateTime), "1.0");
        assert_eq!(written(&true, TimestampFormat::DateTime), "true");
    }

    #[test]
    fn whole_numbers_in_any_notation() {
        assert_eq!(integer("30"), Some(30));
        assert_eq!(integer(" 30.0 "), Some(30));
        assert_eq!(integer("1.0E10"), Some(10_000_000_000));
        assert_eq!(integer("9223372036854775807"), Some(i64::MAX));
        assert_eq!(integer("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(integer("9223372036854775808"), None);
        assert_eq!(integer("1e300"), None);
        assert_eq!(integer("0.5"), None);
        assert_eq!(integer("NaN"), None);
    }

    #[test]
    fn what_was_expected_is_said() {
        assert_eq!(read("yes", &mut false), Err("`true` or `false`"));
        assert_eq!(read("x", &mut 0_i64), Err("a whole number"));
        assert_eq!(read("yesterday", &mut Timestamp::default()), Err("a timestamp"));
    }
}
