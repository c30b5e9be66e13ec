//! What can go wrong with a call.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use http::StatusCode;

use crate::facts::{OperationFacts, Retry};
use crate::sending::{SendError, Tried};

/// An error of any kind, from a transport or a stream.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a call did not give an output. `E` is the type of the errors that the service documents.
///
/// Shown, it reads `code: message (request id …)`, each as far as it is known.
///
/// ```
/// use doc_bindgen_runtime::{Error, ErrorKind, Failure};
///
/// let failure = Failure::new(ErrorKind::Service)
///     .with_code("AccessDeniedException")
///     .with_message("You may not list sessions")
///     .with_request_id("b25f48e8");
/// let error: Error<()> = failure.into();
/// assert_eq!(
///     error.to_string(),
///     "AccessDeniedException: You may not list sessions (request id b25f48e8)",
/// );
/// ```
pub struct Error<E> {
    failure: Box<Failure>,
    service: Option<Box<E>>,
}

/// What an [`Error`] knows that does not depend on the service: how it is shown, and where it
/// comes from.
#[derive(Debug)]
pub struct Failure {
    kind: ErrorKind,
    code: Option<Cow<'static, str>>,
    message: Option<Cow<'static, str>>,
    request_id: Option<String>,
    status: Option<StatusCode>,
    source: Option<BoxError>,
    retry: Option<Retry>,
    attempts: Option<u32>,
}

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The service answered with an error.
    Service,
    /// No request could be made of the input.
    Request,
    /// The request did not reach the service, or the response did not come back.
    Transport,
    /// The response could not be understood.
    Response,
    /// Pages do not go on: a token came that had been there before, or none where there is more.
    Pagination,
    /// A waiter gave up: the condition did not come to hold in the attempts it had. Or a call took
    /// longer than its timeout.
    Timeout,
    /// A waiter saw that the condition will not come to hold.
    Hopeless,
    /// There are no credentials, or they do not serve for what was asked.
    Credentials,
}

impl Failure {
    /// A failure of that kind.
    pub fn new(kind: ErrorKind) -> Self {
        Failure {
            kind,
            code: None,
            message: None,
            request_id: None,
            status: None,
            source: None,
            retry: None,
            attempts: None,
        }
    }

    /// With the service's code for it.
    pub fn with_code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// With what is to be said of it.
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// With the id that the service gave the request.
    pub fn with_request_id(mut self, request_id: impl Into<String>) -> Self {
        self.request_id = Some(request_id.into());
        self
    }

    /// With the status of the response.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// With what caused it.
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// With whether the call may be made again.
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The service's code for it.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The status of the response.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// With how many attempts there were.
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// Whether the call may be made again, and after how long a wait.
    pub fn retry(&self) -> Option<Retry> {
        self.retry
    }

    /// What the transport says of a request that was not answered.
    pub(crate) fn unanswered(error: BoxError) -> Self {
        let (error, attempts) = match error.downcast::<Tried>() {
            Ok(tried) => (Ok(tried.error), tried.attempts),
            Err(error) => (error.downcast::<SendError>().map(|error| *error), None),
        };
        let mut failure = match error {
            Err(error) => return Failure::new(ErrorKind::Transport).with_source(error),
            Ok(error) => {
                let kind = match error {
                    SendError::Timeout { .. } => ErrorKind::Timeout,
                    SendError::Credentials(_) => ErrorKind::Credentials,
                    SendError::Unsendable(_) => ErrorKind::Request,
                    SendError::TooLarge { .. } | SendError::Checksum { .. } => ErrorKind::Response,
                    SendError::Connection(_) => ErrorKind::Transport,
                };
                Failure::new(kind).with_message(error.to_string()).with_source(error)
            }
        };
        failure.attempts = attempts;
        failure
    }

    /// The input cannot be written.
    pub(crate) fn unwritable(message: impl Into<Cow<'static, str>>) -> Self {
        Failure::new(ErrorKind::Request).with_message(message)
    }

    /// The input lacks a member that the request cannot be made without.
    pub(crate) fn lacks(facts: &OperationFacts, member: &str, why: &str) -> Self {
        let name = facts.name;
        Failure::unwritable(format!("{name}: `{member}` has to be given, as {why}"))
    }

