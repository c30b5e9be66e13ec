//! What the candidates' features weigh: the table in `weights.tsv`.

use std::sync::LazyLock;

use super::features::Sink;
use super::templates::{Core, Frame, Made, Templates, ending_number};
use super::vocabulary::{self, FeatureTerm, key};
use super::words::hash;
use crate::hash::FastMap;

/// The ways that are tried, the best first, and the weights. The errand `names --learn` of `proof` makes
/// it.
pub const TABLE: &str = include_str!("weights.tsv");

/// The table, read.
pub struct Weights {
    /// The ways to make a name that are tried.
    pub templates: Templates,
    /// What weighs anything, by what it is about, sorted.
    table: FastMap<u64, Vec<(u64, f32)>>,
}

impl Weights {
    /// Those that are built in.
    pub fn built_in() -> &'static Weights {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::parse(TABLE));
        &WEIGHTS
    }

    /// Reads a table; what is not understood weighs nothing.
    pub fn parse(text: &str) -> Weights {
        let mut templates = Templates::none();
        let mut table = FastMap::<u64, Vec<(u64, f32)>>::default();
        let mut rank = 0;
        // Rows about the same stand together.
        let (mut about, mut of_about) = ("", None);
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(first), Some(left), right) =
                (columns.next(), columns.next(), columns.next().unwrap_or_default())
            else {
                continue;
            };
            if first == "try" {
                if let Some((is_enum, made)) = way_of(left, rank) {
                    templates.push(is_enum, made);
                    rank += 1;
                }
            } else if let Ok(weight) = first.parse::<f32>() {
                if left != about {
                    (about, of_about) = (left, Some(key_of(left)));
                }
                let Some(key) = of_about else { continue };
                table.entry(key).or_default().push((key_of(right), weight));
            }
        }
        table.values_mut().for_each(|weights| weights.sort_by_key(|(of, _)| *of));
        Weights { templates, table }
    }
}

/// Adds up what features weigh.
pub struct Sum<'w> {
    weights: &'w Weights,
    /// What they come to.
    pub score: f32,
}

impl<'w> Sum<'w> {
    /// Nothing yet.
    pub fn new(weights: &'w Weights) -> Self {
        Sum { weights, score: 0.0 }
    }
}

impl<'w> Sink for Sum<'w> {
    type About = &'w [(u64, f32)];

    fn about(&mut self, terms: &[FeatureTerm<'_>]) -> Self::About {
        self.weights.table.get(&key(terms)).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, weights: Self::About, of: &[FeatureTerm<'_>]) {
        if weights.is_empty() {
            return;
        }
        let of = key(of);
        if let Ok(at) = weights.binary_search_by_key(&of, |(of, _)| *of) {
            self.score += weights[at].1;
        }
    }
}

fn key_of(text: &str) -> u64 {
    vocabulary::key_of(text.split(' ').filter(|text| !text.is_empty()).map(hash))
}

/// The way that `S owner no one Summary` writes.
pub fn way_of(text: &str, rank: u16) -> Option<(bool, Made)> {
    let mut words = text.split(' ');
    let is_enum = words.next()? == "E";
    let frame = words.next()?;
    let frame = *Frame::ALL.iter().find(|other| other.term().text == frame)?;
    let over = words.next()? == "yes";
    let core = words.next()?;
    let core = *Core::ALL.iter().find(|other| other.term().text == core)?;
    let ending = ending_number(is_enum, words.next()?)?;
    Some((is_enum, Made { frame, over, core, ending, rank }))
}
