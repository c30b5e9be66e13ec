//! What the documentation of a service tells of its shapes' names, gathered once.

use super::operation::noun;
use super::places::{Place, look};
use super::reach::reach;
use super::rivals::Rivals;
use super::text::mentions;
use super::words::{Name, Word, Words};
use crate::hash::FastMap;
use crate::resolve::share::shapes::{Role, ShapeType, Shapes};
use crate::spec::ShapeId;

/// A service, as far as naming looks at it.
pub struct Evidence<'a> {
    /// The words of the service.
    pub words: Words,
    /// The service's own name.
    pub service: Name,
    /// Its members are written `likeThis`.
    pub camel: bool,
    /// The operations' names, and what they are about, in the singular.
    pub operations: Vec<(Name, Name)>,
    /// How many operations are about that.
    pub nouns: FastMap<Name, u32>,
    /// How many structures and how many enums stand somewhere under a member of that name.
    pub wanted: FastMap<Name, [u32; 2]>,
    /// How many different members of the service end in that word.
    pub member_ends: FastMap<Word, u32>,
    /// The names that texts mention, by hash, and how often.
    pub mentioned: FastMap<u32, u32>,
    /// The shapes, in the order of [`Shapes::shapes`].
    pub shapes: Vec<ShapeEvidence<'a>>,
    /// The shapes below operations, those nearest to an operation first.
    pub order: Vec<ShapeId>,
}

/// What is known of one shape.
pub struct ShapeEvidence<'a> {
    /// What it consists of.
    pub ty: ShapeType,
    /// What it is to the service.
    pub role: Role,
    /// The words that all operations that reach it have in common at the head of what they are
    /// about.
    pub root: Name,
    /// The verb that all operations that reach it have in common.
    pub verb: Name,
    /// It stands somewhere in what operations take, and in what they return.
    pub way: [bool; 2],
    /// Another shape that wants the same name goes the other way only.
    pub rival: bool,
    /// How many of its members lead to structures, and how many to enums.
    pub siblings: [usize; 2],
    /// Where it stands, as many places as are looked at.
    pub places: Vec<Place>,
    /// In how many places it stands.
    pub count: usize,
    /// The name of the member it stands under most often, in the singular.
    pub member: Name,
    /// The beginnings of the texts about it, word by word, hashed; 0 between texts.
    pub said: Vec<u32>,
    /// What its own members tell (`sessionId`, `sessionArn` → Session), and how many of them.
    pub own: Vec<(Name, usize)>,
    /// What the texts of its own members put them to, and how many of them.
    pub own_objects: Vec<(Name, usize)>,
    /// The beginnings of those texts, as `said` has them.
    pub own_said: Vec<u32>,
    /// The first word that is said of it.
    pub opening: &'a str,
    /// What it consists of, where that is little.
    pub content: String,
    /// How many members it has.
    pub members: usize,
    /// The shapes that want the same name.
    pub rivals: Rivals,
    /// How many members that hold no shape have the name of the member it stands under.
    pub plain: u32,
    /// Its first value.
    pub value: &'a str,
}

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
        Rivals::find(shapes, &mut found);
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

/// What comes most often; of several the first.
pub fn most_common(names: impl Iterator<Item = Name>) -> Name {
    let mut counts: Vec<(Name, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let mut best = (Name::EMPTY, 0);
    for (name, count) in counts {
        if count > best.1 {
            best = (name, count);
        }
    }
    best.0
}

/// The words at the beginning of `a` and `b` that are the same.
pub fn common_head(a: &[Word], b: &[Word]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// The words at their ends that are the same.
pub fn common_tail(a: &[Word], b: &[Word]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}
