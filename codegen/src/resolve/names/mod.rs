//! Names for the shapes that no page names.

use std::collections::BTreeSet;

use super::shapes::{Role, Shapes};

/// A name for every shape, in the order of [`Shapes::shapes`]. A given name stays; the others
/// collide with no name of the service, nor with each other.
pub fn choose(shapes: &Shapes<'_>) -> Vec<String> {
    let mut taken: BTreeSet<String> = shapes
        .shapes
        .iter()
        .filter_map(|shape| shape.given.as_deref())
        .map(str::to_owned)
        .collect();
    let mut names = Vec::with_capacity(shapes.shapes.len());
    for (index, shape) in shapes.shapes.iter().enumerate() {
        if let Some(given) = &shape.given {
            names.push(given.to_string());
            continue;
        }
        let operation = |index: u32| shapes.operations.get(index as usize);
        let wanted = match shape.role {
            Role::Input(op) => operation(op).map(|op| format!("{}Request", op.name)),
            Role::Output(op) => operation(op).map(|op| format!("{}Response", op.name)),
            Role::Error | Role::Nested => None,
        };
        let mut name = wanted.unwrap_or_else(|| format!("Shape{index}"));
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

/// The wire name of an operation of which only the method is known: `list_sessions` →
/// `ListSessions`.
pub fn operation_name(method: &str) -> String {
    let mut name = String::with_capacity(method.len());
    for word in method.split('_') {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
