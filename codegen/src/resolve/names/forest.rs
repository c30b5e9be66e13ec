//! Small decision trees that add up: the second look's judgement, `trees.tsv`.

use std::sync::LazyLock;

/// The trees that are built in. `cargo xtask names --learn` makes them.
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
    /// The one that is built in.
    pub fn built_in() -> &'static Forest {
        static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::parse(TABLE));
        &FOREST
    }

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
            leads_on.then_some(Tree { nodes })
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

    /// What the trees come to for each row of facts.
    pub fn sums(&self, rows: &[Vec<f32>]) -> Vec<f32> {
        let mut sums = vec![0.0; rows.len()];
        for tree in &self.trees {
            for (sum, row) in sums.iter_mut().zip(rows) {
                *sum += tree.value(row);
            }
        }
        sums
    }
}

impl Tree {
    /// What the tree comes to for these facts.
    pub fn value(&self, facts: &[f32]) -> f32 {
        let mut at = 0;
        loop {
            match self.nodes.get(at) {
                Some(Node::Split { fact, at: limit, below }) => {
                    let more = facts.get(usize::from(*fact)).is_some_and(|fact| fact > limit);
                    // Nodes below come after it, so this ends.
                    at = usize::from(*below) + usize::from(more);
                }
                Some(Node::Leaf(value)) => return *value,
                None => return 0.0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Forest;

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
        assert_eq!(forest.sums(&[facts(2.0, 0.0)]), [-0.5]);
        assert_eq!(forest.sums(&[facts(1.0, 0.2), facts(0.0, 0.9)]), [0.125, 1.0]);
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
        assert_eq!(Forest::built_in().trees.len(), lines);
    }
}
