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
/// A client of enumeration.
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
    id: "enumeration",
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
pub struct Holder {
    pub instance_type: Option<InstanceType>,
    pub sign: Option<Sign>,
}
impl Holder {
    #[inline]
    pub fn new() -> Self {
        Self {
            instance_type: None,
            sign: None,
        }
    }
    #[inline]
    pub fn instance_type(mut self, value: impl Into<InstanceType>) -> Self {
        self.instance_type = Some(value.into());
        self
    }
    #[inline]
    pub fn sign(mut self, value: impl Into<Sign>) -> Self {
        self.sign = Some(value.into());
        self
    }
}
impl rt::Value for Holder {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Holder",
            members: &["instanceType", "sign"],
            fields: &["instance_type", "sign"],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.instance_type,
            _ => &self.sign,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.instance_type,
            _ => &mut self.sign,
        }
    }
}
rt::record!(Holder, default);
/// The type of an instance.
#[non_exhaustive]
pub enum InstanceType {
    T2Micro,
    T2Micro_,
    V1_10,
    V11_0,
    Unknown_,
    Self_,
    None,
    Empty,
    /// A value that the documentation does not know.
    Unknown(String),
}
impl rt::Enumeration for InstanceType {
    const VALUES: &'static [&'static str] = &[
        "",
        "1.10",
        "11.0",
        "Self",
        "T2_MICRO",
        "UNKNOWN",
        "none",
        "t2.micro",
    ];
    #[inline]
    fn known(index: usize, text: &str) -> Self {
        match index {
            0 => Self::Empty,
            1 => Self::V1_10,
            2 => Self::V11_0,
            3 => Self::Self_,
            4 => Self::T2Micro_,
            5 => Self::Unknown_,
            6 => Self::None,
            7 => Self::T2Micro,
            _ => Self::Unknown(text.to_owned()),
        }
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::T2Micro => "t2.micro",
            Self::T2Micro_ => "T2_MICRO",
            Self::V1_10 => "1.10",
            Self::V11_0 => "11.0",
            Self::Unknown_ => "UNKNOWN",
            Self::Self_ => "Self",
            Self::None => "none",
            Self::Empty => "",
            Self::Unknown(value) => value,
        }
    }
}
rt::enumeration!(InstanceType);
#[non_exhaustive]
pub enum Sign {
    Equals,
    NotEquals,
    Asterisk,
    A,
    /// A value that the documentation does not know.
    Unknown(String),
}
impl rt::Enumeration for Sign {
    const VALUES: &'static [&'static str] = &["!=", "*", "=", "a*"];
    #[inline]
    fn known(index: usize, text: &str) -> Self {
        match index {
            0 => Self::NotEquals,
            1 => Self::Asterisk,
            2 => Self::Equals,
            3 => Self::A,
            _ => Self::Unknown(text.to_owned()),
        }
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::Equals => "=",
            Self::NotEquals => "!=",
            Self::Asterisk => "*",
            Self::A => "a*",
            Self::Unknown(value) => value,
        }
    }
}
rt::enumeration!(Sign);
