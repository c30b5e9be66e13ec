//! A point in time.

mod civil;
mod epoch;
mod http_date;
mod rfc3339;
mod scan;
#[cfg(feature = "serde")]
pub(crate) mod serde;

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use scan::Scan;

const NANOS_PER_SECOND: u32 = 1_000_000_000;

/// A point in time: seconds since 1970-01-01T00:00:00Z, before or after it, and nanoseconds.
///
/// It is written and read as RFC 3339 ([`Display`](fmt::Display) and [`FromStr`]), as seconds with
/// a fraction, and as the date of HTTP's headers: the three ways that services use.
///
/// ```
/// use doc_bindgen_runtime::Timestamp;
///
/// let time: Timestamp = "1985-04-12T23:20:50.52Z".parse()?;
/// assert_eq!(time.epoch_seconds().to_string(), "482196050.52");
/// assert_eq!(time.http_date().to_string(), "Fri, 12 Apr 1985 23:20:50 GMT");
/// assert_eq!(Timestamp::parse_epoch_seconds("482196050.52")?, time);
/// # Ok::<(), doc_bindgen_runtime::TimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    /// Less than a second, and after `seconds` even where that is negative.
    nanos: u32,
}

impl Timestamp {
    /// The earliest.
    pub const MIN: Self = Timestamp { seconds: i64::MIN, nanos: 0 };
    /// The latest.
    pub const MAX: Self = Timestamp { seconds: i64::MAX, nanos: NANOS_PER_SECOND - 1 };
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Timestamp { seconds: 0, nanos: 0 };

    /// So many seconds after 1970-01-01T00:00:00Z, or before it where negative.
    pub const fn from_secs(seconds: i64) -> Self {
        Timestamp { seconds, nanos: 0 }
    }

    /// So many seconds after 1970-01-01T00:00:00Z and so many nanoseconds after that second;
    /// `None` where these are a second or more.
    pub const fn from_secs_and_nanos(seconds: i64, nanos: u32) -> Option<Self> {
        if nanos < NANOS_PER_SECOND { Some(Timestamp { seconds, nanos }) } else { None }
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn secs(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds after that second.
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// The time of the system's clock.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// The point that long after this one, if there is one.
    pub fn checked_add(self, duration: Duration) -> Option<Self> {
        let nanos = self.nanos + duration.subsec_nanos();
        let seconds = i128::from(self.seconds)
            + i128::from(duration.as_secs())
            + i128::from(nanos / NANOS_PER_SECOND);
        Some(Timestamp { seconds: seconds.try_into().ok()?, nanos: nanos % NANOS_PER_SECOND })
    }

    /// The point that long before this one, if there is one.
    pub fn checked_sub(self, duration: Duration) -> Option<Self> {
        let nanos = NANOS_PER_SECOND + self.nanos - duration.subsec_nanos();
        let seconds = i128::from(self.seconds) - i128::from(duration.as_secs()) - 1
            + i128::from(nanos / NANOS_PER_SECOND);
        Some(Timestamp { seconds: seconds.try_into().ok()?, nanos: nanos % NANOS_PER_SECOND })
    }

    /// Reads RFC 3339: `1996-12-19T16:39:57.25-08:00`.
    ///
    /// What is finer than a nanosecond is dropped, and a leap second is the second after it. Years
    /// that RFC 3339 has no place for are read as ISO 8601 writes them, with a sign.
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimestampError> {
        rfc3339::parse(&mut Scan::new(text)).map_err(|wrong| TimestampError::new("RFC 3339", wrong))
    }

    /// Reads seconds since 1970-01-01T00:00:00Z, with or without a fraction and an exponent.
    ///
    /// What is finer than a nanosecond is dropped.
    pub fn parse_epoch_seconds(text: &str) -> Result<Self, TimestampError> {
        epoch::parse(&mut Scan::new(text)).map_err(|wrong| TimestampError::new("seconds", wrong))
    }

    /// Seconds since 1970-01-01T00:00:00Z. The fraction is that of the shortest decimal number
    /// that is this `f64`: 0.1 is 100 milliseconds, and no nanosecond more.
    pub fn from_epoch_seconds(seconds: f64) -> Result<Self, TimestampError> {
        let unreadable = |expected| TimestampError { format: "seconds", expected, at: 0 };
        if !seconds.is_finite() {
            return Err(unreadable("a finite number"));
        }
        // Past these it is out of range, and its decimal digits would be hundreds.
        if seconds.abs() > 1e19 {
            return Err(unreadable(scan::IN_RANGE));
        }
        Self::parse_epoch_seconds(&seconds.to_string())
    }

    /// Reads a date of HTTP's headers, in the three forms that RFC 9110 asks to be read:
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`.
    ///
    /// Two digits are a year from 1970 to 2069. The name of the day is not held against the date.
    pub fn parse_http_date(text: &str) -> Result<Self, TimestampError> {
        http_date::parse(&mut Scan::new(text))
            .map_err(|wrong| TimestampError::new("date of HTTP", wrong))
    }

    /// Reads any of the three formats: an answer may have another one than its documentation says.
    pub fn parse_any(text: &str) -> Result<Self, TimestampError> {
        let is_date = text.starts_with(|c: char| c.is_ascii_alphabetic());
        // No number has a colon, and no time in the other formats is without.
        match (is_date, text.contains(':')) {
            (true, _) => Self::parse_http_date(text),
            (false, true) => Self::parse_rfc3339(text),
            (false, false) => Self::parse_epoch_seconds(text),
        }
    }

    /// To be shown as seconds since 1970-01-01T00:00:00Z, with a fraction where there is one.
    pub fn epoch_seconds(self) -> impl fmt::Display {
        epoch::EpochSeconds(self)
    }

    /// To be shown as a date of HTTP's headers, which end at the second.
    pub fn http_date(self) -> impl fmt::Display {
        http_date::HttpDate(self)
    }
}

/// As RFC 3339, in UTC.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        rfc3339::print(*self, f)
    }
}

/// From RFC 3339.
impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Self::parse_rfc3339(text)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Timestamp::EPOCH.checked_add(after).unwrap_or(Timestamp::MAX),
            Err(before) => {
                Timestamp::EPOCH.checked_sub(before.duration()).unwrap_or(Timestamp::MIN)
            }
        }
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    /// Fails for what the system's clock cannot hold.
    fn try_from(time: Timestamp) -> Result<Self, TimestampError> {
        let whole = Duration::from_secs(time.seconds.unsigned_abs());
        let seconds = if time.seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(whole)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(whole)
        };
        seconds
            .and_then(|seconds| seconds.checked_add(Duration::new(0, time.nanos)))
            .ok_or(TimestampError { format: "time of the system", expected: scan::IN_RANGE, at: 0 })
    }
}

/// A text that is no [`Timestamp`]: what was expected instead, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampError {
    format: &'static str,
    expected: &'static str,
    at: usize,
}

impl TimestampError {
    fn new(format: &'static str, wrong: scan::Wrong) -> Self {
        TimestampError { format, expected: wrong.expected, at: wrong.at }
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TimestampError { format, expected, at } = self;
        write!(f, "not a timestamp as {format}: expected {expected} at byte {at}")
    }
}

impl std::error::Error for TimestampError {}

#[cfg(test)]
mod tests;
