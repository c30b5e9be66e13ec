//! The id of a service by its full name, for a page that lost the links that tell it.
//!
//! No rule makes `ce` of "AWS Cost Explorer Service", so `titles.tsv` lists them all; `cargo proof
//! awsapichanges --titles` holds it against botocore's models. A service that is younger than the
//! list is guessed by a rule.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Each service's id and full name, sorted by id.
const TITLES: &str = include_str!("titles.tsv");

/// What is known of a title.
#[derive(Debug, PartialEq, Eq)]
pub enum Service {
    /// The one service that has it.
    One(&'static str),
    /// The services that have it.
    Several(Vec<&'static str>),
    /// What the id is by the rule.
    Guessed(Box<str>),
    /// It is no title.
    None,
}

/// The ids of all services.
pub fn ids() -> impl Iterator<Item = &'static str> {
    known().map(|(id, _)| id)
}

/// The ids and full names.
fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    TITLES.lines().filter_map(|line| line.split_once('\t'))
}

/// The services that have a full name, as far as the list knows.
pub fn services(title: &str) -> Vec<String> {
    match service(title) {
        Service::One(id) => vec![id.to_owned()],
        Service::Several(ids) => ids.into_iter().map(str::to_owned).collect(),
        Service::Guessed(_) | Service::None => Vec::new(),
    }
}

pub fn service(title: &str) -> Service {
    let title = title.trim();
    let mut ids: Vec<&str> =
        known().filter(|(_, known)| known.eq_ignore_ascii_case(title)).map(|(id, _)| id).collect();
    match ids.len() {
        0 => guessed(title).map_or(Service::None, Service::Guessed),
        1 => ids.pop().map_or(Service::None, Service::One),
        _ => Service::Several(ids),
    }
}

/// The service whose client has that class, where it is the only one. botocore makes the class of the
/// full name: who offers it and what is neither letter nor digit are left out. Some classes are made
/// of an older, shorter name, which no list here has.
pub fn of_class(class: &str) -> Option<&'static str> {
    static IDS: LazyLock<HashMap<String, Option<&str>>> = LazyLock::new(|| {
        let mut ids = HashMap::new();
        for (id, title) in known() {
            let two = |known: &mut Option<&str>| *known = None;
            ids.entry(class_of(title)).and_modify(two).or_insert(Some(id));
        }
        ids
    });
    *IDS.get(class)?
}

fn class_of(title: &str) -> String {
    let short = title.replace("Amazon", "").replace("AWS", "");
    short.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The id is the name without who offers it, as a rule.
fn guessed(title: &str) -> Option<Box<str>> {
    let name = title.to_ascii_lowercase();
    let name = ["amazon ", "aws "].iter().find_map(|by| name.strip_prefix(by)).unwrap_or(&name);
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    (!id.is_empty() && id.len() < 100).then(|| id.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_services_that_botocore_gives_it_to() {
        let mut before = "";
        for line in TITLES.lines() {
            let (id, title) = line.split_once('\t').unwrap();
            assert!(before < id, "{before} stands before {id}");
            before = id;
            match service(title) {
                Service::One(known) => assert_eq!(known, id),
                Service::Several(known) => assert!(known.contains(&id), "{line}"),
                other => panic!("{line}: {other:?}"),
            }
        }
        assert!(TITLES.lines().count() >= 439);
        assert_eq!(service(" AWS Cost Explorer Service "), Service::One("ce"));
        assert_eq!(service("Elastic Load Balancing"), Service::Several(vec!["elb", "elbv2"]));
        assert_eq!(service("Amazon Time Travel"), Service::Guessed("time-travel".into()));
        assert_eq!(service("--"), Service::None);
    }

    #[test]
    fn a_class_is_that_of_one_service() {
        assert_eq!(of_class("MultipartyApproval"), Some("mpa"));
        assert_eq!(of_class("CostExplorerService"), Some("ce"));
        // `elb` and `elbv2`.
        assert_eq!(of_class("ElasticLoadBalancing"), None);
        assert_eq!(of_class("TimeTravel"), None);
    }
}
