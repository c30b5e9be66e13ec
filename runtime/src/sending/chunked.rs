//! A stream in the chunks that S3 takes: each signed as it goes, over a connection without TLS; or with its
//! checksum behind the last.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::sum::{Algorithm, Sum};
use crate::sign::{Chunks, PlainChunks};
use crate::{BoxError, ByteStream};

/// How much of a body is in a chunk.
pub(crate) const SIZE: usize = 64 * 1024;

/// What is written around the data.
pub(crate) enum Framing {
    Signed(Chunks),
    Plain(PlainChunks),
}

/// The body in chunks, with its checksum at the end where one is asked for.
pub(crate) fn chunked(body: ByteStream, framing: Framing, sum: Option<Algorithm>) -> ByteStream {
    let sum = sum.map(|algorithm| (algorithm, algorithm.sum()));
    ByteStream::new(Chunked {
        body,
        framing: Some(framing),
        sum,
        held: BytesMut::new(),
        ended: false,
    })
}

struct Chunked {
    body: ByteStream,
    /// `None` when the last is out.
    framing: Option<Framing>,
    sum: Option<(Algorithm, Sum)>,
    held: BytesMut,
    ended: bool,
}

impl Stream for Chunked {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = &mut *self;
        let Some(framing) = &mut it.framing else { return Poll::Ready(None) };
        while !it.ended && it.held.len() < SIZE {
            match ready!(Pin::new(&mut it.body).poll_next(cx)) {
                Some(Ok(chunk)) => it.held.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    it.framing = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => it.ended = true,
            }
        }
        if it.held.is_empty() {
            let trailer = it.sum.take().map(|(algorithm, sum)| (algorithm.header(), sum.finish()));
            let trailer = trailer.as_ref().map(|(name, sum)| (name, &**sum));
            return Poll::Ready(it.framing.take().map(|framing| {
                Ok(match framing {
                    Framing::Signed(chunks) => chunks.end_with(trailer),
                    Framing::Plain(chunks) => chunks.end_with(trailer),
                })
            }));
        }
        let count = it.held.len().min(SIZE);
        let data = it.held.split_to(count);
        if let Some((_, sum)) = &mut it.sum {
            sum.update(&data);
        }
        Poll::Ready(Some(Ok(match framing {
            Framing::Signed(chunks) => chunks.chunk(&data),
            Framing::Plain(chunks) => chunks.chunk(&data),
        })))
    }
}
