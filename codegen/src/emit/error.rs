//! The errors that a service documents, in one enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use crate::spec::{ShapeId, ShapeKind};

pub(super) fn items(context: &Context<'_>) -> Vec<TokenStream> {
    let mut names = Vec::new();
    let mut facts = Vec::new();
    for (index, shape) in context.spec.shapes.iter().enumerate() {
        if let ShapeKind::Error(error) = &shape.kind {
            names.push(context.names.shape(ShapeId(index as u32)));
            let code = &shape.name;
            let status = Literal::u16_unsuffixed(error.status.unwrap_or(0));
            facts.push(quote!(rt::facts::ErrorFacts { code: #code, status: #status }));
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
    let table = quote! {
        impl rt::ServiceError for Error {
            const ERRORS: &'static [rt::facts::ErrorFacts] = &[#(#facts),*];
        }
    };
    vec![definition, table]
}
