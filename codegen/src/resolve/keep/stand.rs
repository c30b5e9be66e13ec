//! What stands stays unless a page says that it went.
//!
//! One place for all dialects: what came of the pages is put over what stood, and the two are held
//! against each other. What would take away more than pages ever do is not written; the account of
//! a page that takes away what a whole page hardly would is put aside, and its operation stays as it
//! stood; and what the index lists and no page describes is named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::less;
use super::loss::{self, Losses};
use super::own;
use super::standing;
use super::untold::{self, Untold};
use crate::diagnostic::rules::service as rules;
use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::ground::{Ground, OfPages};
use crate::resolve::merge::stays::{Listed, Missing};
use crate::spec::{Pagination, Spec};

/// Puts what was made of pages over what stands; `None` where that is not to be believed.
pub fn over(
    made: Spec,
    of_pages: OfPages,
    standing: &Spec,
    ground: &Ground<'_>,
    said: &mut Vec<Diagnostic>,
) -> Option<Spec> {
    let OfPages { stays, missing, accounts, open, paginations, own, .. } = of_pages;
    let unread = name_missing(missing, ground, said);
    let mut kept = standing::keep(made, standing, stays.as_ref());
    page(&mut kept.spec, paginations.clone());
    let many = unread > loss::small_share(standing.operations.len());
    // Most services have not changed since the last run, and then nothing can have gone.
    if !ground.allow_removal && (many || kept.spec != *standing) {
        let place = |name: &str| accounts.get(name).cloned();
        let place = |name: &str| place(name).unwrap_or_else(|| Place::new(ground.path, 0));
        let (spec, untold) = untold::fill(kept.spec, standing);
        kept.spec = spec;
        said.extend(untold.into_iter().map(|Untold { place: what, operation }| {
            let message =
                format!("no page tells what is in {what} any more; it stays as it stands");
            Diagnostic::new(&rules::STANDS_UNTOLD, place(&operation), message)
        }));
        let same = own::stays(&own, standing, &kept.spec);
        if !same.is_empty() {
            said.extend(same.iter().filter(|(_, loses)| **loses).map(|(name, _)| {
                let message = format!(
                    "{name} stays as it stands: its own page tells nothing new of it, and no other \
                     page tells all that stands"
                );
                Diagnostic::new(&rules::STANDS_UNTOLD, place(name), message)
            }));
            let names = same.into_keys().collect();
            kept = own::put_back(kept.spec, standing, stays.as_ref(), &own, &names);
            page(&mut kept.spec, paginations.clone());
        }
        let losses = loss::between(standing, &kept.spec);
        if losses.is_much() || many {
            let unread = many.then_some(unread);
            said.push(refusal(standing, &losses, unread, ground.path, &accounts));
            return None;
        }
        let mut aside = put_aside(&losses, &accounts, said);
        for (name, strictly) in &open.operations {
            let is_less = less::is_less(standing, &kept.spec, name, *strictly, &open.apart);
            if is_less && aside.insert(name.clone()) {
                said.push(has_less(name, place(name)));
            }
        }
        let mut shapes = BTreeSet::new();
        let cut = open.cut(standing);
        let left = untold::left(&kept.spec, standing, &cut);
        for (name, shape) in &open.shapes {
            let less = less::less_below(standing, &kept.spec, name, &open.apart);
            if !less.is_empty() || left.contains(name) {
                said.push(has_less(name, shape.place.clone()));
                shapes.extend(less);
            }
        }
        if !aside.is_empty() || !shapes.is_empty() || !left.is_empty() {
            let mut stays = stays;
            if let Some(stays) = &mut stays {
                aside.iter().for_each(|name| stays.add(standing, &kept.spec, name));
            }
            let rest = standing::without(kept.spec, &aside);
            kept = standing::keep_shapes_of(rest, standing, stays.as_ref(), &shapes);
            kept.spec = untold::lead_back(kept.spec, standing, &cut);
            page(&mut kept.spec, paginations);
        }
    }
    for (names, what) in [(&kept.lost_paths, "path"), (&kept.lost_paginations, "pagination")] {
        said.extend(names.iter().map(|name| {
            let place = accounts.get(name).cloned();
            let message = format!(
                "the {what} that stood of {name} does not fit its members any more, and is left out"
            );
            let place = place.unwrap_or_else(|| Place::new(ground.path, 0));
            Diagnostic::new(&rules::DOES_NOT_FIT, place, message)
        }));
    }
    Some(kept.spec)
}

