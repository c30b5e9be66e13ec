//! What is stated of how members stand on the wire, as constants: one for each member that is not
//! as the protocol's own rule has it. Where that is no more than another name the constant is a pair, as
//! the compiler takes eight times as long for a whole `Wire`, and nine of ten of EC2 are names.

use std::borrow::Cow;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Context;
use super::presence::held;
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
    let (mut called, mut wire) = (Vec::new(), Vec::new());
    for (place, member) in members.iter().enumerate() {
        let place = Literal::usize_unsuffixed(place);
        match row(context, case, id, member) {
            Some(Row::Name(name)) => called.push(quote!((#place, #name))),
            Some(Row::Facts(facts)) => {
                wire.push(quote!(rt::Wire { place: #place, #facts ..rt::Wire::NONE }));
            }
            None => {}
        }
    }
    let called = (!called.is_empty()).then(|| quote!(names: &[#(#called),*],));
    let wire = (!wire.is_empty()).then(|| quote!(wire: &[#(#wire),*],));
    let root = root(context, id, &name);
    let required = required(context, id, members);
    let asks = asks(context, id);
    let fields = fields.join(" ");
    let fields = (!fields.is_empty()).then(|| quote!(fields: #fields,));
    quote! {
        &rt::Shape {
            name: #name,
            members: &[#(#names),*],
            #fields
            #called
            #wire
            #root
            #required
            #asks
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

/// That no value of a union can lack anything, so that nobody looks into each of many: the attributes of
/// dynamodb's items.
fn asks(context: &Context<'_>, id: ShapeId) -> Option<TokenStream> {
    let is_union = matches!(context.spec[id].kind, ShapeKind::Union(_));
    let asks = || {
        let within = held(context.spec, std::iter::once(id)).into_iter().zip(&context.spec.shapes);
        let mut members = within.filter(|it| it.0).flat_map(|(_, shape)| shape.kind.members());
        members.any(|member| member.required)
    };
    (is_union && !asks()).then(|| quote!(asks: false,))
}

/// What a structure is called as the outermost element of XML, where its type is called otherwise.
fn root(context: &Context<'_>, id: ShapeId, name: &str) -> Option<TokenStream> {
    let protocol = context.spec.protocol.as_ref().and_then(|protocol| protocol.name);
    let stated = &context.spec[id].name;
    let differs = protocol == Some(ProtocolName::RestXml) && stated != name;
    differs.then(|| quote!(root: Some(&rt::Wire { name: Some(#stated), ..rt::Wire::NONE }),))
}

/// What is stated of a member.
enum Row {
    /// Another name than the protocol's own rule gives it.
    Name(Box<str>),
    /// The fields of a `Wire`.
    Facts(TokenStream),
}

fn row(context: &Context<'_>, case: Option<Case>, id: ShapeId, member: &Member) -> Option<Row> {
    let rule = case.map_or(member.name.as_str().into(), |case| case.write(&member.name));
    let used = used(context, id, &member.wire, &rule);
    let only_name = Wire { name: used.name.clone(), ..Wire::default() };
    if *used == only_name && !member.idempotency_token {
        return only_name.name.filter(|name| **name != *rule).map(Row::Name);
    }
    let facts = facts(&used, Some(&rule));
    let is_raw = match &member.ty {
        Type::Scalar(Scalar::Document) | Type::List(_) | Type::Map(..) => false,
        Type::Scalar(_) => true,
        Type::Shape(id) => matches!(context.spec[*id].kind, ShapeKind::Enum(_)),
    };
    let raw =
        (member.wire.location == Some(Location::Payload) && is_raw).then(|| quote!(raw: true,));
    let token = member.idempotency_token.then(|| quote!(token: true,));
    let facts = quote!(#facts #raw #token);
    (!facts.is_empty()).then_some(Row::Facts(facts))
}

/// What the protocol makes use of. In the forms of ec2 no element has a name, and every name begins with
/// a capital; in its answers what stands in a list is an entry, whatever it is called. Without this
/// a third of the constants of EC2 would say nothing.
fn used<'w>(context: &Context<'_>, id: ShapeId, wire: &'w Wire, rule: &str) -> Cow<'w, Wire> {
    let protocol = context.spec.protocol.as_ref().and_then(|protocol| protocol.name);
    if protocol != Some(ProtocolName::Ec2) {
        return Cow::Borrowed(wire);
    }
    let element = wire.element.as_deref().and_then(without_name);
    let name = wire.name.clone().filter(|name| {
        let same = name.get(..1).zip(rule.get(..1)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
        !(context.reach.is_sent(id) && same && name.get(1..) == rule.get(1..))
    });
    Cow::Owned(Wire { element, name, ..wire.clone() })
}

/// What is stated of an element but for its name.
fn without_name(wire: &Wire) -> Option<Box<Wire>> {
    let element = wire.element.as_deref().and_then(without_name);
    let unnamed = Wire { name: None, element, ..wire.clone() };
    (unnamed != Wire::default()).then(|| Box::new(unnamed))
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
    let location_of = *location;
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
    // The outermost element of XML is called as its type is, unless a name is stated.
    let is_body = location_of == Some(Location::Payload);
    let name = text("name", name.as_deref().filter(|name| is_body || Some(*name) != rule));
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
