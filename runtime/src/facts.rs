//! What the documentation states of services and operations beyond their types, as data.
//!
//! Emitted code fills these in with constants. Each has a constant `NONE` in which nothing is
//! stated, so that emitted code writes down only what is:
//!
//! ```
//! use doc_bindgen_runtime::facts::{HttpFacts, OperationFacts, ServiceFacts};
//! use doc_bindgen_runtime::protocol;
//!
//! const SERVICE: ServiceFacts = ServiceFacts {
//!     id: "workspaces-web",
//!     protocol: Some(protocol::REST_JSON),
//!     ..ServiceFacts::NONE
//! };
//! const LIST_SESSIONS: OperationFacts = OperationFacts {
//!     name: "ListSessions",
//!     service: &SERVICE,
//!     http: Some(HttpFacts { method: "GET", path: "/portals/{portalId}/sessions", status: 200 }),
//!     ..OperationFacts::NONE
//! };
//! assert_eq!(LIST_SESSIONS.service.id, "workspaces-web");
//! ```
//!
//! What is stated of members stands with their structures, in [`crate::wire`].

use std::time::Duration;

use crate::protocol::Protocol;
use crate::wire::{Case, Namespace};

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
    pub protocol: Option<&'static Protocol>,
    /// What stands before the dot in `X-Amz-Target`; the service in a path of `rpc-v2-cbor`.
    pub target_prefix: Option<&'static str>,
    /// The first label of the endpoint's host.
    pub endpoint_prefix: Option<&'static str>,
    /// Where it is reached, where that is not at its prefix in the region.
    pub endpoints: &'static [EndpointRule],
    /// The service's name in a signature.
    pub signing_name: Option<&'static str>,
    /// The name by which settings know it: `Auto Scaling` for `AWS_ENDPOINT_URL_AUTO_SCALING`.
    pub service_id: Option<&'static str>,
    /// In which ways its requests may be signed, the best first; as of AWS where it is empty.
    pub auth: &'static [Auth],
    /// How names of members are written where no other name is stated.
    pub wire_case: Case,
    /// The namespace of the outermost element of XML.
    pub xml_namespace: Option<Namespace>,
    /// It spoke `query` before, and still tells errors by the codes of then.
    pub query_compatible: bool,
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
        endpoints: &[],
        signing_name: None,
        service_id: None,
        auth: &[],
        wire_case: Case::Same,
        xml_namespace: None,
        query_compatible: false,
    };
}

/// How a request is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Auth {
    /// Not at all.
    None,
    /// AWS's signature of version 4.
    SigV4,
    /// AWS's signature of version 4 for several regions.
    SigV4a,
    /// AWS's signature of version 2.
    SigV2,
    /// A token in the header `Authorization`.
    Bearer,
}

/// An endpoint that is not as the formula has it. The first rule of a service that fits counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndpointRule {
    /// The regions and partitions that it is for; all where there is none.
    pub places: &'static [&'static str],
    /// Whether it is for endpoints with FIPS; for all where that is not said.
    pub fips: Option<bool>,
    /// Whether it is for endpoints of both families of addresses; for all where that is not said.
    pub dual_stack: Option<bool>,
    /// The host: `iam.{suffix}`. `{region}`, `{suffix}` and `{dual_stack_suffix}` are put in.
    pub host: &'static str,
    /// The region that is signed for, where it is not the one that was asked for.
    pub signing_region: Option<&'static str>,
}

impl EndpointRule {
    /// For everything, at no host.
    pub const NONE: Self =
        EndpointRule { places: &[], fips: None, dual_stack: None, host: "", signing_region: None };
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
    /// What stands before the host, unless the endpoint was given: `data.`, `{AccountId}.`. A label
    /// is the member of the input with that name, in the documentation's words.
    pub host_prefix: Option<&'static str>,
    /// In which ways its requests may be signed; as the service's where it is empty.
    pub auth: &'static [Auth],
    /// The body is not part of the signature.
    pub unsigned_body: bool,
    /// A request is taken only with a checksum of its body.
    pub checksum: bool,
    /// What the body of the request is, if it is not made of values that are in memory.
    pub input_stream: Option<Streamed>,
    /// What the body of the response is, if it is not read to its end before the caller has the
    /// output.
    pub output_stream: Option<Streamed>,
}

