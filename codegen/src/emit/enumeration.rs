//! An enum, which keeps values that the documentation does not know.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Context, names, rustdoc};
use crate::spec::ShapeId;

pub(super) fn items(context: &Context<'_>, id: ShapeId, values: &[String]) -> Vec<TokenStream> {
    let shape = &context.spec[id];
    let name = context.names.shape(id);
    let doc = rustdoc::attribute(shape.documentation.as_deref());
    let variants = names::variants(values.iter().map(String::as_str));
    let definition = quote! {
        #doc
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the documentation does not know.
            Unknown(String),
        }
    };

    // Sorted, so that a value is found by halving.
    let mut sorted: Vec<_> = values.iter().zip(&variants).collect();
    sorted.sort();
    let texts = sorted.iter().map(|(value, _)| value);
    let indices = (0..sorted.len()).map(Literal::usize_unsuffixed);
    let known = sorted.iter().map(|(_, variant)| variant);
    let table = quote! {
        impl rt::Enumeration for #name {
            const VALUES: &'static [&'static str] = &[#(#texts),*];
            #[inline]
            fn known(index: usize, text: &str) -> Self {
                match index {
                    #(#indices => Self::#known,)*
                    _ => Self::Unknown(text.to_owned()),
                }
            }
            #[inline]
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }
    };
    vec![definition, table]
}
