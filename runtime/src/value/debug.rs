//! `Debug`.

use std::fmt::{self, Debug, Formatter};

use super::union::Member;
use super::{Value, View, as_record};

/// Shows a structure with the members that are set, and two dots for those that are not; a union
/// as its member. What is sensitive is not shown.
pub fn debug(value: &dyn Value, f: &mut Formatter<'_>) -> fmt::Result {
    Shown(value).fmt(f)
}

struct Shown<'a>(&'a dyn Value);

/// What nobody should see.
struct Hidden;

impl Debug for Hidden {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("(sensitive)")
    }
}

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.view() {
            View::Unset => f.write_str("None"),
            View::Record | View::Inner(_) => match as_record(self.0) {
                Some(record) => members(record, f),
                None => Ok(()),
            },
            View::Boolean(value) => value.fmt(f),
            View::Integer(value) => value.fmt(f),
            View::Float(value) => value.fmt(f),
            View::Double(value) => value.fmt(f),
            View::String(value) => value.fmt(f),
            View::Timestamp(value) => value.fmt(f),
            View::Blob(value) => value.fmt(f),
            View::Document(value) => value.fmt(f),
            View::Stream(value) => value.fmt(f),
            View::List(list) => {
                let items = (0..list.count()).filter_map(|index| list.at(index));
                f.debug_list().entries(items.map(Shown)).finish()
            }
            View::Map(map) => {
                let mut shown = f.debug_map();
                map.each(&mut |key, value| {
                    shown.entry(&key, &Shown(value));
                    true
                });
                shown.finish()
            }
            View::Union(union) => match union.get() {
                Member::Known(index, value) => {
                    let shape = union.shape();
                    let name = shape.members.get(index).copied().unwrap_or_default();
                    let shown: &dyn Debug =
                        if shape.wire_of(index).sensitive { &Hidden } else { &Shown(value) };
                    f.debug_tuple(name).field(shown).finish()
                }
                Member::Unknown(member) => member.fmt(f),
            },
            View::Events(events) => match events.list() {
                Some(events) => f.debug_list().entries(events.into_iter().map(Shown)).finish(),
                None => f.write_str("EventStream(..)"),
            },
        }
    }
}

fn members(record: &dyn Value, f: &mut Formatter<'_>) -> fmt::Result {
    let shape = record.shape();
    let mut shown = f.debug_struct(shape.name);
    let mut whole = true;
    let mut fields = shape.fields.split_terminator(' ');
    for (index, member) in shape.members.iter().enumerate() {
        let field = fields.next().unwrap_or(member);
        let member = record.member(index);
        match member.view() {
            View::Unset => whole = false,
            _ if shape.wire_of(index).sensitive => {
                shown.field(field, &Hidden);
            }
            _ => {
                shown.field(field, &Shown(member));
            }
        }
    }
    if whole { shown.finish() } else { shown.finish_non_exhaustive() }
}
