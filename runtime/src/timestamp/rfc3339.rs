//! RFC 3339, and ISO 8601's signed years for what lies beyond it.

use std::fmt;

use super::scan::{Scan, Wrong};
use super::{Timestamp, civil};

pub fn print(time: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (year, month, day) = civil::date(time.seconds.div_euclid(86_400));
    let second = time.seconds.rem_euclid(86_400);
    match year {
        0..=9999 => write!(f, "{year:04}")?,
        _ => write!(f, "{year:+05}")?,
    }
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    write!(f, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
    fraction(time.nanos, f)?;
    f.write_str("Z")
}

/// A point and the digits that are needed, or nothing.
pub fn fraction(nanos: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if nanos == 0 {
        return Ok(());
    }
    let (mut nanos, mut width) = (nanos, 9);
    while nanos.is_multiple_of(10) {
        nanos /= 10;
        width -= 1;
    }
    write!(f, ".{nanos:0width$}")
}

pub fn parse(text: &mut Scan<'_>) -> Result<Timestamp, Wrong> {
    let year = year(text)?;
    text.expect(b'-', "a hyphen")?;
    let month = text.pair(1, 12, "a month")?;
    text.expect(b'-', "a hyphen")?;
    let day = text.pair(1, 31, "a day")?;
    match text.peek() {
        Some(separator @ (b'T' | b't' | b' ')) => text.take(separator),
        _ => return Err(text.wrong("a T")),
    };
    let time = text.time_of_day()?;
    let east = offset(text)?;
    text.end()?;
    text.timestamp((year, month, day), time, east)
}

fn year(text: &mut Scan<'_>) -> Result<i64, Wrong> {
    let sign = match text.peek() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return text.year(),
    };
    text.take(b'+');
    text.take(b'-');
    let wrong = text.wrong("a year of four to twelve digits");
    let digits = text.digits();
    if !(4..=12).contains(&digits.len()) {
        return Err(wrong);
    }
    Ok(sign * digits.iter().fold(0, |year, digit| year * 10 + i64::from(digit - b'0')))
}

/// The seconds that a clock is ahead of UTC.
fn offset(text: &mut Scan<'_>) -> Result<i32, Wrong> {
    let sign = match text.peek() {
        Some(b'Z' | b'z') => 0,
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Err(text.wrong("Z or an offset from UTC")),
    };
    for byte in *b"Zz+-" {
        if text.take(byte) {
            break;
        }
    }
    if sign == 0 {
        return Ok(0);
    }
    let hours = text.pair(0, 23, "the hours of an offset")?;
    text.expect(b':', "a colon")?;
    let minutes = text.pair(0, 59, "the minutes of an offset")?;
    Ok(sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60))
}
