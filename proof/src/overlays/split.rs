//! Shapes that pages show alike and the model tells apart on the wire: places that get one of their
//! own.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use doc_bindgen::spec::{Overlay, Spec};
use serde_json::Value;

use super::model::{Model, text};
use super::renamed::Renamed;
use super::text::{place_key, scalar};
use super::walk::{self, Conflict, Met, Walk};

/// A spec whose shapes are told apart, what was found on the way through it, and the places that
/// have a shape of their own by its name.
pub struct Split {
    pub spec: Spec,
    pub walk: Walk,
    pub places: BTreeMap<String, String>,
}

/// Splits shapes until the model says one thing of each, as far as that is possible.
pub fn split(spec: &Spec, model: &Model, renamed: &Renamed, head: &str) -> Result<Split, String> {
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    loop {
        let told_apart = apply(spec, model, &places, head)?;
        let walk = walk::walk(&told_apart, model, renamed)?;
        let before = places.len();
        for conflict in &walk.conflicts {
            for met in to_split(model, &walk, conflict) {
                let name = name(spec, met, conflict.is_sent, &mut names);
                places.entry(met.place.clone()).or_insert(name);
            }
            if places.len() > before {
                break;
            }
        }
        if places.len() == before {
            return Ok(Split { spec: told_apart, walk, places });
        }
    }
}

/// The shapes on the way to a conflict that need one of their own there: the last one, and each that
/// leads to it here and to another where it stands for something else.
fn to_split<'a>(model: &Model, walk: &Walk, conflict: &'a Conflict) -> Vec<&'a Met> {
    let mut found = Vec::new();
    for pair in conflict.way.windows(2).rev() {
        let [holder, met] = pair else { break };
        found.push(met);
        let member = met.place[holder.place.len() + 1..].trim_end_matches("[]");
        let stands_for = walk.stands_for.get(&holder.id).into_iter().flatten();
        let mut targets = stands_for.filter_map(|(shape, _)| target(model, shape, member));
        if targets.all(|target| target == met.shape) {
            break;
        }
    }
    found
}

/// The structure that a member of the model leads to, through lists and maps.
fn target<'a>(model: &'a Model, shape: &str, member: &str) -> Option<&'a str> {
    let shape = model.shape(shape).ok()?;
    let mut reference: &Value = shape.get("members")?.get(member)?;
    loop {
        let (name, shape) = model.target(reference).ok()?;
        match shape.get("member").or_else(|| shape.get("value")) {
            Some(inner) if text(shape, "type") != Some("structure") => reference = inner,
            _ => return Some(name),
        }
    }
}

/// The model's name of a shape, if no other shape of the spec has it; one name for each shape of the
/// model.
fn name(spec: &Spec, met: &Met, is_sent: bool, names: &mut BTreeMap<String, String>) -> String {
    if let Some(name) = names.get(&met.shape) {
        return name.clone();
    }
    let is_free =
        |name: &str| spec.shape(name).is_none() && !names.values().any(|other| other == name);
    let side = if is_sent { "Request" } else { "Response" };
    let by_side = [met.shape.clone(), format!("{}{side}", met.shape)];
    let counted = (2..).map(|count| format!("{}{side}{count}", met.shape));
    let name = by_side.into_iter().chain(counted).find(|name| is_free(name)).unwrap_or_default();
    names.insert(met.shape.clone(), name.clone());
    name
}

fn apply(
    spec: &Spec,
    model: &Model,
    places: &BTreeMap<String, String>,
    head: &str,
) -> Result<Spec, String> {
    let mut spec = spec.clone();
    if places.is_empty() {
        return Ok(spec);
    }
    let mut text = format!("{head}service: {}\nplaces:\n", scalar(&model.service));
    for (place, name) in places {
        let _ = writeln!(text, "  {}: {{split: {}}}", place_key(place), scalar(name));
    }
    let overlay = Overlay::read(&text, Path::new("split"));
    match overlay.and_then(|overlay| overlay.merge(&mut spec)) {
        Ok(()) => Ok(spec),
        Err(errors) => Err(format!("{}: {errors:?}", model.service)),
    }
}
