//! The service as a whole.

use super::{Differ, Found};
use crate::diff::change::Subject;
use crate::diff::fact::Known;
use crate::diff::facts;
use crate::diff::meaning::on_the_wire;

pub(super) fn compare(differ: &mut Differ<'_>) {
    let (old, new) = (differ.old, differ.new);
    let sides = ((old, old), (new, new));
    let known = Known { same_names: same_names(differ), ..Known::default() };
    differ.facts(Found::Alone, facts::SERVICE, || Subject::Service, sides, known);
}

/// Whether every member is called on the wire as it was.
fn same_names(differ: &Differ<'_>) -> bool {
    differ.pairs.list.iter().all(|pair| {
        let (old, new) = (&differ.old[pair.old].kind, &differ.new[pair.new].kind);
        pair.members.both.iter().all(|(one, other)| {
            on_the_wire(differ.old, &old.members()[*one])
                == on_the_wire(differ.new, &new.members()[*other])
        })
    })
}
