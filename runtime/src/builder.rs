//! A client of whatever is set and given.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Uri};

use crate::credentials::{Fetch, Granted, NoCredentials, Origin, Source, Sts};
use crate::endpoints::{Asked, NoEndpoint, Resolved, resolve};
use crate::facts::{Auth, ServiceFacts};
use crate::retry::{Bucket, Policy};
use crate::sending::{Credentials, Sending, Sleeper, Timeouts};
use crate::settings::{Environment, NoProfile, Profile, Profiles};
use crate::sign::{Keys, Secret};
use crate::{AnyTransport, Client, Endpoint, Sleep, Timestamp, Transport, adapter, timer};

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

#[derive(Default)]
struct Given {
    environment: Option<Environment>,
    profiles: Option<Profiles>,
    profile: Option<String>,
    region: Option<String>,
    endpoint_url: Option<String>,
    fips: Option<bool>,
    dual_stack: Option<bool>,
    credentials: Option<Source>,
    project_id: Option<String>,
    retries: Option<Policy>,
    bucket: Option<Arc<Bucket>>,
    timeouts: Option<Timeouts>,
    transport: Option<AnyTransport>,
    sleeper: Option<Sleeper>,
    clock: Option<fn() -> Timestamp>,
    app_name: Option<String>,
    most_held: Option<usize>,
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

/// Why no client could be made. What is shown of it holds no secret.
#[derive(Debug)]
#[non_exhaustive]
pub enum SetupError {
    /// A file of settings could not be read.
    File {
        /// Its path.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// There is no such profile.
    Profile(NoProfile),
    /// It is not known where the service is reached.
    Endpoint(NoEndpoint),
    /// What was given as an endpoint is no address.
    Address(String),
    /// What is set says wrong things of credentials.
    Credentials(NoCredentials),
    /// A setting is no number, or none that makes sense.
    Setting {
        /// Its name.
        name: &'static str,
        /// What it says.
        value: String,
    },
    /// Nothing was given that carries requests, and no adapter is there.
    NoTransport,
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SetupError::File { path, error } => write!(f, "{path} cannot be read: {error}"),
            SetupError::Profile(error) => error.fmt(f),
            SetupError::Endpoint(error) => error.fmt(f),
            SetupError::Address(address) => write!(
                f,
                "`{}` is no endpoint, such as http://127.0.0.1:5000",
                address.escape_debug()
            ),
            SetupError::Credentials(error) => error.fmt(f),
            SetupError::Setting { name, value } => {
                write!(f, "`{}` makes no sense as {name}", value.escape_debug())
            }
            SetupError::NoTransport => f.write_str(
                "there is nothing to send requests with: turn on the feature `ureq` or `hyper`, or \
                 give the builder a transport",
            ),
        }
    }
}

impl std::error::Error for SetupError {}

impl From<NoEndpoint> for SetupError {
    fn from(error: NoEndpoint) -> Self {
        SetupError::Endpoint(error)
    }
}

impl From<NoCredentials> for SetupError {
    fn from(error: NoCredentials) -> Self {
        SetupError::Credentials(error)
    }
}

impl From<NoProfile> for SetupError {
    fn from(error: NoProfile) -> Self {
        SetupError::Profile(error)
    }
}

impl Given {
    fn client(
        mut self,
        service: &'static ServiceFacts,
    ) -> Result<Client<AnyTransport>, SetupError> {
        let environment = self.environment.take().unwrap_or_else(Environment::of_process);
        let transport = match self.transport.take() {
            Some(transport) => transport,
            None => {
                let connect = self.timeouts.unwrap_or_default().connect;
                adapter::any(connect).ok_or(SetupError::NoTransport)?
            }
        };
        let mut sending = Sending::over(transport).user_agent(self.user_agent(&environment)?);
        if let Some(policy) = self.retries {
            sending = sending.retries(policy);
        }
        if let Some(bucket) = self.bucket.take() {
            sending = sending.bucket(bucket);
        }
        if let Some(timeouts) = self.timeouts {
            sending = sending.timeouts(timeouts);
        }
        if let Some(now) = self.clock {
            sending = sending.clock(now);
        }
        if let Some(most) = self.most_held {
            sending = sending.most_held(most);
        }
        sending =
            sending.sleeper(self.sleeper.take().unwrap_or_else(|| Sleeper::new(timer::sleep)));
        let Set { resolved, credentials, project_id, attempts } = match service.provider {
            "huaweicloud" => self.huaweicloud(service, &environment)?,
            _ => self.aws(service, &environment)?,
        };
        if let Some(attempts) = attempts.filter(|_| self.retries.is_none()) {
            sending = sending.retries(Policy { attempts, ..Policy::of(service.id) });
        }
        if let Some(id) = project_id.as_deref().filter(|_| service.provider == "huaweicloud") {
            let value = HeaderValue::from_str(id).map_err(|_| SetupError::Setting {
                name: "the project's id",
                value: id.to_owned(),
            })?;
            sending = sending.header(HeaderName::from_static("x-project-id"), value);
        }
        let sending = sending.source(credentials).region(resolved.signing_region);
        let client = Client::new(AnyTransport::new(sending), resolved.endpoint);
        Ok(match project_id {
            Some(id) => client.with_project_id(id),
            None => client,
        })
    }

