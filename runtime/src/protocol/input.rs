//! The members of an input that are set, and those that the client fills in.

use std::borrow::Cow;

use super::RequestContext;
use crate::value::{OnWire, Shape, Value, View};
use crate::wire::{Case, Location, Wire};

/// An operation's input, with its idempotency token made where the caller has not set it.
pub(super) struct Input<'a> {
    record: &'a dyn Value,
    case: Case,
    token: Option<String>,
    project_id: Option<String>,
}

/// A member that is set.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    /// Its name in the documentation.
    pub(super) member: &'static str,
    pub(super) wire: Wire,
    pub(super) value: &'a dyn Value,
    case: Case,
}

impl<'a> Field<'a> {
    /// Its name on the wire.
    pub(super) fn name(&self) -> Cow<'static, str> {
        name(self.member, self.wire.name, self.case)
    }
}

/// A member's name on the wire, where this is stated of it.
pub(super) fn name(
    member: &'static str,
    stated: Option<&'static str>,
    case: Case,
) -> Cow<'static, str> {
    match stated {
        Some(name) => Cow::Borrowed(name),
        None => case.write(member),
    }
}

impl<'a> Input<'a> {
    pub(super) fn new(record: &'a dyn Value, case: Case, context: &RequestContext<'_>) -> Self {
        let unset = |(place, _, wire): (usize, _, Wire)| {
            wire.token && matches!(record.member(place).view(), View::Unset)
        };
        let wanted = record.shape().members().any(unset);
        let token = if wanted { context.token.map(|token| token()) } else { None };
        let project_id = context.project_id.map(str::to_owned);
        Input { record, case, token, project_id }
    }

    /// How names are written.
    pub(super) fn case(&self) -> Case {
        self.case
    }

    pub(super) fn shape(&self) -> &'static Shape {
        self.record.shape()
    }

    /// The members that are set and no events.
    pub(super) fn fields_beside_events(&self) -> impl Iterator<Item = Field<'_>> {
        self.fields().filter(|field| !matches!(field.value.view(), View::Events(_)))
    }

    /// The members that are set, in the order of the documentation.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        self.shape().members().filter_map(|(place, member, wire)| {
            let mut value = self.record.member(place);
            if matches!(value.view(), View::Unset) {
                value = self.token.as_ref().filter(|_| wire.token)?;
            }
            if let Some(id) = &self.project_id
                && wire.location == Location::Path
                && member == "project_id"
                && matches!(value.view(), View::String(""))
            {
                value = id;
            }
            Some(Field { member, wire, value, case: self.case })
        })
    }

    /// Those of them that stand in the body, among others.
    pub(super) fn body(&self) -> impl Iterator<Item = Field<'_>> {
        self.fields().filter(|field| field.wire.location == Location::Body)
    }

    /// The member that is the whole body, whether it is set or not.
    pub(super) fn payload(&self) -> Option<Field<'_>> {
        let mut members = self.shape().members();
        let (place, member, wire) =
            members.find(|(.., wire)| wire.location == Location::Payload)?;
        Some(Field { member, wire, value: self.record.member(place), case: self.case })
    }

    /// Whether any member may stand in the body, among others.
    pub(super) fn has_body(&self) -> bool {
        self.shape().members().any(|(.., wire)| wire.location == Location::Body)
    }
}

/// The place of the member that has a name on the wire, and what is stated of it; looked for first from
/// `next` on.
pub(super) fn find(shape: &Shape, case: Case, name: &str, next: usize) -> Option<(usize, OnWire)> {
    shape.find(next, |member, stated| match stated.name {
        Some(wire) => wire == name,
        None => case.matches(member, name),
    })
}
