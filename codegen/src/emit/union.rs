//! A union, of which exactly one member is set, and which keeps a member that the documentation
//! does not know. An event of a stream is such a union, too.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Context, names, rustdoc, ty, wire};
use crate::spec::{Member, ShapeId};

pub(super) fn items(context: &Context<'_>, id: ShapeId, members: &[Member]) -> Vec<TokenStream> {
    let name = context.names.shape(id);
    let variants = names::variants(members.iter().map(|member| member.name.as_str()));
    let doc = rustdoc::attribute(context.spec[id].documentation.as_deref());
    let docs = members.iter().map(|member| rustdoc::attribute(member.documentation.as_deref()));
    let types: Vec<_> = members.iter().map(|member| ty::boxed(context, id, member)).collect();
    let definition = quote! {
        #doc
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants(#types),)*
            /// A member that the documentation does not know.
            Unknown(rt::UnknownMember),
        }
    };

    let shape = wire::shape(context, id, members, &[]);
    let indices: Vec<_> = (0..members.len()).map(Literal::usize_unsuffixed).collect();
    let table = quote! {
        impl rt::Union for #name {
            #[inline]
            fn shape(&self) -> &'static rt::Shape {
                #shape
            }
            #[inline]
            fn get(&self) -> rt::Member<'_> {
                match self {
                    #(Self::#variants(value) => rt::Member::Known(#indices, value),)*
                    Self::Unknown(member) => rt::Member::Unknown(member),
                }
            }
            #[inline]
            fn set(&mut self, index: usize) -> &mut dyn rt::Value {
                match index {
                    #(#indices => *self = Self::#variants(rt::blank()),)*
                    _ => *self = rt::blank(),
                }
                match self {
                    #(Self::#variants(value) => value,)*
                    Self::Unknown(member) => member.value_mut(),
                }
            }
            #[inline]
            fn set_unknown(&mut self, member: rt::UnknownMember) {
                *self = Self::Unknown(member);
            }
        }
    };
    vec![definition, table]
}
