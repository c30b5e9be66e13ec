//! The Facts of all pages of one service → Spec.

mod assemble;
mod difference;
mod errors;
mod fill;
mod graph;
mod group;
mod hash;
pub mod huaweicloud;
mod layout;
mod lower;
mod merge;
pub mod names;
mod pagination;
mod partition;
mod previous;
mod recursion;
mod required;
pub mod rules;
mod service;
pub mod shapes;
mod sharing;
mod standing;
mod steps;
mod terms;
mod words;

pub use group::{Group, group};
pub use service::{Resolved, resolve};
pub use standing::keep as keep_standing;

#[cfg(test)]
mod tests;
