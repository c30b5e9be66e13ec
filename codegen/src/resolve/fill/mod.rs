//! What a page leaves out, from the pages that write the same structure out whole.
//!
//! A section that is too large for its page is missing from it: the syntax block, or the list that
//! describes each member, or both.
//!
//! - Without the syntax block a structure is known by its members' names and documentation; where
//!   another page shows the same one whole, it tells which strings are enums, which floats doubles,
//!   and what is recursive.
//! - Without the list a structure is known by the names and types of its members. It is what stands
//!   in the same member of the structure around it elsewhere, if that has the same ones; else the
//!   structure of the service that has them, if both stand in members of the same name, or if there
//!   is but one; both only where it has so many members, or stands in so many places, that this is
//!   no chance. Else nothing is taken.
//!
//! What no page tells stays as it is: a string, a float, undocumented members.

pub(super) mod roots;
pub(super) mod terms;

use std::collections::BTreeMap;

use crate::facts::{Container, Scalar};

use crate::hash::{FastMap, FastSet};
use crate::resolve::fill::roots::Roots;
use crate::resolve::fill::terms::{
    Element, Field, Form, MAX_DEPTH, MarkedUnion, Term, TermId, Terms, Text,
};
use crate::resolve::merge::errors::KnownError;
use crate::resolve::merge::merged::Merged;

/// The terms of what pages state, filled, and where they begin.
pub fn terms<'a>(
    merged: &'a Merged,
    errors: &BTreeMap<&'a str, KnownError<'a>>,
) -> (Terms<'a>, Roots) {
    let mut terms = Terms::default();
    let mut roots = Roots::of(merged, errors, &mut terms);
    fill(&mut terms, &mut roots.sides());
    (terms, roots)
}

/// Fills what is left out of each of `roots`; the second of a pair says whether it is a request.
fn fill(terms: &mut Terms<'_>, roots: &mut [(&mut TermId, bool)]) {
    if !terms.partial {
        return;
    }
    let mut filler = Filler::of(terms);
    for (root, request) in roots {
        filler.request = *request;
        **root = filler.fill_root(**root);
    }
}

/// How many accounts of one structure are looked at.
const MOST_PEERS: usize = 16;

/// The names of a structure's members, each with its documentation.
type Layout = Box<[(Text, Option<Text>)]>;

/// Two structures with so many members, theirs included, that have the same names and types, and a
/// structure that stands in the same member of so many others, are met by no chance.
const NO_CHANCE: usize = 3;

/// Of the places in which one of several stands, how many in a hundred make it the one.
const MOST_OF_ALL: usize = 80;

struct Filler<'t, 'a> {
    terms: &'t mut Terms<'a>,
    /// Structures that nothing is left out of, by what tells them apart.
    by_layout: FastMap<Layout, Vec<TermId>>,
    by_names: FastMap<Box<[Text]>, Vec<TermId>>,
    /// The members that structures stand in, and in how many different structures.
    stands_in: FastMap<(Text, TermId), usize>,
    /// The same by structure.
    members_of: FastMap<TermId, Vec<Text>>,
    alike: FastMap<(TermId, TermId), bool>,
    /// Whether something is left out of a term, for the terms that pages state.
    partial: Vec<bool>,
    /// Whether what is filled belongs to a request.
    request: bool,
    filled: FastMap<(TermId, Option<TermId>, bool), TermId>,
}

