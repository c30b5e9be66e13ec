//! What carries requests, and what tells the time: both can be put in the place of the real ones.

use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Address;

/// A request for a page.
#[derive(Debug)]
pub struct Request<'a> {
    /// Where it is.
    pub address: &'a Address,
    /// Headers, in small letters.
    pub headers: Vec<(&'static str, String)>,
    /// The most bytes that may come.
    pub largest: u64,
}

/// What came.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers, their names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body, whole.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim())
    }
}

/// Why nothing came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The site was not reached, or broke off.
    Broken(String),
    /// More came than may.
    TooLarge,
}

/// What carries requests. Follows no redirect, and takes no status for an error.
pub trait Transport: Sync {
    /// Sends a request and waits until all of the answer is there.
    ///
    /// # Errors
    ///
    /// If not all of it came, or too much.
    fn send(&self, request: &Request<'_>) -> Result<Answer, Refusal>;
}

/// What tells the time, and lets it pass.
pub trait Clock: Sync {
    /// The time since 1970.
    fn now(&self) -> Duration;
    /// Waits.
    fn sleep(&self, time: Duration);
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }
}
