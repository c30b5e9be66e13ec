//! Makes the tables that names are chosen by.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::parallel::{default_jobs, map};
use doc_bindgen::resolve::learn::{Learner, every_way, likeliest, way_text};
use doc_bindgen::spec::Spec;

use super::choice::{self, Choice};
use super::ways::{self, Candidates};

/// What found the weights that are in.
const SETTINGS: choice::Settings = choice::Settings { passes: 3, l1: 3.0, l2: 5.0 };

/// Weights nearer to nothing are left out.
const LEAST: f32 = 0.05;

/// What fewer services than that show tells nothing of another service.
const SERVICES: usize = 4;

/// A way to make names must find one more for that many candidates.
const WORTH: f64 = 0.004;

/// What owners are called is found by weights that did not know the service: the services fall into
/// that many folds, and the weights for each come from the others.
const FOLDS: usize = 4;

/// The names of the model's shapes for each shape of a spec.
pub type Right = BTreeMap<String, BTreeSet<String>>;

/// One name for each shape of a spec.
type RightNames = BTreeMap<String, String>;

/// A service to learn from.
pub type Lesson = (Spec, Right);

fn first(right: &Right, shape: &str) -> Option<String> {
    right.get(shape).and_then(|names| names.first()).cloned()
}

fn is_right(right: &Right, shape: &str, name: &str) -> bool {
    right.get(shape).is_some_and(|names| names.contains(name))
}

/// Writes `weights.tsv`, as `lessons` teach it, into a folder; its comments stay.
pub fn write(lessons: &[Lesson], folder: &Path) -> Result<(), String> {
    eprintln!("which ways to make names are worth it");
    let tries = try_lines(lessons);
    eprintln!("weights where owners have their right names");
    let folds = folds(lessons);
    let tables = Choices::new(lessons, &tries, None).tables(&tries, &folds);
    let services: Vec<usize> = (0..lessons.len()).collect();
    let found = map(&services, default_jobs(), |service| {
        names_by(&lessons[*service], &tables[folds[*service]])
    });
    eprintln!("weights where they also have the names that are found for them");
    let choices = Choices::new(lessons, &tries, Some(&found));
    let weights = choices.table(&tries, |_| true);
    let path = folder.join("weights.tsv");
    let old = fs::read_to_string(&path).unwrap_or_default();
    let comments: String =
        old.split_inclusive('\n').take_while(|line| line.starts_with('#')).collect();
    fs::write(&path, comments + &weights).map_err(|e| format!("{}: {e}", path.display()))
}

fn try_lines(lessons: &[Lesson]) -> String {
    let tries = map(lessons, default_jobs(), |(spec, right)| {
        every_way(spec, &|shape| first(right, shape), &|shape, name| is_right(right, shape, name))
    });
    let tries: Vec<Candidates> = tries.into_iter().flatten().collect();
    let ways = ways::best(&tries, WORTH);
    ways.into_iter().map(|way| format!("try\t{}\n", way_text(way))).collect()
}

/// Services by turns, the greatest first, each to the fold that has least.
fn folds(lessons: &[Lesson]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(lessons[*at].1.len()), *at));
    let (mut folds, mut sizes) = (vec![0; lessons.len()], [0; FOLDS]);
    for at in order {
        let least = (0..FOLDS).min_by_key(|fold| sizes[*fold]).unwrap_or(0);
        folds[at] = least;
        sizes[least] += lessons[at].1.len();
    }
    folds
}

/// What the shapes of a service are called by the weights of a table.
fn names_by((spec, right): &Lesson, table: &str) -> RightNames {
    let names = likeliest(spec, table).into_iter();
    names.filter(|(shape, _)| right.contains_key(shape)).collect()
}

/// The choices of all services.
struct Choices {
    features: Vec<(String, String)>,
    /// For each service.
    choices: Vec<Vec<Choice>>,
}

impl Choices {
    /// Each choice once with the right names of its owners, from which the ways to make names are
    /// learned without the noise, and once with those that were `found`, which is what the owners
    /// have when names are chosen.
    fn new(lessons: &[Lesson], tries: &str, found: Option<&[RightNames]>) -> Self {
        let mut learner = Learner::new(tries);
        let mut choices: Vec<Vec<Choice>> = Vec::new();
        for (at, (spec, right)) in lessons.iter().enumerate() {
            let by_right = |shape: &str| first(right, shape);
            let mut examples = learner.examples(spec, &by_right, &by_right);
            if let Some(found) = found {
                let by_found =
                    |shape: &str| found[at].get(shape).cloned().or_else(|| by_right(shape));
                examples.extend(learner.examples(spec, &by_right, &by_found));
            }
            let examples = examples.into_iter().map(|example| {
                let candidates = example.candidates.into_iter().map(|candidate| {
                    let right = is_right(right, &example.shape, &candidate.name);
                    (candidate.features, right)
                });
                Choice { candidates: candidates.collect() }
            });
            choices.push(examples.collect());
        }
        let mut seen = vec![(0, usize::MAX); learner.features.len()];
        for (service, choices) in choices.iter().enumerate() {
            for feature in choices.iter().flat_map(Choice::features) {
                let (count, last) = &mut seen[feature as usize];
                *count += usize::from(std::mem::replace(last, service) != service);
            }
        }
        for choice in choices.iter_mut().flatten() {
            for (features, _) in &mut choice.candidates {
                features.retain(|feature| seen[*feature as usize].0 >= SERVICES);
            }
        }
        for choices in &mut choices {
            choices.retain(|choice| choice.candidates.iter().any(|(_, right)| *right));
        }
        Choices { features: learner.features, choices }
    }

    /// For each fold the table that the services of the others teach.
    fn tables(&self, tries: &str, folds: &[usize]) -> Vec<String> {
        map(&(0..FOLDS).collect::<Vec<_>>(), default_jobs(), |fold| {
            self.table(tries, |service| folds[service] != *fold)
        })
    }

    /// The table that the services teach that `is_taken` takes.
    fn table(&self, tries: &str, is_taken: impl Fn(usize) -> bool) -> String {
        let services = self.choices.iter().enumerate().filter(|(service, _)| is_taken(*service));
        let choices: Vec<&Choice> = services.flat_map(|(_, choices)| choices).collect();
        let weights = choice::learn(&choices, self.features.len(), SETTINGS);
        let mut rows: Vec<(&(String, String), f32)> = self
            .features
            .iter()
            .zip(weights)
            .filter(|((about, of), weight)| {
                // A text with white space of its own cannot be told from several parts.
                weight.abs() >= LEAST && !about.contains(['\t', '\n']) && !of.contains(['\t', '\n'])
            })
            .collect();
        rows.sort_by_key(|(feature, _)| *feature);
        let row = |((about, of), weight): (&(String, String), f32)| {
            format!("{weight:.2}\t{about}\t{of}\n")
        };
        tries.to_owned() + &rows.into_iter().map(row).collect::<String>()
    }
}
