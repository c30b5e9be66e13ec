//! Rules of a service made of where botocore reaches it: as few as say the same.

use std::collections::{BTreeMap, BTreeSet};

use doc_bindgen_runtime::endpoints::{Asked, EndpointRule, PARTITIONS, Partition, resolve};
use doc_bindgen_runtime::facts::ServiceFacts;
use serde::Deserialize;

/// A service, and where it is reached.
#[derive(Deserialize)]
pub struct Service {
    pub service: String,
    pub prefix: String,
    pub answers: Vec<Answer>,
}

/// Where it is reached in a region.
#[derive(Clone, Deserialize)]
pub struct Answer {
    region: String,
    fips: bool,
    dual_stack: bool,
    host: String,
    signing_region: Option<String>,
}

/// What a rule gives: the host and the region that is signed for.
type Given = (String, Option<String>);

/// The facts of the service, with rules where the formula does not say where it is reached.
pub fn facts(service: &Service) -> ServiceFacts {
    // A program of a service has all of it as constants.
    let prefix: &'static str = leaked(service.prefix.clone());
    let formula = ServiceFacts { endpoint_prefix: Some(prefix), ..ServiceFacts::NONE };
    let mut special: BTreeMap<(bool, bool, Given), BTreeSet<&str>> = BTreeMap::new();
    let mut whole: BTreeMap<(bool, bool, Given), BTreeSet<&str>> = BTreeMap::new();
    for partition in &PARTITIONS {
        for fips in [false, true] {
            for dual_stack in [false, true] {
                let here: Vec<&Answer> = service
                    .answers
                    .iter()
                    .filter(|it| (it.fips, it.dual_stack) == (fips, dual_stack))
                    .filter(|it| Partition::of(&it.region).id == partition.id)
                    .collect();
                let usual = usual(&here, partition);
                if let Some((given, example)) = &usual
                    && !agrees(&formula, example)
                {
                    whole
                        .entry((fips, dual_stack, given.clone()))
                        .or_default()
                        .insert(partition.id);
                }
                for answer in here {
                    let given = given(answer, partition);
                    let is_usual = usual.as_ref().is_some_and(|(usual, _)| *usual == given);
                    if !is_usual
                        && (whole_has(&whole, fips, dual_stack, partition)
                            || !agrees(&formula, answer))
                    {
                        let place = answer.region.as_str();
                        special.entry((fips, dual_stack, given)).or_default().insert(place);
                    }
                }
            }
        }
    }
    let rules: Vec<EndpointRule> =
        merged(special).into_iter().chain(merged(whole)).map(Row::rule).collect();
    ServiceFacts { endpoints: rules.leak(), ..formula }
}

fn whole_has(
    whole: &BTreeMap<(bool, bool, Given), BTreeSet<&str>>,
    fips: bool,
    dual_stack: bool,
    partition: &Partition,
) -> bool {
    whole.iter().any(|((other_fips, other_dual, _), places)| {
        (*other_fips, *other_dual) == (fips, dual_stack) && places.contains(partition.id)
    })
}

/// What most regions of a partition have in common, and one that has it.
fn usual<'a>(here: &[&'a Answer], partition: &Partition) -> Option<(Given, &'a Answer)> {
    let mut counts: BTreeMap<Given, (usize, &Answer)> = BTreeMap::new();
    for answer in here.iter().filter(|it| it.region != partition.global()) {
        counts.entry(given(answer, partition)).or_insert((0, answer)).0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, (count, _))| *count)?;
    Some((most.0, most.1.1))
}

/// The host with what follows from the region left open.
fn given(answer: &Answer, partition: &Partition) -> Given {
    let region =
        if answer.region == partition.global() { partition.global_region } else { &answer.region };
    let host = answer
        .host
        .split('.')
        .map(|label| if label == region { "{region}" } else { label })
        .collect::<Vec<_>>()
        .join(".");
    let open = |suffix: &str, name: &str| {
        host.strip_suffix(suffix).filter(|it| it.ends_with('.')).map(|it| format!("{it}{{{name}}}"))
    };
    let host = open(partition.dual_stack_suffix, "dual_stack_suffix")
        .or_else(|| open(partition.suffix, "suffix"))
        .unwrap_or_else(|| host.clone());
    // A host that is the same in all regions is signed for one of them, whichever is asked for.
    let is_of_region = host.contains("{region}");
    let signing = answer.signing_region.clone();
    (host, signing.filter(|signing| !(is_of_region && signing == region)))
}

fn agrees(facts: &ServiceFacts, answer: &Answer) -> bool {
    let asked = Asked { region: &answer.region, fips: answer.fips, dual_stack: answer.dual_stack };
    resolve(facts, &asked).is_ok_and(|found| {
        let signing = answer.signing_region.as_deref();
        found.endpoint.uri.host() == Some(answer.host.as_str())
            && signing.is_none_or(|signing| signing == found.signing_region)
    })
}

/// How many answers the facts give, and how many others.
pub fn hold(facts: &ServiceFacts, service: &Service) -> (usize, usize) {
    let agree = service.answers.iter().filter(|answer| agrees(facts, answer)).count();
    (agree, service.answers.len() - agree)
}

struct Row {
    places: Vec<String>,
    fips: Option<bool>,
    dual_stack: Option<bool>,
    given: Given,
}

impl Row {
    fn rule(self) -> EndpointRule {
        let places: Vec<&'static str> = self.places.into_iter().map(leaked).collect();
        let is_everywhere = PARTITIONS.iter().all(|partition| places.contains(&partition.id));
        EndpointRule {
            places: if is_everywhere { &[] } else { places.leak() },
            fips: self.fips,
            dual_stack: self.dual_stack,
            host: leaked(self.given.0),
            signing_region: self.given.1.map(leaked),
        }
    }
}

/// The rows, one where several say the same with and without FIPS, or with one family of addresses
/// and both.
fn merged(rows: BTreeMap<(bool, bool, Given), BTreeSet<&str>>) -> Vec<Row> {
    type Places = Vec<String>;
    let mut by_given: BTreeMap<(Given, Places), Vec<(bool, bool)>> = BTreeMap::new();
    for ((fips, dual_stack, given), places) in rows {
        let places: Places = places.into_iter().map(str::to_owned).collect();
        by_given.entry((given, places)).or_default().push((fips, dual_stack));
    }
    let mut out = Vec::new();
    for ((given, places), mut asked) in by_given {
        let mut push = |fips, dual_stack| {
            out.push(Row { places: places.clone(), fips, dual_stack, given: given.clone() });
        };
        if asked.len() == 4 {
            push(None, None);
            continue;
        }
        for known in [false, true] {
            if asked.contains(&(known, false)) && asked.contains(&(known, true)) {
                push(Some(known), None);
                asked.retain(|(fips, _)| *fips != known);
            }
        }
        for known in [false, true] {
            if asked.contains(&(false, known)) && asked.contains(&(true, known)) {
                push(None, Some(known));
                asked.retain(|(_, dual_stack)| *dual_stack != known);
            }
        }
        asked.into_iter().for_each(|(fips, dual_stack)| push(Some(fips), Some(dual_stack)));
    }
    out
}

fn leaked(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}
