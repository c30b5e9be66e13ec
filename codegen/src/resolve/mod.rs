//! The Facts of all pages of one service → Spec.
