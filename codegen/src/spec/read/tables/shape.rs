//! Shapes and their members.

use serde::de::MapAccess;

use super::operation::{put, put_some};
use crate::spec::keys::{Keys, joined};
use crate::spec::problem::ProblemKind;
use crate::spec::read::edits::Edits;
use crate::spec::read::seed::{Reader, Table, by_name, flag, keep_by_name, text, texts};
use crate::spec::{
    Error, Failing, Limits, Member, Scalar, Shape, ShapeId, ShapeKind, Sparse, Type, Wire,
};

/// A shape as far as it is stated.
#[derive(Clone, Default)]
pub(in crate::spec) struct ShapeTable {
    kind: Option<String>,
    status: Option<u16>,
    failing: Sparse<Failing>,
    documentation: Option<String>,
    members: Option<Vec<Member>>,
    values: Option<Vec<String>>,
    /// The members of an overlay, which may be stated in part.
    pub partial: Vec<(Box<str>, MemberTable)>,
    /// What an overlay does to it besides.
    pub edits: Option<Box<Edits>>,
}

impl ShapeTable {
    /// The shape of that name, whole.
    pub fn named(mut self, reader: &mut Reader, name: &str) -> Shape {
        const KINDS: [&str; 5] = ["structure", "enum", "union", "eventstream", "error"];
        let kind = self.kind.as_deref().unwrap_or_else(|| {
            reader.missing("type", "a shape");
            ""
        });
        if !kind.is_empty() && !KINDS.contains(&kind) {
            let known = KINDS.to_vec();
            reader.problem_at("type", ProblemKind::NotOneOf { found: kind.into(), known });
        }
        if self.status.is_some() && kind != "error" {
            let belongs = "a shape of type error";
            reader.problem_at("status", ProblemKind::Misplaced { key: "status", belongs });
        }
        for key in self.stated_of_errors().filter(|_| kind != "error") {
            let belongs = "a shape of type error";
            reader.problem_at(key, ProblemKind::Misplaced { key, belongs });
        }
        if self.values.is_some() != (kind == "enum") && KINDS.contains(&kind) {
            let belongs = "a shape of type enum";
            if self.values.is_some() {
                reader.problem_at("values", ProblemKind::Misplaced { key: "values", belongs });
            } else {
                reader.missing("values", belongs);
            }
        }
        if self.members.is_some() && kind == "enum" {
            let belongs = "a shape with members, which an enum is not";
            reader.problem_at("members", ProblemKind::Misplaced { key: "members", belongs });
        }
        let mut members = self.members.unwrap_or_default();
        for (name, member) in std::mem::take(&mut self.partial) {
            members.push(reader.within("members", |reader| {
                reader.within(&name, |reader| member.named(reader, &name))
            }));
        }
        let kind = match kind {
            "enum" => ShapeKind::Enum(self.values.unwrap_or_default()),
            "union" => ShapeKind::Union(members),
            "eventstream" => ShapeKind::EventStream(members),
            "error" => {
                ShapeKind::Error(Error { status: self.status, facts: self.failing, members })
            }
            _ => ShapeKind::Structure(members),
        };
        Shape { name: name.into(), documentation: self.documentation, kind }
    }

    /// Puts what is stated here, members aside, in the place of what the shape has.
    ///
    /// # Errors
    ///
    /// The first key that a shape of its kind does not have.
    pub fn put(self, shape: &mut Shape) -> Result<(), &'static str> {
        let of_errors = self.stated_of_errors().next();
        put_some(&mut shape.documentation, self.documentation);
        if self.kind.as_deref().is_some_and(|kind| kind != shape.kind.as_str()) {
            // No page tells a union from a structure where it has no words for it.
            let kind = std::mem::replace(&mut shape.kind, ShapeKind::Enum(Vec::new()));
            shape.kind = match (kind, self.kind.as_deref()) {
                (ShapeKind::Structure(members), Some("union")) => ShapeKind::Union(members),
                (ShapeKind::Union(members), Some("structure")) => ShapeKind::Structure(members),
                (kind, _) => {
                    shape.kind = kind;
                    return Err("type");
                }
            };
        }
        match (self.values, &mut shape.kind) {
            (None, _) => {}
            (Some(values), ShapeKind::Enum(place)) => *place = values,
            (Some(_), _) => return Err("values"),
        }
        match (self.status, &mut shape.kind) {
            (None, _) => {}
            (status, ShapeKind::Error(error)) => error.status = status,
            (Some(_), _) => return Err("status"),
        }
        match (of_errors, &mut shape.kind) {
            (None, _) => {}
            (_, ShapeKind::Error(error)) => error.facts.put_from(&self.failing),
            (Some(key), _) => return Err(key),
        }
        Ok(())
    }

    /// The keys of errors that are stated.
    fn stated_of_errors(&self) -> impl Iterator<Item = &'static str> {
        let stated = self.failing.stated();
        FAILING.iter().copied().filter(move |key| stated.iter().any(|(it, _)| it == key))
    }
}

