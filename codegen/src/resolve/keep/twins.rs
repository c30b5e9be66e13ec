//! Shapes in which nothing differs but the name.
//!
//! Positions share a shape when nothing that is said of them differs, so two shapes of a spec that
//! are the same were told apart by a page that states names. Pages that state none leave them
//! apart: each of their positions belongs to the shape that stood there before.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::spec::{ShapeId, ShapeKind, Spec, Type};

use crate::hash::{FastMap, FastSet};
use crate::resolve::share::assemble::MemberDetails;
use crate::resolve::share::coloured_types::ColouredTypes;
use crate::resolve::share::shapes::{Occurrence, Role, Shapes};
use crate::resolve::tie::steps::Step;

/// Parts shapes that stood apart in `previous`, each with its name.
pub fn part(shapes: &mut Shapes<'_>, details: &mut Vec<Vec<MemberDetails>>, previous: &Spec) {
    let twins = twins(previous);
    if twins.is_empty() {
        return;
    }
    let met = Met::of(shapes, previous, &twins);
    if met.stood_for.values().all(|stood_for| stood_for.len() < 2) {
        return;
    }
    let mut parting = Parting { shapes, previous, met: &met, places: BTreeMap::new() };
    parting.number();
    parting.part(details);
}

/// The shapes of a spec that have a twin.
fn twins(previous: &Spec) -> FastSet<ShapeId> {
    let mut roots: FastSet<ShapeId> = FastSet::default();
    for operation in &previous.operations {
        roots.extend(operation.input.into_iter().chain(operation.output));
    }
    let mut graph = ColouredTypes::new();
    for (at, shape) in previous.shapes.iter().enumerate() {
        let id = ShapeId(at as u32);
        let members = shape.kind.members().iter();
        let members = members.map(|member| (member.name.as_str(), member.documentation.as_deref()));
        graph.shape(match &shape.kind {
            _ if roots.contains(&id) => TwinColour::Own(id),
            ShapeKind::Error(_) => TwinColour::Own(id),
            ShapeKind::Enum(values) => TwinColour::Enum(values),
            kind => TwinColour::Members(kind.as_str(), members.collect()),
        });
    }
    for (at, shape) in previous.shapes.iter().enumerate() {
        graph.members(at, shape.kind.members().iter().map(|member| &member.ty), 0);
    }
    let blocks = graph.partition();
    let mut same: FastMap<u32, Vec<ShapeId>> = FastMap::default();
    for (at, shape) in previous.shapes.iter().enumerate() {
        if !shape.kind.members().is_empty() {
            same.entry(blocks[at]).or_default().push(ShapeId(at as u32));
        }
    }
    same.retain(|_, same| same.len() > 1);
    if same.is_empty() {
        return FastSet::default();
    }
    // What requests tell to be required parts shapes without any name.
    let asked = previous.reached(previous.operations.iter().filter_map(|it| it.input).collect());
    let told = |id: &ShapeId| -> Vec<bool> {
        previous[*id].kind.members().iter().map(|member| member.required).collect()
    };
    let parted = |same: &Vec<ShapeId>| {
        let ways: BTreeSet<_> = same.iter().filter(|id| asked[id.0 as usize]).map(told).collect();
        same.len() > ways.len().max(1)
    };
    same.into_values().filter(parted).flatten().collect()
}

