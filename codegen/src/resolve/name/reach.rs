//! What operations reach a shape, and what they have in common.

use super::evidence::{ShapeEvidence, common_head};
use super::words::Name;
use crate::resolve::share::shapes::{Role, Shapes};

/// Hands down what operations are about, cut to what all that reach a shape have in common; the
/// ways that lead to it; and the verb, where all have the same.
pub fn reach(shapes: &Shapes<'_>, operations: &[(Name, Name)], found: &mut [ShapeEvidence<'_>]) {
    let mut state: Vec<Option<Name>> = vec![None; shapes.shapes.len()];
    let mut work = Vec::new();
    for (index, shape) in shapes.shapes.iter().enumerate() {
        if let Role::Input(op) | Role::Output(op) = shape.role {
            state[index] = operations.get(op as usize).map(|(_, noun)| *noun);
            work.push(index);
        }
    }
    let mut below: Vec<Vec<u32>> = vec![Vec::new(); shapes.shapes.len()];
    for (index, shape) in shapes.shapes.iter().enumerate() {
        for occurrence in &shape.occurrences {
            below[occurrence.owner.0 as usize].push(index as u32);
        }
    }
    while let Some(index) = work.pop() {
        let Some(mine) = state[index] else { continue };
        for child in &below[index] {
            let child = *child as usize;
            let new = match state[child] {
                None => mine,
                Some(old) => Name::new(&old[..common_head(&old, &mine)]),
            };
            if state[child] != Some(new) {
                state[child] = Some(new);
                work.push(child);
            }
        }
    }
    for (one, root) in found.iter_mut().zip(state) {
        one.root = root.unwrap_or(Name::EMPTY);
    }
    for way in 0..2 {
        let mut work: Vec<usize> = Vec::new();
        for (index, shape) in shapes.shapes.iter().enumerate() {
            if matches!((shape.role, way), (Role::Input(_), 0) | (Role::Output(_), 1)) {
                found[index].way[way] = true;
                work.push(index);
            }
        }
        while let Some(index) = work.pop() {
            for child in &below[index] {
                if !std::mem::replace(&mut found[*child as usize].way[way], true) {
                    work.push(*child as usize);
                }
            }
        }
    }
    let mut state: Vec<Option<Name>> = vec![None; shapes.shapes.len()];
    let mut work = Vec::new();
    for (index, shape) in shapes.shapes.iter().enumerate() {
        if let Role::Input(op) | Role::Output(op) = shape.role {
            state[index] =
                operations.get(op as usize).map(|(name, _)| Name::new(&name[..name.len().min(1)]));
            work.push(index);
        }
    }
    while let Some(index) = work.pop() {
        let Some(mine) = state[index] else { continue };
        for child in &below[index] {
            let child = *child as usize;
            let new = match state[child] {
                None => mine,
                Some(old) if old == mine => mine,
                Some(_) => Name::EMPTY,
            };
            if state[child] != Some(new) {
                state[child] = Some(new);
                work.push(child);
            }
        }
    }
    for (one, verb) in found.iter_mut().zip(state) {
        one.verb = verb.unwrap_or(Name::EMPTY);
    }
}
