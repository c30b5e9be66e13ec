//! What carries requests to a service and its responses back.

use std::any::{Any, TypeId};
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response};

use crate::sending::Presigning;
use crate::{BoxError, ByteStream};

/// Carries a request to a service and its response back.
///
/// The future does not borrow the transport, so that calls, pages and waiters own all they need
/// and can be spawned. Whether they are `Send` is up to the future.
pub trait Transport {
    /// The exchange under way.
    type Future: Future<Output = Result<Response<ByteStream>, BoxError>>;

    /// Sends the request. Signing, retries and redirects are the transport's own affair.
    fn send(&self, request: Request<ByteStream>) -> Self::Future;

    /// Signs a request in its address, so that for as long as `expires` says it is all that it takes to
    /// send it. Only a transport that has credentials can.
    fn presign(&self, request: Request<ByteStream>, expires: Duration) -> Presigning {
        let _ = (request, expires);
        Box::pin(ready(Err("the client's transport has no credentials to sign with".into())))
    }

    /// Answers a call of the operation of that type without a request: what a fake for tests does. The
    /// input is the operation's, and the answer its [`OperationResult`](crate::OperationResult).
    fn reply(&self, operation: TypeId, input: &dyn Any) -> Option<Box<dyn Any>> {
        let _ = (operation, input);
        None
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    type Future = T::Future;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        (**self).send(request)
    }

    fn presign(&self, request: Request<ByteStream>, expires: Duration) -> Presigning {
        (**self).presign(request, expires)
    }

    fn reply(&self, operation: TypeId, input: &dyn Any) -> Option<Box<dyn Any>> {
        (**self).reply(operation, input)
    }
}

/// A [`Transport`] of any type, for who does not want to name it.
#[derive(Clone)]
pub struct AnyTransport(Arc<dyn Transport<Future = BoxFuture> + Send + Sync>);

type BoxFuture = Pin<Box<dyn Future<Output = Result<Response<ByteStream>, BoxError>> + Send>>;

impl AnyTransport {
    /// Forgets the type of a transport.
    pub fn new<T>(transport: T) -> Self
    where
        T: Transport<Future: Send + 'static> + Send + Sync + 'static,
    {
        AnyTransport(Arc::new(Boxing(transport)))
    }
}

impl Transport for AnyTransport {
    type Future = BoxFuture;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        self.0.send(request)
    }

    fn presign(&self, request: Request<ByteStream>, expires: Duration) -> Presigning {
        self.0.presign(request, expires)
    }

    fn reply(&self, operation: TypeId, input: &dyn Any) -> Option<Box<dyn Any>> {
        self.0.reply(operation, input)
    }
}

impl std::fmt::Debug for AnyTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AnyTransport")
    }
}

struct Boxing<T>(T);

impl<T: Transport<Future: Send + 'static>> Transport for Boxing<T> {
    type Future = BoxFuture;

    fn send(&self, request: Request<ByteStream>) -> Self::Future {
        Box::pin(self.0.send(request))
    }

    fn presign(&self, request: Request<ByteStream>, expires: Duration) -> Presigning {
        self.0.presign(request, expires)
    }

    fn reply(&self, operation: TypeId, input: &dyn Any) -> Option<Box<dyn Any>> {
        self.0.reply(operation, input)
    }
}
