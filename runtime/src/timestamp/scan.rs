//! Reading a timestamp's parts, one after the other.

use super::{Timestamp, civil};

/// What a number that cannot be held should have been.
pub const IN_RANGE: &str = "a time that 64 bits of seconds can hold";

/// What was expected, and where.
#[derive(Debug)]
pub struct Wrong {
    pub expected: &'static str,
    pub at: usize,
}

/// What is left of a text.
pub struct Scan<'a> {
    rest: &'a [u8],
    whole: usize,
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Self {
        Scan { rest: text.as_bytes(), whole: text.len() }
    }

    pub fn wrong(&self, expected: &'static str) -> Wrong {
        Wrong { expected, at: self.whole - self.rest.len() }
    }

    pub fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Takes the byte if it is the next one.
    pub fn take(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    pub fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), Wrong> {
        if self.take(byte) { Ok(()) } else { Err(self.wrong(expected)) }
    }

    pub fn end(&self) -> Result<(), Wrong> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.wrong("its end")) }
    }

    /// Digits, as many as there are.
    pub fn digits(&mut self) -> &'a [u8] {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        digits
    }

    /// Exactly two digits that are a number from `min` to `max`.
    pub fn pair(&mut self, min: u8, max: u8, expected: &'static str) -> Result<u8, Wrong> {
        let wrong = self.wrong(expected);
        match *self.rest {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ref rest @ ..] => {
                self.rest = rest;
                let number = (tens - b'0') * 10 + (ones - b'0');
                if (min..=max).contains(&number) { Ok(number) } else { Err(wrong) }
            }
            _ => Err(wrong),
        }
    }

    /// Exactly four digits.
    pub fn year(&mut self) -> Result<i64, Wrong> {
        let century = self.pair(0, 99, "a year of four digits")?;
        let year = self.pair(0, 99, "a year of four digits")?;
        Ok(i64::from(century) * 100 + i64::from(year))
    }

    /// The nanoseconds of a fraction, if one follows. What is finer is dropped.
    pub fn fraction(&mut self) -> Result<u32, Wrong> {
        if !self.take(b'.') {
            return Ok(0);
        }
        let wrong = self.wrong("digits after the point");
        let digits = self.digits();
        if digits.is_empty() { Err(wrong) } else { Ok(nanos(digits)) }
    }

    /// One of the names, in any case; gives its place among them.
    pub fn name(&mut self, names: &[&str], expected: &'static str) -> Result<usize, Wrong> {
        let found = names.iter().position(|name| {
            self.rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
        });
        let index = found.ok_or_else(|| self.wrong(expected))?;
        self.rest = &self.rest[names[index].len()..];
        Ok(index)
    }

    /// `23:59:59`, with a fraction or not.
    pub fn time_of_day(&mut self) -> Result<TimeOfDay, Wrong> {
        let hour = self.pair(0, 23, "an hour")?;
        self.expect(b':', "a colon")?;
        let minute = self.pair(0, 59, "a minute")?;
        self.expect(b':', "a colon")?;
        let second = self.pair(0, 60, "a second")?;
        let seconds = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
        Ok(TimeOfDay { seconds, nanos: self.fraction()?, leap: second == 60 })
    }

    /// The point in time of a date and a time of day, so many seconds east of UTC. A day must be
    /// one of its month, and a leap second the last one of a day in UTC.
    pub fn timestamp(
        &self,
        (year, month, day): (i64, u8, u8),
        time: TimeOfDay,
        east: i32,
    ) -> Result<Timestamp, Wrong> {
        if day > civil::days_of_month(year, month) {
            return Err(self.wrong("a day that the month has"));
        }
        let days = i128::from(civil::days_since_epoch(year, month, day));
        let seconds = days * 86_400 + i128::from(time.seconds) - i128::from(east);
        if time.leap && seconds.rem_euclid(86_400) != 0 {
            return Err(self.wrong("a leap second at the end of a day"));
        }
        let seconds = seconds.try_into().map_err(|_| self.wrong(IN_RANGE))?;
        Ok(Timestamp { seconds, nanos: time.nanos })
    }
}

/// A time of day as a clock shows it.
pub struct TimeOfDay {
    /// Since midnight.
    seconds: u32,
    nanos: u32,
    /// The clock shows a 60th second.
    leap: bool,
}

/// The nanoseconds that the digits after a point are.
pub fn nanos(digits: &[u8]) -> u32 {
    let kept = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
    kept.fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0'))
}
