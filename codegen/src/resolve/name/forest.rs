//! Small decision trees that add up: the second look's judgement, `trees.tsv`.

use std::sync::LazyLock;

/// The trees that are built in. `cargo proof names --learn` makes them.
const TABLE: &str = include_str!("trees.tsv");

/// A tree, as its splits and leaves; the root comes first.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// What it consists of.
    pub nodes: Vec<Node>,
}

/// A part of a tree. What stands below a split comes after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node {
    /// To `below` where the fact is that number or less, else to what follows `below`.
    Split {
        /// The number of the fact.
        fact: u16,
        /// What it is compared with.
        at: f32,
        /// The first of the two nodes below.
        below: u16,
    },
    /// What it comes to.
    Leaf(f32),
}

/// Trees whose leaves are added up.
#[derive(Clone, Debug, Default)]
pub struct Forest {
    /// The trees.
    pub trees: Vec<Tree>,
}

impl Forest {
    /// Reads a table: a tree each line, its nodes parted by tabs. What is no tree is left out.
    pub fn parse(text: &str) -> Forest {
        let facts = super::facts::fact_names();
        let number = |name: &str| facts.iter().position(|fact| fact == name);
        let node = |text: &str| -> Option<Node> {
            let Some((fact, rest)) = text.split_once('<') else {
                return text.parse().ok().map(Node::Leaf);
            };
            let (at, below) = rest.split_once('?')?;
            let fact = u16::try_from(number(fact)?).ok()?;
            Some(Node::Split { fact, at: at.parse().ok()?, below: below.parse().ok()? })
        };
        let tree = |line: &str| -> Option<Tree> {
            let nodes: Vec<Node> = line.split('\t').map(node).collect::<Option<_>>()?;
            let leads_on = (0..).zip(&nodes).all(|(at, node)| match node {
                Node::Leaf(_) => true,
                Node::Split { below, .. } => *below > at && usize::from(*below) + 1 < nodes.len(),
            });
            let leaves = nodes.iter().filter(|node| matches!(node, Node::Leaf(_))).count();
            (leads_on && leaves <= LEAVES as usize).then_some(Tree { nodes })
        };
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Forest { trees: lines.filter_map(tree).collect() }
    }

    /// The same as a table.
    pub fn text(&self) -> String {
        let facts = super::facts::fact_names();
        let mut text = String::new();
        for tree in &self.trees {
            let nodes = tree.nodes.iter().map(|node| match node {
                Node::Leaf(value) => format!("{value:.3}"),
                Node::Split { fact, at, below } => {
                    let name = facts.get(usize::from(*fact)).map_or("-", String::as_str);
                    format!("{name}<{at}?{below}")
                }
            });
            text.push_str(&nodes.collect::<Vec<_>>().join("\t"));
            text.push('\n');
        }
        text
    }
}

/// The leaves that a tree may have, so that those which are left fit a number's bits.
const LEAVES: u32 = 32;

/// A forest made ready to judge many rows.
///
/// It is not walked tree by tree, as each step down would wait for the one before. Fact by fact
/// instead, each split that a row passes to the right strikes out the leaves on its left, in order
/// of what splits compare with, so that it ends with the first that is not passed. Of what is left of
/// a tree the leftmost leaf is the one that a walk ends at (C. Lucchese et al., "QuickScorer", 2015).
#[derive(Clone, Debug, Default)]
pub struct Judge {
    /// The splits on each fact, by what they compare with.
    splits: Vec<Vec<Split>>,
    /// Where the leaves of each tree begin.
    trees: Vec<u32>,
    /// The leaves of all trees, from left to right.
    leaves: Vec<f32>,
}

#[derive(Clone, Copy, Debug)]
struct Split {
    at: f32,
    tree: u32,
    /// The leaves that are not on its left.
    stay: u32,
}

impl Judge {
    /// The one that is built in.
    pub fn built_in() -> &'static Judge {
        static JUDGE: LazyLock<Judge> = LazyLock::new(|| Judge::new(&Forest::parse(TABLE)));
        &JUDGE
    }

    /// Makes a forest ready.
    pub fn new(forest: &Forest) -> Judge {
        let mut judge = Judge::default();
        for tree in &forest.trees {
            let begin = judge.leaves.len();
            let number = judge.trees.len() as u32;
            judge.trees.push(begin as u32);
            judge.add(tree, 0, number, begin);
        }
        for splits in &mut judge.splits {
            splits.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.tree.cmp(&b.tree)));
        }
        judge
    }

    /// Adds what stands at a node and below, and says which of its tree's leaves that are. Nodes below
    /// come after it, so this ends.
    fn add(&mut self, tree: &Tree, at: usize, number: u32, begin: usize) -> u32 {
        let first = self.leaves.len() - begin;
        match tree.nodes.get(at) {
            Some(Node::Split { fact, at: limit, below }) => {
                let fact = usize::from(*fact);
                let below = usize::from(*below);
                let left = self.add(tree, below, number, begin);
                if self.splits.len() <= fact {
                    self.splits.resize(fact + 1, Vec::new());
                }
                self.splits[fact].push(Split { at: *limit, tree: number, stay: !left });
                left | self.add(tree, below + 1, number, begin)
            }
            Some(Node::Leaf(value)) => {
                self.leaves.push(*value);
                1_u32.checked_shl(first as u32).unwrap_or_default()
            }
            None => 0,
        }
    }

    /// What the trees come to for each row of facts.
    pub fn sums(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let mut left = vec![u32::MAX; self.trees.len()];
        let sum = |row: &Vec<f32>| {
            left.fill(u32::MAX);
            for (splits, fact) in self.splits.iter().zip(row) {
                for split in splits.iter().take_while(|split| split.at < *fact) {
                    left[split.tree as usize] &= split.stay;
                }
            }
            let leaf = |(begin, left): (&u32, &u32)| {
                self.leaves.get((begin + left.trailing_zeros()) as usize).copied()
            };
            self.trees.iter().zip(&left).filter_map(leaf).sum()
        };
        rows.iter().map(sum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Forest, Judge};

    #[test]
    fn goes_down_a_tree() {
        let text = "rank<1.5?1\tshare<0.25?3\t-0.5\t0.125\t1\n";
        let forest = Forest::parse(text);
        assert_eq!(forest.trees.len(), 1);
        let facts = |rank: f32, share: f32| {
            let names = super::super::facts::fact_names();
            let value = |name: &String| match name.as_str() {
                "rank" => rank,
                "share" => share,
                _ => 0.0,
            };
            names.iter().map(value).collect::<Vec<f32>>()
        };
        let judge = Judge::new(&forest);
        assert_eq!(judge.sums(&[facts(2.0, 0.0)]), [-0.5]);
        assert_eq!(judge.sums(&[facts(1.0, 0.2), facts(0.0, 0.9)]), [0.125, 1.0]);
        assert_eq!(Forest::parse(&forest.text()).text(), forest.text());
    }

    #[test]
    fn leaves_out_what_is_no_tree() {
        for line in ["rank<1?0\t1\t2", "rank<1?1\t1", "nothing<1?1\t1\t2", "rank<x?1\t1\t2", ""] {
            assert_eq!(Forest::parse(line).trees.len(), 0, "{line}");
        }
    }

    #[test]
    fn all_that_is_built_in_is_read() {
        let lines = super::TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(Forest::parse(super::TABLE).trees.len(), lines);
    }
}
