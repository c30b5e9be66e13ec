//! A transport that signs.

use std::any::{Any, TypeId};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::header::{HeaderName, HeaderValue};
use http::{Request, Response};

use crate::facts::{Auth, OperationFacts};
use crate::retry::Clock;
use crate::sign::{Keys, Payload, SdkHmac, Secret, SigV4, bearer};
use crate::{Blob, BoxError, ByteStream, Timestamp, Transport};

/// What requests are signed with.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// An access key, for signatures.
    Keys(Keys),
    /// A token, as it is.
    Bearer(Secret),
    /// Nothing: what asks for a signature cannot be sent.
    None,
}

/// A [`Transport`] that signs what goes through it, as the operation asks for, and hands it on.
///
/// Where a service refuses a request and its answer tells another time than the clock here, what is
/// signed after that is signed with the service's time.
///
/// ```no_run
/// # #[cfg(feature = "ureq")] {
/// use doc_bindgen_runtime::adapter::Ureq;
/// use doc_bindgen_runtime::sign::Keys;
/// use doc_bindgen_runtime::{Credentials, Signed};
///
/// let keys = Keys::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
/// let transport = Signed::new(Ureq::new(), Credentials::Keys(keys), "eu-west-1");
/// # }
/// ```
#[derive(Clone)]
pub struct Signed<T> {
    transport: T,
    credentials: Arc<Credentials>,
    region: Arc<str>,
    clock: Arc<Clock>,
}

impl<T> Signed<T> {
    /// Signs for a region.
    pub fn new(transport: T, credentials: Credentials, region: impl Into<String>) -> Self {
        let region = Arc::from(region.into());
        Signed { transport, credentials: Arc::new(credentials), region, clock: Arc::default() }
    }

    fn sign(&self, request: &mut Request<ByteStream>) -> Result<(), BoxError> {
        // A request that no operation made is signed by whoever made it.
        let Some(&facts) = request.extensions().get::<&'static OperationFacts>() else {
            return Ok(());
        };
        checksum(facts, request)?;
        let time = self.clock.corrected(Timestamp::now());
        let body = request.body().as_bytes().cloned();
        let payload = match &body {
            Some(_) if facts.unsigned_body => Payload::Unsigned,
            Some(bytes) => Payload::Bytes(bytes),
            None => Payload::Unsigned,
        };
        if body.is_none() && request.uri().scheme_str() == Some("http") {
            return Err(format!(
                "{}: a stream that is not in memory can only be sent over https, as its body is not \
                 signed",
                facts.name,
            )
            .into());
        }
        match (&*self.credentials, facts.service.provider) {
            (Credentials::Keys(keys), "huaweicloud") => {
                SdkHmac::new(keys, time).sign(request, payload)?;
            }
            (credentials, _) => {
                return self.sign_for_aws(facts, credentials, request, payload, time);
            }
        }
        Ok(())
    }

    fn sign_for_aws(
        &self,
        facts: &'static OperationFacts,
        credentials: &Credentials,
        request: &mut Request<ByteStream>,
        payload: Payload<'_>,
        time: Timestamp,
    ) -> Result<(), BoxError> {
        let ways = facts.auth();
        for way in ways {
            match (way, credentials) {
                (Auth::None, _) => return Ok(()),
                (Auth::SigV4, Credentials::Keys(keys)) => {
                    SigV4::of(facts, keys, &self.region, time).sign(request, payload)?;
                    return Ok(());
                }
                (Auth::Bearer, Credentials::Bearer(token)) => {
                    bearer(request, token)?;
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(format!(
            "{} is to be signed in one of these ways: {ways:?}; there are no credentials for them",
            facts.name,
        )
        .into())
    }
}

/// Adds the checksum of the body that some operations ask for.
fn checksum(facts: &OperationFacts, request: &mut Request<ByteStream>) -> Result<(), BoxError> {
    const CRC32: HeaderName = HeaderName::from_static("x-amz-checksum-crc32");
    const ALGORITHM: HeaderName = HeaderName::from_static("x-amz-sdk-checksum-algorithm");

    if !facts.checksum {
        return Ok(());
    }
    let Some(bytes) = request.body().as_bytes() else { return Ok(()) };
    let sum = Blob::from(crc32fast::hash(bytes).to_be_bytes()).to_base64();
    request.headers_mut().insert(CRC32, HeaderValue::from_str(&sum)?);
    request.headers_mut().insert(ALGORITHM, HeaderValue::from_static("CRC32"));
    Ok(())
}

impl<T: Transport> Transport for Signed<T> {
    type Future = Signing<T::Future>;

    fn send(&self, mut request: Request<ByteStream>) -> Self::Future {
        match self.sign(&mut request) {
            Ok(()) => {
                Signing::Sent(Box::pin(self.transport.send(request)), Arc::clone(&self.clock))
            }
            Err(error) => Signing::Failed(Some(error)),
        }
    }

    fn reply(&self, operation: TypeId, input: &dyn Any) -> Option<Box<dyn Any>> {
        self.transport.reply(operation, input)
    }
}

impl<T> fmt::Debug for Signed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").field("region", &self.region).finish_non_exhaustive()
    }
}