/// Says what the index lists and no page describes. Tells of how many operations that stand there
/// is a file that is called as their page, and of which nothing could be made.
pub fn name_missing(
    missing: Vec<Missing>,
    ground: &Ground<'_>,
    said: &mut Vec<Diagnostic>,
) -> usize {
    let mut unread = 0;
    for Missing { what, name, stands, place } in missing {
        let file = (ground.file)(what, &name);
        unread += usize::from(what == Listed::Method && file.is_some() && stands.is_some());
        let kind = match what {
            Listed::Method => "",
            Listed::Paginator => "the paginator of ",
            Listed::Waiter => "the waiter ",
        };
        let stays = stands.map(|stands| format!("; {kind}{stands} stays as it stands"));
        let stays = stays.unwrap_or_default();
        let page = format!("{}/{name}", what.folder());
        said.push(match file {
            Some(file) => {
                let message =
                    format!("this page does not describe `{page}`, which the index lists{stays}");
                Diagnostic::new(&rules::MISSING_PAGE, Place::new(file, 0), message)
                    .and(place, "the index")
            }
            None => {
                let message = format!("no page describes `{page}`{stays}");
                Diagnostic::new(&rules::MISSING_PAGE, place, message)
            }
        });
    }
    unread
}

/// Gives operations that stand the paginations that pages of this run tell. What says whether there are
/// more pages is told by the operation's own page or by an overlay, and stays.
fn page(spec: &mut Spec, paginations: Vec<(String, Pagination)>) {
    for (name, pagination) in paginations {
        let mut operations = spec.operations.iter_mut();
        if let Some(operation) = operations.find(|operation| operation.name == name) {
            let stands = operation.pagination.take().and_then(|it| it.more_results);
            let more_results = pagination.more_results.or(stands);
            operation.pagination = Some(Pagination { more_results, ..pagination });
        }
    }
}

/// What is said where no page describes an operation, and none stands.
pub fn alone(place: Place, listed: usize) -> Diagnostic {
    let message = match listed {
        0 => "no page describes an operation of the service: no spec is made".to_owned(),
        _ => format!("{listed} pages are listed here, and none of them was read: no spec is made"),
    };
    Diagnostic::new(&rules::INDEX_ALONE, place, message)
}

/// What is said of a run that is not believed.
fn refusal(
    standing: &Spec,
    losses: &Losses,
    unread: Option<usize>,
    path: &Path,
    accounts: &BTreeMap<String, Place>,
) -> Diagnostic {
    let mut said = Vec::new();
    if !losses.much.is_empty() {
        said.push(format!("the pages would take away {}", losses.much.join(", and ")));
    }
    let all = standing.operations.len();
    said.extend(unread.map(|unread| {
        format!("nothing can be made of the pages of {unread} of {all} operations that stand")
    }));
    let message = format!(
        "{}: nothing is written without `--allow-removal {}`",
        said.join("; "),
        standing.service
    );
    let mut diagnostic = Diagnostic::new(&rules::REMOVAL, Place::new(path, 0), message);
    const SHOWN: usize = 5;
    for (what, operation) in losses.emptied.iter().take(SHOWN) {
        if let Some(place) = accounts.get(operation) {
            diagnostic = diagnostic.and(place.clone(), format!("does not tell {what} any more"));
        }
    }
    diagnostic
}

/// What is said of a page that may be cut off, and has less than what stands.
fn has_less(name: &str, place: Place) -> Diagnostic {
    let message = format!(
        "{name} stays as it stands: this page has less of it, and nothing shows that it is whole"
    );
    Diagnostic::new(&rules::TAKES_AWAY, place, message)
}

/// The operations of which a page takes away what a whole page hardly would.
fn put_aside(
    losses: &Losses,
    accounts: &BTreeMap<String, Place>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    let mut aside = BTreeSet::new();
    for (name, what) in &losses.silenced {
        let Some(place) = accounts.get(name) else { continue };
        if aside.insert(name.clone()) {
            let message =
                format!("{name} stays as it stands: this page has no {what} of it any more");
            diagnostics.push(Diagnostic::new(&rules::TAKES_AWAY, place.clone(), message));
        }
    }
    aside
}
