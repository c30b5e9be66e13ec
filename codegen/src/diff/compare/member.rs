//! Members.

use super::{Differ, Found, by_direction, constraint};
use crate::diff::change::Subject;
use crate::diff::fact::Known;
use crate::diff::facts;
use crate::diff::flags;
use crate::diff::meaning::on_the_wire;
use crate::diff::rule::{Direction, Rule};
use crate::diff::rules;
use crate::spec::{Member, Scalar, ShapeKind, Type};

pub(super) fn compare_all(differ: &mut Differ<'_>, pair: usize) {
    let it = &differ.pairs.list[pair];
    let (both, gone, added) =
        (it.members.both.clone(), it.members.gone.clone(), it.members.new.clone());
    let (old_id, new_id, direction) = (it.old, it.new, it.direction);
    let second = it.background.second;
    let (old, new) = (&differ.old[old_id], &differ.new[new_id]);
    let subject = |member: &Member| Subject::Member(new.name.clone(), member.name.clone());
    for index in gone {
        let member = &old.kind.members()[index];
        let rule = removed(&old.kind, direction);
        let ty = member.ty.display(differ.old).to_string();
        differ.push(Found::Pair(pair), rule, subject(member), Some(ty), None);
    }
    for index in added {
        let member = &new.kind.members()[index];
        let apart = match member.required {
            true if asked_alone(differ, pair) => Some(&rules::ARGUMENT_ADDED),
            // What was not shown before was required all along.
            true if second.is_new() => Some(&rules::REQUIREDNESS_STATED),
            _ => None,
        };
        let required = member.required && apart.is_none();
        let rule = added_rule(&new.kind, direction, member, required);
        let ty = member.ty.display(differ.new).to_string();
        differ.push(Found::Pair(pair), rule, subject(member), None, Some(ty));
        if let Some(rule) = apart {
            differ.push(Found::Pair(pair), rule, subject(member), None, None);
        }
    }
    for (one, other) in &both {
        Compared {
            pair,
            direction,
            shape: &new.name,
            old: &old.kind.members()[*one],
            new: &new.kind.members()[*other],
        }
        .compare(differ);
    }
    required_order(differ, pair, &both);
}

fn removed(kind: &ShapeKind, direction: Direction) -> &'static Rule {
    match kind {
        ShapeKind::Union(_) => by_direction(
            direction,
            &rules::REQUEST_UNION_MEMBER_REMOVED,
            &rules::RESPONSE_UNION_MEMBER_REMOVED,
        ),
        ShapeKind::EventStream(_) => &rules::EVENT_REMOVED,
        _ => {
            by_direction(direction, &rules::REQUEST_MEMBER_REMOVED, &rules::RESPONSE_MEMBER_REMOVED)
        }
    }
}

/// Whether what requests require of a shape shows to responses alone: no request that holds the shape
/// is in both versions, so none of them changed. Who makes such a value is asked all the same.
fn asked_alone(differ: &Differ<'_>, pair: usize) -> bool {
    let it = &differ.pairs.list[pair];
    let (old, new) = &differ.surface;
    it.direction == Direction::Response && (old.is_shared(it.old) || new.is_shared(it.new))
}

fn added_rule(
    kind: &ShapeKind,
    direction: Direction,
    member: &Member,
    required: bool,
) -> &'static Rule {
    match kind {
        ShapeKind::Union(_) => &rules::UNION_MEMBER_ADDED,
        ShapeKind::EventStream(_) => &rules::EVENT_ADDED,
        _ if required => {
            let request = match member.limits.default {
                Some(_) => &rules::REQUEST_DEFAULTED_MEMBER_ADDED,
                None => &rules::REQUEST_REQUIRED_MEMBER_ADDED,
            };
            by_direction(direction, request, &rules::RESPONSE_REQUIRED_MEMBER_ADDED)
        }
        _ => by_direction(direction, &rules::REQUEST_MEMBER_ADDED, &rules::RESPONSE_MEMBER_ADDED),
    }
}

