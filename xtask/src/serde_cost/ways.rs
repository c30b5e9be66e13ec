//! The ways, as source: what the emitter writes, with some of it taken away and attributes put on.

use std::collections::HashMap;

use doc_bindgen::emit;
use doc_bindgen::spec::{Shape, ShapeKind, Spec};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Attribute, Field, Item, ItemEnum, ItemStruct, parse_quote};

/// A way to give types what they can do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Bare,
    New,
    Std,
    Derive,
    Visitor,
    Dyn,
    Tables,
    Whole,
    Unstated,
}

impl Way {
    pub(super) const ALL: [Way; 9] = [
        Way::Bare,
        Way::New,
        Way::Std,
        Way::Derive,
        Way::Visitor,
        Way::Dyn,
        Way::Tables,
        Way::Whole,
        Way::Unstated,
    ];

    /// The name of its package.
    pub(super) fn name(self) -> &'static str {
        match self {
            Way::Bare => "bare",
            Way::New => "setters",
            Way::Std => "std",
            Way::Derive => "derive",
            Way::Visitor => "visitor",
            Way::Dyn => "accessors",
            Way::Tables => "tables",
            Way::Whole => "whole",
            Way::Unstated => "unstated",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Way::Bare => "bare structures and enums",
            Way::New => "+ `new` and setters, as have all below",
            Way::Std => "+ derive Clone, Debug, PartialEq",
            Way::Derive => "the same, + serde's derive macros",
            Way::Visitor => "the same, + serde through generic code, a `match` for each structure",
            Way::Dyn => "the same, + serde through accessors, `&dyn Value`",
            Way::Tables => "**serde and the std traits through accessors: what is emitted**",
            Way::Whole => "the same, with client, operations, errors and documentation",
            Way::Unstated => "that, without what is stated of members on the wire",
        }
    }

    pub(super) fn has_serde(self) -> bool {
        matches!(self, Way::Derive | Way::Visitor | Way::Dyn | Way::Tables)
    }

    /// Whether it stands on accessors, that is, on the runtime as it is.
    fn has_accessors(self) -> bool {
        self.is_whole() || matches!(self, Way::Dyn | Way::Tables)
    }

    /// Whether it is all that is emitted.
    fn is_whole(self) -> bool {
        matches!(self, Way::Whole | Way::Unstated)
    }
}

