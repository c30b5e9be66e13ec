//! hyper: async, on tokio.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{Request, Response, Uri};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tower_service::Service;

use crate::facts::{OperationFacts, Streamed};
use crate::sending::{BoxFuture, SendError, Timeouts, Waited};
use crate::timer::{self, before};
use crate::{BoxError, ByteStream, Bytes, Transport};

/// A [`Transport`] over [hyper](https://docs.rs/hyper), with TLS by rustls. What it gives has to be polled
/// on a tokio runtime.
///
/// ```no_run
/// use doc_bindgen_runtime::adapter::Hyper;
///
/// let transport = Hyper::new();
/// ```
///
/// Connections are kept and used again. It speaks HTTP/1.1, and with the feature `http2` HTTP/2 where
/// events go out while others come in. Redirects are not followed, as what was signed for one host says nothing to another; and no
/// proxy is asked.
#[derive(Clone)]
pub struct Hyper(Arc<Result<Clients, rustls::Error>>);

struct Clients {
    /// HTTP/1.1, which all services speak.
    usual: Client<Connect, Sent>,
    /// HTTP/2.
    #[cfg(feature = "http2")]
    events: Client<Connect, Sent>,
}

impl Clients {
    fn new(limit: Option<Duration>) -> Result<Self, rustls::Error> {
        let config = super::tls::config()?;
        let tls = || HttpsConnectorBuilder::new().with_tls_config(config.clone()).https_or_http();
        let mut pool = Client::builder(TokioExecutor::new());
        // One that the other side has closed meanwhile is found out before it is used.
        pool.pool_idle_timeout(Duration::from_secs(60));
        let connect = |tls| Connect { tls, limit };
        Ok(Clients {
            usual: pool.build(connect(tls().enable_http1().build())),
            #[cfg(feature = "http2")]
            events: pool.http2_only(true).build(connect(tls().enable_http2().build())),
        })
    }
}

impl Default for Hyper {
    fn default() -> Self {
        Hyper::new()
    }
}

impl Hyper {
    /// With the settings that calls want, and 10 seconds to connect where nobody says otherwise.
    pub fn new() -> Self {
        Hyper::with_connect_timeout(Some(CONNECT))
    }

    /// With so long to connect, TLS included.
    pub fn with_connect_timeout(limit: Option<Duration>) -> Self {
        Hyper(Arc::new(Clients::new(limit)))
    }

    async fn exchange(
        self,
        mut request: Request<ByteStream>,
    ) -> Result<Response<ByteStream>, SendError> {
        if request.uri().authority().is_none() {
            let why = "the request has no host: give the client an endpoint or a region";
            return Err(SendError::Unsendable(why.into()));
        }
        if tokio::runtime::Handle::try_current().is_err() {
            let why = "hyper needs a tokio runtime, and here is none; the adapter Ureq needs none";
            return Err(SendError::Unsendable(why.into()));
        }
        let timeouts = request.extensions().get::<Timeouts>().copied().unwrap_or_default();
        let facts = request.extensions().get::<&'static OperationFacts>().copied();
        let has_events = facts.is_some_and(|facts| facts.input_stream == Some(Streamed::Events));
        if let Some(length) =
            request.body().length().filter(|_| request.body().as_bytes().is_none())
        {
            request.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
        }
        // What the request carries for others is nothing to hyper, which keeps it with connections.
        request.extensions_mut().clear();
        let request = request.map(|body| Sent(Some(body)));
        let clients = self.0.as_ref().as_ref();
        let clients = clients.map_err(|error| SendError::Unsendable(error.clone().into()))?;
        #[cfg(feature = "http2")]
        let client = if has_events { &clients.events } else { &clients.usual };
        #[cfg(not(feature = "http2"))]
        let client = match has_events {
            true => return Err(SendError::Unsendable(NO_HTTP_2.into())),
            false => &clients.usual,
        };
        // The wait for the head begins when the request is out; until then bytes go, and are waited for
        // as long as it takes.
        let limit = timeouts.read.map(|read| read + timeouts.connect.unwrap_or_default());
        let limit = if request.body().is_stream() { None } else { limit };
        let answered = before(limit.map(timer::sleep), client.request(request)).await;
        match answered {
            Some(Ok(response)) => Ok(response.map(|body| ByteStream::new(Received(body)))),
            Some(Err(error)) => Err(typed(error)),
            None => {
                let after = timeouts.read.unwrap_or_default();
                Err(SendError::Timeout { what: Waited::Read, after })
            }
        }
    }
}

