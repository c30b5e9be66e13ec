//! Spec → Rust.
