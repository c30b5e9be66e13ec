//! A transport that makes of a request what a service takes, and of attempts a call.

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::header::{HeaderValue, USER_AGENT};
use http::request::Parts;
use http::{Request, Response};

use super::body::{self, Replay};
use super::sign::is_open;
use super::{
    Attempted, BoxFuture, By, Credentials, Documented, MOST, Presigning, SendError, Sleeper,
    Timeouts, Tried, Waited, check, presign, sign,
};
use crate::credentials::{Context, Source};
use crate::facts::{ErrorFacts, OperationFacts};
use crate::retry::{Attempts, Bucket, Clock, Failed, Policy, retry_after};
use crate::timer::{self, before};
use crate::{AnyTransport, BoxError, ByteStream, Sleep, Timestamp, Transport};

/// A transport that makes of a request what a service takes, and of attempts a call.
#[derive(Clone)]
pub struct Sending(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    transport: AnyTransport,
    credentials: Source,
    region: String,
    policy: Option<Policy>,
    bucket: Arc<Bucket>,
    clock: Arc<Clock>,
    now: fn() -> Timestamp,
    sleeper: Sleeper,
    timeouts: Timeouts,
    most: usize,
    user_agent: HeaderValue,
    headers: Vec<(http::HeaderName, HeaderValue)>,
}

impl Sending {
    /// Over a transport that does no more than to carry requests; without credentials.
    pub fn over<T>(transport: T) -> Self
    where
        T: Transport<Future: Send + 'static> + Send + Sync + 'static,
    {
        Sending(Arc::new(Inner {
            transport: AnyTransport::new(transport),
            credentials: Source::fixed(Credentials::None),
            region: String::new(),
            policy: None,
            bucket: Arc::default(),
            clock: Arc::default(),
            now: Timestamp::now,
            sleeper: Sleeper::new(timer::sleep),
            timeouts: Timeouts::default(),
            most: MOST,
            user_agent: HeaderValue::from_static(concat!(
                "doc-bindgen/",
                env!("CARGO_PKG_VERSION")
            )),
            headers: Vec::new(),
        }))
    }

    /// Signs with these.
    pub fn credentials(self, credentials: impl Into<Credentials>) -> Self {
        self.source(Source::fixed(credentials))
    }

    /// Signs with what comes from there.
    pub fn source(mut self, source: Source) -> Self {
        Arc::make_mut(&mut self.0).credentials = source;
        self
    }

    /// Signs for that region.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        Arc::make_mut(&mut self.0).region = region.into();
        self
    }

    /// Makes attempts by that policy, for every service; else each service has its own
    /// ([`Policy::of`]).
    pub fn retries(mut self, policy: Policy) -> Self {
        Arc::make_mut(&mut self.0).policy = Some(policy);
        self
    }

    /// Shares what attempts after the first are paid with.
    pub fn bucket(mut self, bucket: Arc<Bucket>) -> Self {
        Arc::make_mut(&mut self.0).bucket = bucket;
        self
    }

    /// Waits no longer than that.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        Arc::make_mut(&mut self.0).timeouts = timeouts;
        self
    }

    /// Holds no more bytes of a response in memory than that, which are 256 MiB otherwise. What the
    /// caller reads as a stream is not counted.
    pub fn most_held(mut self, bytes: usize) -> Self {
        Arc::make_mut(&mut self.0).most = bytes;
        self
    }

    /// Waits between attempts, and for timeouts, by that timer.
    pub fn sleep<S>(mut self, sleep: S) -> Self
    where
        S: Sleep<Future: Send> + Send + Sync + 'static,
    {
        Arc::make_mut(&mut self.0).sleeper = Sleeper::new(sleep);
        self
    }

    pub(crate) fn sleeper(mut self, sleeper: Sleeper) -> Self {
        Arc::make_mut(&mut self.0).sleeper = sleeper;
        self
    }

    /// Signs with the time of that clock.
    pub fn clock(mut self, now: fn() -> Timestamp) -> Self {
        Arc::make_mut(&mut self.0).now = now;
        self
    }

    /// What the header `User-Agent` says.
    pub fn user_agent(mut self, text: HeaderValue) -> Self {
        Arc::make_mut(&mut self.0).user_agent = text;
        self
    }

    /// Sends a header with every request, signed like the others.
    pub fn header(mut self, name: http::HeaderName, value: HeaderValue) -> Self {
        Arc::make_mut(&mut self.0).headers.push((name, value));
        self
    }
}

impl fmt::Debug for Sending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending")
            .field("region", &self.0.region)
            .field("timeouts", &self.0.timeouts)
            .finish_non_exhaustive()
    }
}

