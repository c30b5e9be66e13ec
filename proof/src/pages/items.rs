//! What members are called on pages.

use super::model::Reference;
use super::service::{Protocol, Service};

/// What a member is called in what an operation takes (`asked`) or returns.
pub fn labels(
    service: &Service<'_>,
    name: &str,
    reference: &Reference,
    asked: bool,
) -> Vec<(String, &'static str)> {
    let label = match service.protocol() {
        Protocol::Query => query(service, name, reference),
        Protocol::Ec2 if asked => {
            let label = asked_name(name, reference);
            if is_list(service, reference) { format!("{label}.N") } else { label }
        }
        _ => reference.location_name.clone().unwrap_or_else(|| name.to_owned()),
    };
    vec![(label, "")]
}

/// What a member of a data type is called, which may be asked for and answered.
pub fn labels_in_shape(
    service: &Service<'_>,
    owner: &str,
    name: &str,
    reference: &Reference,
) -> Vec<(String, &'static str)> {
    if service.protocol() != Protocol::Ec2 {
        return labels(service, name, reference, true);
    }
    let request = asked_name(name, reference);
    if is_list(service, reference) {
        return vec![(format!("{request}.N"), "")];
    }
    let response = reference.location_name.clone().unwrap_or_else(|| name.to_owned());
    match (service.asked.contains(owner), service.answered.contains(owner)) {
        (true, true) if request != response => {
            vec![(request, " (request), "), (response, " (response)")]
        }
        (true, _) => vec![(request, "")],
        _ => vec![(response, "")],
    }
}

/// The names of the keys and values of a map where queries go over the wire.
pub fn entries(service: &Service<'_>, name: &str, reference: &Reference) -> Option<String> {
    let shape = service.model.shape(&reference.shape);
    let is_query = matches!(service.protocol(), Protocol::Query | Protocol::Ec2);
    let (Some(key), Some(value)) = (&shape.key, &shape.value) else { return None };
    if !is_query {
        return None;
    }
    let name = reference.location_name.as_deref().unwrap_or(name);
    let key = key.location_name.as_deref().unwrap_or("key");
    let value = value.location_name.as_deref().unwrap_or("value");
    Some(format!("{name}.entry.N.{key} (key){name}.entry.N.{value} (value)"))
}

/// `Filters.Filter.N`, `Names.member.N`.
fn query(service: &Service<'_>, name: &str, reference: &Reference) -> String {
    let label = reference.location_name.as_deref().unwrap_or(name);
    let shape = service.model.shape(&reference.shape);
    let Some(element) = &shape.member else { return label.to_owned() };
    let element = element.location_name.as_deref();
    if shape.flattened || reference.flattened {
        format!("{}.N", element.unwrap_or(label))
    } else {
        format!("{label}.{}.N", element.unwrap_or("member"))
    }
}

/// What ec2 calls a member in a request.
fn asked_name(name: &str, reference: &Reference) -> String {
    if let Some(name) = &reference.query_name {
        return name.clone();
    }
    let name = reference.location_name.as_deref().unwrap_or(name);
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn is_list(service: &Service<'_>, reference: &Reference) -> bool {
    service.model.shape(&reference.shape).kind == "list"
}
