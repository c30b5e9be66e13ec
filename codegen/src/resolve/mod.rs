//! The Facts of all pages of one service → Spec.
//!
//! Read aloud: [`group`](fn@group) the pages by service, `merge` what they say of each operation, make
//! terms of the positions and `fill` what pages leave out, find what recursion marks mean and `tie`
//! a graph, find which positions `share` a shape, `keep` the names that stand, `name` the other shapes,
//! and `lower` it all into a spec, which goes over the one that stands. The folders are these passes;
//! beside them stands what the pages of one dialect leave to be settled.
//!
//! - **Two pages on one operation.** The dialect that comes first is believed, then the path that
//!   sorts first; the others fill holes; a contradiction names both places. What the index does not
//!   list is left out, and its order is the order of operations and waiters. Paginators' and
//!   waiters' pages add nothing to a shape.
//! - **A recursion mark** means the same wherever the same member of the same structure has one, so
//!   evidence is gathered over the service; what evidence leaves open is guessed and said.
//! - **A structure is one shape** with all that do not differ in kind, members' names, types and
//!   documentation, and requiredness where requests tell it. Responses do not tell it: there it is
//!   the shape that requests tell of, and of several the one that requires least. So there are, for
//!   each set of positions alike but for requiredness, as many shapes as requests tell of, and one
//!   where none does. A structure of which nothing is said may be the union that has its members.
//!   Enums are one by their values. Inputs, outputs and errors share with nothing.
//! - **A shape's documentation** is what is said of it where it is an element or a value: the text
//!   said most often, of equals the one that sorts first.
//! - **A page of changes** is applied to the spec that comes of all others: new operations whole,
//!   to those that are there what the page says was added.
//! - **What no page tells** is a string or a float where a list says that much, else any JSON value;
//!   an input or output left out whole has no members. All of it is said.

mod api_reference;
mod fill;
mod ground;
mod group;
mod huaweicloud;
mod keep;
mod lower;
mod merge;
mod name;
mod provider;
mod share;
mod tie;
mod words;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::spec::{Provider, ServiceId, Spec};

use ground::OfPages;
use keep::Over;
use merge::merged::Merged;

pub use ground::Ground;
pub use group::{Group, Known, KnownService, group, services as services_of_title};
pub use merge::stays::Listed;
#[cfg(feature = "learn")]
pub use name::learn;
pub use provider::settle;
pub(crate) use provider::{name_operations, tell_each_other};

/// What comes of the pages of one service.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The spec; `None` where the pages state nothing of an API, the overlays do not fit what they
    /// state, or they would take away too much of what stands.
    pub spec: Option<Spec>,
    /// What is to be said of them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes the spec of a service of its pages, what stands, and the overlays.
pub fn resolve(mut service: Group, ground: &Ground<'_>) -> Resolved {
    let mut said = Vec::new();
    for page in &mut service.pages {
        said.append(&mut page.diagnostics);
    }
    let changes = keep::take_changes(&mut service, &mut said);
    let spec = stated(service, ground, &mut said).and_then(|spec| {
        let spec = spec.or_else(|| ground.standing.filter(|_| !changes.is_empty()).cloned());
        changed(changes, spec, ground, &mut said)
    });
    let spec = spec.unwrap_or_else(|errors| {
        said.extend(errors);
        None
    });
    Resolved { spec, diagnostics: said }
}

/// What pages of the service as it is make of the spec that stands. The error is why nothing is to
/// be written.
fn stated(
    mut service: Group,
    ground: &Ground<'_>,
    said: &mut Vec<Diagnostic>,
) -> Result<Option<Spec>, Vec<Diagnostic>> {
    let is_retold = keep::retell(&mut service, ground);
    let ground = &Ground { standing: ground.standing.filter(|_| !is_retold), ..*ground };
    let index = service.pages.iter().find(|page| page.is_index()).map(|page| page.place(0));
    let mut made = make(service, ground.standing, Some(ground), said);
    let Some(mut spec) = made.spec.take() else { return Ok(None) };
    // What an overlay speaks of may be in the part that is not here.
    let whole = made.stays.is_some() && made.missing.is_empty();
    ground.overlays.merge_beside(&mut spec, !whole, ground.standing)?;
    match ground.standing {
        Some(standing) => match keep::over(spec, made, standing, ground, said) {
            Some(spec) => Ok(Some(spec)),
            None => Err(Vec::new()),
        },
        None if spec.operations.is_empty() => {
            let place = index.unwrap_or_else(|| Place::new(ground.path, 0));
            Err(vec![keep::alone(place, made.missing.len())])
        }
        None => {
            keep::name_missing(made.missing, ground, said);
            Ok(Some(spec))
        }
    }
}

