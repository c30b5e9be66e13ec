//! From an address to a connection.

use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use http::Uri;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};

use super::link::{Limits, Link, Socket, Until};
use super::typed;
use crate::sending::SendError;

/// Where a request goes.
pub(super) struct Place {
    is_secure: bool,
    /// A name, or the number of a host as it stands in an address, in brackets or not.
    host: String,
    port: u16,
}

impl Place {
    pub(super) fn of(uri: &Uri) -> Result<Self, SendError> {
        let unsendable = |why: &str| Err(SendError::Unsendable(why.into()));
        let is_secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => {
                return unsendable(
                    "the request has no host: give the client an endpoint or a region",
                );
            }
        };
        let Some(host) = uri.host().filter(|host| !host.is_empty()) else {
            return unsendable("the request has no host: give the client an endpoint or a region");
        };
        let port = uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 });
        Ok(Place { is_secure, host: host.to_owned(), port })
    }

    /// What tells it from other places.
    pub(super) fn key(&self) -> String {
        let scheme = if self.is_secure { "https" } else { "http" };
        format!("{scheme}://{}:{}", self.host, self.port)
    }

    /// What the header says: no port that goes without saying, as signatures have it.
    pub(super) fn header(&self) -> String {
        match (self.is_secure, self.port) {
            (true, 443) | (false, 80) => self.host.clone(),
            (_, port) => format!("{}:{port}", self.host),
        }
    }

    /// The host without brackets.
    fn name(&self) -> &str {
        let inner = self.host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        inner.unwrap_or(&self.host)
    }
}

/// Connects in time, TLS included.
pub(super) fn connect(
    place: &Place,
    until: Option<Until>,
    tls: impl FnOnce() -> Result<Arc<ClientConfig>, SendError>,
) -> Result<Link, SendError> {
    let mut socket = Socket::new(reach(place, until).map_err(typed)?);
    if !place.is_secure {
        return Ok(Link::Plain(socket));
    }
    let name = ServerName::try_from(place.name().to_owned());
    let name = name.map_err(|error| SendError::Unsendable(error.into()))?;
    let session = ClientConnection::new(tls()?, name);
    let mut session = session.map_err(|error| SendError::Unsendable(error.into()))?;
    socket.limit(Limits { each: None, until });
    while session.is_handshaking() {
        session.complete_io(&mut socket).map_err(typed)?;
    }
    Ok(Link::Secure(Box::new(StreamOwned::new(session, socket))))
}

/// A connection to the first of its addresses that answers.
fn reach(place: &Place, until: Option<Until>) -> io::Result<TcpStream> {
    let addresses = resolve(place, until)?;
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for (nth, address) in addresses.iter().enumerate() {
        let connected = match until.as_ref().map(Until::left).transpose()? {
            None => TcpStream::connect(address),
            // One that is silent leaves time for the others.
            Some(left) if nth + 1 < addresses.len() => {
                TcpStream::connect_timeout(address, (left / 2).max(SHORTEST))
            }
            Some(left) => TcpStream::connect_timeout(address, left),
        };
        match connected {
            // What is written is a whole request, or a large part of one.
            Ok(stream) => return stream.set_nodelay(true).map(|()| stream),
            Err(error) => last = error,
        }
    }
    match until {
        Some(until) if last.kind() == io::ErrorKind::TimedOut => Err(until.late()),
        _ => Err(last),
    }
}

/// Half of what is left is not nothing.
const SHORTEST: Duration = Duration::from_millis(1);

/// The addresses of a host. The system is asked on a thread of its own, as it cannot be told how long it
/// may take.
fn resolve(place: &Place, until: Option<Until>) -> io::Result<Vec<SocketAddr>> {
    let (name, port) = (place.name().to_owned(), place.port);
    if let Ok(number) = name.parse() {
        return Ok(vec![SocketAddr::new(number, port)]);
    }
    let ask = move || (&*name, port).to_socket_addrs().map(Vec::from_iter);
    let Some(until) = until else { return ask() };
    let answer = Arc::new((Mutex::new(None), Condvar::new()));
    let told = Arc::clone(&answer);
    thread::Builder::new().name("doc-bindgen-resolver".to_owned()).spawn(move || {
        let found = ask();
        *told.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        told.1.notify_one();
    })?;
    let mut found = answer.0.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if let Some(found) = found.take() {
            return found;
        }
        let waited = answer.1.wait_timeout(found, until.left()?);
        found = waited.unwrap_or_else(PoisonError::into_inner).0;
    }
}
