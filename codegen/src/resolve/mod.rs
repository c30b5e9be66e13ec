//! The Facts of all pages of one service → Spec.
//!
//! Read aloud: [`group`] the pages by service, `merge` what they say of each operation, make `terms`
//! of the positions, `fill` what pages leave out, find what `recursion` marks mean, tie the `graph`,
//! find which positions are one shape (`share`), `assemble` the shapes, keep the names of the
//! `previous` spec, choose the other [`name`], and `lower` it all into a spec.
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
mod group;
mod huaweicloud;
mod keep;
mod lower;
mod merge;
pub mod name;
mod provider;
mod share;
mod tie;
mod words;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rules::service as rules;
use crate::facts::PageFacts;
use crate::spec::{Overlays, Pagination, Spec};

pub use group::{Group, Known, KnownService, group};
pub use provider::{bring_together, name_operations};
pub use share::shapes;

/// What comes of the pages of one service.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The spec; `None` where the pages state nothing of an API, or the overlays do not fit what
    /// they state.
    pub spec: Option<Spec>,
    /// What is to be said of them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes the spec of a service of its pages, what stands, and the overlays.
pub fn resolve(mut service: Group, standing: Option<&Spec>, overlays: &Overlays) -> Resolved {
    let mut said = Vec::new();
    for page in &mut service.pages {
        said.append(&mut page.diagnostics);
    }
    let changes = keep::take_changes(&mut service, &mut said);
    let spec = stated(service, standing, overlays, &mut said).and_then(|spec| {
        let spec = spec.or_else(|| standing.filter(|_| !changes.is_empty()).cloned());
        changed(changes, spec, overlays, &mut said)
    });
    let spec = spec.unwrap_or_else(|errors| {
        said.extend(errors);
        None
    });
    Resolved { spec, diagnostics: said }
}

/// What pages of the service as it is make of the spec that stands. The error is what is wrong with
/// the overlays.
fn stated(
    service: Group,
    standing: Option<&Spec>,
    overlays: &Overlays,
    said: &mut Vec<Diagnostic>,
) -> Result<Option<Spec>, Vec<Diagnostic>> {
    let whole = service.pages.iter().any(PageFacts::is_index);
    let over = standing.map(|standing| (standing, keep::Over::of(&service.pages, standing)));
    let (spec, paginations) = make(service, standing, said);
    let Some(mut spec) = spec else { return Ok(None) };
    overlays.merge(&mut spec, !whole)?;
    Ok(Some(match over {
        Some((standing, way)) => keep::over(spec, standing, way, paginations),
        None => spec,
    }))
}

/// What pages of changes, one after the other, make of the spec that stands.
fn changed(
    pages: Vec<Group>,
    mut standing: Option<Spec>,
    overlays: &Overlays,
    said: &mut Vec<Diagnostic>,
) -> Result<Option<Spec>, Vec<Diagnostic>> {
    for page in pages {
        let changes = keep::changes(&page);
        let (spec, _) = make(page, standing.as_ref(), said);
        let Some(mut spec) = spec else { continue };
        overlays.merge(&mut spec, true)?;
        standing = Some(match &standing {
            Some(standing) => keep::apply(standing, &spec, &changes),
            None => spec,
        });
    }
    Ok(standing)
}

/// The spec that pages make by themselves, with the names that stand; none where they state nothing
/// of an API. Beside it how the pages of operations are asked for that only stand.
fn make(
    mut group: Group,
    standing: Option<&Spec>,
    said: &mut Vec<Diagnostic>,
) -> (Option<Spec>, Vec<(String, Pagination)>) {
    let mut own = Vec::new();
    let (provider, service) = (group.provider, group.service.clone());
    provider::settle(&mut group, standing, &mut own);
    let mut merged = merge::merge(group, standing, &mut own);
    api_reference::settle(&mut merged, &mut own);
    let paginations = merge::paginate(&mut merged, standing, &mut own);
    let mut spec = None;
    if !merged.is_empty() || !paginations.is_empty() {
        let errors = merge::errors::collect(&merged, &mut own);
        let (terms, roots) = fill::terms(&merged, &errors);
        let tied = tie::tie(&merged, &terms, &roots, &mut own);
        let mut made = share::service::shapes(&service, &merged, &errors, tied, &terms.texts);
        if let Some(standing) = standing {
            keep::names(&mut made, standing, merged.is_whole());
        }
        let names = name::choose(&made.shapes);
        let mut made = lower::spec(provider, &merged, &errors, &terms, made, names);
        made.protocol = provider::protocol(provider);
        spec = Some(made);
    }
    own.sort_by(|a, b| (&a.place, a.rule.id).cmp(&(&b.place, b.rule.id)));
    said.append(&mut own);
    (spec, paginations)
}

#[cfg(test)]
mod tests;
