//! Doing one thing to many items on every core. The command and the proofs take this file too, so that
//! the library need not show it.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads to use where nobody said.
pub fn default_jobs() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Calls `work` on every item, on `jobs` threads, and gives the results in the order of the items.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let jobs = jobs.get().min(items.len()).max(1);
    if jobs == 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                let mut mine = Vec::new();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { break };
                    mine.push((index, work(item)));
                }
                done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).append(&mut mine);
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    // Each thread's are in order, which a stable sort makes use of.
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_whatever_the_number_of_threads() {
        let items: Vec<u32> = (0..1000).collect();
        for jobs in [1, 2, 7, 5000] {
            let jobs = NonZero::new(jobs).unwrap();
            assert!(map(&items, jobs, |n| n * 2).into_iter().eq((0..1000).map(|n| n * 2)));
        }
        assert!(map(&[], default_jobs(), |n: &u32| *n).is_empty());
    }
}
