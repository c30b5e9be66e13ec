//! Blocking, over the standard library's sockets.

mod body;
mod connect;
mod head;
mod link;
mod outgoing;
mod pool;
#[cfg(test)]
mod tests;

use std::fmt;
use std::future::{Ready, ready};
use std::io;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::{Request, Response};
use rustls::ClientConfig;

use self::body::Incoming;
use self::link::{Limits, Link, Until};
use self::pool::Pool;
use crate::sending::{SendError, Timeouts, Waited};
use crate::{BoxError, ByteStream, Transport};

/// A [`Transport`] over the standard library's sockets, with TLS by [rustls](https://docs.rs/rustls) and
/// HTTP/1.1 read by [httparse](https://docs.rs/httparse): it blocks until a response begins, and while
/// its body is read. With [`blocking`](crate::blocking) no async runtime is needed. It is the smallest
/// that there is.
///
/// ```no_run
/// use doc_bindgen_runtime::adapter::Sockets;
///
/// let transport = Sockets::new();
/// ```
///
/// Connections are kept and used again. Redirects are not followed, as what was signed for one host
/// says nothing to another; and no proxy is asked.
#[derive(Clone)]
pub struct Sockets(Arc<Inner>);

struct Inner {
    pool: Arc<Pool>,
    /// Made for the first connection that needs it.
    tls: OnceLock<Result<Arc<ClientConfig>, rustls::Error>>,
}

/// How long a connection may take, where nobody says otherwise.
const CONNECT: Duration = Duration::from_secs(10);

impl Default for Sockets {
    fn default() -> Self {
        Sockets::new()
    }
}

impl fmt::Debug for Sockets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sockets")
    }
}

impl Sockets {
    /// With the settings that calls want, and 10 seconds to connect where nobody says otherwise.
    pub fn new() -> Self {
        Sockets(Arc::new(Inner { pool: Arc::default(), tls: OnceLock::new() }))
    }

    /// With these settings of TLS: other authorities, or a certificate of the client's.
    pub fn with_tls(config: Arc<ClientConfig>) -> Self {
        let tls = OnceLock::from(Ok(config));
        Sockets(Arc::new(Inner { pool: Arc::default(), tls }))
    }

    fn exchange(&self, request: Request<ByteStream>) -> Result<Response<ByteStream>, SendError> {
        let (parts, body) = request.into_parts();
        let place = connect::Place::of(&parts.uri)?;
        let given = parts.extensions.get::<Timeouts>().copied();
        let given = given.unwrap_or(Timeouts { connect: Some(CONNECT), ..Timeouts::NONE });
        let limits = Limits {
            each: given.read.map(|read| (read, Waited::Read)),
            until: given.attempt.and_then(|limit| Until::within(limit, Waited::Attempt)),
        };
        let key = place.key();
        let mut link = match self.0.pool.take(&key) {
            Some(link) => link,
            None => self.connect(&place, given.connect, limits)?,
        };
        link.limit(limits);
        let sent = outgoing::send(&mut link, &parts, &place, body);
        let answer = head::read(&mut link, &parts.method, sent).map_err(typed)?;
        Ok(Incoming::respond(answer, link, key, &self.0.pool))
    }

    fn connect(
        &self,
        place: &connect::Place,
        limit: Option<Duration>,
        limits: Limits,
    ) -> Result<Link, SendError> {
        // An attempt that is over ends it, too.
        let own = limit.and_then(|limit| Until::within(limit, Waited::Connect));
        let until = [own, limits.until].into_iter().flatten().min_by_key(|until| until.end);
        let tls = || {
            let tls = self.0.tls.get_or_init(|| super::tls::config().map(Arc::new));
            tls.clone().map_err(|error| SendError::Unsendable(error.into()))
        };
        connect::connect(place, until, tls)
    }
}

/// What it is that went wrong: ours, if it is, or else the connection.
fn typed(error: io::Error) -> SendError {
    match error.downcast::<SendError>() {
        Ok(error) => error,
        Err(error) => SendError::Connection(error.into()),
    }
}

impl Transport for Sockets {
    type Future = Ready<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        ready(self.exchange(request).map_err(Into::into))
    }
}
