//! Rust bindings of cloud APIs, made from their documentation.
