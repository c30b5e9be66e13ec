//! What a model of botocore says of the wire, as keys of the spec.

use std::collections::BTreeMap;

use doc_bindgen::spec::{
    Acceptor, Auth, Case, Location, Matcher, Namespace, Protocol, ProtocolName, Retry, Sending,
    State, TimestampFormat, Wire,
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::endpoints::rules::Answer;

/// A service, as `models.py` wrote it down.
#[derive(Deserialize)]
pub struct Model {
    pub service: String,
    protocol: String,
    metadata: Value,
    pub operations: BTreeMap<String, Value>,
    pub shapes: Map<String, Value>,
    pub waiters: BTreeMap<String, Value>,
    pub paginators: BTreeMap<String, Value>,
    pub answers: Vec<Answer>,
}

impl Model {
    /// How the service is spoken to.
    pub fn protocol(&self) -> Result<Protocol, String> {
        let of = |key: &str| text(&self.metadata, key).map(str::to_owned);
        let prefix = of("endpointPrefix");
        Ok(Protocol {
            name: Some(self.spoken()?),
            target_prefix: of("targetPrefix"),
            signing_name: of("signingName").or_else(|| prefix.clone()),
            endpoint_prefix: prefix,
            service_id: of("serviceId"),
            auth: self.auth(),
            query_compatible: self.metadata.get("awsQueryCompatible").is_some(),
            ..Protocol::default()
        })
    }

    /// The protocol.
    pub fn spoken(&self) -> Result<ProtocolName, String> {
        let version = text(&self.metadata, "jsonVersion");
        Ok(match &*self.protocol {
            "json" if version == Some("1.0") => ProtocolName::Json10,
            "json" => ProtocolName::Json11,
            "rest-json" => ProtocolName::RestJson,
            "rest-xml" => ProtocolName::RestXml,
            "query" => ProtocolName::Query,
            "ec2" => ProtocolName::Ec2,
            "smithy-rpc-v2-cbor" => ProtocolName::RpcV2Cbor,
            other => return Err(format!("`{other}` is no protocol that is known")),
        })
    }

    /// The ways to sign, the best first; none where it is the usual one.
    fn auth(&self) -> Vec<Auth> {
        let ways = match text(&self.metadata, "signatureVersion") {
            Some("v2") => vec![Auth::SigV2],
            Some("bearer") => vec![Auth::Bearer],
            _ => ways(&self.metadata),
        };
        if ways == [Auth::SigV4] { Vec::new() } else { ways }
    }

    /// How the requests of an operation are sent besides.
    pub fn sending(&self, operation: &Value) -> Sending {
        let own = operation.get("httpChecksum");
        let asks = own.is_some_and(|it| is(it, "requestChecksumRequired"));
        Sending {
            host_prefix: operation
                .get("endpoint")
                .and_then(|it| text(it, "hostPrefix"))
                .map(Into::into),
            auth: match text(operation, "authtype") {
                Some("none") => vec![Auth::None],
                _ => ways(operation),
            },
            unsigned_body: is(operation, "unsignedPayload")
                || text(operation, "authtype") == Some("v4-unsigned-body"),
            checksum: is(operation, "httpChecksumRequired") || asks,
        }
    }

    /// A shape.
    pub fn shape(&self, name: &str) -> Result<&Value, String> {
        self.shapes.get(name).ok_or_else(|| format!("{}: no shape `{name}`", self.service))
    }

    /// The shape that a reference is to.
    pub fn target<'a>(&'a self, reference: &'a Value) -> Result<(&'a str, &'a Value), String> {
        let name = text(reference, "shape").ok_or("a reference without a shape")?;
        Ok((name, self.shape(name)?))
    }

    /// What a member is on the wire, beyond the protocol's rules. The name is always there.
    pub fn wire(
        &self,
        member: &str,
        reference: &Value,
        spoken: ProtocolName,
    ) -> Result<Wire, String> {
        let mut wire = self.within(reference, spoken, None, 0)?;
        if wire.name.is_none() {
            wire.name = Some(member.into());
        }
        Ok(wire)
    }

    /// The same of what a reference is to, without a name of its own.
    fn within(
        &self,
        reference: &Value,
        spoken: ProtocolName,
        around: Option<Location>,
        depth: u32,
    ) -> Result<Wire, String> {
        let (_, shape) = self.target(reference)?;
        let kind = text(shape, "type").unwrap_or_default();
        let either = |key: &str| text(reference, key).or_else(|| text(shape, key));
        let flag = |key: &str| is(reference, key) || is(shape, key);
        let is_xml =
            matches!(spoken, ProtocolName::Query | ProtocolName::Ec2 | ProtocolName::RestXml);
        let location = match text(reference, "location") {
            Some("uri") => Some(Location::Path),
            Some("querystring") => Some(Location::Query),
            Some("header") => Some(Location::Header),
            Some("headers") => Some(Location::Headers),
            Some("statusCode") => Some(Location::Status),
            _ if is(reference, "eventheader") => Some(Location::Header),
            _ if is(reference, "eventpayload") => Some(Location::Payload),
            _ => None,
        };
        let name = match kind {
            "structure" => text(reference, "locationName"),
            _ => either("locationName"),
        };
        let mut wire = Wire {
            location,
            name: name.map(Into::into),
            query_name: text(reference, "queryName").map(Into::into),
            timestamp_format: match kind {
                "timestamp" => timestamp(either("timestampFormat"), location.or(around), spoken),
                _ => None,
            },
            json: flag("jsonvalue"),
            sensitive: flag("sensitive"),
            ..Wire::default()
        };
        if is_xml {
            wire.flattened = flag("flattened");
            wire.attribute = flag("xmlAttribute");
            wire.namespace = namespace(reference).or_else(|| namespace(shape));
        }
        // A list that holds itself has no end.
        if depth > 8 {
            return Ok(wire);
        }
        let (element, key) = match kind {
            "list" => (shape.get("member"), None),
            "map" => (shape.get("value"), shape.get("key")),
            _ => (None, None),
        };
        let usual = match kind {
            "list" if spoken == ProtocolName::Ec2 => None,
            "list" => Some("member"),
            _ => Some("value"),
        };
        for (place, reference, usual) in
            [(&mut wire.element, element, usual), (&mut wire.key, key, Some("key"))]
        {
            let Some(reference) = reference else { continue };
            let mut inner = self.within(reference, spoken, location.or(around), depth + 1)?;
            if !is_xml || usual.is_none() || inner.name.as_deref() == usual {
                inner.name = None;
            }
            if !inner.is_empty() {
                *place = Some(Box::new(inner));
            }
        }
        Ok(wire)
    }

    /// The type that a member has in a spec, if there are no structures in it.
    pub fn plain_type(&self, reference: &Value) -> Result<Option<String>, String> {
        let (_, shape) = self.target(reference)?;
        let inner = |key: &str| match shape.get(key) {
            Some(inner) => self.plain_type(inner),
            None => Ok(None),
        };
        Ok(match text(shape, "type").unwrap_or_default() {
            "structure" => None,
            "list" => inner("member")?.map(|it| format!("list<{it}>")),
            "map" => inner("value")?.map(|it| format!("map<string, {it}>")),
            "integer" | "long" | "short" | "byte" => Some("integer".into()),
            "blob" if is(shape, "streaming") || is(reference, "streaming") => Some("stream".into()),
            "character" | "string" => Some("string".into()),
            other => Some(other.into()),
        })
    }

    /// What is stated of an error that is not its name.
    pub fn error(&self, name: &str) -> Result<(Option<String>, Option<Retry>), String> {
        let shape = self.shape(name)?;
        let stated = shape.get("error");
        let code = stated.and_then(|stated| text(stated, "code"));
        let is_told = |code: &&str| {
            let ends = ["Exception", "Fault"];
            *code == name || ends.iter().any(|end| name.strip_suffix(end) == Some(*code))
        };
        let code = code.filter(|code| !is_told(code)).map(str::to_owned);
        let retry = shape.get("retryable").map(|retryable| match is(retryable, "throttling") {
            true => Retry::Throttling,
            false => Retry::Transient,
        });
        Ok((code, retry))
    }
}

