//! A structure: its required members are what `new` takes, each of the others has a setter.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, names, rustdoc, ty};
use crate::spec::{Member, ShapeId, Type};

pub(super) fn items(context: &Context<'_>, id: ShapeId, members: &[Member]) -> Vec<TokenStream> {
    let shape = &context.spec[id];
    let name = context.names.shape(id);
    let doc = rustdoc::attribute(shape.documentation.as_deref());
    let fields = names::fields(members);
    let docs = members.iter().map(|member| rustdoc::attribute(member.documentation.as_deref()));
    let types = members.iter().map(|member| ty::field(context, id, member));
    let default = members.iter().all(|member| !member.required).then(|| quote!(Default,));
    let definition = quote! {
        #doc
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#docs pub #fields: #types,)*
        }
    };

    let (parameters, values): (Vec<_>, Vec<_>) = members
        .iter()
        .zip(&fields)
        .map(|(member, field)| match member.required {
            true => {
                let (ty, value) = argument(context, id, member, quote!(#field));
                (quote!(#field: #ty,), value)
            }
            false => (quote!(), quote!(Default::default())),
        })
        .unzip();
    let setters = members.iter().zip(&fields).zip(names::setters(&fields)).filter_map(
        |((member, field), setter)| {
            let (ty, value) = argument(context, id, member, quote!(value));
            let value = match member.ty {
                Type::List(_) | Type::Map(..) => value,
                _ => quote!(Some(#value)),
            };
            (!member.required).then(|| {
                quote! {
                    pub fn #setter(mut self, value: #ty) -> Self {
                        self.#field = #value;
                        self
                    }
                }
            })
        },
    );
    let methods = quote! {
        impl #name {
            pub fn new(#(#parameters)*) -> Self {
                Self { #(#fields: #values,)* }
            }
            #(#setters)*
        }
    };
    vec![definition, methods]
}

/// What a function takes for a member, and the member's value made of what it took.
fn argument(
    context: &Context<'_>,
    owner: ShapeId,
    member: &Member,
    taken: TokenStream,
) -> (TokenStream, TokenStream) {
    if ty::converts(context, &member.ty) {
        let ty = ty::field_value(context, owner, member);
        (quote!(impl Into<#ty>), quote!(#taken.into()))
    } else if ty::is_boxed(context, owner, member) {
        (ty::plain(context, &member.ty), quote!(Box::new(#taken)))
    } else {
        (ty::plain(context, &member.ty), taken)
    }
}
