//! Spec → Rust.
//!
//! One file a construct; each ends in a `quote!` that reads as what it prints. What a service is
//! compiled from is a flat module of types, a `Client`, and a module `operation` with a type
//! without values for each operation.

mod client;
#[cfg(feature = "format")]
mod comments;
mod enumeration;
mod error;
mod ident;
mod names;
mod operation;
mod pagination;
mod presence;
mod recursion;
mod rustdoc;
mod shells;
mod source;
mod structure;
#[cfg(feature = "diff")]
pub(crate) mod surface;
mod ty;
mod union;
mod wire;

use std::collections::BTreeSet;
use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::quote;

use crate::spec::{Member, Scalar, ShapeId, ShapeKind, Spec, Type};

use names::RustNames;
use presence::{Presence, Reach};
use recursion::Boxes;

/// Lints that say nothing of emitted code: names, the order of words and the number of arguments
/// are the documentation's.
const ALLOWED: [&str; 13] = [
    "deprecated",
    "missing_docs",
    "non_camel_case_types",
    "clippy::clone_on_copy",
    "clippy::doc_markdown",
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::module_inception",
    "clippy::needless_update",
    "clippy::redundant_field_names",
    "clippy::should_implement_trait",
    "clippy::too_many_arguments",
    "clippy::wrong_self_convention",
];

/// A service as Rust: what stands in its module.
pub fn rust(spec: &Spec) -> TokenStream {
    items(spec).into_iter().collect()
}

/// A service as Rust source, quickly: its module with one item a line, not formatted.
pub fn to_source(spec: &Spec) -> String {
    let module = ident::ident(&spec.service.module(), false);
    let doc = rustdoc::attribute(spec.documentation.as_deref());
    let allowed = allowed();
    let head = quote!(#doc #[allow(#(#allowed),*)] pub mod #module);
    source::module(&head, &items(spec))
}

/// A service as Rust source for a person to read: a file of its own.
///
/// # Errors
///
/// If what was emitted is no Rust, which is a defect of the emitter.
#[cfg(feature = "format")]
pub fn pretty(spec: &Spec) -> Result<String, syn::Error> {
    let doc = spec.documentation.as_deref().map(|text| {
        let text = rustdoc::clean(text);
        quote!(#![doc = #text])
    });
    let allowed = allowed();
    let items = items(spec);
    let tokens = quote!(#doc #![allow(#(#allowed),*)] #(#items)*);
    Ok(prettyplease::unparse(&syn::parse2(comments::by_line(tokens))?))
}

/// The path of a service's module, `aws::sqs`, and the names of its types: what a test that is to
/// see all of them goes through.
pub fn types(spec: &Spec) -> (String, Vec<String>) {
    let names = RustNames::of(spec);
    let module = ident::ident(&spec.service.module(), false);
    let ids = 0..spec.shapes.len() as u32;
    let types = ids.map(|id| names.shape(ShapeId(id)).to_string()).collect();
    (format!("{}::{module}", spec.provider), types)
}

fn allowed() -> impl Iterator<Item = TokenStream> {
    ALLOWED.iter().map(|lint| match lint.strip_prefix("clippy::") {
        Some(lint) => {
            let lint = ident::ident(lint, false);
            quote!(clippy::#lint)
        }
        None => {
            let lint = ident::ident(lint, false);
            quote!(#lint)
        }
    })
}

/// What every file of this module looks things up in.
struct Context<'a> {
    spec: &'a Spec,
    names: Rc<RustNames>,
    boxes: Rc<Boxes>,
    reach: Rc<Reach>,
    /// The enums that are the keys of maps.
    keys: Rc<BTreeSet<ShapeId>>,
    /// What stands before the name of a type: nothing, or `super::`.
    path: TokenStream,
}

impl<'a> Context<'a> {
    fn of(spec: &'a Spec) -> Self {
        Context {
            spec,
            names: Rc::new(RustNames::of(spec)),
            boxes: Rc::new(Boxes::of(spec)),
            reach: Rc::new(Reach::of(spec)),
            keys: Rc::new(ty::keys(spec)),
            path: TokenStream::new(),
        }
    }

    /// The same for what stands in a module inside the service's.
    fn inside(&self) -> Self {
        Context {
            spec: self.spec,
            names: Rc::clone(&self.names),
            boxes: Rc::clone(&self.boxes),
            reach: Rc::clone(&self.reach),
            keys: Rc::clone(&self.keys),
            path: quote!(super::),
        }
    }

    /// Whether a member of a structure is there.
    fn presence(&self, owner: ShapeId, member: &Member) -> Presence {
        self.reach.presence(owner, member)
    }

    /// What a value of that type comes in, if it comes bit by bit.
    fn streamed(&self, ty: &Type) -> Option<TokenStream> {
        match ty {
            Type::Scalar(Scalar::Stream) => Some(quote!(Bytes)),
            Type::Shape(id) if matches!(self.spec[*id].kind, ShapeKind::EventStream(_)) => {
                Some(quote!(Events))
            }
            _ => None,
        }
    }
}

fn items(spec: &Spec) -> Vec<TokenStream> {
    let context = Context::of(spec);
    let mut items = vec![quote! {
        use ::doc_bindgen_runtime as rt;
    }];
    items.extend(client::items(&context));
    items.push(operation::service(&context));
    items.extend(operation::module(&context));
    items.extend(error::items(&context));
    for (index, shape) in spec.shapes.iter().enumerate() {
        let id = ShapeId(index as u32);
        items.extend(match &shape.kind {
            ShapeKind::Structure(members) => structure::items(&context, id, members),
            ShapeKind::Error(error) => structure::items(&context, id, &error.members),
            ShapeKind::Enum(values) => enumeration::items(&context, id, values),
            ShapeKind::Union(members) => union::items(&context, id, members),
            ShapeKind::EventStream(members) => union::items(&context, id, members),
        });
    }
    items.extend(shells::items(&context));
    items
}
