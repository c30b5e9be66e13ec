//! Several ways to do one thing, by turns.

use std::time::{Duration, Instant};

use stats_alloc::Region;

use crate::ALLOCATOR;

/// Something that is done in several ways, the first of which the others are compared with.
pub struct Race<'a> {
    pub what: &'a str,
    /// How many bytes are read or written.
    pub bytes: usize,
    pub runners: Vec<Runner<'a>>,
}

/// One of the ways.
pub struct Runner<'a> {
    name: &'a str,
    run: Box<dyn Fn() -> Lap + 'a>,
    laps: Vec<Lap>,
}

/// What one run took.
#[derive(Clone, Copy)]
pub struct Lap {
    time: Duration,
    allocations: usize,
    allocated: usize,
}

impl<'a> Runner<'a> {
    pub fn new(name: &'a str, run: impl Fn() -> Lap + 'a) -> Self {
        Runner { name, run: Box::new(run), laps: Vec::new() }
    }
}

/// Runs something once. What it gives is dropped when the time was taken.
pub fn lap<T>(run: impl FnOnce() -> T) -> Lap {
    let region = Region::new(ALLOCATOR);
    let begin = Instant::now();
    let result = std::hint::black_box(run());
    let time = begin.elapsed();
    let change = region.change();
    drop(result);
    Lap {
        time,
        allocations: change.allocations + change.reallocations,
        allocated: change.bytes_allocated,
    }
}

impl Race<'_> {
    /// Runs everyone in each round, and prints what it took: the median of the times, and of the ratios to
    /// the first of the same round, so that what else the machine does meanwhile falls on all alike.
    pub fn run(mut self, rounds: usize) {
        for round in 0..rounds + 2 {
            for runner in &mut self.runners {
                let lap = (runner.run)();
                // The first rounds warm the caches.
                if round >= 2 {
                    runner.laps.push(lap);
                }
            }
        }
        let (first, megabytes) = (&self.runners[0], self.bytes as f64 / 1e6);
        for runner in &self.runners {
            let seconds = median(runner.laps.iter().map(|lap| lap.time.as_secs_f64()));
            let pairs = runner.laps.iter().zip(&first.laps);
            let ratio = median(pairs.map(|(a, b)| a.time.as_secs_f64() / b.time.as_secs_f64()));
            let lap = runner.laps[0];
            println!(
                "| {} | {megabytes:.2} | {} | {:.3} | {:.0} | {ratio:.2} | {} | {:.2} |",
                self.what,
                runner.name,
                seconds * 1e3,
                megabytes / seconds,
                lap.allocations,
                lap.allocated as f64 / 1e6,
            );
        }
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
