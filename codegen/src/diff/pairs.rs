//! The shapes of two versions that stand at the same positions, found in lock-step from the
//! operations.
//!
//! A shape is compared with every shape that stands where it stood: with itself as a rule, with its
//! new name after a rename, with two shapes where it was split. Each such pair is compared once,
//! however many operations lead to it.

use std::collections::{HashMap, HashSet};

use super::meaning::on_the_wire;
use super::rename::{likeness, pair_up};
use super::rule::Direction;
use super::signature::Signatures;
use crate::spec::{Member, ShapeId, ShapeKind, Spec, Type};

/// The members of two shapes, brought together.
#[derive(Default)]
pub(super) struct Matched {
    /// The members that are in both, by their indices; names differ where one was renamed.
    pub both: Vec<(usize, usize)>,
    /// The members that are gone.
    pub gone: Vec<usize>,
    /// The members that are new.
    pub new: Vec<usize>,
}

/// Two shapes that stand at the same positions.
pub(super) struct Pair {
    pub old: ShapeId,
    pub new: ShapeId,
    pub direction: Direction,
    pub members: Matched,
    /// What the versions state of the operations that lead here.
    pub background: Background,
    /// The pairs that hold this one.
    holders: Vec<usize>,
    /// The operations, by their index in the new version, that hold it themselves.
    operations: Vec<(usize, Direction)>,
}

/// Which versions state something: of each operation that leads to a pair one of both, the new one
/// alone, the old one alone, and neither; a set of these.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Stated(u8);

impl Stated {
    const BOTH: Stated = Stated(1);
    const NEW_ALONE: Stated = Stated(2);
    const OLD_ALONE: Stated = Stated(4);
    const NEITHER: Stated = Stated(8);

    pub fn of(old: bool, new: bool) -> Self {
        match (old, new) {
            (true, true) => Stated::BOTH,
            (false, true) => Stated::NEW_ALONE,
            (true, false) => Stated::OLD_ALONE,
            (false, false) => Stated::NEITHER,
        }
    }

    fn or(self, other: Stated) -> Self {
        Stated(self.0 | other.0)
    }

    fn meets(self, other: Stated) -> bool {
        self.0 & other.0 != 0
    }

    /// Both versions state it, of some operation that leads here.
    pub fn in_both(self) -> bool {
        self.meets(Stated::BOTH)
    }

    /// It is stated now, of all that leads here.
    pub fn is_new(self) -> bool {
        self == Stated::NEW_ALONE
    }

    /// It is not stated any more.
    pub fn is_gone(self) -> bool {
        self == Stated::OLD_ALONE
    }
}

/// What two versions state of an operation beside what it takes and gives.
#[derive(Clone, Copy, Default)]
pub(super) struct Background {
    /// Where it is in HTTP.
    pub http: Stated,
    /// What a second documentation alone tells.
    pub second: Stated,
}

impl Background {
    fn or(self, other: Background) -> Self {
        Background { http: self.http.or(other.http), second: self.second.or(other.second) }
    }
}

/// All pairs.
pub(super) struct Pairs<'a> {
    old: &'a Spec,
    new: &'a Spec,
    pub list: Vec<Pair>,
    index: HashMap<(ShapeId, ShapeId), usize>,
    signatures: (Signatures, Signatures),
}

impl<'a> Pairs<'a> {
    pub fn new(old: &'a Spec, new: &'a Spec) -> Self {
        let signatures = (Signatures::of(old), Signatures::of(new));
        Pairs { old, new, list: Vec::new(), index: HashMap::new(), signatures }
    }

    /// Whether two types are the same on the wire, as far as signatures tell.
    pub fn alike(&self, old: &Type, new: &Type) -> bool {
        self.signatures.0.ty(old) == self.signatures.1.ty(new)
    }

    /// Notes that two shapes stand at the same end of an operation.
    pub fn root(
        &mut self,
        old: ShapeId,
        new: ShapeId,
        operation: usize,
        background: Background,
        direction: Direction,
    ) {
        let pair = self.pair(old, new);
        self.list[pair].operations.push((operation, direction));
        self.list[pair].background = self.list[pair].background.or(background);
    }

