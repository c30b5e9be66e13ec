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

mod filler;
mod peers;
pub(super) mod roots;
pub(super) mod terms;

use std::collections::BTreeMap;

use crate::resolve::fill::roots::Roots;
use crate::resolve::fill::terms::{TermId, Terms};
use crate::resolve::merge::errors::KnownError;
use crate::resolve::merge::merged::Merged;
use filler::Filler;

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
