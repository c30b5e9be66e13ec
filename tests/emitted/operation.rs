//! Operations of every kind.
use ::doc_bindgen_runtime as rt;
/// A client of Amazon \`Operations\` \[for tests\].
pub struct Client<T = rt::AnyTransport> {
    inner: rt::Client<T>,
}
impl<T> Client<T> {
    /// A client whose requests go wherever the transport takes them.
    pub fn new(transport: T) -> Self {
        Self::with_endpoint(transport, rt::Endpoint::default())
    }
    /// A client of the service at that endpoint.
    pub fn with_endpoint(transport: T, endpoint: rt::Endpoint) -> Self {
        Self {
            inner: rt::Client::new(transport, endpoint),
        }
    }
}
rt::configured!(Client, SERVICE);
impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone() }
    }
}
impl<T> ::core::fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        self.inner.fmt(f)
    }
}
impl<T: rt::Transport> Client<T> {
    /// Makes a thing.
    #[deprecated]
    pub fn create_thing(
        &self,
        request: CreateThingRequest,
    ) -> rt::Call<T, operation::CreateThing> {
        self.inner.call(&request)
    }
    pub fn list_things(
        &self,
        request: ListThingsRequest,
    ) -> rt::Call<T, operation::ListThings> {
        self.inner.call(&request)
    }
    /// The pages of [`list_things`](Self::list_things).
    pub fn list_things_pages(
        &self,
        request: ListThingsRequest,
    ) -> rt::Pages<T, operation::ListThings> {
        self.inner.pages(request)
    }
    pub fn list_twice(
        &self,
        request: ListTwiceRequest,
    ) -> rt::Call<T, operation::ListTwice> {
        self.inner.call(&request)
    }
    /// The pages of [`list_twice`](Self::list_twice).
    pub fn list_twice_pages(
        &self,
        request: ListTwiceRequest,
    ) -> rt::Pages<T, operation::ListTwice> {
        self.inner.pages(request)
    }
    pub fn ping(&self) -> rt::Call<T, operation::Ping> {
        self.inner.call(&())
    }
    /// Calls [`list_things`](Self::list_things) every 20 seconds, at most 25 times, until its condition holds: await it, or give it another.
    pub fn wait_thing_exists<S: rt::Sleep>(
        &self,
        request: ListThingsRequest,
        sleep: S,
    ) -> rt::Wait<T, operation::ListThings, S> {
        const FACTS: rt::facts::WaiterFacts = rt::facts::WaiterFacts {
            name: "ThingExists",
            delay: ::core::time::Duration::from_secs(20),
            max_attempts: 25,
            acceptors: &[
                rt::facts::Acceptor {
                    state: rt::facts::AcceptorState::Success,
                    matcher: rt::facts::Matcher::PathAny,
                    argument: "things[].name",
                    expected: "a",
                },
                rt::facts::Acceptor {
                    state: rt::facts::AcceptorState::Failure,
                    matcher: rt::facts::Matcher::Error,
                    argument: "",
                    expected: "ConflictException",
                },
            ],
        };
        self.inner.wait(&FACTS, request, sleep)
    }
}
/// What is stated of the service as a whole.
pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
    provider: "aws",
    id: "operation",
    version: Some("2020-07-08"),
    protocol: Some(rt::protocol::REST_JSON),
    endpoint_prefix: Some("ops"),
    signing_name: Some("operations"),
    service_id: Some("Operations"),
    auth: &[rt::facts::Auth::SigV4, rt::facts::Auth::Bearer],
    wire_case: rt::wire::Case::LowerFirst,
    xml_namespace: Some(rt::wire::Namespace {
        uri: "http://operations/",
        prefix: None,
    }),
    query_compatible: true,
    endpoints: &[
        rt::endpoints::EndpointRule {
            places: &["aws-cn"],
            fips: Some(false),
            host: "operations.test",
            signing_region: Some("cn-north-1"),
            ..rt::endpoints::EndpointRule::NONE
        },
        rt::endpoints::EndpointRule {
            host: "{region}.operations.test",
            ..rt::endpoints::EndpointRule::NONE
        },
    ],
    ..rt::facts::ServiceFacts::NONE
};
/// The operations, each a type without values.
pub mod operation {
    use super::rt;
    /// What [`Client::create_thing`](super::Client::create_thing) calls.
    pub enum CreateThing {}
    impl rt::Operation for CreateThing {
        type Input = super::CreateThingRequest;
        type Output = super::CreateThingResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "CreateThing",
            service: &super::SERVICE,
            http: Some(rt::facts::HttpFacts {
                method: "POST",
                path: "/things/{thingName}",
                status: 201,
            }),
            host_prefix: Some("{thingName}."),
            auth: &[rt::facts::Auth::None],
            unsigned_body: true,
            checksum: true,
            ..rt::facts::OperationFacts::NONE
        };
    }
    /// What [`Client::list_things`](super::Client::list_things) calls.
    pub enum ListThings {}
    impl rt::Operation for ListThings {
        type Input = super::ListThingsRequest;
        type Output = super::ListThingsResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "ListThings",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    impl rt::Paginated for ListThings {
        type Token = Option<String>;
        #[inline]
        fn token(output: &Self::Output) -> Self::Token {
            output.next_token.clone()
        }
        #[inline]
        fn set_token(input: &mut Self::Input, token: Self::Token) {
            input.next_token = token;
        }
        #[inline]
        fn set_limit(input: &mut Self::Input, limit: u32) {
            input.max_results = Some(i64::from(limit));
        }
    }
    impl rt::Listing for ListThings {
        type Items = Vec<super::Thing>;
        #[inline]
        fn items(output: Self::Output) -> Self::Items {
            output.things.into()
        }
    }
    /// What [`Client::list_twice`](super::Client::list_twice) calls.
    pub enum ListTwice {}
    impl rt::Operation for ListTwice {
        type Input = super::ListTwiceRequest;
        type Output = super::ListTwiceResponse;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "ListTwice",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    impl rt::Paginated for ListTwice {
        type Token = (Option<String>, Option<rt::BTreeMap<String, String>>);
        #[inline]
        fn token(output: &Self::Output) -> Self::Token {
            (
                output.next_key_marker.clone(),
                output.next_version_marker.clone().into_option(),
            )
        }
        #[inline]
        fn set_token(input: &mut Self::Input, token: Self::Token) {
            input.key_marker = token.0;
            input.version_marker = token.1.into();
        }
    }
    impl rt::Listing for ListTwice {
        type Items = Vec<String>;
        #[inline]
        fn items(output: Self::Output) -> Self::Items {
            output.keys.into()
        }
    }
    /// What [`Client::ping`](super::Client::ping) calls.
    pub enum Ping {}
    impl rt::Operation for Ping {
        type Input = ();
        type Output = ();
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "Ping",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
}
/// The errors that the service documents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    ConflictException(ConflictException),
    ThrottledException(ThrottledException),
}
impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::facts::ErrorFacts] = &[
        rt::facts::ErrorFacts {
            name: "ConflictException",
            code: Some("Conflict"),
            status: 409,
            retry: Some(rt::facts::Retry::Transient),
            ..rt::facts::ErrorFacts::NONE
        },
        rt::facts::ErrorFacts {
            name: "ThrottledException",
            ..rt::facts::ErrorFacts::NONE
        },
    ];
    #[inline]
    fn blank(index: usize) -> Option<Self> {
        match index {
            0 => Some(Self::ConflictException(rt::blank())),
            1 => Some(Self::ThrottledException(rt::blank())),
            _ => None,
        }
    }
    #[inline]
    fn value(&self) -> &dyn rt::Value {
        match self {
            Self::ConflictException(error) => error,
            Self::ThrottledException(error) => error,
        }
    }
    #[inline]
    fn value_mut(&mut self) -> &mut dyn rt::Value {
        match self {
            Self::ConflictException(error) => error,
            Self::ThrottledException(error) => error,
        }
    }
}
/// It is there already.
#[non_exhaustive]
pub struct ConflictException {
    pub message: Option<String>,
    pub thing_name: Option<String>,
}
impl ConflictException {
    #[inline]
    pub fn new() -> Self {
        Self {
            message: None,
            thing_name: None,
        }
    }
    #[inline]
    pub fn message(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.message, value);
        self
    }
    #[inline]
    pub fn thing_name(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.thing_name, value);
        self
    }
}
impl rt::Value for ConflictException {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ConflictException",
            members: &["message", "thingName"],
            fields: "message thing_name",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.message,
            _ => &self.thing_name,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.message,
            _ => &mut self.thing_name,
        }
    }
}
#[non_exhaustive]
pub struct CreateThingRequest {
    pub thing_name: String,
    pub client_token: Option<String>,
    pub dry_run: Option<bool>,
    pub since: Option<rt::Timestamp>,
}
impl CreateThingRequest {
    #[inline]
    pub fn new(thing_name: impl Into<String>) -> Self {
        Self {
            thing_name: thing_name.into(),
            client_token: None,
            dry_run: None,
            since: None,
        }
    }
    #[inline]
    pub fn client_token(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.client_token, value);
        self
    }
    #[inline]
    pub fn dry_run(mut self, value: bool) -> Self {
        self.dry_run = Some(value);
        self
    }
    #[inline]
    pub fn since(mut self, value: impl Into<rt::Timestamp>) -> Self {
        rt::set(&mut self.since, value);
        self
    }
}
impl rt::Value for CreateThingRequest {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<String>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "CreateThingRequest",
            members: &["thingName", "clientToken", "dryRun", "since"],
            fields: "thing_name client_token dry_run since",
            wire: &[
                rt::Wire {
                    place: 0,
                    location: rt::wire::Location::Path,
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 1,
                    token: true,
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 2,
                    location: rt::wire::Location::Query,
                    name: Some("dry-run"),
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 3,
                    location: rt::wire::Location::Header,
                    name: Some("If-Modified-Since"),
                    timestamp: Some(rt::wire::TimestampFormat::HttpDate),
                    ..rt::Wire::NONE
                },
            ],
            required: &[0],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.thing_name,
            1 => &self.client_token,
            2 => &self.dry_run,
            _ => &self.since,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.thing_name,
            1 => &mut self.client_token,
            2 => &mut self.dry_run,
            _ => &mut self.since,
        }
    }
}
#[non_exhaustive]
pub struct CreateThingResponse {
    pub thing: Option<Thing>,
}
impl CreateThingResponse {
    #[inline]
    pub fn new() -> Self {
        Self { thing: None }
    }
    #[inline]
    pub fn thing(mut self, value: Thing) -> Self {
        rt::set(&mut self.thing, value);
        self
    }
}
impl rt::Value for CreateThingResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "CreateThingResponse",
            members: &["thing"],
            fields: "thing",
            wire: &[
                rt::Wire {
                    place: 0,
                    location: rt::wire::Location::Payload,
                    ..rt::Wire::NONE
                },
            ],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.thing
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.thing
    }
}
#[non_exhaustive]
pub struct ListThingsRequest {
    pub next_token: Option<String>,
    pub max_results: Option<i64>,
}
impl ListThingsRequest {
    #[inline]
    pub fn new() -> Self {
        Self {
            next_token: None,
            max_results: None,
        }
    }
    #[inline]
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.next_token, value);
        self
    }
    #[inline]
    pub fn max_results(mut self, value: i64) -> Self {
        self.max_results = Some(value);
        self
    }
}
impl rt::Value for ListThingsRequest {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListThingsRequest",
            members: &["nextToken", "maxResults"],
            fields: "next_token max_results",
            wire: &[
                rt::Wire {
                    place: 0,
                    location: rt::wire::Location::Query,
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 1,
                    location: rt::wire::Location::Query,
                    ..rt::Wire::NONE
                },
            ],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.next_token,
            _ => &self.max_results,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.next_token,
            _ => &mut self.max_results,
        }
    }
}
#[non_exhaustive]
pub struct ListThingsResponse {
    pub things: rt::List<Thing>,
    pub next_token: Option<String>,
}
impl ListThingsResponse {
    #[inline]
    pub fn new() -> Self {
        Self {
            things: rt::List::unset(),
            next_token: None,
        }
    }
    #[inline]
    pub fn things(mut self, value: impl Into<rt::List<Thing>>) -> Self {
        rt::put(&mut self.things, value);
        self
    }
    #[inline]
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.next_token, value);
        self
    }
}
impl rt::Value for ListThingsResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListThingsResponse",
            members: &["things", "nextToken"],
            fields: "things next_token",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.things,
            _ => &self.next_token,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.things,
            _ => &mut self.next_token,
        }
    }
}
#[non_exhaustive]
pub struct ListTwiceRequest {
    pub key_marker: Option<String>,
    pub version_marker: rt::Map<String, String>,
}
impl ListTwiceRequest {
    #[inline]
    pub fn new() -> Self {
        Self {
            key_marker: None,
            version_marker: rt::Map::unset(),
        }
    }
    #[inline]
    pub fn key_marker(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.key_marker, value);
        self
    }
    #[inline]
    pub fn version_marker(mut self, value: impl Into<rt::Map<String, String>>) -> Self {
        rt::put(&mut self.version_marker, value);
        self
    }
}
impl rt::Value for ListTwiceRequest {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListTwiceRequest",
            members: &["keyMarker", "versionMarker"],
            fields: "key_marker version_marker",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.key_marker,
            _ => &self.version_marker,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.key_marker,
            _ => &mut self.version_marker,
        }
    }
}
#[non_exhaustive]
pub struct ListTwiceResponse {
    pub keys: rt::List<String>,
    pub versions: rt::List<String>,
    pub next_key_marker: Option<String>,
    pub next_version_marker: rt::Map<String, String>,
}
impl ListTwiceResponse {
    #[inline]
    pub fn new() -> Self {
        Self {
            keys: rt::List::unset(),
            versions: rt::List::unset(),
            next_key_marker: None,
            next_version_marker: rt::Map::unset(),
        }
    }
    #[inline]
    pub fn keys(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.keys, value);
        self
    }
    #[inline]
    pub fn versions(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.versions, value);
        self
    }
    #[inline]
    pub fn next_key_marker(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.next_key_marker, value);
        self
    }
    #[inline]
    pub fn next_version_marker(
        mut self,
        value: impl Into<rt::Map<String, String>>,
    ) -> Self {
        rt::put(&mut self.next_version_marker, value);
        self
    }
}
impl rt::Value for ListTwiceResponse {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ListTwiceResponse",
            members: &["keys", "versions", "nextKeyMarker", "nextVersionMarker"],
            fields: "keys versions next_key_marker next_version_marker",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.keys,
            1 => &self.versions,
            2 => &self.next_key_marker,
            _ => &self.next_version_marker,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.keys,
            1 => &mut self.versions,
            2 => &mut self.next_key_marker,
            _ => &mut self.next_version_marker,
        }
    }
}
#[non_exhaustive]
pub struct Thing {
    pub name: Option<String>,
    pub name_twice: Option<String>,
    pub named: Option<String>,
    pub document: Option<String>,
    pub tags: rt::List<String>,
    pub by_name: rt::Map<String, String>,
    pub made: Option<rt::Timestamp>,
}
impl Thing {
    #[inline]
    pub fn new() -> Self {
        Self {
            name: None,
            name_twice: None,
            named: None,
            document: None,
            tags: rt::List::unset(),
            by_name: rt::Map::unset(),
            made: None,
        }
    }
    #[inline]
    pub fn name(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.name, value);
        self
    }
    #[inline]
    pub fn name_twice(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.name_twice, value);
        self
    }
    #[inline]
    pub fn named(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.named, value);
        self
    }
    #[inline]
    pub fn document(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.document, value);
        self
    }
    #[inline]
    pub fn tags(mut self, value: impl Into<rt::List<String>>) -> Self {
        rt::put(&mut self.tags, value);
        self
    }
    #[inline]
    pub fn by_name(mut self, value: impl Into<rt::Map<String, String>>) -> Self {
        rt::put(&mut self.by_name, value);
        self
    }
    #[inline]
    pub fn made(mut self, value: impl Into<rt::Timestamp>) -> Self {
        rt::set(&mut self.made, value);
        self
    }
}
impl rt::Value for Thing {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Thing",
            members: &[
                "Name",
                "name_twice",
                "Named",
                "document",
                "tags",
                "by_name",
                "made",
            ],
            fields: "name name_twice named document tags by_name made",
            names: &[(1, "Name")],
            wire: &[
                rt::Wire {
                    place: 2,
                    sensitive: true,
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 3,
                    attribute: true,
                    json: true,
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 4,
                    flattened: true,
                    element: Some(
                        &rt::Wire {
                            name: Some("item"),
                            ..rt::Wire::NONE
                        },
                    ),
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 5,
                    query_name: Some("ByName"),
                    namespace: Some(rt::wire::Namespace {
                        uri: "http://names/",
                        prefix: Some("n"),
                    }),
                    element: Some(
                        &rt::Wire {
                            name: Some("Value"),
                            ..rt::Wire::NONE
                        },
                    ),
                    key: Some(
                        &rt::Wire {
                            name: Some("Name"),
                            ..rt::Wire::NONE
                        },
                    ),
                    ..rt::Wire::NONE
                },
                rt::Wire {
                    place: 6,
                    timestamp: Some(rt::wire::TimestampFormat::HttpDate),
                    ..rt::Wire::NONE
                },
            ],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.name,
            1 => &self.name_twice,
            2 => &self.named,
            3 => &self.document,
            4 => &self.tags,
            5 => &self.by_name,
            _ => &self.made,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.name,
            1 => &mut self.name_twice,
            2 => &mut self.named,
            3 => &mut self.document,
            4 => &mut self.tags,
            5 => &mut self.by_name,
            _ => &mut self.made,
        }
    }
}
#[non_exhaustive]
pub struct ThrottledException {}
impl ThrottledException {
    #[inline]
    pub fn new() -> Self {
        Self {}
    }
}
impl rt::Value for ThrottledException {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "ThrottledException",
            members: &[],
            ..rt::Shape::EMPTY
        }
    }
}
rt::records! {
    ConflictException CreateThingRequest CreateThingResponse ListThingsRequest
    ListThingsResponse ListTwiceRequest ListTwiceResponse Thing ThrottledException
}
rt::defaults! {
    ConflictException CreateThingResponse ListThingsRequest ListThingsResponse
    ListTwiceRequest ListTwiceResponse Thing ThrottledException
}
