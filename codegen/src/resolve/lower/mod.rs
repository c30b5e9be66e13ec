//! Named shapes and what pages state of operations → Spec.

mod operations;
mod shapes;

use std::collections::BTreeMap;

use super::fill::terms::Terms;
use super::merge::errors::KnownError;
use super::merge::merged::Merged;
use super::share::service::Made;
use super::share::shapes::Role;
use crate::spec::{Provider, ShapeId, Spec};

/// The spec of a service, of shapes that have their names.
pub fn spec<'a>(
    provider: Provider,
    merged: &Merged,
    errors: &BTreeMap<&'a str, KnownError<'a>>,
    terms: &Terms<'_>,
    made: Made<'_>,
    names: Vec<String>,
) -> Spec {
    let mut spec = Spec::new(provider, made.shapes.service.clone());
    let (lowered, ids) = shapes::shapes(&made.shapes.shapes, names, &made.details, &terms.details);
    let id = |id: ShapeId| ids[id.0 as usize];
    spec.operations = operations::operations(merged, made.shapes.operations, id);
    spec.shapes = lowered;
    for (at, shape) in made.shapes.shapes.iter().enumerate() {
        let text = shape.given.as_deref().and_then(|name| merged.texts.get(name));
        if let (Some(text), Role::Nested) = (text, shape.role) {
            let shape = &mut spec.shapes[ids[at].0 as usize];
            shape.documentation.get_or_insert_with(|| text.to_string());
        }
    }
    for (name, error) in errors {
        let at = id(made.errors[name]).0 as usize;
        error.fill(&mut spec.shapes[at]);
    }
    spec.client = merged.client.as_deref().map(str::to_owned);
    spec.version = merged.version.as_deref().map(str::to_owned);
    if let Some(index) = &merged.index {
        spec.title = index.title.as_deref().map(str::to_owned);
        spec.documentation = index.documentation.as_deref().map(str::to_owned);
    }
    spec.waiters = operations::waiters(merged);
    spec
}