    fn user_agent(&self, environment: &Environment) -> Result<HeaderValue, SetupError> {
        let mut text = concat!("doc-bindgen/", env!("CARGO_PKG_VERSION")).to_owned();
        let told = self.app_name.as_deref().or_else(|| environment.get("AWS_SDK_UA_APP_ID"));
        if let Some(name) = told {
            let fits =
                |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            if name.is_empty() || !name.bytes().all(fits) {
                return Err(SetupError::Setting {
                    name: "the program's name (letters, digits, and no blank)",
                    value: name.to_owned(),
                });
            }
            text.push_str(" app/");
            text.push_str(name);
        }
        Ok(HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("doc-bindgen")))
    }

    fn aws(
        &mut self,
        service: &'static ServiceFacts,
        environment: &Environment,
    ) -> Result<Set, SetupError> {
        let profiles = match self.profiles.take() {
            Some(profiles) => profiles,
            None => Profiles::parse(
                &text_of(environment.config_file())?,
                &text_of(environment.credentials_file())?,
            ),
        };
        let profile = match &self.profile {
            Some(name) => profiles.profile(name)?,
            None => Profile::chosen(&profiles, environment)?,
        };
        let region = self.region.as_deref().or_else(|| profile.region(environment));
        let asked = |region| Asked {
            region,
            fips: self.fips.unwrap_or_else(|| profile.fips(environment)),
            dual_stack: self.dual_stack.unwrap_or_else(|| profile.dual_stack(environment)),
        };
        let name = service.service_id.unwrap_or(service.id);
        let address = self.endpoint_url.as_deref();
        let address = address.or_else(|| profile.endpoint_url(environment, name));
        let region_or_none = region.unwrap_or_default();
        let resolved = match address {
            None => resolve(service, &asked(region_or_none))?,
            Some(address) => {
                let endpoint = Endpoint::new(address_of(address)?);
                if region_or_none.is_empty() && signs(service) {
                    return Err(NoEndpoint::NoRegion.into());
                }
                // A service that is one for all regions is signed for its own.
                let known = resolve(service, &asked(region_or_none)).ok();
                let signing_region =
                    known.map_or_else(|| region_or_none.to_owned(), |known| known.signing_region);
                Resolved { endpoint, signing_region }
            }
        };
        let credentials = match self.credentials.take() {
            Some(source) => source,
            None => match bearer(service, environment) {
                Some(token) => Source::fixed(Credentials::Bearer(token)),
                None => {
                    // A profile that was asked for counts before keys in the environment.
                    let variables = match self.profile {
                        Some(_) => environment.without_keys(),
                        None => environment.clone(),
                    };
                    match Origin::find(&variables, &profiles, &profile)? {
                        Origin::Keys(Granted { keys, expires: None }) => Source::fixed(keys),
                        origin => {
                            let sts = sts(&profile, environment, &asked(region_or_none))?;
                            Source::of(Fetch { origin, sts })
                        }
                    }
                }
            },
        };
        let attempts = environment.get("AWS_MAX_ATTEMPTS").or_else(|| profile.get("max_attempts"));
        let attempts = match attempts {
            None => None,
            Some(text) => match text.parse() {
                Ok(attempts) if attempts > 0 => Some(attempts),
                _ => {
                    let name = "the number of attempts";
                    return Err(SetupError::Setting { name, value: text.to_owned() });
                }
            },
        };
        Ok(Set { resolved, credentials, project_id: None, attempts })
    }

    /// By the variables that Huawei Cloud's SDKs have, and those of its command line for the region and
    /// a token.
    fn huaweicloud(
        &mut self,
        service: &'static ServiceFacts,
        environment: &Environment,
    ) -> Result<Set, SetupError> {
        let get = |name: &str| environment.get(name).map(str::to_owned);
        let region = self.region.take().or_else(|| get("HW_REGION_NAME")).unwrap_or_default();
        let resolved = match &self.endpoint_url {
            Some(address) => {
                Resolved { endpoint: Endpoint::new(address_of(address)?), signing_region: region }
            }
            None => resolve(service, &Asked::new(&region))?,
        };
        let credentials = match self.credentials.take() {
            Some(source) => source,
            None => Source::fixed(huaweicloud_credentials(environment)?),
        };
        let project_id = self.project_id.take().or_else(|| get("HUAWEICLOUD_SDK_PROJECT_ID"));
        Ok(Set { resolved, credentials, project_id, attempts: None })
    }
}

