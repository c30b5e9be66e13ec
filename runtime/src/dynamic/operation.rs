//! Operations whose types are known only when the program runs.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{Request, Response, StatusCode};

use super::{Dynamic, Kind, Structure};
use crate::call::Exchange;
use crate::facts::{ErrorFacts, OperationFacts};
use crate::protocol::events::whole_head;
use crate::protocol::{self, Errors, RequestContext};
use crate::sending::{Attempted, Documented};
use crate::{ByteStream, Client, Error, ErrorKind, Failure, Transport, Value};

/// An operation that is known only when the program runs: what [`crate::Operation`] says of one by
/// types, as values.
#[derive(Clone, Copy)]
pub struct DynamicOperation {
    /// What is stated of it.
    pub facts: &'static OperationFacts,
    /// What it takes; nothing where there is none.
    pub input: Option<&'static Structure>,
    /// What it returns; nothing where there is none.
    pub output: Option<&'static Structure>,
    /// The errors that the service documents.
    pub errors: &'static [ErrorFacts],
    /// The members of those errors, in the same order.
    pub error_types: &'static [&'static Structure],
}

impl DynamicOperation {
    /// An input of which nothing is set.
    pub fn blank_input(&self) -> Dynamic {
        blank(self.input)
    }

    /// The request that asks for it.
    pub fn request(
        &self,
        input: &Dynamic,
        context: &RequestContext<'_>,
    ) -> Result<Request<ByteStream>, Failure> {
        let mut request = match self.input {
            Some(_) => protocol::request(self.facts, input, context)?,
            None => protocol::request(self.facts, &(), context)?,
        };
        request.extensions_mut().insert(Documented(self.errors));
        Ok(request)
    }

    /// What a response means. Its body is whole, unless [`OperationFacts::output_stream`] says
    /// otherwise.
    pub fn response(&self, response: Response<ByteStream>) -> Result<Dynamic, Error<Dynamic>> {
        let mut output = blank(self.output);
        let mut found = Found { of: self, error: None };
        let read = match self.output {
            Some(_) => protocol::response(self.facts, response, &mut output, &mut found),
            None => protocol::response(self.facts, response, &mut (), &mut found),
        };
        match (read, found.error) {
            (Ok(()), _) => Ok(output),
            (Err(failure), Some(error)) => Err(Error::documented(failure, error)),
            (Err(failure), None) => Err(failure.into()),
        }
    }

    /// The response that a service would give that output in.
    pub fn answer(&self, output: &Dynamic) -> Result<Response<ByteStream>, Failure> {
        protocol::reply::output(self.facts, output)
    }

    /// Calls it once.
    pub fn call<T: Transport>(&self, client: &Client<T>, input: &Dynamic) -> DynamicCall<T> {
        let exchange = self.request(input, &client.request_context()).map(|request| {
            let head = whole_head(self.facts, &mut blank(self.output));
            Exchange::new(Box::pin(client.transport().send(request)), self.facts, head)
        });
        DynamicCall { operation: *self, exchange: exchange.map_err(Some) }
    }
}

/// Only the name.
impl fmt::Debug for DynamicOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DynamicOperation").field(&self.facts.name).finish()
    }
}

fn blank(structure: Option<&'static Structure>) -> Dynamic {
    let mut value = Dynamic::blank();
    if let Some(structure) = structure {
        value = Dynamic::of(Kind::Structure(structure));
        value.slot();
    }
    value
}

/// The error that a response tells of.
struct Found<'a> {
    of: &'a DynamicOperation,
    error: Option<Dynamic>,
}

impl Errors for Found<'_> {
    fn facts(&self) -> &'static [ErrorFacts] {
        self.of.errors
    }

    fn blank(&mut self, index: usize) -> Option<&mut dyn Value> {
        self.error = Some(blank(Some(self.of.error_types.get(index)?)));
        match &mut self.error {
            Some(error) => Some(error),
            None => None,
        }
    }
}

/// A call under way: a future of the output.
#[must_use = "a call does nothing unless it is awaited"]
pub struct DynamicCall<T: Transport> {
    operation: DynamicOperation,
    exchange: Result<Exchange<T::Future>, Option<Failure>>,
}

impl<T: Transport> DynamicCall<T> {
    /// The status of the response, once there is one.
    pub fn status(&self) -> Option<StatusCode> {
        self.exchange.as_ref().ok().and_then(Exchange::status)
    }
}