/// Members may stand in another order, but required ones are the arguments of a function.
fn required_order(differ: &mut Differ<'_>, pair: usize, both: &[(usize, usize)]) {
    let it = &differ.pairs.list[pair];
    let (old, new) = (&differ.old[it.old], &differ.new[it.new]);
    if matches!(new.kind, ShapeKind::Union(_) | ShapeKind::EventStream(_)) {
        return;
    }
    let mut kept: Vec<(usize, usize)> = both
        .iter()
        .copied()
        .filter(|(one, other)| {
            old.kind.members()[*one].required && new.kind.members()[*other].required
        })
        .collect();
    kept.sort_unstable();
    if kept.is_sorted_by_key(|(_, other)| *other) {
        return;
    }
    let names = |indices: &mut dyn Iterator<Item = usize>| {
        let names: Vec<&str> =
            indices.map(|index| new.kind.members()[index].name.as_str()).collect();
        Some(names.join(", "))
    };
    let before = names(&mut kept.iter().map(|(_, other)| *other));
    let mut order: Vec<usize> = kept.iter().map(|(_, other)| *other).collect();
    order.sort_unstable();
    let after = names(&mut order.into_iter());
    let subject = Subject::Shape(new.name.clone());
    differ.push(Found::Pair(pair), &rules::REQUIRED_MEMBERS_REORDERED, subject, before, after);
}

/// A member in both versions.
struct Compared<'a> {
    pair: usize,
    direction: Direction,
    shape: &'a str,
    old: &'a Member,
    new: &'a Member,
}

impl Compared<'_> {
    fn subject(&self) -> Subject {
        Subject::Member(self.shape.into(), self.new.name.clone())
    }

    fn tell(
        &self,
        differ: &mut Differ<'_>,
        rule: &'static Rule,
        old: Option<String>,
        new: Option<String>,
    ) {
        differ.push(Found::Pair(self.pair), rule, self.subject(), old, new);
    }

    fn compare(&self, differ: &mut Differ<'_>) {
        let Compared { old, new, direction, .. } = *self;
        self.names(differ);
        if old.required != new.required {
            let rule = self.requiredness(differ);
            self.tell(differ, rule, None, None);
        }
        for rule in flags::MEMBER.iter().filter_map(|flag| flag.compare(old, new)) {
            self.tell(differ, rule, None, None);
        }
        self.types(differ);
        for (rule, old, new) in constraint::compare(old, new, direction) {
            self.tell(differ, rule, old, new);
        }
        let http = differ.pairs.list[self.pair].background.http.in_both();
        let known = Known { http, ..Known::default() };
        let sides = ((differ.old, old), (differ.new, new));
        let (found, subject) = (Found::Pair(self.pair), || self.subject());
        differ.facts(found, facts::MEMBER, subject, sides, known);
        if old.name == new.name {
            differ.facts(found, facts::WIRE_NAME, subject, sides, known);
        }
    }

    /// Requests tell what is required, responses promise nothing that requests do not ask for: what
    /// goes both ways is judged as what is sent.
    fn requiredness(&self, differ: &Differ<'_>) -> &'static Rule {
        let second = differ.pairs.list[self.pair].background.second;
        let response = self.direction == Direction::Response;
        match self.new.required {
            true if asked_alone(differ, self.pair) => &rules::ARGUMENT_ADDED,
            false if asked_alone(differ, self.pair) => &rules::ARGUMENT_REMOVED,
            true if second.is_new() => &rules::REQUIREDNESS_STATED,
            false if second.is_gone() => &rules::REQUIREDNESS_NOT_STATED,
            true if response => &rules::RESPONSE_MEMBER_REQUIRED,
            true if self.new.limits.default.is_some() => {
                &rules::REQUEST_MEMBER_REQUIRED_WITH_DEFAULT
            }
            true => &rules::REQUEST_MEMBER_REQUIRED,
            false if response => &rules::RESPONSE_MEMBER_OPTIONAL,
            false => &rules::REQUEST_MEMBER_OPTIONAL,
        }
    }

    fn names(&self, differ: &mut Differ<'_>) {
        let Compared { old, new, .. } = *self;
        if old.name != new.name {
            let same = old.wire.location == new.wire.location
                && on_the_wire(differ.old, old) == on_the_wire(differ.new, new);
            let rule = if same { &rules::MEMBER_RENAMED_IN_RUST } else { &rules::MEMBER_RENAMED };
            self.tell(differ, rule, Some(old.name.clone()), Some(new.name.clone()));
        }
    }

    fn types(&self, differ: &mut Differ<'_>) {
        let Compared { old, new, .. } = *self;
        let rule = match exchange(differ, &old.ty, &new.ty) {
            Exchange::Same => return,
            Exchange::Named => &rules::SHAPE_EXCHANGED,
            Exchange::Width => &rules::TYPE_WIDTH_CHANGED,
            Exchange::BecameEnum => &rules::TYPE_BECAME_ENUM,
            Exchange::NoLongerEnum => &rules::TYPE_NO_LONGER_ENUM,
            Exchange::FloatWidth => &rules::FLOAT_WIDTH_CHANGED,
            Exchange::Widened => by_direction(
                self.direction,
                &rules::REQUEST_TYPE_WIDENED,
                &rules::RESPONSE_TYPE_WIDENED,
            ),
            Exchange::Narrowed => by_direction(
                self.direction,
                &rules::REQUEST_TYPE_NARROWED,
                &rules::RESPONSE_TYPE_NARROWED,
            ),
            Exchange::Other => &rules::TYPE_CHANGED,
        };
        let old = old.ty.display(differ.old).to_string();
        let new = new.ty.display(differ.new).to_string();
        self.tell(differ, rule, Some(old), Some(new));
    }
}

