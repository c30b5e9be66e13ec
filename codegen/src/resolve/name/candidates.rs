//! The names that a shape could have.

use super::evidence::ShapePlace;
use super::evidence::{Evidence, ShapeEvidence, common_head, common_tail};
use super::frames::Frames;
use super::templates::{Core, Endings, Frame, Made, Templates};
use super::text::How;
use super::words::{Name, Word, Words};
use crate::resolve::share::shapes::ShapeType;

/// A name that a shape could have.
#[derive(Debug)]
pub struct Candidate {
    /// The name.
    pub name: Name,
    /// The ways it can be made, the best first.
    pub made: Vec<Made>,
    /// The places it can be made from, a bit each.
    pub support: u16,
    /// What stands before the core.
    pub before: Vec<Name>,
}

/// Finds candidates.
pub struct Finder<'e, 'a> {
    evidence: &'e Evidence<'a>,
    endings: &'e Endings,
    templates: &'e Templates,
    /// What the shapes are called, as far as it is known.
    names: &'e [Name],
    is_enum: bool,
    list: Vec<Candidate>,
}

impl<'e, 'a> Finder<'e, 'a> {
    /// Every candidate for `shape`, given what its owners are called.
    pub fn find(
        shape: &ShapeEvidence<'_>,
        evidence: &'e Evidence<'a>,
        endings: &'e Endings,
        templates: &'e Templates,
        names: &'e [Name],
    ) -> Vec<Candidate> {
        let is_enum = shape.ty == ShapeType::Enum;
        let mut finder = Finder { evidence, endings, templates, names, is_enum, list: Vec::new() };
        let mut abouts = Vec::new();
        for (index, place) in shape.places.iter().enumerate() {
            let bit = 1_u16.checked_shl(index as u32).unwrap_or(0);
            abouts.push(finder.place(shape, place, bit));
            finder.texts(place, bit);
        }
        finder.shared(shape, &abouts);
        for (name, count) in &shape.own {
            let core = [Core::Own1, Core::Own2, Core::Own3][(*count).clamp(1, 3) - 1];
            finder.tried(Frame::Bare, core, &Name::EMPTY, name, 0);
        }
        for (name, count) in &shape.own_objects {
            let core =
                [Core::OwnObject1, Core::OwnObject2, Core::OwnObject3][(*count).clamp(1, 3) - 1];
            finder.tried(Frame::Bare, core, &Name::EMPTY, name, 0);
        }
        for candidate in &mut finder.list {
            candidate.made.sort_by_key(|made| made.rank);
        }
        finder.list
    }

    /// What the texts at a place are about, and the names they mention.
    fn texts(&mut self, place: &ShapePlace, bit: u16) {
        const ABOUT: [[Core; 4]; 2] = [
            [Core::AboutMember1, Core::AboutMember2, Core::AboutMember3, Core::AboutMember4],
            [Core::AboutElement1, Core::AboutElement2, Core::AboutElement3, Core::AboutElement4],
        ];
        for (element, subject) in &place.subjects {
            for (count, core) in (1..=subject.len()).zip(ABOUT[usize::from(*element)]) {
                let tail = self.evidence.words.singular_name(&subject[subject.len() - count..]);
                self.tried(Frame::Bare, core, &Name::EMPTY, &tail, bit);
            }
        }
        for (element, how, name) in &place.mentions {
            let core = match (how, element) {
                (How::Plain, true) => Core::PlainElement,
                (How::Code, true) => Core::CodeElement,
                (How::Page, true) => Core::PageElement,
                (How::Plain, false) => Core::PlainMember,
                (How::Code, false) => Core::CodeMember,
                (How::Page, false) => Core::PageMember,
            };
            self.tried(Frame::Bare, core, &Name::EMPTY, name, bit);
        }
    }

    /// What all places have in common.
    fn shared(&mut self, shape: &ShapeEvidence<'_>, abouts: &[Name]) {
        let [first, rest @ ..] = abouts else { return };
        if rest.is_empty() {
            return;
        }
        let head = rest.iter().map(|other| common_head(first, other)).min().unwrap_or(0);
        let tail = rest.iter().map(|other| common_tail(first, other)).min().unwrap_or(0);
        let head = Name::new(&first[..head]);
        let tail = Name::new(&first[first.len() - tail..]);
        if !head.is_empty() {
            self.tried(Frame::SharedHead, Core::One, &head, &shape.member, 0);
        }
        if !tail.is_empty() {
            self.tried(Frame::SharedTail, Core::One, &tail, &shape.member, 0);
        }
        let first = shape.places[0].one;
        let same = shape.places[1..].iter().map(|place| common_tail(&first, &place.one)).min();
        let same = Name::new(&first[first.len() - same.unwrap_or(0)..]);
        if !same.is_empty() && same != first {
            self.tried(Frame::Bare, Core::Shared, &Name::EMPTY, &same, 0);
            if !head.is_empty() {
                self.tried(Frame::SharedHead, Core::Shared, &head, &same, 0);
            }
        }
    }

    /// Candidates from one place; what its owner is about is the result.
    fn place(&mut self, shape: &ShapeEvidence<'_>, place: &ShapePlace, bit: u16) -> Name {
        let frames = Frames::of(shape, place, self.evidence, self.endings, self.names);
        let cores = self.cores(place);
        for (core, middle) in &cores {
            for (frame, name) in &frames.list {
                self.tried(*frame, *core, name, middle, bit);
            }
            let [head @ .., last] = middle.words() else { continue };
            let cut = match core {
                Core::One => Core::OneCut,
                Core::Ones => Core::OnesCut,
                Core::Many => Core::ManyCut,
                Core::Unlisted => Core::UnlistedCut,
                _ => continue,
            };
            if head.is_empty() || !self.endings.is_role(*last) {
                continue;
            }
            let head = Name::new(head);
            for (frame, name) in &frames.list {
                self.tried(*frame, cut, name, &head, bit);
            }
        }
        self.around(&frames, &place.one, bit);
        let frame = if frames.of_operation { Frame::Op } else { Frame::Owner };
        self.tried(frame, Core::Empty, &frames.about, &Name::EMPTY, bit);
        frames.about
    }

