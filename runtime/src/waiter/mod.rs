//! Calling an operation again and again until a condition holds.

mod judge;

use std::fmt;
use std::future::{Future, IntoFuture};
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::StatusCode;

use crate::facts::WaiterFacts;
use crate::{Call, Client, Error, Operation, OperationResult, Transport};

pub use judge::{Attempt, Judge, Verdict};
use judge::{hopeless, timeout, unstated};

/// Waits for a while: the caller's timer. A function such as `tokio::time::sleep` is one.
pub trait Sleep {
    /// The wait.
    type Future: Future;

    /// Waits for `duration`.
    fn sleep(&self, duration: Duration) -> Self::Future;
}

impl<F: Fn(Duration) -> R, R: Future> Sleep for F {
    type Future = R;

    fn sleep(&self, duration: Duration) -> R {
        self(duration)
    }
}

/// A waiter: an operation that is called again and again until a condition holds.
///
/// Where the condition is stated (by an overlay, as no page of documentation does), awaiting it is
/// all: it gives the output for which the condition held, or `None` where an error was waited for.
/// An error of kind [`ErrorKind::Hopeless`](crate::ErrorKind::Hopeless) says that the condition will
/// not come to hold, one of kind [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) that the attempts
/// are used up. Any condition of the caller's goes into [`until`](Wait::until):
///
/// ```
/// # mod service { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/service/mod.rs")); }
/// # use service::{Client, ListSessionsRequest};
/// # use doc_bindgen_runtime::blocking::sleep;
/// use std::ops::ControlFlow::{Break, Continue};
///
/// # let transport = doc_bindgen_runtime::testing::Mock::new().answer(200, "a");
/// # doc_bindgen_runtime::blocking::wait(async {
/// let client = Client::new(transport);
/// let waiter = client.session_ended(ListSessionsRequest::default(), sleep);
/// let output = waiter
///     .until(|result| match result {
///         Ok(output) if output.next_token.is_some() => Continue(()),
///         Err(error) if error.code() == Some("NotThere") => Continue(()),
///         // Another error ends the wait, and is what comes of it.
///         _ => Break(()),
///     })
///     .await?;
/// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
/// ```
#[must_use = "a waiter does nothing unless it is awaited"]
pub struct Wait<T, O: Operation, S> {
    client: Client<T>,
    facts: WaiterFacts,
    input: O::Input,
    sleep: S,
}

impl<T: Transport, O: Operation, S: Sleep> Wait<T, O, S> {
    pub(crate) fn new(client: Client<T>, facts: WaiterFacts, input: O::Input, sleep: S) -> Self {
        Wait { client, facts, input, sleep }
    }

    /// Another delay between two attempts than the documentation's.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.facts.delay = delay;
        self
    }

    /// Another number of attempts than the documentation's.
    pub fn max_attempts(mut self, max_attempts: u32) -> Self {
        self.facts.max_attempts = max_attempts;
        self
    }

    /// Waits until `condition` breaks, and gives the result that made it do so.
    ///
    /// The condition is the caller's: it sees each result, errors too, and says whether to go on. When the attempts are used up, the result is an
    /// error of kind [`ErrorKind::Timeout`](crate::ErrorKind::Timeout), whose source is the last attempt's error, if it was one.
    pub fn until<F>(self, condition: F) -> Waiting<T, O, S, F>
    where
        F: FnMut(&OperationResult<O>) -> ControlFlow<()>,
    {
        Waiting { attempts: Attempts::new(self), condition }
    }
}

impl<T: Transport, O: Operation, S: Sleep> IntoFuture for Wait<T, O, S> {
    type Output = WaitResult<O>;
    type IntoFuture = Judging<T, O, S>;

    fn into_future(self) -> Self::IntoFuture {
        let judge = Judge::new(&self.facts).unwrap_or_else(|| Err(unstated(&self.facts)));
        Judging {
            attempts: Attempts::new(self),
            judge: judge.map_err(|failure| Some(failure.into())),
        }
    }
}

/// What a waiter gives whose condition is stated: the output for which it held, or `None` where an
/// error was waited for.
pub type WaitResult<O> = Result<Option<<O as Operation>::Output>, Error<<O as Operation>::Error>>;

impl<T, O: Operation, S> fmt::Debug for Wait<T, O, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Wait").field(&self.facts).finish()
    }
}

/// Attempts, one after the other.
struct Attempts<T: Transport, O: Operation, S: Sleep> {
    wait: Wait<T, O, S>,
    made: u32,
    state: State<Call<T, O>, S::Future>,
}

