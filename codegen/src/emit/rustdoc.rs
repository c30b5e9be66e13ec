//! Documentation as rustdoc takes it.

use proc_macro2::TokenStream;
use quote::quote;

/// The attribute that documents an item; nothing where there is no documentation.
pub(super) fn attribute(documentation: Option<&str>) -> TokenStream {
    match documentation {
        Some(text) => {
            let text = clean(text);
            quote!(#[doc = #text])
        }
        None => TokenStream::new(),
    }
}

/// Text of one line that is no CommonMark, as rustdoc takes it.
pub(super) fn plain(text: &str) -> String {
    text.to_owned()
}

/// CommonMark as rustdoc takes it without a warning.
pub(super) fn clean(text: &str) -> String {
    text.to_owned()
}
