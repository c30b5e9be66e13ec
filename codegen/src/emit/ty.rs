//! The Rust type of a member.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use crate::spec::{Member, Scalar, ShapeId, ShapeKind, Spec, Type};

/// The type of a field.
pub(super) fn field(context: &Context<'_>, owner: ShapeId, member: &Member) -> TokenStream {
    let ty = field_value(context, owner, member);
    match member.ty {
        _ if context.presence(owner, member).is_always() => ty,
        Type::List(_) | Type::Map(..) => ty,
        _ => quote!(Option<#ty>),
    }
}

/// The type of a field whose value is there.
///
/// A list or map that need not be there is one of the runtime's, which knows unset from empty.
pub(super) fn field_value(context: &Context<'_>, owner: ShapeId, member: &Member) -> TokenStream {
    let always = context.presence(owner, member).is_always();
    match &member.ty {
        Type::List(item) if !always => {
            let item = plain(context, item);
            quote!(rt::List<#item>)
        }
        Type::Map(key, value) if !always => {
            let (key, value) = (self::key(context, key), plain(context, value));
            quote!(rt::Map<#key, #value>)
        }
        _ => boxed(context, owner, member),
    }
}

/// The type of a value that lies inside a value of `owner`.
pub(super) fn boxed(context: &Context<'_>, owner: ShapeId, member: &Member) -> TokenStream {
    let ty = plain(context, &member.ty);
    if is_boxed(context, owner, member) { quote!(Box<#ty>) } else { ty }
}

/// Whether the value would hold itself without a box.
pub(super) fn is_boxed(context: &Context<'_>, owner: ShapeId, member: &Member) -> bool {
    matches!(member.ty, Type::Shape(held) if context.boxes.holds(owner, held))
}

/// Whether a function takes whatever converts into the value: where callers hold something else
/// than the very type (`&str`, an array, `SystemTime`).
pub(super) fn converts(context: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::Integer | Scalar::Long | Scalar::Float | Scalar::Double | Scalar::Boolean => {
                false
            }
            Scalar::String
            | Scalar::Timestamp
            | Scalar::Blob
            | Scalar::Document
            | Scalar::Stream => true,
        },
        Type::List(_) | Type::Map(..) => true,
        Type::Shape(id) => {
            matches!(context.spec[*id].kind, ShapeKind::Enum(_) | ShapeKind::EventStream(_))
        }
    }
}

/// The type of a value.
pub(super) fn plain(context: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(scalar) => match scalar {
            Scalar::String => quote!(String),
            // Pages say "integer" for 32 and 64 bits alike.
            Scalar::Integer | Scalar::Long => quote!(i64),
            Scalar::Float => quote!(f32),
            Scalar::Double => quote!(f64),
            Scalar::Boolean => quote!(bool),
            Scalar::Timestamp => quote!(rt::Timestamp),
            Scalar::Blob => quote!(rt::Blob),
            Scalar::Document => quote!(rt::Document),
            Scalar::Stream => quote!(rt::ByteStream),
        },
        Type::List(item) => {
            let item = plain(context, item);
            quote!(Vec<#item>)
        }
        Type::Map(key, value) => {
            let (key, value) = (self::key(context, key), plain(context, value));
            quote!(rt::BTreeMap<#key, #value>)
        }
        Type::Shape(id) => {
            let (path, name) = (&context.path, context.names.shape(*id));
            match context.spec[*id].kind {
                ShapeKind::EventStream(_) => quote!(rt::EventStream<#path #name>),
                _ => quote!(#path #name),
            }
        }
    }
}

/// The type of a map's key. What has no order and no text of its own is a string there.
fn key(context: &Context<'_>, ty: &Type) -> TokenStream {
    match ty {
        Type::Scalar(Scalar::Integer | Scalar::Long | Scalar::Boolean) => plain(context, ty),
        Type::Shape(id) if matches!(context.spec[*id].kind, ShapeKind::Enum(_)) => {
            plain(context, ty)
        }
        _ => quote!(String),
    }
}

/// The enums that are the key of a map somewhere.
pub(super) fn keys(spec: &Spec) -> BTreeSet<ShapeId> {
    let mut found = BTreeSet::new();
    for member in spec.shapes.iter().flat_map(|shape| shape.kind.members()) {
        let mut ty = &member.ty;
        loop {
            ty = match ty {
                Type::List(item) => item,
                Type::Map(key, value) => {
                    if let Type::Shape(id) = **key {
                        found.insert(id);
                    }
                    value
                }
                Type::Scalar(_) | Type::Shape(_) => break,
            };
        }
    }
    found
}
