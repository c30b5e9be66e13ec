//! What the pages of a service tell of a mark.

use crate::hash::{FastMap, FastSet};
use crate::resolve::fill::terms::{MarkedUnion, Term, TermId, TextId};
use crate::resolve::tie::layout::{Content, Ident, Spot};
use crate::resolve::tie::steps::Step;
use crate::resolve::tie::steps::Steps;

use super::{Candidate, Group, Link, Solver};

/// What stands at spots and is said of contents, gathered from all pages.
#[derive(Default)]
struct Gathered {
    /// What is written out at the spots that have a mark elsewhere.
    written: FastMap<Spot, FastSet<Ident>>,
    /// What is said of a content where it is an element or a value.
    documentation: FastMap<Ident, FastSet<TextId>>,
}

impl Solver<'_, '_> {
    /// For each group of `left` what its marks may mean by all evidence, the nearest first.
    pub(super) fn weigh(&mut self, left: &[usize]) -> Vec<Vec<Candidate>> {
        let gathered = self.gather(left);
        let mut candidates: Vec<Vec<Candidate>> =
            left.iter().map(|&group| self.weigh_group(group, &gathered)).collect();
        self.share_documentation(left, &mut candidates);
        candidates
    }

    fn gather(&mut self, left: &[usize]) -> Gathered {
        let mut gathered = Gathered::default();
        let asked: FastSet<Spot> = left.iter().map(|&group| self.groups[group].spot).collect();
        let terms = self.terms;
        for id in terms.ids() {
            let (Term::Members(_, fields), Some(layout)) =
                (terms.get(id), self.layouts.of_term(id))
            else {
                continue;
            };
            for (member, field) in (0..).zip(fields) {
                let mut spot = Some(Spot { layout, member, steps: Steps::NONE });
                let (mut term, mut said) = (field.term, None);
                loop {
                    let is_mark = matches!(terms.get(term), Term::Mark(..));
                    let asked_here = spot.is_some_and(|spot| asked.contains(&spot));
                    if !is_mark && (asked_here || said.is_some()) {
                        let content = self.content(term, spot);
                        if let (Some(content), Some(said)) = (content, said) {
                            gathered.documentation.entry(content).or_default().insert(said);
                        }
                        if let (Some(content), Some(spot), true) = (content, spot, asked_here) {
                            gathered.written.entry(spot).or_default().insert(content);
                        }
                    }
                    let (step, inner) = match terms.get(term) {
                        Term::List(element) => (Step::Element, element),
                        Term::Map(_, value) => (Step::Value, value),
                        _ => break,
                    };
                    spot = spot.and_then(|spot| spot.then(step));
                    (term, said) = (inner.term, inner.documentation);
                }
            }
        }
        gathered
    }

    fn weigh_group(&mut self, group: usize, gathered: &Gathered) -> Vec<Candidate> {
        let Group { spot, ref marks } = self.groups[group];
        let marks = marks.clone();
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut said = FastSet::default();
        let mut stands = FastMap::<Candidate, FastSet<TextId>>::default();
        for (at, &mark) in marks.iter().enumerate() {
            let open = self.open_at(mark, &mut stands);
            said.extend(self.marks[mark as usize].documentation);
            if at == 0 {
                candidates = open;
            } else {
                let open: FastSet<Candidate> = open.into_iter().collect();
                candidates.retain(|candidate| open.contains(candidate));
            }
        }
        if let Some(written) = gathered.written.get(&spot) {
            narrow(&mut candidates, |candidate| match candidate {
                Candidate::Known(ident) => written.contains(&ident),
                Candidate::Unknown(_) => false,
            });
        }
        if candidates.len() > 1 {
            let mut void = Vec::new();
            for &candidate in &candidates {
                if let Candidate::Known(ident) = candidate
                    && self.holds_nothing(spot, ident)
                {
                    void.push(candidate);
                }
            }
            narrow(&mut candidates, |candidate| !void.contains(&candidate));
        }
        let of = |candidate: Candidate| match candidate {
            Candidate::Known(ident) => gathered.documentation.get(&ident),
            Candidate::Unknown(_) => None,
        };
        let same = |known: &FastSet<TextId>| known.iter().any(|text| said.contains(text));
        if !spot.steps.is_none() {
            narrow(&mut candidates, |candidate| of(candidate).is_none_or(same));
        }
        narrow(&mut candidates, |candidate| {
            of(candidate).is_some_and(same) || stands.get(&candidate).is_some_and(same)
        });
        candidates
    }

