//! What the documentation of a service tells of its shapes' names, gathered once.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::operation::noun;
use super::text::{self, How, mentions, object, subject};
use super::words::{Fnv, Name, Word, Words, split};
use crate::resolve::shapes::{Role, ShapeType, Shapes, Step};
use crate::spec::ShapeId;

/// A map by names or hashes, the same in every run.
pub type FnvMap<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// How many places of a shape are looked at. A tag stands in hundreds of places, and they say the
/// same.
const PLACES: usize = 12;

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
    pub nouns: FnvMap<Name, u32>,
    /// How many structures and how many enums stand somewhere under a member of that name.
    pub wanted: FnvMap<Name, [u32; 2]>,
    /// The names that texts mention, by hash, and how often.
    pub mentioned: FnvMap<u32, u32>,
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
    /// How many of its members lead to structures, and how many to enums.
    pub siblings: [usize; 2],
    /// No other shape that wants the same name stands in more places.
    pub first: bool,
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
    /// Its first value.
    pub value: &'a str,
}

/// A place where a shape stands.
pub struct Place {
    /// The shape that holds it.
    pub owner: ShapeId,
    /// The member's name, and the same in the singular.
    pub member: Name,
    /// In the singular.
    pub one: Name,
    /// The lists and maps in between.
    pub path: Vec<Step>,
    /// What the texts there are about. `true` for the text about the element of a container.
    pub subjects: Vec<(bool, Name)>,
    /// What they put their subject to.
    pub objects: Vec<Name>,
    /// What they mention.
    pub mentions: Vec<(bool, How, Name)>,
}

impl<'a> Evidence<'a> {
    /// Everything that `shapes` tells.
    pub fn gather(shapes: &Shapes<'a>) -> Self {
        let mut words = Words::default();
        let mut nouns = FnvMap::<Name, u32>::default();
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
            (0..shapes.shapes.len()).map(|index| shape(shapes, index, &mut words)).collect();
        let mut wanted = FnvMap::<Name, [u32; 2]>::default();
        for one in &found {
            let is_enum = usize::from(one.ty == ShapeType::Enum);
            let mut names: Vec<&Name> = one.places.iter().map(|place| &place.one).collect();
            names.sort();
            names.dedup();
            for name in names {
                wanted.entry(*name).or_default()[is_enum] += 1;
            }
        }
        let mut most = FnvMap::<(Name, bool), usize>::default();
        for one in &found {
            let most = most.entry((one.member, one.ty == ShapeType::Enum)).or_default();
            *most = (*most).max(one.count);
        }
        for one in &mut found {
            one.first = most.get(&(one.member, one.ty == ShapeType::Enum)) == Some(&one.count);
        }
        for (index, shape) in shapes.shapes.iter().enumerate() {
            for occurrence in &shape.occurrences {
                let is_enum = usize::from(shapes.shapes[index].ty == ShapeType::Enum);
                found[occurrence.owner.0 as usize].siblings[is_enum] += 1;
            }
        }
        roots(shapes, &operations, &mut found);
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
            mentioned: mentioned(shapes),
            order: order(shapes),
            shapes: found,
            words,
        }
    }
}

/// Hands down what operations are about, cut to what all that reach a shape have in common.
fn roots(shapes: &Shapes<'_>, operations: &[(Name, Name)], found: &mut [ShapeEvidence<'_>]) {
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
}

fn mentioned(shapes: &Shapes<'_>) -> FnvMap<u32, u32> {
    let mut mentioned = FnvMap::default();
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

fn shape<'a>(shapes: &Shapes<'a>, index: usize, words: &mut Words) -> ShapeEvidence<'a> {
    let shape = &shapes.shapes[index];
    let mut places = Vec::new();
    let mut said = Vec::new();
    for occurrence in shape.occurrences.iter().take(PLACES) {
        let owner = shapes.shape(occurrence.owner);
        let Some(member) = owner.members.get(occurrence.member as usize) else { continue };
        let name = words.split(member.name);
        if name.is_empty() {
            continue;
        }
        let mut place = Place {
            owner: occurrence.owner,
            member: name,
            one: words.singular_name(&name),
            path: occurrence.path.clone(),
            subjects: Vec::new(),
            objects: Vec::new(),
            mentions: Vec::new(),
        };
        let texts = [(true, occurrence.element), (false, member.documentation)];
        for (element, text) in texts {
            let Some(text) = text else { continue };
            let mut about = Name::EMPTY;
            for word in subject(text) {
                about = about.with(&[words.word(word)]);
            }
            if !about.is_empty() {
                place.subjects.push((element, about));
            }
            let mut of = Name::EMPTY;
            for word in object(text) {
                of = of.with(&[words.word(word)]);
            }
            if !of.is_empty() {
                place.objects.push(words.singular_name(&of));
            }
            for mention in mentions(text, 400).take(8) {
                place.mentions.push((element, mention.how, words.split(mention.name)));
            }
            if places.len() < 3 {
                said.push(0);
                said.extend(
                    text::head(text, 300)
                        .split(|c: char| !c.is_ascii_alphanumeric())
                        .flat_map(split)
                        .take(40)
                        .map(super::words::fold),
                );
            }
        }
        places.push(place);
    }
    let member = most_common(places.iter().map(|place| place.one));
    let mut own: Vec<(Name, usize)> = Vec::new();
    for member in shape.members.iter().take(12) {
        let name = words.split(member.name);
        let Some((last, head)) = name.split_last() else { continue };
        let identifies = ["id", "arn", "name", "identifier", "status", "type"];
        if head.is_empty() || !identifies.contains(&words.lower(*last).1) {
            continue;
        }
        let head = Name::new(head);
        match own.iter_mut().find(|(name, _)| *name == head) {
            Some((_, count)) => *count += 1,
            None => own.push((head, 1)),
        }
    }
    own.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    own.truncate(2);
    ShapeEvidence {
        ty: shape.ty,
        role: shape.role,
        root: Name::EMPTY,
        siblings: [0; 2],
        first: true,
        places,
        count: shape.occurrences.len(),
        member,
        said,
        own,
        value: shape.values.first().copied().unwrap_or_default(),
    }
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
