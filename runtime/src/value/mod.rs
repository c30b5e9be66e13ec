//! What emitted types are made of, seen without knowing them.
//!
//! An emitted structure says where its members are ([`Value::member`], [`Value::member_mut`]) and what
//! the documentation calls them ([`Value::shape`]). Everything else that it can do (copies,
//! comparisons, `Debug`, serde) stands here once and goes through `&dyn Value`, so it is compiled
//! once, and not for each type: `records!` and its like only add a shell of one line for each trait.
//! What emitted code costs is written down in the project's ARCHITECTURE.md.

mod arbitrary;
mod copy;
mod debug;
mod eq;
mod events;
mod key;
mod leaf;
mod macros;
mod missing;
mod path;
mod record;
#[cfg(feature = "serde")]
mod serde;
mod setting;
mod several;
mod union;

pub use arbitrary::{arbitrary, fill_ordinarily, ordinary};
pub(crate) use copy::assign;
pub use copy::copied;
pub use debug::debug;
pub use eq::equal;
pub use events::{EventSource, Events, WriteEvent};
pub use key::Key;
pub use missing::missing;
pub use path::Path;
pub(crate) use record::OnWire;
pub use record::Shape;
#[cfg(feature = "serde")]
pub(crate) use serde::digits;
#[cfg(feature = "serde")]
pub use serde::{deserialize, serialize};
pub use setting::{put, set};
pub use several::{Entries, Sequence};
pub use union::{Member, Union};

use crate::{Blob, ByteStream, Document, Named, Timestamp};

/// A value of an emitted type, or of a member of one.
///
/// What an emitted structure implements of it are `blank`, `shape`, `member` and `member_mut`.
pub trait Value: 'static {
    /// A value of this type of which nothing is set: the start of one that is read or copied.
    fn blank() -> Self
    where
        Self: Sized;

    /// What it is, to be read.
    fn view(&self) -> View<'_> {
        View::Record
    }

    /// What it is, to be written. A value that is unset is set, to a blank one.
    fn slot(&mut self) -> Slot<'_> {
        Slot::Record
    }

    /// Becomes unset, if it is one that can be.
    fn clear(&mut self) {}

    /// The names of a structure's members.
    fn shape(&self) -> &'static Shape {
        &Shape::EMPTY
    }

    /// A structure's member, by its place in the [`shape`](Value::shape). A place beyond the last
    /// is the last.
    fn member(&self, index: usize) -> &dyn Value {
        let _ = index;
        &()
    }

    /// A structure's member, to be written.
    fn member_mut(&mut self, index: usize) -> &mut dyn Value {
        let _ = index;
        // A box of nothing is nothing: no memory is taken, so none is lost.
        Box::leak(Box::new(()))
    }
}

/// A [`Value`] to be read.
#[derive(Clone, Copy)]
#[allow(missing_docs)] // the types' own names
pub enum View<'a> {
    /// It is not there.
    Unset,
    /// It is a structure: the very value that was asked.
    Record,
    /// It is a structure inside the value that was asked.
    Inner(&'a dyn Value),
    Boolean(bool),
    Integer(i64),
    Float(f32),
    Double(f64),
    String(&'a str),
    Timestamp(Timestamp),
    Blob(&'a Blob),
    Document(&'a Document),
    Stream(&'a ByteStream),
    List(&'a dyn Sequence),
    Map(&'a dyn Entries),
    Union(&'a dyn Union),
    Events(&'a dyn Events),
}

/// A [`Value`] to be written.
#[allow(missing_docs)] // the types' own names
pub enum Slot<'a> {
    /// It holds nothing, ever.
    Nothing,
    /// It is a structure: the very value that was asked.
    Record,
    /// It is a structure inside the value that was asked.
    Inner(&'a mut dyn Value),
    Boolean(&'a mut bool),
    Integer(&'a mut i64),
    Float(&'a mut f32),
    Double(&'a mut f64),
    String(&'a mut String),
    Timestamp(&'a mut Timestamp),
    Blob(&'a mut Blob),
    Document(&'a mut Document),
    Stream(&'a mut ByteStream),
    /// A string of which some values are known.
    Enumeration(&'a mut dyn Named),
    List(&'a mut dyn Sequence),
    Map(&'a mut dyn Entries),
    Union(&'a mut dyn Union),
    Events(&'a mut dyn Events),
}

/// A blank value of a type.
pub fn blank<T: Value>() -> T {
    T::blank()
}

/// The structure that a value is or holds.
fn as_record(value: &dyn Value) -> Option<&dyn Value> {
    match value.view() {
        View::Record => Some(value),
        View::Inner(inner) => Some(inner),
        _ => None,
    }
}
