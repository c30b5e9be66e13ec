//! What can stand before the core of a name.

use super::evidence::ShapePlace;
use super::evidence::{Evidence, ShapeEvidence};
use super::templates::{Endings, Frame};
use super::words::{Name, Word};
use crate::resolve::share::shapes::Role;

/// What can stand before a core at one place.
pub struct Frames {
    /// The owner is an input or an output.
    pub of_operation: bool,
    /// The operation without its verb, or the owner's name.
    pub noun: Name,
    /// The same without endings that only tell a part it plays.
    pub about: Name,
    /// All of them.
    pub list: Vec<(Frame, Name)>,
}

impl Frames {
    /// What the place of `shape` gives, when shapes have these names.
    pub fn of(
        shape: &ShapeEvidence<'_>,
        place: &ShapePlace,
        evidence: &Evidence<'_>,
        endings: &Endings,
        names: &[Name],
    ) -> Self {
        let owner = &evidence.shapes[place.owner.0 as usize];
        let operation = operation(evidence, owner);
        let of_operation = operation.is_some();
        let (whole, noun) = operation.unwrap_or_else(|| {
            let name = names[place.owner.0 as usize];
            (name, name)
        });
        let about = without_roles(endings, &noun);
        let mut list = vec![(Frame::Bare, Name::EMPTY)];
        let mut push = |frame: Frame, name: &[Word]| list.push((frame, Name::new(name)));
        let firsts_of_op = [
            (Frame::OpFirst, Frame::OpLast),
            (Frame::OpFirst2, Frame::OpLast2),
            (Frame::OpFirst3, Frame::OpLast3),
        ];
        let firsts_of_owner = [
            (Frame::OwnerFirst, Frame::OwnerLast),
            (Frame::OwnerFirst2, Frame::OwnerLast2),
            (Frame::OwnerFirst3, Frame::OwnerLast3),
        ];
        let firsts = if of_operation { firsts_of_op } else { firsts_of_owner };
        push(if of_operation { Frame::Op } else { Frame::Owner }, &about);
        if noun != about {
            push(if of_operation { Frame::OpNoun } else { Frame::OwnerWhole }, &noun);
        }
        if of_operation && whole.len() > noun.len() {
            push(Frame::OpWhole, &whole);
            push(Frame::OpVerb, &whole[..1]);
        }
        for (count, (first, last)) in (1..about.len()).zip(firsts) {
            push(first, &about[..count]);
            push(last, &about[about.len() - count..]);
        }
        push(Frame::Service, &evidence.service);
        let mut more = |frame: Frame, name: &[Word]| {
            let name = Name::new(name);
            if !name.is_empty() && !list.iter().any(|(_, other)| *other == name) {
                list.push((frame, name));
            }
        };
        more(Frame::Root, &shape.root);
        if shape.root.len() > 1 {
            more(Frame::RootFirst, &shape.root[..1]);
        }
        if shape.root.len() > 2 {
            more(Frame::RootFirst2, &shape.root[..2]);
        }
        more(Frame::RootVerb, &shape.verb);
        for of in &place.objects {
            more(Frame::Of, of);
            more(Frame::OfLast, &of[of.len() - 1..]);
            more(Frame::OfLast2, &of[of.len().saturating_sub(2)..]);
        }
        if !of_operation && let Some(above) = owner.places.first() {
            let id = above.owner.0 as usize;
            let grand = match self::operation(evidence, &evidence.shapes[id]) {
                Some((_, noun)) => noun,
                None => names[id],
            };
            let grand = without_roles(endings, &grand);
            more(Frame::Grand, &grand);
            if grand.len() > 1 {
                more(Frame::GrandFirst, &grand[..1]);
            }
            if grand.len() > 2 {
                more(Frame::GrandFirst2, &grand[..2]);
            }
        }
        Frames { of_operation, noun, about, list }
    }
}

/// The name of the operation whose input or output that is, and what it is about.
fn operation(evidence: &Evidence<'_>, shape: &ShapeEvidence<'_>) -> Option<(Name, Name)> {
    match shape.role {
        Role::Input(index) | Role::Output(index) => {
            evidence.operations.get(index as usize).copied()
        }
        Role::Error | Role::Nested => None,
    }
}

fn without_roles(endings: &Endings, name: &Name) -> Name {
    let mut words = name.words();
    while let [head @ .., last] = words {
        if head.is_empty() || !endings.is_role(*last) {
            break;
        }
        words = head;
    }
    Name::new(words)
}
