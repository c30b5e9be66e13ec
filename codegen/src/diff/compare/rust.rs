//! What Rust sees, compared whole.
//!
//! Every item of the old surface has to be there in the new one, under its name and with its
//! signature; or a change has been told that says why it is not. What no change explains is told
//! here.

use std::collections::{HashMap, HashSet};

use super::{Differ, Found};
use crate::diff::change::{Change, Subject};
use crate::diff::rule::{Kind, Rule, Verdict};
use crate::diff::rules;
use crate::emit::surface::{Owner, PublicItem, Reference, Sort};
use crate::spec::{ShapeId, ShapeKind, Spec, Type};

pub(super) fn compare(
    differ: &mut Differ<'_>,
    operations: &[(usize, usize)],
    waiters: &[(usize, usize)],
) {
    let followed = Followed::of(differ, operations, waiters);
    let (old_surface, new_surface) = std::mem::take(&mut differ.surface);
    let mut told = Explained::of(&differ.found);
    let index: HashMap<_, &PublicItem> =
        new_surface.items.iter().map(|it| (key(it.owner, it), it)).collect();
    // What stands for a thing itself comes before what follows from it.
    let weight = |item: &&PublicItem| match item.sort {
        Sort::Type => 0,
        Sort::Field | Sort::Variant => 1,
        Sort::Function => 2,
        _ => 3,
    };
    let mut items: Vec<&PublicItem> = old_surface.items.iter().collect();
    items.sort_by_key(weight);
    let reached = reached(differ.old);
    // Each function of an operation is told by itself; what they stand on is not told again.
    let mut functions: Vec<Subject> = Vec::new();
    for item in items {
        if weight(&item) == 3 {
            told.subjects.extend(functions.drain(..));
        }
        let Some(owner) = followed.owner(item.owner) else {
            if let Some(change) = gone(differ.old, item, &reached) {
                tell(differ, &mut told, change);
            }
            continue;
        };
        let new = index.get(&key(owner, item)).copied();
        let difference = match new {
            None => Difference::Gone,
            Some(new) if new.name != item.name => Difference::Name,
            Some(new) if !item.fits(new, |it| followed.reference(it)) => Difference::Signature,
            Some(_) => continue,
        };
        // A function takes another argument where a type is of another kind.
        let other_kind = |old| {
            let new = followed.shapes.get(&old);
            new.is_some_and(|new| told.kinds.contains(&differ.new[*new].name))
        };
        let is_name = matches!(difference, Difference::Name);
        if told.explains(differ, item, owner, is_name) || item.shapes().any(other_kind) {
            continue;
        }
        let sides = ((&old_surface, item), new.map(|new| (&new_surface, new)));
        let (rule, old, new) = match difference {
            Difference::Gone => (&rules::RUST_ITEM_GONE, Some(called(item)), None),
            Difference::Name => (
                &rules::RUST_NAME_CHANGED,
                Some(qualified(differ.new, owner, &item.name)),
                new.map(|new| qualified(differ.new, owner, &new.name)),
            ),
            Difference::Signature => (
                &rules::RUST_TYPE_CHANGED,
                Some(sides.0.0.shown(sides.0.1)),
                sides.1.map(|(surface, new)| surface.shown(new)),
            ),
        };
        let (found, subject) = (found(differ, owner), subject(differ.new, owner));
        if matches!(owner, Owner::Operation(_) | Owner::Waiter(_)) {
            functions.push(subject.clone());
            differ.push(found, rule, subject, old, new);
        } else {
            tell(differ, &mut told, (found, rule, subject, old, new));
        }
    }
    differ.surface = (old_surface, new_surface);
}

enum Difference {
    Gone,
    Name,
    Signature,
}

