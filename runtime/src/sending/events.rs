//! Events that are signed as they go.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::Request;

use crate::protocol::frame::{Frame, FrameError};
use crate::sign::{Frames, SigV4};
use crate::{BoxError, ByteStream, Timestamp};

/// Signs a request whose body is events, and each of them as it goes.
pub(crate) type SignEvents = fn(&mut Request<ByteStream>, &SigV4<'_>) -> Result<(), BoxError>;

pub(crate) fn sign_events(
    request: &mut Request<ByteStream>,
    v4: &SigV4<'_>,
) -> Result<(), BoxError> {
    let frames = v4.sign_events(request)?;
    let plain = std::mem::take(request.body_mut());
    *request.body_mut() = signed(plain, frames, v4.time);
    Ok(())
}

/// The events of the body, signed. `time` is the service's own, now.
fn signed(body: ByteStream, frames: Frames, time: Timestamp) -> ByteStream {
    let (held, since) = (BytesMut::new(), Instant::now());
    ByteStream::new(Signed { body, frames: Some(frames), held, time, since })
}

struct Signed {
    body: ByteStream,
    /// `None` when the last is out.
    frames: Option<Frames>,
    held: BytesMut,
    time: Timestamp,
    since: Instant,
}

impl Signed {
    fn now(&self) -> Timestamp {
        let passed = i64::try_from(self.since.elapsed().as_secs()).unwrap_or_default();
        Timestamp::from_secs(self.time.secs().saturating_add(passed))
    }

    /// The next event that has come whole.
    fn event(&mut self) -> Result<Option<BytesMut>, FrameError> {
        let length = Frame::length(&self.held)?;
        Ok(length.filter(|length| *length <= self.held.len()).map(|it| self.held.split_to(it)))
    }

    fn fail(&mut self, error: BoxError) -> Poll<Option<Result<Bytes, BoxError>>> {
        self.frames = None;
        Poll::Ready(Some(Err(error)))
    }
}

impl Stream for Signed {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = &mut *self;
        loop {
            let now = it.now();
            let event = match it.event() {
                Ok(event) => event,
                Err(error) => return it.fail(error.into()),
            };
            let Some(frames) = &mut it.frames else { return Poll::Ready(None) };
            if let Some(event) = event {
                let signed = frames.frame(&event, now);
                return match signed {
                    Ok(signed) => Poll::Ready(Some(Ok(signed))),
                    Err(error) => it.fail(error.into()),
                };
            }
            match ready!(Pin::new(&mut it.body).poll_next(cx)) {
                Some(Ok(chunk)) => it.held.extend_from_slice(&chunk),
                Some(Err(error)) => return it.fail(error),
                None if it.held.is_empty() => {
                    let end = it.frames.take().map(|frames| frames.end(now));
                    return Poll::Ready(end.map(|end| end.map_err(BoxError::from)));
                }
                None => return it.fail(FrameError::CutOff.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;
    use crate::protocol::frame::Header;
    use crate::sign::Keys;

    struct Pieces(VecDeque<Bytes>);

    impl Stream for Pieces {
        type Item = Result<Bytes, BoxError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.pop_front().map(Ok))
        }
    }

    /// Events come in any pieces, and each goes out within a frame of its own.
    #[test]
    fn each_event_is_signed_and_what_is_cut_off_is_an_error() {
        let event = |text: &str| {
            let mut out = Vec::new();
            Frame { headers: Vec::new(), payload: text.into() }.encode(&mut out);
            out
        };
        let plain = [event("one"), event("two")].concat();
        let keys = Keys::new("AKIDEXAMPLE", "secret");
        let time = Timestamp::from_secs(1_500_000_000);
        let sent = |plain: &[u8], piece: usize| {
            let mut request = Request::post("https://a.b/").body(()).unwrap();
            let signer = SigV4::new(&keys, "us-east-1", "transcribe", time);
            let frames = signer.sign_events(&mut request).unwrap();
            let pieces = plain.chunks(piece).map(Bytes::copy_from_slice).collect();
            crate::blocking::wait(signed(ByteStream::new(Pieces(pieces)), frames, time).collect())
        };
        let whole = sent(&plain, 1000).unwrap();
        assert_eq!(sent(&plain, 1).unwrap(), whole);
        let (mut rest, mut payloads, mut signatures) = (&whole[..], Vec::new(), Vec::new());
        while let Some((frame, length)) = Frame::decode(rest).unwrap() {
            assert_eq!(frame.header(":date"), Some(&Header::Timestamp(time)));
            signatures.push(frame.header(":chunk-signature").cloned());
            payloads.push(frame.payload);
            rest = &rest[length..];
        }
        assert_eq!(payloads, [event("one"), event("two"), Vec::new()]);
        signatures.dedup();
        assert_eq!(signatures.len(), 3);
        assert!(sent(&plain[..plain.len() - 1], 7).is_err());
    }
}
