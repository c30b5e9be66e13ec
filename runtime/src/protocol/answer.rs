//! What all protocols make of a response before they look into its body, and of an error after.

use http::response::Parts;
use http::{HeaderMap, Response, StatusCode};

use super::Errors;
use crate::facts::{ErrorFacts, OperationFacts, Retry};
use crate::value::Value;
use crate::{ByteStream, Bytes, ErrorKind, Failure};

/// How much of a body that makes no sense an error shows.
const SHOWN: usize = 300;

/// A response whose body is in memory.
pub(super) struct Answer {
    pub(super) parts: Parts,
    pub(super) body: Bytes,
}

impl Answer {
    /// Of a body that is a live stream nothing is read: that of an error, by whoever carried the
    /// response here without reading it.
    pub(super) fn new(response: Response<ByteStream>) -> Self {
        let (parts, body) = response.into_parts();
        Answer { parts, body: body.as_bytes().cloned().unwrap_or_default() }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.parts.headers, name)
    }

    /// The answer is none of the service: a proxy's page, or one that was cut off.
    pub(super) fn strange(&self, what: impl std::fmt::Display) -> Failure {
        let mut failure = Failure::new(ErrorKind::Response)
            .with_status(self.parts.status)
            .with_message(format!("{what}; the body {}", beginning(&self.body)));
        if let Some(id) = request_id(&self.parts.headers) {
            failure = failure.with_request_id(id);
        }
        failure
    }

    /// The failure that the answer tells of. `read` reads the members of an error that the service
    /// documents; what it cannot read is left blank, as the code tells more than a member would.
    pub(super) fn failure(
        &self,
        facts: &OperationFacts,
        told: Told,
        errors: &mut dyn Errors,
        read: &mut dyn FnMut(&mut dyn Value),
    ) -> Failure {
        let status = self.parts.status;
        let mut failure = Failure::new(ErrorKind::Service).with_status(status);
        let find = |code: &str| ErrorFacts::find(errors.facts(), code);
        let by = |code: &Option<String>| code.as_deref().and_then(find);
        let index = by(&told.code).or_else(|| by(&told.name));
        let documented = index.and_then(|index| errors.facts().get(index));
        let retry = documented.and_then(|error| error.retry);
        let by_code = || told.code.as_deref().and_then(retry_of_code);
        if let Some(retry) = retry.or_else(by_code).or_else(|| retry_of_status(status)) {
            failure = failure.with_retry(retry);
        }
        if let Some(error) = index.and_then(|index| errors.blank(index)) {
            read(error);
        }
        match (told.message, told.code.is_some()) {
            (Some(message), _) => failure = failure.with_message(message),
            (None, true) => {}
            (None, false) => {
                let name = facts.name;
                failure = failure.with_message(format!(
                    "{name} was answered with status {status}; the body {}",
                    beginning(&self.body)
                ));
            }
        }
        if let Some(code) = told.code {
            failure = failure.with_code(code);
        }
        let id = told.request_id.or_else(|| request_id(&self.parts.headers).map(str::to_owned));
        match id {
            Some(id) => failure.with_request_id(id),
            None => failure,
        }
    }
}

/// What a body tells of an error, as far as it does.
#[derive(Default)]
pub(super) struct Told {
    pub(super) code: Option<String>,
    /// Another name of the error, by which it is known where it is not by its code.
    pub(super) name: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
}

impl Told {
    /// With the code that a service which spoke `query` before had for it: the header holds it and
    /// whose fault it is.
    pub(super) fn query_compatible(mut self, facts: &OperationFacts, answer: &Answer) -> Self {
        if facts.service.query_compatible
            && let Some((code, _)) =
                answer.header("x-amzn-query-error").and_then(|it| it.split_once(';'))
            && !code.is_empty()
        {
            self.name = self.code.replace(code.to_owned());
        }
        self
    }
}

/// A code without the namespace before it and the address behind it:
/// `aws.protocoltests#FooError:http://…/`.
pub(super) fn code(text: &str) -> String {
    let text = text.split(':').next().unwrap_or(text);
    text.rsplit('#').next().unwrap_or(text).trim().to_owned()
}

pub(super) fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-amzn-requestid", "x-amz-request-id", "x-request-id"]
        .into_iter()
        .find_map(|name| header(headers, name))
}

/// What a body begins with, for a person.
fn beginning(body: &[u8]) -> String {
    match body {
        [] => "is empty".to_owned(),
        _ if body.len() <= SHOWN => format!("is {:?}", String::from_utf8_lossy(body)),
        _ => {
            let shown = String::from_utf8_lossy(&body[..SHOWN]);
            format!("of {} bytes begins {shown:?}", body.len())
        }
    }
}

fn retry_of_status(status: StatusCode) -> Option<Retry> {
    match status.as_u16() {
        429 => Some(Retry::Throttling),
        500 | 502 | 503 | 504 => Some(Retry::Transient),
        _ => None,
    }
}

/// The codes that services share without documenting them.
fn retry_of_code(code: &str) -> Option<Retry> {
    match code {
        "Throttling"
        | "ThrottlingException"
        | "ThrottledException"
        | "RequestThrottledException"
        | "TooManyRequestsException"
        | "ProvisionedThroughputExceededException"
        | "TransactionInProgressException"
        | "RequestLimitExceeded"
        | "BandwidthLimitExceeded"
        | "LimitExceededException"
        | "RequestThrottled"
        | "SlowDown"
        | "PriorRequestNotComplete"
        | "EC2ThrottledException" => Some(Retry::Throttling),
        "RequestTimeout"
        | "RequestTimeoutException"
        | "InternalError"
        | "IDPCommunicationError" => Some(Retry::Transient),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_between_a_namespace_and_an_address() {
        for text in ["FooError", "FooError:http://internal/coral/", "a.b#FooError:http://x/#y"] {
            assert_eq!(code(text), "FooError");
        }
    }

    #[test]
    fn what_is_shown_of_a_body_is_bounded() {
        assert_eq!(beginning(b""), "is empty");
        assert_eq!(beginning(b"<html>"), "is \"<html>\"");
        assert!(beginning(&[b'a'; 10_000]).len() < 400);
    }
}
