//! Where a type that holds itself is boxed.
//!
//! A value of a structure lies inside the value that holds it, unless a list or a map stands
//! between the two. Where structures and unions hold one another in a circle, every member that
//! leads to the shape of the circle with the least id is boxed. As ids follow the order of the
//! shapes' names, the same spec gives the same boxes, and a shape added elsewhere moves none.
//!
//! The circles are found as the strongly connected components of the graph of what lies in what,
//! without the shape of least id, until none is left.

use std::collections::BTreeSet;

use crate::spec::{Member, ShapeId, ShapeKind, Spec, Type};

/// The members that are boxed, by the shape they are in and the shape they lead to.
pub(super) struct Boxes {
    edges: BTreeSet<(u32, u32)>,
}

impl Boxes {
    pub(super) fn of(spec: &Spec) -> Self {
        let mut graph: Vec<Vec<u32>> = spec
            .shapes
            .iter()
            .map(|shape| match &shape.kind {
                // Events of a stream are not inside the value that holds the stream.
                ShapeKind::EventStream(_) => Vec::new(),
                kind => kind.members().iter().filter_map(|member| held(spec, member)).collect(),
            })
            .collect();
        let mut edges = BTreeSet::new();
        loop {
            let component = components(&graph);
            // The least shape of each circle, and who holds it inside that circle.
            let mut least = vec![u32::MAX; graph.len()];
            for (shape, &component) in component.iter().enumerate() {
                let least = &mut least[component as usize];
                *least = (*least).min(shape as u32);
            }
            let before = edges.len();
            for (shape, holds) in graph.iter_mut().enumerate() {
                let inside = component[shape];
                holds.retain(|&held| {
                    let boxed =
                        component[held as usize] == inside && least[inside as usize] == held;
                    if boxed {
                        edges.insert((shape as u32, held));
                    }
                    !boxed
                });
            }
            if edges.len() == before {
                return Boxes { edges };
            }
        }
    }

    /// Whether a member of `shape` that is a `held` is boxed.
    pub(super) fn holds(&self, shape: ShapeId, held: ShapeId) -> bool {
        self.edges.contains(&(shape.0, held.0))
    }
}

/// The shape whose value lies inside a member's value.
fn held(spec: &Spec, member: &Member) -> Option<u32> {
    match member.ty {
        Type::Shape(id) => match spec[id].kind {
            ShapeKind::Enum(_) | ShapeKind::EventStream(_) => None,
            _ => Some(id.0),
        },
        _ => None,
    }
}

/// The number of the strongly connected component of each node (Tarjan's way, with a stack of its
/// own, so that no spec is too deep for it).
fn components(graph: &[Vec<u32>]) -> Vec<u32> {
    const NEW: u32 = u32::MAX;
    let mut index = vec![NEW; graph.len()];
    let mut low = vec![0; graph.len()];
    let mut component = vec![NEW; graph.len()];
    let (mut visited, mut found) = (0, 0);
    let mut open: Vec<usize> = Vec::new();
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in 0..graph.len() {
        if index[start] == NEW {
            path.push((start, 0));
        }
        while let Some(&mut (node, ref mut next)) = path.last_mut() {
            if *next == 0 && index[node] == NEW {
                index[node] = visited;
                low[node] = visited;
                visited += 1;
                open.push(node);
            }
            if let Some(&child) = graph[node].get(*next) {
                let child = child as usize;
                *next += 1;
                if index[child] == NEW {
                    path.push((child, 0));
                } else if component[child] == NEW {
                    low[node] = low[node].min(index[child]);
                }
                continue;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == index[node] {
                while let Some(member) = open.pop() {
                    component[member] = found;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    component
}