/// The exchange of a request that was signed, or why it could not be.
#[allow(missing_docs)] // what they are is said above
pub enum Signing<F> {
    Sent(Pin<Box<F>>, Arc<Clock>),
    Failed(Option<BoxError>),
}

impl<F: Future<Output = Result<Response<ByteStream>, BoxError>>> Future for Signing<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        match &mut *self {
            Signing::Sent(future, clock) => {
                let answered = future.as_mut().poll(cx);
                if let Poll::Ready(Ok(response)) = &answered
                    && response.status().is_client_error()
                {
                    // A good answer may come out of a cache, and be of long ago.
                    clock.learn(response.headers(), Timestamp::now());
                }
                answered
            }
            Signing::Failed(error) => {
                Poll::Ready(Err(error.take().unwrap_or_else(|| "the call is over".into())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{Ready, ready};
    use std::sync::Mutex;

    use http::StatusCode;

    use super::*;
    use crate::blocking::wait;
    use crate::facts::ServiceFacts;

    /// Answers with one status and date, and keeps when requests say that they were signed.
    struct Answering {
        status: StatusCode,
        signed: Mutex<Vec<String>>,
    }

    impl Transport for Answering {
        type Future = Ready<Result<Response<ByteStream>, BoxError>>;

        fn send(&self, request: Request<ByteStream>) -> Self::Future {
            let date = request.headers()["x-amz-date"].to_str().unwrap_or_default();
            self.signed.lock().unwrap().push(date[..4].to_owned());
            ready(
                Response::builder()
                    .status(self.status)
                    .header("date", "Sat, 09 Apr 2253 08:49:37 GMT")
                    .body(ByteStream::default())
                    .map_err(Into::into),
            )
        }
    }

    #[test]
    fn a_wrong_clock_is_put_right_by_who_refuses() {
        const SERVICE: ServiceFacts =
            ServiceFacts { provider: "aws", id: "sqs", ..ServiceFacts::NONE };
        const FACTS: OperationFacts = OperationFacts { service: &SERVICE, ..OperationFacts::NONE };
        for (status, learned) in [(StatusCode::FORBIDDEN, true), (StatusCode::OK, false)] {
            let keys = Credentials::Keys(Keys::new("a", "s"));
            let answering = Arc::new(Answering { status, signed: Mutex::default() });
            let signed = Signed::new(Arc::clone(&answering), keys, "eu-west-1");
            for _ in 0..2 {
                let mut request = Request::new(ByteStream::default());
                *request.uri_mut() = "https://sqs.eu-west-1.amazonaws.com/".parse().unwrap();
                request.extensions_mut().insert(&FACTS);
                assert!(wait(signed.send(request)).is_ok());
            }
            let years = answering.signed.lock().unwrap();
            assert_eq!(years[1] == "2253", learned, "{years:?}");
        }
    }
}
