//! A spec held against the model that both its documentations were made from: what the API Reference
//! states and boto3 does not, and what is in neither.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Display};

use doc_bindgen::spec::{
    Length, Location, Member, Range, Scalar, ShapeId, ShapeKind, Spec, TimestampFormat, Type,
};

use super::kind::Kind;
use super::said::{says_something, show};
use crate::pages::model::{Model, Operation, Reference, Shape};
use crate::pages::service::{Protocol, Service};

/// What was found of a service.
pub struct Held<'a> {
    spec: &'a Spec,
    model: &'a Model,
    service: Service<'a>,
    /// How many facts are as the model has them.
    pub right: BTreeMap<Kind, usize>,
    /// The places that are not, with what is there.
    pub differences: BTreeMap<(Kind, String), String>,
    /// Members that the syntax of some operation shows: it shows nothing of what is in a union.
    shown: BTreeSet<(&'a str, &'a str)>,
    /// Pairs of a shape of the spec and one of the model that have been looked at.
    met: BTreeSet<(ShapeId, &'a str, bool)>,
}

impl<'a> Held<'a> {
    pub fn new(spec: &'a Spec, id: &str, model: &'a Model) -> Self {
        let service = Service::new(id, model);
        let (right, differences, met) = Default::default();
        let mut shown = BTreeSet::new();
        for operation in model.operations.values() {
            for side in [&operation.input, &operation.output].into_iter().flatten() {
                show(model, &side.shape, true, &mut shown);
            }
        }
        Held { spec, model, service, right, differences, shown, met }
    }

    /// Holds all operations.
    pub fn all(&mut self) {
        let (spec, model) = (self.spec, self.model);
        self.namespace();
        for (name, operation) in &model.operations {
            let Some(found) = spec.operation(name) else {
                self.differ(Kind::Operation, name, "is not there");
                continue;
            };
            self.right(Kind::Operation);
            self.http(name, found, operation);
            let sides = [
                ("input", found.input, &operation.input, true),
                ("output", found.output, &operation.output, false),
            ];
            for (side, id, reference, asked) in sides {
                let place = format!("{name}.{side}");
                match (id, reference) {
                    (Some(id), Some(reference)) => {
                        self.members(&place, id, &reference.shape, (asked, true));
                    }
                    (None, Some(reference)) => {
                        let shape = model.shape(&reference.shape);
                        for (member, _) in &shape.members.0 {
                            self.differ(Kind::Missing, format!("{place}.{member}"), "is not there");
                        }
                    }
                    _ => {}
                }
            }
            let errors: BTreeSet<&str> = found.errors.iter().map(|id| &*spec[*id].name).collect();
            for error in &operation.errors {
                let shape = model.shape(&error.shape);
                if !errors.contains(&*error.shape) {
                    self.differ(Kind::Error, format!("{name}.{}", error.shape), "is not there");
                    continue;
                }
                self.right(Kind::Error);
                let status = shape.error.as_ref().and_then(|error| error.http_status_code);
                if let Some(id) = spec.shape(&error.shape)
                    && let ShapeKind::Error(found) = &spec[id].kind
                    && self.met.insert((id, &error.shape, false))
                    && self.service.protocol() != Protocol::Ec2
                {
                    let status = Some(status.unwrap_or(if shape.fault { 500 } else { 400 }));
                    self.hold(Kind::Status, &error.shape, &found.status, &status);
                }
            }
        }
    }

    fn right(&mut self, kind: Kind) {
        *self.right.entry(kind).or_default() += 1;
    }

    fn differ(&mut self, kind: Kind, place: impl Into<String>, what: impl Display) {
        self.differences.insert((kind, place.into()), what.to_string());
    }

    pub(super) fn hold<T: PartialEq + Debug>(
        &mut self,
        kind: Kind,
        place: &str,
        found: &T,
        wanted: &T,
    ) {
        if found == wanted {
            self.right(kind);
        } else {
            self.differ(kind, place, format!("{found:?}, should be {wanted:?}"));
        }
    }