// Nothing in it is pinned in place: the transport's future has a box of its own.
impl<T: Transport> Unpin for DynamicCall<T> {}

impl<T: Transport> Future for DynamicCall<T> {
    type Output = Result<Dynamic, Error<Dynamic>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let over = || Failure::new(ErrorKind::Transport).with_message("the call is over");
        let operation = self.operation;
        Poll::Ready(match &mut self.exchange {
            Ok(exchange) => match ready!(exchange.poll(cx)) {
                Ok(response) => {
                    let attempts = Attempted::of(&response);
                    operation.response(response).map_err(|error| error.with_attempts(attempts))
                }
                Err(failure) => Err(failure.into()),
            },
            Err(failure) => Err(failure.take().unwrap_or_else(over).into()),
        })
    }
}

impl<T: Transport> fmt::Debug for DynamicCall<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DynamicCall").field(&self.operation.facts.name).finish()
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use crate::blocking::{iter, wait};
    use crate::dynamic::Stated;
    use crate::facts::{ServiceFacts, Streamed};
    use crate::testing::Mock;
    use crate::value::Slot;
    use crate::{BoxError, Bytes, Endpoint, EventStream};

    /// An operation that gives a text and then events of a text each.
    fn listen(protocol: &'static crate::protocol::Protocol) -> DynamicOperation {
        let service: &'static ServiceFacts = Box::leak(Box::new(ServiceFacts {
            protocol: Some(protocol),
            target_prefix: Some("Test"),
            ..ServiceFacts::NONE
        }));
        let facts = OperationFacts {
            name: "Listen",
            service,
            output_stream: Some(Streamed::Events),
            ..OperationFacts::NONE
        };
        let said = Structure::named("Said");
        said.define([("Text", Kind::String)], Stated::default());
        let events = Structure::named("Events");
        events.define([("Said", Kind::Structure(said))], Stated::default());
        let output = Structure::named("Output");
        let members = [("Session", Kind::String), ("Events", Kind::Events(events))];
        output.define(members, Stated::default());
        let facts = Box::leak(Box::new(facts));
        DynamicOperation { facts, input: None, output: Some(output), errors: &[], error_types: &[] }
    }

    fn output(operation: &DynamicOperation, session: &str, texts: &[&str]) -> Dynamic {
        let mut output = blank(operation.output);
        if let Slot::String(slot) = output.member_mut(0).slot() {
            session.clone_into(slot);
        }
        if let Slot::Events(events) = output.member_mut(1).slot() {
            events.read(&mut |list| {
                for text in texts {
                    let Slot::Union(union) = list.push().slot() else { continue };
                    let said = union.set(0);
                    said.slot();
                    if let Slot::String(slot) = said.member_mut(0).slot() {
                        (*text).clone_into(slot);
                    }
                }
            });
        }
        output
    }

    /// A body that comes in chunks of so many bytes.
    fn chunks(bytes: &Bytes, size: usize) -> ByteStream {
        let chunks: Vec<Bytes> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
        let chunks: EventStream<Bytes> = chunks.into();
        ByteStream::new(chunks)
    }

    #[test]
    fn members_beside_events_are_there_before_them() {
        for protocol in [
            protocol::JSON_1_1,
            #[cfg(feature = "cbor")]
            protocol::RPC_V2_CBOR,
        ] {
            let operation = listen(protocol);
            let sent = output(&operation, "a session", &["one", "two"]);
            let answered = operation.answer(&sent).unwrap();
            let bytes = answered.body().as_bytes().cloned().unwrap();
            for body in [ByteStream::from(bytes.clone()), chunks(&bytes, 1), chunks(&bytes, 50)] {
                let client =
                    Client::new(Mock::new().response(Response::new(body)), Endpoint::default());
                let mut read = wait(operation.call(&client, &Dynamic::blank())).unwrap();
                assert_eq!(read.get(0), sent.get(0), "{protocol:?}");
                let events: Result<Vec<Dynamic>, BoxError> =
                    iter(read.take(1).into_events()).collect();
                let shown = format!("{:?}", events.unwrap());
                assert_eq!(shown, r#"[Said(Said { Text: "one" }), Said(Said { Text: "two" })]"#);
            }
        }
    }
}
