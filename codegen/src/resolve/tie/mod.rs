//! Terms → a graph: which ancestor each recursion mark means is found by the layout of what is open,
//! and the terms are tied together.

pub(super) mod graph;
pub(super) mod layout;
pub(super) mod recursion;
mod required;
pub(super) mod steps;
