//! The body of a response.

use std::io::{self, Read};
use std::sync::Arc;

use http::Response;
use httparse::Status;

use super::head::{Answer, Ending, wrong};
use super::link::{Limits, Link};
use super::pool::Pool;
use crate::{ByteStream, Bytes};

/// Reads a body. At its end the connection goes back to those that are kept.
pub(super) struct Incoming {
    link: Option<Link>,
    /// Where the connection is kept then, if it is.
    kept: Option<(Arc<Pool>, String)>,
    decoder: Decoder,
}

impl Incoming {
    /// The response, with what came and comes of its body.
    pub(super) fn respond(
        answer: Answer,
        link: Link,
        key: String,
        pool: &Arc<Pool>,
    ) -> Response<ByteStream> {
        let Answer { response, ending, came, is_kept } = answer;
        let kept = is_kept.then(|| (Arc::clone(pool), key));
        let is_here = matches!(ending, Ending::Length(length) if length == came.len() as u64);
        let mut body = Incoming { link: Some(link), kept, decoder: Decoder::new(ending, came) };
        if is_here {
            let bytes = std::mem::take(&mut body.decoder.came);
            body.end();
            return response.map(|()| Bytes::from(bytes).into());
        }
        response.map(|()| match ending {
            Ending::Length(length) => ByteStream::read(body).with_length(length),
            _ => ByteStream::read(body),
        })
    }

    /// Lets the connection go to others, unless something came that belongs to nothing.
    fn end(&mut self) {
        let (link, kept) = (self.link.take(), self.kept.take());
        if let (Some(mut link), Some((pool, key)), true) = (link, kept, self.decoder.is_drained()) {
            link.limit(Limits::NONE);
            pool.keep(key, link);
        }
    }
}

impl Read for Incoming {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(link) = &mut self.link else { return Ok(0) };
        let read = self.decoder.read(link, buffer);
        match &read {
            Ok(0) if !buffer.is_empty() => self.end(),
            // Nothing can be said of what is left.
            Err(error) if error.kind() != io::ErrorKind::Interrupted => self.link = None,
            // Who asks no more has it back all the same.
            Ok(_) if self.decoder.is_over() => self.end(),
            _ => (),
        }
        read
    }
}

/// Takes a body out of what comes.
pub(super) struct Decoder {
    state: State,
    came: Vec<u8>,
    /// How much of that is done with.
    done: usize,
}

enum State {
    /// So many bytes are left.
    Bytes(u64),
    /// Bytes are left until the connection ends.
    Close,
    /// A line tells how long the next chunk is.
    Size,
    /// So many bytes are left of a chunk, the end of its line not counted.
    Chunk(u64),
    /// The end of a chunk's line.
    AfterChunk,
    /// Lines behind the last chunk, which came so long.
    Trailers(usize),
    Over,
}

/// A line between chunks may be that long, and all behind the last chunk.
const MOST_OF_A_LINE: usize = 4 * 1024;
const MOST_OF_TRAILERS: usize = 64 * 1024;

impl Decoder {
    pub(super) fn new(ending: Ending, came: Vec<u8>) -> Self {
        let state = match ending {
            Ending::Length(length) => State::Bytes(length),
            Ending::Chunked => State::Size,
            Ending::Close => State::Close,
        };
        Decoder { state, came, done: 0 }
    }

    fn is_over(&self) -> bool {
        matches!(self.state, State::Over | State::Bytes(0))
    }

    /// Whether nothing is left of what came.
    fn is_drained(&self) -> bool {
        self.done == self.came.len()
    }

    /// As `Read::read`.
    pub(super) fn read(&mut self, link: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match self.state {
                State::Over | State::Bytes(0) => return Ok(0),
                State::Close => return self.take(link, buffer),
                State::Bytes(left) => {
                    let count = self.take(link, within(buffer, left))?;
                    self.state = State::Bytes(left - some(count)?);
                    return Ok(count);
                }
                State::Chunk(0) => self.state = State::AfterChunk,
                State::Chunk(left) => {
                    let count = self.take(link, within(buffer, left))?;
                    self.state = State::Chunk(left - some(count)?);
                    return Ok(count);
                }
                State::Size => {
                    let line = self.line(link)?;
                    self.state = match httparse::parse_chunk_size(&line) {
                        Ok(Status::Complete((_, 0))) => State::Trailers(0),
                        Ok(Status::Complete((_, size))) => State::Chunk(size),
                        _ => return Err(wrong("a chunk does not say how long it is")),
                    };
                }
                State::AfterChunk => {
                    if self.line(link)? != b"\r\n" {
                        return Err(wrong("a chunk is longer than it says"));
                    }
                    self.state = State::Size;
                }
                State::Trailers(length) => {
                    let line = self.line(link)?;
                    let length = length + line.len();
                    self.state = match &*line {
                        b"\r\n" => State::Over,
                        _ if length > MOST_OF_TRAILERS => {
                            return Err(wrong("too much comes behind the body"));
                        }
                        _ => State::Trailers(length),
                    };
                }
            }
        }
    }

    /// What came, or comes.
    fn take(&mut self, link: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
        let here = &self.came[self.done..];
        if here.is_empty() {
            return link.read(buffer);
        }
        let count = here.len().min(buffer.len());
        buffer[..count].copy_from_slice(&here[..count]);
        self.done += count;
        Ok(count)
    }

    /// A line and its end.
    fn line(&mut self, link: &mut impl Read) -> io::Result<Vec<u8>> {
        loop {
            let here = &self.came[self.done..];
            if let Some(end) = here.iter().position(|byte| *byte == b'\n') {
                let line = here[..=end].to_vec();
                self.done += line.len();
                return Ok(line);
            }
            if here.len() > MOST_OF_A_LINE {
                return Err(wrong("a line between chunks is too long"));
            }
            self.came.drain(..self.done);
            self.done = 0;
            let mut more = [0; 4 * 1024];
            let count = link.read(&mut more)?;
            some(count)?;
            self.came.extend_from_slice(&more[..count]);
        }
    }
}

fn within(buffer: &mut [u8], left: u64) -> &mut [u8] {
    let most = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
    &mut buffer[..most]
}

/// The connection must not end before the body does.
fn some(count: usize) -> io::Result<u64> {
    match count {
        0 => Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "the connection was closed before the body was whole",
        )),
        count => Ok(count as u64),
    }
}
