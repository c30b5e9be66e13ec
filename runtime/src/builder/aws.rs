//! What is set for AWS: the environment, and `~/.aws/config` and `~/.aws/credentials`.

use super::error::SetupError;
use super::given::{Given, Set, address_of};
use crate::Endpoint;
use crate::credentials::{Fetch, Granted, Origin, Source, Sts};
use crate::endpoints::{Asked, NoEndpoint, Resolved, resolve};
use crate::facts::{Auth, ServiceFacts};
use crate::sending::Credentials;
use crate::settings::{Environment, Profile, Profiles};
use crate::sign::Secret;

/// What is set in the environment and in both files of profiles, and what was given.
pub(super) fn set(
    given: &mut Given,
    service: &'static ServiceFacts,
    environment: &Environment,
) -> Result<Set, SetupError> {
    let profiles = match given.profiles.take() {
        Some(profiles) => profiles,
        None => profiles_of(environment)?,
    };
    let profile = match &given.profile {
        Some(name) => profiles.profile(name)?,
        None => Profile::chosen(&profiles, environment)?,
    };
    let region = given.region.as_deref().or_else(|| profile.region(environment));
    let asked = |region| Asked {
        region,
        fips: given.fips.unwrap_or_else(|| profile.fips(environment)),
        dual_stack: given.dual_stack.unwrap_or_else(|| profile.dual_stack(environment)),
    };
    let name = service.service_id.unwrap_or(service.id);
    let address = given.endpoint_url.as_deref();
    let address = address.or_else(|| profile.endpoint_url(environment, name));
    let region_or_none = region.unwrap_or_default();
    let mut resolved = match address {
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
    resolved.endpoint.buckets = given.buckets.unwrap_or_else(|| profile.buckets());
    let credentials = match given.credentials.take() {
        Some(source) => source,
        None => match bearer(service, environment) {
            Some(token) => Source::fixed(Credentials::Bearer(token)),
            None => {
                // A profile that was asked for counts before keys in the environment.
                let variables = match given.profile {
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

/// What both files say.
pub(super) fn profiles_of(environment: &Environment) -> Result<Profiles, SetupError> {
    let (config, credentials) = (environment.config_file(), environment.credentials_file());
    Ok(Profiles::parse(&text_of(config)?, &text_of(credentials)?))
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
