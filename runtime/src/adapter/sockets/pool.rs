//! Connections that are kept.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::link::Link;

/// Connections that nobody uses now. There are never more of them than calls were under way at once.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Idle>>);

struct Idle {
    key: String,
    since: Instant,
    link: Link,
}

/// How long one is kept.
const LONGEST: Duration = Duration::from_secs(60);

impl Pool {
    /// The one that was used last, if it serves still.
    pub(super) fn take(&self, key: &str) -> Option<Link> {
        loop {
            let (old, found) = {
                let mut all = self.lock();
                let now = Instant::now();
                // They stand in the order in which they were kept.
                let kept = all.partition_point(|idle| now.duration_since(idle.since) > LONGEST);
                let old: Vec<Idle> = all.drain(..kept).collect();
                let found = all.iter().rposition(|idle| idle.key == key);
                (old, found.map(|place| all.remove(place)))
            };
            // Closing takes calls of the system, and so does asking: nobody has to wait for that.
            drop(old);
            let mut link = found?.link;
            if link.is_idle() {
                return Some(link);
            }
        }
    }

    pub(super) fn keep(&self, key: String, link: Link) {
        self.lock().push(Idle { key, since: Instant::now(), link });
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
