//! What an overlay has to state, in as few words as say all.
//!
//! A member is called the same on the wire wherever it stands, nearly always. So what is so of every
//! member of a name is stated once, whatever shapes the pages made, and only what differs from that is
//! stated at its place.

use std::collections::BTreeMap;

use doc_bindgen::spec::{Case, Location, ShapeId, ShapeKind, Spec, Wire};

use super::model::usual_name;
use super::walk::{Found, Walk};

/// What is stated of a member: the keys, and the flags that are not so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stated {
    pub wire: Wire,
    pub not: Vec<&'static str>,
}

impl Stated {
    pub fn is_empty(&self) -> bool {
        self.wire.is_empty() && self.not.is_empty()
    }
}

/// How members are called that have no name of their own.
pub fn case(walk: &Walk) -> Option<Case> {
    let (mut lower, mut same) = (0, 0);
    for (name, wire) in walk.found.values().flat_map(|found| &found.members) {
        let lowered = Case::LowerFirst.write(name);
        if *lowered != **name {
            lower += usize::from(wire.name.as_deref() == Some(&*lowered));
            same += usize::from(wire.name.as_deref() == Some(name));
        }
    }
    (lower > same).then_some(Case::LowerFirst)
}

/// What is so of all members of a name, by name.
pub fn everywhere(spec: &Spec, walk: &Walk, case: Option<Case>) -> BTreeMap<String, Wire> {
    let mut by_name: BTreeMap<&str, Vec<Option<&Wire>>> = BTreeMap::new();
    for (at, shape) in spec.shapes.iter().enumerate() {
        let found = walk.found.get(&ShapeId(at as u32));
        // Nothing is known of what errors have in them.
        if found.is_none() && !matches!(shape.kind, ShapeKind::Error(_)) {
            continue;
        }
        for member in shape.kind.members() {
            let wanted = found.and_then(|found| {
                found.members.iter().find(|(name, _)| *name == member.name).map(|(_, wire)| wire)
            });
            by_name.entry(&member.name).or_default().push(wanted);
        }
    }
    let mut rules = BTreeMap::new();
    for (name, wanted) in by_name {
        let usual = usual_name(name, case);
        let bodies: Vec<&Wire> =
            wanted.iter().flatten().copied().filter(|wire| wire.location.is_none()).collect();
        let all = |same: &dyn Fn(&Wire) -> bool| {
            bodies.len() == wanted.len() && bodies.iter().all(|wire| same(wire))
        };
        let Some(first) = bodies.first().copied() else { continue };
        let mut rule = Wire::default();
        let most = most(bodies.iter().map(|wire| wire.name.as_deref().unwrap_or_default()));
        if most != Some(&usual) {
            rule.name = most.map(Into::into);
        }
        if all(&|wire| wire.query_name == first.query_name) {
            rule.query_name.clone_from(&first.query_name);
        }
        if all(&|wire| wire.timestamp_format == first.timestamp_format) {
            rule.timestamp_format = first.timestamp_format;
        }
        if all(&|wire| wire.namespace == first.namespace) {
            rule.namespace.clone_from(&first.namespace);
        }
        if all(&|wire| wire.element == first.element) {
            rule.element.clone_from(&first.element);
        }
        if all(&|wire| wire.key == first.key) {
            rule.key.clone_from(&first.key);
        }
        let mostly = |is: &dyn Fn(&Wire) -> bool| {
            2 * wanted.iter().flatten().filter(|wire| is(wire)).count() > wanted.len()
        };
        rule.flattened = mostly(&|wire| wire.flattened);
        rule.attribute = mostly(&|wire| wire.attribute);
        rule.json = mostly(&|wire| wire.json);
        rule.sensitive = mostly(&|wire| wire.sensitive);
        if !rule.is_empty() {
            rules.insert(name.to_owned(), rule);
        }
    }
    rules
}

/// What comes most often; of what comes equally often the first by name.
fn most<'a>(values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

/// What is left to be stated at the place of a shape, by member.
pub fn at_place(
    spec: &Spec,
    id: ShapeId,
    found: &Found,
    rules: &BTreeMap<String, Wire>,
    case: Option<Case>,
    labels: &[&str],
    is_xml: bool,
) -> Vec<(String, Stated)> {
    let mut out = Vec::new();
    for (name, wanted) in &found.members {
        let Some(member) = spec[id].kind.members().iter().find(|it| it.name == *name) else {
            continue;
        };
        let mut there = Wire::clone(&member.wire);
        if let Some(rule) = rules.get(name) {
            there.put(rule);
        }
        let usual = usual_name(name, case);
        // As a merge binds labels to members.
        if there.location.is_none() && there.name.is_none() && labels.contains(&&*usual) {
            there.location = Some(Location::Path);
        }
        // The outermost element is called as its shape is, unless its name is stated.
        let is_root = is_xml && wanted.location == Some(Location::Payload);
        let stated = difference(&there, wanted, (!is_root).then_some(&*usual));
        if !stated.is_empty() {
            out.push((name.clone(), stated));
        }
    }
    out
}

/// What has to be stated for `there` to become what is wanted.
fn difference(there: &Wire, wanted: &Wire, usual: Option<&str>) -> Stated {
    let mut stated = Stated::default();
    let wire = &mut stated.wire;
    if there.location != wanted.location {
        wire.location = wanted.location;
    }
    if there.name.as_deref().or(usual) != wanted.name.as_deref().or(usual) {
        wire.name.clone_from(&wanted.name);
    }
    if there.query_name != wanted.query_name {
        wire.query_name.clone_from(&wanted.query_name);
    }
    if there.timestamp_format != wanted.timestamp_format {
        wire.timestamp_format = wanted.timestamp_format;
    }
    if there.namespace != wanted.namespace {
        wire.namespace.clone_from(&wanted.namespace);
    }
    if there.element != wanted.element {
        wire.element.clone_from(&wanted.element);
    }
    if there.key != wanted.key {
        wire.key.clone_from(&wanted.key);
    }
    for (key, there, wanted, place) in [
        ("flattened", there.flattened, wanted.flattened, &mut wire.flattened),
        ("attribute", there.attribute, wanted.attribute, &mut wire.attribute),
        ("json", there.json, wanted.json, &mut wire.json),
        ("sensitive", there.sensitive, wanted.sensitive, &mut wire.sensitive),
    ] {
        match (there, wanted) {
            (false, true) => *place = true,
            (true, false) => stated.not.push(key),
            _ => {}
        }
    }
    stated
}