enum State<C, S> {
    Idle,
    Calling(C),
    Sleeping(Pin<Box<S>>),
}

impl<T: Transport, O: Operation, S: Sleep> Attempts<T, O, S> {
    fn new(wait: Wait<T, O, S>) -> Self {
        Attempts { wait, made: 0, state: State::Idle }
    }

    /// What comes of the next attempt, and with which status.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<(OperationResult<O>, Option<StatusCode>)> {
        loop {
            self.state = match &mut self.state {
                State::Idle => State::Calling(self.wait.client.call(&self.wait.input)),
                State::Sleeping(sleep) => {
                    ready!(sleep.as_mut().poll(cx));
                    State::Idle
                }
                State::Calling(call) => {
                    let result = ready!(Pin::new(&mut *call).poll(cx));
                    let status = call.status();
                    self.made += 1;
                    self.state = State::Idle;
                    return Poll::Ready((result, status));
                }
            };
        }
    }

    /// Waits before the next attempt; if there is none, gives up, with the last result.
    fn again(&mut self, result: OperationResult<O>) -> Result<(), Error<O::Error>> {
        if self.made >= self.wait.facts.max_attempts {
            let timeout = timeout(&self.wait.facts, self.made);
            return Err(match result {
                Ok(_) => timeout.into(),
                Err(error) => timeout.with_source(error).into(),
            });
        }
        let sleep = self.wait.sleep.sleep(self.wait.facts.delay);
        self.state = State::Sleeping(Box::pin(sleep));
        Ok(())
    }
}

/// A waiter at work: a future of the result that ended it.
#[must_use = "a waiter does nothing unless it is awaited"]
pub struct Waiting<T: Transport, O: Operation, S: Sleep, F> {
    attempts: Attempts<T, O, S>,
    condition: F,
}

// Nothing in it is pinned in place: the caller's sleep has a box of its own.
impl<T: Transport, O: Operation, S: Sleep, F> Unpin for Waiting<T, O, S, F> {}

impl<T, O, S, F> Future for Waiting<T, O, S, F>
where
    T: Transport,
    O: Operation,
    S: Sleep,
    F: FnMut(&OperationResult<O>) -> ControlFlow<()>,
{
    type Output = OperationResult<O>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        loop {
            let (result, _) = ready!(this.attempts.poll(cx));
            if (this.condition)(&result).is_break() {
                return Poll::Ready(result);
            }
            if let Err(error) = this.attempts.again(result) {
                return Poll::Ready(Err(error));
            }
        }
    }
}

impl<T: Transport, O: Operation, S: Sleep, F> fmt::Debug for Waiting<T, O, S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.attempts.wait.facts).finish()
    }
}

/// A waiter at work whose condition is stated.
#[must_use = "a waiter does nothing unless it is awaited"]
pub struct Judging<T: Transport, O: Operation, S: Sleep> {
    attempts: Attempts<T, O, S>,
    judge: Result<Judge, Option<Error<O::Error>>>,
}

// As for `Waiting`.
impl<T: Transport, O: Operation, S: Sleep> Unpin for Judging<T, O, S> {}

impl<T: Transport, O: Operation, S: Sleep> Future for Judging<T, O, S> {
    type Output = WaitResult<O>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let judge = match &mut this.judge {
            Ok(judge) => judge,
            Err(error) => {
                let facts = &this.attempts.wait.facts;
                return Poll::Ready(Err(error.take().unwrap_or_else(|| unstated(facts).into())));
            }
        };
        loop {
            let (result, status) = ready!(this.attempts.poll(cx));
            let attempt = Attempt::new(
                match &result {
                    Ok(output) => Ok(output),
                    Err(error) => Err(error.failure()),
                },
                status,
            );
            match judge.judge(&attempt) {
                Verdict::Done => return Poll::Ready(Ok(result.ok())),
                Verdict::Failed => return Poll::Ready(result.map(Some)),
                Verdict::Hopeless(why) => {
                    let failure = hopeless(&this.attempts.wait.facts, why);
                    return Poll::Ready(Err(match result {
                        Ok(_) => failure.into(),
                        Err(error) => failure.with_source(error).into(),
                    }));
                }
                Verdict::Again => {
                    if let Err(error) = this.attempts.again(result) {
                        return Poll::Ready(Err(error));
                    }
                }
            }
        }
    }
}

impl<T: Transport, O: Operation, S: Sleep> fmt::Debug for Judging<T, O, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Judging").field(&self.attempts.wait.facts).finish()
    }
}
