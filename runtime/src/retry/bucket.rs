//! How many attempts more all calls of a client may make together.

use std::sync::atomic::{AtomicU32, Ordering};

use super::Reason;

/// Tokens that attempts after the first are paid with. Where a service fails for all, they are soon
/// spent, and it is not asked twice as much at the very time that it can do least.
#[derive(Debug)]
pub struct Bucket {
    full: u32,
    left: AtomicU32,
}

impl Bucket {
    /// With that many tokens, and never more.
    pub const fn new(tokens: u32) -> Self {
        Bucket { full: tokens, left: AtomicU32::new(tokens) }
    }

    /// What an attempt costs because of that.
    pub(super) fn cost(reason: Reason) -> u32 {
        match reason {
            Reason::Connection => 10,
            Reason::Throttled | Reason::Transient => 5,
            // That the clock is wrong says nothing of the service.
            Reason::Clock => 0,
        }
    }

    /// Takes so many tokens, if there are as many.
    pub(super) fn take(&self, tokens: u32) -> bool {
        let less = |left: u32| left.checked_sub(tokens);
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    /// Gives so many tokens back.
    pub(super) fn give(&self, tokens: u32) {
        let more = |left: u32| Some(left.saturating_add(tokens).min(self.full));
        // It never says no.
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

/// With 500 tokens, as the SDKs of AWS have it: a hundred attempts more.
impl Default for Bucket {
    fn default() -> Self {
        Bucket::new(500)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_never_fuller_than_full_nor_emptier_than_empty() {
        let bucket = Bucket::new(7);
        assert!(bucket.take(5) && !bucket.take(3) && bucket.take(2) && !bucket.take(1));
        bucket.give(u32::MAX);
        bucket.give(1);
        assert!(bucket.take(7) && !bucket.take(1) && bucket.take(0));
    }
}
