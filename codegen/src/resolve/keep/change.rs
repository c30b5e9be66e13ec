//! A page of changes, applied to the spec that stands.
//!
//! Operations that the spec does not have are added as the page describes them. To one that it has
//! is added what the page says was added, and nothing else is touched: such a page tells nothing of
//! what was taken away, has its own order of members, and may be older than the spec. What was
//! added has the type and documentation that the page gives it in the operation as a whole.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::facts::{Change, Delta, Dialect, PageFacts, Statement};
use crate::spec::{Member, Operation, Scalar, ShapeId, ShapeKind, Spec, Type, insert_by_method};

use crate::diagnostic::rules::service as rules;
use crate::resolve::group::Group;

/// Takes the pages of changes out of a service's pages, each as a group of its own, in the order in
/// which they are to be applied: by day, of one day by path, and last those that tell no day.
pub fn take_changes(group: &mut Group, diagnostics: &mut Vec<Diagnostic>) -> Vec<Group> {
    let is_change = |page: &PageFacts| page.dialect == Dialect::AwsApiChanges;
    let (mut changes, pages): (Vec<_>, Vec<_>) =
        std::mem::take(&mut group.pages).into_iter().partition(is_change);
    group.pages = pages;
    changes.sort_by(|a, b| {
        let key = |page: &PageFacts| (page.day.is_none(), page.day.clone(), Arc::clone(&page.path));
        key(a).cmp(&key(b))
    });
    if changes.len() > 1 {
        diagnostics.extend(changes.iter().filter(|page| page.day.is_none()).map(|page| {
            let message = "this page of changes does not tell its day, and is not the only one";
            Diagnostic::new(&rules::UNDATED_CHANGE, page.place(0), message)
        }));
    }
    let alone = |page| Group {
        provider: group.provider,
        service: group.service.clone(),
        pages: vec![page],
    };
    changes.into_iter().map(alone).collect()
}

/// What the pages of a group say became of operations, by wire name.
pub fn changes(group: &Group) -> BTreeMap<Box<str>, Change> {
    let statements = group.pages.iter().flat_map(|page| &page.statements);
    let changes = statements.filter_map(|statement| match statement {
        Statement::Operation(facts) => {
            Some((facts.name.clone()?, Change::clone(facts.change.as_deref()?)))
        }
        _ => None,
    });
    changes.collect()
}

/// Applies `changes` to the spec that stands. `page` is the spec of what the page of changes holds,
/// made in view of the one that stands, so that what both have is under one name.
pub fn apply(standing: &Spec, page: &Spec, changes: &BTreeMap<Box<str>, Change>) -> Spec {
    let mut applying = Applying::new(standing.clone(), page);
    applying.spec.version = standing.version.clone().or_else(|| page.version.clone());
    for operation in &page.operations {
        let at = applying.spec.operations.iter().position(|it| it.name == operation.name);
        match (at, changes.get(operation.name.as_str())) {
            (None, _) => applying.add(operation),
            (Some(at), Some(Change::Updated(input, output))) => {
                applying.update(at, operation, input.as_ref(), output.as_ref());
            }
            (Some(_), _) => {}
        }
    }
    applying.finish()
}

/// A spec to which parts of another are added.
pub(super) struct Applying<'p> {
    spec: Spec,
    page: &'p Spec,
    /// For each shape of the page its place in the spec, once it is there.
    imported: Vec<Option<ShapeId>>,
    /// Shapes whose members still lead to shapes of the page.
    open: VecDeque<ShapeId>,
}

impl<'p> Applying<'p> {
    /// `spec`, to which parts of `page` are to be added.
    pub(super) fn new(spec: Spec, page: &'p Spec) -> Self {
        let imported = vec![None; page.shapes.len()];
        Applying { spec, page, imported, open: VecDeque::new() }
    }

    /// Gives a member of a shape that is there the type that it has in the other spec.
    pub(super) fn retype(&mut self, owner: ShapeId, member: &str, ty: &Type) {
        let ty = self.import_type(ty);
        let members = self.kind(owner).and_then(ShapeKind::members_mut);
        let mut members = members.into_iter().flatten();
        if let Some(member) = members.find(|it| it.name == member) {
            member.ty = ty;
        }
        self.settle();
    }

    /// Adds an operation where its method sorts among those that stand.
    fn add(&mut self, operation: &Operation) {
        let mut new = operation.clone();
        new.input = new.input.map(|id| self.import(id));
        new.output = new.output.map(|id| self.import(id));
        new.errors = new.errors.into_iter().map(|id| self.import(id)).collect();
        self.settle();
        insert_by_method(&mut self.spec.operations, new, |it| it);
    }

