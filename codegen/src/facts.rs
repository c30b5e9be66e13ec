//! What one page states, each fact with the line that states it.
//!
//! A dialect only writes down what its page says. What two pages make together,
//! which ancestor a recursion mark means, and what a shape is called is decided
//! in [`resolve`](crate::resolve), once, for every dialect.

mod example;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
pub use example::{Class, Example, Json, Shows};

pub use crate::spec::{
    Http, Length, Limits, Location, Provider, Range, Scalar, Sparse, TimestampFormat, Wire,
};

/// A family of pages that is read in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    /// The reference of boto3.
    Boto3,
    /// The AWS API Reference.
    ApiReference,
    /// A change page of awsapichanges.com.
    AwsApiChanges,
    /// An API page of Huawei Cloud, or of a cloud whose documentation is of the same family.
    HuaweiCloud,
}

/// Everything that one page states.
#[derive(Clone, Debug)]
pub struct PageFacts {
    /// The page.
    pub path: Arc<Path>,
    /// The dialect it is written in.
    pub dialect: Dialect,
    /// The service it speaks of.
    pub service: ServiceRef,
    /// The day it is of, as on a page of changes: `2024-09-19`.
    pub day: Option<Box<str>>,
    /// What it states. Empty for a page that was recognised and holds nothing of an API
    /// (a helper method of the client, a resource page); `left_out` then says why.
    pub statements: Vec<Statement>,
    /// Why a page that was recognised states nothing.
    pub left_out: Option<&'static str>,
    /// Nothing shows that the page ends where it was meant to end, so more may have stood behind.
    pub open_end: bool,
    /// What is to be said about the page.
    pub diagnostics: Vec<Diagnostic>,
}

impl PageFacts {
    /// A line of the page.
    pub fn place(&self, line: u32) -> Place {
        Place { path: Arc::clone(&self.path), line }
    }

    /// The operations that it describes.
    pub fn operations(&self) -> impl Iterator<Item = &OperationFacts> {
        self.statements.iter().filter_map(|statement| match statement {
            Statement::Operation(facts) => Some(facts),
            _ => None,
        })
    }

    /// Whether the page lists all operations of its service.
    pub fn is_index(&self) -> bool {
        let lists = |statement: &Statement| match statement {
            Statement::Service(facts) => facts.methods.is_some(),
            _ => false,
        };
        self.statements.iter().any(lists)
    }
}

/// What a page tells of which service it belongs to. Pages of one service share at least one of
/// the names, and resolve brings them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRef {
    /// The provider, always known from the dialect.
    pub provider: Provider,
    /// The id that the documentation uses: `workspaces-web`.
    pub id: Option<Box<str>>,
    /// The class of the client: `WorkSpacesWeb`.
    pub client: Option<Box<str>>,
    /// The unique id that AWS pages link with, the API version included: `workspaces-web-2020-07-08`.
    pub uid: Option<Box<str>>,
    /// What the anchors of an API Reference begin with: `workspacesweb`. Not every service has one
    /// of its own, so it says less than the other names.
    pub anchor: Option<Box<str>>,
    /// The service's full name, where the page has it: `Amazon WorkSpaces Web`.
    pub title: Option<Box<str>>,
}

impl ServiceRef {
    /// A service of that provider of which nothing is told.
    pub fn of(provider: Provider) -> Self {
        ServiceRef { provider, id: None, client: None, uid: None, anchor: None, title: None }
    }

    /// Whether the page tells none of the names by which pages are known to be of one service.
    pub fn is_nameless(&self) -> bool {
        self.id.is_none() && self.client.is_none() && self.uid.is_none()
    }
}

/// One thing that a page states.
#[derive(Clone, Debug)]
pub enum Statement {
    /// The service itself.
    Service(ServiceFacts),
    /// An operation.
    Operation(OperationFacts),
    /// How the pages of an operation are asked for.
    Paginator(PaginatorFacts),
    /// A waiter.
    Waiter(WaiterFacts),
    /// A shape under the name that the page gives it; on a page of Huawei Cloud, a table under the
    /// name that links of other pages lead to.
    Shape(ShapeFacts),
    /// An example of the body of a request, on a page that describes no operation itself.
    Example(Example),
}

