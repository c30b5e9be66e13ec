//! A body too large to hold.

use std::fmt;
use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::sending::SendError;
use crate::{Blob, BoxError};

/// A body that may be too large to hold: bytes in memory, or a stream of chunks.
///
/// ```
/// use doc_bindgen_runtime::ByteStream;
/// use doc_bindgen_runtime::blocking::wait;
///
/// let body = ByteStream::from("hello");
/// assert_eq!(wait(body.collect()).unwrap(), "hello");
/// ```
///
/// serde writes one in memory as it does a [`Blob`](crate::Blob), and refuses a stream.
///
/// A clone of a stream is the same stream: what one of them reads, the other does not see. Two of
/// them are equal if they hold the same bytes, or are the same stream.
#[derive(Clone)]
pub struct ByteStream(Body);

#[derive(Clone)]
enum Body {
    Bytes(Bytes),
    Chunks(Arc<Mutex<Chunks>>, Option<u64>),
}

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

impl ByteStream {
    /// A body that comes in chunks.
    pub fn new(chunks: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static) -> Self {
        ByteStream(Body::Chunks(Arc::new(Mutex::new(Box::pin(chunks))), None))
    }

    /// With what is known of its length, in bytes. Who takes a stream often wants to know it before:
    /// S3 does.
    pub fn with_length(self, length: u64) -> Self {
        match self.0 {
            Body::Chunks(chunks, _) => ByteStream(Body::Chunks(chunks, Some(length))),
            bytes => ByteStream(bytes),
        }
    }

    /// What is read, 64 KiB at a time, on the thread that asks: a file, say.
    ///
    /// ```no_run
    /// use std::fs::File;
    /// use doc_bindgen_runtime::ByteStream;
    ///
    /// let file = File::open("film.mp4")?;
    /// let length = file.metadata()?.len();
    /// let body = ByteStream::read(file).with_length(length);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn read(reader: impl Read + Send + 'static) -> Self {
        ByteStream::new(Reading(Some(Box::new(reader))))
    }

    /// Its length in bytes, as far as it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Body::Bytes(bytes) => Some(bytes.len() as u64),
            Body::Chunks(_, length) => *length,
        }
    }

    /// Writes what is left to its end, chunk by chunk as it comes, and tells how much it was.
    ///
    /// ```
    /// use doc_bindgen_runtime::{ByteStream, blocking::wait};
    ///
    /// let mut out = Vec::new();
    /// assert_eq!(wait(ByteStream::from("hello").write_to(&mut out)).unwrap(), 5);
    /// assert_eq!(out, b"hello");
    /// ```
    pub async fn write_to(mut self, mut writer: impl Write) -> Result<u64, BoxError> {
        let mut written = 0;
        while let Some(chunk) = self.next().await {
            let chunk = chunk?;
            writer.write_all(&chunk)?;
            written += chunk.len() as u64;
        }
        Ok(written)
    }

    /// Reads what is left to its end.
    pub async fn collect(mut self) -> Result<Bytes, BoxError> {
        let mut read = BytesMut::new();
        std::future::poll_fn(|cx| self.poll_into(&mut read, usize::MAX, cx)).await?;
        Ok(read.freeze())
    }

    /// Reads what is left to its end, if that makes no more than `most` bytes.
    pub(crate) fn poll_into(
        &mut self,
        read: &mut BytesMut,
        most: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), BoxError>> {
        while let Some(chunk) = ready!(Pin::new(&mut *self).poll_next(cx)) {
            let chunk = chunk?;
            if read.len().saturating_add(chunk.len()) > most {
                return Poll::Ready(Err(SendError::TooLarge { most }.into()));
            }
            read.extend_from_slice(&chunk);
        }
        Poll::Ready(Ok(()))
    }

    /// The next chunk.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The whole body, if it is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Body::Bytes(bytes) => Some(bytes),
            Body::Chunks(..) => None,
        }
    }
}

macro_rules! from_bytes {
    ($($bytes:ty,)+) => {$(
        impl From<$bytes> for ByteStream {
            fn from(bytes: $bytes) -> Self {
                ByteStream(Body::Bytes(bytes.into()))
            }
        }
    )+};
}

