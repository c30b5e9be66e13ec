//! An overlay's entries for a service, in the order in which they are merged.

use std::collections::HashSet;

use super::super::file::{ServiceTable, is_added};
use super::super::place::shape_at;
use super::state::Merge;
use crate::spec::problem::ProblemKind;
use crate::spec::read::tables::ShapeTable;
use crate::spec::{Protocol, ShapeId, Spec};

impl Merge<'_> {
    /// Puts all of it in. Places below operations that only the spec that stands has lead where they
    /// do there.
    pub(in super::super) fn service(&mut self, table: &ServiceTable, standing: Option<&Spec>) {
        self.split(&table.places);
        // Where they stand before anything else is changed.
        let places: Vec<(&str, &ShapeTable, Option<ShapeId>)> = (table.places.iter())
            .map(|(place, shape)| {
                let id = shape_at(self.spec, place);
                (&**place, shape, id.or_else(|| self.stands_at(standing?, place)))
            })
            .collect();
        let before = header(self.spec);
        for (place, value) in [
            (&mut self.spec.title, &table.title),
            (&mut self.spec.client, &table.client),
            (&mut self.spec.version, &table.version),
            (&mut self.spec.documentation, &table.documentation),
        ] {
            put(place, value);
        }
        if let Some(protocol) = &table.protocol {
            self.spec.protocol.get_or_insert_default().put(protocol);
        }
        if !self.fresh && header(self.spec) != before {
            self.problem(&[], ProblemKind::NotMerged);
        }
        let places: Vec<_> = (places.into_iter())
            .filter_map(|(place, shape, id)| Some((place, shape, self.at_place(place, shape, id)?)))
            .collect();
        let excepted: HashSet<&str> = match self.fresh {
            true => HashSet::new(),
            false => {
                let shapes = table.places.iter().chain(&table.shapes);
                shapes.flat_map(|(_, shape)| shape.partial.iter().map(|it| &*it.0)).collect()
            }
        };
        self.everywhere(&table.members, &excepted);
        for (name, shape) in &table.shapes {
            self.place_shape(name, shape);
        }
        if let Some(standing) = standing {
            self.bring(standing);
        }
        for (place, shape, id) in places {
            self.shape(["places", place], id, shape);
        }
        for (name, shape) in &table.shapes {
            let renamed = shape.edits.as_ref().and_then(|edits| edits.rename.as_deref());
            if let Some(id) = self.index.get(renamed.unwrap_or(name)).copied() {
                // One that was there already stays as it is.
                if is_added(&shape.edits) && self.fresh && !self.added.contains(&id) {
                    continue;
                }
                self.shape(["shapes", name], id, shape);
            }
        }
        for (name, operation) in &table.operations {
            self.operation(name, operation);
        }
        for (name, waiter) in &table.waiters {
            self.waiter(name, waiter);
        }
    }
}

impl Merge<'_> {
    /// The shape of this spec that is called as the one at a place below an operation that it has not.
    fn stands_at(&self, standing: &Spec, place: &str) -> Option<ShapeId> {
        let leads = |name: &str| place.strip_prefix(name).is_some_and(|it| it.starts_with('.'));
        if self.spec.operations.iter().any(|operation| leads(&operation.name)) {
            return None;
        }
        let id = shape_at(standing, place)?;
        self.index.get(&standing[id].name).copied()
    }
}

type Header = ([Option<String>; 4], Option<Protocol>);

fn header(spec: &Spec) -> Header {
    let texts = [&spec.title, &spec.client, &spec.version, &spec.documentation];
    (texts.map(Clone::clone), spec.protocol.clone())
}

fn put<T: Clone>(place: &mut Option<T>, value: &Option<T>) {
    if value.is_some() {
        place.clone_from(value);
    }
}
