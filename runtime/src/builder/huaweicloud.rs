//! What is set for Huawei Cloud.

use super::error::SetupError;
use super::given::{Given, Set, address_of};
use crate::Endpoint;
use crate::credentials::{NoCredentials, Source};
use crate::endpoints::{Asked, Resolved, resolve};
use crate::facts::ServiceFacts;
use crate::sending::Credentials;
use crate::settings::Environment;
use crate::sign::{Keys, Secret};

/// By the variables that Huawei Cloud's SDKs have, and those of its command line for the region and
/// a token.
pub(super) fn set(
    given: &mut Given,
    service: &'static ServiceFacts,
    environment: &Environment,
) -> Result<Set, SetupError> {
    let get = |name: &str| environment.get(name).map(str::to_owned);
    let region = given.region.take().or_else(|| get("HW_REGION_NAME")).unwrap_or_default();
    let resolved = match &given.endpoint_url {
        Some(address) => {
            Resolved { endpoint: Endpoint::new(address_of(address)?), signing_region: region }
        }
        None => resolve(service, &Asked::new(&region))?,
    };
    let credentials = match given.credentials.take() {
        Some(source) => source,
        None => Source::fixed(credentials(environment)?),
    };
    let project_id = given.project_id.take().or_else(|| get("HUAWEICLOUD_SDK_PROJECT_ID"));
    Ok(Set { resolved, credentials, project_id, attempts: None })
}

fn credentials(environment: &Environment) -> Result<Credentials, SetupError> {
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