/// What the index page of a service states.
#[derive(Clone, Debug, Default)]
pub struct ServiceFacts {
    /// The line, counted from 1.
    pub line: u32,
    /// The service's full name: `Amazon WorkSpaces Web`.
    pub title: Option<Box<str>>,
    /// Its documentation, CommonMark.
    pub documentation: Option<Box<str>>,
    /// Its methods in the order of the page, client helpers among them, each with its line. What
    /// is not here does not exist, whatever pages lie about.
    pub methods: Option<Vec<(Box<str>, u32)>>,
    /// Its paginators, by the operation's wire name.
    pub paginators: Vec<(Box<str>, u32)>,
    /// Its waiters, by name.
    pub waiters: Vec<(Box<str>, u32)>,
}

/// What a page states of an operation.
#[derive(Clone, Debug, Default)]
pub struct OperationFacts {
    /// The line, counted from 1.
    pub line: u32,
    /// Its name on the wire: `ListSessions`. Absent where the page does not tell.
    pub name: Option<Box<str>>,
    /// Its name as a method: `list_sessions`. Absent where the page does not tell.
    pub method: Option<Box<str>>,
    /// What the page calls it in words: `Querying User Sessions`. Absent where that is its name.
    pub title: Option<Box<str>>,
    /// Its documentation, CommonMark.
    pub documentation: Option<Box<str>>,
    /// The page calls it deprecated.
    pub deprecated: bool,
    /// What it takes: always a [`Kind::Structure`]. `None` where the page states that it takes
    /// nothing, or does not say.
    pub input: Option<Node>,
    /// What it returns: always a [`Kind::Structure`]. `None` where it returns nothing.
    pub output: Option<Node>,
    /// The errors it names, each with its line.
    pub errors: Vec<ErrorFacts>,
    /// Its place in HTTP.
    pub http: Option<Http>,
    /// The JSON that the page shows for the body of the request, where its list of members does
    /// not spell out what is in them.
    pub shown_input: Option<Box<Shown>>,
    /// The same for the response.
    pub shown_output: Option<Box<Shown>>,
    /// The namespace of the outermost element of XML that the page shows.
    pub xml_namespace: Option<Box<str>>,
    /// The examples that the page has of it, where they may tell what its tables do not.
    pub examples: Vec<Example>,
    /// What became of it, on a page of changes: the rest is the operation after the change.
    pub change: Option<Box<Change>>,
}

/// What a block of JSON shows in a position: as much of it as tells how a timestamp is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// A number.
    Number,
    /// A string.
    Text,
    /// Anything else.
    Other,
    /// A list of one kind.
    List(Box<Shown>),
    /// An object.
    Fields(Vec<(Box<str>, Shown)>),
    /// What is in an element of XML.
    Elements(Vec<(Box<str>, Shown)>),
    /// An element of XML that comes as often as a list has entries.
    Repeated(Box<Shown>),
}

impl Shown {
    /// What stands in it by name, be it in an object or in an element.
    pub fn fields(&self) -> Option<&[(Box<str>, Shown)]> {
        match self {
            Shown::Fields(fields) | Shown::Elements(fields) => Some(fields),
            _ => None,
        }
    }
}

/// What a page of changes says became of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// There was none before.
    Added,
    /// This was added to what it takes, and this to what it returns.
    Updated(Option<Delta>, Option<Delta>),
}

/// What was added to a position, or in the elements of the list or the values of the map there.
#[derive(Clone, Debug, PartialEq)]
pub enum Delta {
    /// Members that are new, or to which something was added.
    Members(Vec<(Box<str>, Delta)>),
    /// Values of the enum there; with a position that is new as a whole, what it is in words.
    Values(Vec<Box<str>>),
}

/// An error that an operation's page names.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorFacts {
    /// The line, counted from 1.
    pub line: u32,
    /// Its name: `AccessDeniedException`.
    pub name: Box<str>,
    /// Its HTTP status, where the page gives it.
    pub status: Option<u16>,
    /// What the page says of it, CommonMark.
    pub documentation: Option<Box<str>>,
    /// Its members, where the page lists them.
    pub members: Vec<Member>,
}

/// What a paginator page states. It repeats the operation without the tokens and the limit, which
/// is how they are known.
#[derive(Clone, Debug)]
pub struct PaginatorFacts {
    /// The line, counted from 1.
    pub line: u32,
    /// The operation's wire name: `ListSessions`.
    pub name: Box<str>,
    /// The operation's method: `list_sessions`.
    pub method: Option<Box<str>>,
    /// What `paginate` takes; `PaginationConfig` is not in it.
    pub input: Option<Node>,
    /// What a page of results holds; a `NextToken` that only boto3 shows is still in it.
    pub output: Option<Node>,
    /// There is a `PageSize`, so the operation has a limit.
    pub has_limit: bool,
}

