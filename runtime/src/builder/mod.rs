//! A client of whatever is set and given.

mod aws;
mod client;
mod error;
mod given;
mod huaweicloud;
mod region;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::credentials::Source;
use crate::facts::ServiceFacts;
use crate::retry::{Bucket, Policy};
use crate::sending::{Credentials, Sleeper, Timeouts};
use crate::settings::{Environment, Profiles};
use crate::{AnyTransport, Buckets, Client, Sleep, Timestamp, Transport};

pub use error::SetupError;
use given::Given;

/// Makes a client. What is not given is as the user has set it for all programs: in the environment,
/// and in the files `~/.aws/config` and `~/.aws/credentials`.
///
/// An emitted client's `builder()` gives one, and `from_env()` what comes of it with nothing given.
#[must_use = "a builder makes nothing before `build`"]
pub struct Builder<C> {
    service: &'static ServiceFacts,
    finish: fn(Client<AnyTransport>) -> C,
    given: Given,
}

impl<C> Builder<C> {
    /// Of a service; `finish` makes its client of one that knows no service.
    pub fn new(service: &'static ServiceFacts, finish: fn(Client<AnyTransport>) -> C) -> Self {
        Builder { service, finish, given: Given::default() }
    }

    fn with(mut self, give: impl FnOnce(&mut Given)) -> Self {
        give(&mut self.given);
        self
    }

    /// The region: `eu-west-1`.
    pub fn region(self, region: impl Into<String>) -> Self {
        self.with(|it| it.region = Some(region.into()))
    }

    /// The profile of the files; else the one that `AWS_PROFILE` names, or `default`.
    pub fn profile(self, name: impl Into<String>) -> Self {
        self.with(|it| it.profile = Some(name.into()))
    }

    /// Where the service is reached: `http://127.0.0.1:5000`.
    pub fn endpoint_url(self, address: impl Into<String>) -> Self {
        self.with(|it| it.endpoint_url = Some(address.into()))
    }

    /// With cryptography as FIPS 140 has it.
    pub fn fips(self, fips: bool) -> Self {
        self.with(|it| it.fips = Some(fips))
    }

    /// For IPv6 and IPv4.
    pub fn dual_stack(self, dual_stack: bool) -> Self {
        self.with(|it| it.dual_stack = Some(dual_stack))
    }

    /// Signs with these.
    pub fn credentials(self, credentials: impl Into<Credentials>) -> Self {
        self.with(|it| it.credentials = Some(Source::fixed(credentials)))
    }

    /// Signs with what comes from there. Clients that share a source ask for credentials once.
    pub fn credentials_from(self, source: Source) -> Self {
        self.with(|it| it.credentials = Some(source))
    }

    /// The project of Huawei Cloud whose things are meant where a request leaves its `project_id` empty.
    pub fn project_id(self, id: impl Into<String>) -> Self {
        self.with(|it| it.project_id = Some(id.into()))
    }

    /// Where requests name the bucket of S3 that they are about; else as the profile's
    /// `addressing_style` has it.
    pub fn buckets(self, buckets: Buckets) -> Self {
        self.with(|it| it.buckets = Some(buckets))
    }

    /// How often calls are made.
    pub fn retries(self, policy: Policy) -> Self {
        self.with(|it| it.retries = Some(policy))
    }

    /// What attempts after the first are paid with, shared with other clients.
    pub fn retry_bucket(self, bucket: Arc<Bucket>) -> Self {
        self.with(|it| it.bucket = Some(bucket))
    }

    /// How long is waited.
    pub fn timeouts(self, timeouts: Timeouts) -> Self {
        self.with(|it| it.timeouts = Some(timeouts))
    }

    /// How long a call takes at most, with all its attempts; nothing limits it otherwise.
    pub fn timeout(self, call: Duration) -> Self {
        self.with(|it| it.timeouts.get_or_insert_default().call = Some(call))
    }

    /// What carries requests; else the adapter whose feature is on.
    pub fn transport<T>(self, transport: T) -> Self
    where
        T: Transport<Future: Send + 'static> + Send + Sync + 'static,
    {
        self.with(|it| it.transport = Some(AnyTransport::new(transport)))
    }

    /// What waits, between attempts and for timeouts; else a thread of the runtime's own, which serves
    /// every async runtime, and none.
    pub fn sleep<S>(self, sleep: S) -> Self
    where
        S: Sleep<Future: Send> + Send + Sync + 'static,
    {
        self.with(|it| it.sleeper = Some(Sleeper::new(sleep)))
    }

    /// What tells the time that requests are signed with.
    pub fn clock(self, now: fn() -> Timestamp) -> Self {
        self.with(|it| it.clock = Some(now))
    }

    /// The program's name, for the header `User-Agent`.
    pub fn app_name(self, name: impl Into<String>) -> Self {
        self.with(|it| it.app_name = Some(name.into()))
    }

    /// How many bytes of a response are held in memory at most; 256 MiB otherwise.
    pub fn most_held(self, bytes: usize) -> Self {
        self.with(|it| it.most_held = Some(bytes))
    }

    /// Takes these variables instead of the process's.
    pub fn environment(self, environment: Environment) -> Self {
        self.with(|it| it.environment = Some(environment))
    }

    /// Takes these profiles instead of those of the files.
    pub fn profiles(self, profiles: Profiles) -> Self {
        self.with(|it| it.profiles = Some(profiles))
    }

    /// The client.
    pub fn build(self) -> Result<C, SetupError> {
        Ok((self.finish)(self.given.client(self.service)?))
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("service", &self.service.id)
            .field("region", &self.given.region)
            .field("endpoint_url", &self.given.endpoint_url)
            .finish_non_exhaustive()
    }
}

/// Gives an emitted client `from_env` and `builder`.
#[doc(hidden)]
#[macro_export]
macro_rules! configured {
    ($client:ident, $service:path) => {
        impl $client<$crate::AnyTransport> {
            /// A client that works: region, credentials and endpoint as they are set in the environment
            /// and in the files `~/.aws/config` and `~/.aws/credentials`, requests carried by the adapter
            /// whose feature is on.
            pub fn from_env() -> ::core::result::Result<Self, $crate::SetupError> {
                Self::builder().build()
            }
            /// Makes a client of what is given, and of what is set for the rest.
            pub fn builder() -> $crate::Builder<Self> {
                $crate::Builder::new(&$service, |inner| Self { inner })
            }
        }
    };
}
