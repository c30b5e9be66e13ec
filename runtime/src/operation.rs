//! What an operation is, without a socket.

use std::fmt;

use http::{Request, Response, Uri};

use crate::facts::{ErrorFacts, OperationFacts};
use crate::protocol::{self, RequestContext};
use crate::sending::Documented;
use crate::{ByteStream, Error, Token, Value};

/// One operation of a service. Emitted code has a type without values for each.
///
/// It asks for no socket, so any HTTP client can carry it; [`Client`](crate::Client) does no more
/// than this with the [`Transport`](crate::Transport) it was given:
///
/// ```
/// # use doc_bindgen_runtime::{ByteStream, Endpoint, Error, Operation, protocol::RequestContext, http::{Request, Response}};
/// fn call<O: Operation>(
///     input: &O::Input,
///     send: impl Fn(Request<ByteStream>) -> Response<ByteStream>,
/// ) -> Result<O::Output, Error<O::Error>> {
///     let endpoint = Endpoint::new("https://workspaces-web.eu-west-1.amazonaws.com".parse().unwrap());
///     O::response(send(O::request(input, &RequestContext::new(&endpoint))?))
/// }
/// ```
pub trait Operation: Sized + 'static {
    /// What it takes: `()` where it takes nothing.
    type Input: Value;
    /// What it returns: `()` where it returns nothing.
    type Output: Value;
    /// The errors that the service documents.
    type Error: ServiceError;

    /// What is stated of it beyond its types.
    const FACTS: &'static OperationFacts;

    /// The request that asks for it.
    fn request(
        input: &Self::Input,
        context: &RequestContext<'_>,
    ) -> Result<Request<ByteStream>, Error<Self::Error>> {
        let mut request = protocol::request(Self::FACTS, input, context)?;
        request.extensions_mut().insert(Documented(Self::Error::ERRORS));
        Ok(request)
    }

    /// What a response means. Its body is whole, unless [`OperationFacts::output_stream`] says
    /// otherwise.
    fn response(response: Response<ByteStream>) -> OperationResult<Self> {
        let mut output = Self::Output::blank();
        let mut error = None;
        match protocol::response(Self::FACTS, response, &mut output, &mut error) {
            Ok(()) => Ok(output),
            Err(failure) => Err(match error {
                Some(error) => Error::documented(failure, error),
                None => failure.into(),
            }),
        }
    }
}

/// What calling an operation gives.
pub type OperationResult<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// The errors that a service documents: emitted code has one type for a service, an enum with a
/// variant for each. An error that is not documented is an [`Error`] without it.
pub trait ServiceError: fmt::Debug + Send + Sync + Sized + 'static {
    /// The errors, in the order of the variants.
    const ERRORS: &'static [ErrorFacts];

    /// The error at that place of [`ERRORS`](Self::ERRORS), of which nothing is set.
    fn blank(index: usize) -> Option<Self>;

    /// The error's members, to be read.
    fn value(&self) -> &dyn Value;

    /// The error's members, to be written.
    fn value_mut(&mut self) -> &mut dyn Value;
}

/// An operation that gives its results in pages.
pub trait Paginated: Operation<Input: Clone> {
    /// What stands for the next page: an `Option` of the member's type, or a tuple of several.
    type Token: Token;

    /// The token of the page after this one.
    fn token(output: &Self::Output) -> Self::Token;

    /// Whether there is a page after this one, where the output says so by itself: it then counts more
    /// than the token, which may stand there for nothing.
    fn has_more(output: &Self::Output) -> Option<bool> {
        let _ = output;
        None
    }

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
    /// The caller gave it, so what some operations put before the host of their service is left out.
    pub given: bool,
    /// Where buckets of S3 are named.
    pub buckets: Buckets,
}

/// Where a request names the bucket that it is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Buckets {
    /// In the host where the endpoint is Amazon's and the name may stand there, else in the path.
    #[default]
    Usual,
    /// In the path: `addressing_style = path`.
    InPath,
    /// In the host wherever the name may stand there: `addressing_style = virtual`.
    InHost,
}

impl Endpoint {
    /// The endpoint at that address, as it is.
    pub fn new(uri: Uri) -> Self {
        Endpoint { uri, given: true, buckets: Buckets::Usual }
    }

    /// With buckets named there.
    pub fn with_buckets(self, buckets: Buckets) -> Self {
        Endpoint { buckets, ..self }
    }

    /// Whether a bucket may be named in the host.
    pub(crate) fn takes_buckets(&self) -> bool {
        match self.buckets {
            Buckets::Usual => !self.given,
            Buckets::InPath => false,
            // Nothing can stand before an address of numbers.
            Buckets::InHost => {
                let host = self.uri.host().unwrap_or_default();
                host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_err()
            }
        }
    }
}
