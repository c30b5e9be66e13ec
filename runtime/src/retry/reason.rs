//! Why a call that failed may go better another time.

use std::time::Duration;

use http::StatusCode;

use crate::facts::Retry;

/// What is known of an attempt that failed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Failed<'a> {
    /// The status of the response; `None` where none came, because there was no connection, it was
    /// lost, or it took too long.
    pub status: Option<StatusCode>,
    /// The service's code for the error.
    pub code: Option<&'a str>,
    /// What is stated of the error.
    pub stated: Option<Retry>,
    /// How long the service asks to wait: [`retry_after`](super::retry_after).
    pub retry_after: Option<Duration>,
    /// The request cannot be sent again: its body is a stream of which a part went out.
    pub is_lost: bool,
}

/// Why it may go better another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// There were too many calls.
    Throttled,
    /// The service had a fault of its own.
    Transient,
    /// There was no response.
    Connection,
    /// The clock is too far from the service's, which the response tells.
    Clock,
}

/// Codes that say that there were too many calls, whatever their status.
const THROTTLED: [&str; 15] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequests",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

/// Codes of faults that pass, whatever their status.
const TRANSIENT: [&str; 5] = [
    "IDPCommunicationError",
    "InternalError",
    "RequestTimeout",
    "RequestTimeoutException",
    "ServiceUnavailable",
];

/// Codes that a wrong clock may be the reason of.
const CLOCK: [&str; 4] =
    ["RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed", "SignatureExpired"];

impl Failed<'_> {
    /// Why it may go better another time; `None` if nothing says so.
    pub fn reason(&self) -> Option<Reason> {
        let Some(status) = self.status else { return Some(Reason::Connection) };
        if let Some(code) = self.code {
            if CLOCK.contains(&code) {
                return Some(Reason::Clock);
            }
            if THROTTLED.contains(&code) {
                return Some(Reason::Throttled);
            }
            if TRANSIENT.contains(&code) {
                return Some(Reason::Transient);
            }
        }
        match self.stated {
            Some(Retry::Throttling) => return Some(Reason::Throttled),
            Some(Retry::Transient) => return Some(Reason::Transient),
            None => {}
        }
        match status.as_u16() {
            429 => Some(Reason::Throttled),
            500 | 502..=504 => Some(Reason::Transient),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_statuses_tell() {
        for (status, code, stated, expected) in [
            (None, None, None, Some(Reason::Connection)),
            (Some(200), None, None, None),
            (Some(200), Some("InternalError"), None, Some(Reason::Transient)),
            (Some(400), Some("ThrottlingException"), None, Some(Reason::Throttled)),
            (Some(503), Some("SlowDown"), None, Some(Reason::Throttled)),
            (Some(403), Some("RequestTimeTooSkewed"), None, Some(Reason::Clock)),
            (Some(403), Some("AccessDenied"), None, None),
            (Some(409), Some("Busy"), Some(Retry::Transient), Some(Reason::Transient)),
            (Some(400), Some("Full"), Some(Retry::Throttling), Some(Reason::Throttled)),
            (Some(429), None, None, Some(Reason::Throttled)),
            (Some(500), Some("Strange"), None, Some(Reason::Transient)),
            (Some(501), None, None, None),
            (Some(504), None, None, Some(Reason::Transient)),
        ] {
            let status = status.and_then(|status| StatusCode::from_u16(status).ok());
            let failed = Failed { status, code, stated, ..Failed::default() };
            assert_eq!(failed.reason(), expected, "{failed:?}");
        }
    }
}
