//! What stands in the spec from before: its names, its facts and its operations stay.

mod adding;
mod change;
mod previous;
mod standing;
mod twins;

use crate::facts::PageFacts;
use crate::spec::{Pagination, Spec};

use super::share::service::Made;
use adding::Names;

pub use change::{apply, changes, take_changes};

/// How the pages of a run go over the spec that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// They say all that there is.
    Whole,
    /// They are a part of what there is.
    Part,
    /// They tell what the pages that the spec was made of cannot.
    Beside(Names),
}

impl Over {
    /// How they go over it. An index page says all there is; without one the pages are a part.
    pub fn of(pages: &[PageFacts], standing: &Spec) -> Self {
        match adding::names(pages, standing) {
            Some(names) => Over::Beside(names),
            None if pages.iter().any(PageFacts::is_index) => Over::Whole,
            None => Over::Part,
        }
    }
}

/// Gives shapes the names that they had, and parts those that had several. `whole` tells that the
/// pages say what operations there are; else what no page speaks of keeps its name as well.
pub fn names<'a>(made: &mut Made<'a>, standing: &'a Spec, whole: bool) {
    twins::part(&mut made.shapes, &mut made.rest, standing);
    previous::keep_names(&mut made.shapes, standing);
    if !whole {
        made.shapes.reserved = standing.shapes.iter().map(|shape| shape.name.as_str()).collect();
    }
}

/// The spec that was made of pages, over the one that stands; `paginations` are of operations that
/// only the latter has.
pub fn over(
    made: Spec,
    standing: &Spec,
    way: Over,
    paginations: Vec<(String, Pagination)>,
) -> Spec {
    let mut spec = match way {
        Over::Beside(names) => adding::add(standing, &made, names),
        Over::Whole => standing::keep(made, standing, true),
        Over::Part => standing::keep(made, standing, false),
    };
    for (name, pagination) in paginations {
        let mut operations = spec.operations.iter_mut();
        if let Some(operation) = operations.find(|operation| operation.name == name) {
            operation.pagination = Some(pagination);
        }
    }
    spec
}
