//! Seconds since 1970 as a decimal number.

use std::fmt;

use super::scan::{self, Scan, Wrong};
use super::{NANOS_PER_SECOND, Timestamp, rfc3339};

pub struct EpochSeconds(pub Timestamp);

impl fmt::Display for EpochSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Timestamp { seconds, nanos } = self.0;
        if seconds >= 0 || nanos == 0 {
            write!(f, "{seconds}")?;
            return rfc3339::fraction(nanos, f);
        }
        // Nanoseconds count upwards from the second below; digits after a point count away from 0.
        write!(f, "-{}", (seconds + 1).unsigned_abs())?;
        rfc3339::fraction(NANOS_PER_SECOND - nanos, f)
    }
}

/// The most digits that a number of seconds needs, leading zeros aside.
const DIGITS: i32 = 19;

pub fn parse(text: &mut Scan<'_>) -> Result<Timestamp, Wrong> {
    let negative = text.take(b'-');
    let expected = text.wrong("a number");
    let whole = text.digits();
    let fraction = if text.take(b'.') { text.digits() } else { &[] };
    if whole.is_empty() {
        return Err(expected);
    }
    let exponent = exponent(text)?;
    text.end()?;

    // The digits as one number, and the place of the point in it.
    let digits = || whole.iter().chain(fraction).copied();
    let point = whole.len() as i64 + i64::from(exponent);
    let zeros = digits().take_while(|digit| *digit == b'0').count() as i64;
    let zero = digits().all(|digit| digit == b'0');
    if !zero && point - zeros > i64::from(DIGITS) {
        return Err(text.wrong(scan::IN_RANGE));
    }
    // Nanoseconds: the digits up to the ninth after the point, at most 28 that are not leading
    // zeros, so they fit.
    let mut nanos: i128 = 0;
    let last = point + 9;
    if !zero && last > zeros {
        for digit in digits().chain(std::iter::repeat(b'0')).take(last as usize) {
            nanos = nanos * 10 + i128::from(digit - b'0');
        }
    }
    let nanos = if negative { -nanos } else { nanos };
    let second = i128::from(NANOS_PER_SECOND);
    let seconds = nanos.div_euclid(second).try_into();
    let seconds = seconds.map_err(|_| text.wrong(scan::IN_RANGE))?;
    Ok(Timestamp { seconds, nanos: nanos.rem_euclid(second) as u32 })
}

fn exponent(text: &mut Scan<'_>) -> Result<i32, Wrong> {
    if !text.take(b'e') && !text.take(b'E') {
        return Ok(0);
    }
    let negative = text.take(b'-');
    if !negative {
        text.take(b'+');
    }
    let expected = text.wrong("an exponent");
    let digits = text.digits();
    if digits.is_empty() {
        return Err(expected);
    }
    let number = digits.iter().fold(0_i32, |number, digit| {
        number.saturating_mul(10).saturating_add(i32::from(digit - b'0'))
    });
    Ok(if negative { -number } else { number })
}
