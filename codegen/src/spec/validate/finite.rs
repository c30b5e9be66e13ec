//! Shapes that have no finite value, because a member that must be there holds the shape again.

use super::Checks;
use crate::spec::problem::{KeyPath, ProblemKind};
use crate::spec::{Shape, ShapeId, ShapeKind, Type};

pub(super) fn check(checks: &mut Checks<'_>) {
    let finite = finite(&checks.spec.shapes);
    let mut reported = vec![false; finite.len()];
    for start in 0..finite.len() {
        if finite[start] || reported[start] {
            continue;
        }
        // From a shape without a finite value the blame always leads to another one; the way ends
        // in a circle.
        let mut way: Vec<usize> = Vec::new();
        let mut on = start;
        while !reported[on] {
            reported[on] = true;
            way.push(on);
            match blame(&checks.spec.shapes[on], &finite) {
                Some((_, next)) => on = next,
                None => break,
            }
        }
        let Some(first) = way.iter().position(|shape| *shape == on) else { continue };
        let circle = &way[first..];
        let shapes = &checks.spec.shapes;
        let Some((member, _)) = blame(&shapes[circle[0]], &finite) else { continue };
        let names = circle.iter().map(|shape| shapes[*shape].name.clone()).collect();
        let at = KeyPath::of(["shapes", &shapes[circle[0]].name, "members", member]);
        checks.problem(at, ProblemKind::Infinite(names));
    }
}

/// Which shapes have a finite value: the least set that holds every shape all of whose required
/// members (one of whose members, for a union) have one.
fn finite(shapes: &[Shape]) -> Vec<bool> {
    let mut finite = vec![false; shapes.len()];
    let mut waiting: Vec<u32> = vec![0; shapes.len()];
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); shapes.len()];
    let mut work = Vec::new();
    for (index, shape) in shapes.iter().enumerate() {
        for (_, needed) in needs(shape) {
            waiting[index] += 1;
            users[needed].push(index as u32);
        }
        if waiting[index] == 0 || is_choice(shape) && has_plain_member(shape) {
            finite[index] = true;
            work.push(index);
        }
    }
    while let Some(done) = work.pop() {
        for user in &users[done] {
            let user = *user as usize;
            waiting[user] = waiting[user].saturating_sub(1);
            if !finite[user] && (waiting[user] == 0 || is_choice(&shapes[user])) {
                finite[user] = true;
                work.push(user);
            }
        }
    }
    finite
}

/// The members that put another shape straight into a value of this one.
fn needs(shape: &Shape) -> impl Iterator<Item = (&str, usize)> {
    let choice = is_choice(shape);
    shape.kind.members().iter().filter_map(move |member| match member.ty {
        Type::Shape(ShapeId(id)) if choice || member.required => {
            Some((member.name.as_str(), id as usize))
        }
        _ => None,
    })
}

fn is_choice(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Union(_) | ShapeKind::EventStream(_))
}

fn has_plain_member(shape: &Shape) -> bool {
    shape.kind.members().iter().any(|member| !matches!(member.ty, Type::Shape(_)))
}

/// A member that keeps a shape from being finite, and the shape it leads to.
fn blame<'a>(shape: &'a Shape, finite: &[bool]) -> Option<(&'a str, usize)> {
    needs(shape).find(|(_, needed)| !finite[*needed])
}
