//! A name once given stays: which shape of the spec that stood there before each new shape is.
//!
//! A shape in which nothing changed is known by that, wherever it stands now. Of the others, one
//! is what stood in the same place: the pages are walked in lock-step with the old spec, from the
//! operations down, and each pair that meets on the way is counted; the pairs that meet most often
//! are taken first. No name goes to two shapes.

use std::collections::VecDeque;

use crate::spec::{ShapeId, ShapeKind, Spec, Type};

use crate::hash::{FastMap, FastSet};
use crate::resolve::share::coloured_types::ColouredTypes;
use crate::resolve::share::shapes::{Role, Shape, ShapeType, Shapes};

/// Gives shapes the names they had in `previous`. Those that were `stated` are for shapes that had
/// none.
pub fn keep_names(shapes: &mut Shapes<'_>, previous: &Spec, stated: &[Option<Box<str>>]) {
    let mut set_aside = Vec::new();
    for (at, (shape, stated)) in shapes.shapes.iter_mut().zip(stated).enumerate() {
        if shape.role == Role::Nested && shape.given == *stated {
            set_aside.extend(shape.given.take().map(|name| (at, name)));
        }
    }
    keep_those_of(shapes, previous);
    let mut taken: FastSet<Box<str>> =
        shapes.shapes.iter().filter_map(|shape| shape.given.clone()).collect();
    for (at, name) in set_aside {
        let shape = &mut shapes.shapes[at];
        let is_free = previous.shape(&name).is_none() && !taken.contains(&name);
        if shape.given.is_none() && is_free {
            taken.insert(name.clone());
            shape.given = Some(name);
        }
    }
}

/// Gives shapes the text that they had, of those that are said of them.
pub fn keep_texts(shapes: &mut Shapes<'_>, previous: &Spec) {
    for shape in &mut shapes.shapes {
        let stands = shape.given.as_deref().and_then(|name| previous.shape(name));
        let Some(text) = stands.and_then(|id| previous[id].documentation.as_deref()) else {
            continue;
        };
        if let Some(at) = shape.documentation.iter().position(|said| *said == text) {
            shape.documentation[..=at].rotate_right(1);
        }
    }
}

fn keep_those_of(shapes: &mut Shapes<'_>, previous: &Spec) {
    let mut keeper = Keeper {
        previous,
        taken: shapes.shapes.iter().filter_map(|shape| shape.given.clone()).collect(),
        used: FastSet::default(),
    };
    for at in 0..shapes.operations.len() {
        let operation = &shapes.operations[at];
        let Some(old) = previous.operation(&operation.name) else { continue };
        for (new, old) in [(operation.input, old.input), (operation.output, old.output)] {
            if let (Some(new), Some(old)) = (new, old) {
                keeper.give(shapes, new, old);
            }
        }
    }
    let met = meetings(shapes, previous);
    for (new, olds) in unchanged(shapes, previous) {
        let count = |old: &ShapeId| met.get(&(new, *old)).copied().unwrap_or(0);
        let mut olds = olds;
        olds.sort_by_key(|old| (std::cmp::Reverse(count(old)), *old));
        for old in olds {
            if keeper.give(shapes, new, old) {
                break;
            }
        }
    }
    let mut met: Vec<((ShapeId, ShapeId), u32)> = met.into_iter().collect();
    met.sort_by_key(|((new, old), count)| (std::cmp::Reverse(*count), *old, *new));
    for ((new, old), _) in met {
        keeper.give(shapes, new, old);
    }
}

struct Keeper<'p> {
    previous: &'p Spec,
    taken: FastSet<Box<str>>,
    used: FastSet<ShapeId>,
}

impl Keeper<'_> {
    /// Gives the name of `old` to `new`, if neither is spoken for.
    fn give(&mut self, shapes: &mut Shapes<'_>, new: ShapeId, old: ShapeId) -> bool {
        let shape = &mut shapes.shapes[new.0 as usize];
        let name = self.previous[old].name.as_str();
        if shape.given.is_some() || self.used.contains(&old) || self.taken.contains(name) {
            return false;
        }
        self.used.insert(old);
        self.taken.insert(name.into());
        shape.given = Some(name.into());
        true
    }
}

