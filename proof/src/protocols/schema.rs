//! The shapes of a botocore model as types of the runtime, made while the program runs.

use std::collections::HashMap;

use doc_bindgen_runtime::dynamic::{DynamicOperation, Kind, Stated, Structure};
use doc_bindgen_runtime::facts::{ErrorFacts, HttpFacts, OperationFacts, ServiceFacts, Streamed};
use doc_bindgen_runtime::protocol::{self, Protocol};
use doc_bindgen_runtime::wire::{Location, Namespace, TimestampFormat, Wire};
use serde_json::{Map, Value};

/// The shapes of a model, as far as they were asked for.
pub struct Schema<'a> {
    shapes: &'a Map<String, Value>,
    structures: HashMap<&'a str, &'static Structure>,
}

impl<'a> Schema<'a> {
    pub fn new(shapes: &'a Map<String, Value>) -> Self {
        Schema { shapes, structures: HashMap::new() }
    }

    /// An operation as `service-2.json` and the protocol tests have it.
    pub fn operation(
        &mut self,
        service: &'static ServiceFacts,
        given: &'a Value,
    ) -> Result<DynamicOperation, String> {
        let shape = |key: &str| given.get(key).and_then(|it| text(it, "shape"));
        let (input, output) = (shape("input"), shape("output"));
        let http = given.get("http").and_then(|http| {
            Some(HttpFacts {
                method: forever(text(http, "method")?),
                path: forever(text(http, "requestUri")?),
                status: http.get("responseCode").and_then(Value::as_u64).unwrap_or(0) as u16,
            })
        });
        let prefix = given.get("endpoint").and_then(|it| text(it, "hostPrefix"));
        let facts = OperationFacts {
            name: forever(text(given, "name").ok_or("an operation without a name")?),
            service,
            http,
            host_prefix: prefix.map(forever),
            input_stream: input.and_then(|name| self.streamed(name)),
            output_stream: output.and_then(|name| self.streamed(name)),
            ..OperationFacts::NONE
        };
        let mut errors = Vec::new();
        let mut error_types = Vec::new();
        for error in given.get("errors").and_then(Value::as_array).into_iter().flatten() {
            let Some(name) = text(error, "shape") else { continue };
            let stated = self.shapes.get(name).and_then(|shape| shape.get("error"));
            let code = stated.and_then(|stated| text(stated, "code"));
            errors.push(ErrorFacts {
                name: forever(name),
                code: code.filter(|code| *code != name).map(forever),
                ..ErrorFacts::NONE
            });
            error_types.push(self.structure(name)?);
        }
        Ok(DynamicOperation {
            facts: Box::leak(Box::new(facts)),
            input: input.map(|name| self.rooted(name, given.get("input"))).transpose()?,
            output: output.map(|name| self.structure(name)).transpose()?,
            errors: Box::leak(errors.into_boxed_slice()),
            error_types: error_types.leak(),
        })
    }

