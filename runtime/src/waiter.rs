//! Calling an operation again and again until a condition holds.

use std::fmt;
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::facts::WaiterFacts;
use crate::{Call, Client, ErrorKind, Failure, Operation, OperationResult, Transport};

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

/// A waiter that does not know yet what it waits for.
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
#[must_use = "a waiter waits for nothing before `until` says for what"]
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
    /// No page of documentation states the condition, so it is the caller's: it sees each result,
    /// errors too, and says whether to go on. When the attempts are used up, the result is an
    /// error of kind [`ErrorKind::Timeout`], whose source is the last attempt's error, if it was one.
    pub fn until<F>(self, condition: F) -> Waiting<T, O, S, F>
    where
        F: FnMut(&OperationResult<O>) -> ControlFlow<()>,
    {
        Waiting { wait: self, condition, attempts: 0, state: State::Idle }
    }
}

impl<T, O: Operation, S> fmt::Debug for Wait<T, O, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Wait").field(&self.facts).finish()
    }
}

/// A waiter at work: a future of the result that ended it.
#[must_use = "a waiter does nothing unless it is awaited"]
pub struct Waiting<T: Transport, O: Operation, S: Sleep, F> {
    wait: Wait<T, O, S>,
    condition: F,
    attempts: u32,
    state: State<Call<T, O>, S::Future>,
}

enum State<C, S> {
    Idle,
    Calling(C),
    Sleeping(Pin<Box<S>>),
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
            this.state = match &mut this.state {
                State::Idle => State::Calling(this.wait.client.call(&this.wait.input)),
                State::Sleeping(sleep) => {
                    ready!(sleep.as_mut().poll(cx));
                    State::Idle
                }
                State::Calling(call) => {
                    let result = ready!(Pin::new(call).poll(cx));
                    if (this.condition)(&result).is_break() {
                        return Poll::Ready(result);
                    }
                    this.attempts += 1;
                    if this.attempts >= this.wait.facts.max_attempts {
                        let timeout = timeout(&this.wait.facts, this.attempts);
                        return Poll::Ready(Err(match result {
                            Ok(_) => timeout.into(),
                            Err(error) => timeout.with_source(error).into(),
                        }));
                    }
                    State::Sleeping(Box::pin(this.wait.sleep.sleep(this.wait.facts.delay)))
                }
            };
        }
    }
}

impl<T: Transport, O: Operation, S: Sleep, F> fmt::Debug for Waiting<T, O, S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.wait.facts).finish()
    }
}

fn timeout(facts: &WaiterFacts, attempts: u32) -> Failure {
    let message = format!("{} has not come to hold in {attempts} attempts", facts.name);
    Failure::new(ErrorKind::Timeout).with_message(message)
}
