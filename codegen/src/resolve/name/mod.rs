//! Names for the shapes that no page names.
//!
//! What stands around a shape (its members' names, its owners, the operations, the texts) gives it
//! some fifteen candidates. Each is weighed by what speaks for it, with weights that were learned
//! from half of the services of AWS (`weights`); then the likeliest of a service are given out first,
//! and a shape whose name is gone takes its next one.

use crate::resolve::share::shapes::{Role, Shapes};

mod candidates;
mod evidence;
mod features;
mod frames;
mod gather;
#[cfg(any(test, feature = "learn"))]
pub mod learn;
mod operation;
mod places;
mod ranking;
mod reach;
mod rivals;
mod taken;
mod templates;
mod text;
mod vocabulary;
mod weights;
mod words;

#[cfg(test)]
mod tests;

use evidence::Evidence;
use ranking::{Ranked, rank};
use taken::Taken;
use templates::Endings;
use weights::Weights;
use words::Name;

/// A name for every shape, in the order of [`Shapes::shapes`]. A given name stays; the others
/// collide with no name of the service, nor with each other.
pub fn choose(shapes: &Shapes<'_>) -> Vec<String> {
    let mut taken = Taken::default();
    let given: Vec<Option<&str>> =
        shapes.shapes.iter().map(|shape| shape.given.as_deref()).collect();
    given.iter().flatten().for_each(|name| taken.insert(name));
    shapes.reserved.iter().for_each(|name| taken.insert(name));
    let mut names: Vec<String> =
        given.iter().map(|name| name.unwrap_or_default().to_owned()).collect();
    of_operations(shapes, &mut taken, &mut names);
    if names.iter().all(|name| !name.is_empty()) {
        return names;
    }
    let mut evidence = Evidence::gather(shapes);
    let endings = Endings::new(&mut evidence.words);
    let mut known = known(&names, &mut evidence);
    let ranked = rank(&evidence, &endings, Weights::built_in(), &mut known);
    give_out(&evidence, &ranked, &mut taken, &mut names);
    for id in &evidence.order {
        let index = id.0 as usize;
        if names[index].is_empty() {
            let wanted = farther(&evidence, index, &ranked[index], &names);
            names[index] = taken.take_any(wanted.iter().map(String::as_str));
        }
    }
    for name in names.iter_mut().filter(|name| name.is_empty()) {
        *name = taken.take_any([]);
    }
    names
}

/// The names of inputs and outputs.
fn of_operations(shapes: &Shapes<'_>, taken: &mut Taken, names: &mut [String]) {
    for (shape, name) in shapes.shapes.iter().zip(names) {
        if !name.is_empty() {
            continue;
        }
        let (index, endings) = match shape.role {
            Role::Input(index) => (index, ["Request", "Input", "OperationRequest"]),
            Role::Output(index) => (index, ["Response", "Output", "OperationResponse"]),
            Role::Error | Role::Nested => continue,
        };
        let operation =
            shapes.operations.get(index as usize).map_or("", |operation| &operation.name);
        let wanted = endings.map(|ending| format!("{operation}{ending}"));
        *name = taken.take_any(wanted.iter().map(String::as_str));
    }
}

/// The names as words; an input or output is called what its operation is about.
fn known(names: &[String], evidence: &mut Evidence<'_>) -> Vec<Name> {
    let mut known = Vec::with_capacity(names.len());
    for (name, shape) in names.iter().zip(&evidence.shapes) {
        known.push(match shape.role {
            Role::Input(op) | Role::Output(op) => {
                evidence.operations.get(op as usize).map_or(Name::EMPTY, |(_, about)| *about)
            }
            _ => evidence.words.split(name),
        });
    }
    known
}

/// Gives out candidates, the likeliest of all first.
fn give_out(
    evidence: &Evidence<'_>,
    ranked: &[Vec<Ranked>],
    taken: &mut Taken,
    names: &mut [String],
) {
    let mut wishes: Vec<(f32, String, usize)> = Vec::new();
    for (index, candidates) in ranked.iter().enumerate() {
        for candidate in candidates {
            wishes.push((candidate.share, evidence.words.join(&candidate.name), index));
        }
    }
    wishes.sort_by(|(a, first, one), (b, second, other)| {
        b.total_cmp(a).then_with(|| first.cmp(second)).then(one.cmp(other))
    });
    for (_, text, index) in wishes {
        if names[index].is_empty() && taken.take(&text) {
            names[index] = text;
        }
    }
}

/// Names for a shape whose candidates are all gone: the way to it from what has a name already,
/// from farther and farther away. The last is what a number goes behind.
fn farther(
    evidence: &Evidence<'_>,
    index: usize,
    ranked: &[Ranked],
    names: &[String],
) -> Vec<String> {
    /// How far it is walked.
    const STEPS: usize = 6;
    let mut wanted = Vec::new();
    for place in &evidence.shapes[index].places {
        let mut tail = evidence.words.join(&place.one);
        let mut owner = place.owner.0 as usize;
        for _ in 0..STEPS {
            let shape = &evidence.shapes[owner];
            let (operation, side) = match shape.role {
                Role::Input(index) => (evidence.operations.get(index as usize), "Input"),
                Role::Output(index) => (evidence.operations.get(index as usize), "Output"),
                Role::Error | Role::Nested => (None, ""),
            };
            if let Some((whole, _)) = operation {
                let whole = evidence.words.join(whole);
                wanted.push(format!("{whole}{tail}"));
                wanted.push(format!("{whole}{side}{tail}"));
                break;
            }
            wanted.push(format!("{}{tail}", names[owner]));
            let Some(above) = shape.places.first() else { break };
            tail.insert_str(0, &evidence.words.join(&above.one));
            owner = above.owner.0 as usize;
        }
    }
    wanted.extend(ranked.first().map(|best| evidence.words.join(&best.name)));
    wanted
}
