//! Trees for the second look at names: each makes up for what those before it got wrong.

use doc_bindgen::resolve::name::learn::{Forest, Node, Tree, fact_names};

/// The candidates of a shape: the score of each after the first look, its facts, and whether it is
/// right.
pub type Group = Vec<(f32, Vec<f32>, bool)>;

/// How trees are grown.
#[derive(Clone, Copy)]
pub struct Settings {
    pub trees: usize,
    pub leaves: usize,
    /// How much of what is wrong a tree makes up for.
    pub rate: f32,
    /// The more, the smaller the leaves.
    pub l2: f32,
    /// A leaf has that many candidates at least.
    pub fewest: usize,
    /// The share of facts, and of shapes, that a tree is shown.
    pub facts: f32,
    pub shapes: f32,
}

/// So many values of a fact are told apart at most.
const STEPS: usize = 64;

/// A gain that is not worth a split.
const NO_GAIN: f32 = 1e-3;

/// All candidates side by side.
struct Table {
    /// Where each group begins, and the end.
    starts: Vec<usize>,
    right: Vec<bool>,
    scores: Vec<f32>,
    /// For each fact: the values that part it, and the part that each candidate is in.
    edges: Vec<Vec<f32>>,
    parts: Vec<Vec<u8>>,
}

/// What the loss does where a candidate's score grows: its slope and its bend.
type Slopes = Vec<(f32, f32)>;

/// Trees that choose the right candidates. The same groups give the same trees.
pub fn boost(groups: &[Group], settings: Settings) -> Forest {
    let mut table = Table::new(groups);
    let mut chance = Chance(7);
    let mut forest = Forest::default();
    for _ in 0..settings.trees {
        let slopes = table.slopes();
        let mut shown = Vec::new();
        for pair in table.starts.windows(2) {
            if chance.below(settings.shapes) {
                shown.extend(pair[0]..pair[1]);
            }
        }
        let facts: Vec<usize> =
            (0..table.edges.len()).filter(|_| chance.below(settings.facts)).collect();
        let tree = grow(&table, &slopes, shown, &facts, settings);
        for row in 0..table.scores.len() {
            table.scores[row] += table.value(&tree, row);
        }
        forest.trees.push(tree);
    }
    // What stands in the table of trees, so that what is learned is what is used.
    Forest::parse(&forest.text())
}

impl Table {
    fn new(groups: &[Group]) -> Self {
        let mut starts = vec![0];
        let (mut right, mut scores) = (Vec::new(), Vec::new());
        for group in groups {
            for (score, _, is_right) in group {
                scores.push(*score);
                right.push(*is_right);
            }
            starts.push(scores.len());
        }
        let (mut edges, mut parts) = (Vec::new(), Vec::new());
        for fact in 0..fact_names().len() {
            let values: Vec<f32> =
                groups.iter().flatten().map(|(_, facts, _)| facts[fact]).collect();
            let edge = edges_of(&values);
            let part = |value: &f32| edge.partition_point(|edge| edge < value) as u8;
            parts.push(values.iter().map(part).collect());
            edges.push(edge);
        }
        Table { starts, right, scores, edges, parts }
    }

    /// Of a choice by likelihood among each group.
    fn slopes(&self) -> Slopes {
        let mut slopes = vec![(0.0, 0.0); self.scores.len()];
        for pair in self.starts.windows(2) {
            let range = pair[0]..pair[1];
            let scores = &self.scores[range.clone()];
            let best = scores.iter().copied().fold(f32::MIN, f32::max);
            let likely: Vec<f32> = scores.iter().map(|score| (score - best).exp()).collect();
            let all: f32 = likely.iter().sum();
            let of_right =
                likely.iter().zip(&self.right[range.clone()]).filter(|(_, right)| **right);
            let of_right = of_right.map(|(likely, _)| likely).sum::<f32>().max(1e-20);
            for (row, likely) in range.zip(likely) {
                let share = likely / all;
                let should = if self.right[row] { likely / of_right } else { 0.0 };
                slopes[row] = (share - should, (share * (1.0 - share)).max(1e-3));
            }
        }
        slopes
    }

    fn value(&self, tree: &Tree, row: usize) -> f32 {
        let mut at = 0;
        loop {
            match tree.nodes[at] {
                Node::Leaf(value) => return value,
                Node::Split { fact, at: limit, below } => {
                    let fact = usize::from(fact);
                    let part = self.edges[fact].partition_point(|edge| *edge < limit);
                    let more = usize::from(self.parts[fact][row]) > part;
                    at = usize::from(below) + usize::from(more);
                }
            }
        }
    }
}

/// Values halfway between those of a fact; where they are many, such that as many lie between.
fn edges_of(values: &[f32]) -> Vec<f32> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f32::total_cmp);
    let mut different = sorted.clone();
    different.dedup();
    let mut edges: Vec<f32> = if different.len() <= STEPS {
        different.windows(2).map(|pair| (pair[0] + pair[1]) / 2.0).collect()
    } else {
        (1..STEPS).map(|step| sorted[step * sorted.len() / STEPS]).collect()
    };
    // As the table has them: short, and the same again when read.
    edges.iter_mut().for_each(|edge| *edge = (*edge * 1000.0).round() / 1000.0);
    edges.dedup();
    edges
}

