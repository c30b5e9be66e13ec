//! Why no client could be made.

use std::fmt;

use crate::credentials::NoCredentials;
use crate::endpoints::NoEndpoint;
use crate::settings::NoProfile;

/// Why no client could be made. What is shown of it holds no secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum SetupError {
    /// A file of settings could not be read.
    File {
        /// Its path.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// There is no such profile.
    Profile(NoProfile),
    /// It is not known where the service is reached.
    Endpoint(NoEndpoint),
    /// What was given as an endpoint is no address.
    Address(String),
    /// No region is given or set, and the machine does not say which one it is in.
    Region(NoCredentials),
    /// What is set says wrong things of credentials.
    Credentials(NoCredentials),
    /// A setting is no number, or none that makes sense.
    Setting {
        /// Its name.
        name: &'static str,
        /// What it says.
        value: String,
    },
    /// Nothing was given that carries requests, and no adapter is there.
    NoTransport,
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SetupError::File { path, error } => write!(f, "{path} cannot be read: {error}"),
            SetupError::Profile(error) => error.fmt(f),
            SetupError::Endpoint(error) => error.fmt(f),
            SetupError::Address(address) => write!(
                f,
                "`{}` is no endpoint, such as http://127.0.0.1:5000",
                address.escape_debug()
            ),
            SetupError::Region(NoCredentials::Answer { from, what }) => {
                write!(f, "no region is given or set, and {from} gave none: {what}")
            }
            SetupError::Region(error) => error.fmt(f),
            SetupError::Credentials(error) => error.fmt(f),
            SetupError::Setting { name, value } => {
                write!(f, "`{}` makes no sense as {name}", value.escape_debug())
            }
            SetupError::NoTransport => f.write_str(
                "there is nothing to send requests with: turn on the feature `ureq` or `hyper`, or \
                 give the builder a transport",
            ),
        }
    }
}

impl std::error::Error for SetupError {}

impl From<NoEndpoint> for SetupError {
    fn from(error: NoEndpoint) -> Self {
        SetupError::Endpoint(error)
    }
}

impl From<NoCredentials> for SetupError {
    fn from(error: NoCredentials) -> Self {
        SetupError::Credentials(error)
    }
}

impl From<NoProfile> for SetupError {
    fn from(error: NoProfile) -> Self {
        SetupError::Profile(error)
    }
}
