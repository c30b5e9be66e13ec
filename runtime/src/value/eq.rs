//! Comparisons.

use super::union::Member;
use super::{Value, View, as_record};

/// Whether two values of one type are equal.
pub fn equal(a: &dyn Value, b: &dyn Value) -> bool {
    match (a.view(), b.view()) {
        (View::Unset, View::Unset) => true,
        (View::Boolean(a), View::Boolean(b)) => a == b,
        (View::Integer(a), View::Integer(b)) => a == b,
        (View::Float(a), View::Float(b)) => a == b,
        (View::Double(a), View::Double(b)) => a == b,
        (View::String(a), View::String(b)) => a == b,
        (View::Timestamp(a), View::Timestamp(b)) => a == b,
        (View::Blob(a), View::Blob(b)) => a == b,
        (View::Document(a), View::Document(b)) => a == b,
        (View::Stream(a), View::Stream(b)) => a == b,
        (View::List(a), View::List(b)) => {
            a.count() == b.count() && (0..a.count()).all(|index| both(a.at(index), b.at(index)))
        }
        (View::Map(a), View::Map(b)) => {
            let mut same = a.count() == b.count();
            if same {
                a.each(&mut |key, value| {
                    same = both(Some(value), b.find(key));
                    same
                });
            }
            same
        }
        (View::Union(a), View::Union(b)) => match (a.get(), b.get()) {
            (Member::Known(at, a), Member::Known(there, b)) => at == there && equal(a, b),
            (Member::Unknown(a), Member::Unknown(b)) => a == b,
            _ => false,
        },
        (View::Events(a), View::Events(b)) => a.is_same(b),
        (View::Record | View::Inner(_), View::Record | View::Inner(_)) => {
            let (Some(a), Some(b)) = (as_record(a), as_record(b)) else { return false };
            (0..a.shape().members.len()).all(|index| equal(a.member(index), b.member(index)))
        }
        _ => false,
    }
}

fn both(a: Option<&dyn Value>, b: Option<&dyn Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => equal(a, b),
        _ => false,
    }
}