    /// A fact is missing that no page states.
    pub(crate) fn unstated(facts: &OperationFacts, fact: &str) -> Self {
        let (name, service) = (facts.name, facts.service.id);
        Failure::unwritable(format!(
            "{name}: the spec of {service} does not state {fact}; add it there or in an overlay, and \
             make the bindings anew"
        ))
    }

    /// The service speaks a protocol that is not known here.
    pub(crate) fn no_protocol(facts: &OperationFacts) -> Self {
        let protocol = facts.service.protocol;
        Failure::new(ErrorKind::Request).with_message(match protocol {
            Some(protocol) => {
                format!("{}: the protocol {} is not there yet", facts.name, protocol.name)
            }
            None => {
                return Failure::unstated(facts, "the protocol that it speaks (`protocol.name`)");
            }
        })
    }
}

impl<E> Error<E> {
    /// An error that the service documents.
    pub fn documented(failure: Failure, service: E) -> Self {
        Error { failure: Box::new(failure), service: Some(Box::new(service)) }
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.failure.kind
    }

    /// The service's code for it: `AccessDeniedException`.
    pub fn code(&self) -> Option<&str> {
        self.failure.code.as_deref()
    }

    /// What the service, or this side of the wire, says of it.
    pub fn message(&self) -> Option<&str> {
        self.failure.message.as_deref()
    }

    /// The id that the service gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.failure.request_id.as_deref()
    }

    /// Whether the call may be made again, and after how long a wait.
    pub fn retry(&self) -> Option<Retry> {
        self.failure.retry
    }

    /// How many attempts there were, as far as the transport counts them.
    pub fn attempts(&self) -> Option<u32> {
        self.failure.attempts
    }

    /// Why the request was not answered, as far as the transport tells.
    pub fn send_error(&self) -> Option<&SendError> {
        self.failure.source.as_ref()?.downcast_ref()
    }

    pub(crate) fn with_attempts(mut self, attempts: Option<u32>) -> Self {
        self.failure.attempts = attempts.or(self.failure.attempts);
        self
    }

    /// The HTTP status of the response.
    pub fn status(&self) -> Option<StatusCode> {
        self.failure.status
    }

    /// What is known of it whatever the service.
    pub fn failure(&self) -> &Failure {
        &self.failure
    }

    /// The error that the service documents, with its members; `None` if it is another.
    pub fn service(&self) -> Option<&E> {
        self.service.as_deref()
    }

    /// The error that the service documents, or this error unchanged if it is another.
    pub fn into_service(self) -> Result<E, Self> {
        match self.service {
            Some(service) => Ok(*service),
            None => Err(self),
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        Error { failure: Box::new(failure), service: None }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("failure", &self.failure)
            .field("service", &self.service)
            .finish()
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.failure.fmt(f)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.code, &self.message) {
            (Some(code), Some(message)) => write!(f, "{code}: {message}")?,
            (Some(code), None) => f.write_str(code)?,
            (None, Some(message)) => f.write_str(message)?,
            (None, None) => f.write_str(match self.kind {
                ErrorKind::Service => "the service answered with an error",
                ErrorKind::Request => "no request could be made of the input",
                ErrorKind::Transport => "the transport failed",
                ErrorKind::Response => "the response could not be understood",
                ErrorKind::Pagination => "the pages do not go on",
                ErrorKind::Timeout => "the waiter gave up",
                ErrorKind::Hopeless => "what was waited for will not come to be",
                ErrorKind::Credentials => "there are no credentials that serve",
            })?,
        }
        match (&self.request_id, self.attempts.filter(|&attempts| attempts > 1)) {
            (Some(id), None) => write!(f, " (request id {id})"),
            (Some(id), Some(attempts)) => write!(f, " (request id {id}, {attempts} attempts)"),
            (None, Some(attempts)) => write!(f, " ({attempts} attempts)"),
            (None, None) => Ok(()),
        }
    }
}

impl<E: fmt::Debug> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.failure.source()
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.source.as_ref()?;
        match source.downcast_ref::<SendError>() {
            // Its own words are the message.
            Some(error) => error.source(),
            None => Some(&**source),
        }
    }
}
