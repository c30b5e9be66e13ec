//! A union: exactly one of its members is set.

use super::{Shape, Value};
use crate::UnknownMember;

/// A union of an emitted type.
pub trait Union {
    /// Its name, and the names of its members in the documentation, in its order.
    fn shape(&self) -> &'static Shape;

    /// Which member is set, and its value; one that is not known.
    fn get(&self) -> Member<'_>;

    /// Sets the member at that place of the [`shape`](Union::shape) to a blank value.
    fn set(&mut self, index: usize) -> &mut dyn Value;

    /// Sets a member that is not known.
    fn set_unknown(&mut self, member: UnknownMember);
}

/// The member of a union that is set.
#[derive(Clone, Copy)]
pub enum Member<'a> {
    /// One that is known, by its place.
    Known(usize, &'a dyn Value),
    /// One that is not.
    Unknown(&'a UnknownMember),
}
