//! A client of whatever is set and given.

use std::time::Duration;

use doc_bindgen_runtime::facts::ServiceFacts;
use doc_bindgen_runtime::retry::Policy;
use doc_bindgen_runtime::{AnyTransport, Builder, Client};

use super::dry_run::DryRun;
use super::{Arguments, Stopped};

/// The longest that a call may take, with all its attempts.
const LONGEST: Duration = Duration::from_secs(300);

/// A client of the service, as the environment, the files and the arguments say.
pub fn client(
    arguments: &Arguments,
    service: &'static ServiceFacts,
    dry_run: Option<&DryRun>,
) -> Result<Client<AnyTransport>, Stopped> {
    let mut builder = Builder::new(service, |client| client).timeout(LONGEST);
    if let Some(region) = &arguments.region {
        builder = builder.region(region);
    }
    if let Some(profile) = &arguments.profile {
        builder = builder.profile(profile);
    }
    if let Some(address) = &arguments.endpoint_url {
        builder = builder.endpoint_url(address);
    }
    if let Some(dry_run) = dry_run {
        builder = builder
            .transport(dry_run.clone())
            .retries(Policy { attempts: 1, ..Policy::of(service.id) });
    }
    builder.build().map_err(|error| {
        Stopped::why(error.to_string(), "set it in the environment or the profile, or give it here")
    })
}
