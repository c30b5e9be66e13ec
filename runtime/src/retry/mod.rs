//! Whether a call that failed is made again, and when.
//!
//! Nothing in here waits, and chance and time are arguments: [`Attempts::failed`] says how long to wait
//! before the next attempt, or that there is none.
//!
//! ```
//! use doc_bindgen_runtime::retry::{Attempts, Bucket, Failed, Policy};
//! use http::StatusCode;
//! use std::time::Duration;
//!
//! let (policy, bucket) = (Policy::STANDARD, Bucket::default());
//! let mut attempts = Attempts::new(policy, &bucket);
//! let failed = Failed { status: Some(StatusCode::SERVICE_UNAVAILABLE), ..Failed::default() };
//! assert_eq!(attempts.failed(&failed, 0.5), Some(Duration::from_millis(500)));
//! assert_eq!(attempts.failed(&failed, 0.5), Some(Duration::from_secs(1)));
//! assert_eq!(attempts.failed(&failed, 0.5), None, "three attempts are enough");
//! ```

mod after;
mod bucket;
mod clock;
mod reason;

use std::time::Duration;

pub use after::retry_after;
pub use bucket::Bucket;
pub use clock::Clock;
pub use reason::{Failed, Reason};

/// How often a call is made, and how long is waited between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// All attempts, the first among them.
    pub attempts: u32,
    /// The most that is waited before the second attempt; each time after that it is twice as much.
    pub first: Duration,
    /// The most that is waited at all, but for what a service asks for.
    pub longest: Duration,
    /// The most that is waited because a service asks for it. Where it asks for more, the call fails:
    /// who called may know better what to do meanwhile.
    pub longest_asked: Duration,
}

impl Policy {
    /// Three attempts, as the SDKs of AWS make them in their mode `standard`.
    pub const STANDARD: Self = Policy {
        attempts: 3,
        first: Duration::from_secs(1),
        longest: Duration::from_secs(20),
        longest_asked: Duration::from_secs(60),
    };
    /// One attempt.
    pub const NEVER: Self = Policy { attempts: 1, ..Self::STANDARD };

    /// For a service, by its id: dynamodb answers within milliseconds, so its SDKs ask sooner and
    /// once more.
    pub fn of(service: &str) -> Self {
        match service {
            "dynamodb" | "dynamodbstreams" => {
                Policy { attempts: 4, first: Duration::from_millis(50), ..Self::STANDARD }
            }
            _ => Self::STANDARD,
        }
    }

    /// What is waited before an attempt: anything up to a bound that doubles, so that callers who
    /// failed together do not come back together. `chance` is at least 0 and less than 1.
    fn wait(&self, failures: u32, chance: f64) -> Duration {
        let factor = 1_u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
        let bound = self.first.saturating_mul(factor).min(self.longest);
        let chance = if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 1.0 };
        bound.mul_f64(chance)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Policy::STANDARD
    }
}

/// The attempts of one call.
#[derive(Debug)]
pub struct Attempts<'a> {
    policy: Policy,
    bucket: &'a Bucket,
    failures: u32,
    /// What the last attempt but the first has taken out of the bucket.
    taken: u32,
    corrected: bool,
}

impl<'a> Attempts<'a> {
    /// A call that was not made yet. The bucket is that of all calls of a client.
    pub fn new(policy: Policy, bucket: &'a Bucket) -> Self {
        Attempts { policy, bucket, failures: 0, taken: 0, corrected: false }
    }

    /// Which attempt it is, from 1.
    pub fn attempt(&self) -> u32 {
        self.failures + 1
    }

    /// How long to wait before the next attempt; `None` if the failure is to be returned. `chance` is
    /// random, at least 0 and less than 1.
    pub fn failed(&mut self, failed: &Failed<'_>, chance: f64) -> Option<Duration> {
        let reason = failed.reason()?;
        if failed.is_lost || self.attempt() >= self.policy.attempts {
            return None;
        }
        // Another time is signed with at once, and only once: then it is not the time.
        if reason == Reason::Clock && std::mem::replace(&mut self.corrected, true) {
            return None;
        }
        let asked = failed.retry_after.unwrap_or_default();
        if asked > self.policy.longest_asked {
            return None;
        }
        let cost = Bucket::cost(reason);
        if !self.bucket.take(cost) {
            return None;
        }
        self.taken = cost;
        self.failures += 1;
        Some(match reason {
            Reason::Clock => Duration::ZERO,
            _ => self.policy.wait(self.failures, chance).max(asked),
        })
    }

    /// The attempt succeeded: what it has taken is given back, or a little where it is the first.
    pub fn succeeded(self) {
        self.bucket.give(self.taken.max(1));
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    fn failed(status: u16) -> Failed<'static> {
        Failed { status: StatusCode::from_u16(status).ok(), ..Failed::default() }
    }

    #[test]
    fn waits_double_up_to_a_bound() {
        let policy = Policy::STANDARD;
        let waits: Vec<u64> = (1..8).map(|at| policy.wait(at, 1.0).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 20, 20]);
        assert_eq!(policy.wait(u32::MAX, 1.0), policy.longest);
        assert_eq!(policy.wait(3, 0.0), Duration::ZERO);
        assert_eq!(policy.wait(1, f64::NAN), policy.first);
        assert_eq!(Policy::of("dynamodb").wait(1, 1.0), Duration::from_millis(50));
    }

    #[test]
    fn a_call_ends_when_there_is_no_reason_to_go_on() {
        let bucket = Bucket::default();
        for (policy, failure, expected) in [
            (Policy::STANDARD, failed(500), 3),
            (Policy::of("dynamodb"), failed(429), 4),
            (Policy::NEVER, failed(500), 1),
            (Policy::STANDARD, failed(400), 1),
            (Policy::STANDARD, Failed { is_lost: true, ..failed(500) }, 1),
            (Policy::STANDARD, Failed { code: Some("RequestTimeTooSkewed"), ..failed(403) }, 2),
        ] {
            let mut attempts = Attempts::new(policy, &bucket);
            while attempts.failed(&failure, 0.5).is_some() {}
            assert_eq!(attempts.attempt(), expected, "{failure:?}");
        }
    }

    #[test]
    fn a_service_is_waited_for_as_long_as_it_asks_within_bounds() {
        let bucket = Bucket::default();
        for (asked, expected) in [(0, Some(0)), (5, Some(5)), (60, Some(60)), (61, None)] {
            let failure = Failed { retry_after: Some(Duration::from_secs(asked)), ..failed(429) };
            let wait = Attempts::new(Policy::STANDARD, &bucket).failed(&failure, 0.0);
            assert_eq!(wait, expected.map(Duration::from_secs));
        }
    }

    #[test]
    fn where_everything_fails_few_are_tried_again() {
        let bucket = Bucket::default();
        let again = (0..1000)
            .filter(|_| {
                Attempts::new(Policy::STANDARD, &bucket).failed(&failed(500), 0.5).is_some()
            })
            .count();
        assert_eq!(again, 100, "500 tokens, 5 each");
        // What succeeds fills it again, slowly.
        (0..5).for_each(|_| Attempts::new(Policy::STANDARD, &bucket).succeeded());
        let mut attempts = Attempts::new(Policy::STANDARD, &bucket);
        assert!(attempts.failed(&failed(500), 0.5).is_some());
        assert!(attempts.failed(&failed(500), 0.5).is_none());
        attempts.succeeded();
        assert!(bucket.take(5) && !bucket.take(1), "what a call took it gives back");
    }
}
