//! The Facts of all pages of one service → Spec.
//!
//! Read aloud: [`group`] the pages by service, `merge` what they say of each operation, make `terms`
//! of the positions, `fill` what pages leave out, find what `recursion` marks mean, tie the `graph`,
//! find which positions are one shape (`share`), `assemble` the shapes, keep the names of the
//! `previous` spec, choose the other [`name`], and `lower` it all into a spec.
//!
//! - **Two pages on one operation.** The dialect that comes first is believed, then the path that
//!   sorts first; the others fill holes; a contradiction names both places. What the index does not
//!   list is left out, and its order is the order of operations and waiters. Paginators' and
//!   waiters' pages add nothing to a shape.
//! - **A recursion mark** means the same wherever the same member of the same structure has one, so
//!   evidence is gathered over the service; what evidence leaves open is guessed and said.
//! - **A structure is one shape** with all that do not differ in kind, members' names, types and
//!   documentation, and requiredness where requests tell it. Responses do not tell it: there it is
//!   the shape that requests tell of, and of several the one that requires least. So there are, for
//!   each set of positions alike but for requiredness, as many shapes as requests tell of, and one
//!   where none does. A structure of which nothing is said may be the union that has its members.
//!   Enums are one by their values. Inputs, outputs and errors share with nothing.
//! - **A shape's documentation** is what is said of it where it is an element or a value: the text
//!   said most often, of equals the one that sorts first.
//! - **A page of changes** is applied to the spec that comes of all others: new operations whole,
//!   to those that are there what the page says was added.
//! - **What no page tells** is a string or a float where a list says that much, else any JSON value;
//!   an input or output left out whole has no members. All of it is said.

mod api_reference;
mod fill;
mod group;
pub mod huaweicloud;
mod keep;
mod lower;
mod merge;
pub mod name;
pub mod rules;
mod service;
mod share;
mod tie;
mod words;

pub use group::{Group, Known, KnownService, group};
pub use keep::adding::{Names, add as add_to_standing, only_add};
pub use keep::change::{apply_changes, changes, take_changes};
pub use keep::standing::keep as keep_standing;
pub use service::{Resolved, resolve};
pub use share::shapes;

#[cfg(test)]
mod tests;
