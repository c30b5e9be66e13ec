//! Gathers what the documentation of a service tells of its shapes' names: each kind of evidence
//! gives its own part.

use super::evidence::{Evidence, ShapeEvidence};
use super::operation::noun;
use super::places::look;
use super::reach::reach;
use super::rivals::find;
use super::text::mentions;
use super::words::{Name, Word, Words};
use crate::hash::FastMap;
use crate::resolve::share::shapes::{Role, ShapeType, Shapes};
use crate::spec::ShapeId;

impl<'a> Evidence<'a> {
    /// Everything that `shapes` tells.
    pub fn gather(shapes: &Shapes<'a>) -> Self {
        let mut words = Words::default();
        let mut nouns = FastMap::<Name, u32>::default();
        let operations: Vec<(Name, Name)> = shapes
            .operations
            .iter()
            .map(|operation| {
                let name = words.split(&operation.name);
                let about = words.singular_name(&noun(&name, &words));
                *nouns.entry(about).or_default() += 1;
                (name, about)
            })
            .collect();
        let service = words.split(shapes.client.unwrap_or(shapes.service.as_str()));
        let mut found: Vec<ShapeEvidence<'a>> =
            (0..shapes.shapes.len()).map(|index| look(shapes, index, &mut words)).collect();
        let mut wanted = FastMap::<Name, [u32; 2]>::default();
        for one in &found {
            let is_enum = usize::from(one.ty == ShapeType::Enum);
            let mut names: Vec<&Name> = one.places.iter().map(|place| &place.one).collect();
            names.sort();
            names.dedup();
            for name in names {
                wanted.entry(*name).or_default()[is_enum] += 1;
            }
        }
        for (index, shape) in shapes.shapes.iter().enumerate() {
            for occurrence in &shape.occurrences {
                let is_enum = usize::from(shapes.shapes[index].ty == ShapeType::Enum);
                found[occurrence.owner.0 as usize].siblings[is_enum] += 1;
            }
        }
        reach(shapes, &operations, &mut found);
        find(shapes, &mut found);
        let mut rivals = FastMap::<(Name, bool), [bool; 2]>::default();
        for one in &found {
            let rival = rivals.entry((one.member, one.ty == ShapeType::Enum)).or_default();
            if one.way == [true, false] {
                rival[0] = true;
            }
            if one.way == [false, true] {
                rival[1] = true;
            }
        }
        for one in &mut found {
            let rival =
                rivals.get(&(one.member, one.ty == ShapeType::Enum)).copied().unwrap_or_default();
            one.rival = rival == [true, true];
        }
        let mut plain = FastMap::<u32, u32>::default();
        let mut member_ends = FastMap::<Word, u32>::default();
        let mut seen = std::collections::BTreeSet::new();
        for shape in &shapes.shapes {
            for member in &shape.members {
                let mut ty = &member.ty;
                while let crate::spec::Type::List(element) = ty {
                    ty = element;
                }
                if matches!(ty, crate::spec::Type::Scalar(_)) {
                    *plain.entry(super::words::fold(member.name)).or_default() += 1;
                } else if seen.insert(member.name) {
                    let name = words.split(member.name);
                    if let Some(last) = name.last() {
                        *member_ends.entry(words.singular(*last)).or_default() += 1;
                        if words.singular(*last) != *last {
                            *member_ends.entry(*last).or_default() += 1;
                        }
                    }
                }
            }
        }
        for one in &mut found {
            let Some(place) = one.places.first() else { continue };
            let text = words.join(&place.member);
            one.plain = plain.get(&super::words::fold(&text)).copied().unwrap_or(0);
        }
        let (mut lower, mut upper) = (0, 0);
        for one in shapes.shapes.iter().filter(|shape| shape.role != Role::Nested) {
            for member in &one.members {
                match member.name.as_bytes().first() {
                    Some(first) if first.is_ascii_lowercase() => lower += 1,
                    _ => upper += 1,
                }
            }
        }
        Evidence {
            service,
            camel: lower > upper,
            operations,
            nouns,
            wanted,
            member_ends,
            mentioned: mentioned(shapes),
            order: order(shapes),
            shapes: found,
            words,
        }
    }
}

fn mentioned(shapes: &Shapes<'_>) -> FastMap<u32, u32> {
    let mut mentioned = FastMap::default();
    let mut look = |text: Option<&str>| {
        for mention in mentions(text.unwrap_or_default(), usize::MAX) {
            *mentioned.entry(super::words::hash(mention.name)).or_default() += 1;
        }
    };
    for operation in &shapes.operations {
        look(operation.documentation);
    }
    for shape in &shapes.shapes {
        shape.members.iter().for_each(|member| look(member.documentation));
        shape.documentation.iter().for_each(|text| look(Some(text)));
    }
    for shape in &shapes.shapes {
        for member in &shape.members {
            mentioned.remove(&super::words::hash(member.name));
        }
    }
    for operation in &shapes.operations {
        mentioned.remove(&super::words::hash(&operation.name));
    }
    mentioned
}

/// The nested shapes, nearest to an operation first, so that most owners come before what they
/// hold.
fn order(shapes: &Shapes<'_>) -> Vec<ShapeId> {
    fn of(ty: &crate::spec::Type, found: &mut Vec<ShapeId>) {
        match ty {
            crate::spec::Type::Scalar(_) => {}
            crate::spec::Type::List(element) => of(element, found),
            crate::spec::Type::Map(key, value) => {
                of(key, found);
                of(value, found);
            }
            crate::spec::Type::Shape(id) => found.push(*id),
        }
    }
    let mut seen = vec![false; shapes.shapes.len()];
    let mut order = Vec::with_capacity(shapes.shapes.len());
    for (index, shape) in shapes.shapes.iter().enumerate() {
        if shape.role != Role::Nested {
            order.push(ShapeId(index as u32));
            seen[index] = true;
        }
    }
    let mut next = 0;
    while let Some(id) = order.get(next).copied() {
        next += 1;
        let mut below = Vec::new();
        for member in &shapes.shape(id).members {
            of(&member.ty, &mut below);
        }
        for id in below {
            if !std::mem::replace(&mut seen[id.0 as usize], true) {
                order.push(id);
            }
        }
    }
    for (index, seen) in seen.iter().enumerate() {
        if !seen {
            order.push(ShapeId(index as u32));
        }
    }
    order.retain(|id| shapes.shape(*id).role == Role::Nested);
    order
}
