//! Names for the shapes that no page names.

use super::shapes::{Role, Shapes};

pub mod evidence;
mod operation;
mod singular;
mod taken;
mod text;
pub mod words;

use evidence::Evidence;
pub use operation::operation_name;
use taken::Taken;
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
    for (shape, name) in shapes.shapes.iter().zip(&mut names) {
        let operation = |index: u32| {
            shapes.operations.get(index as usize).map_or("", |operation| &operation.name)
        };
        if !name.is_empty() {
            continue;
        }
        let endings = match shape.role {
            Role::Input(_) => ["Request", "Input", "OperationRequest"],
            Role::Output(_) => ["Response", "Output", "OperationResponse"],
            Role::Error | Role::Nested => continue,
        };
        if let Role::Input(index) | Role::Output(index) = shape.role {
            let wanted = endings.map(|ending| format!("{}{ending}", operation(index)));
            *name = taken.take_any(wanted.iter().map(String::as_str));
        }
    }
    let mut evidence = Evidence::gather(shapes);
    let mut known: Vec<Name> = Vec::new();
    for (name, shape) in names.iter().zip(&shapes.shapes) {
        known.push(match shape.role {
            Role::Input(op) | Role::Output(op) => evidence.operations[op as usize].1,
            _ => evidence.words.split(name),
        });
    }
    for id in &evidence.order {
        let index = id.0 as usize;
        if !names[index].is_empty() {
            continue;
        }
        let shape = &evidence.shapes[index];
        let mut wanted = Vec::new();
        for place in &shape.places {
            wanted.push(place.one);
        }
        for place in &shape.places {
            wanted.push(known[place.owner.0 as usize].with(&place.one));
        }
        let texts: Vec<String> = wanted.iter().map(|name| evidence.words.join(name)).collect();
        names[index] = taken.take_any(texts.iter().map(String::as_str));
        let at = texts.iter().position(|text| *text == names[index]);
        known[index] = wanted.get(at.unwrap_or(0)).copied().unwrap_or(Name::EMPTY);
    }
    for name in names.iter_mut().filter(|name| name.is_empty()) {
        *name = taken.take_any([]);
    }
    names
}
