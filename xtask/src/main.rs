//! The project's own errands; `cargo xtask` lists them.

fn main() {}
