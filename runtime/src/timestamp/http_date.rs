//! The dates of HTTP's headers (RFC 9110, section 5.6.7).

use std::fmt;

use super::scan::{Scan, Wrong};
use super::{Timestamp, civil};

/// From the day of the epoch on.
const DAYS: [&str; 7] =
    ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
const SHORT_DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub struct HttpDate(pub Timestamp);

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0.seconds.div_euclid(86_400);
        let second = self.0.seconds.rem_euclid(86_400);
        let (year, month, day) = civil::date(days);
        let name = SHORT_DAYS[days.rem_euclid(7) as usize];
        let month = MONTHS[usize::from(month) - 1];
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "{name}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }
}

pub fn parse(text: &mut Scan<'_>) -> Result<Timestamp, Wrong> {
    if text.name(&DAYS, "a day").is_ok() {
        return rfc850(text);
    }
    text.name(&SHORT_DAYS, "the name of a day")?;
    if text.take(b',') { rfc1123(text) } else { asctime(text) }
}

/// After the day's name and the comma: ` 06 Nov 1994 08:49:37 GMT`.
fn rfc1123(text: &mut Scan<'_>) -> Result<Timestamp, Wrong> {
    text.expect(b' ', "a space")?;
    let day = text.pair(1, 31, "a day")?;
    text.expect(b' ', "a space")?;
    let month = month(text)?;
    text.expect(b' ', "a space")?;
    let year = text.year()?;
    text.expect(b' ', "a space")?;
    let time = text.time_of_day()?;
    gmt(text)?;
    text.timestamp((year, month, day), time, 0)
}

/// After the day's name: `, 06-Nov-94 08:49:37 GMT`.
fn rfc850(text: &mut Scan<'_>) -> Result<Timestamp, Wrong> {
    text.expect(b',', "a comma")?;
    text.expect(b' ', "a space")?;
    let day = text.pair(1, 31, "a day")?;
    text.expect(b'-', "a hyphen")?;
    let month = month(text)?;
    text.expect(b'-', "a hyphen")?;
    let year = match i64::from(text.pair(0, 99, "a year of two digits")?) {
        year @ 70.. => 1900 + year,
        year => 2000 + year,
    };
    text.expect(b' ', "a space")?;
    let time = text.time_of_day()?;
    gmt(text)?;
    text.timestamp((year, month, day), time, 0)
}

/// After the day's name: ` Nov  6 08:49:37 1994`.
fn asctime(text: &mut Scan<'_>) -> Result<Timestamp, Wrong> {
    text.expect(b' ', "a comma or a space")?;
    let month = month(text)?;
    text.expect(b' ', "a space")?;
    let day = if text.take(b' ') {
        let wrong = text.wrong("a day");
        match text.digits() {
            [digit @ b'1'..=b'9'] => digit - b'0',
            _ => return Err(wrong),
        }
    } else {
        text.pair(1, 31, "a day")?
    };
    text.expect(b' ', "a space")?;
    let time = text.time_of_day()?;
    text.expect(b' ', "a space")?;
    let year = text.year()?;
    text.end()?;
    text.timestamp((year, month, day), time, 0)
}

fn month(text: &mut Scan<'_>) -> Result<u8, Wrong> {
    Ok(text.name(&MONTHS, "the name of a month")? as u8 + 1)
}

fn gmt(text: &mut Scan<'_>) -> Result<(), Wrong> {
    text.expect(b' ', "a space")?;
    text.name(&["GMT", "UTC"], "GMT")?;
    text.end()
}