impl<'t, 'a> Filler<'t, 'a> {
    fn of(terms: &'t mut Terms<'a>) -> Self {
        let mut partial = Vec::with_capacity(terms.len());
        let mut by_layout: FastMap<_, Vec<TermId>> = FastMap::default();
        let mut by_names: FastMap<_, Vec<TermId>> = FastMap::default();
        for id in terms.ids() {
            // A term is made after its parts.
            let of = |term: TermId, partial: &[bool]| partial[term.0 as usize];
            let is_partial = match terms.get(id) {
                Term::Loose(_) | Term::Unstated(_) | Term::Mark(Container::Any, _) => true,
                Term::List(element) => of(element.term, &partial),
                Term::Map(key, value) => of(key.term, &partial) || of(value.term, &partial),
                Term::Members(form, fields) => {
                    *form == Form::Bare || fields.iter().any(|field| of(field.term, &partial))
                }
                Term::Scalar(_) | Term::Enum(_) | Term::Mark(..) | Term::Named(_) => false,
            };
            partial.push(is_partial);
            if let Term::Members(form, fields) = terms.get(id)
                && *form != Form::Bare
            {
                let layout = fields.iter().map(|field| (field.name, field.documentation));
                by_layout.entry(layout.collect()).or_default().push(id);
                let names = fields.iter().map(|field| field.name);
                by_names.entry(names.collect()).or_default().push(id);
            }
        }
        let mut stands_in: FastMap<(Text, TermId), usize> = FastMap::default();
        let mut owners: FastSet<(Text, TermId, Box<[Text]>)> = FastSet::default();
        let mut members_of: FastMap<TermId, Vec<Text>> = FastMap::default();
        for id in terms.ids() {
            let Term::Members(_, fields) = terms.get(id) else { continue };
            let names: Box<[Text]> = fields.iter().map(|field| field.name).collect();
            for field in fields {
                let mut inner = field.term;
                while let Term::List(Element { term, .. }) | Term::Map(_, Element { term, .. }) =
                    terms.get(inner)
                {
                    inner = *term;
                }
                if !matches!(terms.get(inner), Term::Members(..)) {
                    continue;
                }
                let places = stands_in.entry((field.name, inner)).or_default();
                if *places == 0 {
                    members_of.entry(inner).or_default().push(field.name);
                }
                *places += usize::from(owners.insert((field.name, inner, names.clone())));
            }
        }
        let (filled, alike) = Default::default();
        Filler {
            terms,
            by_layout,
            by_names,
            stands_in,
            members_of,
            alike,
            partial,
            request: false,
            filled,
        }
    }

    fn is_partial(&self, term: TermId) -> bool {
        self.partial.get(term.0 as usize).is_some_and(|partial| *partial)
    }

    /// An input or output is no structure that stands elsewhere too.
    fn fill_root(&mut self, root: TermId) -> TermId {
        let Term::Members(Form::Bare, fields) = self.terms.get(root).clone() else {
            return self.fill(root, None, &[]);
        };
        let filled = fields
            .iter()
            .map(|field| Field { term: self.fill(field.term, Some(field.name), &[]), ..*field });
        let term = Term::Members(Form::Structure, filled.collect());
        let origin = self.terms.origin(root);
        self.terms.add(term, origin)
    }

    /// A term with what `peers`, which stand in the same place elsewhere, tell of it. `member` is
    /// the name of the member it stands in.
    fn fill(&mut self, term: TermId, member: Option<Text>, peers: &[TermId]) -> TermId {
        if !self.is_partial(term) {
            return term;
        }
        let origin = self.terms.origin(term);
        let filled = match self.terms.get(term).clone() {
            Term::Loose(scalar) => self.tight(scalar, peers),
            Term::Unstated(Container::Dict) => match self.first(peers, is_dict) {
                Some(Term::Members(form, fields)) if fields.is_empty() => {
                    Term::Members(form, fields)
                }
                Some(Term::Mark(container, union)) => Term::Mark(container, union),
                // It is written out there, so recursion is cut short here.
                Some(_) => Term::Mark(Container::Dict, MarkedUnion::Unknown),
                None => return term,
            },
            Term::Mark(Container::Any, MarkedUnion::Unknown) => {
                match self.first(peers, |term| is_dict(term) || is_list(term)) {
                    Some(Term::Mark(container, union)) => Term::Mark(container, union),
                    Some(term) if is_list(&term) => {
                        Term::Mark(Container::List, MarkedUnion::Unknown)
                    }
                    Some(_) => Term::Mark(Container::Dict, MarkedUnion::Unknown),
                    None => return term,
                }
            }
            Term::List(element) => {
                let peers = self.elements(peers, |term| match term {
                    Term::List(element) => Some(*element),
                    _ => None,
                });
                Term::List(self.fill_element(element, member, &peers))
            }
            Term::Map(key, value) => {
                let peers = self.elements(peers, |term| match term {
                    Term::Map(_, value) => Some(*value),
                    _ => None,
                });
                Term::Map(key, self.fill_element(value, member, &peers))
            }
            Term::Members(form, fields) => {
                return self.fill_members(term, member, form, fields, peers);
            }
            _ => return term,
        };
        self.terms.add(filled, origin)
    }

    fn first(&self, peers: &[TermId], wanted: impl Fn(&Term) -> bool) -> Option<Term> {
        peers.iter().map(|peer| self.terms.get(*peer)).find(|term| wanted(term)).cloned()
    }

    fn tight(&self, scalar: Scalar, peers: &[TermId]) -> Term {
        let told = self.first(peers, |term| match term {
            Term::Enum(_) => scalar == Scalar::String,
            Term::Scalar(Scalar::Double) => scalar == Scalar::Float,
            _ => false,
        });
        told.unwrap_or(Term::Scalar(scalar))
    }

