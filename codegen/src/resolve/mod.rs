//! The Facts of all pages of one service → Spec.

pub mod names;
pub mod shapes;
