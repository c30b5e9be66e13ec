//! The tables of a spec file, each with its keys.

use serde::de::MapAccess;

use super::seed::{Reader, Table, by_name, flag, table, text, texts};
use crate::spec::problem::{ProblemKind, Step};
use crate::spec::{
    Error, Http, Length, Location, Member, Operation, Pagination, Protocol, ProtocolName, Provider,
    Range, Scalar, ServiceId, Shape, ShapeId, ShapeKind, TimestampFormat, Type, Waiter,
};

/// The whole file.
#[derive(Default)]
pub(super) struct File {
    pub format: Option<String>,
    pub provider: Option<Provider>,
    pub service: Option<ServiceId>,
    pub title: Option<String>,
    pub client: Option<String>,
    pub version: Option<String>,
    pub documentation: Option<String>,
    pub protocol: Option<Protocol>,
    pub operations: Vec<Operation>,
    pub waiters: Vec<Waiter>,
    pub shapes: Vec<Shape>,
}

impl Table for File {
    const WHAT: &'static str = "a spec";
    const KEYS: &'static [&'static str] = &[
        "format",
        "provider",
        "service",
        "title",
        "client",
        "version",
        "documentation",
        "protocol",
        "operations",
        "waiters",
        "shapes",
    ];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "format" => self.format = Some(text(map)?.into_owned()),
            "provider" => {
                self.provider = reader.word(key, &text(map)?, &Provider::ALL, Provider::as_str);
            }
            "service" => match ServiceId::new(&text(map)?) {
                Ok(id) => self.service = Some(id),
                Err(error) => reader.problem_at(key, ProblemKind::ServiceId(error.to_string())),
            },
            "title" => self.title = Some(text(map)?.into_owned()),
            "client" => self.client = Some(text(map)?.into_owned()),
            "version" => self.version = Some(text(map)?.into_owned()),
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            "protocol" => {
                let mut protocol = Protocol::default();
                within(reader, key, |reader| table(map, reader, &mut protocol))?;
                self.protocol = Some(protocol);
            }
            "operations" => {
                let operations = &mut self.operations;
                within(reader, key, |reader| {
                    by_name(map, reader, |reader, name, operation: OperationTable| {
                        operations.push(operation.named(reader, name));
                    })
                })?;
            }
            "waiters" => {
                let waiters = &mut self.waiters;
                within(reader, key, |reader| {
                    by_name(map, reader, |reader, name, waiter: WaiterTable| {
                        waiters.push(waiter.named(reader, name));
                    })
                })?;
            }
            _ => {
                let shapes = &mut self.shapes;
                within(reader, key, |reader| {
                    by_name(map, reader, |reader, name, shape: ShapeTable| {
                        shapes.push(shape.named(reader, name));
                    })
                })?;
            }
        }
        Ok(())
    }
}

/// Reads something at `key`, and says so in the problems found there.
fn within<T>(reader: &mut Reader, key: &str, read: impl FnOnce(&mut Reader) -> T) -> T {
    let from = reader.problems.len();
    let value = read(reader);
    reader.step(from, || Step::Key(key.into()));
    value
}

impl Table for Protocol {
    const WHAT: &'static str = "a protocol";
    const KEYS: &'static [&'static str] =
        &["name", "target_prefix", "endpoint_prefix", "signing_name"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = text(map)?;
        match key {
            "name" => {
                self.name = reader.word(key, &value, &ProtocolName::ALL, ProtocolName::as_str);
            }
            "target_prefix" => self.target_prefix = Some(value.into_owned()),
            "endpoint_prefix" => self.endpoint_prefix = Some(value.into_owned()),
            _ => self.signing_name = Some(value.into_owned()),
        }
        Ok(())
    }
}

#[derive(Default)]
struct OperationTable {
    method: Option<String>,
    documentation: Option<String>,
    deprecated: bool,
    input: Option<ShapeId>,
    output: Option<ShapeId>,
    errors: Vec<ShapeId>,
    http: Option<Http>,
    pagination: Option<Pagination>,
}

impl OperationTable {
    fn named(self, reader: &mut Reader, name: &str) -> Operation {
        if self.method.is_none() {
            reader.missing("method", "an operation");
        }
        Operation {
            name: name.into(),
            method: self.method.unwrap_or_default(),
            documentation: self.documentation,
            deprecated: self.deprecated,
            input: self.input,
            output: self.output,
            errors: self.errors,
            http: self.http,
            pagination: self.pagination,
        }
    }
}

