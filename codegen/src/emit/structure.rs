//! A structure: its required members are what `new` takes, each of the others has a setter. What it
//! can do it does through its `rt::Value`, which says where its members are.
//!
//! What `new` takes does not depend on whether responses hold the structure; what the fields are
//! does ([`Presence`]).

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::presence::Presence;
use super::{Context, ident, names, rustdoc, ty, wire};
use crate::spec::{Member, ShapeId, Type};

pub(super) fn items(context: &Context<'_>, id: ShapeId, members: &[Member]) -> Vec<TokenStream> {
    let fields = names::fields(members);
    vec![
        definition(context, id, members, &fields),
        methods(context, id, members, &fields),
        value(context, id, members, &fields),
    ]
}

fn definition(
    context: &Context<'_>,
    id: ShapeId,
    members: &[Member],
    fields: &[Ident],
) -> TokenStream {
    let name = context.names.shape(id);
    let doc = rustdoc::attribute(context.spec[id].documentation.as_deref());
    let docs = members.iter().map(|member| rustdoc::attribute(member.documentation.as_deref()));
    let types = members.iter().map(|member| ty::field(context, id, member));
    quote! {
        #doc
        #[non_exhaustive]
        pub struct #name {
            #(#docs pub #fields: #types,)*
        }
    }
}

fn methods(
    context: &Context<'_>,
    id: ShapeId,
    members: &[Member],
    fields: &[Ident],
) -> TokenStream {
    let name = context.names.shape(id);
    let (parameters, values): (Vec<_>, Vec<_>) = members
        .iter()
        .zip(fields)
        .map(|(member, field)| {
            let presence = context.presence(id, member);
            if !presence.is_taken() {
                return (quote!(), unset(member));
            }
            let (ty, value) = taken(context, id, member, quote!(#field));
            let value = match (presence, &member.ty) {
                (Presence::Asked, Type::List(_)) => quote!(rt::List::from(#value)),
                (Presence::Asked, Type::Map(..)) => quote!(rt::Map::from(#value)),
                (Presence::Asked, _) => quote!(Some(#value)),
                _ => value,
            };
            (quote!(#field: #ty,), value)
        })
        .unzip();
    let setters = members
        .iter()
        .zip(fields)
        .zip(names::setters(fields))
        .filter(|((member, _), _)| !member.required)
        .map(|((member, field), setter)| {
            let (ty, set) = match &member.ty {
                Type::List(_) | Type::Map(..) => {
                    let ty = ty::field_value(context, id, member);
                    (quote!(impl Into<#ty>), quote!(rt::put(&mut self.#field, value);))
                }
                ty if ty::converts(context, ty) => {
                    let ty = ty::boxed(context, id, member);
                    (quote!(impl Into<#ty>), quote!(rt::set(&mut self.#field, value);))
                }
                // What stood there has to be dropped, which a function does in fewer words.
                ty @ Type::Shape(_) => {
                    (ty::plain(context, ty), quote!(rt::set(&mut self.#field, value);))
                }
                ty => (ty::plain(context, ty), quote!(self.#field = Some(value);)),
            };
            quote! {
                #[inline]
                pub fn #setter(mut self, value: #ty) -> Self {
                    #set
                    self
                }
            }
        });
    quote! {
        impl #name {
            #[inline]
            pub fn new(#(#parameters)*) -> Self {
                Self { #(#fields: #values,)* }
            }
            #(#setters)*
        }
    }
}

/// What a member is as long as nobody has set it.
fn unset(member: &Member) -> TokenStream {
    match member.ty {
        Type::List(_) => quote!(rt::List::unset()),
        Type::Map(..) => quote!(rt::Map::unset()),
        _ => quote!(None),
    }
}

/// What a function takes for a member's value, and the value made of what it took.
fn taken(
    context: &Context<'_>,
    owner: ShapeId,
    member: &Member,
    given: TokenStream,
) -> (TokenStream, TokenStream) {
    if ty::converts(context, &member.ty) {
        let ty = ty::boxed(context, owner, member);
        (quote!(impl Into<#ty>), quote!(#given.into()))
    } else if ty::is_boxed(context, owner, member) {
        (ty::plain(context, &member.ty), quote!(Box::new(#given)))
    } else {
        (ty::plain(context, &member.ty), given)
    }
}

/// A value of which nothing is set.
fn blank(context: &Context<'_>, id: ShapeId, members: &[Member], fields: &[Ident]) -> TokenStream {
    if members.iter().any(|member| context.presence(id, member) == Presence::Asked) {
        return quote!(Self { #(#fields: rt::blank(),)* });
    }
    let blanks = members.iter().filter(|member| member.required).map(|member| {
        let ty = match ty::converts(context, &member.ty) {
            true => ty::boxed(context, id, member),
            false => ty::plain(context, &member.ty),
        };
        quote!(rt::blank::<#ty>())
    });
    quote!(Self::new(#(#blanks),*))
}

fn value(context: &Context<'_>, id: ShapeId, members: &[Member], fields: &[Ident]) -> TokenStream {
    let name = context.names.shape(id);
    let blank = blank(context, id, members, fields);
    let rust = fields.iter().map(ident::text);
    let shape = wire::shape(context, id, members, &rust.collect::<Vec<_>>());
    let access = (!fields.is_empty()).then(|| {
        let last = fields.len() - 1;
        let places: Vec<_> = (0..fields.len())
            .map(|index| match index == last {
                true => quote!(_),
                false => {
                    let index = Literal::usize_unsuffixed(index);
                    quote!(#index)
                }
            })
            .collect();
        let index = match fields {
            [_] => quote!(_),
            _ => quote!(index),
        };
        let chosen = |borrow: TokenStream| match fields {
            [only] => quote!(#borrow self.#only),
            _ => quote!(match index { #(#places => #borrow self.#fields,)* }),
        };
        let (shared, mutable) = (chosen(quote!(&)), chosen(quote!(&mut)));
        quote! {
            #[inline]
            fn member(&self, #index: usize) -> &dyn rt::Value {
                #shared
            }
            #[inline]
            fn member_mut(&mut self, #index: usize) -> &mut dyn rt::Value {
                #mutable
            }
        }
    });
    quote! {
        impl rt::Value for #name {
            #[inline]
            fn blank() -> Self {
                #blank
            }
            #[inline]
            fn shape(&self) -> &'static rt::Shape {
                #shape
            }
            #access
        }
    }
}
