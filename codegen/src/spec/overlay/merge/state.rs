//! A merge under way, and what comes of each of its entries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::file::{is_added, is_removed, under};
use crate::spec::nearest::nearest;
use crate::spec::problem::{KeyPath, Problem, ProblemKind};
use crate::spec::read::edits::Edits;
use crate::spec::{Shape, ShapeId, Spec, Type};

/// A merge under way. Shapes are added at the end and keep their places until [`finish`].
///
/// [`finish`]: Merge::finish
pub(in super::super) struct Merge<'a> {
    pub(super) spec: &'a mut Spec,
    /// The names that the overlay's ids stand for.
    pub(super) names: &'a [Box<str>],
    /// The spec is what the pages state; else the overlay was merged into it before.
    pub(super) fresh: bool,
    /// What does not fit is told; of what the tool brings with it nobody asks.
    pub(super) tells: bool,
    /// The path to the service in the overlay's file.
    pub(super) at: &'a KeyPath,
    pub(super) index: HashMap<String, ShapeId>,
    pub(super) removed: Vec<bool>,
    /// The shapes that it added.
    pub(super) added: BTreeSet<ShapeId>,
    /// The shapes that came of what stands.
    pub(super) brought: BTreeSet<ShapeId>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Merge<'a> {
    pub(in super::super) fn new(
        spec: &'a mut Spec,
        names: &'a [Box<str>],
        fresh: bool,
        tells: bool,
        at: &'a KeyPath,
    ) -> Self {
        let shapes = spec.shapes.iter().enumerate();
        let index = shapes.map(|(id, shape)| (shape.name.clone(), ShapeId(id as u32))).collect();
        let removed = vec![false; spec.shapes.len()];
        let (added, brought, problems) = Default::default();
        Merge { spec, names, fresh, tells, at, index, removed, added, brought, problems }
    }

    /// Sorts the shapes, drops the removed ones and gives every reference its new id.
    pub(in super::super) fn finish(mut self) -> Vec<Problem> {
        // Who states a shape that nothing leads to is told so elsewhere.
        let idle = match self.tells {
            true => std::mem::take(&mut self.brought),
            false => self.added.union(&self.brought).copied().collect(),
        };
        self.drop_idle(&idle);
        let shapes = std::mem::take(&mut self.spec.shapes);
        let mut kept: Vec<(usize, Shape)> = shapes.into_iter().enumerate().collect();
        kept.retain(|(index, _)| !self.removed[*index]);
        kept.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
        let mut new_ids: Vec<Option<ShapeId>> = vec![None; self.removed.len()];
        for (new, (old, _)) in kept.iter().enumerate() {
            new_ids[*old] = Some(ShapeId(new as u32));
        }
        self.spec.shapes = kept.into_iter().map(|(_, shape)| shape).collect();
        let mut still_used = BTreeSet::new();
        let mut renew = |id: ShapeId| {
            new_ids.get(id.0 as usize).copied().flatten().unwrap_or_else(|| {
                still_used.insert(id);
                ShapeId(0)
            })
        };
        for operation in &mut self.spec.operations {
            operation.input = operation.input.map(&mut renew);
            operation.output = operation.output.map(&mut renew);
            operation.errors.iter_mut().for_each(|id| *id = renew(*id));
        }
        for shape in &mut self.spec.shapes {
            for member in shape.kind.members_mut().into_iter().flatten() {
                let ty = std::mem::replace(&mut member.ty, Type::Shape(ShapeId(0)));
                member.ty = ty.map_shapes(&mut renew);
            }
        }
        let names: BTreeMap<ShapeId, String> =
            std::mem::take(&mut self.index).into_iter().map(|(name, id)| (id, name)).collect();
        for name in still_used.iter().filter_map(|id| names.get(id)) {
            self.problem(&["shapes", name], ProblemKind::StillUsed(name.clone()));
        }
        self.problems
    }

    /// Takes those shapes out again that nothing leads to but each other.
    fn drop_idle(&mut self, of: &BTreeSet<ShapeId>) {
        if of.is_empty() {
            return;
        }
        let own = (0..self.spec.shapes.len()).filter(|at| !self.removed[*at]);
        let own = own.map(|at| ShapeId(at as u32)).filter(|id| !of.contains(id));
        let used = self.spec.reached(own.collect());
        for id in of {
            self.removed[id.0 as usize] |= !used[id.0 as usize];
        }
    }

    pub(super) fn problem(&mut self, keys: &[&str], kind: ProblemKind) {
        if self.tells {
            self.problems.push(Problem { kind, at: under(self.at, keys) });
        }
    }

    /// Says that there is nothing of a name, and what there is that is called alike.
    pub(super) fn unmatched(
        &mut self,
        keys: &[&str],
        what: &'static str,
        known: &dyn Fn(&Self) -> Vec<String>,
    ) {
        if !self.tells {
            return;
        }
        let name = keys.last().copied().unwrap_or_default();
        let known = known(self);
        let nearest = nearest(name, known.iter().map(String::as_str), 3);
        let nearest = nearest.into_iter().map(String::from).collect();
        self.problem(keys, ProblemKind::Unmatched { what, name: name.into(), nearest });
    }

    /// What to do with an entry that is there, or not: `true` if its parts are to be put in.
    pub(super) fn decide(
        &mut self,
        keys: &[&str],
        what: &'static str,
        edits: &Option<Box<Edits>>,
        is_there: bool,
        known: &dyn Fn(&Self) -> Vec<String>,
    ) -> bool {
        let name = keys.last().copied().unwrap_or_default();
        if what != "shape" {
            self.names_nothing(keys, edits);
        }
        if is_removed(edits) {
            match (self.fresh, is_there) {
                (true, false) => self.unmatched(keys, what, known),
                (false, true) => self.problem(keys, ProblemKind::NotMerged),
                _ => {}
            }
            return false;
        }
        match (is_added(edits), is_there) {
            (true, true) if self.fresh => {
                self.problem(keys, ProblemKind::Overtaken(name.into()));
                false
            }
            (true, false) if !self.fresh => {
                self.problem(keys, ProblemKind::NotMerged);
                false
            }
            (false, false) => {
                self.unmatched(keys, what, known);
                false
            }
            _ => true,
        }
    }

    /// Names are given to shapes alone: what else is called otherwise is called so on the wire.
    pub(super) fn names_nothing(&mut self, keys: &[&str], edits: &Option<Box<Edits>>) {
        let Some(edits) = edits else { return };
        for (key, is_there) in
            [("rename", edits.rename.is_some()), ("split", edits.split.is_some())]
        {
            if is_there {
                let keys: Vec<&str> = keys.iter().copied().chain([key]).collect();
                self.problem(&keys, ProblemKind::Misplaced { key, belongs: "a shape" });
            }
        }
    }

    /// Mends passages of a documentation text.
    pub(super) fn replace(
        &mut self,
        keys: &[&str],
        edits: &Option<Box<Edits>>,
        documentation: &mut Option<String>,
    ) {
        let Some(edits) = edits else { return };
        for (old, new) in &edits.replace {
            let text = documentation.as_deref().unwrap_or_default();
            let keys: Vec<&str> = keys.iter().copied().chain(["replace", old]).collect();
            if !self.fresh {
                if !text.contains(&**new) {
                    self.problem(&keys, ProblemKind::NotMerged);
                }
            } else if old.is_empty() || !text.contains(&**old) {
                self.unmatched(&keys, "passage of the documentation", &|_| Vec::new());
            } else {
                *documentation = Some(text.replace(&**old, new));
            }
        }
    }

    pub(super) fn unknown_shapes(&mut self, keys: &[&str], names: Vec<String>) {
        if !self.tells {
            return;
        }
        for name in names {
            let known = self.index.keys().map(String::as_str);
            let nearest = nearest(&name, known, 3).into_iter().map(String::from).collect();
            self.problem(keys, ProblemKind::Unknown { what: "shape", name, nearest });
        }
    }
}

/// The shape that an id of the overlay stands for, by its name. A name that no shape has is `unknown`.
pub(super) fn named(
    preliminary: ShapeId,
    names: &[Box<str>],
    index: &HashMap<String, ShapeId>,
    unknown: &mut Vec<String>,
) -> ShapeId {
    let name = names.get(preliminary.0 as usize).map_or("", |name| name);
    index.get(name).copied().unwrap_or_else(|| {
        unknown.push(name.to_owned());
        ShapeId(0)
    })
}
