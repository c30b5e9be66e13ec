//! What the pages of a service go over, and what they make by themselves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::merge::merged::Open;
use super::merge::stays::{Listed, Missing, Stays};
use crate::diagnostic::Place;
use crate::facts::OperationFacts;
use crate::spec::{Overlays, Pagination, Spec};

/// What the pages of a service go over.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The spec that stands.
    pub standing: Option<&'a Spec>,
    /// Its file, as diagnostics name it.
    pub path: &'a Path,
    /// What overlays state.
    pub overlays: &'a Overlays,
    /// The pages may take away whatever they do not have any more.
    pub allow_removal: bool,
    /// The file of this run that is called as the page of something that an index lists.
    pub file: &'a dyn Fn(Listed, &str) -> Option<PathBuf>,
}

impl<'a> Ground<'a> {
    /// A spec that may stand, and overlays.
    pub fn new(standing: Option<&'a Spec>, overlays: &'a Overlays) -> Self {
        let path = Path::new("spec.yaml");
        Ground { standing, path, overlays, allow_removal: false, file: &|_, _| None }
    }
}

/// What pages state of operations by themselves, by wire name, before other pages tell them more.
pub type Own = BTreeMap<Box<str>, OperationFacts>;

/// What pages make by themselves.
#[derive(Debug, Default)]
pub(super) struct OfPages {
    /// The spec, with the names that stand; none where they state nothing of an API.
    pub spec: Option<Spec>,
    /// How the pages of operations are asked for that only stand.
    pub paginations: Vec<(String, Pagination)>,
    /// What stays, where an index says what there is. Without one, all that no page describes does.
    pub stays: Option<Stays>,
    /// What the index lists and no page describes.
    pub missing: Vec<Missing>,
    /// Where each operation is described, by wire name.
    pub accounts: BTreeMap<String, Place>,
    /// What pages tell behind whose end more may have stood.
    pub open: Open,
    /// What each page states of its operations by itself, where other pages tell of them too.
    pub own: Own,
}
