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
/// A client of Structure.
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
    id: "structure",
    ..rt::facts::ServiceFacts::NONE
};
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
