use ::doc_bindgen_runtime as rt;
/// A client of identifiers.
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
    pub fn clone_(&self, request: Self_) -> rt::Call<T, operation::Clone_> {
        self.inner.call(&request)
    }
    pub fn new_(&self) -> rt::Call<T, operation::New> {
        self.inner.call(&())
    }
    pub fn r#type(&self) -> rt::Call<T, operation::Type> {
        self.inner.call(&())
    }
}
/// What is stated of the service as a whole.
pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
    provider: "aws",
    id: "identifiers",
    ..rt::facts::ServiceFacts::NONE
};
/// The operations, each a type without values.
pub mod operation {
    use super::rt;
    /// What [`Client::clone_`](super::Client::clone_) calls.
    pub enum Clone_ {}
    impl rt::Operation for Clone_ {
        type Input = super::Self_;
        type Output = super::Option_;
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "Clone",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    /// What [`Client::new_`](super::Client::new_) calls.
    pub enum New {}
    impl rt::Operation for New {
        type Input = ();
        type Output = ();
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "New",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
    /// What [`Client::r#type`](super::Client::r#type) calls.
    pub enum Type {}
    impl rt::Operation for Type {
        type Input = ();
        type Output = ();
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "Type",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
}
/// The errors that the service documents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    Error_(Error_),
    Result_(Result_),
}
impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::facts::ErrorFacts] = &[
        rt::facts::ErrorFacts {
            name: "Error",
            ..rt::facts::ErrorFacts::NONE
        },
        rt::facts::ErrorFacts {
            name: "Result",
            ..rt::facts::ErrorFacts::NONE
        },
    ];
    #[inline]
    fn blank(index: usize) -> Option<Self> {
        match index {
            0 => Some(Self::Error_(rt::blank())),
            1 => Some(Self::Result_(rt::blank())),
            _ => None,
        }
    }
    #[inline]
    fn value(&self) -> &dyn rt::Value {
        match self {
            Self::Error_(error) => error,
            Self::Result_(error) => error,
        }
    }
    #[inline]
    fn value_mut(&mut self) -> &mut dyn rt::Value {
        match self {
            Self::Error_(error) => error,
            Self::Result_(error) => error,
        }
    }
}
#[non_exhaustive]
pub struct Box_ {
    pub r#type: String,
    pub self_: Option<String>,
    pub new: Option<String>,
    pub clone: Option<bool>,
    pub default: Option<Default_>,
    pub foo_bar: Option<String>,
    pub foo_bar_: String,
    pub foo_bar_2: Option<String>,
    pub _2fa: Option<String>,
    pub empty: Option<String>,
    pub u4e2d_u6587: Option<String>,
    pub value: Option<i64>,
    pub into: rt::List<String_>,
    pub member: Option<i64>,
    pub rt: Option<String>,
}
impl Box_ {
    #[inline]
    pub fn new(r#type: impl Into<String>, foo_bar_: impl Into<String>) -> Self {
        Self {
            r#type: r#type.into(),
            self_: None,
            new: None,
            clone: None,
            default: None,
            foo_bar: None,
            foo_bar_: foo_bar_.into(),
            foo_bar_2: None,
            _2fa: None,
            empty: None,
            u4e2d_u6587: None,
            value: None,
            into: rt::List::unset(),
            member: None,
            rt: None,
        }
    }
    #[inline]
    pub fn self_(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.self_, value);
        self
    }
    #[inline]
    pub fn new_(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.new, value);
        self
    }
    #[inline]
    pub fn clone_(mut self, value: bool) -> Self {
        self.clone = Some(value);
        self
    }
    #[inline]
    pub fn default_(mut self, value: impl Into<Default_>) -> Self {
        rt::set(&mut self.default, value);
        self
    }
    #[inline]
    pub fn foo_bar(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.foo_bar, value);
        self
    }
    #[inline]
    pub fn foo_bar_2(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.foo_bar_2, value);
        self
    }
    #[inline]
    pub fn _2fa(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self._2fa, value);
        self
    }
    #[inline]
    pub fn empty(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.empty, value);
        self
    }
    #[inline]
    pub fn u4e2d_u6587(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.u4e2d_u6587, value);
        self
    }
    #[inline]
    pub fn value(mut self, value: i64) -> Self {
        self.value = Some(value);
        self
    }
    #[inline]
    pub fn into_(mut self, value: impl Into<rt::List<String_>>) -> Self {
        rt::put(&mut self.into, value);
        self
    }
    #[inline]
    pub fn member(mut self, value: i64) -> Self {
        self.member = Some(value);
        self
    }
    #[inline]
    pub fn rt(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.rt, value);
        self
    }
}
impl rt::Value for Box_ {
    #[inline]
    fn blank() -> Self {
        Self::new(rt::blank::<String>(), rt::blank::<String>())
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Box_",
            members: &[
                "type",
                "self",
                "new",
                "clone",
                "default",
                "fooBar",
                "FooBar",
                "foo_bar",
                "2fa",
                "...",
                "中文",
                "value",
                "into",
                "member",
                "rt",
            ],
            fields: "type self_ new clone default foo_bar foo_bar_ foo_bar_2 _2fa empty u4e2d_u6587 value into member rt",
            required: &[0, 6],
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.r#type,
            1 => &self.self_,
            2 => &self.new,
            3 => &self.clone,
            4 => &self.default,
            5 => &self.foo_bar,
            6 => &self.foo_bar_,
            7 => &self.foo_bar_2,
            8 => &self._2fa,
            9 => &self.empty,
            10 => &self.u4e2d_u6587,
            11 => &self.value,
            12 => &self.into,
            13 => &self.member,
            _ => &self.rt,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.r#type,
            1 => &mut self.self_,
            2 => &mut self.new,
            3 => &mut self.clone,
            4 => &mut self.default,
            5 => &mut self.foo_bar,
            6 => &mut self.foo_bar_,
            7 => &mut self.foo_bar_2,
            8 => &mut self._2fa,
            9 => &mut self.empty,
            10 => &mut self.u4e2d_u6587,
            11 => &mut self.value,
            12 => &mut self.into,
            13 => &mut self.member,
            _ => &mut self.rt,
        }
    }
}
#[non_exhaustive]
pub struct Client_ {}
impl Client_ {
    #[inline]
    pub fn new() -> Self {
        Self {}
    }
}
impl rt::Value for Client_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Client_",
            members: &[],
            ..rt::Shape::EMPTY
        }
    }
}
#[non_exhaustive]
pub enum Default_ {
    A,
    A_,
    Type,
    Unknown_,
    Unknown_2,
    /// A value that the documentation does not know.
    Unknown(String),
}
impl rt::Enumeration for Default_ {
    const VALUES: &'static [&'static str] = &["A", "Unknown", "Unknown_", "a", "type"];
    #[inline]
    fn known(index: usize, text: &str) -> Self {
        match index {
            0 => Self::A_,
            1 => Self::Unknown_,
            2 => Self::Unknown_2,
            3 => Self::A,
            4 => Self::Type,
            _ => Self::Unknown(text.to_owned()),
        }
    }
    #[inline]
    fn as_str(&self) -> &str {
        match self {
            Self::A => "a",
            Self::A_ => "A",
            Self::Type => "type",
            Self::Unknown_ => "Unknown",
            Self::Unknown_2 => "Unknown_",
            Self::Unknown(value) => value,
        }
    }
}
#[non_exhaustive]
pub struct Error_ {
    pub vec: Option<Vec_>,
}
impl Error_ {
    #[inline]
    pub fn new() -> Self {
        Self { vec: None }
    }
    #[inline]
    pub fn vec(mut self, value: Vec_) -> Self {
        rt::set(&mut self.vec, value);
        self
    }
}
impl rt::Value for Error_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Error_",
            members: &["Vec"],
            fields: "vec",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.vec
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.vec
    }
}
#[non_exhaustive]
pub struct None_ {
    pub some: Option<Some_>,
}
impl None_ {
    #[inline]
    pub fn new() -> Self {
        Self { some: None }
    }
    #[inline]
    pub fn some(mut self, value: Some_) -> Self {
        rt::set(&mut self.some, value);
        self
    }
}
impl rt::Value for None_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "None_",
            members: &["some"],
            fields: "some",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.some
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.some
    }
}
#[non_exhaustive]
pub struct Option_ {
    pub none: Option<None_>,
}
impl Option_ {
    #[inline]
    pub fn new() -> Self {
        Self { none: None }
    }
    #[inline]
    pub fn none(mut self, value: None_) -> Self {
        rt::set(&mut self.none, value);
        self
    }
}
impl rt::Value for Option_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Option_",
            members: &["none"],
            fields: "none",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.none
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.none
    }
}
#[non_exhaustive]
pub struct Result_ {}
impl Result_ {
    #[inline]
    pub fn new() -> Self {
        Self {}
    }
}
impl rt::Value for Result_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Result_",
            members: &[],
            ..rt::Shape::EMPTY
        }
    }
}
#[non_exhaustive]
pub struct Self_ {
    pub self_: Option<Box_>,
}
impl Self_ {
    #[inline]
    pub fn new() -> Self {
        Self { self_: None }
    }
    #[inline]
    pub fn self_(mut self, value: Box_) -> Self {
        rt::set(&mut self.self_, value);
        self
    }
}
impl rt::Value for Self_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Self_",
            members: &["Self"],
            fields: "self_",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.self_
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.self_
    }
}
#[non_exhaustive]
pub enum Some_ {
    Ok(String),
    Err(Vec_),
    Underscore(String),
    /// A member that the documentation does not know.
    Unknown(rt::UnknownMember),
}
impl rt::Union for Some_ {
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Some_",
            members: &["Ok", "err", "_"],
            asks: false,
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn get(&self) -> rt::Member<'_> {
        match self {
            Self::Ok(value) => rt::Member::Known(0, value),
            Self::Err(value) => rt::Member::Known(1, value),
            Self::Underscore(value) => rt::Member::Known(2, value),
            Self::Unknown(member) => rt::Member::Unknown(member),
        }
    }
    #[inline]
    fn set(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => *self = Self::Ok(rt::blank()),
            1 => *self = Self::Err(rt::blank()),
            2 => *self = Self::Underscore(rt::blank()),
            _ => *self = rt::blank(),
        }
        match self {
            Self::Ok(value) => value,
            Self::Err(value) => value,
            Self::Underscore(value) => value,
            Self::Unknown(member) => member.value_mut(),
        }
    }
    #[inline]
    fn set_unknown(&mut self, member: rt::UnknownMember) {
        *self = Self::Unknown(member);
    }
}
#[non_exhaustive]
pub struct String_ {
    pub string: Option<String>,
}
impl String_ {
    #[inline]
    pub fn new() -> Self {
        Self { string: None }
    }
    #[inline]
    pub fn string(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.string, value);
        self
    }
}
impl rt::Value for String_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "String_",
            members: &["string"],
            fields: "string",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.string
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.string
    }
}
#[non_exhaustive]
pub struct Vec_ {
    pub vec: rt::List<Vec_>,
}
impl Vec_ {
    #[inline]
    pub fn new() -> Self {
        Self { vec: rt::List::unset() }
    }
    #[inline]
    pub fn vec(mut self, value: impl Into<rt::List<Vec_>>) -> Self {
        rt::put(&mut self.vec, value);
        self
    }
}
impl rt::Value for Vec_ {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Vec_",
            members: &["vec"],
            fields: "vec",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, _: usize) -> &dyn rt::Value {
        &self.vec
    }
    #[inline]
    fn member_mut(&mut self, _: usize) -> &mut dyn rt::Value {
        &mut self.vec
    }
}
#[non_exhaustive]
pub struct SmtpConfig {}
impl SmtpConfig {
    #[inline]
    pub fn new() -> Self {
        Self {}
    }
}
impl rt::Value for SmtpConfig {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "SmtpConfig",
            members: &[],
            ..rt::Shape::EMPTY
        }
    }
}
rt::records! {
    Box_ Client_ Error_ None_ Option_ Result_ Self_ String_ Vec_ SmtpConfig
}
rt::defaults! {
    Client_ Error_ None_ Option_ Result_ Self_ String_ Vec_ SmtpConfig
}
rt::enumerations! {
    Default_
}
rt::unions! {
    Some_
}
