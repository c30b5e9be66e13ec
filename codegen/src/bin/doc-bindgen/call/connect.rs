//! A client of whatever is set and given.

use std::time::Duration;

use doc_bindgen_runtime::facts::ServiceFacts;
use doc_bindgen_runtime::retry::Policy;
use doc_bindgen_runtime::{AnyTransport, Builder, Client, SetupError};

use super::dry_run::DryRun;
use super::{Arguments, Stopped};

/// The longest that a call may take, with all its attempts.
const LONGEST: Duration = Duration::from_secs(300);

/// A client of the service, as the environment, the files and the arguments say.
pub fn client(
    arguments: &Arguments,
    service: &'static ServiceFacts,
) -> Result<Client<AnyTransport>, Stopped> {
    builder(arguments, service).build().map_err(|error| unset(&error))
}

/// What makes a client that shows its requests, and sends none.
pub fn dry(arguments: &Arguments, service: &'static ServiceFacts, shows: &DryRun) -> Made {
    builder(arguments, service)
        .transport(shows.clone())
        .retries(Policy { attempts: 1, ..Policy::of(service.id) })
}

/// What is said where what is set makes no client.
pub fn unset(error: &SetupError) -> Stopped {
    Stopped::why(error.to_string(), "set it in the environment or the profile, or give it here")
}

type Made = Builder<Client<AnyTransport>>;

fn builder(arguments: &Arguments, service: &'static ServiceFacts) -> Made {
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
    builder
}
