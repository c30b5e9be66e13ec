//! Members of a shape, by where they go.

use super::super::model::{Reference, Shape};

/// Members of a shape, by where they go.
pub(super) struct Parted<'m> {
    pub(super) shape_name: &'m str,
    pub(super) shape: &'m Shape,
    pub(super) path: Vec<(&'m str, &'m Reference)>,
    pub(super) query: Vec<(&'m str, &'m Reference)>,
    pub(super) headers: Vec<(&'m str, &'m Reference)>,
    pub(super) status: Option<(&'m str, &'m Reference)>,
    pub(super) payload: Option<(&'m str, &'m Reference)>,
    pub(super) body: Vec<(&'m str, &'m Reference)>,
}

/// What a body spells out.
pub(super) struct Body<'m> {
    pub(super) name: &'m str,
    pub(super) shape: &'m Shape,
    pub(super) members: Vec<(&'m str, &'m Reference)>,
}

/// The members of a structure as XML has them, which is in the order of the model.
pub(super) fn in_order(shape: &Shape) -> Vec<(&str, &Reference)> {
    let members = shape.members.0.iter();
    members.map(|(name, it)| (it.location_name.as_deref().unwrap_or(name), it)).collect()
}

/// Those of them that are in the body.
pub(super) fn in_body<'m>(members: &[(&'m str, &'m Reference)]) -> Vec<(&'m str, &'m Reference)> {
    members.iter().filter(|(_, it)| it.location.is_none()).copied().collect()
}
