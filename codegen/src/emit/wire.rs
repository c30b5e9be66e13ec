//! What is stated of how members stand on the wire, as constants: one for each member that is not
//! as the protocol's own rule has it.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Context;
use crate::spec::{
    Case, Location, Member, Namespace, ProtocolName, Scalar, ShapeId, ShapeKind, TimestampFormat,
    Type, Wire,
};

/// The table of a structure, an error, a union or the events of a stream. `fields` are the fields'
/// names in Rust.
pub(super) fn shape(
    context: &Context<'_>,
    id: ShapeId,
    members: &[Member],
    fields: &[String],
) -> TokenStream {
    let name = context.names.shape(id).to_string();
    let names = members.iter().map(|member| &member.name);
    let case = context.spec.protocol.as_ref().and_then(|protocol| protocol.wire_case);
    let wire: Vec<_> = members
        .iter()
        .enumerate()
        .filter_map(|(place, member)| self::member(context, case, place, member))
        .collect();
    let wire = (!wire.is_empty()).then(|| quote!(wire: &[#(#wire),*],));
    let root = root(context, id, &name);
    let required = required(context, id, members);
    quote! {
        &rt::Shape {
            name: #name,
            members: &[#(#names),*],
            fields: &[#(#fields),*],
            #wire
            #root
            #required
            ..rt::Shape::EMPTY
        }
    }
}

/// What whoever sends it must give. Of what only comes back, a response tells what is there.
fn required(context: &Context<'_>, id: ShapeId, members: &[Member]) -> Option<TokenStream> {
    let places = members.iter().enumerate().filter(|(_, member)| member.required);
    let places: Vec<_> = places.map(|(place, _)| Literal::usize_unsuffixed(place)).collect();
    let asked = !places.is_empty() && !context.reach.is_received(id);
    asked.then(|| quote!(required: &[#(#places),*],))
}

/// What a structure is called as the outermost element of XML, where its type is called otherwise.
fn root(context: &Context<'_>, id: ShapeId, name: &str) -> Option<TokenStream> {
    let protocol = context.spec.protocol.as_ref().and_then(|protocol| protocol.name);
    let stated = &context.spec[id].name;
    let differs = protocol == Some(ProtocolName::RestXml) && stated != name;
    differs.then(|| quote!(root: Some(&rt::Wire { name: Some(#stated), ..rt::Wire::NONE }),))
}

fn member(
    context: &Context<'_>,
    case: Option<Case>,
    place: usize,
    member: &Member,
) -> Option<TokenStream> {
    let rule = case.map_or(member.name.as_str().into(), |case| case.write(&member.name));
    let facts = facts(&member.wire, Some(&rule));
    let is_raw = match &member.ty {
        Type::Scalar(Scalar::Document) | Type::List(_) | Type::Map(..) => false,
        Type::Scalar(_) => true,
        Type::Shape(id) => matches!(context.spec[*id].kind, ShapeKind::Enum(_)),
    };
    let raw =
        (member.wire.location == Some(Location::Payload) && is_raw).then(|| quote!(raw: true,));
    let token = member.idempotency_token.then(|| quote!(token: true,));
    let facts = quote!(#facts #raw #token);
    let place = Literal::usize_unsuffixed(place);
    (!facts.is_empty()).then(|| quote!(rt::Wire { place: #place, #facts ..rt::Wire::NONE }))
}

/// The fields of what is stated; a name that is the `rule`'s is as good as none.
fn facts(wire: &Wire, rule: Option<&str>) -> TokenStream {
    let Wire {
        location,
        name,
        query_name,
        timestamp_format,
        flattened,
        attribute,
        namespace,
        json,
        sensitive,
        element,
        key,
    } = wire;
    let location = location.map(|location| {
        let location = match location {
            Location::Path => quote!(Path),
            Location::Query => quote!(Query),
            Location::Header => quote!(Header),
            Location::Headers => quote!(Headers),
            Location::Status => quote!(Status),
            Location::Payload => quote!(Payload),
        };
        quote!(location: rt::wire::Location::#location,)
    });
    let text = |field: &str, value: Option<&str>| {
        let field = format_ident!("{field}");
        value.map(|value| quote!(#field: Some(#value),))
    };
    let name = text("name", name.as_deref().filter(|name| Some(*name) != rule));
    let query_name = text("query_name", query_name.as_deref());
    let timestamp = timestamp_format.map(|format| {
        let format = match format {
            TimestampFormat::EpochSeconds => quote!(EpochSeconds),
            TimestampFormat::DateTime => quote!(DateTime),
            TimestampFormat::HttpDate => quote!(HttpDate),
        };
        quote!(timestamp: Some(rt::wire::TimestampFormat::#format),)
    });
    let flag = |field: &str, is_set: bool| {
        let field: Ident = format_ident!("{field}");
        is_set.then(|| quote!(#field: true,))
    };
    let flattened = flag("flattened", *flattened);
    let attribute = flag("attribute", *attribute);
    let namespace = namespace
        .as_ref()
        .and_then(self::namespace)
        .map(|namespace| quote!(namespace: Some(#namespace),));
    let json = flag("json", *json);
    let sensitive = flag("sensitive", *sensitive);
    let inside = |field: &str, wire: &Option<Box<Wire>>| {
        let facts = facts(wire.as_ref()?, None);
        let field = format_ident!("{field}");
        Some(quote!(#field: Some(&rt::Wire { #facts ..rt::Wire::NONE }),))
    };
    let (element, key) = (inside("element", element), inside("key", key));
    quote! {
        #location #name #query_name #timestamp #flattened #attribute #namespace #json #sensitive
        #element #key
    }
}

/// A namespace of XML.
pub(super) fn namespace(namespace: &Namespace) -> Option<TokenStream> {
    let uri = namespace.uri.as_deref()?;
    let prefix = match namespace.prefix.as_deref() {
        Some(prefix) => quote!(Some(#prefix)),
        None => quote!(None),
    };
    Some(quote!(rt::wire::Namespace { uri: #uri, prefix: #prefix }))
}
