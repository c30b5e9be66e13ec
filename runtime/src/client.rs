//! What every emitted client is made of.

use std::fmt;
use std::sync::Arc;

use crate::facts::WaiterFacts;
use crate::protocol::RequestContext;
use crate::{Call, Endpoint, Operation, Pages, Paginated, Sleep, Transport, Wait, idempotency};

/// A transport and an endpoint: what every emitted client is made of. Cheap to clone.
pub struct Client<T> {
    inner: Arc<Inner<T>>,
}

struct Inner<T> {
    transport: T,
    endpoint: Endpoint,
    /// Of Huawei Cloud.
    project_id: Option<String>,
}

impl<T> Client<T> {
    /// A client of the service at `endpoint`.
    pub fn new(transport: T, endpoint: Endpoint) -> Self {
        Client { inner: Arc::new(Inner { transport, endpoint, project_id: None }) }
    }

    /// Of the things of a project of Huawei Cloud, where a request leaves its `project_id` empty.
    pub fn with_project_id(self, id: impl Into<String>) -> Self
    where
        T: Clone,
    {
        let Inner { transport, endpoint, .. } =
            Arc::try_unwrap(self.inner).unwrap_or_else(|shared| Inner {
                transport: shared.transport.clone(),
                endpoint: shared.endpoint.clone(),
                project_id: None,
            });
        Client { inner: Arc::new(Inner { transport, endpoint, project_id: Some(id.into()) }) }
    }

    /// What carries its requests.
    pub fn transport(&self) -> &T {
        &self.inner.transport
    }

    /// Where the service is reached.
    pub fn endpoint(&self) -> &Endpoint {
        &self.inner.endpoint
    }

    /// What a request of a new call is made with.
    pub fn request_context(&self) -> RequestContext<'_> {
        let context = RequestContext::new(self.endpoint()).with_token(&idempotency::token);
        match &self.inner.project_id {
            Some(id) => context.with_project_id(id),
            None => context,
        }
    }
}

impl<T: Transport> Client<T> {
    /// Calls an operation once.
    pub fn call<O: Operation>(&self, input: &O::Input) -> Call<T, O> {
        Call::new(self, input)
    }

    /// Calls an operation for one page of its results after another.
    pub fn pages<O: Paginated>(&self, input: O::Input) -> Pages<T, O> {
        Pages::new(self.clone(), input)
    }

    /// Calls an operation again and again.
    pub fn wait<O: Operation, S: Sleep>(
        &self,
        facts: &WaiterFacts,
        input: O::Input,
        sleep: S,
    ) -> Wait<T, O, S> {
        Wait::new(self.clone(), *facts, input, sleep)
    }
}

impl<T> Clone for Client<T> {
    fn clone(&self) -> Self {
        Client { inner: Arc::clone(&self.inner) }
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("endpoint", &self.inner.endpoint).finish_non_exhaustive()
    }
}
