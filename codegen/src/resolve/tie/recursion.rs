//! Which ancestor each recursion mark means.
//!
//! A page that unfolds a structure inside of itself writes a mark instead, and never says which of
//! the open ancestors the mark stands for. Whatever the page, a mark at the same spot of the same
//! structure (see [`crate::resolve::tie::layout`]) means the same, so evidence is brought together by spot:
//!
//! 1. The target is open on every page that shows a mark there, is of the kind that the mark's
//!    type gives, and is neither the operation's own input or output nor a list or map that would
//!    hold nothing but itself.
//! 2. A mark that is documented says whether its target is a union, and then lists the members.
//! 3. Where the same spot is written out on another page, that is the target.
//! 4. The target is no structure that could never hold a value.
//! 5. What is said of the element of a list or the value of a map is the shape's own
//!    documentation: it is the same at the mark and at its target, and marks with the same
//!    documentation have the same target.
//!
//! What is left is guessed (see [`guess`]) and said to be.

mod evidence;
mod guess;

use crate::facts::Container;

use crate::hash::FastMap;
use crate::resolve::fill::terms::{Term, TermId, Terms, TextId};
use crate::resolve::merge::merged::Origin;
use crate::resolve::tie::layout::{Content, Ident, Idents, Layouts, Spot};
use crate::resolve::tie::required::{self, AtMarks};
use crate::resolve::tie::steps::Step;
use crate::resolve::tie::steps::Steps;

/// What the marks of a service mean.
pub struct Solved {
    pub layouts: Layouts,
    pub idents: Idents,
    /// What is meant by the mark at each spot.
    pub targets: FastMap<Spot, Ident>,
    /// What is required where a page does not say so, for a mark stands there.
    pub told: AtMarks,
    /// Whether there are marks in a term.
    pub has_mark: Vec<bool>,
    /// The spots whose target is a guess.
    pub guesses: Vec<Guess>,
}

/// A mark that evidence does not decide.
pub struct Guess {
    /// Where the structure around one such mark is stated.
    pub origin: Origin,
    /// The way to it from the operation's input or output.
    pub path: Vec<(TextId, Steps)>,
    /// The names of the members where the candidates stand, the likeliest first.
    pub candidates: Vec<TextId>,
}

/// Finds what the marks mean that are reached from `roots`.
pub fn solve(terms: &Terms<'_>, roots: &[TermId]) -> Solved {
    let mut has_mark: Vec<bool> = Vec::with_capacity(terms.len());
    for id in terms.ids() {
        // A term is made after its parts, so what is in it is known by now.
        let inside = |term: TermId| has_mark[term.0 as usize];
        let has = match terms.get(id) {
            Term::Mark(..) => true,
            Term::List(element) => inside(element.term),
            Term::Map(key, value) => inside(key.term) || inside(value.term),
            Term::Members(_, fields) => fields.iter().any(|field| inside(field.term)),
            _ => false,
        };
        has_mark.push(has);
    }
    let mut solver = Solver {
        terms,
        layouts: Layouts::of(terms),
        idents: Idents::default(),
        targets: FastMap::default(),
        has_mark,
        links: Vec::new(),
        marks: Vec::new(),
        groups: Vec::new(),
    };
    if solver.has_mark.contains(&true) {
        solver.collect(roots);
        let guesses = solver.decide();
        return solver.into_solved(guesses);
    }
    solver.into_solved(Vec::new())
}

/// Works on the marks of one service.
struct Solver<'t, 'a> {
    terms: &'t Terms<'a>,
    layouts: Layouts,
    idents: Idents,
    targets: FastMap<Spot, Ident>,
    has_mark: Vec<bool>,
    /// The ancestors of all marks, one mark's after the other's.
    links: Vec<Link>,
    marks: Vec<Mark>,
    groups: Vec<Group>,
}

/// An ancestor of a mark.
#[derive(Clone, Copy)]
struct Link {
    term: TermId,
    /// Where it stands; `None` for an operation's input or output.
    spot: Option<Spot>,
    /// What is said of it there.
    documentation: Option<TextId>,
}

/// An occurrence of a mark.
struct Mark {
    term: TermId,
    /// Its ancestors in [`Solver::links`], the outermost first.
    ancestors: std::ops::Range<usize>,
    documentation: Option<TextId>,
}

/// All marks at one spot.
struct Group {
    spot: Spot,
    /// Indices into [`Solver::marks`].
    marks: Vec<u32>,
}

/// What a mark may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Candidate {
    Known(Ident),
    /// A list or map that ends in another mark, of which nothing is known yet.
    Unknown(TermId),
}

