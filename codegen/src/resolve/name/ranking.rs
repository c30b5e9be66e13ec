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
    let open: Vec<bool> = known.iter().map(Name::is_empty).collect();
    // What is not known yet is called what it stands under.
    for (name, shape) in known.iter_mut().zip(&evidence.shapes) {
        if name.is_empty() {
            *name = shape.member;
        }
    }
    let mut ranked: Vec<Vec<Ranked>> = vec![Vec::new(); open.len()];
    for id in evidence.order.iter().filter(|id| open[id.0 as usize]) {
        let index = id.0 as usize;
        ranked[index] = of_shape(evidence, endings, weights, known, index);
        if let Some(best) = ranked[index].first() {
            known[index] = best.name;
        }
    }
    ranked
}

/// The best candidates of one shape.
fn of_shape(
    evidence: &Evidence<'_>,
    endings: &Endings,
    weights: &Weights,
    known: &[Name],
    index: usize,
) -> Vec<Ranked> {
    let shape = &evidence.shapes[index];
    let found = Finder::find(shape, evidence, endings, &weights.templates, known);
    let member = evidence.words.join(&shape.member);
    let mut sum = Sum::new(weights);
    let setting = Setting::new(evidence, shape, known, &member, &mut sum);
    let mut scores: Vec<(f32, Name)> = Vec::with_capacity(found.len());
    for candidate in found {
        sum.score = 0.0;
        setting.features(&candidate, endings, &mut sum);
        scores.push((sum.score, candidate.name));
    }
    // Equally good ones by their words, which are numbered as the pages have them.
    scores.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
    let best = scores.first().map_or(0.0, |(score, _)| *score);
    let all: f32 = scores.iter().map(|(score, _)| (score - best).exp()).sum();
    let ranked = scores.iter().map(|(score, name)| {
        let share = (score - best).exp() / all;
        Ranked { name: *name, share }
    });
    ranked.take(KEPT).collect()
}
