//! Events that come one after the other.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::BoxError;

/// Events that come one after the other: a list in memory, or a live stream.
///
/// serde writes one in memory as a list, and refuses a live one.
///
/// A clone of a live stream is the same stream: what one of them reads, the other does not see.
/// Two of them are equal if they hold the same events, or are the same stream.
pub struct EventStream<E>(Events<E>);

enum Events<E> {
    List(VecDeque<E>),
    Live(Arc<Mutex<Live<E>>>),
}

type Live<E> = Pin<Box<dyn Stream<Item = Result<E, BoxError>> + Send>>;

impl<E> EventStream<E> {
    /// Events as they come.
    pub fn new(events: impl Stream<Item = Result<E, BoxError>> + Send + 'static) -> Self {
        EventStream(Events::Live(Arc::new(Mutex::new(Box::pin(events)))))
    }

    /// The events, if they are in memory.
    pub fn in_memory(&self) -> Option<impl ExactSizeIterator<Item = &E>> {
        match &self.0 {
            Events::List(events) => Some(events.iter()),
            Events::Live(_) => None,
        }
    }

    /// The next event.
    pub async fn next(&mut self) -> Option<Result<E, BoxError>> {
        std::future::poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<E> From<Vec<E>> for EventStream<E> {
    fn from(events: Vec<E>) -> Self {
        EventStream(Events::List(events.into()))
    }
}

impl<E> FromIterator<E> for EventStream<E> {
    fn from_iter<I: IntoIterator<Item = E>>(events: I) -> Self {
        EventStream(Events::List(events.into_iter().collect()))
    }
}

impl<E> Default for EventStream<E> {
    fn default() -> Self {
        EventStream(Events::List(VecDeque::new()))
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
            Events::List(events) => Poll::Ready(events.pop_front().map(Ok)),
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

#[cfg(feature = "serde")]
mod serde {
    use std::collections::VecDeque;
    use std::fmt;
    use std::marker::PhantomData;

    use serde_core::de::{Deserialize, Deserializer, SeqAccess, Visitor};
    use serde_core::ser::{Error, Serialize, Serializer};

    use super::{EventStream, Events};

    impl<E: Serialize> Serialize for EventStream<E> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match &self.0 {
                Events::List(events) => serializer.collect_seq(events),
                Events::Live(_) => Err(S::Error::custom("a live stream cannot be written")),
            }
        }
    }

    impl<'de, E: Deserialize<'de>> Deserialize<'de> for EventStream<E> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_seq(Reader(PhantomData))
        }
    }

    struct Reader<E>(PhantomData<E>);

    impl<'de, E: Deserialize<'de>> Visitor<'de> for Reader<E> {
        type Value = EventStream<E>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of events")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut events = VecDeque::new();
            while let Some(event) = seq.next_element()? {
                events.push_back(event);
            }
            Ok(EventStream(Events::List(events)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocking::wait;

    #[test]
    fn events_come_in_their_order() {
        let mut events = EventStream::from(vec![1, 2]);
        assert_eq!(events, EventStream::from_iter([1, 2]));
        assert_eq!(wait(events.next()).unwrap().unwrap(), 1);
        assert_eq!(events.in_memory().map(|events| events.len()), Some(1));

        let live = EventStream::new(events);
        let mut same = live.clone();
        assert_eq!(live, same);
        assert!(live.in_memory().is_none());
        assert_eq!(wait(same.next()).unwrap().unwrap(), 2);
        assert!(wait(same.next()).is_none());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn serde_has_what_is_in_memory() {
        let events: EventStream<i32> = serde_json::from_str("[1,2]").unwrap();
        assert_eq!(serde_json::to_string(&events).unwrap(), "[1,2]");
        assert!(serde_json::to_string(&EventStream::new(events)).is_err());
    }
}
