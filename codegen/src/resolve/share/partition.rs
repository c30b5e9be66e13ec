//! Partition refinement: which nodes of a graph cannot be told apart, however far one looks.

use std::ops::Range;

use crate::hash::FastMap;

/// A graph whose nodes have a colour each and children in order.
#[derive(Debug, Default)]
pub struct Coloured {
    colours: Vec<u32>,
    /// The children of node `n` are `children[starts[n]..starts[n + 1]]`.
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl Coloured {
    pub fn new() -> Self {
        Coloured { starts: vec![0], ..Coloured::default() }
    }

    /// Adds the next node.
    pub fn push(&mut self, colour: u32, children: impl IntoIterator<Item = u32>) {
        self.colours.push(colour);
        self.children.extend(children);
        self.starts.push(self.children.len() as u32);
    }

    fn children_of(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.children[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// The coarsest partition in which nodes of one block have the same colour and, child by child,
    /// children of one block: the block of each node.
    ///
    /// Only nodes of which a child changed its block are looked at again, and of a block that
    /// splits the largest part keeps the number, so that no child makes its parents be looked at
    /// more often than the logarithm of the number of nodes.
    pub fn partition(&self) -> Vec<u32> {
        let parents = self.parents();
        let mut blocks = Blocks::of(&self.colours);
        let mut dirty: Vec<u32> = (0..self.colours.len() as u32).collect();
        let mut is_dirty = vec![true; dirty.len()];
        while !dirty.is_empty() {
            let parts = self.parts(&dirty, &blocks);
            for node in dirty.drain(..) {
                is_dirty[node as usize] = false;
            }
            for part in parts {
                for node in blocks.split(&part) {
                    for &parent in parents.children_of(node) {
                        if !std::mem::replace(&mut is_dirty[parent as usize], true) {
                            dirty.push(parent);
                        }
                    }
                }
            }
        }
        blocks.of_node
    }

    /// Sorts nodes by their block and by the blocks of their children.
    fn parts(&self, nodes: &[u32], blocks: &Blocks) -> Vec<Vec<u32>> {
        let mut numbers: FastMap<Vec<u32>, usize> = FastMap::default();
        let mut parts: Vec<Vec<u32>> = Vec::new();
        for &node in nodes {
            let children = self.children_of(node).iter();
            let signature = std::iter::once(node).chain(children.copied());
            let signature = signature.map(|node| blocks.of_node[node as usize]).collect();
            let part = *numbers.entry(signature).or_insert_with(|| {
                parts.push(Vec::new());
                parts.len() - 1
            });
            parts[part].push(node);
        }
        parts
    }

    /// The same graph with all arrows turned.
    fn parents(&self) -> Coloured {
        let count = self.colours.len();
        let mut starts = vec![0_u32; count + 1];
        for &child in &self.children {
            starts[child as usize + 1] += 1;
        }
        for node in 0..count {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut children = vec![0; self.children.len()];
        for node in 0..count as u32 {
            for &child in self.children_of(node) {
                let at = &mut next[child as usize];
                children[*at as usize] = node;
                *at += 1;
            }
        }
        Coloured { colours: Vec::new(), starts, children }
    }
}

/// A partition of nodes.
struct Blocks {
    of_node: Vec<u32>,
    /// All nodes, block by block.
    nodes: Vec<u32>,
    /// Where each node stands in `nodes`.
    positions: Vec<u32>,
    /// Where each block lies in `nodes`.
    ranges: Vec<Range<u32>>,
}

impl Blocks {
    fn of(colours: &[u32]) -> Self {
        let mut numbers = FastMap::default();
        let mut of_node = Vec::with_capacity(colours.len());
        for colour in colours {
            let next = numbers.len() as u32;
            of_node.push(*numbers.entry(*colour).or_insert(next));
        }
        let mut nodes: Vec<u32> = (0..colours.len() as u32).collect();
        nodes.sort_by_key(|node| of_node[*node as usize]);
        let mut positions = vec![0; nodes.len()];
        let mut ranges = vec![0..0; numbers.len()];
        for (position, &node) in (0..).zip(&nodes) {
            positions[node as usize] = position;
            let range = &mut ranges[of_node[node as usize] as usize];
            if range.end == 0 {
                range.start = position;
            }
            range.end = position + 1;
        }
        Blocks { of_node, nodes, positions, ranges }
    }

    /// Parts the nodes of `part`, all of one block, from the rest of it. The smaller side gets a
    /// new number and is returned.
    fn split(&mut self, part: &[u32]) -> Vec<u32> {
        let Some(first) = part.first() else { return Vec::new() };
        let block = self.of_node[*first as usize] as usize;
        let range = self.ranges[block].clone();
        if range.len() == part.len() {
            return Vec::new();
        }
        let mut end = range.end;
        for &node in part {
            end -= 1;
            let (from, other) = (self.positions[node as usize], self.nodes[end as usize]);
            self.nodes.swap(from as usize, end as usize);
            self.positions[node as usize] = end;
            self.positions[other as usize] = from;
        }
        let (rest, part) = (range.start..end, end..range.end);
        let (smaller, larger) = if part.len() <= rest.len() { (part, rest) } else { (rest, part) };
        self.ranges[block] = larger;
        let new = self.ranges.len() as u32;
        let moved = self.nodes[smaller.start as usize..smaller.end as usize].to_vec();
        self.ranges.push(smaller);
        for &node in &moved {
            self.of_node[node as usize] = new;
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(nodes: &[(u32, &[u32])]) -> Coloured {
        let mut graph = Coloured::new();
        for (colour, children) in nodes {
            graph.push(*colour, children.iter().copied());
        }
        graph
    }

    /// The obvious way.
    fn naive(graph: &Coloured) -> Vec<u32> {
        let mut blocks = graph.colours.clone();
        loop {
            let mut numbers = FastMap::default();
            let next: Vec<u32> = (0..blocks.len() as u32)
                .map(|node| {
                    let children: Vec<u32> =
                        graph.children_of(node).iter().map(|c| blocks[*c as usize]).collect();
                    let number = numbers.len() as u32;
                    *numbers.entry((blocks[node as usize], children)).or_insert(number)
                })
                .collect();
            let before: std::collections::BTreeSet<u32> = blocks.iter().copied().collect();
            blocks = next;
            if before.len() == numbers.len() {
                return blocks;
            }
        }
    }

    fn same_partition(a: &[u32], b: &[u32]) -> bool {
        let mut forth = FastMap::default();
        let mut back = FastMap::default();
        a.iter().zip(b).all(|(a, b)| {
            *forth.entry(*a).or_insert(*b) == *b && *back.entry(*b).or_insert(*a) == *a
        })
    }

    #[test]
    fn a_ring_is_one_block_however_often_it_is_unrolled() {
        let blocks = graph(&[(7, &[1]), (7, &[2]), (7, &[0]), (7, &[3])]).partition();
        assert!(blocks.iter().all(|block| *block == blocks[0]));
    }

    #[test]
    fn a_difference_far_away_parts_all_that_lead_to_it() {
        let blocks = graph(&[(1, &[1]), (1, &[2]), (2, &[]), (1, &[4]), (1, &[5]), (3, &[])]);
        let blocks = blocks.partition();
        assert_ne!(blocks[0], blocks[3]);
        assert_ne!(blocks[1], blocks[4]);
    }

    #[test]
    fn the_order_of_children_counts() {
        let blocks = graph(&[(1, &[2, 3]), (1, &[3, 2]), (2, &[]), (3, &[])]).partition();
        assert_ne!(blocks[0], blocks[1]);
    }

    #[test]
    fn agrees_with_the_obvious_way() {
        let mut state = 12345_u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for _ in 0..300 {
            let count = 1 + random(40);
            let colours = 1 + random(3);
            let mut graph = Coloured::new();
            for _ in 0..count {
                let children: Vec<u32> = (0..random(3)).map(|_| random(count)).collect();
                graph.push(random(colours), children);
            }
            assert!(same_partition(&graph.partition(), &naive(&graph)));
        }
    }
}