impl OperationFacts {
    /// Nothing is stated.
    pub const NONE: Self = OperationFacts {
        name: "",
        service: &ServiceFacts::NONE,
        http: None,
        host_prefix: None,
        auth: &[],
        unsigned_body: false,
        checksum: false,
        input_stream: None,
        output_stream: None,
    };

    /// In which ways its requests may be signed, the best first.
    pub fn auth(&self) -> &'static [Auth] {
        match (self.auth, self.service.auth, self.service.provider) {
            ([], [], "aws") => &[Auth::SigV4],
            ([], auth, _) | (auth, ..) => auth,
        }
    }
}

/// What comes or goes bit by bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Streamed {
    /// Bytes: a [`ByteStream`](crate::ByteStream).
    Bytes,
    /// Events: an [`EventStream`](crate::EventStream).
    Events,
}

/// An operation's place in HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpFacts {
    /// The method: `GET`.
    pub method: &'static str,
    /// The path with its labels: `/portals/{portalId}/sessions`; `{key+}` is greedy. A label is
    /// named as its member is on the wire.
    pub path: &'static str,
    /// The status of success; 0 where none is stated.
    pub status: u16,
}

/// An error that a service documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorFacts {
    /// Its name: `AccessDeniedException`.
    pub name: &'static str,
    /// Its code on the wire, where that is not its name.
    pub code: Option<&'static str>,
    /// Its HTTP status; 0 where none is stated.
    pub status: u16,
    /// The call may be made again.
    pub retry: Option<Retry>,
}

impl ErrorFacts {
    /// Nothing is stated.
    pub const NONE: Self = ErrorFacts { name: "", code: None, status: 0, retry: None };

    /// Which of the errors has that code. Services leave out what names end in (`Exception`,
    /// `Fault`), so where none has the code itself it is the one whose name is so without that.
    ///
    /// ```
    /// use doc_bindgen_runtime::facts::ErrorFacts;
    ///
    /// const ERRORS: [ErrorFacts; 2] = [
    ///     ErrorFacts { name: "AccessPointNotFoundException", code: Some("LoadBalancerNotFound"), ..ErrorFacts::NONE },
    ///     ErrorFacts { name: "DBInstanceNotFoundFault", ..ErrorFacts::NONE },
    /// ];
    /// assert_eq!(ErrorFacts::find(&ERRORS, "LoadBalancerNotFound"), Some(0));
    /// assert_eq!(ErrorFacts::find(&ERRORS, "DBInstanceNotFound"), Some(1));
    /// assert_eq!(ErrorFacts::find(&ERRORS, "AccessDenied"), None);
    /// ```
    pub fn find(errors: &[ErrorFacts], code: &str) -> Option<usize> {
        let short = |name: &str| {
            let ends = ["Exception", "Fault"];
            ends.iter().any(|end| name.strip_suffix(end) == Some(code))
        };
        let stated = errors.iter().position(|error| error.code == Some(code));
        let named = || errors.iter().position(|error| error.name == code);
        stated.or_else(named).or_else(|| errors.iter().position(|error| short(error.name)))
    }
}

/// Why a call that failed may be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    /// It may go better now.
    Transient,
    /// There were too many calls: after a while.
    Throttling,
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
    /// What it makes of an answer: that of the first that is so. Where none is, it asks again; where
    /// nothing is stated, the caller says when it is done.
    pub acceptors: &'static [Acceptor],
}

/// What a waiter makes of an answer, if it is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acceptor {
    /// What it means.
    pub state: AcceptorState,
    /// What is looked at.
    pub matcher: Matcher,
    /// The path to it, in JMESPath, with the documentation's names of members.
    pub argument: &'static str,
    /// What has to stand there.
    pub expected: &'static str,
}

/// What an answer means to a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AcceptorState {
    /// The condition holds.
    Success,
    /// It will not come to hold.
    Failure,
    /// It may come to hold.
    Retry,
}

/// What a waiter looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matcher {
    /// The value at a path of the output.
    Path,
    /// Every value of the list there, of which there is one at least.
    PathAll,
    /// Any value of the list there.
    PathAny,
    /// The status of HTTP.
    Status,
    /// The code of the error; `true` for any, `false` for none.
    Error,
}
