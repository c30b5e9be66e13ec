//! What types can do, asked of the runtime's macros for all types of a kind at once: each use of a macro
//! costs the compiler and stands in what it writes, 7,600 of them a fiftieth of EC2's rlib.

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::spec::{ShapeId, ShapeKind};

pub(super) fn items(context: &Context<'_>) -> Vec<TokenStream> {
    let mut records = Vec::new();
    let mut defaults = Vec::new();
    let mut enumerations = Vec::new();
    let mut unions = Vec::new();
    for (index, shape) in context.spec.shapes.iter().enumerate() {
        let name = context.names.shape(ShapeId(index as u32));
        match &shape.kind {
            ShapeKind::Structure(_) | ShapeKind::Error(_) => {
                records.push(name);
                if shape.kind.members().iter().all(|member| !member.required) {
                    defaults.push(name);
                }
            }
            ShapeKind::Enum(_) => enumerations.push(name),
            ShapeKind::Union(_) | ShapeKind::EventStream(_) => unions.push(name),
        }
    }
    let ordered: Vec<_> = context.keys.iter().map(|id| context.names.shape(*id)).collect();
    let lists = [
        (quote!(records), records),
        (quote!(defaults), defaults),
        (quote!(enumerations), enumerations),
        (quote!(ordered), ordered),
        (quote!(unions), unions),
    ];
    let lists = lists.into_iter().filter(|(_, names)| !names.is_empty());
    lists.map(|(list, names)| quote!(rt::#list! { #(#names)* })).collect()
}
