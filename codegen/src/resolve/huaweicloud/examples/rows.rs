//! The examples of an operation, by what they show.

use std::collections::HashMap;

use crate::facts::{Example, Json, Kind, Member, Scalar, Shows};

use super::super::shown::{self, Seen};

/// The examples of a body.
pub(super) fn roots(examples: &[Example], of: Shows) -> Vec<Seen<'_>> {
    examples.iter().filter(|it| it.of == of).map(|it| (it.line, &it.value)).collect()
}

/// The examples in the descriptions of members, by the member's line and name.
pub(super) struct Rows<'e>(HashMap<(u32, &'e str), &'e Json>);

impl<'e> Rows<'e> {
    pub(super) fn of(examples: &'e [Example]) -> Self {
        let members = examples.iter().filter_map(|example| match &example.of {
            Shows::Member(name) => Some(((example.line, &**name), &example.value)),
            _ => None,
        });
        Rows(members.collect())
    }

    /// The example in the description of a member after those that show it in its place.
    pub(super) fn and(&self, member: &Member, mut seen: Vec<Seen<'e>>) -> Vec<Seen<'e>> {
        let line = member.node.line;
        seen.extend(self.0.get(&(line, &*member.name)).map(|value| (line, *value)));
        match member.node.kind {
            Kind::Scalar(Scalar::String) | Kind::Enum(_) => shown::of_text(seen),
            _ => seen,
        }
    }
}
