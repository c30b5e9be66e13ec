//! Terms → a graph: which ancestor each recursion mark means is found by the layout of what is open,
//! and the terms are tied together.

pub(super) mod graph;
mod layout;
mod recursion;
mod required;
pub(super) mod steps;
mod unstated;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;

use self::graph::{Gap, Graph, NodeId, Tie};
use self::recursion::Guess;
use super::fill::roots::Roots;
use super::fill::terms::Terms;
use super::merge::merged::{Merged, Origin};
use crate::diagnostic::rules::service as rules;

/// The graph of a service, and where it begins.
pub struct Tied {
    pub graph: Graph,
    /// What operations take and return.
    pub operations: Vec<[Option<NodeId>; 2]>,
    /// The errors, by name.
    pub errors: Vec<NodeId>,
}

/// Ties the terms into a graph and says what could not be told.
pub fn tie(
    merged: &Merged,
    terms: &Terms<'_>,
    roots: &Roots,
    diagnostics: &mut Vec<Diagnostic>,
) -> Tied {
    let solved = recursion::solve(terms, &roots.all());
    diagnostics.extend(solved.guesses.iter().map(|guess| undecided(guess, merged, terms)));
    let mut tie = Tie::new(terms, &solved, &roots.named);
    let operations: Vec<[Option<NodeId>; 2]> = roots
        .operations
        .iter()
        .map(|pair| pair.map(|term| term.map(|term| tie.root(term))))
        .collect();
    let errors = roots.errors.iter().map(|term| tie.root(*term)).collect();
    let graph = tie.finish();
    let place = |origin: Origin| merged.place(origin.page, origin.line);
    let is_open = graph.gaps.iter().any(|gap| matches!(gap, Gap::Unstated(_)));
    let mut open = match is_open {
        true => unstated::places(merged, terms, &graph, &operations),
        false => BTreeSet::new(),
    };
    for gap in &graph.gaps {
        diagnostics.push(match *gap {
            Gap::NoAncestor(origin) => {
                let message = "recursion is cut short, and nothing it could mean is open";
                Diagnostic::new(&rules::NO_ANCESTOR, place(origin), message)
            }
            Gap::Unstated(origin) => {
                open.insert(origin);
                continue;
            }
            Gap::UnknownShape(origin, name) => {
                let message = format!("no page describes {}", terms.texts.get(name));
                Diagnostic::new(&rules::UNKNOWN_SHAPE, place(origin), message)
            }
        });
    }
    diagnostics.extend(open.into_iter().map(|origin| {
        let message = "no page tells what stands here";
        Diagnostic::new(&rules::UNSTATED, place(origin), message)
    }));
    for origin in &terms.too_deep {
        let message = "structures nest too deep here";
        diagnostics.push(Diagnostic::new(&rules::TOO_DEEP, place(*origin), message));
    }
    Tied { graph, operations, errors }
}

/// What is said of a recursion mark that is a guess.
fn undecided(guess: &Guess, merged: &Merged, terms: &Terms<'_>) -> Diagnostic {
    let path: Vec<String> = guess
        .path
        .iter()
        .map(|(name, steps)| format!("{}{}", terms.texts.get(*name), steps.display()))
        .collect();
    let candidates: Vec<&str> =
        guess.candidates.iter().map(|name| terms.texts.get(*name)).collect();
    let (taken, others) = candidates.split_first().unwrap_or((&"", &[]));
    let message = match others {
        [] => format!("{}: taken for `{taken}`", path.join(".")),
        others => format!(
            "{}: taken for what stands at `{taken}`; it may be what stands at `{}`",
            path.join("."),
            others.join("` or `"),
        ),
    };
    let place = merged.place(guess.origin.page, guess.origin.line);
    Diagnostic::new(&rules::UNDECIDED_RECURSION, place, message)
}
