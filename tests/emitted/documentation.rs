//! The *service*. See <https://docs.example.com/guide>.
//!
//! ```text
//! aws documentation do-it
//! ```
use ::doc_bindgen_runtime as rt;
/// A client of documentation.
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
    /// Does [it](https://docs.example.com/it), not that or \[those\].
    ///
    /// ```text
    /// indented code
    /// ```
    ///
    /// * One `item`
    /// * \<b>Two\</b> items
    ///
    /// End of the "quote" */ with \`odd ticks and \\ signs
    pub fn do_it(&self) -> rt::Call<T, operation::DoIt> {
        self.inner.call(&())
    }
}
/// What is stated of the service as a whole.
pub const SERVICE: rt::facts::ServiceFacts = rt::facts::ServiceFacts {
    provider: "aws",
    id: "documentation",
    ..rt::facts::ServiceFacts::NONE
};
/// The operations, each a type without values.
pub mod operation {
    use super::rt;
    /// What [`Client::do_it`](super::Client::do_it) calls.
    pub enum DoIt {}
    impl rt::Operation for DoIt {
        type Input = ();
        type Output = ();
        type Error = super::Error;
        const FACTS: &'static rt::facts::OperationFacts = &rt::facts::OperationFacts {
            name: "DoIt",
            service: &super::SERVICE,
            ..rt::facts::OperationFacts::NONE
        };
    }
}
/// The errors that the service documents.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {}
impl rt::ServiceError for Error {
    const ERRORS: &'static [rt::facts::ErrorFacts] = &[];
    #[inline]
    fn blank(index: usize) -> Option<Self> {
        let _ = index;
        None
    }
    #[inline]
    fn value(&self) -> &dyn rt::Value {
        match *self {}
    }
    #[inline]
    fn value_mut(&mut self) -> &mut dyn rt::Value {
        match *self {}
    }
}
/// ## Heading
///
/// Text with | pipes | and #hash
#[non_exhaustive]
pub struct Documented {
    /// ```text
    /// unclosed
    /// ```
    pub a: Option<String>,
    /// > quoted \<iframe src="javascript:x">
    pub b: Option<String>,
    pub c: Option<String>,
}
impl Documented {
    #[inline]
    pub fn new() -> Self {
        Self { a: None, b: None, c: None }
    }
    #[inline]
    pub fn a(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.a, value);
        self
    }
    #[inline]
    pub fn b(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.b, value);
        self
    }
    #[inline]
    pub fn c(mut self, value: impl Into<String>) -> Self {
        rt::set(&mut self.c, value);
        self
    }
}
impl rt::Value for Documented {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }
    #[inline]
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            name: "Documented",
            members: &["a", "b", "c"],
            fields: "a b c",
            ..rt::Shape::EMPTY
        }
    }
    #[inline]
    fn member(&self, index: usize) -> &dyn rt::Value {
        match index {
            0 => &self.a,
            1 => &self.b,
            _ => &self.c,
        }
    }
    #[inline]
    fn member_mut(&mut self, index: usize) -> &mut dyn rt::Value {
        match index {
            0 => &mut self.a,
            1 => &mut self.b,
            _ => &mut self.c,
        }
    }
}
rt::records! {
    Documented
}
rt::defaults! {
    Documented
}