/// A leaf that may be split.
struct Bud {
    rows: Vec<usize>,
    node: usize,
    slope: f32,
    bend: f32,
    split: Split,
}

/// The best split of a leaf.
#[derive(Clone, Copy, Default)]
struct Split {
    gain: f32,
    fact: usize,
    part: usize,
}

/// A tree; the leaf that gains most is split next.
fn grow(
    table: &Table,
    slopes: &Slopes,
    rows: Vec<usize>,
    facts: &[usize],
    settings: Settings,
) -> Tree {
    let bud = |rows: Vec<usize>, node: usize| {
        let (mut slope, mut bend) = (0.0, 0.0);
        for row in &rows {
            slope += slopes[*row].0;
            bend += slopes[*row].1;
        }
        let split = best_split(table, slopes, &rows, (slope, bend), facts, settings);
        Bud { rows, node, slope, bend, split }
    };
    let mut tree = Tree { nodes: vec![Node::Leaf(0.0)] };
    let mut buds = vec![bud(rows, 0)];
    while buds.len() < settings.leaves {
        let gain = |at: &usize| buds[*at].split.gain;
        let most = (0..buds.len()).max_by(|a, b| gain(a).total_cmp(&gain(b)));
        let Some(most) = most.filter(|at| gain(at) > NO_GAIN) else { break };
        let Bud { rows, node, split, .. } = buds.swap_remove(most);
        let parts = &table.parts[split.fact];
        let (less, more): (Vec<usize>, Vec<usize>) =
            rows.into_iter().partition(|row| usize::from(parts[*row]) <= split.part);
        let below = tree.nodes.len();
        let at = table.edges[split.fact][split.part];
        tree.nodes[node] = Node::Split { fact: split.fact as u16, at, below: below as u16 };
        tree.nodes.extend([Node::Leaf(0.0); 2]);
        buds.push(bud(less, below));
        buds.push(bud(more, below + 1));
    }
    for bud in buds {
        tree.nodes[bud.node] = Node::Leaf(-settings.rate * bud.slope / (bud.bend + settings.l2));
    }
    tree
}

fn best_split(
    table: &Table,
    slopes: &Slopes,
    rows: &[usize],
    (slope, bend): (f32, f32),
    facts: &[usize],
    settings: Settings,
) -> Split {
    let worth = |slope: f32, bend: f32| slope * slope / (bend + settings.l2);
    let whole = worth(slope, bend);
    let mut best = Split::default();
    let mut sums = [(0.0_f32, 0.0_f32, 0_usize); STEPS + 1];
    for fact in facts.iter().copied() {
        let count = table.edges[fact].len() + 1;
        sums[..count].fill((0.0, 0.0, 0));
        for row in rows {
            let sum = &mut sums[usize::from(table.parts[fact][*row])];
            sum.0 += slopes[*row].0;
            sum.1 += slopes[*row].1;
            sum.2 += 1;
        }
        let mut less = (0.0, 0.0, 0);
        for (part, sum) in sums[..count - 1].iter().enumerate() {
            less = (less.0 + sum.0, less.1 + sum.1, less.2 + sum.2);
            if less.2 < settings.fewest || rows.len() - less.2 < settings.fewest {
                continue;
            }
            let gain = worth(less.0, less.1) + worth(slope - less.0, bend - less.1) - whole;
            if gain > best.gain {
                best = Split { gain, fact, part };
            }
        }
    }
    best
}

/// The same numbers every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, share: f32) -> bool {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32 <= share
    }
}

#[cfg(test)]
mod tests {
    use doc_bindgen::resolve::name::learn::Judge;

    use super::*;

    #[test]
    fn finds_the_fact_that_tells() {
        let told = 3;
        let groups: Vec<Group> = (0..300)
            .map(|at| {
                let candidate = |number: usize| {
                    let mut facts = vec![0.0; fact_names().len()];
                    facts[told] = if number == at % 3 { 1.0 } else { 0.0 };
                    facts[told + 1] = number as f32;
                    (0.0, facts, number == at % 3)
                };
                (0..3).map(candidate).collect()
            })
            .collect();
        let settings = Settings {
            trees: 20,
            leaves: 4,
            rate: 0.3,
            l2: 1.0,
            fewest: 10,
            facts: 1.0,
            shapes: 1.0,
        };
        let forest = boost(&groups, settings);
        for group in &groups {
            let rows: Vec<Vec<f32>> = group.iter().map(|(_, facts, _)| facts.clone()).collect();
            let sums = Judge::new(&forest).sums(&rows);
            let best = (0..3).max_by(|a, b| sums[*a].total_cmp(&sums[*b]));
            assert!(best.is_some_and(|best| group[best].2));
        }
    }
}
