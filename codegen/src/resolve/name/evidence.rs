//! What the documentation of a service tells of its shapes' names.

use super::text::How;
use super::words::{Name, Word, Words};
use crate::hash::FastMap;
use crate::resolve::share::shapes::{Role, ShapeType};
use crate::resolve::tie::steps::Step;
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
    pub places: Vec<ShapePlace>,
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

/// A place where a shape stands.
pub struct ShapePlace {
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

/// How a shape stands among those that want the same name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rivals {
    /// How many others there are.
    pub count: usize,
    /// How many others consist of members of the same names.
    pub twins: usize,
    /// Another has all its members and more.
    pub within: bool,
    /// It has all members of another and more.
    pub around: bool,
    /// How many members it has, among all of them.
    pub size: Size,
    /// Another stands directly in what an operation returns.
    pub direct: bool,
    /// Another stands in a list that an operation returns.
    pub listed: bool,
    /// Another stands in what an operation takes.
    pub taken: bool,
}

/// How many members, compared with rivals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// As many as all others.
    #[default]
    Same,
    /// More than all others.
    Most,
    /// Less than all others.
    Least,
    /// Neither.
    Between,
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