    /// What is open at an occurrence of a mark and may be meant, the nearest first. What is said
    /// of each goes into `stands`.
    fn open_at(
        &mut self,
        mark: u32,
        stands: &mut FastMap<Candidate, FastSet<TextId>>,
    ) -> Vec<Candidate> {
        let mark = &self.marks[mark as usize];
        let Term::Mark(container, union) = self.terms.get(mark.term) else { return Vec::new() };
        let ancestors = mark.ancestors.clone();
        let mut open = Vec::new();
        let mut seen = FastSet::default();
        // A list or map that has no structure between it and the mark would hold only itself.
        let mut within_members = false;
        for at in ancestors.rev() {
            let link = self.links[at];
            let Link { term, spot: Some(_), documentation } = link else { continue };
            let has_members = matches!(self.terms.get(term), Term::Members(..));
            within_members |= has_members;
            if !within_members || !self.is_of_kind(term, *container) || !self.fits(term, union) {
                continue;
            }
            let candidate = match self.content(term, link.spot) {
                Some(ident) => Candidate::Known(ident),
                None => Candidate::Unknown(term),
            };
            stands.entry(candidate).or_default().extend(documentation);
            if seen.insert(candidate) {
                open.push(candidate);
            }
        }
        open
    }

    /// Whether a term may be the target of a mark of which that is said.
    fn fits(&self, term: TermId, union: &MarkedUnion) -> bool {
        let Some(layout) = self.layouts.of_term(term) else {
            return !matches!(union, MarkedUnion::Members(_));
        };
        let forms = self.layouts.forms(layout);
        match union {
            MarkedUnion::Unknown => true,
            MarkedUnion::No => !forms.union || forms.structure,
            MarkedUnion::Members(names) => {
                let members = self.layouts.names(layout);
                let same = members.iter().map(|(name, _)| name).eq(names.iter());
                (names.is_empty() || same) && (forms.union || !forms.structure)
            }
        }
    }

    /// Whether nothing but itself could be in `target`, were it what the mark at `spot` means.
    fn holds_nothing(&mut self, spot: Spot, target: Ident) -> bool {
        let mut seen = FastSet::default();
        let mut open = vec![target];
        while let Some(ident) = open.pop() {
            if !seen.insert(ident) {
                continue;
            }
            let layout = match self.idents.get(ident) {
                Content::List(inner) | Content::Map(inner) => {
                    open.push(inner);
                    continue;
                }
                Content::Scalar(_) | Content::Term(_) => return false,
                Content::Members(layout) => layout,
            };
            let terms = self.terms;
            let Term::Members(_, fields) = terms.get(self.layouts.first(layout)) else { continue };
            if fields.is_empty() {
                // To be there at all is what it says.
                return false;
            }
            for (member, field) in (0..).zip(fields) {
                let mut at = Some(Spot { layout, member, steps: Steps::NONE });
                let mut term = field.term;
                loop {
                    let (step, inner) = match terms.get(term) {
                        Term::List(element) => (Step::Element, element.term),
                        Term::Map(_, value) => (Step::Value, value.term),
                        Term::Mark(..) if at == Some(spot) => {
                            open.push(target);
                            break;
                        }
                        Term::Mark(..) => {
                            open.extend(at.and_then(|at| self.targets.get(&at)));
                            break;
                        }
                        Term::Members(..) => {
                            open.extend(self.content(term, at));
                            break;
                        }
                        _ => return false,
                    };
                    at = at.and_then(|at| at.then(step));
                    term = inner;
                }
            }
        }
        true
    }

    /// Marks with the same documentation in the place of an element or a value have one target.
    fn share_documentation(&self, left: &[usize], candidates: &mut [Vec<Candidate>]) {
        let mut shared: FastMap<TextId, FastSet<Candidate>> = FastMap::default();
        let said = |group: usize| {
            let group = &self.groups[group];
            let mark = group.marks.first().map(|&mark| &self.marks[mark as usize]);
            mark.filter(|_| !group.spot.steps.is_none()).and_then(|mark| mark.documentation)
        };
        for (&group, candidates) in left.iter().zip(&*candidates) {
            let Some(said) = said(group) else { continue };
            match shared.get_mut(&said) {
                Some(known) => known.retain(|candidate| candidates.contains(candidate)),
                None => {
                    shared.insert(said, candidates.iter().copied().collect());
                }
            }
        }
        for (&group, candidates) in left.iter().zip(candidates) {
            if let Some(known) = said(group).and_then(|said| shared.get(&said)) {
                narrow(candidates, |candidate| known.contains(&candidate));
            }
        }
    }
}

/// Keeps the candidates for which the evidence speaks, unless it speaks for none.
fn narrow(candidates: &mut Vec<Candidate>, keep: impl Fn(Candidate) -> bool) {
    if candidates.len() > 1 && candidates.iter().any(|&candidate| keep(candidate)) {
        candidates.retain(|&candidate| keep(candidate));
    }
}
