#![allow(
    deprecated,
    missing_docs,
    non_camel_case_types,
    clippy::clone_on_copy,
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    clippy::needless_update,
    clippy::redundant_field_names,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention
)]
use ::doc_bindgen_runtime as rt;
/// A client of recursion.
pub struct Client<T> {
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
impl<T: rt::Transport> Client<T> {}
/// What is stated of the service as a whole.
pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
    provider: "aws",
    id: "recursion",
    ..rt::facts::ServiceFacts::NONE
};
/// The errors that the service documents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {}
impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::facts::ErrorFacts] = &[];
    fn blank(index: usize) -> Option<Self> {
        let _ = index;
        None
    }
    fn value(&self) -> &dyn rt::Value {
        match *self {}
    }
    fn value_mut(&mut self) -> &mut dyn rt::Value {
        match *self {}
    }
}
#[non_exhaustive]
pub struct Condition {
    pub group: Option<Group>,
    pub text: Option<String>,
}
impl Condition {
    #[inline]
    pub fn new() -> Self {
        Self { group: None, text: None }
    }
    #[inline]
    pub fn group(mut self, value: Group) -> Self {
        self.group = Some(value);
        self
    }
    #[inline]
    pub fn text(mut self, value: impl Into<String>) -> Self {
        self.text = Some(value.into());
        self
    }
}
impl rt::Value for Condition {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Condition",
            members: &["group", "text"],
            fields: &["group", "text"],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.group,
            _ => &self.text,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.group,
            _ => &mut self.text,
        }
    }
}
rt::record!(Condition, default);
#[non_exhaustive]
pub struct Group {
    pub first: Option<Box<Condition>>,
    pub others: rt::List<Condition>,
}
impl Group {
    #[inline]
    pub fn new() -> Self {
        Self {
            first: None,
            others: rt::List::unset(),
        }
    }
    #[inline]
    pub fn first(mut self, value: Condition) -> Self {
        self.first = Some(Box::new(value));
        self
    }
    #[inline]
    pub fn others(mut self, value: impl Into<rt::List<Condition>>) -> Self {
        self.others = value.into();
        self
    }
}
impl rt::Value for Group {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Group",
            members: &["first", "others"],
            fields: &["first", "others"],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.first,
            _ => &self.others,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.first,
            _ => &mut self.others,
        }
    }
}
rt::record!(Group, default);
#[non_exhaustive]
pub struct Node {
    pub next: Option<Box<Node>>,
    pub children: rt::Map<String, Node>,
}
impl Node {
    #[inline]
    pub fn new() -> Self {
        Self {
            next: None,
            children: rt::Map::unset(),
        }
    }
    #[inline]
    pub fn next(mut self, value: Node) -> Self {
        self.next = Some(Box::new(value));
        self
    }
    #[inline]
    pub fn children(mut self, value: impl Into<rt::Map<String, Node>>) -> Self {
        self.children = value.into();
        self
    }
}
impl rt::Value for Node {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Node",
            members: &["next", "children"],
            fields: &["next", "children"],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.next,
            _ => &self.children,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.next,
            _ => &mut self.children,
        }
    }
}
rt::record!(Node, default);