/// When a waiter is done.
pub fn acceptors(waiter: &Value) -> Result<Vec<Acceptor>, String> {
    let listed = waiter.get("acceptors").and_then(Value::as_array);
    let of = |acceptor: &Value| {
        Ok(Acceptor {
            state: match text(acceptor, "state") {
                Some("success") => Some(State::Success),
                Some("failure") => Some(State::Failure),
                Some("retry") => Some(State::Retry),
                other => return Err(format!("a state {other:?}")),
            },
            matcher: match text(acceptor, "matcher") {
                Some("path") => Some(Matcher::Path),
                Some("pathAll") => Some(Matcher::PathAll),
                Some("pathAny") => Some(Matcher::PathAny),
                Some("status") => Some(Matcher::Status),
                Some("error") => Some(Matcher::Error),
                other => return Err(format!("a matcher {other:?}")),
            },
            argument: text(acceptor, "argument").map(Into::into),
            expected: acceptor.get("expected").map(|it| match it {
                Value::String(text) => text.as_str().into(),
                other => other.to_string().into(),
            }),
        })
    };
    listed.into_iter().flatten().map(of).collect()
}

/// The ways to sign that are listed.
fn ways(stated: &Value) -> Vec<Auth> {
    let listed = stated.get("auth").and_then(Value::as_array).into_iter().flatten();
    let way = |name: &Value| match name.as_str().unwrap_or_default() {
        "aws.auth#sigv4" => Some(Auth::SigV4),
        "aws.auth#sigv4a" => Some(Auth::SigV4a),
        "smithy.api#httpBearerAuth" => Some(Auth::Bearer),
        "smithy.api#noAuth" => Some(Auth::None),
        _ => None,
    };
    listed.filter_map(way).collect()
}

/// How a timestamp is written, where that is not how the protocol writes them there.
fn timestamp(
    stated: Option<&str>,
    location: Option<Location>,
    spoken: ProtocolName,
) -> Option<TimestampFormat> {
    let stated = match stated? {
        "iso8601" => TimestampFormat::DateTime,
        "rfc822" => TimestampFormat::HttpDate,
        _ => TimestampFormat::EpochSeconds,
    };
    let usual = match (location, spoken) {
        (Some(Location::Header | Location::Headers), _) => TimestampFormat::HttpDate,
        (Some(Location::Path | Location::Query), _) => TimestampFormat::DateTime,
        (_, ProtocolName::Query | ProtocolName::Ec2 | ProtocolName::RestXml) => {
            TimestampFormat::DateTime
        }
        // CBOR has a timestamp of its own.
        (_, ProtocolName::RpcV2Cbor) => return None,
        _ => TimestampFormat::EpochSeconds,
    };
    (stated != usual).then_some(stated)
}

/// The namespace of an element.
pub fn namespace(stated: &Value) -> Option<Namespace> {
    let stated = stated.get("xmlNamespace")?;
    let uri = stated.as_str().or_else(|| text(stated, "uri"))?;
    Some(Namespace { uri: Some(uri.into()), prefix: text(stated, "prefix").map(Into::into) })
}

/// What a member is called on the wire by itself.
pub fn usual_name(member: &str, case: Option<Case>) -> String {
    case.map_or(member.into(), |case| case.write(member)).into_owned()
}

pub fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

pub fn is(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}