    /// Follows the members of all pairs until there is no new one, and says which way each goes.
    /// Shapes that stand nowhere in common are brought together by their names: code may use them.
    pub fn close(&mut self) {
        self.follow(0);
        let met = |side: fn(&Pair) -> ShapeId, list: &[Pair]| -> HashSet<ShapeId> {
            list.iter().map(side).collect()
        };
        let (met_old, met_new) = (met(|it| it.old, &self.list), met(|it| it.new, &self.list));
        let next = self.list.len();
        for (index, shape) in self.old.shapes.iter().enumerate() {
            let old = ShapeId(index as u32);
            if let Some(new) = self.new.shape(&shape.name)
                && !met_old.contains(&old)
                && !met_new.contains(&new)
            {
                self.pair(old, new);
            }
        }
        self.follow(next);
        self.spread();
    }

    fn follow(&mut self, mut next: usize) {
        while next < self.list.len() {
            let Pair { old, new, .. } = self.list[next];
            let (old_members, new_members) =
                (self.old[old].kind.members(), self.new[new].kind.members());
            let matched = self.matched(old_members, new_members);
            for (old, new) in &matched.both {
                self.types(next, &old_members[*old].ty, &new_members[*new].ty);
            }
            self.list[next].members = matched;
            next += 1;
        }
    }

    /// The operations that lead to a pair, by their index in the new version.
    pub fn operations(&self, pair: usize) -> Vec<(usize, Direction)> {
        let mut seen = vec![false; self.list.len()];
        let mut work = vec![pair];
        let mut found: HashMap<usize, Direction> = HashMap::new();
        seen[pair] = true;
        while let Some(pair) = work.pop() {
            for (operation, direction) in &self.list[pair].operations {
                let so_far = found.entry(*operation).or_insert(Direction::Neither);
                *so_far = so_far.and(*direction);
            }
            for holder in &self.list[pair].holders {
                if !std::mem::replace(&mut seen[*holder], true) {
                    work.push(*holder);
                }
            }
        }
        let mut operations: Vec<_> = found.into_iter().collect();
        operations.sort_unstable();
        operations
    }

    /// The pair of two shapes, if they stand at the same place somewhere.
    pub fn find(&self, old: ShapeId, new: ShapeId) -> Option<&Pair> {
        self.index.get(&(old, new)).map(|index| &self.list[*index])
    }

    fn pair(&mut self, old: ShapeId, new: ShapeId) -> usize {
        let next = self.list.len();
        let pair = *self.index.entry((old, new)).or_insert(next);
        if pair == next {
            self.list.push(Pair {
                old,
                new,
                direction: Direction::Neither,
                members: Matched::default(),
                background: Background::default(),
                holders: Vec::new(),
                operations: Vec::new(),
            });
        }
        pair
    }

    fn types(&mut self, holder: usize, old: &Type, new: &Type) {
        match (old, new) {
            (Type::List(old), Type::List(new)) => self.types(holder, old, new),
            (Type::Map(old_key, old_value), Type::Map(new_key, new_value)) => {
                self.types(holder, old_key, new_key);
                self.types(holder, old_value, new_value);
            }
            (Type::Shape(old), Type::Shape(new)) => {
                let pair = self.pair(*old, *new);
                if !self.list[pair].holders.contains(&holder) {
                    self.list[pair].holders.push(holder);
                }
            }
            _ => {}
        }
    }

