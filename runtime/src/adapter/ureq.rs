//! ureq: blocking, without an async runtime.

use std::future::{Ready, ready};
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Buf;
use futures_core::Stream;
use http::{Request, Response};
use ureq::{Agent, Body, SendBody};

use crate::blocking::{Iter, iter};
use crate::{BoxError, ByteStream, Bytes, Transport};

/// How much of a body is read at a time.
const CHUNK: usize = 64 * 1024;

/// A [`Transport`] over [ureq](https://docs.rs/ureq): it blocks until a response begins, and while its
/// body is read. With [`blocking`](crate::blocking) no async runtime is needed.
///
/// ```no_run
/// use std::time::Duration;
/// use doc_bindgen_runtime::adapter::Ureq;
///
/// let transport = Ureq::new().with_timeout(Duration::from_secs(60));
/// ```
///
/// Connections are kept and used again. Redirects are not followed, as what was signed for one host
/// says nothing to another.
#[derive(Clone, Debug)]
pub struct Ureq {
    agent: Agent,
    timeout: Option<Duration>,
}

impl Default for Ureq {
    fn default() -> Self {
        Ureq::new()
    }
}

impl Ureq {
    /// With the settings that calls want, and 10 seconds to connect.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            // An error of a service is a response like any other.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .build();
        Ureq { agent: config.into(), timeout: None }
    }

    /// Over an agent of the caller's. Statuses have to be no errors for it
    /// ([`http_status_as_error`](ureq::config::ConfigBuilder::http_status_as_error)).
    pub fn with_agent(agent: Agent) -> Self {
        Ureq { agent, timeout: None }
    }

    /// With so long for an attempt, from its beginning to the last byte of the response.
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Ureq { timeout: Some(timeout), ..self }
    }

    fn exchange(&self, request: Request<ByteStream>) -> Result<Response<ByteStream>, BoxError> {
        let (parts, body) = request.into_parts();
        if parts.uri.authority().is_none() {
            return Err("the request has no host: give the client an endpoint or a region".into());
        }
        let agent = &self.agent;
        let response = match body.as_bytes() {
            Some(bytes) => self.run(agent, Request::from_parts(parts, &**bytes))?,
            None => {
                let mut reader = Reading { chunks: iter(body), chunk: Bytes::new() };
                self.run(agent, Request::from_parts(parts, SendBody::from_reader(&mut reader)))?
            }
        };
        Ok(response.map(|body| ByteStream::new(Chunks(Some(Box::new(body.into_reader()))))))
    }

    fn run(
        &self,
        agent: &Agent,
        request: Request<impl ureq::AsSendBody>,
    ) -> Result<Response<Body>, BoxError> {
        Ok(match self.timeout {
            Some(timeout) => {
                let request = agent.configure_request(request);
                agent.run(request.timeout_global(Some(timeout)).build())?
            }
            None => agent.run(request)?,
        })
    }
}

impl Transport for Ureq {
    type Future = Ready<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        ready(self.exchange(request))
    }
}

/// What a stream gives, to be read.
struct Reading {
    chunks: Iter<ByteStream>,
    chunk: Bytes,
}

impl Read for Reading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            match self.chunks.next() {
                Some(Ok(chunk)) => self.chunk = chunk,
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Ok(0),
            }
        }
        let count = buffer.len().min(self.chunk.len());
        self.chunk.copy_to_slice(&mut buffer[..count]);
        Ok(count)
    }
}

/// What is read, chunk by chunk, until it ends or fails.
struct Chunks(Option<Box<dyn Read + Send>>);

impl Stream for Chunks {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(reader) = &mut self.0 else { return Poll::Ready(None) };
        let mut chunk = vec![0; CHUNK];
        Poll::Ready(match reader.read(&mut chunk) {
            Ok(0) => {
                self.0 = None;
                None
            }
            Ok(count) => {
                chunk.truncate(count);
                Some(Ok(chunk.into()))
            }
            Err(error) => {
                self.0 = None;
                Some(Err(error.into()))
            }
        })
    }
}
