//! The events of a stream, which are in memory or come from elsewhere.

use std::any::Any;

use super::{Sequence, Slot, Value, View};
use crate::EventStream;

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
}

impl<E: Value + Clone + PartialEq> Events for EventStream<E> {
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
}

impl<E: Value + Clone + PartialEq> Value for EventStream<E> {
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
