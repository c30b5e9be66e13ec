//! A union, of which exactly one member is set, and which keeps a member that the documentation
//! does not know. An event of a stream is such a union, too.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, names, rustdoc, ty};
use crate::spec::{Member, ShapeId};

pub(super) fn items(context: &Context<'_>, id: ShapeId, members: &[Member]) -> Vec<TokenStream> {
    let shape = &context.spec[id];
    let name = context.names.shape(id);
    let doc = rustdoc::attribute(shape.documentation.as_deref());
    let variants = names::variants(members.iter().map(|member| member.name.as_str()));
    let docs = members.iter().map(|member| rustdoc::attribute(member.documentation.as_deref()));
    let types = members.iter().map(|member| ty::boxed(context, id, member));
    vec![quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants(#types),)*
            /// A member that the documentation does not know.
            Unknown(rt::UnknownMember),
        }
    }]
}
