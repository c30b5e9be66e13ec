//! A position of the model and a type of the spec, unfolded side by side.
//!
//! What is compared is what the documentation says of the position. Names of nested shapes have no
//! part in it: a structure of the model and a shape of the spec agree if their members do, and a
//! pair that has been compared once in the same manner is not compared again, so that recursion
//! comes to an end and a wrong target of a recursion mark shows as a difference further down.

mod shown;

use std::collections::{BTreeSet, HashMap, HashSet};

use doc_bindgen::spec::{self, Scalar, ShapeId, ShapeKind, Spec, Type};

use self::shown::{Shown, Text, Value};
use super::difference::{Differences, Path};
use super::marks::Marks;
use super::quirks::{Quirks, Side};
use super::words;
use crate::truth::{Id, Kind, Member, Operation, Position, Service, TextId};

/// What the pages tell on the way to a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PositionTold {
    pub side: Side,
    /// The syntax block is there, and not replaced for being too large.
    pub syntax: bool,
    /// The field list is there.
    pub list: bool,
}

/// The state of one comparison of one service.
pub struct Lockstep<'a> {
    pub service: &'a Service,
    pub spec: &'a Spec,
    pub quirks: &'a Quirks,
    marks: &'a Marks<'a>,
    pub differences: &'a mut Differences,
    seen: HashSet<(Id, ShapeId, PositionTold)>,
    /// The shapes of the spec that were met, and the sides they were met on.
    pub met: HashMap<ShapeId, BTreeSet<bool>>,
    /// For each of them, the shapes of the model that it stands for.
    pub stands_for: BTreeSet<(ShapeId, Id)>,
    /// The same where the place tells all of the shape.
    pub told_to_stand_for: BTreeSet<(ShapeId, Id)>,
    letters: HashMap<TextId, String>,
}

impl<'a> Lockstep<'a> {
    pub fn new(
        service: &'a Service,
        spec: &'a Spec,
        quirks: &'a Quirks,
        marks: &'a Marks<'a>,
        differences: &'a mut Differences,
    ) -> Self {
        let (seen, met, letters) = Default::default();
        let (stands_for, told_to_stand_for) = Default::default();
        Lockstep {
            service,
            spec,
            quirks,
            marks,
            differences,
            seen,
            met,
            stands_for,
            told_to_stand_for,
            letters,
        }
    }

    /// Compares what an operation takes or returns.
    pub fn operation_side(
        &mut self,
        operation: &Operation,
        shape: Id,
        found: ShapeId,
        told: PositionTold,
        path: &Path<'_>,
    ) {
        if !told.syntax && !told.list {
            return;
        }
        let shown: Vec<Shown<'a>> = self
            .service
            .members(shape)
            .iter()
            .flat_map(|member| self.show(operation, shape, member, told.side))
            .collect();
        match &self.spec[found].kind {
            ShapeKind::Structure(members) => {
                // What boto3 takes from nobody goes over the wire all the same: an overlay has it.
                let is_hidden = |member: &spec::Member| {
                    let (service, name) = (&self.service.id, &operation.name);
                    let mut on = self.quirks.on_member(service, name, told.side, &member.name);
                    on.any(|entry| entry.hidden)
                };
                let plain: Vec<_> = members.iter().filter(|it| !is_hidden(it)).cloned().collect();
                self.members(&shown, &plain, told, path);
            }
            other => self.differences.add(path, format!("is {}, not a structure", word(other))),
        }
    }

