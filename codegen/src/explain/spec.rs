//! The entries of a spec that a path leads to.

use crate::spec::{ShapeId, Spec, Type};

use super::{Path, Side};

/// An entry of a spec: what an overlay may state something of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry<'a> {
    /// An operation, by its name on the wire.
    Operation(&'a str),
    /// A shape, by its name.
    Shape(&'a str),
    /// A member of a shape.
    Member(&'a str, &'a str),
}

/// What `path` leads to in a spec: the operation or shape; or a member, and the shape it is of.
pub fn entries<'a>(spec: &'a Spec, path: &Path) -> Vec<Entry<'a>> {
    let mut found = Vec::new();
    for operation in &spec.operations {
        if !path.is_root(&operation.name) && !path.is_root(&operation.method) {
            continue;
        }
        if path.is_whole() {
            found.push(Entry::Operation(&operation.name));
        }
        let sides = [(Side::Input, operation.input), (Side::Output, operation.output)];
        for (side, shape) in sides {
            if path.side.is_none_or(|asked| asked == side) {
                let at = shape.into_iter().collect();
                follow(spec, at, &path.steps, &mut found);
            }
        }
    }
    if path.side.is_none() {
        let at = spec.shape(&path.root).into_iter().collect();
        follow(spec, at, &path.steps, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Goes from shapes down the members that are named.
fn follow<'a>(
    spec: &'a Spec,
    mut at: Vec<ShapeId>,
    steps: &[Box<str>],
    found: &mut Vec<Entry<'a>>,
) {
    for step in steps {
        let mut next = Vec::new();
        for shape in at {
            for member in spec[shape].kind.members().iter().filter(|it| *it.name == **step) {
                found.push(Entry::Member(&spec[shape].name, &member.name));
                next.extend(within(&member.ty));
            }
        }
        at = next;
    }
    found.extend(at.into_iter().map(|shape| Entry::Shape(&spec[shape].name)));
}

/// The shape in a type, through lists and the values of maps.
fn within(mut ty: &Type) -> Option<ShapeId> {
    loop {
        match ty {
            Type::List(element) => ty = element,
            Type::Map(_, value) => ty = value,
            Type::Shape(shape) => return Some(*shape),
            Type::Scalar(_) => return None,
        }
    }
}
