//! Candidates of all shapes, weighed.

use super::candidates::Finder;
use super::evidence::Evidence;
use super::features::Setting;
use super::templates::Endings;
use super::weights::{Sum, Weights};
use super::words::Name;

/// How many candidates of a shape are kept.
const KEPT: usize = 12;

/// A candidate, and how likely it is.
#[derive(Clone, Copy, Debug)]
pub struct Ranked {
    /// The name.
    pub name: Name,
    /// How likely, from 0 to 1.
    pub share: f32,
}

/// The best candidates of every shape that has no name in `known`, the most likely first. Owners
/// come before what they hold, and what is likeliest for them goes on into the names below.
pub fn rank(
    evidence: &Evidence<'_>,
    endings: &Endings,
    weights: &Weights,
    known: &mut [Name],
) -> Vec<Vec<Ranked>> {
    let mut ranked: Vec<Vec<Ranked>> = vec![Vec::new(); evidence.shapes.len()];
    let open: Vec<bool> = known.iter().map(Name::is_empty).collect();
    for (name, shape) in known.iter_mut().zip(&evidence.shapes) {
        if name.is_empty() {
            *name = shape.member;
        }
    }
    for id in &evidence.order {
        let index = id.0 as usize;
        if !open[index] {
            continue;
        }
        let shape = &evidence.shapes[index];
        let found = Finder::find(shape, evidence, endings, &weights.templates, known);
        let member = evidence.words.join(&shape.member);
        let mut sum = Sum::new(weights);
        let setting = Setting::new(evidence, shape, known, &member, &mut sum);
        let mut scores: Vec<(f32, Name)> = found
            .iter()
            .map(|candidate| {
                sum.sum = 0.0;
                setting.features(candidate, endings, &mut sum);
                (sum.sum, candidate.name)
            })
            .collect();
        // Equally good ones by their words, which are numbered as the pages have them.
        scores.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
        let best = scores.first().map_or(0.0, |(score, _)| *score);
        let sum: f32 = scores.iter().map(|(score, _)| (score - best).exp()).sum();
        ranked[index] = scores
            .iter()
            .take(KEPT)
            .map(|(score, name)| Ranked { name: *name, share: (score - best).exp() / sum })
            .collect();
        if let Some((_, name)) = scores.first() {
            known[index] = *name;
        }
    }
    ranked
}
