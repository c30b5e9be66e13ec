//! What was given, and what comes of it and of what is set for the rest.

use std::sync::Arc;

use http::Uri;

use super::error::SetupError;
use crate::credentials::Source;
use crate::endpoints::Resolved;
use crate::retry::{Bucket, Policy};
use crate::sending::{Sleeper, Timeouts};
use crate::settings::{Environment, Profiles};
use crate::{AnyTransport, Buckets, Timestamp};

/// What is set counts where nothing is given.
#[derive(Default)]
pub(super) struct Given {
    pub(super) environment: Option<Environment>,
    pub(super) profiles: Option<Profiles>,
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
    pub(super) endpoint_url: Option<String>,
    pub(super) fips: Option<bool>,
    pub(super) dual_stack: Option<bool>,
    pub(super) credentials: Option<Source>,
    pub(super) project_id: Option<String>,
    pub(super) buckets: Option<Buckets>,
    pub(super) retries: Option<Policy>,
    pub(super) bucket: Option<Arc<Bucket>>,
    pub(super) timeouts: Option<Timeouts>,
    pub(super) transport: Option<AnyTransport>,
    pub(super) sleeper: Option<Sleeper>,
    pub(super) clock: Option<fn() -> Timestamp>,
    pub(super) app_name: Option<String>,
    pub(super) most_held: Option<usize>,
}

/// What comes of settings.
pub(super) struct Set {
    pub(super) resolved: Resolved,
    pub(super) credentials: Source,
    pub(super) project_id: Option<String>,
    pub(super) attempts: Option<u32>,
}

/// An address that was given for a service.
pub(super) fn address_of(text: &str) -> Result<Uri, SetupError> {
    let uri: Option<Uri> = text.parse().ok();
    let is_address =
        |uri: &Uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some();
    uri.filter(is_address).ok_or_else(|| SetupError::Address(text.to_owned()))
}
