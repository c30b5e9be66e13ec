//! Makes the table of weights that names are chosen by.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use doc_bindgen::resolve::names::learn::{Example, Learner};
use doc_bindgen::spec::Spec;

use super::choice::{Choice, Settings, learn};
use super::ways::Ways;

/// What found the table that is in.
const SETTINGS: Settings = Settings { passes: 3, l1: 3.0, l2: 5.0 };

/// Weights nearer to nothing are left out.
const LEAST: f32 = 0.05;

/// A way to make names must find one more for that many candidates.
const WORTH: f64 = 0.004;

/// The names of the model's shapes for each shape of a spec.
pub type Right = BTreeMap<String, BTreeSet<String>>;

/// Writes the lines of a table that `services` teach to `path`: the weights, for the ways that the
/// built-in table tries; or with `ways` the ways, and no weights.
pub fn write(services: &[(Spec, Right)], path: &Path, ways: bool) -> Result<(), String> {
    let mut learner = Learner::new(ways);
    let mut numbers = Ways::default();
    let (mut choices, mut tries) = (Vec::new(), Vec::new());
    for (spec, right) in services {
        let first = |shape: &str| right.get(shape).and_then(|names| names.first()).cloned();
        for example in learner.examples(spec, &first) {
            let names = right.get(&example.shape);
            let is_right = |name: &str| names.is_some_and(|names| names.contains(name));
            if ways {
                tries.push(tried(example, &mut numbers, is_right));
            } else {
                choices.push(choice(example, is_right));
            }
        }
    }
    let text = if ways {
        numbers.best(&tries, WORTH).iter().map(|way| format!("try\t{way}\n")).collect()
    } else {
        choices.retain(|choice: &Choice| choice.candidates.iter().any(|(_, right)| *right));
        let weights = learn(&choices, learner.features.len(), SETTINGS);
        table(&learner.features, &weights)
    };
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

fn tried(
    example: Example,
    numbers: &mut Ways,
    is_right: impl Fn(&str) -> bool,
) -> Vec<(Vec<u32>, bool)> {
    let candidates = example.candidates.into_iter().map(|candidate| {
        let ways = candidate.ways.into_iter().map(|way| numbers.number(way)).collect();
        (ways, is_right(&candidate.name))
    });
    candidates.collect()
}

fn choice(example: Example, is_right: impl Fn(&str) -> bool) -> Choice {
    let candidates = example.candidates.into_iter().map(|candidate| {
        let right = is_right(&candidate.name);
        (candidate.features, right)
    });
    Choice { candidates: candidates.collect() }
}

fn table(features: &[(String, String)], weights: &[f32]) -> String {
    let mut rows: Vec<(&(String, String), f32)> = features
        .iter()
        .zip(weights.iter().copied())
        .filter(|((about, of), weight)| {
            // A text with white space of its own cannot be told from several parts.
            weight.abs() >= LEAST && !about.contains(['\t', '\n']) && !of.contains(['\t', '\n'])
        })
        .collect();
    rows.sort_by_key(|(feature, _)| *feature);
    rows.iter().map(|((about, of), weight)| format!("{weight:.2}\t{about}\t{of}\n")).collect()
}