    pub(super) fn protocol(&self) -> Protocol {
        self.service.protocol()
    }

    /// Whether pages name a shape: one that is a structure.
    pub(super) fn is_named(&self, shape: &str) -> bool {
        let shape = self.model.shape(shape);
        shape.kind == "structure" && !shape.document
    }

    /// Holds the namespace that requests in XML have.
    fn namespace(&mut self) {
        let inputs = self.model.operations.values().filter_map(|it| it.input.as_ref());
        let mut stated = inputs.filter_map(|it| it.xml_namespace.as_ref());
        let Some(wanted) = stated.next().filter(|_| self.protocol() == Protocol::RestXml) else {
            return;
        };
        let protocol = self.spec.protocol.as_ref();
        let found = protocol.and_then(|it| it.xml_namespace.as_deref());
        self.hold(Kind::Namespace, "requests", &found, &Some(&*wanted.uri));
    }

    fn is_rest(&self) -> bool {
        matches!(self.service.protocol(), Protocol::RestJson | Protocol::RestXml)
    }

    fn http(&mut self, name: &str, found: &doc_bindgen::spec::Operation, operation: &Operation) {
        if !self.is_rest() {
            return;
        }
        let Some(http) = &found.http else {
            return self.differ(Kind::Http, name, "is not there");
        };
        self.hold(Kind::Http, &format!("{name} method"), &http.method, &operation.http.method);
        // Whether a label takes slashes is not shown where JSON is spoken; what is built in says it.
        let path = match self.service.protocol() {
            Protocol::RestJson => operation.http.request_uri.replace("+}", "}"),
            _ => operation.http.request_uri.clone(),
        };
        self.hold(Kind::Http, &format!("{name} path"), &http.path, &path);
        let is_told = !operation.output.as_ref().is_some_and(|output| {
            let members = &self.model.shape(&output.shape).members.0;
            members.iter().any(|(_, it)| it.location.as_deref() == Some("statusCode"))
        });
        if is_told {
            let status = Some(operation.http.response_code.unwrap_or(200));
            self.hold(Kind::Http, &format!("{name} status"), &http.status, &status);
        }
    }