    fn update(
        &mut self,
        at: usize,
        new: &Operation,
        input: Option<&Delta>,
        output: Option<&Delta>,
    ) {
        let standing = &self.spec.operations[at];
        let (old_input, old_output) = (standing.input, standing.output);
        match (input, new.input, old_input) {
            (Some(delta), Some(new), Some(old)) => self.extend(delta, new, old),
            (Some(_), Some(new), None) => {
                self.spec.operations[at].input = Some(self.import(new));
            }
            _ => {}
        }
        match (output, new.output, old_output) {
            (Some(delta), Some(new), Some(old)) => self.extend(delta, new, old),
            (Some(_), Some(new), None) => {
                self.spec.operations[at].output = Some(self.import(new));
            }
            _ => {}
        }
        self.settle();
    }

    /// Adds what is new of a shape to the one that stands.
    fn extend(&mut self, delta: &Delta, new: ShapeId, old: ShapeId) {
        let page = self.page;
        match (delta, &page[new].kind) {
            (Delta::Values(added), ShapeKind::Enum(values)) => {
                if let Some(ShapeKind::Enum(standing)) = self.kind(old) {
                    for value in values {
                        if added.iter().any(|it| **it == **value) && !standing.contains(value) {
                            standing.push(value.clone());
                        }
                    }
                }
            }
            (Delta::Members(added), kind) => {
                for (name, delta) in added {
                    let new = kind.members().iter().find(|member| *member.name == **name);
                    if let Some(new) = new {
                        self.member(delta, new, old);
                    }
                }
            }
            (Delta::Values(_), _) => {}
        }
    }

    /// Adds a member to a shape that stands, or what is new of the member if the shape has it.
    fn member(&mut self, delta: &Delta, new: &Member, owner: ShapeId) {
        let standing = self.kind(owner).map_or(&[][..], |kind| kind.members());
        let Some(at) = standing.iter().position(|member| member.name == new.name) else {
            let ty = self.import_type(&new.ty);
            if let Some(members) = self.kind(owner).and_then(ShapeKind::members_mut) {
                members.push(Member { ty, ..new.clone() });
            }
            // What was added may be met again, in another operation that has it.
            return self.settle();
        };
        let old = standing[at].ty.clone();
        match meet(delta, &new.ty, &old) {
            Some((delta, Type::Shape(new), Type::Shape(old))) => self.extend(delta, *new, *old),
            // A string of which the values are told now.
            Some((_, Type::Shape(_), Type::Scalar(Scalar::String))) => {
                let ty = self.import_type(&new.ty);
                if let Some(members) = self.kind(owner).and_then(ShapeKind::members_mut) {
                    members[at].ty = ty;
                }
                self.settle();
            }
            _ => {}
        }
    }

    fn kind(&mut self, id: ShapeId) -> Option<&mut ShapeKind> {
        Some(&mut self.spec.shapes.get_mut(id.0 as usize)?.kind)
    }

    fn import_type(&mut self, ty: &Type) -> Type {
        ty.clone().map_shapes(&mut |id| self.import(id))
    }

    /// The shape of the page as one of the spec: the one of that name, if there is one.
    fn import(&mut self, id: ShapeId) -> ShapeId {
        let Some(slot) = self.imported.get(id.0 as usize) else { return id };
        if let Some(known) = slot {
            return *known;
        }
        let shape = &self.page[id];
        let known = self.spec.shapes.iter().position(|other| other.name == shape.name);
        let place = ShapeId(known.unwrap_or(self.spec.shapes.len()) as u32);
        self.imported[id.0 as usize] = Some(place);
        if known.is_none() {
            self.spec.shapes.push(shape.clone());
            self.open.push_back(place);
        }
        place
    }

    /// Imports what new shapes lead to: from then on all that is in the spec leads to what is there.
    fn settle(&mut self) {
        while let Some(id) = self.open.pop_front() {
            let Some(members) = self.kind(id).and_then(ShapeKind::members_mut) else { continue };
            let mut members = std::mem::take(members);
            for member in &mut members {
                member.ty = self.import_type(&member.ty);
            }
            if let Some(place) = self.kind(id).and_then(ShapeKind::members_mut) {
                *place = members;
            }
        }
    }

    /// The spec with its shapes sorted by name again.
    pub(super) fn finish(mut self) -> Spec {
        self.spec.sort_shapes();
        self.spec
    }
}

/// What stands in the same place of two types, and what was added to it. A map shows in a delta
/// as a dictionary of which the key is called by its type, or as what is in it.
fn meet<'t>(
    mut delta: &'t Delta,
    mut new: &'t Type,
    mut old: &'t Type,
) -> Option<(&'t Delta, &'t Type, &'t Type)> {
    loop {
        match (new, old) {
            (Type::List(inner), Type::List(standing)) => (new, old) = (inner, standing),
            (Type::Map(_, inner), Type::Map(_, standing)) => {
                if let Delta::Members(members) = delta
                    && let [(name, inside)] = &members[..]
                    && &**name == "string"
                {
                    delta = inside;
                }
                (new, old) = (inner, standing);
            }
            (Type::List(_) | Type::Map(..), _) | (_, Type::List(_) | Type::Map(..)) => return None,
            _ => return Some((delta, new, old)),
        }
    }
}

#[cfg(test)]
mod tests;
