//! Frames as they come.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, BytesMut};
use futures_core::Stream;

use super::super::frame::{Frame, FrameError};
use crate::{BoxError, ByteStream};

/// Frames as they come.
pub(super) struct Frames {
    pub(super) body: ByteStream,
    pub(super) read: BytesMut,
    pub(super) over: bool,
}

impl Frames {
    pub(super) fn new(body: ByteStream) -> Self {
        Frames { body, read: BytesMut::new(), over: false }
    }

    pub(super) fn poll_frame(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame, BoxError>>> {
        while !self.over {
            match Frame::decode(&self.read) {
                Ok(Some((frame, length))) => {
                    self.read.advance(length);
                    return Poll::Ready(Some(Ok(frame)));
                }
                Ok(None) => {}
                Err(error) => return self.end(error.into()),
            }
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(chunk)) => self.read.extend_from_slice(&chunk),
                Some(Err(error)) => return self.end(error),
                None if self.read.is_empty() => self.over = true,
                None => return self.end(FrameError::CutOff.into()),
            }
        }
        Poll::Ready(None)
    }

    fn end(&mut self, error: BoxError) -> Poll<Option<Result<Frame, BoxError>>> {
        self.over = true;
        Poll::Ready(Some(Err(error)))
    }
}