/// How often an old and a new shape stand in the same place.
fn meetings(shapes: &Shapes<'_>, previous: &Spec) -> FastMap<(ShapeId, ShapeId), u32> {
    let mut open = VecDeque::new();
    let mut seen = FastSet::default();
    for operation in &shapes.operations {
        let Some(old) = previous.operation(&operation.name) else { continue };
        for (new, old) in [(operation.input, old.input), (operation.output, old.output)] {
            open.extend(new.zip(old).filter(|pair| seen.insert(*pair)));
        }
    }
    let mut met = FastMap::default();
    // Hostile specs could pair everything with everything.
    let mut steps = 64 * (shapes.shapes.len() + previous.shapes.len());
    while let Some((new, old)) = open.pop_front() {
        let old_members = previous[old].kind.members();
        let by_name: FastMap<&str, &Type> =
            old_members.iter().map(|member| (member.name.as_str(), &member.ty)).collect();
        for member in &shapes.shape(new).members {
            let Some(&old_ty) = by_name.get(member.name) else { continue };
            let Some(pair) = meet(&member.ty, old_ty) else { continue };
            if !may_be_same(shapes.shape(pair.0), &previous[pair.1].kind) {
                continue;
            }
            *met.entry(pair).or_default() += 1;
            if steps > 0 && seen.insert(pair) {
                steps -= 1;
                open.push_back(pair);
            }
        }
    }
    met
}

/// The shapes in the same place of two types. A map's key, which is no shape as a rule, is passed
/// over where its value is one.
fn meet(new: &Type, old: &Type) -> Option<(ShapeId, ShapeId)> {
    match (new, old) {
        (Type::Shape(new), Type::Shape(old)) => Some((*new, *old)),
        (Type::List(new), Type::List(old)) => meet(new, old),
        (Type::Map(new_key, new), Type::Map(old_key, old)) => {
            meet(new, old).or_else(|| meet(new_key, old_key))
        }
        _ => None,
    }
}

/// Whether a shape may have become another: an enum stays one.
fn may_be_same(new: &Shape<'_>, old: &ShapeKind) -> bool {
    let was_enum = matches!(old, ShapeKind::Enum(_));
    let was_error = matches!(old, ShapeKind::Error(_));
    new.role == Role::Nested && !was_error && was_enum == (new.ty == ShapeType::Enum)
}

/// New shapes with the old ones that say just the same, whatever their names.
fn unchanged(shapes: &Shapes<'_>, previous: &Spec) -> Vec<(ShapeId, Vec<ShapeId>)> {
    let mut graph = ColouredTypes::new();
    let count = shapes.shapes.len() as u32;
    // Shapes come first, so that their nodes have their own numbers.
    for shape in &shapes.shapes {
        let members = shape.members.iter();
        let members = members.map(|member| (member.name, member.documentation, member.required));
        graph.shape(match (shape.role, shape.ty) {
            (Role::Error, _) => ShapeColour::Error(shape.given.as_deref().unwrap_or_default()),
            (_, ShapeType::Enum) => ShapeColour::Enum(shape.values.clone()),
            (_, ty) => ShapeColour::Members(ty, members.collect()),
        });
    }
    for shape in &previous.shapes {
        let members = shape.kind.members().iter();
        let members =
            members.map(|m| (m.name.as_str(), m.documentation.as_deref(), m.required)).collect();
        graph.shape(match &shape.kind {
            ShapeKind::Error(_) => ShapeColour::Error(&shape.name),
            ShapeKind::Enum(values) => {
                ShapeColour::Enum(values.iter().map(String::as_str).collect())
            }
            ShapeKind::Structure(_) => ShapeColour::Members(ShapeType::Structure, members),
            ShapeKind::Union(_) => ShapeColour::Members(ShapeType::Union, members),
            ShapeKind::EventStream(_) => ShapeColour::Members(ShapeType::EventStream, members),
        });
    }
    for (at, shape) in shapes.shapes.iter().enumerate() {
        graph.members(at, shape.members.iter().map(|member| &member.ty), 0);
    }
    for (at, shape) in previous.shapes.iter().enumerate() {
        let types = shape.kind.members().iter().map(|member| &member.ty);
        graph.members(shapes.shapes.len() + at, types, count);
    }
    let blocks = graph.partition();
    let mut olds: FastMap<u32, Vec<ShapeId>> = FastMap::default();
    for (at, shape) in previous.shapes.iter().enumerate() {
        if !matches!(shape.kind, ShapeKind::Error(_)) {
            let block = blocks[shapes.shapes.len() + at];
            olds.entry(block).or_default().push(ShapeId(at as u32));
        }
    }
    let nested = shapes.shapes.iter().enumerate().filter(|(_, shape)| shape.role == Role::Nested);
    let pairs =
        nested.filter_map(|(at, _)| Some((ShapeId(at as u32), olds.get(&blocks[at])?.clone())));
    pairs.collect()
}

#[derive(PartialEq, Eq, Hash)]
enum ShapeColour<'a> {
    Error(&'a str),
    Enum(Vec<&'a str>),
    Members(ShapeType, Vec<(&'a str, Option<&'a str>, bool)>),
}
