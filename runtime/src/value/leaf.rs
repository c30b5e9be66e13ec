//! Values without parts, and the ways in which a value may not be there.

use super::{Slot, Value, View};
use crate::{Blob, ByteStream, Document, Timestamp};

/// Nothing: what there is at a place where no member is.
impl Value for () {
    fn blank() -> Self {}

    fn view(&self) -> View<'_> {
        View::Unset
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Nothing
    }
}

macro_rules! leaves {
    ($($ty:ty: $variant:ident($($deref:tt)?);)+) => {$(
        impl Value for $ty {
            fn blank() -> Self {
                Self::default()
            }

            fn view(&self) -> View<'_> {
                View::$variant($($deref)? self)
            }

            fn slot(&mut self) -> Slot<'_> {
                Slot::$variant(self)
            }
        }
    )+};
}

leaves! {
    bool: Boolean(*);
    i64: Integer(*);
    f32: Float(*);
    f64: Double(*);
    String: String();
    Timestamp: Timestamp(*);
    Blob: Blob();
    Document: Document();
    ByteStream: Stream();
}

impl<T: Value> Value for Option<T> {
    #[inline]
    fn blank() -> Self {
        None
    }

    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            None => View::Unset,
            Some(value) => seen(value),
        }
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        written(self.insert(T::blank()))
    }

    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Value> Value for Box<T> {
    #[inline]
    fn blank() -> Self {
        Box::new(T::blank())
    }

    #[inline]
    fn view(&self) -> View<'_> {
        seen(&**self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        written(&mut **self)
    }
}

/// What a value inside another is, to be read.
#[inline]
fn seen<T: Value>(value: &T) -> View<'_> {
    match value.view() {
        View::Record => View::Inner(value),
        view => view,
    }
}

/// What a value inside another is, to be written.
#[inline]
fn written<T: Value>(value: &mut T) -> Slot<'_> {
    match value.view() {
        View::Record => Slot::Inner(value),
        _ => value.slot(),
    }
}
