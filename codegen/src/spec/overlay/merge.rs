//! One service's overlay over one spec.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::file::{ServiceTable, is_added, is_removed, under};
use super::place::shape_at;
use crate::spec::nearest::nearest;
use crate::spec::problem::{KeyPath, Problem, ProblemKind};
use crate::spec::read::edits::Edits;
use crate::spec::read::seed::Reader;
use crate::spec::read::tables::{MemberTable, OperationTable, ShapeTable, WaiterTable};
use crate::spec::{Location, Member, Protocol, Shape, ShapeId, ShapeKind, Spec, path_labels};

/// A merge under way. Shapes are added at the end and keep their places until [`finish`].
///
/// [`finish`]: Merge::finish
pub(super) struct Merge<'a> {
    spec: &'a mut Spec,
    /// The names that the overlay's ids stand for.
    names: &'a [Box<str>],
    /// The spec is what the pages state; else the overlay was merged into it before.
    fresh: bool,
    /// The path to the service in the overlay's file.
    at: &'a KeyPath,
    index: HashMap<String, ShapeId>,
    removed: Vec<bool>,
    problems: Vec<Problem>,
}

impl<'a> Merge<'a> {
    pub fn new(spec: &'a mut Spec, names: &'a [Box<str>], fresh: bool, at: &'a KeyPath) -> Self {
        let shapes = spec.shapes.iter().enumerate();
        let index = shapes.map(|(id, shape)| (shape.name.clone(), ShapeId(id as u32))).collect();
        let removed = vec![false; spec.shapes.len()];
        Merge { spec, names, fresh, at, index, removed, problems: Vec::new() }
    }