impl Transport for Sending {
    type Future = BoxFuture<Result<Response<ByteStream>, BoxError>>;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        let inner = Arc::clone(&self.0);
        Box::pin(async move {
            let call = inner.timeouts.call;
            let wait = call.map(|call| inner.sleeper.sleep(call));
            let end = call.and_then(|call| Instant::now().checked_add(call));
            let answered = before(wait, inner.call(request, end)).await;
            answered.unwrap_or_else(|| {
                let error =
                    SendError::Timeout { what: Waited::Call, after: call.unwrap_or_default() };
                Err(Tried { error, attempts: None }.into())
            })
        })
    }

    fn presign(&self, mut request: Request<ByteStream>, expires: Duration) -> Presigning {
        let inner = Arc::clone(&self.0);
        Box::pin(async move {
            let Some(&facts) = request.extensions().get::<&'static OperationFacts>() else {
                return Err("no operation has made the request".into());
            };
            let credentials = inner.credentials.get(&inner.context()).await;
            let credentials = credentials.map_err(|error| SendError::Credentials(error.into()))?;
            let time = inner.clock.corrected((inner.now)());
            let by = By { credentials: &credentials, region: &inner.region, time };
            presign(facts, &mut request, &by, expires)?;
            Ok(request)
        })
    }

    fn reply(&self, operation: TypeId, input: &dyn Any) -> Option<Box<dyn Any>> {
        self.0.transport.reply(operation, input)
    }
}

/// An attempt, seen from outside.
struct Attempt {
    result: Result<Response<ByteStream>, SendError>,
    /// The response says that the clock is wrong.
    is_skewed: bool,
}

impl Inner {
    /// What fetching credentials needs.
    fn context(&self) -> Context {
        Context { transport: self.transport.clone(), sleeper: self.sleeper.clone(), now: self.now }
    }

