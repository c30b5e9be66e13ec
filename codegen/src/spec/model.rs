//! The typed model of a spec file.

use std::borrow::Cow;
use std::fmt;
use std::ops::Index;

use super::keys::{Each, Flag, List, OneOf, Text, Word, Words, keys};
use super::{
    Acceptor, Auth, Case, Endpoint, Failing, Limits, Sending, ServiceId, ShapeId, Sparse, Type,
    Wire,
};

/// One service.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Who provides it.
    pub provider: Provider,
    /// The id the documentation uses.
    pub service: ServiceId,
    /// Its full name.
    pub title: Option<String>,
    /// The class of its client in the documentation.
    pub client: Option<String>,
    /// The version of the API, where stated.
    pub version: Option<String>,
    /// Its documentation, CommonMark.
    pub documentation: Option<String>,
    /// Facts of the wire for the whole service.
    pub protocol: Option<Protocol>,
    /// Its operations, in the order of the documentation's own index.
    pub operations: Vec<Operation>,
    /// Its waiters, in the order of the documentation's own index.
    pub waiters: Vec<Waiter>,
    /// Its shapes, sorted by name. A [`ShapeId`] is an index into it.
    pub shapes: Vec<Shape>,
}

impl Index<ShapeId> for Spec {
    type Output = Shape;

    fn index(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0 as usize]
    }
}

impl Spec {
    /// A service of which nothing is known yet.
    pub fn new(provider: Provider, service: ServiceId) -> Self {
        Spec {
            provider,
            service,
            title: None,
            client: None,
            version: None,
            documentation: None,
            protocol: None,
            operations: Vec::new(),
            waiters: Vec::new(),
            shapes: Vec::new(),
        }
    }

    /// The shape of that name.
    pub fn shape(&self, name: &str) -> Option<ShapeId> {
        let found = self.shapes.binary_search_by(|shape| (*shape.name).cmp(name));
        found.ok().map(|index| ShapeId(index as u32))
    }

    /// What a member is called on the wire.
    pub fn wire_name<'a>(&self, member: &'a Member) -> Cow<'a, str> {
        let case = self.protocol.as_ref().and_then(|protocol| protocol.wire_case);
        match (&member.wire.name, case) {
            (Some(name), _) => Cow::Borrowed(name),
            (None, Some(case)) => case.write(&member.name),
            (None, None) => Cow::Borrowed(&member.name),
        }
    }

    /// The operation of that wire name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }
}

/// Who provides a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// Amazon Web Services.
    Aws,
    /// Huawei Cloud, and the clouds that share its documentation.
    Huaweicloud,
}

impl Provider {
    /// The word for it in a spec, the folder its specs lie in and the module they become.
    pub fn as_str(self) -> &'static str {
        match self {
            Provider::Aws => "aws",
            Provider::Huaweicloud => "huaweicloud",
        }
    }
}

impl Provider {
    /// Every provider.
    pub const ALL: [Provider; 2] = [Provider::Aws, Provider::Huaweicloud];
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

keys! {
    /// Facts of the wire for a whole service; each is absent where nobody stated it.
    #[derive(Eq)]
    pub struct Protocol = "a protocol" {
        name: Option<ProtocolName> as OneOf = "name",
            "How values are written.";
        target_prefix: Option<String> as Text = "target_prefix",
            "json-1.x: what stands before the dot in X-Amz-Target.";
        endpoint_prefix: Option<String> as Text = "endpoint_prefix",
            "The first label of the endpoint's host.";
        signing_name: Option<String> as Text = "signing_name",
            "The service's name in a signature.";
        service_id: Option<String> as Text = "service_id",
            "The name by which settings know it: Auto Scaling.";
        auth: Vec<Auth> as Words = "auth",
            "In which ways its requests may be signed, the best first; sigv4 where left out, of AWS.";
        wire_case: Option<Case> as OneOf = "wire_case",
            "How members are called on the wire, where they have no name of their own there.";
        xml_namespace: Option<String> as Text = "xml_namespace",
            "The namespace of the outermost element of XML.";
        query_compatible: bool as Flag = "query_compatible",
            "It spoke query before, and still tells errors by the codes of then.";
        endpoints: Vec<Endpoint> as Each = "endpoints",
            "Where it is reached, where that is not {prefix}.{region}.{suffix}.";
    }
}

/// How values are written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the protocols' own names
pub enum ProtocolName {
    RestJson,
    Json10,
    Json11,
    RpcV2Cbor,
    Query,
    Ec2,
    RestXml,
    Huaweicloud,
}

impl ProtocolName {
    /// Every protocol, in the order of the format's description.
    pub const ALL: [ProtocolName; 8] = [
        ProtocolName::RestJson,
        ProtocolName::Json10,
        ProtocolName::Json11,
        ProtocolName::RpcV2Cbor,
        ProtocolName::Query,
        ProtocolName::Ec2,
        ProtocolName::RestXml,
        ProtocolName::Huaweicloud,
    ];

    /// The word for it in a spec.
    pub fn as_str(self) -> &'static str {
        match self {
            ProtocolName::RestJson => "rest-json",
            ProtocolName::Json10 => "json-1.0",
            ProtocolName::Json11 => "json-1.1",
            ProtocolName::RpcV2Cbor => "rpc-v2-cbor",
            ProtocolName::Query => "query",
            ProtocolName::Ec2 => "ec2",
            ProtocolName::RestXml => "rest-xml",
            ProtocolName::Huaweicloud => "huaweicloud",
        }
    }
}