impl fmt::Debug for Hyper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hyper")
    }
}

impl Transport for Hyper {
    type Future = BoxFuture<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        let exchange = self.clone().exchange(request);
        Box::pin(async move { exchange.await.map_err(Into::into) })
    }
}

/// What it is that went wrong: the innermost error that is one of ours, or all of it.
fn typed(error: hyper_util::client::legacy::Error) -> SendError {
    let mut inner: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(error) = inner {
        if let Some(SendError::Timeout { what, after }) = error.downcast_ref() {
            return SendError::Timeout { what: *what, after: *after };
        }
        inner = error.source();
    }
    SendError::Connection(Chain(error.into()).into())
}

/// An error that says all that it was caused by: hyper's own words are "client error (Connect)".
#[derive(Debug)]
struct Chain(BoxError);

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut inner = self.0.source();
        while let Some(error) = inner {
            write!(f, ": {error}")?;
            inner = error.source();
        }
        Ok(())
    }
}

impl std::error::Error for Chain {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // Said already, and there to be looked into.
        self.0.source()
    }
}

#[cfg(not(feature = "http2"))]
const NO_HTTP_2: &str =
    "events go out and come in at once over HTTP/2 alone: turn on the feature `http2`";

/// Connects in time, TLS included.
#[derive(Clone)]
struct Connect {
    tls: HttpsConnector<HttpConnector>,
    limit: Option<Duration>,
}

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);

impl Service<Uri> for Connect {
    type Response = <HttpsConnector<HttpConnector> as Service<Uri>>::Response;
    type Error = BoxError;
    type Future = BoxFuture<Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tls.poll_ready(cx)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let (connecting, limit) = (self.tls.call(uri), self.limit);
        Box::pin(async move {
            let after = limit.unwrap_or_default();
            let late = || SendError::Timeout { what: Waited::Connect, after };
            let connected = before(limit.map(timer::sleep), connecting).await;
            connected.unwrap_or_else(|| Err(late().into()))
        })
    }
}

/// The body of a request.
struct Sent(Option<ByteStream>);

impl Sent {
    fn is_stream(&self) -> bool {
        self.0.as_ref().is_some_and(|body| body.as_bytes().is_none())
    }
}

impl Body for Sent {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(body) = &mut self.0 else { return Poll::Ready(None) };
        let chunk = Pin::new(body).poll_next(cx);
        if let Poll::Ready(None) = &chunk {
            self.0 = None;
        }
        chunk.map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(|body| body.as_bytes().is_some_and(Bytes::is_empty))
    }

    fn size_hint(&self) -> SizeHint {
        match self.0.as_ref().map(|body| body.length()) {
            None => SizeHint::with_exact(0),
            Some(Some(length)) => SizeHint::with_exact(length),
            Some(None) => SizeHint::default(),
        }
    }
}

/// The body of a response.
struct Received(Incoming);

impl Stream for Received {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = match Pin::new(&mut self.0).poll_frame(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => {
                    return Poll::Ready(Some(Err(Chain(error.into()).into())));
                }
                Poll::Ready(Some(Ok(frame))) => frame,
            };
            if let Ok(data) = frame.into_data() {
                return Poll::Ready(Some(Ok(data)));
            }
        }
    }
}

/// Whether a tokio runtime polls this.
#[cfg(all(feature = "credentials", any(feature = "ureq", feature = "sockets")))]
pub(super) fn is_here() -> bool {
    tokio::runtime::Handle::try_current().is_ok()
}
