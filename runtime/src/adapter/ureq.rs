//! ureq: blocking, without an async runtime.

use std::future::{Ready, ready};
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use bytes::Buf;
use http::header::CONTENT_LENGTH;
use http::{Request, Response};
use rustls::crypto::CryptoProvider;
use ureq::tls::TlsConfig;
use ureq::{Agent, Body, SendBody, Timeout};

use crate::blocking::{Iter, iter};
use crate::sending::{Direct, SendError, Timeouts, Waited};
use crate::{BoxError, ByteStream, Bytes, Transport};

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
        // Where the program has chosen a provider, that is it.
        let provider = CryptoProvider::get_default().cloned();
        let provider = provider.unwrap_or_else(|| Arc::new(super::tls::provider()));
        let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(provider).build();
        let config = Agent::config_builder()
            // An error of a service is a response like any other.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A connection is kept for each call that was under way at once, and let go when it idles.
            .max_idle_connections(usize::MAX)
            .max_idle_connections_per_host(usize::MAX)
            .timeout_connect(Some(Duration::from_secs(10)))
            .tls_config(tls)
            .build();
        Ureq { agent: config.into(), timeout: None }
    }

    /// Over an agent of the caller's. Statuses have to be no errors for it
    /// ([`http_status_as_error`](ureq::config::ConfigBuilder::http_status_as_error)), and it has to know its
    /// provider of TLS, as it does where ureq's own feature `rustls` is on.
    pub fn with_agent(agent: Agent) -> Self {
        Ureq { agent, timeout: None }
    }

    /// With so long for an attempt, from its beginning to the last byte of the response.
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Ureq { timeout: Some(timeout), ..self }
    }

    fn exchange(&self, request: Request<ByteStream>) -> Result<Response<ByteStream>, SendError> {
        let (parts, body) = request.into_parts();
        if parts.uri.authority().is_none() {
            let why = "the request has no host: give the client an endpoint or a region";
            return Err(SendError::Unsendable(why.into()));
        }
        let given = parts.extensions.get::<Timeouts>().copied().unwrap_or(Timeouts::NONE);
        let attempt = given.attempt.or(self.timeout);
        let timeouts = Timeouts { attempt, ..given };
        let is_direct = parts.extensions.get::<Direct>().is_some();
        let length = body.length();
        let response = match body.as_bytes() {
            Some(bytes) => self.run(Request::from_parts(parts, &**bytes), timeouts, is_direct)?,
            None => {
                let mut request = Request::from_parts(parts, ());
                if let Some(length) = length {
                    request.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
                }
                let mut reader = Reading { chunks: iter(body), chunk: Bytes::new() };
                let request = request.map(|()| SendBody::from_reader(&mut reader));
                self.run(request, timeouts, is_direct)?
            }
        };
        let reader = response.into_parts();
        let (parts, body) = reader;
        let reader = Typed { reader: body.into_reader(), timeouts };
        Ok(Response::from_parts(parts, ByteStream::read(reader)))
    }

    fn run(
        &self,
        request: Request<impl ureq::AsSendBody>,
        timeouts: Timeouts,
        is_direct: bool,
    ) -> Result<Response<Body>, SendError> {
        let mut config = self.agent.configure_request(request);
        if timeouts.connect.is_some() {
            config = config.timeout_connect(timeouts.connect);
        }
        if timeouts.attempt.is_some() {
            config = config.timeout_global(timeouts.attempt);
        }
        if timeouts.read.is_some() {
            config = config.timeout_per_read(timeouts.read);
        }
        if is_direct {
            config = config.proxy(None);
        }
        self.agent.run(config.build()).map_err(|error| typed(error, timeouts))
    }
}

/// What it is that went wrong.
fn typed(error: ureq::Error, timeouts: Timeouts) -> SendError {
    let ureq::Error::Timeout(timeout) = error else { return SendError::Connection(error.into()) };
    let (what, after) = match timeout {
        Timeout::Connect | Timeout::Resolve => (Waited::Connect, timeouts.connect),
        Timeout::PerRead | Timeout::PerWrite => (Waited::Read, timeouts.read),
        _ => (Waited::Attempt, timeouts.attempt),
    };
    SendError::Timeout { what, after: after.unwrap_or_default() }
}

/// Reads a response, and tells by type what goes wrong with it.
struct Typed<R> {
    reader: R,
    timeouts: Timeouts,
}

impl<R: Read> Read for Typed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).map_err(|error| {
            let kind = error.kind();
            match error.downcast::<ureq::Error>() {
                Ok(error) => io::Error::new(kind, typed(error, self.timeouts)),
                Err(error) => error,
            }
        })
    }
}

impl Transport for Ureq {
    type Future = Ready<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        ready(self.exchange(request).map_err(Into::into))
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
