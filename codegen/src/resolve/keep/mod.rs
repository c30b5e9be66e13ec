//! What stands in the spec from before: its names, its facts and its operations stay.

mod adding;
mod change;
mod loss;
mod previous;
mod recall;
mod stand;
mod standing;
mod twins;
mod untold;

use crate::spec::Spec;

use super::merge::stays::Stays;
use super::share::service::Made;

pub use adding::names as beside;
pub use change::{apply, changes, take_changes};
pub use recall::recall;
pub use stand::{alone, name_missing, over};
pub use standing::without;

/// Gives shapes the names that they had, and parts those that had several. What stays beside what
/// the pages describe keeps its names as well: with `stays` that, else all.
pub fn names<'a>(made: &mut Made<'a>, standing: &'a Spec, stays: Option<&Stays>) {
    twins::part(&mut made.shapes, &mut made.details, standing);
    previous::keep_names(&mut made.shapes, standing);
    made.shapes.reserved = match stays {
        None => standing.shapes.iter().map(|shape| shape.name.as_str()).collect(),
        Some(stays) => standing::names_below(standing, &stays.operations),
    };
}
