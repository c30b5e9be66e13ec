//! Events that come one after the other.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::BoxError;

/// Events that come one after the other: a list in memory, or a live stream.
///
/// A clone of a live stream is the same stream: what one of them reads, the other does not see.
/// Two of them are equal if they hold the same events, or are the same stream.
pub struct EventStream<E>(Events<E>);

enum Events<E> {
    List(Vec<E>),
    Live(Arc<Mutex<Live<E>>>),
}

type Live<E> = Pin<Box<dyn Stream<Item = Result<E, BoxError>> + Send>>;

impl<E> EventStream<E> {
    /// Events as they come.
    pub fn new(events: impl Stream<Item = Result<E, BoxError>> + Send + 'static) -> Self {
        EventStream(Events::Live(Arc::new(Mutex::new(Box::pin(events)))))
    }

    /// The events, if they are in memory.
    pub fn as_slice(&self) -> Option<&[E]> {
        match &self.0 {
            Events::List(events) => Some(events),
            Events::Live(_) => None,
        }
    }
}

impl<E> From<Vec<E>> for EventStream<E> {
    fn from(events: Vec<E>) -> Self {
        EventStream(Events::List(events))
    }
}

impl<E> FromIterator<E> for EventStream<E> {
    fn from_iter<I: IntoIterator<Item = E>>(events: I) -> Self {
        EventStream(Events::List(events.into_iter().collect()))
    }
}

impl<E> Default for EventStream<E> {
    fn default() -> Self {
        EventStream(Events::List(Vec::new()))
    }
}

impl<E: Clone> Clone for EventStream<E> {
    fn clone(&self) -> Self {
        EventStream(match &self.0 {
            Events::List(events) => Events::List(events.clone()),
            Events::Live(events) => Events::Live(Arc::clone(events)),
        })
    }
}

impl<E: PartialEq> PartialEq for EventStream<E> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Events::List(a), Events::List(b)) => a == b,
            (Events::Live(a), Events::Live(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

// Nothing in it is pinned in place: a live stream has a box of its own.
impl<E> Unpin for EventStream<E> {}

impl<E> Stream for EventStream<E> {
    type Item = Result<E, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Events::List(events) if events.is_empty() => Poll::Ready(None),
            Events::List(events) => Poll::Ready(Some(Ok(events.remove(0)))),
            Events::Live(events) => {
                let mut events = events.lock().unwrap_or_else(PoisonError::into_inner);
                events.as_mut().poll_next(cx)
            }
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for EventStream<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Events::List(events) => f.debug_tuple("EventStream").field(events).finish(),
            Events::Live(_) => f.write_str("EventStream(..)"),
        }
    }
}
