//! Which structures written out elsewhere are the one of which something is left out.

use super::filler::{Filler, is_dict, is_list};
use super::terms::{Element, Field, Form, MAX_DEPTH, Term, TermId, TextId};
use crate::facts::Scalar;

/// How many accounts of one structure are looked at.
const MOST_PEERS: usize = 16;

/// Two structures with so many members, theirs included, that have the same names and types, and a
/// structure that stands in the same member of so many others, are met by no chance.
const NO_CHANCE: usize = 3;

/// Of the places in which one of several stands, how many in a hundred make it the one.
const MOST_OF_ALL: usize = 80;

impl Filler<'_, '_> {
    /// The same structure where nothing, or less, is left out.
    pub(super) fn peers_by_layout(&self, term: TermId, fields: &[Field]) -> Vec<TermId> {
        let layout: Box<[_]> =
            fields.iter().map(|field| (field.name, field.documentation)).collect();
        let found = self.by_layout.get(&layout).into_iter().flatten().copied();
        let mut peers: Vec<TermId> = found.filter(|peer| *peer != term).collect();
        peers.sort_by_key(|peer| self.is_partial(*peer));
        peers.truncate(MOST_PEERS);
        peers
    }

    /// Structures with these members, of which all say the same.
    pub(super) fn peers_by_names(
        &mut self,
        term: TermId,
        member: Option<TextId>,
        fields: &[Field],
        around: &[TermId],
    ) -> Vec<TermId> {
        let names: Box<[TextId]> = fields.iter().map(|field| field.name).collect();
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
                let own: &[TextId] = self.members_of.get(&term).map_or(&[], |members| members);
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
    pub(super) fn layout_in(
        &self,
        terms: &[TermId],
        members: &[TextId],
        least: usize,
    ) -> Option<Vec<Option<TextId>>> {
        let mut layouts: Vec<(Vec<Option<TextId>>, usize)> = Vec::new();
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
    pub(super) fn weight(&self, term: TermId, depth: usize) -> usize {
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

    pub(super) fn has_members(&self, term: TermId, names: &[TextId]) -> bool {
        match self.terms.get(term) {
            Term::Members(form, fields) => {
                *form != Form::Bare && fields.iter().map(|field| &field.name).eq(names)
            }
            _ => false,
        }
    }

    /// What is said of the members.
    pub(super) fn layout(&self, term: TermId) -> Vec<Option<TextId>> {
        match self.terms.get(term) {
            Term::Members(_, fields) => fields.iter().map(|field| field.documentation).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a term of which no list tells may be the same as `peer`, by names and types.
    pub(super) fn is_alike(&mut self, own: TermId, peer: TermId, depth: usize) -> bool {
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
