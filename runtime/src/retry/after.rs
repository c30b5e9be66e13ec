//! How long a service asks to wait.

use std::time::Duration;

use http::HeaderMap;

use crate::Timestamp;

/// How long the headers of a response ask to wait: `Retry-After` in seconds or as a date, which `now`
/// tells how far away it is, or `x-amz-retry-after` in milliseconds.
pub fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let number = |name: &str| text(name)?.parse::<u64>().ok();
    if let Some(millis) = number("x-amz-retry-after") {
        return Some(Duration::from_millis(millis));
    }
    if let Some(seconds) = number("retry-after") {
        return Some(Duration::from_secs(seconds));
    }
    let date = Timestamp::parse_http_date(text("retry-after")?).ok()?;
    // A date that has gone by asks for no wait.
    let seconds = u64::try_from(date.secs().saturating_sub(now.secs())).unwrap_or_default();
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_milliseconds_and_dates() {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().unwrap();
        for (name, value, expected) in [
            ("retry-after", "120", Some(120_000)),
            ("retry-after", " 0 ", Some(0)),
            ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT", Some(37_000)),
            ("retry-after", "Sun, 06 Nov 1994 08:48:37 GMT", Some(0)),
            ("retry-after", "soon", None),
            ("retry-after", "-1", None),
            ("x-amz-retry-after", "1500", Some(1500)),
            ("x-amz-retry-after", "1.5", None),
            ("other", "1", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            assert_eq!(retry_after(&headers, now), expected.map(Duration::from_millis), "{value}");
        }
    }
}
