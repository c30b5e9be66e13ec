//! What a spec states of the wire, as the runtime has it.

use doc_bindgen_runtime::endpoints::EndpointRule;
use doc_bindgen_runtime::facts;
use doc_bindgen_runtime::protocol::{self, Protocol};
use doc_bindgen_runtime::wire as rt;

use crate::spec::{
    Acceptor, Auth, Case, Endpoint, Location, Matcher, Member, Namespace, ProtocolName, Scalar,
    ShapeKind, Spec, State, TimestampFormat, Type, Wire,
};

pub(super) fn protocol(name: ProtocolName) -> &'static Protocol {
    match name {
        ProtocolName::RestJson => protocol::REST_JSON,
        ProtocolName::Json10 => protocol::JSON_1_0,
        ProtocolName::Json11 => protocol::JSON_1_1,
        ProtocolName::RpcV2Cbor => protocol::RPC_V2_CBOR,
        ProtocolName::Query => protocol::QUERY,
        ProtocolName::Ec2 => protocol::EC2,
        ProtocolName::RestXml => protocol::REST_XML,
        ProtocolName::Huaweicloud => protocol::HUAWEICLOUD,
    }
}

pub(super) fn auth(ways: &[Auth]) -> &'static [facts::Auth] {
    let way = |way: &Auth| match way {
        Auth::None => facts::Auth::None,
        Auth::SigV4 => facts::Auth::SigV4,
        Auth::SigV4a => facts::Auth::SigV4a,
        Auth::SigV2 => facts::Auth::SigV2,
        Auth::Bearer => facts::Auth::Bearer,
    };
    ways.iter().map(way).collect::<Vec<_>>().leak()
}

pub(super) fn endpoint(endpoint: &Endpoint) -> EndpointRule {
    let Endpoint { places, fips, dual_stack, host, signing_region } = endpoint;
    EndpointRule {
        places: places.iter().map(|place| forever(place)).collect::<Vec<_>>().leak(),
        fips: *fips,
        dual_stack: *dual_stack,
        host: forever(host.as_deref().unwrap_or_default()),
        signing_region: signing_region.as_deref().map(forever),
    }
}

pub(super) fn case(case: Option<Case>) -> rt::Case {
    match case {
        Some(Case::LowerFirst) => rt::Case::LowerFirst,
        None => rt::Case::Same,
    }
}

pub(super) fn namespace(uri: &str, prefix: Option<&str>) -> rt::Namespace {
    rt::Namespace { uri: forever(uri), prefix: prefix.map(forever) }
}

/// What is stated of a member, if anything is that is not the protocol's own rule.
pub(super) fn member(
    spec: &Spec,
    case: Option<Case>,
    place: usize,
    member: &Member,
) -> Option<rt::Wire> {
    let mut stated = wire(&member.wire);
    let rule = case.map_or(member.name.as_str().into(), |case| case.write(&member.name));
    // The outermost element of XML is called as its type is, unless a name is stated.
    let is_body = stated.location == rt::Location::Payload;
    stated.name = stated.name.filter(|name| is_body || *name != rule);
    stated.raw = stated.location == rt::Location::Payload && is_raw(spec, &member.ty);
    stated.token = member.idempotency_token;
    let is_stated = stated != rt::Wire::NONE;
    is_stated.then(|| rt::Wire { place: u16::try_from(place).unwrap_or(u16::MAX), ..stated })
}

/// Whether a member that is a whole body is one as it is.
fn is_raw(spec: &Spec, ty: &Type) -> bool {
    match ty {
        Type::Scalar(Scalar::Document) | Type::List(_) | Type::Map(..) => false,
        Type::Scalar(_) => true,
        Type::Shape(id) => matches!(spec[*id].kind, ShapeKind::Enum(_)),
    }
}

fn wire(stated: &Wire) -> rt::Wire {
    let Wire {
        location,
        name,
        query_name,
        timestamp_format,
        flattened,
        attribute,
        namespace: space,
        json,
        sensitive,
        element,
        key,
    } = stated;
    let text = |text: &Option<Box<str>>| text.as_deref().map(forever);
    let inside = |stated: &Option<Box<Wire>>| -> Option<&'static rt::Wire> {
        stated.as_ref().map(|stated| &*Box::leak(Box::new(wire(stated))))
    };
    rt::Wire {
        location: match location {
            None => rt::Location::Body,
            Some(Location::Path) => rt::Location::Path,
            Some(Location::Query) => rt::Location::Query,
            Some(Location::Header) => rt::Location::Header,
            Some(Location::Headers) => rt::Location::Headers,
            Some(Location::Status) => rt::Location::Status,
            Some(Location::Payload) => rt::Location::Payload,
        },
        name: text(name),
        query_name: text(query_name),
        timestamp: timestamp_format.map(|format| match format {
            TimestampFormat::EpochSeconds => rt::TimestampFormat::EpochSeconds,
            TimestampFormat::DateTime => rt::TimestampFormat::DateTime,
            TimestampFormat::HttpDate => rt::TimestampFormat::HttpDate,
        }),
        flattened: *flattened,
        attribute: *attribute,
        namespace: space.as_ref().and_then(|Namespace { uri, prefix }| {
            Some(namespace(uri.as_deref()?, prefix.as_deref()))
        }),
        json: *json,
        sensitive: *sensitive,
        element: inside(element),
        key: inside(key),
        ..rt::Wire::NONE
    }
}

/// What a waiter makes of an answer; one that is not whole is none.
pub(super) fn acceptor(acceptor: &Acceptor) -> Option<facts::Acceptor> {
    let Acceptor { state, matcher, argument, expected } = acceptor;
    Some(facts::Acceptor {
        state: match (*state)? {
            State::Success => facts::AcceptorState::Success,
            State::Failure => facts::AcceptorState::Failure,
            State::Retry => facts::AcceptorState::Retry,
        },
        matcher: match (*matcher)? {
            Matcher::Path => facts::Matcher::Path,
            Matcher::PathAll => facts::Matcher::PathAll,
            Matcher::PathAny => facts::Matcher::PathAny,
            Matcher::Status => facts::Matcher::Status,
            Matcher::Error => facts::Matcher::Error,
        },
        argument: forever(argument.as_deref().unwrap_or_default()),
        expected: forever(expected.as_deref()?),
    })
}

/// Text that lives as long as the program, as what emitted code says of types does.
pub(super) fn forever(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