from_bytes! {
    Bytes,
    Vec<u8>,
    String,
    &'static [u8],
    &'static str,
}

impl From<Blob> for ByteStream {
    fn from(blob: Blob) -> Self {
        ByteStream(Body::Bytes(blob.into_vec().into()))
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
            (Body::Chunks(a, _), Body::Chunks(b, _)) => Arc::ptr_eq(a, b),
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
            Body::Chunks(chunks, _) => {
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
            Body::Chunks(..) => f.write_str("ByteStream(..)"),
        }
    }
}

/// How much is read at a time.
const CHUNK: usize = 64 * 1024;

/// What is read, chunk by chunk, until it ends or fails.
struct Reading(Option<Box<dyn Read + Send>>);

impl Stream for Reading {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(reader) = &mut self.0 else { return Poll::Ready(None) };
        let mut chunk = vec![0; CHUNK];
        let read = loop {
            match reader.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        Poll::Ready(match read {
            Ok(count) if count > 0 => {
                chunk.truncate(count);
                Some(Ok(chunk.into()))
            }
            ended => {
                self.0 = None;
                // What an adapter says of it by type is not to be wrapped.
                ended.err().map(|error| {
                    Err(match error.downcast::<SendError>() {
                        Ok(error) => error.into(),
                        Err(error) => error.into(),
                    })
                })
            }
        })
    }
}

#[cfg(feature = "serde")]
mod serde {
    use serde_core::de::{Deserialize, Deserializer};
    use serde_core::ser::{Error, Serialize, Serializer};

    use super::{Blob, Body, ByteStream};

    impl Serialize for ByteStream {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match &self.0 {
                Body::Bytes(bytes) => Blob::from(&**bytes).serialize(serializer),
                Body::Chunks(..) => Err(S::Error::custom("a stream cannot be written")),
            }
        }
    }

    impl<'de> Deserialize<'de> for ByteStream {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Blob::deserialize(deserializer).map(Self::from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocking::wait;

    /// Gives the chunks, each after having been asked twice.
    struct Slow(Vec<Result<Bytes, BoxError>>, bool);

    impl Stream for Slow {
        type Item = Result<Bytes, BoxError>;

        fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.1 = !self.1;
            if self.1 {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Poll::Ready(self.0.pop())
        }
    }

    #[test]
    fn chunks_are_put_together() {
        let stream = ByteStream::new(Slow(vec![Ok("b".into()), Ok("a".into())], false));
        assert_eq!(stream.as_bytes(), None);
        assert_eq!(wait(stream.collect()).unwrap(), "ab");

        let stream = ByteStream::new(Slow(vec![Err("cut".into()), Ok("a".into())], false));
        assert_eq!(wait(stream.collect()).unwrap_err().to_string(), "cut");
    }

    #[test]
    fn clones_share_a_stream_and_copy_bytes() {
        let mut stream = ByteStream::new(Slow(vec![Ok("b".into()), Ok("a".into())], false));
        let rest = stream.clone();
        assert_eq!(stream, rest);
        assert_eq!(wait(stream.next()).unwrap().unwrap(), "a");
        assert_eq!(wait(rest.collect()).unwrap(), "b");

        let mut bytes = ByteStream::from("ab");
        let copy = bytes.clone();
        assert_eq!(wait(bytes.next()).unwrap().unwrap(), "ab");
        assert!(wait(bytes.next()).is_none());
        assert_eq!(wait(copy.collect()).unwrap(), "ab");
    }

    #[cfg(feature = "serde")]
    #[test]
    fn serde_has_what_is_in_memory() {
        let json = serde_json::to_string(&ByteStream::from("hello")).unwrap();
        assert_eq!(json, "\"aGVsbG8=\"");
        let stream: ByteStream = serde_json::from_str(&json).unwrap();
        assert_eq!(stream, ByteStream::from("hello"));
        assert!(serde_json::to_string(&ByteStream::new(Slow(vec![], false))).is_err());
    }
}
