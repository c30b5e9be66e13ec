//! Calling without an async runtime: on the thread that asks.
//!
//! ```
//! # use doc_bindgen_runtime::{BoxError, ByteStream, http::{Request, Response}};
//! # mod service { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/mod.rs")); }
//! # use service::{Client, ListSessionsRequest};
//! use doc_bindgen_runtime::blocking::{Blocking, iter, sleep, wait};
//!
//! fn send(request: Request<ByteStream>) -> Result<Response<ByteStream>, BoxError> {
//!     // Here stands an HTTP client that blocks.
//! #   let last = request.uri().query().is_some_and(|query| query.contains("next_token=2"));
//! #   Ok(Response::new(if last { "b" } else { "a 2" }.into()))
//! }
//!
//! let client = Client::new(Blocking(send));
//! let page = wait(client.list_sessions(ListSessionsRequest::default()))?;
//! for session in iter(client.list_sessions_pages(ListSessionsRequest::default()).items()) {
//!     println!("{}", session?);
//! }
//! # let waiter = client.session_ended(ListSessionsRequest::default(), sleep);
//! # Ok::<(), BoxError>(())
//! ```

use std::future::{Future, Ready, ready};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use futures_core::Stream;
use http::{Request, Response};

use crate::{BoxError, ByteStream, Transport};

/// A transport that blocks: a function from a request to its response.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blocking<F>(pub F);

impl<F> Transport for Blocking<F>
where
    F: Fn(Request<ByteStream>) -> Result<Response<ByteStream>, BoxError>,
{
    type Future = Ready<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        ready((self.0)(request))
    }
}

/// Puts the thread to sleep: the [`Sleep`](crate::Sleep) of waiters that block.
pub fn sleep(duration: Duration) -> Ready<()> {
    thread::sleep(duration);
    ready(())
}

/// Waits for a future on this thread. Over a transport that blocks it is there at once.
pub fn wait<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    block(|cx| future.as_mut().poll(cx))
}

/// What a stream gives, each awaited on this thread.
pub fn iter<S: Stream + Unpin>(stream: S) -> Iter<S> {
    Iter(stream)
}

/// See [`iter`].
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing unless it is asked"]
pub struct Iter<S>(S);

impl<S: Stream + Unpin> Iterator for Iter<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        block(|cx| Pin::new(&mut self.0).poll_next(cx))
    }
}

fn block<T>(mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(it) = poll(&mut cx) {
            return it;
        }
        thread::park();
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
