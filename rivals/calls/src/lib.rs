//! What all sides are run with: so many calls, by so many at once, and what they came to.

use std::fs;
use std::future::Future;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Calls that are under way at once.
pub const AT_ONCE: usize = 16;

/// What a run came to.
pub struct Run {
    all: usize,
    next: AtomicUsize,
    failed: AtomicUsize,
    /// Pages of memory that the process held, after each tenth of the calls.
    held: Mutex<Vec<usize>>,
    begin: Instant,
}

impl Run {
    /// Of as many calls as the first argument says.
    pub fn of_arguments() -> Run {
        let all = std::env::args().nth(1).and_then(|it| it.parse().ok()).unwrap_or(100_000);
        Run {
            all,
            next: AtomicUsize::new(0),
            failed: AtomicUsize::new(0),
            held: Mutex::default(),
            begin: Instant::now(),
        }
    }

    /// Makes calls one after the other, as long as any are left.
    pub async fn calls<F: Future<Output = Result<usize, String>>>(&self, call: impl Fn() -> F) {
        while self.begins() {
            self.ended(call().await);
        }
    }

    /// Makes all calls on threads, without an async runtime.
    pub fn blocking_calls(&self, call: impl Fn() -> Result<usize, String> + Sync) {
        thread::scope(|scope| {
            for _ in 0..AT_ONCE {
                scope.spawn(|| {
                    while self.begins() {
                        self.ended(call());
                    }
                });
            }
        });
    }

    /// Tells on a line: seconds by the clock and of the processor, calls that failed, and the KiB held after
    /// each tenth of them.
    pub fn tell(&self) {
        let seconds = self.begin.elapsed().as_secs_f64();
        let failed = self.failed.load(Ordering::Relaxed);
        let mut held = self.held.lock().expect("nobody panics").clone();
        held.push(memory());
        let held: Vec<String> = held.iter().map(usize::to_string).collect();
        println!("{seconds} {} {failed} {}", processor().as_secs_f64(), held.join(" "));
    }

    /// Whether another call is to be made.
    fn begins(&self) -> bool {
        let count = self.next.fetch_add(1, Ordering::Relaxed);
        if count > 0 && count < self.all && count.is_multiple_of((self.all / 10).max(1)) {
            self.held.lock().expect("nobody panics").push(memory());
        }
        count < self.all
    }

    fn ended(&self, tables: Result<usize, String>) {
        if tables != Ok(3) && self.failed.fetch_add(1, Ordering::Relaxed) == 0 {
            eprintln!("the first that failed: {tables:?}");
        }
    }
}

/// The memory that this process holds (`VmRSS`), in KiB; 0 where the system does not tell.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or_default()
}

/// How long this process has kept a processor busy, to a hundredth of a second.
fn processor() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name, which may hold anything, the 12th and 13th value: in user mode and in the system.
    let values = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = values.skip(11).take(2).filter_map(|it| it.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
