//! Compiles the specs that are switched on.

fn main() {}
