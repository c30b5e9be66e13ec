//! What an operation is, without a socket.

use std::fmt;

use http::{Request, Response, Uri};

use crate::facts::{ErrorFacts, OperationFacts};
use crate::{ByteStream, Error, Failure, Token};

/// One operation of a service. Emitted code has a type without fields for each.
///
/// It asks for no socket, so any HTTP client can carry it; [`Client`](crate::Client) does no more
/// than this with the [`Transport`](crate::Transport) it was given:
///
/// ```
/// # use doc_bindgen_runtime::{ByteStream, Endpoint, Error, Operation, http::{Request, Response}};
/// fn call<O: Operation>(
///     input: &O::Input,
///     send: impl Fn(Request<ByteStream>) -> Response<ByteStream>,
/// ) -> Result<O::Output, Error<O::Error>> {
///     let endpoint = Endpoint::new("https://workspaces-web.eu-west-1.amazonaws.com".parse().unwrap());
///     O::response(send(O::request(input, &endpoint)?))
/// }
/// ```
pub trait Operation: Sized + 'static {
    /// What it takes.
    type Input;
    /// What it returns.
    type Output;
    /// The errors that the service documents.
    type Error: ServiceError;

    /// What is stated of it beyond its types.
    const FACTS: &'static OperationFacts;

    /// The request that asks for it.
    fn request(
        input: &Self::Input,
        endpoint: &Endpoint,
    ) -> Result<Request<ByteStream>, Error<Self::Error>> {
        let _ = (input, endpoint);
        Err(Failure::no_protocol(Self::FACTS).into())
    }

    /// What a response means. Its body is whole, unless [`OperationFacts::streams`].
    fn response(response: Response<ByteStream>) -> OperationResult<Self> {
        let _ = response;
        Err(Failure::no_protocol(Self::FACTS).into())
    }
}

/// What calling an operation gives.
pub type OperationResult<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// The errors that a service documents: emitted code has one type for a service, an enum with a
/// variant for each. An error that is not documented is an [`Error`] without it.
pub trait ServiceError: fmt::Debug + Send + Sync + 'static {
    /// The errors, in the order of the variants.
    const ERRORS: &'static [ErrorFacts];
}

/// An operation that gives its results in pages.
pub trait Paginated: Operation<Input: Clone> {
    /// What stands for the next page: an `Option` of the member's type, or a tuple of several.
    type Token: Token;

    /// The token of the page after this one.
    fn token(output: &Self::Output) -> Self::Token;

    /// Asks for the page that the token stands for.
    fn set_token(input: &mut Self::Input, token: Self::Token);

    /// Limits the number of entries of a page; does nothing where the operation has no limit.
    fn set_limit(input: &mut Self::Input, limit: u32) {
        let _ = (input, limit);
    }
}

/// A paginated operation whose pages hold one list (or map) that matters.
pub trait Listing: Paginated {
    /// What a page lists.
    type Items: IntoIterator;

    /// The entries of a page.
    fn items(output: Self::Output) -> Self::Items;
}

/// Where a service is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoint {
    /// Scheme, host and what stands before every path.
    pub uri: Uri,
}

impl Endpoint {
    /// The endpoint at that address.
    pub fn new(uri: Uri) -> Self {
        Endpoint { uri }
    }
}
