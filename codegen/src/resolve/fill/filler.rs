//! Fills what is left out of a term, from those that stand in the same place elsewhere.

use super::terms::{Element, Field, Form, MarkedUnion, Term, TermId, Terms, TextId};
use crate::facts::{Container, Scalar};
use crate::hash::{FastMap, FastSet};

/// The names of a structure's members, each with its documentation.
type Layout = Box<[(TextId, Option<TextId>)]>;

/// Fills terms.
pub(super) struct Filler<'t, 'a> {
    pub(super) terms: &'t mut Terms<'a>,
    /// Structures that nothing is left out of, by what tells them apart.
    pub(super) by_layout: FastMap<Layout, Vec<TermId>>,
    pub(super) by_names: FastMap<Box<[TextId]>, Vec<TermId>>,
    /// The members that structures stand in, and in how many different structures.
    pub(super) stands_in: FastMap<(TextId, TermId), usize>,
    /// The same by structure.
    pub(super) members_of: FastMap<TermId, Vec<TextId>>,
    pub(super) alike: FastMap<(TermId, TermId), bool>,
    /// Whether something is left out of a term, for the terms that pages state.
    pub(super) partial: Vec<bool>,
    /// Whether what is filled belongs to a request.
    pub(super) request: bool,
    pub(super) filled: FastMap<(TermId, Option<TermId>, bool), TermId>,
}

impl<'t, 'a> Filler<'t, 'a> {
    pub(super) fn of(terms: &'t mut Terms<'a>) -> Self {
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
        let mut stands_in: FastMap<(TextId, TermId), usize> = FastMap::default();
        let mut owners: FastSet<(TextId, TermId, Box<[TextId]>)> = FastSet::default();
        let mut members_of: FastMap<TermId, Vec<TextId>> = FastMap::default();
        for id in terms.ids() {
            let Term::Members(_, fields) = terms.get(id) else { continue };
            let names: Box<[TextId]> = fields.iter().map(|field| field.name).collect();
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

    pub(super) fn is_partial(&self, term: TermId) -> bool {
        self.partial.get(term.0 as usize).is_some_and(|partial| *partial)
    }

    /// An input or output is no structure that stands elsewhere too.
    pub(super) fn fill_root(&mut self, root: TermId) -> TermId {
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
    fn fill(&mut self, term: TermId, member: Option<TextId>, peers: &[TermId]) -> TermId {
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

    fn fill_element(&mut self, own: Element, member: Option<TextId>, peers: &[Element]) -> Element {
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
        member: Option<TextId>,
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
}

pub(super) fn is_dict(term: &Term) -> bool {
    matches!(term, Term::Members(..) | Term::Map(..) | Term::Mark(Container::Dict, _))
}

pub(super) fn is_list(term: &Term) -> bool {
    matches!(term, Term::List(_) | Term::Mark(Container::List, _))
}