/// How much a type differs from the one that stood in its place, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exchange {
    Same,
    /// An integer whose size is stated, or is not any more.
    Width,
    /// A shape of another name; what is in it is compared on its own.
    Named,
    /// A number with a fraction of another precision.
    FloatWidth,
    NoLongerEnum,
    BecameEnum,
    /// All that was a value still is one.
    Widened,
    /// All that is a value was one.
    Narrowed,
    Other,
}

impl Exchange {
    /// What two exchanges amount to at one place.
    fn and(self, other: Exchange) -> Exchange {
        let wide = |it: Exchange| matches!(it, Exchange::Widened | Exchange::NoLongerEnum);
        let narrow = |it: Exchange| matches!(it, Exchange::Narrowed | Exchange::BecameEnum);
        if wide(self) && narrow(other) || narrow(self) && wide(other) {
            Exchange::Other
        } else {
            self.max(other)
        }
    }
}

fn exchange(differ: &Differ<'_>, old: &Type, new: &Type) -> Exchange {
    let is_enum = |kind: &ShapeKind| matches!(kind, ShapeKind::Enum(_));
    match (old, new) {
        (Type::Scalar(old), Type::Scalar(new)) => scalars(*old, *new),
        (Type::Scalar(Scalar::String), Type::Shape(id)) if is_enum(&differ.new[*id].kind) => {
            Exchange::BecameEnum
        }
        (Type::Shape(id), Type::Scalar(Scalar::String)) if is_enum(&differ.old[*id].kind) => {
            Exchange::NoLongerEnum
        }
        // A document is any value of JSON.
        (old, Type::Scalar(Scalar::Document)) if is_json(old) => Exchange::Widened,
        (Type::Scalar(Scalar::Document), new) if is_json(new) => Exchange::Narrowed,
        (Type::List(old), Type::List(new)) => exchange(differ, old, new),
        (Type::Map(old_key, old_value), Type::Map(new_key, new_value)) => {
            exchange(differ, old_key, new_key).and(exchange(differ, old_value, new_value))
        }
        (Type::Shape(old), Type::Shape(new)) => {
            let same_name = differ.old[*old].name == differ.new[*new].name;
            if same_name || differ.renamed.get(old) == Some(new) {
                Exchange::Same
            } else {
                Exchange::Named
            }
        }
        _ => Exchange::Other,
    }
}

fn scalars(old: Scalar, new: Scalar) -> Exchange {
    let whole = |scalar: Scalar| matches!(scalar, Scalar::Integer | Scalar::Long);
    let number = |scalar: Scalar| matches!(scalar, Scalar::Float | Scalar::Double);
    let json = |scalar: Scalar| is_json(&Type::Scalar(scalar));
    match (old, new) {
        (old, new) if old == new => Exchange::Same,
        (old, new) if whole(old) && whole(new) => Exchange::Width,
        (old, new) if number(old) && number(new) => Exchange::FloatWidth,
        (old, new) if whole(old) && number(new) => Exchange::Widened,
        (old, new) if number(old) && whole(new) => Exchange::Narrowed,
        (old, Scalar::Document) if json(old) => Exchange::Widened,
        (Scalar::Document, new) if json(new) => Exchange::Narrowed,
        _ => Exchange::Other,
    }
}

/// Whether a value of that type is written as it is into JSON, in one way alone.
fn is_json(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => {
            !matches!(scalar, Scalar::Blob | Scalar::Stream | Scalar::Timestamp | Scalar::Document)
        }
        Type::List(item) => is_json(item),
        Type::Map(_, value) => is_json(value),
        Type::Shape(_) => true,
    }
}