type SurfaceChange = (Found, &'static Rule, Subject, Option<String>, Option<String>);

fn tell(
    differ: &mut Differ<'_>,
    told: &mut Explained,
    (found, rule, subject, old, new): SurfaceChange,
) {
    let change = differ.push(found, rule, subject, old, new);
    told.note(change);
}

fn key(owner: Owner, item: &PublicItem) -> (Owner, Sort, &str) {
    (owner, item.sort, &item.role)
}

/// What an item is to those who use it, where it has no name that is worth telling.
fn called(item: &PublicItem) -> String {
    match item.sort {
        Sort::Macro if item.role.ends_with("ordered") => "Ord".to_owned(),
        Sort::Macro | Sort::Implementation => item.role.replace(' ', ""),
        _ => item.name.clone(),
    }
}

/// The values of an enum are found under its name.
fn qualified(spec: &Spec, owner: Owner, name: &str) -> String {
    match owner {
        Owner::Part(id, _) if matches!(spec[id].kind, ShapeKind::Enum(_)) => {
            format!("{}::{name}", spec[id].name)
        }
        _ => name.to_owned(),
    }
}

/// A type that no operation led to, and that is gone. Where one led to it, what cut the way is
/// told.
fn gone(old: &Spec, item: &PublicItem, reached: &HashSet<ShapeId>) -> Option<SurfaceChange> {
    let Owner::Shape(id) = item.owner else { return None };
    let is_error = matches!(old[id].kind, ShapeKind::Error(_));
    if item.sort != Sort::Type || is_error || reached.contains(&id) {
        return None;
    }
    let subject = Subject::Shape(old[id].name.clone());
    Some((Found::Alone, &rules::TYPE_GONE, subject, None, None))
}

/// The shapes that operations lead to.
fn reached(spec: &Spec) -> HashSet<ShapeId> {
    fn below(ty: &Type, out: &mut Vec<ShapeId>) {
        match ty {
            Type::Scalar(_) => {}
            Type::List(item) => below(item, out),
            Type::Map(key, value) => {
                below(key, out);
                below(value, out);
            }
            Type::Shape(id) => out.push(*id),
        }
    }
    let mut work: Vec<ShapeId> = Vec::new();
    for operation in &spec.operations {
        work.extend(operation.input.into_iter().chain(operation.output));
        work.extend(&operation.errors);
    }
    let mut reached = HashSet::new();
    while let Some(id) = work.pop() {
        if reached.insert(id) {
            spec[id].kind.members().iter().for_each(|member| below(&member.ty, &mut work));
        }
    }
    reached
}

fn subject(spec: &Spec, owner: Owner) -> Subject {
    match owner {
        Owner::Service => Subject::Service,
        Owner::Shape(id) => Subject::Shape(spec[id].name.clone()),
        Owner::Part(id, index) => match &spec[id].kind {
            ShapeKind::Enum(_) => Subject::Shape(spec[id].name.clone()),
            kind => Subject::Member(spec[id].name.clone(), kind.members()[index].name.clone()),
        },
        Owner::Operation(index) => Subject::Operation(spec.operations[index].name.clone()),
        Owner::Waiter(index) => Subject::Waiter(spec.waiters[index].name.clone()),
    }
}

fn found(differ: &Differ<'_>, owner: Owner) -> Found {
    match owner {
        Owner::Service => Found::Alone,
        Owner::Shape(id) | Owner::Part(id, _) => {
            let pair = differ.pairs.list.iter().position(|pair| pair.new == id);
            pair.map_or(Found::Alone, Found::Pair)
        }
        Owner::Operation(index) => Found::Operation(index),
        Owner::Waiter(index) => {
            let operation = &differ.new.waiters[index].operation;
            let index = differ.new.operations.iter().position(|it| it.name == *operation);
            index.map_or(Found::Alone, Found::Operation)
        }
    }
}

/// Where things of the old version are in the new one.
struct Followed {
    shapes: HashMap<ShapeId, ShapeId>,
    parts: HashMap<(ShapeId, usize), (ShapeId, usize)>,
    operations: HashMap<usize, usize>,
    waiters: HashMap<usize, usize>,
}

impl Followed {
    fn of(
        differ: &Differ<'_>,
        operations: &[(usize, usize)],
        waiters: &[(usize, usize)],
    ) -> Followed {
        let (old, new) = (differ.old, differ.new);
        let ids = (0..old.shapes.len() as u32).map(ShapeId);
        let follow = |id: ShapeId| {
            let renamed = differ.renamed.get(&id).copied();
            Some((id, renamed.or_else(|| new.shape(&old[id].name))?))
        };
        let shapes: HashMap<ShapeId, ShapeId> = ids.filter_map(follow).collect();
        let mut parts = HashMap::new();
        for (one, other) in &shapes {
            match (&old[*one].kind, &new[*other].kind) {
                (ShapeKind::Enum(before), ShapeKind::Enum(after)) => {
                    let after: HashMap<&str, usize> =
                        after.iter().map(String::as_str).zip(0..).collect();
                    for (index, value) in before.iter().enumerate() {
                        if let Some(same) = after.get(&**value) {
                            parts.insert((*one, index), (*other, *same));
                        }
                    }
                }
                _ => {
                    let pair = differ.pairs.find(*one, *other);
                    for (before, after) in pair.map_or(&[][..], |pair| &pair.members.both) {
                        parts.insert((*one, *before), (*other, *after));
                    }
                }
            }
        }
        let (operations, waiters) =
            (operations.iter().copied().collect(), waiters.iter().copied().collect());
        Followed { shapes, parts, operations, waiters }
    }

    fn owner(&self, owner: Owner) -> Option<Owner> {
        Some(match owner {
            Owner::Service => Owner::Service,
            Owner::Shape(id) => Owner::Shape(*self.shapes.get(&id)?),
            Owner::Part(id, index) => {
                let (id, index) = *self.parts.get(&(id, index))?;
                Owner::Part(id, index)
            }
            Owner::Operation(index) => Owner::Operation(*self.operations.get(&index)?),
            Owner::Waiter(index) => Owner::Waiter(*self.waiters.get(&index)?),
        })
    }

    fn reference(&self, reference: Reference) -> Option<Reference> {
        Some(match reference {
            Reference::Shape(id) => Reference::Shape(*self.shapes.get(&id)?),
            Reference::Operation(index) => Reference::Operation(*self.operations.get(&index)?),
        })
    }
}

/// What has been told that breaks code.
struct Explained {
    subjects: HashSet<Subject>,
    /// Shapes that are something else now.
    kinds: HashSet<String>,
    /// Shapes of which a member changed.
    members: HashSet<String>,
}

impl Explained {
    fn of(found: &[(Found, Change)]) -> Self {
        let mut explained =
            Explained { subjects: HashSet::new(), kinds: HashSet::new(), members: HashSet::new() };
        found.iter().for_each(|(_, change)| explained.note(change));
        explained
    }

    fn note(&mut self, change: &Change) {
        if change.rust != Verdict::Breaks {
            return;
        }
        match &change.subject {
            Subject::Shape(name) => match change.rule.kind {
                Kind::Shape | Kind::Union => drop(self.kinds.insert(name.clone())),
                // What becomes of one value says nothing of another.
                Kind::Enum => return,
                _ => {}
            },
            Subject::Member(shape, _) => drop(self.members.insert(shape.clone())),
            _ => {}
        }
        self.subjects.insert(change.subject.clone());
    }

    fn explains(
        &self,
        differ: &Differ<'_>,
        item: &PublicItem,
        owner: Owner,
        is_name: bool,
    ) -> bool {
        let new = differ.new;
        let subject = subject(new, owner);
        let (has, name) = (self.subjects.contains(&subject), |id: ShapeId| &new[id].name);
        match owner {
            Owner::Service => item.sort == Sort::Module && new.operations.is_empty(),
            Owner::Part(id, _) if matches!(new[id].kind, ShapeKind::Enum(_)) => {
                self.kinds.contains(name(id))
            }
            Owner::Part(id, _) => has || self.kinds.contains(name(id)),
            Owner::Shape(id) if matches!(new[id].kind, ShapeKind::Enum(_)) => {
                self.kinds.contains(name(id)) || has && item.sort == Sort::Type
            }
            Owner::Shape(id) => has || self.members.contains(name(id)),
            Owner::Waiter(index) => {
                let operation = &new.waiters[index].operation;
                let operation = Subject::Operation(operation.clone());
                has || !is_name && self.subjects.contains(&operation)
            }
            // What the runtime is told of an operation has the types of its ends in it.
            Owner::Operation(index) => {
                let operation = &new.operations[index];
                let ends = [operation.input, operation.output].into_iter().flatten();
                let changed =
                    |id: ShapeId| self.members.contains(name(id)) || self.kinds.contains(name(id));
                has || item.sort == Sort::Implementation && ends.into_iter().any(changed)
            }
        }
    }
}