impl Table for OperationTable {
    const WHAT: &'static str = "an operation";
    const KEYS: &'static [&'static str] = &[
        "method",
        "documentation",
        "deprecated",
        "input",
        "output",
        "errors",
        "http",
        "pagination",
    ];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "method" => self.method = Some(text(map)?.into_owned()),
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            "deprecated" => self.deprecated = flag(map)?,
            "input" => self.input = Some(reader.name(&text(map)?)),
            "output" => self.output = Some(reader.name(&text(map)?)),
            "errors" => {
                self.errors = texts(map)?.iter().map(|name| reader.name(name)).collect();
            }
            "http" => {
                let mut http = HttpTable::default();
                self.http = within(reader, key, |reader| {
                    table(map, reader, &mut http)?;
                    Ok(http.checked(reader))
                })?;
            }
            _ => {
                let mut pagination = Pagination::default();
                within(reader, key, |reader| table(map, reader, &mut pagination))?;
                self.pagination = Some(pagination);
            }
        }
        Ok(())
    }
}

#[derive(Default)]
struct HttpTable {
    method: Option<String>,
    path: Option<String>,
    status: Option<u16>,
}

impl HttpTable {
    fn checked(self, reader: &mut Reader) -> Option<Http> {
        const OF: &str = "http";
        if self.method.is_none() {
            reader.missing("method", OF);
        }
        if self.path.is_none() {
            reader.missing("path", OF);
        }
        Some(Http { method: self.method?, path: self.path?, status: self.status })
    }
}

impl Table for HttpTable {
    const WHAT: &'static str = "http";
    const KEYS: &'static [&'static str] = &["method", "path", "status"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = text(map)?;
        match key {
            "method" => self.method = Some(value.into_owned()),
            "path" => self.path = Some(value.into_owned()),
            _ => self.status = reader.number(key, &value),
        }
        Ok(())
    }
}

impl Table for Pagination {
    const WHAT: &'static str = "pagination";
    const KEYS: &'static [&'static str] = &["input_token", "output_token", "limit", "items"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        _: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "input_token" => self.input_token = texts(map)?,
            "output_token" => self.output_token = texts(map)?,
            "limit" => self.limit = Some(text(map)?.into_owned()),
            _ => self.items = texts(map)?,
        }
        Ok(())
    }
}

#[derive(Default)]
struct WaiterTable {
    operation: Option<String>,
    delay: Option<u32>,
    max_attempts: Option<u32>,
}

impl WaiterTable {
    fn named(self, reader: &mut Reader, name: &str) -> Waiter {
        const OF: &str = "a waiter";
        for (key, missing) in [
            ("operation", self.operation.is_none()),
            ("delay", self.delay.is_none()),
            ("max_attempts", self.max_attempts.is_none()),
        ] {
            if missing {
                reader.missing(key, OF);
            }
        }
        Waiter {
            name: name.into(),
            operation: self.operation.unwrap_or_default(),
            delay: self.delay.unwrap_or_default(),
            max_attempts: self.max_attempts.unwrap_or_default(),
        }
    }
}

impl Table for WaiterTable {
    const WHAT: &'static str = "a waiter";
    const KEYS: &'static [&'static str] = &["operation", "delay", "max_attempts"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let value = text(map)?;
        match key {
            "operation" => self.operation = Some(value.into_owned()),
            "delay" => self.delay = reader.number(key, &value),
            _ => self.max_attempts = reader.number(key, &value),
        }
        Ok(())
    }
}

#[derive(Default)]
struct ShapeTable {
    kind: Option<String>,
    status: Option<u16>,
    documentation: Option<String>,
    members: Option<Vec<Member>>,
    values: Option<Vec<String>>,
}

