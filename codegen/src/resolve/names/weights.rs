//! What the candidates' features weigh: the table in `weights.tsv`.

use std::sync::LazyLock;

use super::evidence::FnvMap;
use super::features::Sink;
use super::parts::{Part, key};
use super::templates::{Core, Frame, Made, Templates, ending_number};
use super::words::hash;

/// The ways that are tried, the best first, and the weights. `cargo xtask names --learn` makes it.
const TABLE: &str = include_str!("weights.tsv");

/// The table, read.
pub struct Weights {
    /// The ways to make a name that are tried.
    pub templates: Templates,
    /// What weighs anything, by what it is about, sorted.
    table: FnvMap<u64, Vec<(u64, f32)>>,
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
        let mut table = FnvMap::<u64, Vec<(u64, f32)>>::default();
        let mut rank = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(first), Some(left), right) =
                (columns.next(), columns.next(), columns.next().unwrap_or_default())
            else {
                continue;
            };
            if first == "try" {
                if let Some((is_enum, made)) = template(left, rank) {
                    templates.push(is_enum, made);
                    rank += 1;
                }
            } else if let Ok(weight) = first.parse::<f32>() {
                table.entry(key_of(left)).or_default().push((key_of(right), weight));
            }
        }
        table.values_mut().for_each(|weights| weights.sort_by_key(|(of, _)| *of));
        Weights { templates, table }
    }
}

/// Adds up what features weigh.
pub struct Sum<'w> {
    weights: &'w Weights,
    /// The sum.
    pub sum: f32,
}

impl<'w> Sum<'w> {
    /// Nothing yet.
    pub fn new(weights: &'w Weights) -> Self {
        Sum { weights, sum: 0.0 }
    }
}

impl<'w> Sink for Sum<'w> {
    type About = &'w [(u64, f32)];

    fn about(&mut self, parts: &[Part<'_>]) -> Self::About {
        self.weights.table.get(&key(parts)).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, about: Self::About, of: &[Part<'_>]) {
        if about.is_empty() {
            return;
        }
        let of = key(of);
        if let Ok(at) = about.binary_search_by_key(&of, |(of, _)| *of) {
            self.sum += about[at].1;
        }
    }
}

fn key_of(text: &str) -> u64 {
    let parts: Vec<Part<'_>> = text
        .split(' ')
        .filter(|text| !text.is_empty())
        .map(|text| Part { hash: hash(text), text })
        .collect();
    key(&parts)
}

/// The way that `S owner no one Summary` writes.
fn template(text: &str, rank: u16) -> Option<(bool, Made)> {
    let mut words = text.split(' ');
    let is_enum = words.next()? == "E";
    let frame = words.next()?;
    let frame = *Frame::ALL.iter().find(|other| other.part().text == frame)?;
    let over = words.next()? == "yes";
    let core = words.next()?;
    let core = *Core::ALL.iter().find(|other| other.part().text == core)?;
    let ending = ending_number(is_enum, words.next()?)?;
    Some((is_enum, Made { frame, over, core, ending, rank }))
}
