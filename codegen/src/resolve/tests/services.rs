//! Which services pages are of, by the specs that stand.

use super::super::KnownService;
use super::made::*;

/// A service that stands under an id, with the client of another.
fn standing(id: &str, version: &str) -> KnownService {
    KnownService {
        provider: Provider::Aws,
        service: ServiceId::new(id).unwrap(),
        client: Some("PinpointThings".into()),
        endpoint_prefix: Some("things.pinpoint".into()),
        version: Some(version.into()),
    }
}

fn homes(services: Vec<KnownService>) -> Vec<String> {
    let mut page = operation("get", None, None);
    page.dialect = Dialect::ApiReference;
    page.service.id = None;
    page.service.uid = Some("pinpoint-things-2018-09-05".into());
    let (groups, said) = group(vec![page], &Known { services, told: None });
    assert!(said.is_empty(), "{said:?}");
    groups.iter().map(|group| group.service.to_string()).collect()
}

#[test]
fn an_api_with_two_clients_is_told_of_both_where_they_stand() {
    let (one, other) = ("pinpoint-things", "things");
    let both = [standing(one, "2018-09-05"), standing(other, "2018-09-05")];
    assert_eq!(homes(both.to_vec()), [one, other]);
    // Of an API of another day it is not told.
    let old = [standing(one, "2018-09-05"), standing(other, "2014-01-01")];
    assert_eq!(homes(old.to_vec()), [one]);
}