impl ShapeTable {
    fn named(self, reader: &mut Reader, name: &str) -> Shape {
        const KINDS: [&str; 5] = ["structure", "enum", "union", "eventstream", "error"];
        let kind = self.kind.as_deref().unwrap_or_else(|| {
            reader.missing("type", "a shape");
            ""
        });
        if !kind.is_empty() && !KINDS.contains(&kind) {
            let known = KINDS.to_vec();
            reader.problem_at("type", ProblemKind::NotOneOf { found: kind.into(), known });
        }
        if self.status.is_some() && kind != "error" {
            let belongs = "a shape of type error";
            reader.problem_at("status", ProblemKind::Misplaced { key: "status", belongs });
        }
        if self.values.is_some() != (kind == "enum") && KINDS.contains(&kind) {
            let belongs = "a shape of type enum";
            if self.values.is_some() {
                reader.problem_at("values", ProblemKind::Misplaced { key: "values", belongs });
            } else {
                reader.missing("values", belongs);
            }
        }
        if self.members.is_some() && kind == "enum" {
            let belongs = "a shape with members, which an enum is not";
            reader.problem_at("members", ProblemKind::Misplaced { key: "members", belongs });
        }
        let members = self.members.unwrap_or_default();
        let kind = match kind {
            "enum" => ShapeKind::Enum(self.values.unwrap_or_default()),
            "union" => ShapeKind::Union(members),
            "eventstream" => ShapeKind::EventStream(members),
            "error" => ShapeKind::Error(Error { status: self.status, members }),
            _ => ShapeKind::Structure(members),
        };
        Shape { name: name.into(), documentation: self.documentation, kind }
    }
}

impl Table for ShapeTable {
    const WHAT: &'static str = "a shape";
    const KEYS: &'static [&'static str] = &["type", "status", "documentation", "members", "values"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "type" => self.kind = Some(text(map)?.into_owned()),
            "status" => self.status = reader.number(key, &text(map)?),
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            "values" => self.values = Some(texts(map)?),
            _ => {
                let mut members = Vec::new();
                within(reader, key, |reader| {
                    by_name(map, reader, |reader, name, member: MemberTable| {
                        members.push(member.named(reader, name));
                    })
                })?;
                self.members = Some(members);
            }
        }
        Ok(())
    }
}

/// A member whose name is not known yet.
struct MemberTable {
    stated_type: bool,
    member: Member,
}

impl Default for MemberTable {
    fn default() -> Self {
        let member = Member::new(String::new(), Type::Scalar(Scalar::Document));
        MemberTable { stated_type: false, member }
    }
}

impl MemberTable {
    fn named(mut self, reader: &mut Reader, name: &str) -> Member {
        if !self.stated_type {
            reader.missing("type", "a member");
        }
        self.member.name = name.into();
        self.member
    }
}

impl Table for MemberTable {
    const WHAT: &'static str = "a member";
    const KEYS: &'static [&'static str] = &[
        "type",
        "required",
        "idempotency_token",
        "documentation",
        "location",
        "wire",
        "timestamp_format",
        "length",
        "range",
        "pattern",
        "default",
    ];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let member = &mut self.member;
        match key {
            "type" => {
                self.stated_type = true;
                if let Some(ty) = reader.ty(&text(map)?) {
                    member.ty = ty;
                }
            }
            "required" => member.required = flag(map)?,
            "idempotency_token" => member.idempotency_token = flag(map)?,
            "documentation" => member.documentation = Some(text(map)?.into_owned()),
            "location" => {
                member.location = reader.word(key, &text(map)?, &Location::ALL, Location::as_str);
            }
            "wire" => member.wire = Some(text(map)?.into_owned()),
            "timestamp_format" => {
                let all = &TimestampFormat::ALL;
                member.timestamp_format =
                    reader.word(key, &text(map)?, all, TimestampFormat::as_str);
            }
            "length" => {
                let mut length = Length::default();
                within(reader, key, |reader| table(map, reader, &mut length))?;
                member.length = Some(length);
            }
            "range" => {
                let mut range = Range::default();
                within(reader, key, |reader| table(map, reader, &mut range))?;
                member.range = Some(range);
            }
            "pattern" => member.pattern = Some(text(map)?.into_owned()),
            _ => member.default = Some(text(map)?.into_owned()),
        }
        Ok(())
    }
}

impl Table for Length {
    const WHAT: &'static str = "a length";
    const KEYS: &'static [&'static str] = &["min", "max"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let bound = reader.number(key, &text(map)?);
        if key == "min" {
            self.min = bound
        } else {
            self.max = bound
        }
        Ok(())
    }
}

impl Table for Range {
    const WHAT: &'static str = "a range";
    const KEYS: &'static [&'static str] = &["min", "max"];

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        _: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let bound = Some(text(map)?.into_owned());
        if key == "min" {
            self.min = bound
        } else {
            self.max = bound
        }
        Ok(())
    }
}
