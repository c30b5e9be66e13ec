//! Where a service is reached.

use doc_bindgen::spec::Endpoint;

use super::model::Model;
use crate::endpoints::rules::{self, Service};

/// The rules of a service, where the formula does not say where it is reached.
pub fn rules(model: &Model) -> Vec<Endpoint> {
    let prefix = model.protocol().ok().and_then(|it| it.endpoint_prefix).unwrap_or_default();
    let service =
        Service { service: model.service.clone(), prefix, answers: model.answers.clone() };
    let facts = rules::facts(&service);
    let rule = |rule: &doc_bindgen_runtime::endpoints::EndpointRule| Endpoint {
        places: rule.places.iter().map(|it| (*it).to_owned()).collect(),
        fips: rule.fips,
        dual_stack: rule.dual_stack,
        host: Some(rule.host.into()),
        signing_region: rule.signing_region.map(Into::into),
    };
    facts.endpoints.iter().map(rule).collect()
}
