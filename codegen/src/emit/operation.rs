//! An operation: a type without fields, and what is stated of it as data.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Context;
use super::pagination::Pages;
use crate::spec::{Http, Location, Member, Operation, Protocol, ProtocolName, TimestampFormat};

/// What is the same for all operations of the service.
pub(super) fn service(context: &Context<'_>) -> TokenStream {
    let spec = context.spec;
    let (provider, id) = (spec.provider.as_str(), spec.service.as_str());
    let Protocol { name, target_prefix, endpoint_prefix, signing_name } =
        spec.protocol.clone().unwrap_or_default();
    let text = |field: TokenStream, value: &Option<String>| {
        value.as_ref().map(|value| quote!(#field: Some(#value),))
    };
    let version = text(quote!(version), &spec.version);
    let target_prefix = text(quote!(target_prefix), &target_prefix);
    let endpoint_prefix = text(quote!(endpoint_prefix), &endpoint_prefix);
    let signing_name = text(quote!(signing_name), &signing_name);
    let protocol = name.map(|name| {
        let name = match name {
            ProtocolName::RestJson => quote!(RestJson),
            ProtocolName::Json10 => quote!(Json10),
            ProtocolName::Json11 => quote!(Json11),
            ProtocolName::RpcV2Cbor => quote!(RpcV2Cbor),
            ProtocolName::Query => quote!(Query),
            ProtocolName::Ec2 => quote!(Ec2),
            ProtocolName::RestXml => quote!(RestXml),
            ProtocolName::Huaweicloud => quote!(Huaweicloud),
        };
        quote!(protocol: Some(rt::facts::Protocol::#name),)
    });
    quote! {
        /// What is stated of the service as a whole.
        pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
            provider: #provider,
            id: #id,
            #version
            #protocol
            #target_prefix
            #endpoint_prefix
            #signing_name
            ..rt::facts::ServiceFacts::NONE
        };
    }
}

/// The module of all operations, if there are any.
pub(super) fn module(context: &Context<'_>) -> Option<TokenStream> {
    let operations = context
        .spec
        .operations
        .iter()
        .zip(context.names.operations())
        .map(|(operation, names)| item(context, operation, &names.ty, &names.method));
    let module = quote! {
        /// The operations, each a type without fields.
        pub mod operation {
            use super::rt;
            #(#operations)*
        }
    };
    (!context.spec.operations.is_empty()).then_some(module)
}

fn item(context: &Context<'_>, operation: &Operation, name: &Ident, method: &Ident) -> TokenStream {
    let side = |shape: Option<_>| match shape {
        Some(id) => {
            let name = context.names.shape(id);
            quote!(super::#name)
        }
        None => quote!(()),
    };
    let members = |shape: Option<_>| shape.map_or(&[][..], |id| context.spec[id].kind.members());
    let (input, output) = (side(operation.input), side(operation.output));
    let wire = &operation.name;
    let http = operation.http.as_ref().map(http);
    let input_bindings = bindings(quote!(input), members(operation.input));
    let output_bindings = bindings(quote!(output), members(operation.output));
    let tokens: Vec<_> = members(operation.input)
        .iter()
        .filter(|member| member.idempotency_token)
        .map(|member| &member.name)
        .collect();
    let tokens = (!tokens.is_empty()).then(|| quote!(idempotency_tokens: &[#(#tokens),*],));
    let streams = members(operation.output)
        .iter()
        .any(|member| context.is_stream(&member.ty))
        .then(|| quote!(streams: true,));
    let inside = context.inside();
    let pages = Pages::of(&inside, operation).map(|pages| pages.items(&inside, name));
    let doc = format!("What [`Client::{method}`](super::Client::{method}) calls.");
    quote! {
        #[doc = #doc]
        pub struct #name;
        impl rt::Operation for #name {
            type Input = #input;
            type Output = #output;
            type Error = super::Error;
            const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
                name: #wire,
                service: &super::SERVICE,
                #http
                #input_bindings
                #output_bindings
                #tokens
                #streams
                ..rt::facts::OperationFacts::NONE
            };
        }
        #pages
    }
}

fn http(http: &Http) -> TokenStream {
    let Http { method, path, status } = http;
    let status = Literal::u16_unsuffixed(status.unwrap_or(0));
    quote! {
        http: Some(rt::facts::HttpFacts { method: #method, path: #path, status: #status }),
    }
}

/// The members that do not stand in the body under their own name.
fn bindings(side: TokenStream, members: &[Member]) -> Option<TokenStream> {
    let bindings: Vec<_> = members.iter().filter_map(binding).collect();
    (!bindings.is_empty()).then(|| quote!(#side: &[#(#bindings),*],))
}

fn binding(member: &Member) -> Option<TokenStream> {
    if member.location.is_none() && member.wire.is_none() && member.timestamp_format.is_none() {
        return None;
    }
    let name = &member.name;
    let wire = member.wire.as_ref().unwrap_or(name);
    let location = match member.location {
        None => quote!(Body),
        Some(Location::Path) => quote!(Path),
        Some(Location::Query) => quote!(Query),
        Some(Location::Header) => quote!(Header),
        Some(Location::Headers) => quote!(Headers),
        Some(Location::Status) => quote!(Status),
        Some(Location::Payload) => quote!(Payload),
    };
    let timestamp = match member.timestamp_format {
        None => quote!(None),
        Some(format) => {
            let format = match format {
                TimestampFormat::EpochSeconds => quote!(EpochSeconds),
                TimestampFormat::DateTime => quote!(DateTime),
                TimestampFormat::HttpDate => quote!(HttpDate),
            };
            quote!(Some(rt::facts::TimestampFormat::#format))
        }
    };
    Some(quote! {
        rt::facts::Binding {
            member: #name,
            wire: #wire,
            location: rt::facts::Location::#location,
            timestamp: #timestamp,
        }
    })
}