/// What comes of settings.
struct Set {
    resolved: Resolved,
    credentials: Source,
    project_id: Option<String>,
    attempts: Option<u32>,
}

fn huaweicloud_credentials(environment: &Environment) -> Result<Credentials, SetupError> {
    const AK: &str = "HUAWEICLOUD_SDK_AK";
    const SK: &str = "HUAWEICLOUD_SDK_SK";
    match (environment.get(AK), environment.get(SK)) {
        (Some(ak), Some(sk)) => {
            let mut keys = Keys::new(ak, sk);
            let token = environment.get("HUAWEICLOUD_SDK_SECURITY_TOKEN");
            keys.session_token = token.map(Secret::from);
            Ok(keys.into())
        }
        (Some(_), None) => Err(NoCredentials::Variable(SK).into()),
        (None, Some(_)) => Err(NoCredentials::Variable(AK).into()),
        (None, None) => match environment.get("HW_AUTH_TOKEN") {
            Some(token) => Ok(Credentials::Bearer(token.into())),
            None => {
                Err(NoCredentials::Variable("HUAWEICLOUD_SDK_AK (or a token, HW_AUTH_TOKEN)")
                    .into())
            }
        },
    }
}

/// Whether requests of a service are mostly signed for a region.
fn signs(service: &ServiceFacts) -> bool {
    service.auth.is_empty() || service.auth.contains(&Auth::SigV4)
}

/// The token for a service that takes one: `AWS_BEARER_TOKEN_BEDROCK`.
fn bearer(service: &ServiceFacts, environment: &Environment) -> Option<Secret> {
    if !service.auth.contains(&Auth::Bearer) {
        return None;
    }
    let name = service.signing_name.unwrap_or(service.id).replace(['-', ' '], "_");
    let token = environment.get(&format!("AWS_BEARER_TOKEN_{}", name.to_ascii_uppercase()));
    token.map(Secret::from)
}

/// Where STS is asked for keys.
fn sts(
    profile: &Profile<'_>,
    environment: &Environment,
    asked: &Asked<'_>,
) -> Result<Sts, SetupError> {
    const SERVICE: ServiceFacts = ServiceFacts {
        provider: "aws",
        id: "sts",
        endpoint_prefix: Some("sts"),
        ..ServiceFacts::NONE
    };
    // Without a region it is the one that is for all of them.
    let asked =
        if asked.region.is_empty() { Asked { region: "us-east-1", ..*asked } } else { *asked };
    let Resolved { endpoint, signing_region: region } = resolve(&SERVICE, &asked)?;
    let endpoint = match profile.endpoint_url(environment, "STS") {
        Some(address) => Endpoint::new(address_of(address)?),
        None => endpoint,
    };
    Ok(Sts { endpoint, region })
}

fn address_of(text: &str) -> Result<Uri, SetupError> {
    let uri: Option<Uri> = text.parse().ok();
    let is_address =
        |uri: &Uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some();
    uri.filter(is_address).ok_or_else(|| SetupError::Address(text.to_owned()))
}

/// The text of a file of settings; one that is not there says nothing.
fn text_of(path: Option<String>) -> Result<String, SetupError> {
    let Some(path) = path else { return Ok(String::new()) };
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(String::new()),
        Err(error) => Err(SetupError::File { path, error }),
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