    /// What is true of a pair is true of all that it holds.
    fn spread(&mut self) {
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); self.list.len()];
        for (pair, it) in self.list.iter().enumerate() {
            for holder in &it.holders {
                held[*holder].push(pair);
            }
        }
        for direction in [Direction::Request, Direction::Response] {
            let reached = reached(&held, &self.list, |pair| {
                pair.operations.iter().any(|(_, its)| *its == direction)
            });
            for (pair, _) in self.list.iter_mut().zip(reached).filter(|(_, reached)| *reached) {
                pair.direction = pair.direction.and(direction);
            }
        }
        for flag in [Stated::BOTH, Stated::NEW_ALONE, Stated::OLD_ALONE, Stated::NEITHER] {
            self.spread_flag(&held, flag, |background| &mut background.http);
            self.spread_flag(&held, flag, |background| &mut background.second);
        }
    }

    fn spread_flag(
        &mut self,
        held: &[Vec<usize>],
        flag: Stated,
        of: fn(&mut Background) -> &mut Stated,
    ) {
        let reached = reached(held, &self.list, |pair| {
            let mut background = pair.background;
            of(&mut background).meets(flag)
        });
        for (pair, _) in self.list.iter_mut().zip(reached).filter(|(_, reached)| *reached) {
            let stated = of(&mut pair.background);
            *stated = stated.or(flag);
        }
    }

    fn matched(&self, old: &[Member], new: &[Member]) -> Matched {
        let by_name: HashMap<&str, usize> =
            new.iter().enumerate().map(|(index, member)| (member.name.as_str(), index)).collect();
        let mut matched = Matched::default();
        let mut taken = vec![false; new.len()];
        for (index, member) in old.iter().enumerate() {
            match by_name.get(member.name.as_str()) {
                Some(same) => {
                    taken[*same] = true;
                    matched.both.push((index, *same));
                }
                None => matched.gone.push(index),
            }
        }
        matched.new = (0..new.len()).filter(|index| !taken[*index]).collect();
        if !matched.gone.is_empty() && !matched.new.is_empty() {
            let renamed = pair_up(&matched.gone, &matched.new, 4, |one, other| {
                self.likely_renamed((old, one), (new, other))
            });
            matched.gone.retain(|index| !renamed.iter().any(|(old, _)| old == index));
            matched.new.retain(|index| !renamed.iter().any(|(_, new)| new == index));
            matched.both.extend(renamed);
            matched.both.sort_by_key(|(_, new)| *new);
        }
        matched
    }

    /// How likely a member is another under a new name: its type and requiredness must be the same,
    /// and either what is said of it, or its name nearly.
    fn likely_renamed(&self, old: (&[Member], usize), new: (&[Member], usize)) -> u32 {
        let (one, other) = (&old.0[old.1], &new.0[new.1]);
        if one.required != other.required || !self.alike(&one.ty, &other.ty) {
            return 0;
        }
        let same_wire = match (on_the_wire(self.old, one), on_the_wire(self.new, other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        };
        let said = one.documentation.as_deref().filter(|text| text.len() > 20);
        let same_said = said.is_some() && one.documentation == other.documentation;
        let likeness = likeness(&one.name, &other.name);
        let said_otherwise = one.documentation.is_some() && other.documentation.is_some();
        let neighbour = |members: &[Member], index: usize, step: isize| {
            let index = index.checked_add_signed(step);
            index.and_then(|index| members.get(index)).map(|member| member.name.clone())
        };
        let same_place = [-1, 1]
            .iter()
            .all(|step| neighbour(old.0, old.1, *step) == neighbour(new.0, new.1, *step));
        let named_alike = match likeness {
            95.. => 4,
            60.. => 2,
            _ => 0,
        };
        let points = 6 * u32::from(same_wire)
            + 4 * u32::from(same_said)
            + named_alike
            + 2 * u32::from(same_place);
        // A member of another name of which something else is said is another member.
        if said_otherwise && !same_said && !same_wire && likeness < 95 { 0 } else { points }
    }
}

/// The pairs that begin it, and all that they hold.
fn reached(held: &[Vec<usize>], list: &[Pair], begins: impl Fn(&Pair) -> bool) -> Vec<bool> {
    let mut seen: Vec<bool> = list.iter().map(begins).collect();
    let mut work: Vec<usize> = (0..seen.len()).filter(|pair| seen[*pair]).collect();
    while let Some(pair) = work.pop() {
        for held in &held[pair] {
            if !std::mem::replace(&mut seen[*held], true) {
                work.push(*held);
            }
        }
    }
    seen
}

/// Whether two kinds have members that can be held against each other.
pub(super) fn comparable(old: &ShapeKind, new: &ShapeKind) -> bool {
    matches!(old, ShapeKind::Enum(_)) == matches!(new, ShapeKind::Enum(_))
}
