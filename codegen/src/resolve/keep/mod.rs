//! What stands in the spec from before: its names, its facts and its operations stay.

mod adding;
mod change;
mod less;
mod loss;
mod own;
mod previous;
mod recall;
mod retold;
mod stand;
mod standing;
mod telling;
mod twins;
mod undone;
mod untold;

use crate::spec::{Provider, Spec};

use super::merge::stays::Stays;
use super::provider;
use super::share::service::Made;

pub use adding::beside;
pub use change::{apply, changes, take_changes};
pub use own::{own, stated};
pub use recall::recall;
pub use retold::retell;
pub use stand::{alone, name_missing, over};
pub use standing::without;

/// What the shapes of pages go over.
#[derive(Clone, Copy)]
pub struct Over<'a> {
    pub standing: &'a Spec,
    pub provider: Provider,
    /// What stays beside what pages describe is told again among it.
    pub is_told_again: bool,
}

/// Gives shapes the names that they had, and parts those that had several. What stays beside what
/// the pages describe keeps its names as well: with `stays` that, else all. Where pages tell of each
/// other, which of their structures gets the name that they state follows from all of them, and where
/// boto3 made what stands, names were chosen before the reference told any; there the name that stands
/// is the one. Where what stays is told again, what is said of a shape most often does not follow from
/// what is told, as not all is told again, and its text stays.
pub fn names<'a>(made: &mut Made<'a>, over: Over<'a>, stays: Option<&Stays>) {
    let Over { standing, provider, is_told_again } = over;
    let stated: Vec<Option<Box<str>>> =
        match provider::tells_each_other(provider) || standing.client.is_some() {
            true => made.shapes.shapes.iter().map(|shape| shape.given.clone()).collect(),
            false => Vec::new(),
        };
    twins::part(&mut made.shapes, &mut made.details, standing);
    previous::keep_names(&mut made.shapes, standing, &stated);
    if is_told_again {
        previous::keep_texts(&mut made.shapes, standing);
    }
    made.shapes.reserved = match stays {
        None => standing.shapes.iter().map(|shape| shape.name.as_str()).collect(),
        Some(stays) => standing::names_below(standing, &stays.operations),
    };
}
