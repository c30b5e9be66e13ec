//! Whether the work that something makes grows with the square of what it is given.

use std::time::{Duration, Instant};
use std::{fs, thread};

/// What is over this soon has no square in it that a page could make felt.
const SOON: Duration = Duration::from_millis(2);

/// Runs `read` over a quarter of `count` pieces and over all of them, and fails if four times as many
/// keep the processor busy for more than eight times as long: a reader that goes over all of its text
/// for each piece takes sixteen times as long. The least of several runs counts, and there are only
/// as many runs as it takes to be sure.
pub(crate) fn assert_no_square(piece: &str, count: usize, read: impl Fn(&str)) {
    let (small, large) = (piece.repeat(count / 4), piece.repeat(count));
    let time = |text: &str| {
        let begin = Clock::now();
        read(text);
        begin.elapsed()
    };
    let (mut least_small, mut least_large) = (Duration::MAX, Duration::MAX);
    for _ in 0..10 {
        least_small = least_small.min(time(&small));
        least_large = least_large.min(time(&large));
        if least_large <= SOON || least_large < least_small * 8 {
            return;
        }
    }
    panic!(
        "{piece:?}: {} of them take {least_small:?}, and {count} take {least_large:?}",
        count / 4
    );
}

/// What this thread has kept a processor busy, where the system tells, so that it makes no difference
/// what else the machine has to do; else the time of day.
struct Clock {
    busy: Option<Duration>,
    begin: Instant,
}

impl Clock {
    fn now() -> Self {
        Clock { busy: busy(), begin: Instant::now() }
    }

    fn elapsed(&self) -> Duration {
        match (self.busy, busy()) {
            (Some(before), Some(now)) => now - before,
            _ => self.begin.elapsed(),
        }
    }
}

fn busy() -> Option<Duration> {
    // Linux brings the figure up to date when another thread may have its turn.
    thread::yield_now();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

#[test]
#[should_panic(expected = "of them take")]
fn what_looks_at_everything_again_takes_the_square() {
    assert_no_square("a", 4_000, |text| {
        let again = (0..text.len()).map(|at| text[at..].bytes().filter(|b| *b == b'b').count());
        assert_eq!(again.sum::<usize>(), 0);
    });
}

#[test]
fn what_looks_once_takes_no_square() {
    assert_no_square("a", 4_000_000, |text| assert_eq!(text.matches('b').count(), 0));
}