    fn shape(&self, name: &str) -> Result<&'a Value, String> {
        self.shapes.get(name).ok_or_else(|| format!("there is no shape `{name}`"))
    }

    /// Whether a structure has a member that comes or goes bit by bit.
    fn streamed(&self, name: &str) -> Option<Streamed> {
        let members = self.shapes.get(name)?.get("members")?.as_object()?;
        members.values().find_map(|member| {
            let target = self.shapes.get(text(member, "shape")?)?;
            if is(target, "eventstream") {
                return Some(Streamed::Events);
            }
            (is(target, "streaming") || is(member, "streaming")).then_some(Streamed::Bytes)
        })
    }

    /// A structure, union or the events of a stream.
    pub fn structure(&mut self, name: &'a str) -> Result<&'static Structure, String> {
        self.rooted(name, None)
    }

    /// The same, with what a reference to it states of the outermost element.
    fn rooted(
        &mut self,
        name: &'a str,
        reference: Option<&'a Value>,
    ) -> Result<&'static Structure, String> {
        if let Some(structure) = self.structures.get(name) {
            return Ok(structure);
        }
        let shape = self.shape(name)?;
        let structure = Structure::named(name);
        self.structures.insert(name, structure);
        let payload = text(shape, "payload");
        let mut members = Vec::new();
        let mut wires = Vec::new();
        let listed = shape.get("members").and_then(Value::as_object);
        for (place, (member, reference)) in listed.into_iter().flatten().enumerate() {
            members.push((member.as_str(), self.kind(reference)?));
            let mut wire = self.wire(reference)?;
            wire.place = place as u16;
            if payload == Some(member) {
                wire.location = Location::Payload;
                wire.raw =
                    matches!(self.kind(reference)?, Kind::String | Kind::Blob | Kind::Stream);
            }
            if wire != (Wire { place: wire.place, ..Wire::NONE }) {
                wires.push(wire);
            }
        }
        let stated = |value: &'a Value| (text(value, "locationName"), namespace(value));
        let (name, of) = reference.map_or((None, None), stated);
        let (own_name, own) = stated(shape);
        let root =
            Wire { name: name.or(own_name).map(forever), namespace: of.or(own), ..Wire::NONE };
        let root = (root != Wire::NONE).then(|| &*Box::leak(Box::new(root)));
        structure.define(members, Stated { wire: wires, root, ..Stated::default() });
        Ok(structure)
    }

    fn kind(&mut self, reference: &'a Value) -> Result<Kind, String> {
        let name = text(reference, "shape").ok_or("a member without a shape")?;
        let shape = self.shape(name)?;
        let of = |schema: &mut Self, key: &str| -> Result<&'static Kind, String> {
            let inner = shape.get(key).ok_or_else(|| format!("`{name}` has no `{key}`"))?;
            Ok(Box::leak(Box::new(schema.kind(inner)?)))
        };
        Ok(match text(shape, "type").unwrap_or_default() {
            "boolean" => Kind::Boolean,
            "integer" | "long" | "short" | "byte" => Kind::Integer,
            "float" => Kind::Float,
            "double" => Kind::Double,
            "timestamp" => Kind::Timestamp,
            "blob" if is(shape, "streaming") || is(reference, "streaming") => Kind::Stream,
            "blob" => Kind::Blob,
            "list" => Kind::List(of(self, "member")?),
            "map" => Kind::Map(of(self, "value")?),
            "structure" if is(shape, "document") => Kind::Document,
            "structure" if is(shape, "eventstream") => Kind::Events(self.structure(name)?),
            "structure" if is(shape, "union") => Kind::Union(self.structure(name)?),
            "structure" => Kind::Structure(self.structure(name)?),
            _ => Kind::String,
        })
    }

    /// What a reference and the shape that it refers to state of the wire.
    fn wire(&mut self, reference: &'a Value) -> Result<Wire, String> {
        let name = text(reference, "shape").ok_or("a member without a shape")?;
        let shape = self.shape(name)?;
        let either = |key: &str| text(reference, key).or_else(|| text(shape, key));
        let flag = |key: &str| is(reference, key) || is(shape, key);
        let location = match text(reference, "location") {
            Some("uri") => Location::Path,
            Some("querystring") => Location::Query,
            Some("header") => Location::Header,
            Some("headers") => Location::Headers,
            Some("statusCode") => Location::Status,
            _ if is(reference, "eventheader") => Location::Header,
            _ if is(reference, "eventpayload") => Location::Payload,
            _ => Location::Body,
        };
        let timestamp = match either("timestampFormat") {
            Some("iso8601") => Some(TimestampFormat::DateTime),
            Some("rfc822") => Some(TimestampFormat::HttpDate),
            Some(_) => Some(TimestampFormat::EpochSeconds),
            None => None,
        };
        let inner = |schema: &mut Self, key: &str| -> Result<Option<&'static Wire>, String> {
            let Some(reference) = shape.get(key) else { return Ok(None) };
            let wire = schema.wire(reference)?;
            Ok((wire != Wire::NONE).then(|| &*Box::leak(Box::new(wire))))
        };
        let is_map = text(shape, "type") == Some("map");
        Ok(Wire {
            location,
            // What is stated of a list is of all members that are one; of a structure, it is what it is
            // called as a whole body.
            name: match text(shape, "type") {
                Some("structure") => text(reference, "locationName"),
                _ => either("locationName"),
            }
            .map(forever),
            query_name: text(reference, "queryName").map(forever),
            timestamp,
            flattened: flag("flattened"),
            attribute: flag("xmlAttribute"),
            namespace: namespace(reference).or_else(|| namespace(shape)),
            json: flag("jsonvalue"),
            token: flag("idempotencyToken"),
            element: inner(self, if is_map { "value" } else { "member" })?,
            key: inner(self, "key")?,
            ..Wire::NONE
        })
    }
}

/// What is so for all operations of a model.
pub fn service(metadata: &Value) -> Result<&'static ServiceFacts, String> {
    let of = |key: &str| text(metadata, key).map(forever);
    Ok(Box::leak(Box::new(ServiceFacts {
        provider: "aws",
        id: of("endpointPrefix").unwrap_or("protocol-tests"),
        version: of("apiVersion"),
        protocol: Some(spoken(metadata)?),
        target_prefix: of("targetPrefix"),
        query_compatible: metadata.get("awsQueryCompatible").is_some(),
        ..ServiceFacts::NONE
    })))
}

fn spoken(metadata: &Value) -> Result<&'static Protocol, String> {
    let version = text(metadata, "jsonVersion");
    Ok(match text(metadata, "protocol").unwrap_or_default() {
        "json" if version == Some("1.0") => protocol::JSON_1_0,
        "json" => protocol::JSON_1_1,
        "rest-json" => protocol::REST_JSON,
        "rest-xml" => protocol::REST_XML,
        "query" => protocol::QUERY,
        "ec2" => protocol::EC2,
        "smithy-rpc-v2-cbor" => protocol::RPC_V2_CBOR,
        other => return Err(format!("`{other}` is no protocol that is spoken here")),
    })
}

fn namespace(shape: &Value) -> Option<Namespace> {
    let stated = shape.get("xmlNamespace")?;
    let uri = stated.as_str().or_else(|| text(stated, "uri"))?;
    Some(Namespace { uri: forever(uri), prefix: text(stated, "prefix").map(forever) })
}

pub fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

fn is(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// Text that lives as long as the program, as what emitted code says of types does.
fn forever(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}
