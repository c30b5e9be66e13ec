//! The client of a service: a method for each operation, its pages and its waiters.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::pagination::Pages;
use super::{Context, rustdoc};
use crate::spec::{Operation, Waiter};

pub(super) fn items(context: &Context<'_>) -> Vec<TokenStream> {
    let title = context.spec.title.as_deref().unwrap_or(context.spec.service.as_str());
    let doc = rustdoc::plain(&format!("A client of {title}."));
    let definition = quote! {
        #[doc = #doc]
        pub struct Client<T> {
            inner: rt::Client<T>,
        }
    };
    let construction = quote! {
        impl<T> Client<T> {
            /// A client whose requests go wherever the transport takes them.
            pub fn new(transport: T) -> Self {
                Self::with_endpoint(transport, rt::Endpoint::default())
            }
            /// A client of the service at that endpoint.
            pub fn with_endpoint(transport: T, endpoint: rt::Endpoint) -> Self {
                Self { inner: rt::Client::new(transport, endpoint) }
            }
        }
    };
    let clone = quote! {
        impl<T> Clone for Client<T> {
            fn clone(&self) -> Self {
                Self { inner: self.inner.clone() }
            }
        }
    };
    let debug = quote! {
        impl<T> ::core::fmt::Debug for Client<T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                self.inner.fmt(f)
            }
        }
    };
    let operations =
        context.spec.operations.iter().zip(context.names.operations()).map(|(operation, names)| {
            let doc = rustdoc::attribute(operation.documentation.as_deref());
            let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
            let (method, ty) = (&names.method, &names.ty);
            let (parameter, input) = request(context, operation);
            let pages = Pages::of(context, operation).map(|_| {
                let pages = &names.pages;
                let doc = format!("The pages of [`{method}`](Self::{method}).");
                quote! {
                    #[doc = #doc]
                    #deprecated
                    pub fn #pages(&self, #parameter) -> rt::Pages<T, operation::#ty> {
                        self.inner.pages(#input)
                    }
                }
            });
            quote! {
                #doc
                #deprecated
                pub fn #method(&self, #parameter) -> rt::Call<T, operation::#ty> {
                    self.inner.call(&#input)
                }
                #pages
            }
        });
    let waiters = context
        .spec
        .waiters
        .iter()
        .zip(context.names.waiters())
        .filter_map(|(waiter, method)| self::waiter(context, waiter, method));
    let methods = quote! {
        impl<T: rt::Transport> Client<T> {
            #(#operations)*
            #(#waiters)*
        }
    };
    vec![definition, construction, clone, debug, methods]
}

/// The parameter that takes an operation's input, and the input made of it.
fn request(context: &Context<'_>, operation: &Operation) -> (TokenStream, TokenStream) {
    match operation.input {
        Some(id) => {
            let name = context.names.shape(id);
            (quote!(request: #name), quote!(request))
        }
        None => (quote!(), quote!(())),
    }
}

fn waiter(context: &Context<'_>, waiter: &Waiter, wait: &Ident) -> Option<TokenStream> {
    let Waiter { name, operation, delay, max_attempts } = waiter;
    let at = context.spec.operations.iter().position(|it| it.name == *operation)?;
    let (operation, names) = (&context.spec.operations[at], &context.names.operations()[at]);
    let (ty, method) = (&names.ty, &names.method);
    let (parameter, input) = request(context, operation);
    let parameter = operation.input.map(|_| quote!(#parameter,));
    let (delay, attempts) = (u64::from(*delay), *max_attempts);
    let doc = format!(
        "Calls [`{method}`](Self::{method}) every {delay} seconds, at most {attempts} times, until \
         the condition that it is given holds."
    );
    let (delay, attempts) = (Literal::u64_unsuffixed(delay), Literal::u32_unsuffixed(attempts));
    Some(quote! {
        #[doc = #doc]
        pub fn #wait<S: rt::Sleep>(&self, #parameter sleep: S) -> rt::Wait<T, operation::#ty, S> {
            const FACTS: rt::facts::WaiterFacts = rt::facts::WaiterFacts {
                name: #name,
                delay: ::core::time::Duration::from_secs(#delay),
                max_attempts: #attempts,
            };
            self.inner.wait(&FACTS, #input, sleep)
        }
    })
}
