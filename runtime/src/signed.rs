//! A transport that signs.

use std::any::{Any, TypeId};
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{Request, Response};

use crate::facts::OperationFacts;
use crate::retry::Clock;
use crate::sending::{By, Check, Credentials, Presigning, check, presign, sign};
use crate::{BoxError, ByteStream, Timestamp, Transport};

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
        sign(facts, request, &self.by())
    }

    fn by(&self) -> By<'_> {
        let time = self.clock.corrected(Timestamp::now());
        By { credentials: &self.credentials, region: &self.region, time }
    }
}

impl<T: Transport> Transport for Signed<T> {
    type Future = Signing<T::Future>;

    fn send(&self, mut request: Request<ByteStream>) -> Self::Future {
        let facts = request.extensions().get::<&'static OperationFacts>().copied();
        let check = facts.and_then(|facts| check(facts, request.headers()));
        match self.sign(&mut request) {
            Ok(()) => {
                let future = Box::pin(self.transport.send(request));
                Signing::Sent { future, clock: Arc::clone(&self.clock), check }
            }
            Err(error) => Signing::Failed(Some(error)),
        }
    }

    fn presign(&self, mut request: Request<ByteStream>, expires: Duration) -> Presigning {
        let facts = request.extensions().get::<&'static OperationFacts>().copied();
        let signed = match facts {
            Some(facts) => presign(facts, &mut request, &self.by(), expires),
            None => Err("no operation has made the request".into()),
        };
        Box::pin(ready(signed.map(|()| request)))
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
    Sent { future: Pin<Box<F>>, clock: Arc<Clock>, check: Option<Check> },
    Failed(Option<BoxError>),
}

impl<F: Future<Output = Result<Response<ByteStream>, BoxError>>> Future for Signing<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        match &mut *self {
            Signing::Sent { future, clock, check } => {
                let answered = future.as_mut().poll(cx);
                if let Poll::Ready(Ok(response)) = &answered
                    && response.status().is_client_error()
                {
                    // A good answer may come out of a cache, and be of long ago.
                    clock.learn(response.headers(), Timestamp::now());
                }
                match (answered, check) {
                    (Poll::Ready(Ok(response)), Some(check)) if response.status().is_success() => {
                        Poll::Ready(Ok(check(response)))
                    }
                    (answered, _) => answered,
                }
            }
            Signing::Failed(error) => {
                Poll::Ready(Err(error.take().unwrap_or_else(|| "the call is over".into())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Ready;
    use std::sync::Mutex;

    use http::StatusCode;

    use super::*;
    use crate::blocking::wait;
    use crate::facts::ServiceFacts;
    use crate::sign::Keys;

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