    /// The member of the spec that is one of the model's.
    fn find(&self, members: &'a [Member], name: &str, reference: &Reference) -> Option<&'a Member> {
        let by_name = members.iter().find(|member| member.name == name);
        by_name.or_else(|| {
            let wire = reference.location_name.as_deref().unwrap_or(name);
            members.iter().find(|member| member.wire.name.as_deref() == Some(wire))
        })
    }

    /// Holds the members of a shape of the spec against those of the model's.
    fn members(&mut self, place: &str, id: ShapeId, name: &'a str, (asked, top): (bool, bool)) {
        if !self.met.insert((id, name, asked)) {
            return;
        }
        let spec = self.spec;
        let (owner, shape) = (name, self.model.shape(name));
        let members = spec[id].kind.members();
        for (name, reference) in &shape.members.0 {
            let place = format!("{place}.{name}");
            match self.find(members, name, reference) {
                Some(member) => {
                    self.right(Kind::Missing);
                    let owner = (owner, shape);
                    self.member(&place, member, owner, (name, reference), (asked, top));
                }
                None => self.differ(Kind::Missing, place, "is not there"),
            }
        }
    }

    fn member(
        &mut self,
        place: &str,
        member: &'a Member,
        (owner_name, owner): (&'a str, &'a Shape),
        (name, reference): (&'a str, &'a Reference),
        (asked, top): (bool, bool),
    ) {
        let shape = self.model.shape(&reference.shape);
        if asked {
            let wanted = owner.required.iter().any(|it| it == name);
            self.hold(Kind::Required, place, &member.required, &wanted);
        }
        let location = if top && self.is_rest() {
            self.location(place, member, owner, (name, reference))
        } else {
            None
        };
        let unnamed = matches!(location, Some(Location::Status | Location::Payload));
        if !unnamed {
            let (mut found, mut wanted) =
                (member.wire_name().to_owned(), self.wire(name, reference).to_owned());
            if asked && self.service.protocol() == Protocol::Ec2 {
                // Pages of what is asked for tell the name that it has there.
                found = capital(member.wire.query_name.as_deref().unwrap_or(&found));
                wanted = capital(reference.query_name.as_deref().unwrap_or(&wanted));
            }
            self.hold(Kind::Wire, place, &found, &wanted);
        }
        let is_shown = self.shown.contains(&(owner_name, name));
        if location.is_none() {
            self.inside(place, member, (reference, shape), is_shown);
        }
        if shape.kind == "timestamp" && location.is_none() && self.is_json() && is_shown {
            let format = reference.timestamp_format.as_ref().or(shape.timestamp_format.as_ref());
            let wanted = match format.map(String::as_str) {
                None | Some("unixTimestamp") => TimestampFormat::EpochSeconds,
                Some(_) => TimestampFormat::DateTime,
            };
            self.hold(Kind::Timestamp, place, &member.wire.timestamp_format, &Some(wanted));
        }
        // Of what is in an error pages tell no limits.
        if !owner.exception {
            self.limits(place, member, reference);
        }
        let own = reference.documentation.as_ref().or(shape.documentation.as_ref());
        if own.is_some_and(|text| says_something(text)) && member.documentation.is_none() {
            self.differ(Kind::Text, place, "is not there");
        } else {
            self.right(Kind::Text);
        }
        self.ty(place, &member.ty, reference, asked);
    }

    fn is_json(&self) -> bool {
        matches!(self.service.protocol(), Protocol::RestJson | Protocol::Json)
    }

    fn location(
        &mut self,
        place: &str,
        member: &Member,
        owner: &Shape,
        (name, reference): (&str, &Reference),
    ) -> Option<Location> {
        let wanted = match reference.location.as_deref() {
            Some("uri") => Some(Location::Path),
            Some("querystring") => Some(Location::Query),
            Some("header") => Some(Location::Header),
            Some("headers") => Some(Location::Headers),
            Some("statusCode") => Some(Location::Status),
            _ if owner.payload.as_deref() == Some(name) => Some(Location::Payload),
            _ => None,
        };
        self.hold(Kind::Location, place, &member.wire.location, &wanted);
        wanted
    }

    /// What a member is called on the wire.
    fn wire<'r>(&'r self, name: &'r str, reference: &'r Reference) -> &'r str {
        let shape = self.model.shape(&reference.shape);
        let flat = reference.flattened || shape.flattened;
        let element = shape.member.as_ref().and_then(|it| it.location_name.as_deref());
        let is_xml = matches!(self.service.protocol(), Protocol::RestXml | Protocol::Query);
        match element {
            Some(element) if flat && is_xml => element,
            _ => reference.location_name.as_deref().unwrap_or(name),
        }
    }

    fn limits(&mut self, place: &str, member: &Member, reference: &Reference) {
        let shape = self.model.shape(&reference.shape);
        let text = |it: &Option<serde_json::Number>| it.as_ref().map(ToString::to_string);
        let (min, max) = (text(&shape.min), text(&shape.max));
        if matches!(&*shape.kind, "integer" | "long" | "float" | "double") {
            let range = Range { min: min.map(Into::into), max: max.map(Into::into) };
            let wanted = Some(range).filter(|range| *range != Range::default());
            self.hold(Kind::Bounds, place, &member.limits.range, &wanted);
            return;
        }
        let is_measured = matches!(&*shape.kind, "string" | "blob" | "list" | "map" | "character");
        if !is_measured || !shape.values.is_empty() {
            return;
        }
        let number = |it: Option<String>| it.and_then(|it| it.parse().ok());
        let length = Length { min: number(min), max: number(max) };
        let length = Some(length).filter(|it| *it != Length::default());
        self.hold(Kind::Bounds, place, &member.limits.length, &length);
        if matches!(&*shape.kind, "string" | "blob") {
            let found = member.limits.pattern.as_deref();
            self.hold(Kind::Pattern, place, &found, &shape.pattern.as_deref());
        }
    }

    fn ty(&mut self, place: &str, ty: &'a Type, reference: &'a Reference, asked: bool) {
        let shape = self.model.shape(&reference.shape);
        match (ty, &*shape.kind) {
            (Type::List(element), "list") => {
                self.right(Kind::Type);
                if let Some(inner) = &shape.member {
                    self.ty(&format!("{place}[]"), element, inner, asked);
                }
            }
            (Type::Map(key, value), "map") => {
                self.right(Kind::Type);
                if let Some(inner) = &shape.key {
                    self.key(place, key, inner);
                }
                if let Some(inner) = &shape.value {
                    self.ty(&format!("{place}{{}}"), value, inner, asked);
                }
            }
            (Type::Shape(id), "structure") if !shape.document => {
                self.right(Kind::Type);
                let found = &self.spec[*id];
                let is_right = match found.kind {
                    ShapeKind::EventStream(_) => shape.eventstream,
                    ShapeKind::Union(_) => shape.union,
                    _ => !shape.union && !shape.eventstream,
                };
                if is_right {
                    self.right(Kind::Union);
                } else {
                    self.differ(Kind::Union, place, format!("{:?}", found.kind.as_str()));
                }
                let is_named = !shape.eventstream && !shape.exception;
                if is_named {
                    self.hold(Kind::Name, place, &found.name, &reference.shape);
                }
                self.members(place, *id, &reference.shape, (asked, false));
            }
            (Type::Shape(id), "string") if !shape.values.is_empty() => {
                if let ShapeKind::Enum(values) = &self.spec[*id].kind {
                    let wanted: BTreeSet<&str> = shape.values.iter().map(|it| it.trim()).collect();
                    let found: BTreeSet<&str> = values.iter().map(|it| &**it).collect();
                    self.hold(Kind::Values, place, &found, &wanted);
                } else {
                    self.differ(Kind::Type, place, "a structure, should be an enum");
                }
            }
            (Type::Scalar(found), kind) => self.scalar(place, *found, (kind, shape), reference),
            (found, kind) => {
                self.differ(Kind::Type, place, format!("{}, should be {kind}", word(found)));
            }
        }
    }

    fn key(&mut self, place: &str, key: &Type, reference: &Reference) {
        let shape = self.model.shape(&reference.shape);
        let found: BTreeSet<&str> = match key {
            Type::Shape(id) => match &self.spec[*id].kind {
                ShapeKind::Enum(values) => values.iter().map(|it| &**it).collect(),
                _ => BTreeSet::new(),
            },
            _ => BTreeSet::new(),
        };
        let wanted: BTreeSet<&str> = shape.values.iter().map(|it| it.trim()).collect();
        self.hold(Kind::Keys, place, &found, &wanted);
    }

    fn scalar(
        &mut self,
        place: &str,
        found: Scalar,
        (kind, shape): (&str, &Shape),
        reference: &Reference,
    ) {
        let is_head = reference.location.is_some();
        let fits = match kind {
            "structure" => shape.document && found == Scalar::Document,
            "string" | "character" if !shape.values.is_empty() => false,
            "string" | "character" => matches!(found, Scalar::String | Scalar::Document),
            // No page tells the size of a number in the path, the query or a header.
            "integer" | "long" if is_head => matches!(found, Scalar::Integer | Scalar::Long),
            "float" | "double" => matches!(found, Scalar::Float | Scalar::Double),
            "blob" => matches!(found, Scalar::Blob | Scalar::Stream),
            other => found.as_str() == other,
        };
        if fits {
            self.right(Kind::Type);
        } else {
            let wanted = if shape.values.is_empty() { kind } else { "an enum" };
            self.differ(Kind::Type, place, format!("{}, should be {wanted}", found.as_str()));
        }
    }
}

/// A name with a capital.
fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn word(ty: &Type) -> &'static str {
    match ty {
        Type::Scalar(scalar) => scalar.as_str(),
        Type::List(_) => "a list",
        Type::Map(..) => "a map",
        Type::Shape(_) => "a shape",
    }
}