impl Solver<'_, '_> {
    /// Finds all marks, in the order of `roots`.
    fn collect(&mut self, roots: &[TermId]) {
        let mut found = FastMap::default();
        for &root in roots {
            let mut open = Vec::new();
            let top = Link { term: root, spot: None, documentation: None };
            self.collect_in(top, &mut open, &mut found);
        }
    }

    fn collect_in(&mut self, link: Link, open: &mut Vec<Link>, found: &mut FastMap<Spot, usize>) {
        if !self.has_mark[link.term.0 as usize] {
            return;
        }
        let terms = self.terms;
        match terms.get(link.term) {
            Term::Mark(..) => {
                let Some(spot) = link.spot else { return };
                let number = self.marks.len() as u32;
                let start = self.links.len();
                self.links.extend_from_slice(open);
                let ancestors = start..self.links.len();
                let documentation = link.documentation;
                self.marks.push(Mark { term: link.term, ancestors, documentation });
                let at = *found.entry(spot).or_insert_with(|| {
                    self.groups.push(Group { spot, marks: Vec::new() });
                    self.groups.len() - 1
                });
                self.groups[at].marks.push(number);
            }
            Term::Members(_, fields) => {
                let Some(layout) = self.layouts.of_term(link.term) else { return };
                open.push(link);
                for (member, field) in (0..).zip(fields) {
                    let spot = Some(Spot { layout, member, steps: Steps::NONE });
                    let documentation = field.documentation;
                    let inner = Link { term: field.term, spot, documentation };
                    self.collect_in(inner, open, found);
                }
                open.pop();
            }
            Term::List(element) => {
                open.push(link);
                let spot = link.spot.and_then(|spot| spot.then(Step::Element));
                let inner = Link { term: element.term, spot, documentation: element.documentation };
                self.collect_in(inner, open, found);
                open.pop();
            }
            Term::Map(_, value) => {
                open.push(link);
                let spot = link.spot.and_then(|spot| spot.then(Step::Value));
                let inner = Link { term: value.term, spot, documentation: value.documentation };
                self.collect_in(inner, open, found);
                open.pop();
            }
            _ => {}
        }
    }

    /// What stands at a spot; `None` where that depends on a mark that is not decided.
    fn content(&mut self, term: TermId, spot: Option<Spot>) -> Option<Ident> {
        let content = match self.terms.get(term) {
            Term::Members(..) => Content::Members(self.layouts.of_term(term)?),
            Term::List(element) => {
                let spot = spot.and_then(|spot| spot.then(Step::Element));
                Content::List(self.content(element.term, spot)?)
            }
            Term::Map(_, value) => {
                let spot = spot.and_then(|spot| spot.then(Step::Value));
                Content::Map(self.content(value.term, spot)?)
            }
            Term::Mark(..) => return self.targets.get(&spot?).copied(),
            Term::Scalar(scalar) | Term::Loose(scalar) => Content::Scalar(*scalar),
            Term::Enum(_) | Term::Named(_) => Content::Term(term),
            Term::Unstated(_) => return None,
        };
        Some(self.idents.add(content))
    }

    /// Decides all groups. As lists and maps are known by what is in them, deciding one mark may
    /// give evidence for another.
    fn decide(&mut self) -> Vec<Guess> {
        let mut guesses = Vec::new();
        let mut left: Vec<usize> = (0..self.groups.len()).collect();
        while !left.is_empty() {
            let candidates = self.weigh(&left);
            let before = left.len();
            let mut undecided = Vec::new();
            for (&group, candidates) in left.iter().zip(candidates) {
                match candidates[..] {
                    [Candidate::Known(ident)] => {
                        self.targets.insert(self.groups[group].spot, ident);
                    }
                    _ => undecided.push((group, candidates)),
                }
            }
            left = undecided.iter().map(|(group, _)| *group).collect();
            if left.len() == before {
                guesses.extend(self.guess(&undecided));
                left.retain(|&group| !self.targets.contains_key(&self.groups[group].spot));
                if left.len() == before {
                    break;
                }
            }
        }
        guesses
    }

    fn is_of_kind(&self, term: TermId, container: Container) -> bool {
        match self.terms.get(term) {
            Term::List(_) => container != Container::Dict,
            Term::Members(..) | Term::Map(..) => container != Container::List,
            _ => false,
        }
    }

    fn into_solved(self, guesses: Vec<Guess>) -> Solved {
        Solved {
            told: required::at_marks(self.terms, &self.layouts),
            layouts: self.layouts,
            idents: self.idents,
            targets: self.targets,
            has_mark: self.has_mark,
            guesses,
        }
    }
}