    pub fn service(&mut self, table: &ServiceTable) {
        // Where they stand before anything is changed.
        let places: Vec<(&str, &ShapeTable, Option<ShapeId>)> = (table.places.iter())
            .map(|(place, shape)| (&**place, shape, shape_at(self.spec, place)))
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
        for (name, member) in &table.members {
            let mut shapes = table.places.iter().chain(&table.shapes);
            let is_excepted = shapes.any(|(_, shape)| shape.partial.iter().any(|it| it.0 == *name));
            self.everywhere(name, member, is_excepted);
        }
        for (name, shape) in &table.shapes {
            self.place_shape(name, shape);
        }
        for (place, shape, id) in places {
            self.shape(["places", place], id, shape);
        }
        for (name, shape) in &table.shapes {
            let renamed = shape.edits.as_ref().and_then(|edits| edits.rename.as_deref());
            if let Some(id) = self.index.get(renamed.unwrap_or(name)).copied() {
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

    /// Sorts the shapes, drops the removed ones and gives every reference its new id.
    pub fn finish(mut self) -> Vec<Problem> {
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
                let ty = std::mem::replace(&mut member.ty, crate::spec::Type::Shape(ShapeId(0)));
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

    fn problem(&mut self, keys: &[&str], kind: ProblemKind) {
        self.problems.push(Problem { kind, at: under(self.at, keys) });
    }

    fn unmatched(&mut self, keys: &[&str], what: &'static str, known: &[&str]) {
        let name = keys.last().copied().unwrap_or_default();
        let nearest = nearest(name, known.iter().copied(), 3);
        let nearest = nearest.into_iter().map(String::from).collect();
        self.problem(keys, ProblemKind::Unmatched { what, name: name.into(), nearest });
    }

    /// What to do with an entry that is there, or not: `true` if its parts are to be put in.
    fn decide(
        &mut self,
        keys: &[&str],
        what: &'static str,
        edits: &Option<Box<Edits>>,
        is_there: bool,
        known: &dyn Fn(&Self) -> Vec<String>,
    ) -> bool {
        let name = keys.last().copied().unwrap_or_default();
        if is_removed(edits) {
            match (self.fresh, is_there) {
                (true, false) => {
                    let known = known(self);
                    let known: Vec<&str> = known.iter().map(String::as_str).collect();
                    self.unmatched(keys, what, &known);
                }
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
                let known = known(self);
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                self.unmatched(keys, what, &known);
                false
            }
            _ => true,
        }
    }

    /// Renames, adds or removes a shape, before anything refers to it.
    fn place_shape(&mut self, name: &str, table: &ShapeTable) {
        let keys = ["shapes", name];
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
                (None, false) => self.unmatched(&keys, "shape", &[]),
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
            self.index.insert(name.into(), ShapeId(self.spec.shapes.len() as u32));
            self.removed.push(false);
            self.spec.shapes.push(shape);
        }
    }

    /// Renames or removes the shape at a place; gives it if its parts are to be put in.
    fn at_place(
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
                (None, true) => self.unmatched(&keys, "place of a shape", &[]),
                (None, false) => {}
            }
            return None;
        }
        let Some(id) = id else {
            self.unmatched(&keys, "place of a shape", &[]);
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

    fn shape(&mut self, keys: [&str; 2], id: ShapeId, table: &ShapeTable) {
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

    /// What is so of every member of a name, unless an entry of its shape says otherwise; one does, if
    /// it is excepted.
    fn everywhere(&mut self, name: &str, table: &MemberTable, is_excepted: bool) {
        let keys = ["members", name];
        let (mut found, mut agrees) = (false, self.fresh || is_excepted);
        let mut unknown = Vec::new();
        let (lookup, names) = (&self.index, self.names);
        let mut id = |preliminary: ShapeId| {
            let name = names.get(preliminary.0 as usize).map_or("", |name| name);
            lookup.get(name).copied().unwrap_or_else(|| {
                unknown.push(name.to_owned());
                ShapeId(0)
            })
        };
        for shape in &mut self.spec.shapes {
            let members = shape.kind.members_mut().into_iter().flatten();
            for member in members.filter(|member| member.name == *name) {
                found = true;
                if self.fresh {
                    table.clone().put(member, &mut id);
                } else {
                    // Where an entry excepts it, that entry is held against the spec.
                    let mut merged = member.clone();
                    table.clone().put(&mut merged, &mut id);
                    agrees |= merged == *member;
                }
            }
        }
        let known = self.spec.shapes.iter().flat_map(|shape| shape.kind.members());
        let known: Vec<String> = match found {
            true => Vec::new(),
            false => known.map(|member| member.name.clone()).collect(),
        };
        match (found, agrees) {
            (false, _) => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                self.unmatched(&keys, "member", &known);
            }
            (true, false) => self.problem(&keys, ProblemKind::NotMerged),
            (true, true) => {}
        }
        self.unknown_shapes(&[&keys[..], &["type"]].concat(), unknown);
    }

    fn member(
        &mut self,
        shape: [&str; 2],
        name: &str,
        table: &MemberTable,
        whole: bool,
        members: &mut Vec<Member>,
    ) {
        let keys = [shape[0], shape[1], "members", name];
        let index = members.iter().position(|member| member.name == *name);
        if !whole {
            let known: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
            let known = move |_: &Self| known.clone();
            if !self.decide(&keys, "member", &table.edits, index.is_some(), &known) {
                if let (Some(index), true) = (index, is_removed(&table.edits)) {
                    members.remove(index);
                }
                return;
            }
        }
        let mut unknown = Vec::new();
        let (lookup, names) = (&self.index, self.names);
        let mut id = |preliminary: ShapeId| {
            let name = names.get(preliminary.0 as usize).map_or("", |name| name);
            lookup.get(name).copied().unwrap_or_else(|| {
                unknown.push(name.to_owned());
                ShapeId(0)
            })
        };
        if let Some(index) = index {
            table.clone().put(&mut members[index], &mut id);
        } else {
            let mut reader = Reader::default();
            let mut member = table.clone().named(&mut reader, name);
            member.ty = member.ty.map_shapes(&mut id);
            members.push(member);
            if !reader.problems.is_empty() {
                self.problem(&keys, ProblemKind::MissingKey { key: "type", of: "a member" });
            }
        }
        if let Some(member) = members.iter_mut().find(|member| member.name == *name) {
            self.replace(&keys, &table.edits, &mut member.documentation);
        }
        self.unknown_shapes(&[&keys[..], &["type"]].concat(), unknown);
    }

    fn operation(&mut self, name: &str, table: &OperationTable) {
        let keys = ["operations", name];
        let index = self.spec.operations.iter().position(|operation| operation.name == *name);
        let known = |merge: &Self| merge.spec.operations.iter().map(|it| it.name.clone()).collect();
        if !self.decide(&keys, "operation", &table.edits, index.is_some(), &known) {
            if let (Some(index), true) = (index, is_removed(&table.edits)) {
                self.spec.operations.remove(index);
            }
            return;
        }
        let mut unknown = Vec::new();
        let (lookup, names) = (&self.index, self.names);
        let mut id = |preliminary: ShapeId| {
            let name = names.get(preliminary.0 as usize).map_or("", |name| name);
            lookup.get(name).copied().unwrap_or_else(|| {
                unknown.push(name.to_owned());
                ShapeId(0)
            })
        };
        let index = match index {
            Some(index) => index,
            None => {
                let mut reader = Reader::default();
                let mut operation = table.clone().named(&mut reader, name);
                operation.input = operation.input.map(&mut id);
                operation.output = operation.output.map(&mut id);
                operation.errors.iter_mut().for_each(|error| *error = id(*error));
                self.spec.operations.push(operation);
                if !reader.problems.is_empty() {
                    let kind = ProblemKind::MissingKey { key: "method", of: "an operation" };
                    self.problems.push(Problem { kind, at: under(self.at, &keys) });
                }
                self.spec.operations.len() - 1
            }
        };
        let before = (!self.fresh).then(|| self.spec.operations[index].clone());
        table.clone().put(&mut self.spec.operations[index], &mut id);
        if self.fresh {
            bind_labels(self.spec, index);
        }
        let mut documentation = self.spec.operations[index].documentation.take();
        self.replace(&keys, &table.edits, &mut documentation);
        self.spec.operations[index].documentation = documentation;
        if before.is_some_and(|before| before != self.spec.operations[index]) {
            self.problem(&keys, ProblemKind::NotMerged);
        }
        self.unknown_shapes(&keys, unknown);
    }

    fn waiter(&mut self, name: &str, table: &WaiterTable) {
        let keys = ["waiters", name];
        let index = self.spec.waiters.iter().position(|waiter| waiter.name == *name);
        let known = |merge: &Self| merge.spec.waiters.iter().map(|it| it.name.clone()).collect();
        if !self.decide(&keys, "waiter", &table.edits, index.is_some(), &known) {
            if let (Some(index), true) = (index, is_removed(&table.edits)) {
                self.spec.waiters.remove(index);
            }
            return;
        }
        match index {
            Some(index) => {
                let before = self.spec.waiters[index].clone();
                table.clone().put(&mut self.spec.waiters[index]);
                if !self.fresh && before != self.spec.waiters[index] {
                    self.problem(&keys, ProblemKind::NotMerged);
                }
            }
            None => {
                let mut reader = Reader::default();
                self.spec.waiters.push(table.clone().named(&mut reader, name));
                for problem in reader.problems {
                    self.problem(&keys, problem.kind);
                }
            }
        }
    }

    /// Mends passages of a documentation text.
    fn replace(
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
                self.unmatched(&keys, "passage of the documentation", &[]);
            } else {
                *documentation = Some(text.replace(&**old, new));
            }
        }
    }

    fn unknown_shapes(&mut self, keys: &[&str], names: Vec<String>) {
        for name in names {
            let known = self.index.keys().map(String::as_str);
            let nearest = nearest(&name, known, 3).into_iter().map(String::from).collect();
            self.problem(keys, ProblemKind::Unknown { what: "shape", name, nearest });
        }
    }
}

type Header = ([Option<String>; 4], Option<Protocol>);

fn header(spec: &Spec) -> Header {
    let texts = [&spec.title, &spec.client, &spec.version, &spec.documentation];
    (texts.map(Clone::clone), spec.protocol.clone())
}

fn nothing() -> Shape {
    Shape { name: String::new(), documentation: None, kind: ShapeKind::Enum(Vec::new()) }
}

fn put<T: Clone>(place: &mut Option<T>, value: &Option<T>) {
    if value.is_some() {
        place.clone_from(value);
    }
}

/// A label of a path is the member of its name, whether or not the pages say where that goes.
fn bind_labels(spec: &mut Spec, operation: usize) {
    let operation = &spec.operations[operation];
    let (Some(http), Some(input)) = (&operation.http, operation.input) else { return };
    // A path that is none is said by whoever checks the spec.
    let labels: Vec<String> = match path_labels(&http.path) {
        Ok(labels) => labels.into_iter().map(str::to_owned).collect(),
        Err(_) => return,
    };
    let case = spec.protocol.as_ref().and_then(|protocol| protocol.wire_case);
    let input = &mut spec.shapes[input.0 as usize];
    for member in input.kind.members_mut().into_iter().flatten() {
        let is_label = |name: &str| labels.iter().any(|label| *label == *name);
        let name = case.map_or(member.name.as_str().into(), |case| case.write(&member.name));
        if member.wire.location.is_none() && member.wire.name.is_none() && is_label(&name) {
            member.wire.location = Some(Location::Path);
        }
    }
}