    fn elements(
        &self,
        peers: &[TermId],
        element: impl Fn(&Term) -> Option<Element>,
    ) -> Vec<Element> {
        peers.iter().filter_map(|peer| element(self.terms.get(*peer))).collect()
    }

    fn fill_element(&mut self, own: Element, member: Option<Text>, peers: &[Element]) -> Element {
        let documentation = peers.iter().find_map(|peer| peer.documentation);
        let terms: Vec<TermId> = peers.iter().map(|peer| peer.term).collect();
        Element {
            term: self.fill(own.term, member, &terms),
            documentation: own.documentation.or(documentation),
        }
    }

    fn fill_members(
        &mut self,
        term: TermId,
        member: Option<Text>,
        form: Form,
        fields: Box<[Field]>,
        around: &[TermId],
    ) -> TermId {
        let peers = match form {
            Form::Bare => self.peers_by_names(term, member, &fields, around),
            _ => self.peers_by_layout(term, &fields),
        };
        let key = (term, peers.first().copied(), self.request);
        if let Some(&filled) = self.filled.get(&key) {
            return filled;
        }
        let of_peers: Vec<(Form, Box<[Field]>)> = peers
            .iter()
            .filter_map(|peer| match self.terms.get(*peer) {
                Term::Members(form, fields) => Some((*form, fields.clone())),
                _ => None,
            })
            .collect();
        let mut filled = Vec::with_capacity(fields.len());
        for (at, field) in fields.iter().enumerate() {
            let same: Vec<&Field> =
                of_peers.iter().filter_map(|(_, fields)| fields.get(at)).collect();
            let inside: Vec<TermId> = same.iter().map(|field| field.term).collect();
            let mut field =
                Field { term: self.fill(field.term, Some(field.name), &inside), ..*field };
            if form == Form::Bare {
                field.documentation = same.first().and_then(|same| same.documentation);
                if self.request {
                    field.told = same.iter().find_map(|same| same.told);
                }
            }
            filled.push(field);
        }
        let form = match (form, of_peers.first()) {
            (Form::Bare, Some((form, _))) => *form,
            _ => form,
        };
        let origin = self.terms.origin(term);
        let id = self.terms.add(Term::Members(form, filled.into_boxed_slice()), origin);
        self.filled.insert(key, id);
        id
    }

    /// The same structure where nothing, or less, is left out.
    fn peers_by_layout(&self, term: TermId, fields: &[Field]) -> Vec<TermId> {
        let layout: Box<[_]> =
            fields.iter().map(|field| (field.name, field.documentation)).collect();
        let found = self.by_layout.get(&layout).into_iter().flatten().copied();
        let mut peers: Vec<TermId> = found.filter(|peer| *peer != term).collect();
        peers.sort_by_key(|peer| self.is_partial(*peer));
        peers.truncate(MOST_PEERS);
        peers
    }

    /// Structures with these members, of which all say the same.
    fn peers_by_names(
        &mut self,
        term: TermId,
        member: Option<Text>,
        fields: &[Field],
        around: &[TermId],
    ) -> Vec<TermId> {
        let names: Box<[Text]> = fields.iter().map(|field| field.name).collect();
        let all = self.by_names.get(&names).cloned().unwrap_or_default();
        let near: Vec<TermId> =
            around.iter().copied().filter(|peer| self.has_members(*peer, &names)).collect();
        let mut peers = match near.first() {
            Some(first) => {
                // What else the service has with that layout may tell more.
                let layout = self.layout(*first);
                all.into_iter().filter(|peer| self.layout(*peer) == layout).collect()
            }
            None => {
                let mut alike = all;
                alike.retain(|peer| self.is_alike(term, *peer, 0));
                // It may stand in other members as well, and be known by one of them.
                let own: &[Text] = self.members_of.get(&term).map_or(&[], |members| members);
                let many = self.weight(term, 0) >= NO_CHANCE;
                let least = if many { 1 } else { NO_CHANCE };
                let here = self.layout_in(&alike, member.as_slice(), least);
                let anywhere = || self.layout_in(&alike, own, 1).filter(|_| many);
                let only = || {
                    let mut all = alike.iter().map(|peer| self.layout(*peer));
                    let first = all.next()?;
                    (many && all.all(|layout| layout == first)).then_some(first)
                };
                let Some(wanted) = here.or_else(anywhere).or_else(only) else {
                    return Vec::new();
                };
                alike.retain(|peer| self.layout(*peer) == wanted);
                alike
            }
        };
        let told = |peer: &TermId| match self.terms.get(*peer) {
            Term::Members(_, fields) => fields.iter().any(|field| field.told.is_some()),
            _ => false,
        };
        peers.sort_by_key(|peer| (told(peer) != self.request, self.is_partial(*peer)));
        peers.truncate(MOST_PEERS);
        peers
    }

