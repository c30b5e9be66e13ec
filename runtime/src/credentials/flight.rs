//! One future that many wait for.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use crate::sending::BoxFuture;

/// What a future gives, for all who wait for it. Whoever waits polls it, so it goes on as long as anyone
/// is left.
pub(super) struct Flight<T> {
    state: Mutex<State<T>>,
    waiting: Arc<Waiting>,
}

enum State<T> {
    Flying(BoxFuture<T>),
    Landed(T),
}

impl<T: Clone> Flight<T> {
    pub(super) fn new(future: BoxFuture<T>) -> Self {
        Flight { state: Mutex::new(State::Flying(future)), waiting: Arc::default() }
    }

    fn poll(&self, cx: &mut Context<'_>) -> Poll<T> {
        self.waiting.add(cx.waker());
        // Over a transport that blocks, others wait here until what the first asked for is there.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let State::Flying(future) = &mut *state {
            let waker = Waker::from(Arc::clone(&self.waiting));
            match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(it) => *state = State::Landed(it),
                Poll::Pending => return Poll::Pending,
            }
            self.waiting.wake_by_ref_all();
        }
        match &*state {
            State::Landed(it) => Poll::Ready(it.clone()),
            State::Flying(_) => Poll::Pending,
        }
    }
}

/// Waits for a flight.
pub(super) async fn landed<T: Clone>(flight: Arc<Flight<T>>) -> T {
    std::future::poll_fn(|cx| flight.poll(cx)).await
}

/// All who wait.
#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.iter().any(|other| other.will_wake(waker)) {
            all.push(waker.clone());
        }
    }

    fn wake_by_ref_all(&self) {
        let all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        all.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref_all();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wake_by_ref_all();
    }
}

/// Runs what blocks on a thread of its own, so that whoever polls is not held up.
pub(super) async fn apart<T: Send + 'static>(
    run: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    struct Slot<T>(Mutex<(Option<T>, bool, Option<Waker>)>);
    struct Done<T>(Arc<Slot<T>>);
    impl<T> Drop for Done<T> {
        fn drop(&mut self) {
            let mut slot = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
            slot.1 = true;
            if let Some(waker) = slot.2.take() {
                drop(slot);
                waker.wake();
            }
        }
    }
    let slot = Arc::new(Slot(Mutex::new((None, false, None))));
    let done = Done(Arc::clone(&slot));
    let thread = std::thread::Builder::new().name("doc-bindgen-credentials".to_owned());
    let spawned = thread.spawn(move || {
        let it = run();
        done.0.0.lock().unwrap_or_else(PoisonError::into_inner).0 = Some(it);
    });
    spawned.ok()?;
    std::future::poll_fn(|cx| {
        let mut slot = slot.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.1 {
            return Poll::Ready(slot.0.take());
        }
        slot.2 = Some(cx.waker().clone());
        Poll::Pending
    })
    .await
}
