//! How long is waited for what.

use std::time::Duration;

/// How long is waited at most; `None` is for as long as it takes.
///
/// A request that a client's own transport hands on has them in its extensions, as they hold for this
/// attempt, and adapters keep to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// For a connection, TLS included.
    pub connect: Option<Duration>,
    /// For the next bytes of a response, those of its head included.
    pub read: Option<Duration>,
    /// For one attempt, from its beginning to the last byte of the response, or to its head where the
    /// caller reads the body as a stream.
    pub attempt: Option<Duration>,
    /// For a call, with all its attempts and the waits between.
    pub call: Option<Duration>,
}

impl Timeouts {
    /// For as long as it takes.
    pub const NONE: Self = Timeouts { connect: None, read: None, attempt: None, call: None };
}

/// 10 seconds for a connection and a minute for the next bytes: long enough for whatever answers at all
/// (a queue that is empty answers after 20 s), and nothing hangs. How long a call takes as a whole is up
/// to the caller.
impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            connect: Some(Duration::from_secs(10)),
            read: Some(Duration::from_secs(60)),
            ..Timeouts::NONE
        }
    }
}