#[derive(PartialEq, Eq, Hash)]
enum TwinColour<'a> {
    /// An input, output or error is like nothing else.
    Own(ShapeId),
    Enum(&'a [String]),
    Members(&'static str, Vec<(&'a str, Option<&'a str>)>),
}

/// What stood before where the shapes stand now.
struct Met {
    /// The twins among that, each with the number of places.
    stood_for: BTreeMap<ShapeId, BTreeMap<ShapeId, u32>>,
    /// Anything of it, to go on from.
    partner: BTreeMap<ShapeId, ShapeId>,
}

impl Met {
    fn of(shapes: &Shapes<'_>, previous: &Spec, twins: &FastSet<ShapeId>) -> Self {
        let mut met = Met { stood_for: BTreeMap::new(), partner: BTreeMap::new() };
        let mut open = VecDeque::new();
        for operation in &shapes.operations {
            let Some(old) = previous.operation(&operation.name) else { continue };
            for (new, old) in [(operation.input, old.input), (operation.output, old.output)] {
                open.extend(new.zip(old));
            }
        }
        let mut seen: FastSet<(ShapeId, ShapeId)> = open.iter().copied().collect();
        // Hostile specs could pair everything with everything.
        let mut steps = 64 * (shapes.shapes.len() + previous.shapes.len());
        while let Some((new, old)) = open.pop_front() {
            met.partner.entry(new).or_insert(old);
            let by_name: FastMap<&str, &Type> = previous[old]
                .kind
                .members()
                .iter()
                .map(|member| (member.name.as_str(), &member.ty))
                .collect();
            for member in &shapes.shape(new).members {
                let Some(&old_ty) = by_name.get(member.name) else { continue };
                meet(&member.ty, Some(old_ty), &mut |new, old| {
                    let Some(old) = old else { return };
                    let kind = &previous[old].kind;
                    let nested = shapes.shape(new).role == Role::Nested;
                    if !nested || matches!(kind, ShapeKind::Enum(_) | ShapeKind::Error(_)) {
                        return;
                    }
                    if twins.contains(&old) {
                        *met.stood_for.entry(new).or_default().entry(old).or_default() += 1;
                    }
                    if steps > 0 && seen.insert((new, old)) {
                        steps -= 1;
                        open.push_back((new, old));
                    }
                });
            }
        }
        met
    }
}

/// Goes through two types in lock-step, as far as the old one goes along.
fn meet(new: &Type, old: Option<&Type>, see: &mut impl FnMut(ShapeId, Option<ShapeId>)) {
    match new {
        Type::Scalar(_) => {}
        Type::Shape(new) => see(
            *new,
            old.and_then(|old| match old {
                Type::Shape(old) => Some(*old),
                _ => None,
            }),
        ),
        Type::List(new) => {
            let old = old.and_then(|old| match old {
                Type::List(old) => Some(&**old),
                _ => None,
            });
            meet(new, old, see);
        }
        Type::Map(new_key, new_value) => {
            let (key, value) = match old {
                Some(Type::Map(key, value)) => (Some(&**key), Some(&**value)),
                _ => (None, None),
            };
            meet(new_key, key, see);
            meet(new_value, value, see);
        }
    }
}

/// A shape, and the twin that it stands for where it stood for several.
type SplitShape = (ShapeId, Option<ShapeId>);

struct Parting<'s, 'a, 'p> {
    shapes: &'s mut Shapes<'a>,
    previous: &'p Spec,
    met: &'p Met,
    /// Where each part goes.
    places: BTreeMap<SplitShape, ShapeId>,
}

