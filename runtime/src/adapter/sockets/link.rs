//! A connection, and how long it may take.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rustls::{ClientConnection, StreamOwned};

use crate::sending::{SendError, Waited};

/// How long is waited.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// For the next bytes that come or go.
    pub(super) each: Option<(Duration, Waited)>,
    /// For all of it.
    pub(super) until: Option<Until>,
}

/// When it is too late.
#[derive(Clone, Copy)]
pub(super) struct Until {
    pub(super) end: Instant,
    what: Waited,
    /// How long was to be waited as a whole.
    after: Duration,
}

impl Until {
    /// `None` if that is beyond what a clock has: never.
    pub(super) fn within(after: Duration, what: Waited) -> Option<Self> {
        Some(Until { end: Instant::now().checked_add(after)?, what, after })
    }

    /// How long may be waited still.
    pub(super) fn left(&self) -> io::Result<Duration> {
        match self.end.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(self.late()),
            left => Ok(left),
        }
    }

    pub(super) fn late(&self) -> io::Error {
        late(self.what, self.after)
    }
}

impl Limits {
    pub(super) const NONE: Self = Limits { each: None, until: None };

    /// How long may be waited now, and what is told if it was not enough.
    fn now(&self) -> io::Result<Option<(Duration, Waited, Duration)>> {
        let each = self.each.map(|(each, what)| (each, what, each));
        if let Some((Duration::ZERO, what, after)) = each {
            return Err(late(what, after));
        }
        let Some(until) = self.until else { return Ok(each) };
        let left = until.left()?;
        Ok(Some(each.filter(|it| it.0 <= left).unwrap_or((left, until.what, until.after))))
    }
}

/// The error of who waited so long.
fn late(what: Waited, after: Duration) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, SendError::Timeout { what, after })
}

/// A socket that keeps to limits.
pub(super) struct Socket {
    stream: TcpStream,
    limits: Limits,
    /// What the system was told last for reading and for writing, as telling it takes a call of it.
    told: [Option<Duration>; 2],
}

impl Socket {
    pub(super) fn new(stream: TcpStream) -> Self {
        Socket { stream, limits: Limits::NONE, told: [None; 2] }
    }

    /// What holds from now on.
    pub(super) fn limit(&mut self, limits: Limits) {
        self.limits = limits;
    }

    fn wait<T>(
        &mut self,
        writes: bool,
        mut act: impl FnMut(&mut TcpStream) -> io::Result<T>,
    ) -> io::Result<T> {
        loop {
            let limit = self.limits.now()?;
            let wanted = limit.map(|(limit, ..)| limit);
            let told = &mut self.told[usize::from(writes)];
            if *told != wanted {
                match writes {
                    true => self.stream.set_write_timeout(wanted)?,
                    false => self.stream.set_read_timeout(wanted)?,
                }
                *told = wanted;
            }
            return match act(&mut self.stream) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // Systems differ in what they call it.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
                    ) =>
                {
                    Err(limit.map_or(error, |(_, what, after)| late(what, after)))
                }
                other => other,
            };
        }
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.wait(false, |stream| stream.read(buffer))
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.wait(true, |stream| stream.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A connection, with or without TLS.
pub(super) enum Link {
    Plain(Socket),
    Secure(Box<StreamOwned<ClientConnection, Socket>>),
}

impl Link {
    /// What holds from now on.
    pub(super) fn limit(&mut self, limits: Limits) {
        self.socket().limit(limits);
    }

    fn socket(&mut self) -> &mut Socket {
        match self {
            Link::Plain(socket) => socket,
            Link::Secure(stream) => &mut stream.sock,
        }
    }

    /// Whether the other side has neither closed it nor said what nobody asked for.
    pub(super) fn is_idle(&mut self) -> bool {
        if self.socket().stream.set_nonblocking(true).is_err() {
            return false;
        }
        let is_idle = match self {
            Link::Plain(socket) => {
                let came = socket.stream.peek(&mut [0]);
                came.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock)
            }
            // What comes may be TLS's own, tickets for another session.
            Link::Secure(stream) => loop {
                match stream.conn.read_tls(&mut stream.sock.stream) {
                    Ok(0) => break false,
                    Ok(_) => {
                        let state = stream.conn.process_new_packets();
                        let is_own = state.is_ok_and(|state| {
                            state.plaintext_bytes_to_read() == 0 && !state.peer_has_closed()
                        });
                        if !is_own {
                            break false;
                        }
                    }
                    Err(error) => break error.kind() == io::ErrorKind::WouldBlock,
                }
            },
        };
        is_idle && self.socket().stream.set_nonblocking(false).is_ok()
    }
}

impl Read for Link {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Link::Plain(socket) => socket.read(buffer),
            Link::Secure(stream) => stream.read(buffer),
        }
    }
}

impl Write for Link {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Link::Plain(socket) => socket.write(bytes),
            Link::Secure(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Link::Plain(_) => Ok(()),
            Link::Secure(stream) => stream.flush(),
        }
    }
}
