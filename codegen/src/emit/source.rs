//! Tokens as text.

use std::fmt::Write;

use proc_macro2::TokenStream;

/// A module, each item of it on a line of its own, so that an error of the compiler has a line.
pub(super) fn module(head: &TokenStream, items: &[TokenStream]) -> String {
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = writeln!(out, "{head} {{");
    for item in items {
        let _ = writeln!(out, "{item}");
    }
    out.push_str("}\n");
    out
}
