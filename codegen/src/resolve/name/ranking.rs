//! Candidates of all shapes, weighed: a first look at each shape, and a second when all were looked
//! at.

use super::candidates::{Candidate, Finder};
use super::evidence::Evidence;
use super::features::Setting;
use super::forest::Judge;
use super::second::Second;
use super::templates::Endings;
use super::weights::{FAMILIES, Sum, Weights};
use super::words::Name;
use crate::resolve::share::shapes::Shapes;

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

/// A candidate after the first look.
#[derive(Debug)]
pub struct Scored {
    /// The candidate.
    pub candidate: Candidate,
    /// What its features weigh.
    pub score: f32,
    /// The same, each family for itself.
    pub families: [f32; FAMILIES.len()],
    /// How likely it is, from 0 to 1.
    pub share: f32,
}

/// What shapes are judged by.
pub struct Judges<'j> {
    /// The customary words.
    pub endings: &'j Endings,
    /// The weights of the first look.
    pub weights: &'j Weights,
    /// The trees of the second.
    pub forest: &'j Judge,
}

/// The best candidates of every shape that has no name in `known`, the most likely first. Owners
/// come before what they hold, and what is likeliest for them goes on into the names below.
pub fn rank(
    shapes: &Shapes<'_>,
    evidence: &Evidence<'_>,
    judges: &Judges<'_>,
    known: &mut [Name],
) -> Vec<Vec<Ranked>> {
    let open: Vec<bool> = known.iter().map(Name::is_empty).collect();
    let mut before = known.to_vec();
    let mut first = first_look(evidence, judges, &mut before);
    let second = Second::new(shapes, evidence, &first);
    fill(evidence, known);
    // Another name than the first look found for it.
    let mut renamed = vec![false; open.len()];
    let mut ranked: Vec<Vec<Ranked>> = vec![Vec::new(); open.len()];
    let mut rows = Vec::new();
    for id in evidence.order.iter().filter(|id| open[id.0 as usize]) {
        let index = id.0 as usize;
        let around = evidence.shapes[index].places.iter().any(|place| {
            let owner = place.owner.0 as usize;
            let above = evidence.shapes[owner].places.first();
            renamed[owner] || above.is_some_and(|above| renamed[above.owner.0 as usize])
        });
        if around {
            first[index] = look(evidence, judges, known, index);
        }
        let scored = &first[index];
        let count = Second::worth_it(scored);
        let mut scores: Vec<(f32, Name)> =
            scored.iter().take(count).map(|one| (one.score, one.candidate.name)).collect();
        if count > 1 {
            second.facts(index, scored, count, known, &mut rows);
            let sums = judges.forest.sums(&rows);
            scores.iter_mut().zip(sums).for_each(|((score, _), sum)| *score += sum);
        }
        // What the second look did not look at comes behind what it did.
        let least = scores.iter().map(|(score, _)| *score).fold(f32::MAX, f32::min);
        let rest = scored.iter().skip(count);
        scores.extend(rest.map(|one| (one.score.min(least) - 1.0, one.candidate.name)));
        sort(&mut scores);
        let shares = shares(scores.iter().map(|(score, _)| *score));
        let named =
            scores.iter().zip(shares).map(|((_, name), share)| Ranked { name: *name, share });
        ranked[index] = named.take(KEPT).collect();
        if let Some((_, name)) = scores.first() {
            known[index] = *name;
            renamed[index] = *name != before[index];
        }
    }
    ranked
}

/// The first look: the candidates of every shape that has no name in `known`, the most likely
/// first. What is likeliest is known after it.
pub fn first_look(
    evidence: &Evidence<'_>,
    judges: &Judges<'_>,
    known: &mut [Name],
) -> Vec<Vec<Scored>> {
    let open: Vec<bool> = known.iter().map(Name::is_empty).collect();
    fill(evidence, known);
    let mut first: Vec<Vec<Scored>> = open.iter().map(|_| Vec::new()).collect();
    for id in evidence.order.iter().filter(|id| open[id.0 as usize]) {
        let index = id.0 as usize;
        first[index] = look(evidence, judges, known, index);
        if let Some(best) = first[index].first() {
            known[index] = best.candidate.name;
        }
    }
    first
}

/// What is not known yet is called what it stands under.
fn fill(evidence: &Evidence<'_>, known: &mut [Name]) {
    for (name, shape) in known.iter_mut().zip(&evidence.shapes) {
        if name.is_empty() {
            *name = shape.member;
        }
    }
}

/// The first look at one shape.
fn look(evidence: &Evidence<'_>, judges: &Judges<'_>, known: &[Name], index: usize) -> Vec<Scored> {
    let shape = &evidence.shapes[index];
    let found = Finder::find(shape, evidence, judges.endings, &judges.weights.templates, known);
    let member = evidence.words.join(&shape.member);
    let mut sum = Sum::new(judges.weights);
    let setting = Setting::new(evidence, shape, known, &member, &mut sum);
    let mut scored: Vec<Scored> = found
        .into_iter()
        .map(|candidate| {
            sum.families = [0.0; FAMILIES.len()];
            setting.features(&candidate, judges.endings, &mut sum);
            let score = sum.families.iter().sum();
            Scored { candidate, score, families: sum.families, share: 0.0 }
        })
        .collect();
    scored.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| a.candidate.name.cmp(&b.candidate.name))
    });
    let shares = shares(scored.iter().map(|one| one.score));
    scored.iter_mut().zip(shares).for_each(|(one, share)| one.share = share);
    scored
}

/// The best first; equally good ones by their words, which are numbered as the pages have them.
fn sort(scores: &mut [(f32, Name)]) {
    scores.sort_by(|(a, first), (b, second)| b.total_cmp(a).then_with(|| first.cmp(second)));
}

/// How likely each is that has such a score; the best comes first.
fn shares(scores: impl Iterator<Item = f32> + Clone) -> Vec<f32> {
    let best = scores.clone().next().unwrap_or(0.0);
    let sum: f32 = scores.clone().map(|score| (score - best).exp()).sum();
    scores.map(|score| (score - best).exp() / sum).collect()
}