    /// Attempts, until one succeeds or there is no reason for another.
    async fn call(
        &self,
        request: Request<ByteStream>,
        end: Option<Instant>,
    ) -> Result<Response<ByteStream>, BoxError> {
        let (parts, body) = request.into_parts();
        let body = Replay::new(body);
        let facts = parts.extensions.get::<&'static OperationFacts>().copied();
        let service = facts.map_or("", |facts| facts.service.id);
        let policy = self.policy.unwrap_or_else(|| Policy::of(service));
        let mut attempts = Attempts::new(policy, &self.bucket);
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            let attempt = self.attempt(&parts, facts, body.next(), left).await;
            let told = facts.and_then(|facts| told(facts, &parts, attempt.result.as_ref().ok()?));
            if told.is_none() && attempt.result.is_ok() {
                let count = attempts.attempt();
                attempts.succeeded();
                return Ok(counted(attempt.result?, count));
            }
            let is_over = end.is_some_and(|end| end <= Instant::now());
            if let (Err(SendError::Timeout { .. }), true) = (&attempt.result, is_over) {
                let after = self.timeouts.call.unwrap_or_default();
                let error = SendError::Timeout { what: Waited::Call, after };
                return Err(Tried { error, attempts: Some(attempts.attempt()) }.into());
            }
            let wait = self.again(&mut attempts, &attempt, told.as_ref(), body.is_lost());
            match wait {
                Some(wait) if wait.is_zero() => {}
                Some(wait) => self.sleeper.sleep(wait).await,
                None => {
                    let count = attempts.attempt();
                    return match attempt.result {
                        Ok(response) => Ok(counted(response, count)),
                        Err(error) => Err(Tried { error, attempts: Some(count) }.into()),
                    };
                }
            }
        }
    }

    /// How long to wait before the next attempt, if there is to be one.
    fn again(
        &self,
        attempts: &mut Attempts<'_>,
        attempt: &Attempt,
        told: Option<&crate::Failure>,
        is_lost: bool,
    ) -> Option<Duration> {
        let chance = crate::idempotency::chance();
        let failed = match &attempt.result {
            Ok(response) => Failed {
                status: Some(response.status()),
                code: if attempt.is_skewed {
                    Some("RequestTimeTooSkewed")
                } else {
                    told.and_then(|told| told.code())
                },
                stated: told.and_then(|told| told.retry()),
                retry_after: retry_after(response.headers(), (self.now)()),
                is_lost,
            },
            Err(
                SendError::Connection(_) | SendError::Timeout { .. } | SendError::Checksum { .. },
            ) => Failed { is_lost, ..Failed::default() },
            // It would go the same way again.
            Err(_) => return None,
        };
        attempts.failed(&failed, chance)
    }

    async fn attempt(
        &self,
        parts: &Parts,
        facts: Option<&'static OperationFacts>,
        body: ByteStream,
        left: Option<Duration>,
    ) -> Attempt {
        let attempt = self.timeouts.attempt;
        // What blocks sees no other end of a call than that of the attempt.
        let limit = [attempt, left].into_iter().flatten().min();
        let timeouts = Timeouts { attempt: limit, ..self.timeouts };
        let wait = attempt.map(|attempt| self.sleeper.sleep(attempt));
        let exchange = self.exchange(parts, facts, body, timeouts);
        let (result, is_skewed) = before(wait, exchange).await.unwrap_or_else(|| {
            let after = attempt.unwrap_or_default();
            (Err(SendError::Timeout { what: Waited::Attempt, after }), false)
        });
        Attempt { result, is_skewed }
    }

    async fn exchange(
        &self,
        parts: &Parts,
        facts: Option<&'static OperationFacts>,
        body: ByteStream,
        timeouts: Timeouts,
    ) -> (Result<Response<ByteStream>, SendError>, bool) {
        let mut request = Request::from_parts(parts.clone(), body);
        request.headers_mut().insert(USER_AGENT, self.user_agent.clone());
        for (name, value) in &self.headers {
            request.headers_mut().insert(name, value.clone());
        }
        if request.uri().authority().is_none() {
            let why = "the request has no host: give the client an endpoint or a region";
            return (Err(SendError::Unsendable(why.into())), false);
        }
        if let Some(facts) = facts
            && let Err(error) = self.sign(facts, &mut request).await
        {
            return (Err(error), false);
        }
        request.extensions_mut().insert(timeouts);
        let response = match self.transport.send(request).await {
            Ok(response) => response,
            Err(error) => return (Err(SendError::of(error)), false),
        };
        let status = response.status();
        let may_be_skewed = matches!(status.as_u16(), 400 | 401 | 403);
        // A good answer may come out of a cache, and be of long ago.
        let is_skewed = may_be_skewed && self.clock.learn(response.headers(), (self.now)());
        let streams = facts.is_some_and(|facts| facts.output_stream.is_some());
        let good = facts.filter(|_| status.is_success());
        let response = match good.and_then(|facts| check(facts, &parts.headers)) {
            Some(check) => check(response),
            None => response,
        };
        let (head, body) = response.into_parts();
        let read = self.timeouts.read;
        if streams && status.is_success() {
            let body = body::in_time(body, read, &self.sleeper);
            return (Ok(Response::from_parts(head, body)), false);
        }
        let whole = body::whole(body, self.most, read, &self.sleeper).await;
        (whole.map(|body| Response::from_parts(head, body.into())), is_skewed)
    }

    async fn sign(
        &self,
        facts: &'static OperationFacts,
        request: &mut Request<ByteStream>,
    ) -> Result<(), SendError> {
        let none = Arc::new(Credentials::None);
        let credentials = match is_open(facts) {
            true => none,
            false => {
                let got = self.credentials.get(&self.context()).await;
                got.map_err(|error| SendError::Credentials(error.into()))?
            }
        };
        let time = self.clock.corrected((self.now)());
        let by = By { credentials: &credentials, region: &self.region, time };
        sign(facts, request, &by).map_err(|error| {
            match error.downcast::<crate::sign::SignError>() {
                Ok(error) => SendError::Unsendable(error),
                Err(error) => match error.downcast::<SendError>() {
                    Ok(error) => *error,
                    Err(error) => SendError::Credentials(error),
                },
            }
        })
    }
}

fn counted(mut response: Response<ByteStream>, attempts: u32) -> Response<ByteStream> {
    response.extensions_mut().insert(Attempted(attempts));
    response
}

/// What a response tells of an error, if it does.
fn told(
    facts: &'static OperationFacts,
    parts: &Parts,
    response: &Response<ByteStream>,
) -> Option<crate::Failure> {
    let body = response.body().as_bytes();
    if response.status().is_success() {
        // S3 tells of some errors when it has already said that all is well.
        let is_xml = facts.service.protocol == Some(crate::protocol::REST_XML);
        let body = body.filter(|_| is_xml)?;
        let start = &body[..body.len().min(300)];
        start.windows(6).find(|it| it == b"<Error")?;
    }
    let mut copy = Response::new(body.cloned().unwrap_or_default().into());
    *copy.status_mut() = response.status();
    *copy.headers_mut() = response.headers().clone();
    let documented = parts.extensions.get::<Documented>().map_or(&[][..], |it| it.0);
    let read = crate::protocol::response(facts, copy, &mut (), &mut Codes(documented));
    match read {
        Ok(()) if response.status().is_success() => None,
        Ok(()) => Some(crate::Failure::new(crate::ErrorKind::Service)),
        Err(failure) => Some(failure),
    }
}

/// Knows which errors there are, and reads none.
struct Codes(&'static [ErrorFacts]);

impl crate::protocol::Errors for Codes {
    fn facts(&self) -> &'static [ErrorFacts] {
        self.0
    }

    fn blank(&mut self, _: usize) -> Option<&mut dyn crate::Value> {
        None
    }
}
