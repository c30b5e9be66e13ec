//! A body too large to hold.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::BoxError;

/// A body that may be too large to hold: bytes in memory, or a stream of chunks.
///
/// A clone of a stream is the same stream: what one of them reads, the other does not see. Two of
/// them are equal if they hold the same bytes, or are the same stream.
#[derive(Clone)]
pub struct ByteStream(Body);

#[derive(Clone)]
enum Body {
    Bytes(Bytes),
    Chunks(Arc<Mutex<Chunks>>),
}

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

impl ByteStream {
    /// A body that comes in chunks.
    pub fn new(chunks: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        ByteStream(Body::Chunks(Arc::new(Mutex::new(Box::pin(chunks)))))
    }

    /// The whole body, if it is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Body::Bytes(bytes) => Some(bytes),
            Body::Chunks(_) => None,
        }
    }
}

impl<B: Into<Bytes>> From<B> for ByteStream {
    fn from(bytes: B) -> Self {
        ByteStream(Body::Bytes(bytes.into()))
    }
}

impl Default for ByteStream {
    fn default() -> Self {
        ByteStream(Body::Bytes(Bytes::new()))
    }
}

impl PartialEq for ByteStream {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Body::Bytes(a), Body::Bytes(b)) => a == b,
            (Body::Chunks(a), Body::Chunks(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Body::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Body::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Body::Chunks(chunks) => {
                let mut chunks = chunks.lock().unwrap_or_else(PoisonError::into_inner);
                chunks.as_mut().poll_next(cx)
            }
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Body::Bytes(bytes) => write!(f, "ByteStream({} bytes)", bytes.len()),
            Body::Chunks(_) => f.write_str("ByteStream(..)"),
        }
    }
}
