//! Copies.

use super::union::Member;
use super::{Slot, Value, View, as_record};

/// A copy of a structure or union.
pub fn copied<T: Value>(from: &T) -> T {
    let mut to = T::blank();
    assign(from, &mut to);
    to
}

/// Makes a blank value the same as another of its type.
pub(crate) fn assign(from: &dyn Value, to: &mut dyn Value) {
    match from.view() {
        View::Unset => {}
        View::Record | View::Inner(_) => {
            let Some(from) = as_record(from) else { return };
            match to.slot() {
                Slot::Record => members(from, to),
                Slot::Inner(to) => members(from, to),
                _ => {}
            }
        }
        view => fill(view, to.slot()),
    }
}

fn members(from: &dyn Value, to: &mut dyn Value) {
    for index in 0..from.shape().members.len() {
        let member = from.member(index);
        if !matches!(member.view(), View::Unset) {
            assign(member, to.member_mut(index));
        }
    }
}

fn fill(from: View<'_>, to: Slot<'_>) {
    match (from, to) {
        (View::Boolean(from), Slot::Boolean(to)) => *to = from,
        (View::Integer(from), Slot::Integer(to)) => *to = from,
        (View::Float(from), Slot::Float(to)) => *to = from,
        (View::Double(from), Slot::Double(to)) => *to = from,
        (View::String(from), Slot::String(to)) => from.clone_into(to),
        (View::String(from), Slot::Enumeration(to)) => to.set(from),
        (View::Timestamp(from), Slot::Timestamp(to)) => *to = from,
        (View::Blob(from), Slot::Blob(to)) => from.clone_into(to),
        (View::Document(from), Slot::Document(to)) => from.clone_into(to),
        (View::Stream(from), Slot::Stream(to)) => from.clone_into(to),
        (View::List(from), Slot::List(to)) => {
            to.restart(from.count());
            for item in (0..from.count()).filter_map(|index| from.at(index)) {
                assign(item, to.push());
            }
        }
        (View::Map(from), Slot::Map(to)) => {
            to.restart();
            from.each(&mut |key, value| {
                if let Some(to) = to.entry(key) {
                    assign(value, to);
                }
                true
            });
        }
        (View::Union(from), Slot::Union(to)) => match from.get() {
            Member::Known(index, value) => assign(value, to.set(index)),
            Member::Unknown(member) => to.set_unknown(member.clone()),
        },
        (View::Events(from), Slot::Events(to)) => to.assign(from),
        // No other pair is of one type.
        _ => {}
    }
}
