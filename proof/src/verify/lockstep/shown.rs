//! A member as the documentation shows it.

use super::super::quirks::{Entry, Quirks, Side};
use super::Lockstep;
use crate::truth::{Id, Member, Operation, Position, TextId};

/// A member as the documentation shows it.
pub(super) struct Shown<'a> {
    pub name: &'a str,
    pub required: bool,
    pub token: bool,
    pub text: Text<'a>,
    pub value: Value,
}

/// The documentation of a member.
pub(super) enum Text<'a> {
    /// As the model has it, and what is added.
    Model(Option<TextId>, &'a str),
    /// Another.
    Other(&'a str),
}

/// What stands at a member.
pub(super) enum Value {
    /// What the model has.
    Model(Position),
    /// A stream of bytes.
    Stream,
    /// A string.
    String,
    /// A `dict` of which no more is told.
    Dict,
}

impl<'a> Lockstep<'a> {
    /// A member of an input or output, as the documentation shows it: none where it is hidden, two
    /// where one is added.
    pub(super) fn show(
        &self,
        operation: &Operation,
        owner: Id,
        member: &'a Member,
        side: Side,
    ) -> Vec<Shown<'a>> {
        let stream = match side {
            Side::Input => &operation.input_stream,
            Side::Output => &operation.output_stream,
        };
        let mut shown = self.plain(owner, member);
        if stream.as_deref() == Some(&*member.name) {
            shown.value = Value::Stream;
        }
        let mut out = Vec::new();
        let quirks: &'a Quirks = self.quirks;
        for entry in quirks.on_member(&self.service.id, &operation.name, side, &member.name) {
            if entry.hidden {
                return Vec::new();
            }
            apply(entry, &mut shown);
            if let Some(added) = &entry.followed {
                out.push(Shown {
                    name: &added.name,
                    required: false,
                    token: false,
                    text: Text::Other(&added.text),
                    value: Value::String,
                });
            }
        }
        out.insert(0, shown);
        out
    }

    /// A member as the documentation shows it below inputs and outputs.
    pub(super) fn plain(&self, owner: Id, member: &'a Member) -> Shown<'a> {
        let position = member.position;
        let mut shown = Shown {
            name: &member.name,
            required: position.required() && self.marks.tell(owner, position),
            token: position.idempotency_token() && position.text.is_some(),
            text: Text::Model(position.text, ""),
            value: Value::Model(position),
        };
        let shape = &self.service.shape(position.shape).name;
        for entry in self.quirks.on_shape(&self.service.id, shape) {
            apply(entry, &mut shown);
        }
        shown
    }
}

/// Changes what is shown of a member by an entry of the list.
fn apply<'a>(entry: &'a Entry, shown: &mut Shown<'a>) {
    if entry.optional {
        shown.required = false;
    }
    if let Some(name) = &entry.renamed {
        shown.name = name;
    }
    if let (Some(text), Text::Model(_, added)) = (&entry.appended, &mut shown.text) {
        *added = text;
    }
    if let Some(text) = &entry.rewritten {
        shown.text = Text::Other(text);
    }
    if entry.dict {
        shown.value = Value::Dict;
    }
}
