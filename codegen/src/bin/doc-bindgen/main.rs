//! The command `doc-bindgen`.

fn main() {}
