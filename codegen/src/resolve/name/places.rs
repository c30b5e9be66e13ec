//! What is seen of a shape where it stands, and in itself.

use super::evidence::{Rivals, ShapeEvidence, ShapePlace, most_common};
use super::text::{self, mentions, object, subject};
use super::words::{Name, Words};
use crate::resolve::share::shapes::{Role, Shape, ShapeMember, ShapeType, Shapes};
use crate::words::split;

/// How many places of a shape are looked at. A tag stands in hundreds of places, and they say the
/// same.
const PLACES: usize = 12;

/// What is seen of a shape by itself.
pub fn look<'a>(shapes: &Shapes<'a>, index: usize, words: &mut Words) -> ShapeEvidence<'a> {
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
        let mut place = ShapePlace {
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
    // Inputs, outputs and errors have their names, so what is in them tells nothing.
    let own_members = if shape.role == Role::Nested { &shape.members[..] } else { &[] };
    let mut own: Vec<(Name, usize)> = Vec::new();
    for member in own_members.iter().take(12) {
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
    let own_objects = own_objects(own_members, words);
    let own_said = own_said(own_members);
    let opening = opening(shapes, shape);
    ShapeEvidence {
        ty: shape.ty,
        role: shape.role,
        root: Name::EMPTY,
        verb: Name::EMPTY,
        way: [false; 2],
        rival: false,
        siblings: [0; 2],
        places,
        count: shape.occurrences.len(),
        member,
        said,
        own,
        own_objects,
        own_said,
        opening,
        content: content(shape),
        members: shape.members.len(),
        rivals: Rivals::default(),
        plain: 0,
        value: shape.values.first().copied().unwrap_or_default(),
    }
}

/// What the texts of its own members put them to: "The name of the session." → Session.
fn own_objects(members: &[ShapeMember<'_>], words: &mut Words) -> Vec<(Name, usize)> {
    let mut found: Vec<(Name, usize)> = Vec::new();
    for member in members.iter().take(8) {
        let Some(text) = member.documentation else { continue };
        let mut of = Name::EMPTY;
        for word in object(text) {
            of = of.with(&[words.word(word)]);
        }
        let of = words.singular_name(&of);
        if of.is_empty() {
            continue;
        }
        match found.iter_mut().find(|(name, _)| *name == of) {
            Some((_, count)) => *count += 1,
            None => found.push((of, 1)),
        }
    }
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found.truncate(2);
    found
}

/// The beginnings of the texts of its own members.
fn own_said(members: &[ShapeMember<'_>]) -> Vec<u32> {
    let mut said = Vec::new();
    for member in members.iter().take(5) {
        let Some(text) = member.documentation else { continue };
        said.push(0);
        said.extend(
            text::head(text, 120)
                .split(|c: char| !c.is_ascii_alphanumeric())
                .flat_map(split)
                .take(16)
                .map(super::words::fold),
        );
    }
    said
}

/// The first word that is said of it.
fn opening<'a>(shapes: &Shapes<'a>, shape: &Shape<'a>) -> &'a str {
    let first = shape.documentation.first().copied().or_else(|| {
        let place = shape.occurrences.first()?;
        shapes.shape(place.owner).members.get(place.member as usize)?.documentation
    });
    let text = first.unwrap_or_default();
    text.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("-")
}

/// What it consists of, where that is little: the names of its members, or its first values.
fn content(shape: &Shape<'_>) -> String {
    let mut names: Vec<String> = if shape.ty == ShapeType::Enum {
        shape.values.iter().take(3).map(|value| value.to_ascii_lowercase()).collect()
    } else if shape.members.len() <= 4 {
        shape.members.iter().map(|member| member.name.to_ascii_lowercase()).collect()
    } else {
        Vec::new()
    };
    names.sort();
    names.join(",").replace(|c: char| c.is_whitespace(), "_")
}
