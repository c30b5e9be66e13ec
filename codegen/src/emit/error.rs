//! The errors that a service documents, in one enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use crate::spec::{Retry, ShapeId, ShapeKind};

pub(super) fn items(context: &Context<'_>) -> Vec<TokenStream> {
    let mut names = Vec::new();
    let mut facts = Vec::new();
    for (index, shape) in context.spec.shapes.iter().enumerate() {
        if let ShapeKind::Error(error) = &shape.kind {
            names.push(context.names.shape(ShapeId(index as u32)));
            let name = &shape.name;
            let status = error.status.map(|status| {
                let status = Literal::u16_unsuffixed(status);
                quote!(status: #status,)
            });
            let code = error.facts.code.as_deref().map(|code| quote!(code: Some(#code),));
            let retry = error.facts.retryable.map(|retry| {
                let retry = match retry {
                    Retry::Transient => quote!(Transient),
                    Retry::Throttling => quote!(Throttling),
                };
                quote!(retry: Some(rt::facts::Retry::#retry),)
            });
            facts.push(quote! {
                rt::facts::ErrorFacts { name: #name, #code #status #retry ..rt::facts::ErrorFacts::NONE }
            });
        }
    }
    let definition = quote! {
        /// The errors that the service documents.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Error {
            #(#names(#names),)*
        }
    };
    let indices = (0..names.len()).map(Literal::usize_unsuffixed);
    let (blank, value) = match names[..] {
        [] => (
            quote! {
                let _ = index;
                None
            },
            quote!(match *self {}),
        ),
        _ => (
            quote! {
                match index {
                    #(#indices => Some(Self::#names(rt::blank())),)*
                    _ => None,
                }
            },
            quote!(match self { #(Self::#names(error) => error,)* }),
        ),
    };
    let table = quote! {
        impl rt::ServiceError for Error {
            const ERRORS: &'static [rt::facts::ErrorFacts] = &[#(#facts),*];
            #[inline]
            fn blank(index: usize) -> Option<Self> {
                #blank
            }
            #[inline]
            fn value(&self) -> &dyn rt::Value {
                #value
            }
            #[inline]
            fn value_mut(&mut self) -> &mut dyn rt::Value {
                #value
            }
        }
    };
    vec![definition, table]
}