const FAILING: &[&str] = <Failing as Keys>::KEYS;

impl Table for ShapeTable {
    const WHAT: &'static str = "a shape";
    const KEYS: &'static [&'static str] = &joined::<{ FAILING.len() + 5 }>(&[
        &["type", "status"],
        FAILING,
        &["documentation", "members", "values"],
    ]);

    fn edits(&mut self) -> Option<&mut Edits> {
        Some(self.edits.get_or_insert_default())
    }

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "type" => self.kind = Some(text(map)?.into_owned()),
            "status" => self.status = reader.number(key, &text(map)?),
            _ if FAILING.contains(&key) => Keys::read(&mut *self.failing, reader, key, map)?,
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            "values" => self.values = Some(texts(map)?),
            _ if reader.overlay => keep_by_name(map, reader, key, &mut self.partial)?,
            _ => {
                let mut members = Vec::new();
                reader.within(key, |reader| {
                    by_name(map, reader, |reader, name, member: MemberTable| {
                        members.push(member.named(reader, name));
                    })
                })?;
                self.members = Some(members);
            }
        }
        Ok(())
    }
}

/// A member as far as it is stated.
#[derive(Clone, Default)]
pub(in crate::spec) struct MemberTable {
    ty: Option<Type>,
    /// A type is stated, though perhaps not a sound one.
    stated_type: bool,
    required: Option<bool>,
    idempotency_token: Option<bool>,
    documentation: Option<String>,
    wire: Sparse<Wire>,
    /// What is stated not to be so: an overlay's `flattened: false`.
    not: Vec<&'static str>,
    limits: Sparse<Limits>,
    /// What an overlay does to it besides.
    pub edits: Option<Box<Edits>>,
}

impl MemberTable {
    /// The member of that name, whole.
    pub fn named(self, reader: &mut Reader, name: &str) -> Member {
        if !self.stated_type {
            reader.missing("type", "a member");
        }
        Member {
            name: name.into(),
            ty: self.ty.unwrap_or(Type::Scalar(Scalar::Document)),
            required: self.required.unwrap_or_default(),
            idempotency_token: self.idempotency_token.unwrap_or_default(),
            documentation: self.documentation,
            wire: self.wire,
            limits: self.limits,
        }
    }

    /// Puts what is stated here in the place of what the member has. `id` gives the shapes of the
    /// names.
    pub fn put(&self, member: &mut Member, id: &mut dyn FnMut(ShapeId) -> ShapeId) {
        put(&mut member.ty, self.ty.clone().map(|ty| ty.map_shapes(id)));
        put(&mut member.required, self.required);
        put(&mut member.idempotency_token, self.idempotency_token);
        put_some(&mut member.documentation, self.documentation.clone());
        member.wire.put_from(&self.wire);
        for key in &self.not {
            member.wire.leave_out(key);
        }
        member.limits.put_from(&self.limits);
    }
}

/// The keys of a member beside those of the groups.
const OWN: &[&str] = &["type", "required", "idempotency_token", "documentation"];
const WIRE: &[&str] = <Wire as Keys>::KEYS;
const LIMITS: &[&str] = <Limits as Keys>::KEYS;

impl Table for MemberTable {
    const WHAT: &'static str = "a member";
    const KEYS: &'static [&'static str] =
        &joined::<{ OWN.len() + WIRE.len() + LIMITS.len() }>(&[OWN, WIRE, LIMITS]);

    fn edits(&mut self) -> Option<&mut Edits> {
        Some(self.edits.get_or_insert_default())
    }

    fn entry<'de, A: MapAccess<'de>>(
        &mut self,
        reader: &mut Reader,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            "type" => {
                self.stated_type = true;
                self.ty = reader.ty(&text(map)?);
            }
            "required" => self.required = Some(flag(map)?),
            "idempotency_token" => self.idempotency_token = Some(flag(map)?),
            "documentation" => self.documentation = Some(text(map)?.into_owned()),
            _ if WIRE.contains(&key) => {
                Keys::read(&mut *self.wire, reader, key, map)?;
                self.not.extend(self.wire.as_none(key));
            }
            _ => Keys::read(&mut *self.limits, reader, key, map)?,
        }
        Ok(())
    }
}