    fn members(
        &mut self,
        expected: &[Shown<'a>],
        found: &[spec::Member],
        told: PositionTold,
        path: &Path<'_>,
    ) {
        let names =
            |members: &mut dyn Iterator<Item = &str>| members.collect::<Vec<_>>().join(", ");
        if !expected.iter().map(|m| m.name).eq(found.iter().map(|m| &*m.name)) {
            let missing = names(
                &mut expected.iter().map(|m| m.name).filter(|n| found.iter().all(|f| f.name != *n)),
            );
            let added = names(
                &mut found
                    .iter()
                    .map(|m| &*m.name)
                    .filter(|n| expected.iter().all(|e| e.name != *n)),
            );
            let message = match (missing.is_empty(), added.is_empty()) {
                (true, true) => "members in another order".to_string(),
                (false, true) => format!("members missing: {missing}"),
                (true, false) => format!("members that are not there: {added}"),
                (false, false) => format!("members missing: {missing}; and not there: {added}"),
            };
            self.differences.add(path, message);
        }
        for shown in expected {
            if let Some(member) = found.iter().find(|member| member.name == shown.name) {
                self.member(shown, member, told, &path.member(shown.name));
            }
        }
    }

    fn member(
        &mut self,
        shown: &Shown<'a>,
        found: &spec::Member,
        told: PositionTold,
        path: &Path<'_>,
    ) {
        if told.side == Side::Input {
            self.flag(path, "required", shown.required, found.required, told);
            self.flag(path, "idempotency_token", shown.token, found.idempotency_token, told);
        }
        if let Some(found) = &found.documentation {
            self.text(&shown.text, found, path);
        } else if told.list && self.says_something(&shown.text) {
            self.differences.add(path, "documentation is missing".into());
        }
        match shown.value {
            Value::Model(position) => self.position(position, &found.ty, told, path),
            Value::Stream => self.scalar(&[Scalar::Stream], &found.ty, path),
            Value::String => self.scalar(&[Scalar::String], &found.ty, path),
            Value::Dict => self.dict(&found.ty, told, path),
        }
    }

    /// Compares a `dict` of which no more is told.
    fn dict(&mut self, found: &Type, told: PositionTold, path: &Path<'_>) {
        match found {
            // A string where an overlay puts right what the pages show.
            Type::Scalar(Scalar::Document | Scalar::String) => {}
            Type::Shape(id) if matches!(&self.spec[*id].kind, ShapeKind::Structure(members) if members.is_empty()) =>
            {
                self.met.entry(*id).or_default().insert(told.side == Side::Input);
            }
            other => self.unlike("a dict with nothing in it", other, path),
        }
    }

    /// A flag that only the field list of a request states.
    fn flag(
        &mut self,
        path: &Path<'_>,
        name: &str,
        expected: bool,
        found: bool,
        told: PositionTold,
    ) {
        if expected != found && (told.list || found) {
            self.differences.add(path, format!("{name}: {found}, should be {expected}"));
        }
    }

    fn says_something(&self, text: &Text<'_>) -> bool {
        match text {
            Text::Model(id, added) => {
                !words::letters(self.service.text(*id)).is_empty() || !added.is_empty()
            }
            Text::Other(_) => true,
        }
    }

    fn text(&mut self, expected: &Text<'a>, found: &str, path: &Path<'_>) {
        let found = words::letters_of_commonmark(found);
        let owned;
        let expected = match expected {
            Text::Model(None, added) | Text::Other(added) => {
                owned = words::letters(added);
                &owned
            }
            Text::Model(Some(id), added) => {
                let service = self.service;
                let own = self
                    .letters
                    .entry(*id)
                    .or_insert_with(|| words::letters(service.text(Some(*id))));
                if added.is_empty() {
                    own
                } else {
                    owned = format!("{own}{}", words::letters(added));
                    &owned
                }
            }
        };
        if *expected != found && self.quirks.mended(&self.service.id, expected) != found {
            self.differences.add_text(path, words::parting(expected, &found));
        }
    }

    /// Compares what stands at a position with a type of the spec.
    fn position(&mut self, position: Position, found: &Type, told: PositionTold, path: &Path<'_>) {
        if position.document() || position.json_header() {
            return self.scalar(&[Scalar::Document], found, path);
        }
        let shape = self.service.shape(position.shape);
        if self.quirks.on_shape(&self.service.id, &shape.name).any(|entry| entry.dict) {
            return self.dict(found, told, path);
        }
        match &shape.kind {
            Kind::Scalar(name) => self.scalar(scalars(name, told), found, path),
            Kind::Enum(values) => {
                if let Type::Shape(id) = found {
                    self.stands_for.insert((*id, position.shape));
                }
                self.enumeration(values, found, told, path);
            }
            Kind::List(element) => match found {
                Type::List(found) => self.position(*element, found, told, &path.step("[]")),
                other => self.unlike("a list", other, path),
            },
            Kind::Map(key, value) => match found {
                Type::Map(found_key, found_value) => {
                    // The documentation shows every key as a string, whatever the model makes of it.
                    if !matches!(self.service.shape(key.shape).kind, Kind::Enum(_)) {
                        self.position(*key, found_key, told, &path.step("{key}"));
                    } else {
                        self.scalar(&[Scalar::String], found_key, &path.step("{key}"));
                    }
                    self.position(*value, found_value, told, &path.step("{}"));
                }
                other => self.unlike("a map", other, path),
            },
            Kind::Structure(members) => self.structure(position, members, found, told, path),
        }
    }

    fn scalar(&mut self, expected: &[Scalar], found: &Type, path: &Path<'_>) {
        if !matches!(found, Type::Scalar(found) if expected.contains(found)) {
            self.unlike(expected[0].as_str(), found, path);
        }
    }

    fn enumeration(
        &mut self,
        expected: &[String],
        found: &Type,
        told: PositionTold,
        path: &Path<'_>,
    ) {
        let spec = self.spec;
        match found {
            Type::Shape(id) => {
                self.met.entry(*id).or_default().insert(told.side == Side::Input);
                match &spec[*id].kind {
                    ShapeKind::Enum(values) if values == expected => {}
                    ShapeKind::Enum(values) => {
                        let (expected, values) = (expected.join("|"), values.join("|"));
                        self.differences
                            .add(path, format!("values {values}, should be {expected}"));
                    }
                    other => {
                        self.differences.add(path, format!("is {}, not an enum", word(other)));
                    }
                }
            }
            Type::Scalar(Scalar::String) if !told.syntax => {}
            other => self.unlike("an enum", other, path),
        }
    }

    fn structure(
        &mut self,
        position: Position,
        members: &'a [Member],
        found: &Type,
        told: PositionTold,
        path: &Path<'_>,
    ) {
        let Type::Shape(id) = found else {
            return self.unlike("a structure", found, path);
        };
        self.met.entry(*id).or_default().insert(told.side == Side::Input);
        self.stands_for.insert((*id, position.shape));
        if told.syntax && told.list {
            self.told_to_stand_for.insert((*id, position.shape));
        }
        let spec = self.spec;
        let kind = &spec[*id].kind;
        let shape = &self.service.shape(position.shape).name;
        let (expected, fits) = if position.event_stream() && told.side == Side::Output {
            ("an event stream", matches!(kind, ShapeKind::EventStream(_)))
        } else if self.quirks.unites(&self.service.id, shape) {
            ("a union", matches!(kind, ShapeKind::Union(_)))
        } else if position.union() {
            let untold = !told.list && matches!(kind, ShapeKind::Structure(_));
            ("a union", matches!(kind, ShapeKind::Union(_)) || untold)
        } else {
            ("a structure", matches!(kind, ShapeKind::Structure(_)))
        };
        if !fits {
            self.differences.add(path, format!("is {}, not {expected}", word(kind)));
        }
        if !self.seen.insert((position.shape, *id, told)) {
            return;
        }
        let shown: Vec<Shown<'a>> =
            members.iter().map(|member| self.plain(position.shape, member)).collect();
        self.members(&shown, kind.members(), told, path);
    }

    fn unlike(&mut self, expected: &str, found: &Type, path: &Path<'_>) {
        let found = match found {
            Type::Scalar(scalar) => scalar.as_str().to_string(),
            Type::List(_) => "a list".into(),
            Type::Map(..) => "a map".into(),
            Type::Shape(id) => {
                format!("{} ({})", word(&self.spec[*id].kind), self.spec[*id].name)
            }
        };
        self.differences.add(path, format!("is {found}, should be {expected}"));
    }
}

/// The scalars of the format that may stand for the model's, the right one first.
fn scalars(name: &str, told: PositionTold) -> &'static [Scalar] {
    match name {
        "integer" | "long" => &[Scalar::Integer],
        // The field list says `float` for both.
        "float" if told.syntax => &[Scalar::Float],
        "double" if told.syntax => &[Scalar::Double],
        "float" | "double" => &[Scalar::Float, Scalar::Double],
        "boolean" => &[Scalar::Boolean],
        "timestamp" => &[Scalar::Timestamp],
        "blob" => &[Scalar::Blob],
        _ => &[Scalar::String],
    }
}

/// What a shape is, in words.
fn word(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Structure(_) => "a structure",
        ShapeKind::Union(_) => "a union",
        ShapeKind::EventStream(_) => "an event stream",
        ShapeKind::Error(_) => "an error",
        ShapeKind::Enum(_) => "an enum",
    }
}
