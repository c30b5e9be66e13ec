//! The time that a service takes for the right one.

use std::sync::atomic::{AtomicI64, Ordering};

use http::HeaderMap;
use http::header::DATE;

use crate::Timestamp;

/// A difference that a service may not forgive: it takes signatures within five minutes, some within
/// fifteen.
const APART: i64 = 4 * 60;

/// How far the clock here is from a service's, as its responses tell. Signatures are made with the
/// service's time, so a clock that is wrong stops nobody.
#[derive(Debug, Default)]
pub struct Clock {
    /// Seconds to add.
    offset: AtomicI64,
}

impl Clock {
    /// The service's time, where the clock here says that it is `here`.
    pub fn corrected(&self, here: Timestamp) -> Timestamp {
        let seconds = here.secs().saturating_add(self.offset.load(Ordering::Relaxed));
        Timestamp::from_secs_and_nanos(seconds, here.subsec_nanos()).unwrap_or(here)
    }

    /// Takes the service's time from a response that came when the clock here said `here`. Whether it
    /// is another than the one that was signed with, so that to sign again may help. A clock that is
    /// off by little is left alone, as a response takes its time.
    pub fn learn(&self, headers: &HeaderMap, here: Timestamp) -> bool {
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let Some(date) = date.and_then(|date| Timestamp::parse_http_date(date).ok()) else {
            return false;
        };
        let off = date.secs().saturating_sub(self.corrected(here).secs());
        if off.saturating_abs() < APART {
            return false;
        }
        self.offset.store(date.secs().saturating_sub(here.secs()), Ordering::Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_far_off_is_put_right() {
        let clock = Clock::default();
        let here: Timestamp = "1994-11-06T08:49:37.5Z".parse().unwrap();
        let learn = |date: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(DATE, date.parse().unwrap());
            (clock.learn(&headers, here), clock.corrected(here).to_string())
        };
        assert!(!clock.learn(&HeaderMap::new(), here));
        for (date, learned, corrected) in [
            ("Sun, 06 Nov 1994 08:51:00 GMT", false, "1994-11-06T08:49:37.5Z"),
            ("sometime", false, "1994-11-06T08:49:37.5Z"),
            ("Sun, 06 Nov 1994 09:49:37 GMT", true, "1994-11-06T09:49:37.5Z"),
            ("Sun, 06 Nov 1994 09:50:00 GMT", false, "1994-11-06T09:49:37.5Z"),
            ("Sat, 05 Nov 1994 08:49:37 GMT", true, "1994-11-05T08:49:37.5Z"),
        ] {
            assert_eq!(learn(date), (learned, corrected.to_owned()), "{date}");
        }
    }
}
