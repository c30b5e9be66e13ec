//! The events of a stream, which are in memory or come from elsewhere.

use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::{Sequence, Slot, Value, View};
use crate::protocol::events::{MACHINERY, Machinery};
use crate::{BoxError, ByteStream, EventStream};

/// An [`EventStream`] of an emitted type.
pub trait Events {
    /// The events, if they are in memory.
    fn list(&self) -> Option<Vec<&dyn Value>>;

    /// Becomes what is read into the list that it gives.
    fn read(&mut self, read: &mut dyn FnMut(&mut dyn Sequence));

    /// Becomes the same as another of the same type.
    fn assign(&mut self, other: &dyn Events);

    /// Whether both are the same live stream.
    fn is_same(&self, other: &dyn Events) -> bool;

    /// The stream itself.
    fn as_any(&self) -> &dyn Any;

    /// Becomes a live stream of what the source gives.
    fn receive(&mut self, source: Box<dyn EventSource>);

    /// What reads, writes and signs events: a program that has no stream of them does without it.
    #[doc(hidden)]
    fn machinery(&self) -> &'static Machinery {
        &MACHINERY
    }

    /// The events as bytes, each as `write` has it.
    fn send(&self, write: WriteEvent) -> ByteStream;
}

/// Gives the events of a live stream, whose type it does not know.
pub trait EventSource: Send {
    /// Reads the next event into one of which nothing is set; `None` where there is no other.
    fn poll_next(
        &mut self,
        event: &mut dyn Value,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(), BoxError>>>;
}

/// Writes an event.
pub type WriteEvent = Box<dyn FnMut(&dyn Value) -> Result<Bytes, BoxError> + Send>;

/// What a source gives, with its type.
struct Received<E> {
    source: Box<dyn EventSource>,
    event: PhantomData<fn() -> E>,
}

impl<E: Value> Stream for Received<E> {
    type Item = Result<E, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut event = E::blank();
        let read = self.source.poll_next(&mut event, cx);
        read.map(|read| read.map(|result| result.map(|()| event)))
    }
}

/// Events on their way out.
struct Sent<E> {
    events: EventStream<E>,
    write: WriteEvent,
}

impl<E: Value> Stream for Sent<E> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let event = Pin::new(&mut self.events).poll_next(cx);
        event.map(|event| event.map(|event| (self.write)(&event?)))
    }
}

impl<E: Value + Clone + PartialEq + Send> Events for EventStream<E> {
    #[inline]
    fn list(&self) -> Option<Vec<&dyn Value>> {
        Some(self.in_memory()?.map(|event| event as &dyn Value).collect())
    }

    #[inline]
    fn read(&mut self, read: &mut dyn FnMut(&mut dyn Sequence)) {
        let mut events: Vec<E> = Vec::new();
        read(&mut events);
        *self = events.into();
    }

    #[inline]
    fn assign(&mut self, other: &dyn Events) {
        if let Some(other) = other.as_any().downcast_ref::<Self>() {
            *self = other.clone();
        }
    }

    #[inline]
    fn is_same(&self, other: &dyn Events) -> bool {
        other.as_any().downcast_ref::<Self>() == Some(self)
    }

    #[inline]
    fn as_any(&self) -> &dyn Any {
        self
    }

    #[inline]
    fn receive(&mut self, source: Box<dyn EventSource>) {
        *self = EventStream::new(Received { source, event: PhantomData });
    }

    #[inline]
    fn send(&self, write: WriteEvent) -> ByteStream {
        ByteStream::new(Sent { events: self.clone(), write })
    }
}

impl<E: Value + Clone + PartialEq + Send> Value for EventStream<E> {
    #[inline]
    fn blank() -> Self {
        EventStream::default()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        View::Events(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Events(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocking::iter;

    /// Three numbers.
    struct Countdown(i64);

    impl EventSource for Countdown {
        fn poll_next(
            &mut self,
            event: &mut dyn Value,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<(), BoxError>>> {
            self.0 -= 1;
            match (self.0, event.slot()) {
                (0, _) => Poll::Ready(None),
                (number, Slot::Integer(place)) => {
                    *place = number;
                    Poll::Ready(Some(Ok(())))
                }
                _ => Poll::Ready(Some(Err("a number is wanted".into()))),
            }
        }
    }

    #[test]
    fn events_come_and_go_without_their_type() {
        let mut stream: EventStream<i64> = EventStream::default();
        let events: &mut dyn Events = &mut stream;
        events.receive(Box::new(Countdown(4)));
        let write = |event: &dyn Value| match event.view() {
            View::Integer(number) => Ok(Bytes::from(number.to_string())),
            _ => Err("a number is wanted".into()),
        };
        let sent: Result<Vec<Bytes>, _> = iter(events.send(Box::new(write))).collect();
        assert_eq!(sent.unwrap(), ["3", "2", "1"]);

        let mut stream: EventStream<bool> = EventStream::default();
        Events::receive(&mut stream, Box::new(Countdown(2)));
        let all: Vec<_> = iter(stream).collect();
        assert!(matches!(&all[..], [Err(error)] if error.to_string() == "a number is wanted"));
    }
}
