//! What the documentation states of services and operations beyond their types, as data.
//!
//! Emitted code fills these in with constants. Each has a constant `NONE` in which nothing is
//! stated, so that emitted code writes down only what is:
//!
//! ```
//! use doc_bindgen_runtime::facts::{HttpFacts, OperationFacts, ServiceFacts};
//!
//! const SERVICE: ServiceFacts = ServiceFacts { id: "workspaces-web", ..ServiceFacts::NONE };
//! const LIST_SESSIONS: OperationFacts = OperationFacts {
//!     name: "ListSessions",
//!     service: &SERVICE,
//!     http: Some(HttpFacts { method: "GET", path: "/portals/{portalId}/sessions", status: 200 }),
//!     ..OperationFacts::NONE
//! };
//! assert_eq!(LIST_SESSIONS.service.id, "workspaces-web");
//! ```

use std::time::Duration;

/// What is the same for all operations of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceFacts {
    /// Who provides it: `aws`, `huaweicloud`.
    pub provider: &'static str,
    /// The id that the documentation uses: `workspaces-web`.
    pub id: &'static str,
    /// The version of the API.
    pub version: Option<&'static str>,
    /// How values are written.
    pub protocol: Option<Protocol>,
    /// What stands before the dot in `X-Amz-Target`.
    pub target_prefix: Option<&'static str>,
    /// The first label of the endpoint's host.
    pub endpoint_prefix: Option<&'static str>,
    /// The service's name in a signature.
    pub signing_name: Option<&'static str>,
}

impl ServiceFacts {
    /// Nothing is stated.
    pub const NONE: Self = ServiceFacts {
        provider: "",
        id: "",
        version: None,
        protocol: None,
        target_prefix: None,
        endpoint_prefix: None,
        signing_name: None,
    };
}

/// How values are written on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // the protocols' own names
pub enum Protocol {
    RestJson,
    Json10,
    Json11,
    RpcV2Cbor,
    Query,
    Ec2,
    RestXml,
    Huaweicloud,
}

/// What is stated of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationFacts {
    /// Its name on the wire: `ListSessions`.
    pub name: &'static str,
    /// The service it belongs to.
    pub service: &'static ServiceFacts,
    /// Its place in HTTP.
    pub http: Option<HttpFacts>,
    /// The members of the input that do not stand in the body under their own name.
    pub input: &'static [Binding],
    /// The members of the output that do not stand in the body under their own name.
    pub output: &'static [Binding],
    /// The members of the input that the client fills in where the caller does not.
    pub idempotency_tokens: &'static [&'static str],
    /// The output holds a [`ByteStream`](crate::ByteStream) or an
    /// [`EventStream`](crate::EventStream), so the body of a response is not read to its end
    /// before the caller has the output.
    pub streams: bool,
}

impl OperationFacts {
    /// Nothing is stated.
    pub const NONE: Self = OperationFacts {
        name: "",
        service: &ServiceFacts::NONE,
        http: None,
        input: &[],
        output: &[],
        idempotency_tokens: &[],
        streams: false,
    };
}

/// An operation's place in HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpFacts {
    /// The method: `GET`.
    pub method: &'static str,
    /// The path with its labels: `/portals/{portalId}/sessions`; `{key+}` is greedy.
    pub path: &'static str,
    /// The status of success; 0 where none is stated.
    pub status: u16,
}

/// Where a member goes on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The member's name in the documentation.
    pub member: &'static str,
    /// Its name on the wire; for [`Location::Headers`] what the headers begin with.
    pub wire: &'static str,
    /// Where it stands.
    pub location: Location,
    /// How a timestamp is written, where stated.
    pub timestamp: Option<TimestampFormat>,
}

/// Where a member stands in a request or a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the body, among others.
    #[default]
    Body,
    /// A label of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// All headers that begin with the wire name.
    Headers,
    /// The status code.
    Status,
    /// The member is the whole body.
    Payload,
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// Seconds since 1970, a number.
    EpochSeconds,
    /// RFC 3339.
    DateTime,
    /// As in HTTP's own headers.
    HttpDate,
}

/// An error that a service documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorFacts {
    /// Its name, which is the code on the wire: `AccessDeniedException`.
    pub code: &'static str,
    /// Its HTTP status; 0 where none is stated.
    pub status: u16,
}

/// How often and how long a waiter asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaiterFacts {
    /// Its name: `TableExists`.
    pub name: &'static str,
    /// Between two attempts.
    pub delay: Duration,
    /// Attempts before it gives up.
    pub max_attempts: u32,
}
