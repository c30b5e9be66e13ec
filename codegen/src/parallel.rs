//! Doing one thing to many items on every core. The command and the proofs take this file too, so that
//! the library need not show it.

use std::num::NonZero;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// How many threads to use where nobody said.
pub fn default_jobs() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Does `work` where every [`map`] in it has the same `jobs` threads; where that is so already, just
/// does it. What one thread makes and another one drops is dear if the first has ended by then.
pub fn on<R: Send>(jobs: NonZero<usize>, work: impl FnOnce() -> R + Send) -> R {
    if rayon::current_thread_index().is_some() {
        return work();
    }
    match ThreadPoolBuilder::new().num_threads(jobs.get()).build() {
        Ok(threads) => threads.install(work),
        // The system has no more of them: everything is done on this one.
        Err(_) => match ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
            Ok(threads) => threads.install(work),
            Err(_) => work(),
        },
    }
}

/// Calls `work` on every item, on `jobs` threads, and gives the results in the order of the items.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync + Send,
) -> Vec<R> {
    // Items differ by thousands of times in how long they take, so no two are tied to each other.
    on(jobs, || items.par_iter().with_max_len(1).map(work).collect())
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