impl Word for ProtocolName {
    const WORDS: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        self.as_str()
    }
}

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its name on the wire: `ListSessions`.
    pub name: String,
    /// Its name as a method: `list_sessions`.
    pub method: String,
    /// Its documentation, CommonMark.
    pub documentation: Option<String>,
    /// It is deprecated.
    pub deprecated: bool,
    /// What it takes, a structure; `None` where it takes nothing.
    pub input: Option<ShapeId>,
    /// What it returns, a structure; `None` where it returns nothing.
    pub output: Option<ShapeId>,
    /// The errors it documents, in the order of the documentation.
    pub errors: Vec<ShapeId>,
    /// Its place in HTTP.
    pub http: Option<Http>,
    /// How its requests are sent besides.
    pub sending: Sparse<Sending>,
    /// How its pages are asked for.
    pub pagination: Option<Pagination>,
}

/// An operation's place in HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Http {
    /// The method: `GET`.
    pub method: String,
    /// The path with its labels: `/portals/{portalId}/sessions`; `{key+}` is greedy.
    pub path: String,
    /// The status of success, where stated.
    pub status: Option<u16>,
}

keys! {
    /// How the pages of an operation are asked for.
    #[derive(Eq)]
    pub struct Pagination = "pagination" {
        input_token: Vec<String> as List = "input_token",
            "The members of the input that take the token.";
        output_token: Vec<String> as List = "output_token",
            "The members of the output that give the next one, in the order of input_token.";
        limit: Option<String> as Text = "limit",
            "The member of the input that limits a page.";
        items: Vec<String> as List = "items",
            "The members of the output that hold what is listed.";
        more_results: Option<String> as Text = "more_results",
            "The member of the output that says whether there are more pages, a boolean.";
    }
}

/// A waiter: an operation asked again and again until a condition holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// Its name: `TableExists`.
    pub name: String,
    /// The wire name of the operation.
    pub operation: String,
    /// Seconds between two attempts.
    pub delay: u32,
    /// Attempts before it gives up.
    pub max_attempts: u32,
    /// What it makes of an answer: that of the first that is so. Where none is, it asks again; where
    /// there are none, the caller says when it is done.
    pub acceptors: Vec<Acceptor>,
}

/// A shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its name.
    pub name: String,
    /// What the documentation says of the shape itself, CommonMark.
    pub documentation: Option<String>,
    /// What it is.
    pub kind: ShapeKind,
}

/// What a [`Shape`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum ShapeKind {
    /// Members, each there or not.
    Structure(Vec<Member>),
    /// Members, of which exactly one is set.
    Union(Vec<Member>),
    /// Members, of which each event is one.
    EventStream(Vec<Member>),
    /// What an operation fails with.
    Error(Error),
    /// A string that is one of these, or one the documentation does not know yet.
    Enum(Vec<String>),
}

impl ShapeKind {
    /// The word for the kind in a spec.
    pub fn as_str(&self) -> &'static str {
        match self {
            ShapeKind::Structure(_) => "structure",
            ShapeKind::Union(_) => "union",
            ShapeKind::EventStream(_) => "eventstream",
            ShapeKind::Error(_) => "error",
            ShapeKind::Enum(_) => "enum",
        }
    }

    /// The kind with its article, for a message.
    pub fn noun(&self) -> &'static str {
        match self {
            ShapeKind::Structure(_) => "a structure",
            ShapeKind::Union(_) => "a union",
            ShapeKind::EventStream(_) => "an event stream",
            ShapeKind::Error(_) => "an error",
            ShapeKind::Enum(_) => "an enum",
        }
    }

    /// The members; none for an enum.
    pub fn members(&self) -> &[Member] {
        match self {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::EventStream(members)
            | ShapeKind::Error(Error { members, .. }) => members,
            ShapeKind::Enum(_) => &[],
        }
    }

    /// The members, to be changed; none for an enum.
    pub fn members_mut(&mut self) -> Option<&mut Vec<Member>> {
        match self {
            ShapeKind::Structure(members)
            | ShapeKind::Union(members)
            | ShapeKind::EventStream(members)
            | ShapeKind::Error(Error { members, .. }) => Some(members),
            ShapeKind::Enum(_) => None,
        }
    }
}

/// What an operation fails with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Error {
    /// Its HTTP status, where stated.
    pub status: Option<u16>,
    /// What more is stated of it.
    pub facts: Sparse<Failing>,
    /// Its members, where stated.
    pub members: Vec<Member>,
}

/// A member of a shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Type,
    /// It must be there.
    pub required: bool,
    /// The client fills it in if the caller does not.
    pub idempotency_token: bool,
    /// Its documentation, CommonMark.
    pub documentation: Option<String>,
    /// How it stands on the wire.
    pub wire: Sparse<Wire>,
    /// What limits it.
    pub limits: Sparse<Limits>,
}

impl Member {
    /// A member of which no more is known than its name and type.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Member {
            name: name.into(),
            ty,
            required: false,
            idempotency_token: false,
            documentation: None,
            wire: Sparse::NONE,
            limits: Sparse::NONE,
        }
    }

    /// What it is called on the wire.
    pub fn wire_name(&self) -> &str {
        self.wire.name.as_deref().unwrap_or(&self.name)
    }
}
