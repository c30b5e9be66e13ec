//! A stream whose parts are signed as they go, for S3 over a connection without TLS.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::sign::Chunks;
use crate::{BoxError, ByteStream};

/// How much of a body is signed at a time.
pub(crate) const SIZE: usize = 64 * 1024;

/// The body in signed chunks.
pub(crate) fn chunked(body: ByteStream, chunks: Chunks, encoded: u64) -> ByteStream {
    let stream = Chunked { body, chunks: Some(chunks), held: BytesMut::new(), ended: false };
    ByteStream::new(stream).with_length(encoded)
}

struct Chunked {
    body: ByteStream,
    /// `None` when the last is out.
    chunks: Option<Chunks>,
    held: BytesMut,
    ended: bool,
}

impl Stream for Chunked {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = &mut *self;
        let Some(chunks) = &mut it.chunks else { return Poll::Ready(None) };
        while !it.ended && it.held.len() < chunks.size() {
            match ready!(Pin::new(&mut it.body).poll_next(cx)) {
                Some(Ok(chunk)) => it.held.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    it.chunks = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => it.ended = true,
            }
        }
        if it.held.is_empty() {
            return Poll::Ready(it.chunks.take().map(|chunks| Ok(chunks.end())));
        }
        let count = it.held.len().min(chunks.size());
        let data = it.held.split_to(count);
        Poll::Ready(Some(Ok(chunks.chunk(&data))))
    }
}
