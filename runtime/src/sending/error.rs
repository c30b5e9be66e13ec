//! Why nothing came back.

use std::fmt;
use std::time::Duration;

use crate::BoxError;

/// Why a request was not answered: what stands behind an [`Error`](crate::Error) of the kinds
/// `Transport`, `Timeout` and `Credentials`.
#[derive(Debug)]
#[non_exhaustive]
pub enum SendError {
    /// There was no connection, or it was lost before the response was whole.
    Connection(BoxError),
    /// It took too long.
    Timeout {
        /// What did.
        what: Waited,
        /// How long was waited.
        after: Duration,
    },
    /// The response has more than may be held in memory.
    TooLarge {
        /// As much may be held.
        most: usize,
    },
    /// What came is not what its checksum says.
    Checksum {
        /// How it is made: `CRC32`.
        algorithm: &'static str,
        /// What the service says that it is.
        expected: String,
        /// What it is.
        found: String,
    },
    /// The request could not be signed, as there are no credentials or they do not serve.
    Credentials(BoxError),
    /// It cannot be sent as it is, here.
    Unsendable(BoxError),
}

/// What took too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Waited {
    /// To be connected.
    Connect,
    /// The next bytes of the response.
    Read,
    /// An attempt.
    Attempt,
    /// The whole call.
    Call,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::Connection(error) => write!(f, "no answer came: {error}"),
            SendError::Timeout { what, after } => {
                let what = match what {
                    Waited::Connect => "there was no connection",
                    Waited::Read => "nothing more came",
                    Waited::Attempt => "the attempt took longer than",
                    Waited::Call => "the call took longer than",
                };
                let within = if what.ends_with("than") { "" } else { " within" };
                write!(f, "{what}{within} {} s", after.as_secs_f64())
            }
            SendError::TooLarge { most } => {
                write!(
                    f,
                    "the response is longer than {most} bytes, which is the most that is held"
                )
            }
            SendError::Checksum { algorithm, expected, found } => write!(
                f,
                "what came has the checksum ({algorithm}) {found}, and should have {expected}: it was changed on the \
                 way, or is not all"
            ),
            SendError::Credentials(error) | SendError::Unsendable(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SendError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its own words are shown already.
            SendError::Connection(error)
            | SendError::Credentials(error)
            | SendError::Unsendable(error) => error.source(),
            SendError::Timeout { .. } | SendError::TooLarge { .. } | SendError::Checksum { .. } => {
                None
            }
        }
    }
}

#[cfg(feature = "credentials")]
impl SendError {
    /// As it is, if it is one, else a connection that there was not.
    pub(crate) fn of(error: BoxError) -> Self {
        match error.downcast::<SendError>() {
            Ok(error) => *error,
            Err(error) => SendError::Connection(error),
        }
    }
}

/// Why nothing came back, and after how many attempts.
#[derive(Debug)]
pub struct Tried {
    /// The last attempt's error.
    pub error: SendError,
    /// As far as they were counted.
    pub attempts: Option<u32>,
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.attempts {
            Some(attempts) if attempts > 1 => write!(f, "{} ({attempts} attempts)", self.error),
            _ => self.error.fmt(f),
        }
    }
}

impl std::error::Error for Tried {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}
