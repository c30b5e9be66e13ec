//! The client of a service: a method for each operation, its pages and its waiters.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::pagination::Pages;
use super::{Context, rustdoc};
use crate::spec::{Acceptor, Matcher, Operation, State, Waiter};

pub(super) fn items(context: &Context<'_>) -> Vec<TokenStream> {
    let title = context.spec.title.as_deref().unwrap_or(context.spec.service.as_str());
    let doc = rustdoc::plain(&format!("A client of {title}."));
    let t = context.names.transport();
    let definition = quote! {
        #[doc = #doc]
        pub struct Client<#t = rt::AnyTransport> {
            inner: rt::Client<#t>,
        }
    };
    let construction = quote! {
        impl<#t> Client<#t> {
            /// A client whose requests go wherever the transport takes them.
            pub fn new(transport: #t) -> Self {
                Self::with_endpoint(transport, rt::Endpoint::default())
            }
            /// A client of the service at that endpoint.
            pub fn with_endpoint(transport: #t, endpoint: rt::Endpoint) -> Self {
                Self { inner: rt::Client::new(transport, endpoint) }
            }
        }
    };
    let clone = quote! {
        impl<#t> Clone for Client<#t> {
            fn clone(&self) -> Self {
                Self { inner: self.inner.clone() }
            }
        }
    };
    let debug = quote! {
        impl<#t> ::core::fmt::Debug for Client<#t> {
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
                    pub fn #pages(&self, #parameter) -> rt::Pages<#t, operation::#ty> {
                        self.inner.pages(#input)
                    }
                }
            });
            quote! {
                #doc
                #deprecated
                pub fn #method(&self, #parameter) -> rt::Call<#t, operation::#ty> {
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
        impl<#t: rt::Transport> Client<#t> {
            #(#operations)*
            #(#waiters)*
        }
    };
    let mut items = vec![definition, construction];
    // A client that can ask for nothing needs no way to be made.
    if !context.spec.operations.is_empty() {
        items.push(quote!(rt::configured!(Client, SERVICE);));
    }
    items.extend([clone, debug, methods]);
    items
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
    let Waiter { name, operation, delay, max_attempts, acceptors } = waiter;
    let at = context.spec.operations.iter().position(|it| it.name == *operation)?;
    let (operation, names) = (&context.spec.operations[at], &context.names.operations()[at]);
    let (ty, method) = (&names.ty, &names.method);
    let (parameter, input) = request(context, operation);
    let parameter = operation.input.map(|_| quote!(#parameter,));
    let (t, s) = (context.names.transport(), context.names.sleep());
    let (delay, attempts) = (u64::from(*delay), *max_attempts);
    let acceptors: Vec<_> = acceptors.iter().filter_map(acceptor).collect();
    let condition = match acceptors[..] {
        [] => "the condition that it is given holds",
        _ => "its condition holds: await it, or give it another",
    };
    let doc = format!(
        "Calls [`{method}`](Self::{method}) every {delay} seconds, at most {attempts} times, until \
         {condition}."
    );
    let (delay, attempts) = (Literal::u64_unsuffixed(delay), Literal::u32_unsuffixed(attempts));
    Some(quote! {
        #[doc = #doc]
        pub fn #wait<#s: rt::Sleep>(&self, #parameter sleep: #s) -> rt::Wait<#t, operation::#ty, #s> {
            const FACTS: rt::facts::WaiterFacts = rt::facts::WaiterFacts {
                name: #name,
                delay: ::core::time::Duration::from_secs(#delay),
                max_attempts: #attempts,
                acceptors: &[#(#acceptors),*],
            };
            self.inner.wait(&FACTS, #input, sleep)
        }
    })
}

/// What a waiter makes of an answer; one that is not whole is none.
fn acceptor(acceptor: &Acceptor) -> Option<TokenStream> {
    let Acceptor { state, matcher, argument, expected } = acceptor;
    let state = match (*state)? {
        State::Success => quote!(Success),
        State::Failure => quote!(Failure),
        State::Retry => quote!(Retry),
    };
    let matcher = match (*matcher)? {
        Matcher::Path => quote!(Path),
        Matcher::PathAll => quote!(PathAll),
        Matcher::PathAny => quote!(PathAny),
        Matcher::Status => quote!(Status),
        Matcher::Error => quote!(Error),
    };
    let (argument, expected) = (argument.as_deref().unwrap_or_default(), expected.as_deref()?);
    Some(quote! {
        rt::facts::Acceptor {
            state: rt::facts::AcceptorState::#state,
            matcher: rt::facts::Matcher::#matcher,
            argument: #argument,
            expected: #expected,
        }
    })
}
