//! One call of an operation.
//!
//! A method of an emitted client returns a [`Call`] rather than being an `async fn`: the compiler
//! then has no state machine to check and to store for each of them. Over a crate of 800 operations
//! that is 0.2 s of `cargo check` instead of 1.6 s, and 0.5 MB of rlib instead of 3.4 MB.

use std::any::TypeId;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use http::response::Parts;
use http::{Response, StatusCode};

use crate::facts::OperationFacts;
use crate::{
    BoxError, ByteStream, Client, ErrorKind, Failure, Operation, OperationResult, Transport,
};

/// A call under way: a future of the operation's output.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Call<T: Transport, O: Operation> {
    /// Or what comes of it is known already.
    state: Result<Exchange<T::Future>, Option<Box<OperationResult<O>>>>,
    operation: PhantomData<fn() -> O>,
}

impl<T: Transport, O: Operation> Call<T, O> {
    pub(crate) fn new(client: &Client<T>, input: &O::Input) -> Self {
        if let Some(reply) = client.transport().reply(TypeId::of::<O>(), input) {
            return Call { state: Err(reply.downcast().ok()), operation: PhantomData };
        }
        let state = match O::request(input, &client.request_context()) {
            Ok(request) => {
                let future = Box::pin(client.transport().send(request));
                Ok(Exchange::new(future, O::FACTS))
            }
            Err(error) => Err(Some(Box::new(Err(error)))),
        };
        Call { state, operation: PhantomData }
    }

    /// The status of the response, once there is one.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.state.as_ref().ok().and_then(Exchange::status)
    }
}

// Nothing in it is pinned in place: the transport's future has a box of its own.
impl<T: Transport, O: Operation> Unpin for Call<T, O> {}

impl<T: Transport, O: Operation> Future for Call<T, O> {
    type Output = OperationResult<O>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.state {
            Ok(exchange) => Poll::Ready(match ready!(exchange.poll(cx)) {
                Ok(response) => O::response(response),
                Err(failure) => Err(failure.into()),
            }),
            Err(known) => {
                Poll::Ready(known.take().map_or_else(|| Err(over().into()), |known| *known))
            }
        }
    }
}

impl<T: Transport, O: Operation> fmt::Debug for Call<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&O::FACTS.name).finish()
    }
}

/// The part of a call that does not know the operation.
pub(crate) struct Exchange<F> {
    state: State<F>,
    streams: bool,
    status: Option<StatusCode>,
}

enum State<F> {
    Sending(Pin<Box<F>>),
    Reading(Parts, ByteStream, BytesMut),
    Done,
}

impl<F> Exchange<F>
where
    F: Future<Output = Result<Response<ByteStream>, BoxError>>,
{
    pub(crate) fn new(future: Pin<Box<F>>, facts: &OperationFacts) -> Self {
        let streams = facts.output_stream.is_some();
        Exchange { state: State::Sending(future), streams, status: None }
    }

    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.status
    }

    pub(crate) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Response<ByteStream>, Failure>> {
        if let State::Sending(future) = &mut self.state {
            let response = match ready!(future.as_mut().poll(cx)) {
                Ok(response) => response,
                Err(error) => return self.fail(error),
            };
            self.status = Some(response.status());
            let whole = self.streams && response.status().is_success();
            if whole || response.body().as_bytes().is_some() {
                self.state = State::Done;
                return Poll::Ready(Ok(response));
            }
            let (parts, body) = response.into_parts();
            self.state = State::Reading(parts, body, BytesMut::new());
        }
        if let State::Reading(_, body, read) = &mut self.state
            && let Err(error) = ready!(body.poll_into(read, cx))
        {
            return self.fail(error);
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::Reading(parts, _, read) => {
                Poll::Ready(Ok(Response::from_parts(parts, read.freeze().into())))
            }
            _ => Poll::Ready(Err(over())),
        }
    }

    fn fail(&mut self, error: BoxError) -> Poll<Result<Response<ByteStream>, Failure>> {
        self.state = State::Done;
        Poll::Ready(Err(Failure::new(ErrorKind::Transport).with_source(error)))
    }
}

/// A future that was polled again after its end.
fn over() -> Failure {
    Failure::new(ErrorKind::Transport).with_message("the call is over")
}