/// What a waiter page states.
#[derive(Clone, Debug)]
pub struct WaiterFacts {
    /// The line, counted from 1.
    pub line: u32,
    /// Its name: `TableExists`.
    pub name: Box<str>,
    /// The wire name of the operation it polls.
    pub operation: Option<Box<str>>,
    /// The method it polls.
    pub method: Option<Box<str>>,
    /// Seconds between two attempts.
    pub delay: u32,
    /// Attempts before it gives up.
    pub max_attempts: u32,
    /// What `wait` takes; `WaiterConfig` is not in it.
    pub input: Option<Node>,
}

/// A shape that a page gives a name to.
#[derive(Clone, Debug)]
pub struct ShapeFacts {
    /// The line, counted from 1.
    pub line: u32,
    /// Its name.
    pub name: Box<str>,
    /// What it is.
    pub node: Node,
}

/// A position: the type of a member, of a list's element, of a map's key or value, of an
/// operation's input or output.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The line that states it, counted from 1.
    pub line: u32,
    /// What it is.
    pub kind: Kind,
    /// What the page says of this position, CommonMark. For a member that is the member's own
    /// documentation.
    pub documentation: Option<Arc<str>>,
    /// What limits its values.
    pub limits: Sparse<Limits>,
    /// What the page calls the structure that stands here, where it spells the structure out. Two
    /// pages, or two places of one, may call different structures the same.
    pub name: Option<Box<str>>,
    /// Which account of the position the page leaves out, so that what is not told here may still
    /// be so.
    pub left_out: Option<Account>,
}

/// One of the two accounts that a page gives of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Account {
    /// The syntax block. Without it an enum looks like a string, a double like a float, and
    /// recursion that is cut short like a structure of which nothing is told.
    Syntax,
    /// The list that describes each member. Without it there is no documentation, nothing is
    /// required, a union looks like a structure, and what is recursive is not told.
    List,
}

impl Node {
    /// A position of `kind` at `line`, with nothing said of it.
    pub fn new(line: u32, kind: Kind) -> Self {
        Node { line, kind, documentation: None, limits: Sparse::NONE, name: None, left_out: None }
    }
}

/// What a name in [`Kind::Named`] begins with that may as well name no shape at all: a link to a
/// section of another page, in which a table may stand.
pub(crate) const MAYBE: &str = "?";

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A value with no parts.
    Scalar(Scalar),
    /// A string that is one of these. Many pages have the same, so they can be shared.
    Enum(Arc<[Box<str>]>),
    /// A list of one kind.
    List(Box<Node>),
    /// A map from one kind to another.
    Map(Box<Node>, Box<Node>),
    /// Members, each there or not.
    Structure(Vec<Member>),
    /// Members, of which exactly one is set.
    Union(Vec<Member>),
    /// Members, of which each event is one.
    EventStream(Vec<Member>),
    /// The page cuts recursion short here: one of the ancestors stands here.
    Recursive(Mark),
    /// A shape that is stated elsewhere under this name.
    Named(Box<str>),
    /// The page tells no more than this ("Object"; a section too large to render).
    Unstated(Container),
}

/// What a page still tells of a position where it cuts recursion short.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What kind of ancestor is meant.
    pub container: Container,
    /// The names of its members, where the page lists them with the note that only one can be
    /// set. A documented position without that note is no union.
    pub union: Option<Vec<Box<str>>>,
}

/// As much of a kind as a page tells where it tells little.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    /// A list.
    List,
    /// A structure, a union or a map: whatever Python has as a `dict`.
    Dict,
    /// A number, whole or not.
    Number,
    /// Not even that.
    Any,
}

/// A member of a structure, a union or an event stream.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: Box<str>,
    /// Whether it must be there; `None` where the page does not tell (AWS responses).
    pub required: Option<bool>,
    /// The client fills it in if the caller does not.
    pub idempotency_token: bool,
    /// How it stands on the wire, as far as the page tells. Where a name there is the member's as
    /// well, the page tells no other.
    pub wire: Sparse<Wire>,
    /// Its type, with the member's documentation and line.
    pub node: Node,
}

impl Member {
    /// A member of which no more is known than its name and type.
    pub fn new(name: impl Into<Box<str>>, node: Node) -> Self {
        Member {
            name: name.into(),
            required: None,
            idempotency_token: false,
            wire: Sparse::NONE,
            node,
        }
    }

    /// What it is called on the wire, as far as the page tells.
    pub fn wire_name(&self) -> &str {
        self.wire.name.as_deref().unwrap_or(&self.name)
    }
}