/// What pages of changes, one after the other, make of the spec that stands.
fn changed(
    pages: Vec<Group>,
    mut standing: Option<Spec>,
    ground: &Ground<'_>,
    said: &mut Vec<Diagnostic>,
) -> Result<Option<Spec>, Vec<Diagnostic>> {
    for page in pages {
        let changes = keep::changes(&page);
        let Some(mut spec) = make(page, standing.as_ref(), None, said).spec else {
            continue;
        };
        ground.overlays.merge(&mut spec, true)?;
        standing = Some(match &standing {
            Some(standing) => keep::apply(standing, &spec, &changes),
            None => spec,
        });
    }
    Ok(standing)
}

/// What pages make by themselves, with the names of the spec that stands. If they say what there is
/// of an operation, what stays beside them on that ground is told again.
fn make(
    mut group: Group,
    standing: Option<&Spec>,
    recalls: Option<&Ground<'_>>,
    said: &mut Vec<Diagnostic>,
) -> OfPages {
    let (provider, service) = (group.provider, group.service.clone());
    provider::drop_copies(&mut group);
    let stated = keep::stated(&group, standing);
    let mut own = settle(&mut group, standing);
    provider::name_structures(&mut group);
    let alone = keep::own(stated, &group, standing);
    let mut merged = merge::merge(group, standing, &mut own);
    let recalls = standing.zip(recalls);
    let is_beside = match recalls {
        Some((standing, ground)) => keep::beside(&mut merged, standing, ground.path),
        None => false,
    };
    api_reference::settle(&mut merged, &mut own);
    let paginations = merge::paginate(&mut merged, standing, &mut own);
    let (accounts, open) = (merged.accounts(), merged.open());
    let has_shapes = !merged.is_empty() || !paginations.is_empty();
    let made = |merged: &Merged, is_told_again: bool, said: &mut Vec<Diagnostic>| {
        let over = standing.map(|standing| Over { standing, provider, is_told_again });
        has_shapes.then(|| shapes(provider, &service, merged, over, said))
    };
    let recalled = match recalls {
        Some((standing, ground)) => {
            let pages = |merged: &Merged| made(merged, false, &mut Vec::new());
            keep::recall(&mut merged, standing, ground, pages)
        }
        None => BTreeSet::new(),
    };
    let spec = made(&merged, !recalled.is_empty(), &mut own);
    let spec = match recalled.is_empty() {
        true => spec,
        false => spec.map(|spec| keep::without(spec, &recalled)),
    };
    // What is told again of what stands was said when it was read.
    let is_again = is_beside || !recalled.is_empty();
    own.retain(|it| !is_again || recalls.is_none_or(|(_, ground)| *it.place.path != *ground.path));
    own.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
    said.append(&mut own);
    let (stays, missing) = (merged.stays, merged.missing);
    OfPages { spec, paginations, stays, missing, accounts, open, own: alone }
}

/// The shapes of what pages tell together, and all that leads to them.
fn shapes(
    provider: Provider,
    service: &ServiceId,
    merged: &Merged,
    over: Option<Over<'_>>,
    said: &mut Vec<Diagnostic>,
) -> Spec {
    let errors = merge::errors::collect(merged);
    let (terms, roots) = fill::terms(merged, &errors);
    let tied = tie::tie(merged, &terms, &roots, said);
    let mut made = share::service::shapes(service, merged, &errors, tied, &terms.texts);
    if let Some(over) = over {
        keep::names(&mut made, over, merged.stays.as_ref());
    }
    let names = name::choose(&made.shapes);
    let mut spec = lower::spec(provider, merged, &errors, &terms, made, names);
    spec.protocol = provider::protocol(provider, merged.xml_namespace.as_deref());
    spec
}

#[cfg(test)]
mod tests;