    /// The layout that most of those of `terms` have that stand in one of `members`, in `least`
    /// places or more.
    fn layout_in(
        &self,
        terms: &[TermId],
        members: &[Text],
        least: usize,
    ) -> Option<Vec<Option<Text>>> {
        let mut layouts: Vec<(Vec<Option<Text>>, usize)> = Vec::new();
        for term in terms {
            let places = members.iter().filter_map(|member| self.stands_in.get(&(*member, *term)));
            let places: usize = places.sum();
            if places == 0 {
                continue;
            }
            let layout = self.layout(*term);
            match layouts.iter_mut().find(|(other, _)| *other == layout) {
                Some((_, sum)) => *sum += places,
                None => layouts.push((layout, places)),
            }
        }
        let all: usize = layouts.iter().map(|(_, places)| places).sum();
        let (layout, places) = layouts.into_iter().max_by_key(|(_, places)| *places)?;
        let most = places * 100 >= all * MOST_OF_ALL;
        (most && places >= least).then_some(layout)
    }

    /// How many members a structure has, with those of the structures in it; not counted further
    /// than it matters.
    fn weight(&self, term: TermId, depth: usize) -> usize {
        if depth > MAX_DEPTH {
            return 0;
        }
        match self.terms.get(term) {
            Term::List(Element { term, .. }) | Term::Map(_, Element { term, .. }) => {
                self.weight(*term, depth + 1)
            }
            Term::Members(_, fields) => {
                let mut sum = fields.len();
                for field in fields {
                    if sum >= NO_CHANCE {
                        break;
                    }
                    sum += self.weight(field.term, depth + 1);
                }
                sum
            }
            _ => 0,
        }
    }

    fn has_members(&self, term: TermId, names: &[Text]) -> bool {
        match self.terms.get(term) {
            Term::Members(form, fields) => {
                *form != Form::Bare && fields.iter().map(|field| &field.name).eq(names)
            }
            _ => false,
        }
    }

    /// What is said of the members.
    fn layout(&self, term: TermId) -> Vec<Option<Text>> {
        match self.terms.get(term) {
            Term::Members(_, fields) => fields.iter().map(|field| field.documentation).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a term of which no list tells may be the same as `peer`, by names and types.
    fn is_alike(&mut self, own: TermId, peer: TermId, depth: usize) -> bool {
        if own == peer || depth > MAX_DEPTH {
            return true;
        }
        if let Some(&alike) = self.alike.get(&(own, peer)) {
            return alike;
        }
        let alike = match (self.terms.get(own).clone(), self.terms.get(peer).clone()) {
            (Term::Mark(..) | Term::Unstated(_), other) | (other, Term::Mark(..)) => {
                is_dict(&other) || is_list(&other) || matches!(other, Term::Unstated(_))
            }
            (_, Term::Unstated(_) | Term::Named(_)) => true,
            (Term::Enum(_), Term::Loose(Scalar::String)) => true,
            (Term::Scalar(Scalar::Double), Term::Loose(Scalar::Float)) => true,
            (Term::Scalar(own), Term::Loose(peer)) => own == peer,
            (Term::List(own), Term::List(peer)) => self.is_alike(own.term, peer.term, depth + 1),
            (Term::Map(_, own), Term::Map(_, peer)) => {
                self.is_alike(own.term, peer.term, depth + 1)
            }
            (Term::Members(_, own), Term::Members(_, peer)) => {
                let pairs = own.iter().zip(&peer);
                own.len() == peer.len()
                    && pairs.clone().all(|(own, peer)| own.name == peer.name)
                    && pairs.into_iter().all(|(a, b)| self.is_alike(a.term, b.term, depth + 1))
            }
            (own, peer) => own == peer,
        };
        self.alike.insert((own, peer), alike);
        alike
    }
}

fn is_dict(term: &Term) -> bool {
    matches!(term, Term::Members(..) | Term::Map(..) | Term::Mark(Container::Dict, _))
}

fn is_list(term: &Term) -> bool {
    matches!(term, Term::List(_) | Term::Mark(Container::List, _))
}
