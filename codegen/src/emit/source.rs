//! Tokens as text.

use std::fmt::Write;

use proc_macro2::TokenStream;

/// Each item on a line of its own, so that an error of the compiler has a line.
pub(super) fn lines(items: &[TokenStream]) -> String {
    let mut out = String::new();
    for item in items {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{item}");
    }
    out
}