/// A crate that holds the service in that way.
pub(super) fn source(way: Way, spec: &Spec, sample: &str) -> Result<String, String> {
    let unstated = (way == Way::Unstated).then(|| unstated(spec));
    let spec = unstated.as_ref().unwrap_or(spec);
    let file: syn::File = syn::parse2(emit::rust(spec)).map_err(|error| error.to_string())?;
    let names = emit::types(spec).1;
    let shapes: HashMap<String, &Shape> = names.into_iter().zip(&spec.shapes).collect();
    let kinds = shapes.values().map(|shape| &shape.kind);
    if kinds.clone().any(|it| matches!(it, ShapeKind::Union(_) | ShapeKind::EventStream(_))) {
        return Err("the service has unions or streams of events; take another".to_owned());
    }
    let sample = format_ident!("{sample}");
    let mut source =
        String::from("#![allow(deprecated, dead_code, unused, non_camel_case_types)]\n");
    let mut push = |item: TokenStream| {
        source.push_str(&item.to_string());
        source.push('\n');
    };
    if !way.has_accessors() {
        push(types(way));
    }
    if way == Way::Visitor {
        push(syn::parse_str(include_str!("visitor.rs.txt")).map_err(|error| error.to_string())?);
    }
    for item in file.items {
        push(if way.is_whole() { quote!(#item) } else { kept(way, item, &shapes) });
    }
    push(quote!(pub type Sample = #sample;));
    Ok(source)
}

/// The service, with nothing stated of how members stand on the wire.
fn unstated(spec: &Spec) -> Spec {
    let mut spec = spec.clone();
    for shape in &mut spec.shapes {
        for member in shape.kind.members_mut().into_iter().flatten() {
            member.wire = Default::default();
            member.idempotency_token = false;
        }
    }
    spec
}

/// What a way makes of an item.
fn kept(way: Way, item: Item, shapes: &HashMap<String, &Shape>) -> TokenStream {
    match item {
        Item::Use(item) if way.has_accessors() => quote!(#item),
        Item::Struct(item) => match shapes.get(&item.ident.to_string()) {
            Some(shape) => structure(way, item, shape),
            None => TokenStream::new(),
        },
        Item::Enum(item) => match shapes.get(&item.ident.to_string()) {
            Some(shape) => enumeration(way, item, shape),
            None => TokenStream::new(),
        },
        Item::Impl(item) => {
            let ty = &item.self_ty;
            let of_shape = shapes.contains_key(&quote!(#ty).to_string());
            let keeps = if item.trait_.is_some() { way.has_accessors() } else { way != Way::Bare };
            if of_shape && keeps { quote!(#item) } else { TokenStream::new() }
        }
        Item::Macro(item) if way == Way::Tables => quote!(#item),
        Item::Macro(item) if way == Way::Dyn => {
            if item.mac.path.segments.last().is_some_and(|it| it.ident == "records") {
                let names = item.mac.tokens;
                quote!(rt::serde! { #names })
            } else {
                quote!(#item)
            }
        }
        _ => TokenStream::new(),
    }
}

fn structure(way: Way, mut item: ItemStruct, shape: &Shape) -> TokenStream {
    plain(&mut item.attrs);
    let members = shape.kind.members();
    let name = &item.ident;
    let mut impls = TokenStream::new();
    match way {
        Way::Std | Way::Dyn => item.attrs.push(parse_quote!(#[derive(Clone, Debug, PartialEq)])),
        Way::Derive => item.attrs.push(
            parse_quote!(#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]),
        ),
        Way::Visitor => {
            item.attrs.push(parse_quote!(#[derive(Clone, Debug, PartialEq, Default)]));
            let fields: Vec<_> = item.fields.iter().filter_map(|it| it.ident.clone()).collect();
            let wire: Vec<_> = members.iter().map(|member| &member.name).collect();
            let text = name.to_string();
            let index = 0..fields.len();
            let writes = item.fields.iter().zip(&fields).zip(&wire).map(|((field, name), wire)| {
                match presence(field) {
                    Presence::Required => quote!(to.serialize_field(#wire, &self.#name)?;),
                    _ => quote! {
                        if let Some(value) = self.#name.as_ref() {
                            to.serialize_field(#wire, value)?;
                        }
                    },
                }
            });
            impls = quote! {
                impl visitor::Fields for #name {
                    const NAME: &'static str = #text;
                    const NAMES: &'static [&'static str] = &[#(#wire),*];
                    fn write<S: serde::ser::SerializeStruct>(&self, to: &mut S) -> Result<(), S::Error> {
                        #(#writes)*
                        Ok(())
                    }
                    fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, index: usize, from: &mut A) -> Result<(), A::Error> {
                        match index {
                            #(#index => self.#fields = from.next_value()?,)*
                            _ => {}
                        }
                        Ok(())
                    }
                }
                visitor::structure!(#name);
            };
        }
        Way::Bare | Way::New | Way::Tables | Way::Whole | Way::Unstated => {}
    }
    for (field, member) in item.fields.iter_mut().zip(members) {
        plain(&mut field.attrs);
        if way == Way::Derive {
            let wire = &member.name;
            field.attrs.push(match presence(field) {
                Presence::Required => parse_quote!(#[serde(rename = #wire)]),
                Presence::Option => {
                    parse_quote!(#[serde(rename = #wire, skip_serializing_if = "Option::is_none")])
                }
                Presence::List => parse_quote! {
                    #[serde(rename = #wire, default, skip_serializing_if = "rt::List::is_unset")]
                },
                Presence::Map => parse_quote! {
                    #[serde(rename = #wire, default, skip_serializing_if = "rt::Map::is_unset")]
                },
            });
        }
    }
    quote!(#item #impls)
}

fn enumeration(way: Way, mut item: ItemEnum, shape: &Shape) -> TokenStream {
    plain(&mut item.attrs);
    for variant in &mut item.variants {
        plain(&mut variant.attrs);
    }
    let ShapeKind::Enum(values) = &shape.kind else { return quote!(#item) };
    let name = &item.ident;
    let mut impls = TokenStream::new();
    match way {
        Way::Std | Way::Derive | Way::Visitor => item
            .attrs
            .push(parse_quote!(#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)])),
        _ => {}
    }
    if way == Way::Visitor {
        let variants: Vec<_> =
            item.variants.iter().map(|it| &it.ident).take(values.len()).collect();
        impls = quote! {
            impl visitor::Named for #name {
                fn parse(text: &str) -> Self {
                    match text {
                        #(#values => Self::#variants,)*
                        _ => Self::Unknown(text.to_owned()),
                    }
                }
                fn text(&self) -> &str {
                    match self {
                        #(Self::#variants => #values,)*
                        Self::Unknown(text) => text,
                    }
                }
            }
            visitor::enumeration!(#name);
        };
    }
    if way == Way::Derive {
        item.attrs.push(parse_quote!(#[derive(serde::Serialize, serde::Deserialize)]));
        for (variant, value) in item.variants.iter_mut().zip(values) {
            variant.attrs.push(parse_quote!(#[serde(rename = #value)]));
        }
        if let Some(unknown) = item.variants.last_mut() {
            unknown.attrs.push(parse_quote!(#[serde(untagged)]));
        }
    }
    quote!(#item #impls)
}

/// Takes the documentation away, which is the same in all ways.
fn plain(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| !attribute.path().is_ident("doc"));
}

enum Presence {
    Required,
    Option,
    List,
    Map,
}

fn presence(field: &Field) -> Presence {
    let ty = &field.ty;
    let text = quote!(#ty).to_string();
    match text.split('<').next().unwrap_or_default().trim() {
        "Option" => Presence::Option,
        "rt :: List" => Presence::List,
        "rt :: Map" => Presence::Map,
        _ => Presence::Required,
    }
}

/// The runtime's types, with lists and maps as simple as they can be where there is no accessor.
fn types(way: Way) -> TokenStream {
    let serde = (way == Way::Derive || way == Way::Visitor)
        .then(|| quote!(#[derive(serde::Serialize, serde::Deserialize)] #[serde(transparent)]));
    quote! {
        pub mod rt {
            pub use ::doc_bindgen_runtime::*;
            #[derive(Clone, Debug, PartialEq)]
            #serde
            pub struct List<T>(Option<Vec<T>>);
            #[derive(Clone, Debug, PartialEq)]
            #serde
            pub struct Map<K: Ord, V>(Option<BTreeMap<K, V>>);
            impl<T> List<T> {
                pub const fn unset() -> Self { List(None) }
                pub fn is_unset(&self) -> bool { self.0.is_none() }
                pub fn as_ref(&self) -> Option<&Vec<T>> { self.0.as_ref() }
            }
            impl<K: Ord, V> Map<K, V> {
                pub const fn unset() -> Self { Map(None) }
                pub fn is_unset(&self) -> bool { self.0.is_none() }
                pub fn as_ref(&self) -> Option<&BTreeMap<K, V>> { self.0.as_ref() }
            }
            impl<T> From<Vec<T>> for List<T> {
                fn from(items: Vec<T>) -> Self { List(Some(items)) }
            }
            impl<K: Ord, V> From<BTreeMap<K, V>> for Map<K, V> {
                fn from(entries: BTreeMap<K, V>) -> Self { Map(Some(entries)) }
            }
            impl<T> Default for List<T> { fn default() -> Self { List(None) } }
            impl<K: Ord, V> Default for Map<K, V> { fn default() -> Self { Map(None) } }
        }
    }
}
