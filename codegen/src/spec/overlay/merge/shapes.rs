//! Shapes: given, renamed, removed, and what is in them.

use super::super::file::{is_added, is_removed, under};
use super::state::Merge;
use crate::spec::problem::ProblemKind;
use crate::spec::read::seed::Reader;
use crate::spec::read::tables::ShapeTable;
use crate::spec::{Shape, ShapeId, ShapeKind};

impl Merge<'_> {
    /// Renames, adds or removes a shape, before anything refers to it.
    pub(super) fn place_shape(&mut self, name: &str, table: &ShapeTable) {
        let keys = ["shapes", name];
        if table.edits.as_ref().is_some_and(|edits| edits.split.is_some()) {
            let belongs = "a shape by its place";
            let at = ["shapes", name, "split"];
            self.problem(&at, ProblemKind::Misplaced { key: "split", belongs });
        }
        let renamed = table.edits.as_ref().and_then(|edits| edits.rename.as_deref());
        if let Some(new) = renamed {
            match (self.index.get(name).copied(), self.index.contains_key(new)) {
                (Some(id), false) if self.fresh => {
                    self.spec.shapes[id.0 as usize].name = new.into();
                    self.index.remove(name);
                    self.index.insert(new.into(), id);
                }
                (Some(_), false) => self.problem(&keys, ProblemKind::NotMerged),
                (Some(_), true) => self.problem(&keys, ProblemKind::Overtaken(new.into())),
                // A name once given stays: the pages were resolved over a spec that has the name.
                (None, true) => {}
                (None, false) => self.unmatched(&keys, "shape", &|_| Vec::new()),
            }
            return;
        }
        let there = self.index.get(name).copied();
        let shapes = |merge: &Self| merge.spec.shapes.iter().map(|it| it.name.clone()).collect();
        if !self.decide(&keys, "shape", &table.edits, there.is_some(), &shapes) {
            if let (Some(id), true) = (there, is_removed(&table.edits)) {
                self.removed[id.0 as usize] = true;
            }
        } else if is_added(&table.edits) && self.fresh {
            let mut reader = Reader::default();
            let mut shape = table.clone().named(&mut reader, name);
            for mut problem in reader.problems {
                problem.at.0.reverse();
                problem.at.0.splice(0..0, under(self.at, &keys).0);
                self.problems.push(problem);
            }
            // The members follow once every shape has its place.
            if let Some(members) = shape.kind.members_mut() {
                members.clear();
            }
            let id = ShapeId(self.spec.shapes.len() as u32);
            self.index.insert(name.into(), id);
            self.added.insert(id);
            self.removed.push(false);
            self.spec.shapes.push(shape);
        }
    }

    /// Renames or removes the shape at a place; gives it if its parts are to be put in.
    pub(super) fn at_place(
        &mut self,
        place: &str,
        table: &ShapeTable,
        id: Option<ShapeId>,
    ) -> Option<ShapeId> {
        let keys = ["places", place];
        if is_added(&table.edits) {
            let belongs = "a shape by its name";
            self.problem(&["places", place, "add"], ProblemKind::Misplaced { key: "add", belongs });
            return None;
        }
        if is_removed(&table.edits) {
            match (id, self.fresh) {
                (Some(id), true) => self.removed[id.0 as usize] = true,
                (Some(_), false) => self.problem(&keys, ProblemKind::NotMerged),
                (None, true) => self.unmatched(&keys, "place of a shape", &|_| Vec::new()),
                (None, false) => {}
            }
            return None;
        }
        let Some(id) = id else {
            self.unmatched(&keys, "place of a shape", &|_| Vec::new());
            return None;
        };
        let shape = &mut self.spec.shapes[id.0 as usize];
        let renamed = table.edits.as_ref().and_then(|edits| edits.rename.as_deref());
        match renamed.filter(|new| *new != shape.name) {
            None => {}
            Some(new) if self.index.contains_key(new) => {
                self.problem(&keys, ProblemKind::Overtaken(new.into()));
            }
            Some(new) if self.fresh => {
                let old = std::mem::replace(&mut shape.name, new.into());
                self.index.remove(&old);
                self.index.insert(new.into(), id);
            }
            Some(_) => self.problem(&keys, ProblemKind::NotMerged),
        }
        Some(id)
    }

    pub(super) fn shape(&mut self, keys: [&str; 2], id: ShapeId, table: &ShapeTable) {
        if self.removed[id.0 as usize] {
            return;
        }
        let mut shape = std::mem::replace(&mut self.spec.shapes[id.0 as usize], nothing());
        let before = (!self.fresh).then(|| shape.clone());
        if let Err(key) = table.clone().put(&mut shape) {
            let belongs = "a shape of another kind";
            self.problem(&[keys[0], keys[1], key], ProblemKind::Misplaced { key, belongs });
        }
        self.replace(&keys, &table.edits, &mut shape.documentation);
        let whole = is_added(&table.edits) && self.fresh;
        match shape.kind.members_mut() {
            Some(members) => {
                for (member, of_member) in &table.partial {
                    self.member(keys, member, of_member, whole, members);
                }
            }
            None if table.partial.is_empty() => {}
            None => {
                let kind = ProblemKind::Misplaced { key: "members", belongs: "no enum" };
                self.problem(&keys, kind);
            }
        }
        if before.is_some_and(|before| before != shape) {
            self.problem(&keys, ProblemKind::NotMerged);
        }
        self.spec.shapes[id.0 as usize] = shape;
    }
}

fn nothing() -> Shape {
    Shape { name: String::new(), documentation: None, kind: ShapeKind::Enum(Vec::new()) }
}
