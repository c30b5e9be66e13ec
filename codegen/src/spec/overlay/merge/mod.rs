//! One service's overlay over one spec.

mod brought;
mod members;
mod operations;
mod service;
mod shapes;
mod split;
mod state;

pub(super) use state::Merge;
