//! Doing one thing to many items on every core. The command and the proofs take this file too, so that
//! the library need not show it.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// How many threads to use where nobody said.
pub fn default_jobs() -> NonZero<usize> {
    std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// The most threads for each core.
const MOST: NonZero<usize> = NonZero::new(4).unwrap();

/// Does `work` where every [`map`] in it has the same `jobs` threads; where that is so already, or there
/// is but one, just does it. What one thread makes and another one drops is dear if the first has ended
/// by then.
pub fn on<R: Send>(jobs: NonZero<usize>, work: impl FnOnce() -> R + Send) -> R {
    if jobs.get() == 1 || rayon::current_thread_index().is_some() {
        return work();
    }
    match threads(jobs) {
        Some(threads) => threads.install(work),
        // The system has no more of them: everything is done on this one.
        None => work(),
    }
}

/// So many threads, or as many as help: those that look for work take it from those that have some.
/// They wait for the next to ask for as many, as what is asked for a thousand times a second would
/// start threads faster than the system ends them.
fn threads(jobs: NonZero<usize>) -> Option<Arc<ThreadPool>> {
    static THREADS: Mutex<BTreeMap<NonZero<usize>, Arc<ThreadPool>>> = Mutex::new(BTreeMap::new());
    let jobs = jobs.min(default_jobs().saturating_mul(MOST));
    let mut all = THREADS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(threads) = all.get(&jobs) {
        return Some(Arc::clone(threads));
    }
    let threads = Arc::new(ThreadPoolBuilder::new().num_threads(jobs.get()).build().ok()?);
    all.insert(jobs, Arc::clone(&threads));
    Some(threads)
}

/// Calls `work` on every item, on `jobs` threads, and gives the results in the order of the items.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync + Send,
) -> Vec<R> {
    on(jobs, || match rayon::current_thread_index() {
        // Items differ by thousands of times in how long they take, so no two are tied to each other.
        Some(_) if items.len() > 1 => items.par_iter().with_max_len(1).map(work).collect(),
        _ => items.iter().map(work).collect(),
    })
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
