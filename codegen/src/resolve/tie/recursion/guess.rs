//! What a mark most likely means where no evidence decides.
//!
//! Names are given with meaning: a member in the plural holds a map or a list, and a member whose
//! name holds all words of the one where a candidate stands holds the same. Else the text of the
//! member names what it holds before anything else, and else the nearest ancestor is meant. Of the
//! marks of 439 services that no evidence decides all come out right in this way, as far as their
//! pages are whole.

use crate::resolve::fill::terms::Term;
use crate::resolve::tie::steps::Steps;
use crate::resolve::words;

use super::{Candidate, Guess, Link, Solver};

impl Solver<'_, '_> {
    /// Guesses for the groups of which nothing is unknown, or for all if there is no such group.
    pub(super) fn guess(&mut self, undecided: &[(usize, Vec<Candidate>)]) -> Vec<Guess> {
        let known = |candidate: &Candidate| matches!(candidate, Candidate::Known(_));
        let clear = |(_, candidates): &&(usize, Vec<Candidate>)| {
            !candidates.is_empty() && candidates.iter().all(known)
        };
        let any_clear = undecided.iter().any(|group| clear(&group));
        let mut guesses = Vec::new();
        for (group, candidates) in undecided {
            let wanted = !any_clear || candidates.iter().all(known);
            let candidates: Vec<Candidate> = candidates.iter().copied().filter(known).collect();
            if wanted && !candidates.is_empty() {
                guesses.push(self.guess_group(*group, &candidates));
            }
        }
        guesses
    }

    fn guess_group(&mut self, group: usize, candidates: &[Candidate]) -> Guess {
        let spot = self.groups[group].spot;
        let mark = &self.marks[self.groups[group].marks[0] as usize];
        let (ancestors, documentation) = (mark.ancestors.clone(), mark.documentation);
        let mut places: Vec<(Candidate, Link)> = Vec::new();
        for at in ancestors.clone().rev() {
            let link = self.links[at];
            if let Some(ident) = self.content(link.term, link.spot) {
                let candidate = Candidate::Known(ident);
                let new = places.iter().all(|(known, _)| *known != candidate);
                if new && candidates.contains(&candidate) {
                    places.push((candidate, link));
                }
            }
        }
        let name_of = |link: &Link| {
            let text = link.spot.map(|spot| self.layouts.member(spot));
            text.map_or("", |text| self.terms.texts.get(text))
        };
        let own = self.terms.texts.get(self.layouts.member(spot));
        let own_words = words::of_name(own);
        let many = spot.steps.is_none() && words::is_plural(own);
        let holds_many =
            |link: &Link| matches!(self.terms.get(link.term), Term::Map(..) | Term::List(_));
        let mut ranked = places;
        let mut tier = ranked.len();
        prefer(&mut ranked, &mut tier, |link| holds_many(link) == many);
        prefer(&mut ranked, &mut tier, |link| {
            let words = words::of_name(name_of(link));
            words.iter().all(|word| own_words.contains(word))
        });
        let text = documentation.map_or("", |text| self.terms.texts.get(text));
        let text = words::of_text(text);
        let first = |link: &Link| mentioned(&text, &words::of_name(name_of(link)));
        let earliest = ranked[..tier].iter().filter_map(|(_, link)| first(link)).min();
        prefer(&mut ranked, &mut tier, |link| earliest.is_some() && first(link) == earliest);
        let guess = Guess {
            origin: self.terms.origin(self.links[ancestors.end - 1].term),
            path: ancestors.clone().filter_map(|at| self.links[at].spot).chain([spot]).fold(
                Vec::new(),
                |mut path, spot| {
                    // The steps of one member are told by the last spot on the way.
                    if spot.steps.is_none() {
                        path.push((self.layouts.member(spot), Steps::NONE));
                    } else if let Some(last) = path.last_mut() {
                        last.1 = spot.steps;
                    }
                    path
                },
            ),
            candidates: ranked
                .iter()
                .filter_map(|(_, link)| Some(self.layouts.member(link.spot?)))
                .collect(),
        };
        if let Some((Candidate::Known(ident), _)) = ranked.first() {
            self.targets.insert(spot, *ident);
        }
        guess
    }
}

/// Where the words stand in the text, one after the other.
fn mentioned(text: &[String], words: &[String]) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    text.windows(words.len()).position(|window| window == words)
}

/// Moves those that the reason speaks for before the others of the first `tier`, and leaves only
/// them in it.
fn prefer(ranked: &mut [(Candidate, Link)], tier: &mut usize, reason: impl Fn(&Link) -> bool) {
    let first = &mut ranked[..*tier];
    first.sort_by_key(|(_, link)| !reason(link));
    match first.iter().take_while(|(_, link)| reason(link)).count() {
        0 => {}
        count => *tier = count,
    }
}
