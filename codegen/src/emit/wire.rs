//! What is stated of how members stand on the wire, as constants: one for each member that is not
//! as the protocol's own rule has it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use crate::spec::{
    Location, Member, ProtocolName, Scalar, ShapeId, ShapeKind, TimestampFormat, Type,
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
    let wire: Vec<_> = members
        .iter()
        .enumerate()
        .filter_map(|(place, member)| wire(context, place, member))
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

fn wire(context: &Context<'_>, place: usize, member: &Member) -> Option<TokenStream> {
    let location = member.wire.location.map(|location| {
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
    let name = member.wire.name.as_deref().filter(|wire| *wire != member.name);
    let name = name.map(|name| quote!(name: Some(#name),));
    let timestamp = member.wire.timestamp_format.map(|format| {
        let format = match format {
            TimestampFormat::EpochSeconds => quote!(EpochSeconds),
            TimestampFormat::DateTime => quote!(DateTime),
            TimestampFormat::HttpDate => quote!(HttpDate),
        };
        quote!(timestamp: Some(rt::wire::TimestampFormat::#format),)
    });
    let is_raw = match &member.ty {
        Type::Scalar(Scalar::Document) | Type::List(_) | Type::Map(..) => false,
        Type::Scalar(_) => true,
        Type::Shape(id) => matches!(context.spec[*id].kind, ShapeKind::Enum(_)),
    };
    let raw =
        (member.wire.location == Some(Location::Payload) && is_raw).then(|| quote!(raw: true,));
    let token = member.idempotency_token.then(|| quote!(token: true,));
    let facts = quote!(#location #raw #name #timestamp #token);
    let place = Literal::usize_unsuffixed(place);
    (!facts.is_empty()).then(|| quote!(rt::Wire { place: #place, #facts ..rt::Wire::NONE }))
}
