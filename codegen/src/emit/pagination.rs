//! How the pages of an operation are asked for.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Context, names, ty};
use crate::spec::{Member, Operation, Scalar, ShapeId, Type};

/// The pagination of an operation; nothing where its tokens are none that can be handed on: the
/// output's has to be of the type that the input takes.
pub(super) fn items(
    context: &Context<'_>,
    operation: &Operation,
    name: &Ident,
) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let input = Side::of(context, operation.input?);
    let output = Side::of(context, operation.output?);

    let mut types = Vec::new();
    let mut reads = Vec::new();
    let mut writes = Vec::new();
    if pagination.input_token.is_empty()
        || pagination.input_token.len() != pagination.output_token.len()
    {
        return None;
    }
    let several = pagination.input_token.len() > 1;
    for (at, (to, from)) in pagination.input_token.iter().zip(&pagination.output_token).enumerate()
    {
        let (to, to_field) = input.member(to)?;
        let (from, from_field) = output.member(from)?;
        if to.ty != from.ty || !is_token(&to.ty) {
            return None;
        }
        let ty = ty::plain(&context.inside(), &from.ty);
        let at = proc_macro2::Literal::usize_unsuffixed(at);
        let token = if several { quote!(token.#at) } else { quote!(token) };
        types.push(quote!(Option<#ty>));
        reads.push(match (&from.ty, from.required) {
            (Type::List(_) | Type::Map(..), false) => {
                quote!(output.#from_field.clone().into_option())
            }
            (_, false) => quote!(output.#from_field.clone()),
            (_, true) => quote!(Some(output.#from_field.clone())),
        });
        writes.push(match (&to.ty, to.required) {
            (Type::List(_) | Type::Map(..), false) => quote!(input.#to_field = #token.into();),
            (_, false) => quote!(input.#to_field = #token;),
            (_, true) => quote! {
                if let Some(token) = #token {
                    input.#to_field = token;
                }
            },
        });
    }
    let (token, read) = match several {
        true => (quote!((#(#types),*)), quote!((#(#reads),*))),
        false => (quote!(#(#types)*), quote!(#(#reads)*)),
    };
    let limit = pagination.limit.as_ref().and_then(|limit| {
        let (member, field) = input.member(limit)?;
        let value = match member.ty {
            Type::Scalar(Scalar::Integer | Scalar::Long) => quote!(i64::from(limit)),
            Type::Scalar(Scalar::String) => quote!(limit.to_string()),
            _ => return None,
        };
        let value = if member.required { value } else { quote!(Some(#value)) };
        Some(quote! {
            fn set_limit(input: &mut Self::Input, limit: u32) {
                input.#field = #value;
            }
        })
    });
    // What a page lists: the first of its lists, which is the one that the documentation means
    // where it names several.
    let listing = pagination.items.iter().find_map(|item| {
        let (member, field) = output.member(item)?;
        if !matches!(member.ty, Type::List(_) | Type::Map(..)) {
            return None;
        }
        let ty = ty::plain(&context.inside(), &member.ty);
        let value = if member.required { quote!() } else { quote!(.into()) };
        Some(quote! {
            impl rt::Listing for #name {
                type Items = #ty;
                fn items(output: Self::Output) -> Self::Items {
                    output.#field #value
                }
            }
        })
    });
    Some(quote! {
        impl rt::Paginated for #name {
            type Token = #token;
            fn token(output: &Self::Output) -> Self::Token {
                #read
            }
            fn set_token(input: &mut Self::Input, token: Self::Token) {
                #(#writes)*
            }
            #limit
        }
        #listing
    })
}

/// The input or the output of an operation.
struct Side<'a> {
    members: &'a [Member],
    fields: Vec<Ident>,
}

impl<'a> Side<'a> {
    fn of(context: &Context<'a>, id: ShapeId) -> Self {
        let members = context.spec[id].kind.members();
        Side { members, fields: names::fields(members) }
    }

    fn member(&self, name: &str) -> Option<(&'a Member, &Ident)> {
        let at = self.members.iter().position(|member| member.name == name)?;
        Some((&self.members[at], &self.fields[at]))
    }
}

/// Whether the runtime takes it for a token.
fn is_token(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Scalar(Scalar::String | Scalar::Integer | Scalar::Long | Scalar::Boolean)
            | Type::List(_)
            | Type::Map(..)
    )
}
