//! Waiting without an async runtime: one thread that wakes who waits.
//!
//! ```
//! use std::time::Duration;
//! use doc_bindgen_runtime::{blocking::wait, timer};
//!
//! wait(timer::sleep(Duration::from_millis(1)));
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// Waits for `duration`, whatever polls it: an async runtime, or [`blocking::wait`](crate::blocking::wait).
/// The thread that wakes is started by the first wait. Where there are no threads, it is the caller's
/// that sleeps.
pub fn sleep(duration: Duration) -> Sleeping {
    Sleeping { until: Instant::now().checked_add(duration), id: None }
}

/// What [`sleep`] gives.
#[must_use = "a wait does nothing unless it is awaited"]
pub struct Sleeping {
    /// `None` if it is beyond what a clock has: never.
    until: Option<Instant>,
    /// What tells it from other waits until the same moment, once it is among them.
    id: Option<u64>,
}

impl Future for Sleeping {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(until) = self.until else { return Poll::Pending };
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Poll::Ready(());
        }
        let mut waits = ALL.lock();
        if !waits.is_served {
            let thread = thread::Builder::new().name("doc-bindgen-timer".to_owned());
            if thread.spawn(|| ALL.serve()).is_err() {
                drop(waits);
                thread::sleep(left);
                return Poll::Ready(());
            }
            waits.is_served = true;
        }
        let id = match self.id {
            Some(id) => id,
            None => {
                waits.last_id += 1;
                waits.last_id
            }
        };
        self.id = Some(id);
        let is_first = waits.wakers.first_key_value().is_none_or(|(first, _)| (until, id) < *first);
        waits.wakers.insert((until, id), cx.waker().clone());
        drop(waits);
        if is_first {
            ALL.changed.notify_one();
        }
        Poll::Pending
    }
}

impl Drop for Sleeping {
    fn drop(&mut self) {
        if let (Some(until), Some(id)) = (self.until, self.id) {
            let waker = ALL.lock().wakers.remove(&(until, id));
            // Nobody knows what it does when it goes, so nothing is locked then.
            drop(waker);
        }
    }
}

impl fmt::Debug for Sleeping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sleeping").field(&self.until).finish()
    }
}

/// What a future gives, or `None` if `sleep` is over before.
#[cfg(any(feature = "credentials", feature = "hyper"))]
pub(crate) async fn before<F: Future>(
    sleep: Option<impl Future<Output = ()>>,
    future: F,
) -> Option<F::Output> {
    let mut future = std::pin::pin!(future);
    let Some(sleep) = sleep else { return Some(future.await) };
    let mut sleep = std::pin::pin!(sleep);
    std::future::poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(it) => Poll::Ready(Some(it)),
        Poll::Pending => sleep.as_mut().poll(cx).map(|()| None),
    })
    .await
}

/// All waits of the process.
static ALL: Timer = Timer { waits: Mutex::new(Waits::NONE), changed: Condvar::new() };

struct Timer {
    waits: Mutex<Waits>,
    /// There is a wait that ends before all others.
    changed: Condvar,
}

struct Waits {
    wakers: BTreeMap<(Instant, u64), Waker>,
    last_id: u64,
    is_served: bool,
}

impl Waits {
    const NONE: Self = Waits { wakers: BTreeMap::new(), last_id: 0, is_served: false };

    /// Who is to be woken now.
    fn due(&mut self) -> Vec<Waker> {
        let now = Instant::now();
        let mut due = Vec::new();
        while let Some(first) = self.wakers.first_entry().filter(|first| first.key().0 <= now) {
            due.push(first.remove());
        }
        due
    }
}

impl Timer {
    fn lock(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self) {
        let mut waits = self.lock();
        loop {
            let due = waits.due();
            if !due.is_empty() {
                drop(waits);
                due.into_iter().for_each(Waker::wake);
                waits = self.lock();
                continue;
            }
            let first = waits.wakers.first_key_value().map(|((until, _), _)| *until);
            waits = match first {
                None => self.changed.wait(waits).unwrap_or_else(PoisonError::into_inner),
                Some(until) => {
                    let left = until.saturating_duration_since(Instant::now());
                    let (waits, _) = self
                        .changed
                        .wait_timeout(waits, left)
                        .unwrap_or_else(PoisonError::into_inner);
                    waits
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocking::wait;

    #[test]
    fn waits_end_in_their_order_whenever_they_began() {
        let start = Instant::now();
        let order = std::sync::Arc::new(Mutex::new(Vec::new()));
        let threads: Vec<_> = [60, 20, 40]
            .map(|millis| {
                let order = std::sync::Arc::clone(&order);
                thread::spawn(move || {
                    wait(sleep(Duration::from_millis(millis)));
                    assert!(start.elapsed() >= Duration::from_millis(millis));
                    order.lock().unwrap().push(millis);
                })
            })
            .into();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(order.lock().unwrap().len(), 3);
    }

    #[test]
    #[cfg(any(feature = "credentials", feature = "hyper"))]
    fn what_is_over_before_counts() {
        let soon = || Some(sleep(Duration::from_millis(1)));
        let never = || std::future::pending::<i32>();
        assert_eq!(wait(before(soon(), never())), None);
        assert_eq!(wait(before(soon(), async { 1 })), Some(1));
        assert_eq!(wait(before(None::<Sleeping>, async { 1 })), Some(1));
        wait(before(soon(), sleep(Duration::MAX)));
    }

    #[test]
    fn a_wait_that_is_dropped_leaves_nothing() {
        let mut long = sleep(Duration::from_secs(3600));
        let polled = Pin::new(&mut long).poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending());
        let key = (long.until.unwrap(), long.id.unwrap());
        assert!(ALL.lock().wakers.contains_key(&key));
        drop(long);
        assert!(!ALL.lock().wakers.contains_key(&key));
    }
}
