//! Bodies on their way: sent more than once, read to their end, within bounds.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::{SendError, Sleeper, Waited};
use crate::timer::before;
use crate::{BoxError, ByteStream};

/// The body of a request, for as many attempts as may be made with it.
pub(super) struct Replay {
    body: ByteStream,
    began: Arc<AtomicBool>,
}

impl Replay {
    pub(super) fn new(body: ByteStream) -> Self {
        Replay { body, began: Arc::default() }
    }

    /// The body of the next attempt.
    pub(super) fn next(&self) -> ByteStream {
        if self.body.as_bytes().is_some() {
            return self.body.clone();
        }
        let watched = Watched { body: self.body.clone(), began: Arc::clone(&self.began) };
        match self.body.length() {
            Some(length) => ByteStream::new(watched).with_length(length),
            None => ByteStream::new(watched),
        }
    }

    /// A part of it went out, and there is nobody to ask for it once more.
    pub(super) fn is_lost(&self) -> bool {
        self.began.load(Ordering::Relaxed)
    }
}

/// Notes that it was asked for something.
struct Watched {
    body: ByteStream,
    began: Arc<AtomicBool>,
}

impl Stream for Watched {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.began.store(true, Ordering::Relaxed);
        Pin::new(&mut self.body).poll_next(cx)
    }
}

/// Reads a body to its end, if it has no more than `most` bytes and each part of it comes in time.
pub(crate) async fn whole(
    mut body: ByteStream,
    most: usize,
    read: Option<Duration>,
    sleeper: &Sleeper,
) -> Result<Bytes, SendError> {
    if let Some(bytes) = body.as_bytes() {
        return Ok(bytes.clone());
    }
    let mut all = BytesMut::new();
    loop {
        let wait = read.map(|read| sleeper.sleep(read));
        let Some(chunk) = before(wait, body.next()).await else {
            let after = read.unwrap_or_default();
            return Err(SendError::Timeout { what: Waited::Read, after });
        };
        let Some(chunk) = chunk else { return Ok(all.freeze()) };
        let chunk = chunk.map_err(SendError::of)?;
        if all.len().saturating_add(chunk.len()) > most {
            return Err(SendError::TooLarge { most });
        }
        all.extend_from_slice(&chunk);
    }
}

/// A body that the caller reads, each part of which has to come in time.
pub(super) fn in_time(body: ByteStream, read: Option<Duration>, sleeper: &Sleeper) -> ByteStream {
    let Some(read) = read else { return body };
    if body.as_bytes().is_some() {
        return body;
    }
    let length = body.length();
    let timed = ByteStream::new(InTime { body, read, sleeper: sleeper.clone(), wait: None });
    match length {
        Some(length) => timed.with_length(length),
        None => timed,
    }
}

struct InTime {
    body: ByteStream,
    read: Duration,
    sleeper: Sleeper,
    wait: Option<super::BoxFuture<()>>,
}

impl Stream for InTime {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = &mut *self;
        if let Poll::Ready(chunk) = Pin::new(&mut it.body).poll_next(cx) {
            it.wait = None;
            return Poll::Ready(chunk);
        }
        let wait = it.wait.get_or_insert_with(|| it.sleeper.sleep(it.read));
        if wait.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        it.wait = None;
        it.body = ByteStream::default();
        Poll::Ready(Some(Err(SendError::Timeout { what: Waited::Read, after: it.read }.into())))
    }
}