impl Parting<'_, '_, '_> {
    /// The twins that a shape stood for, that with most places first; none where there is but one.
    fn parts(&self, id: ShapeId) -> Vec<ShapeId> {
        let Some(stood_for) = self.met.stood_for.get(&id).filter(|all| all.len() > 1) else {
            return Vec::new();
        };
        let mut parts: Vec<(ShapeId, u32)> = stood_for.iter().map(|(id, n)| (*id, *n)).collect();
        parts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
        parts.into_iter().map(|(id, _)| id).collect()
    }

    /// Gives every part a place; the first has that of the shape.
    fn number(&mut self) {
        let count = self.shapes.shapes.len() as u32;
        let mut next = count;
        for id in (0..count).map(ShapeId) {
            for (nth, old) in self.parts(id).into_iter().enumerate() {
                let place = if nth == 0 {
                    id
                } else {
                    next += 1;
                    ShapeId(next - 1)
                };
                self.places.insert((id, Some(old)), place);
            }
        }
    }

    /// Where a shape goes in a place where `old` stood.
    fn place(&self, new: ShapeId, old: Option<ShapeId>) -> ShapeId {
        self.places.get(&(new, old)).copied().unwrap_or(new)
    }

    fn part(&mut self, details: &mut Vec<Vec<MemberDetails>>) {
        let count = self.shapes.shapes.len();
        let parts: Vec<(SplitShape, ShapeId)> =
            self.places.iter().map(|(part, at)| (*part, *at)).collect();
        let mut by_place: BTreeMap<ShapeId, SplitShape> =
            parts.iter().map(|(part, at)| (*at, *part)).collect();
        for at in (0..count as u32).map(ShapeId) {
            by_place.entry(at).or_insert((at, None));
        }
        // In the order of places, so that each new shape is pushed where it belongs.
        let mut made = Vec::with_capacity(by_place.len());
        for (new, old) in by_place.values() {
            let mut shape = self.shapes.shape(*new).clone();
            let partner = old.or_else(|| self.met.partner.get(new).copied());
            let old_members = partner.map_or(&[][..], |old| self.previous[old].kind.members());
            for member in &mut shape.members {
                let old = old_members.iter().find(|old| old.name == member.name);
                member.ty = self.replaced(&member.ty, old.map(|old| &old.ty));
            }
            if let Some(old) = old {
                shape.given.get_or_insert_with(|| self.previous[*old].name.as_str().into());
            }
            made.push(shape);
        }
        for (new, _) in by_place.values().skip(count) {
            let own = details.get(new.0 as usize).cloned().unwrap_or_default();
            details.push(own);
        }
        let mut found: Vec<Vec<Occurrence<'_>>> = vec![Vec::new(); made.len()];
        let mut places_of: BTreeMap<ShapeId, Vec<ShapeId>> = BTreeMap::new();
        for (place, (new, _)) in &by_place {
            places_of.entry(*new).or_default().push(*place);
        }
        for shape in &self.shapes.shapes {
            for occurrence in &shape.occurrences {
                for place in places_of.get(&occurrence.owner).into_iter().flatten() {
                    let owner = &made[place.0 as usize];
                    let member = owner.members.get(occurrence.member as usize);
                    if let Some(target) = member.and_then(|m| follow(&m.ty, &occurrence.path)) {
                        let moved = Occurrence { owner: *place, ..occurrence.clone() };
                        found[target.0 as usize].push(moved);
                    }
                }
            }
        }
        for (shape, mut occurrences) in made.iter_mut().zip(found) {
            occurrences.sort();
            shape.occurrences = occurrences;
        }
        self.shapes.shapes = made;
    }

    fn replaced(&self, new: &Type, old: Option<&Type>) -> Type {
        let mut places = VecDeque::new();
        meet(new, old, &mut |new, old| places.push_back(self.place(new, old)));
        put(new, &mut places)
    }
}

/// The type with the shapes of `places` in the order of [`meet`].
fn put(ty: &Type, places: &mut VecDeque<ShapeId>) -> Type {
    match ty {
        Type::Scalar(scalar) => Type::Scalar(*scalar),
        Type::Shape(id) => Type::Shape(places.pop_front().unwrap_or(*id)),
        Type::List(element) => Type::List(Box::new(put(element, places))),
        Type::Map(key, value) => {
            let key = put(key, places);
            Type::Map(Box::new(key), Box::new(put(value, places)))
        }
    }
}

fn follow(ty: &Type, path: &[Step]) -> Option<ShapeId> {
    match (ty, path.split_first()) {
        (Type::Shape(id), None) => Some(*id),
        (Type::List(element), Some((Step::Element, path))) => follow(element, path),
        (Type::Map(key, _), Some((Step::Key, path))) => follow(key, path),
        (Type::Map(_, value), Some((Step::Value, path))) => follow(value, path),
        _ => None,
    }
}