    /// What a member's name gives.
    fn cores(&self, place: &ShapePlace) -> Vec<(Core, Name)> {
        let words = &self.evidence.words;
        let mut cores = vec![(Core::One, place.one)];
        let ones = words.all_singular(&place.one);
        if ones != place.one {
            cores.push((Core::Ones, ones));
        }
        if place.member != place.one {
            cores.push((Core::Many, place.member));
        }
        if let [head @ .., last] = place.member.words()
            && !head.is_empty()
        {
            if self.endings.is_container(*last) {
                cores.push((Core::Unlisted, words.singular_name(head)));
            }
            cores.push((Core::Last, Name::new(&place.one[place.one.len() - 1..])));
            if place.one.len() > 2 {
                cores.push((Core::Last2, Name::new(&place.one[place.one.len() - 2..])));
            }
        }
        cores
    }

    /// The member before the owner's last words, or between them: `Branch` of a `Filter` →
    /// `BranchFilter`.
    fn around(&mut self, frames: &Frames, one: &Name, bit: u16) {
        let words = &self.evidence.words;
        let noun = words.singular_name(&frames.noun);
        let about = words.singular_name(&frames.about);
        let [around, whole, last2, within, within_first, after_first] = if frames.of_operation {
            [
                Frame::OpAround,
                Frame::OpAroundNoun,
                Frame::OpAroundLast2,
                Frame::OpWithin,
                Frame::OpWithinFirst,
                Frame::OpAfterFirst,
            ]
        } else {
            [
                Frame::OwnerAround,
                Frame::OwnerAroundNoun,
                Frame::OwnerAroundLast2,
                Frame::OwnerWithin,
                Frame::OwnerWithinFirst,
                Frame::OwnerAfterFirst,
            ]
        };
        if let [head @ .., last] = noun.words()
            && one.last() != Some(last)
        {
            self.joined(around, Core::Empty, &[one, &[*last]], bit);
            if !head.is_empty() {
                self.joined(whole, Core::Empty, &[one, &noun], bit);
                self.joined(last2, Core::Empty, &[one, &noun[noun.len() - 2..]], bit);
                self.joined(within, Core::Empty, &[head, one, &[*last]], bit);
                if noun.len() > 2 {
                    self.joined(within_first, Core::Empty, &[&noun[..1], one, &[*last]], bit);
                    self.joined(after_first, Core::Empty, &[&noun[..1], one, &noun[1..]], bit);
                }
            }
        }
        if about != noun
            && let [head @ .., last] = about.words()
            && one.last() != Some(last)
        {
            self.joined(around, Core::OneCut, &[one, &[*last]], bit);
            if !head.is_empty() {
                self.joined(whole, Core::OneCut, &[one, &about], bit);
            }
        }
    }

    /// A name as it is, where that way is tried.
    fn joined(&mut self, frame: Frame, core: Core, words: &[&[Word]], bit: u16) {
        let Some((_, rank)) = self
            .templates
            .of(self.is_enum, frame, false, core)
            .iter()
            .find(|(ending, _)| *ending == 0)
        else {
            return;
        };
        let name = words.iter().fold(Name::EMPTY, |name, words| name.with(words));
        let made = Made { frame, over: false, core, ending: 0, rank: *rank };
        self.add(name, made, bit, &Name::EMPTY);
    }

    /// The frame before the core, with every ending that is tried of them.
    fn tried(&mut self, frame: Frame, core: Core, before: &Name, middle: &Name, bit: u16) {
        let templates = self.templates;
        if [false, true]
            .iter()
            .all(|over| templates.of(self.is_enum, frame, *over, core).is_empty())
        {
            return;
        }
        let over = overlap(before, middle, &self.evidence.words);
        let endings = templates.of(self.is_enum, frame, over > 0, core);
        if endings.is_empty() {
            return;
        }
        let name = before.with(&middle[over..]);
        for (ending, rank) in endings {
            let made = Made { frame, over: over > 0, core, ending: *ending, rank: *rank };
            match self.endings.get(self.is_enum, *ending) {
                None => self.add(name, made, bit, before),
                Some(word) if name.last() != Some(&word) => {
                    self.add(name.with(&[word]), made, bit, before);
                }
                Some(_) => {}
            }
        }
    }

    fn add(&mut self, name: Name, made: Made, bit: u16, before: &Name) {
        if name.is_empty() {
            return;
        }
        let index = match self.list.iter().position(|candidate| candidate.name == name) {
            Some(index) => index,
            None => {
                let (made, before) = (Vec::new(), Vec::new());
                self.list.push(Candidate { name, made, support: 0, before });
                self.list.len() - 1
            }
        };
        let candidate = &mut self.list[index];
        if !candidate.made.contains(&made) {
            candidate.made.push(made);
        }
        candidate.support |= bit;
        if !before.is_empty() && !candidate.before.contains(before) {
            candidate.before.push(*before);
        }
    }
}

/// How many words at the end of `before` are those at the beginning of `after`, whatever their
/// case.
fn overlap(before: &Name, after: &Name, words: &Words) -> usize {
    (1..=before.len().min(after.len()))
        .rev()
        .find(|count| {
            let tail = &before[before.len() - count..];
            tail.iter().zip(&after[..*count]).all(|(a, b)| words.lower(*a).0 == words.lower(*b).0)
        })
        .unwrap_or(0)
}
