//! An operation: a type without values, and what is stated of it as data.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Context;
use super::pagination::Pages;
use crate::spec::{
    Auth, Case, Endpoint, Http, Operation, Protocol, ProtocolName, Sending, ShapeId,
};

/// What is the same for all operations of the service.
pub(super) fn service(context: &Context<'_>) -> TokenStream {
    let spec = context.spec;
    let (provider, id) = (spec.provider.as_str(), spec.service.as_str());
    let Protocol {
        name,
        target_prefix,
        endpoint_prefix,
        signing_name,
        service_id,
        auth,
        wire_case,
        xml_namespace,
        query_compatible,
        endpoints,
    } = spec.protocol.clone().unwrap_or_default();
    let text = |field: TokenStream, value: &Option<String>| {
        value.as_ref().map(|value| quote!(#field: Some(#value),))
    };
    let version = text(quote!(version), &spec.version);
    let target_prefix = text(quote!(target_prefix), &target_prefix);
    let endpoint_prefix = text(quote!(endpoint_prefix), &endpoint_prefix);
    let signing_name = text(quote!(signing_name), &signing_name);
    let service_id = text(quote!(service_id), &service_id);
    let auth = self::auth(&auth);
    let wire_case =
        wire_case.map(|Case::LowerFirst| quote!(wire_case: rt::wire::Case::LowerFirst,));
    let xml_namespace = xml_namespace
        .map(|uri| quote!(xml_namespace: Some(rt::wire::Namespace { uri: #uri, prefix: None }),));
    let query_compatible = query_compatible.then(|| quote!(query_compatible: true,));
    let rules = endpoints.iter().map(endpoint);
    let endpoints = (!endpoints.is_empty()).then(|| quote!(endpoints: &[#(#rules),*],));
    let protocol = name.map(|name| {
        let name = match name {
            ProtocolName::RestJson => quote!(REST_JSON),
            ProtocolName::Json10 => quote!(JSON_1_0),
            ProtocolName::Json11 => quote!(JSON_1_1),
            ProtocolName::RpcV2Cbor => quote!(RPC_V2_CBOR),
            ProtocolName::Query => quote!(QUERY),
            ProtocolName::Ec2 => quote!(EC2),
            ProtocolName::RestXml => quote!(REST_XML),
            ProtocolName::Huaweicloud => quote!(HUAWEICLOUD),
        };
        quote!(protocol: Some(rt::protocol::#name),)
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
            #service_id
            #auth
            #wire_case
            #xml_namespace
            #query_compatible
            #endpoints
            ..rt::facts::ServiceFacts::NONE
        };
    }
}

fn endpoint(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { places, fips, dual_stack, host, signing_region } = endpoint;
    let host = host.as_deref().unwrap_or_default();
    let places = (!places.is_empty()).then(|| quote!(places: &[#(#places),*],));
    let fips = fips.map(|fips| quote!(fips: Some(#fips),));
    let dual_stack = dual_stack.map(|dual_stack| quote!(dual_stack: Some(#dual_stack),));
    let signing_region =
        signing_region.as_deref().map(|region| quote!(signing_region: Some(#region),));
    quote! {
        rt::endpoints::EndpointRule {
            #places
            #fips
            #dual_stack
            host: #host,
            #signing_region
            ..rt::endpoints::EndpointRule::NONE
        }
    }
}

fn auth(ways: &[Auth]) -> Option<TokenStream> {
    let found = ways.iter().map(|way| {
        let way = match way {
            Auth::None => quote!(None),
            Auth::SigV4 => quote!(SigV4),
            Auth::SigV4a => quote!(SigV4a),
            Auth::SigV2 => quote!(SigV2),
            Auth::Bearer => quote!(Bearer),
        };
        quote!(rt::facts::Auth::#way)
    });
    (!ways.is_empty()).then(|| quote!(auth: &[#(#found),*],))
}

/// How an operation's requests are sent beside their place in HTTP.
fn sending(sending: &Sending) -> TokenStream {
    let Sending { host_prefix, auth, unsigned_body, checksum } = sending;
    let host_prefix = host_prefix.as_deref().map(|it| quote!(host_prefix: Some(#it),));
    let auth = self::auth(auth);
    let unsigned_body = unsigned_body.then(|| quote!(unsigned_body: true,));
    let checksum = checksum.then(|| quote!(checksum: true,));
    quote!(#host_prefix #auth #unsigned_body #checksum)
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
        /// The operations, each a type without values.
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
    let (input, output) = (side(operation.input), side(operation.output));
    let wire = &operation.name;
    let http = operation.http.as_ref().map(http);
    let sending = sending(&operation.sending);
    let input_stream = stream(context, quote!(input_stream), operation.input);
    let output_stream = stream(context, quote!(output_stream), operation.output);
    let inside = context.inside();
    let pages = Pages::of(&inside, operation).map(|pages| pages.items(&inside, name));
    let doc = format!("What [`Client::{method}`](super::Client::{method}) calls.");
    quote! {
        #[doc = #doc]
        pub enum #name {}
        impl rt::Operation for #name {
            type Input = #input;
            type Output = #output;
            type Error = super::Error;
            const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
                name: #wire,
                service: &super::SERVICE,
                #http
                #sending
                #input_stream
                #output_stream
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

/// What comes or goes bit by bit on that side, if anything does.
fn stream(context: &Context<'_>, side: TokenStream, shape: Option<ShapeId>) -> Option<TokenStream> {
    let members = context.spec[shape?].kind.members();
    let streamed = members.iter().find_map(|member| context.streamed(&member.ty))?;
    Some(quote!(#side: Some(rt::facts::Streamed::#streamed),))
}
