//! Any operation of a spec, called straight from it: nothing is emitted, and nothing compiled.
//!
//! A [`Service`] is a spec's shapes as tables of the runtime. [`read`] makes an input of JSON and says
//! all that is wrong with it at once; [`Shorthand`] makes JSON of `name=value`; [`Paging`] goes from one
//! page to the next.

mod input;
mod limits;
mod paging;
mod service;
mod shorthand;
mod wire;

#[cfg(test)]
mod tests;

pub use input::{Read, Wrong, read};
pub use paging::Paging;
pub use service::Service;
pub use shorthand::Shorthand;
